"""The pages of a dossier: which there are, and what each draws on. The desk and the one-file dossier share them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tawatur.dossier.labels import LANGUAGES, Language, label, labels
from tawatur.dossier.material import Material
from tawatur.dossier.segments import Role, Segment, blocks, segments
from tawatur.dossier.shown import day_text, number_text
from tawatur.dossier.views.chains import ChainGraph, chains
from tawatur.dossier.views.overview import Overview, overview
from tawatur.dossier.views.positions import Question, questions
from tawatur.dossier.views.statements import StatementRow, by_speaker, statements
from tawatur.dossier.views.story import ClaimRow, DisputeRow, SeriesRow, TrackRow, claims, disputes, schedule, series
from tawatur.dossier.views.timeline import Line, timeline
from tawatur.model.article import Article
from tawatur.model.marks import Cause, Commitment, Event, Figure, Mark, Name, Statement, Time
from tawatur.model.reading import Reading
from tawatur.model.story import Copy, Place

PAGES = (
    "overview",
    "timeline",
    "disputes",
    "positions",
    "claims",
    "schedule",
    "figures",
    "chains",
    "statements",
    "copies",
    "articles",
)
"""The pages in the order in which they are read; each has a template of its name."""


@dataclass(frozen=True)
class ArticlePage:
    """One article with its text cut into segments."""

    article: Article
    reading: Reading
    segments: tuple[Segment, ...]
    hash: str

    @property
    def blocks(self) -> tuple[tuple[Segment, ...], ...]:
        """The segments by block: one block, but for very long texts."""
        return blocks(self.article.text, self.segments)


@dataclass(frozen=True)
class Views:
    """What all pages show."""

    overview: Overview
    timeline: tuple[Line, ...]
    statements: tuple[tuple[str | None, tuple[StatementRow, ...]], ...]
    disputes: tuple[DisputeRow, ...]
    questions: tuple[Question, ...]
    claims: tuple[ClaimRow, ...]
    series: tuple[SeriesRow, ...]
    schedule: tuple[TrackRow, ...]
    chains: ChainGraph
    copies: tuple[Copy, ...]
    articles: tuple[ArticlePage, ...]


def page_views(material: Material) -> Views:
    """All views of a story."""
    places = story_places(material)
    return Views(
        overview=overview(material),
        timeline=timeline(material),
        statements=by_speaker(statements(material)),
        disputes=disputes(material),
        questions=questions(material),
        claims=claims(material),
        series=series(material),
        schedule=schedule(material),
        chains=chains(material),
        copies=material.story.copies,
        articles=tuple(article_page(material, article, places) for article in material.articles),
    )


def article_page(material: Material, article: str, places: Mapping[str, list[Place]] | None = None) -> ArticlePage:
    """One article's page; the story's places in it get edges of their own, so that links lead to their very words."""
    kept, reading = material.articles[article], material.readings[article]
    found = story_places(material) if places is None else places
    extra = [(place.span, Role("", "place", "words")) for place in found.get(article, ())]
    return ArticlePage(kept, reading, segments(kept, reading, extra), material.hash_of(article))


def story_places(material: Material) -> dict[str, list[Place]]:
    """Every place that the story quotes, by article."""
    out: dict[str, list[Place]] = {}
    for place in _places(material):
        out.setdefault(place.article, []).append(place)
    return out


def _places(material: Material) -> Iterator[Place]:
    story = material.story
    accounts = [a for claim in story.claims for a in claim.accounts]
    accounts += [a for dispute in story.disputes for side in dispute.sides for a in side]
    for account in accounts:
        yield from (Place(account.article, span) for span in account.spans)
    for series_found in story.series:
        yield from (Place(point.article, point.span) for point in series_found.points)
    for track in story.tracks:
        yield from (Place(point.article, point.span) for point in track.points)
        yield from (slip.reason for slip in track.slips if slip.reason is not None)
    for copy in story.copies:
        yield from (copy.a, copy.b)
    yield from (line.quote_place for line in timeline(material))


def marks_of(page: ArticlePage) -> dict[str, object]:
    """What the panel beside the text tells of each mark, by id, in every language: its kind, fields and derivation."""
    return {
        mark.id: {
            "title": {language: label(_kind(mark), language) for language in LANGUAGES},
            "rows": {language: mark_rows(page.article.text, mark, language) for language in LANGUAGES},
        }
        for mark in page.reading.marks()
    }


def mark_rows(text: str, mark: Mark, language: Language) -> list[tuple[str, str]]:
    """The fields of a mark as (term, words), then the steps of its derivation."""
    return [*mark_fields(text, mark, language), *mark_steps(text, mark, language)]


def mark_fields(text: str, mark: Mark, language: Language) -> list[tuple[str, str]]:
    """The fields of a mark as (term, words)."""
    return [(label(key, language), words) for key, words in _told(text, mark, language)]


def mark_steps(text: str, mark: Mark, language: Language) -> list[tuple[str, str]]:
    """How a mark was read: its rule, then each step with its words; a step without a word of its own keeps its name."""
    out = [(label("rule", language), mark.trace.rule)]
    for step in mark.trace.steps:
        words = f"«{step.span.cut(text)}»" if step.span else ""
        key = f"step_{step.what}"
        name = label(key, language) if key in labels() else step.what
        out.append((name, " ".join(part for part in (words, step.detail) if part)))
    return out


def _kind(mark: Mark) -> str:
    return type(mark).__name__.lower()


def _statement_rows(mark: Statement, language: Language) -> Iterator[tuple[str, str]]:
    yield "speaker", mark.speaker or label("unknown", language)
    yield "speaker_is", label("named" if mark.named else "anonymous", language)
    yield "act", label(mark.act, language)
    yield "mode", label(mark.mode, language)
    if mark.chain:
        yield "through_chain", " ← ".join(hop.name for hop in mark.chain)
    if mark.anonymous and mark.anonymous.body:
        yield "belongs_to", mark.anonymous.body


def _told(text: str, mark: Mark, language: Language) -> Iterator[tuple[str, str]]:
    """A mark's fields as (key of the labels, words)."""
    match mark:
        case Statement():
            yield from _statement_rows(mark, language)
        case Event():
            yield "kind", label(mark.kind, language)
            yield "status", label(mark.status, language)
        case Commitment():
            yield "status", label(mark.status, language)
            yield "what", mark.what.cut(text)
        case Figure():
            yield "value", number_text(mark.low, mark.high)
            if mark.counted:
                yield "counted", mark.counted.cut(text)
        case Name():
            yield "kind", label(f"name_{mark.kind}", language)
            yield "stands_for", mark.actor
        case Cause():
            yield "why", mark.reason.cut(text)
        case Time():
            if mark.anchor and mark.anchor.span:
                yield "counted_from", mark.anchor.span.cut(text)
    if isinstance(mark, Time | Event | Commitment):
        yield "when", day_text(mark.earliest, mark.latest)

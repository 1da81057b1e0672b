"""The pages of a dossier: which there are, and what each draws on. The desk and the one-file dossier share them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tawatur.dossier.labels import LANGUAGES, Language, label
from tawatur.dossier.material import Material
from tawatur.dossier.segments import Role, Segment, segments
from tawatur.dossier.views.chains import ChainGraph, chains
from tawatur.dossier.views.overview import Overview, overview
from tawatur.dossier.views.positions import Question, positions
from tawatur.dossier.views.statements import StatementRow, by_speaker, statements
from tawatur.dossier.views.story import ClaimRow, DisputeRow, SeriesRow, TrackRow, claims, disputes, schedule, series
from tawatur.dossier.views.timeline import Line, timeline
from tawatur.model.article import Article
from tawatur.model.marks import Commitment, Event, Figure, Mark, Name, Statement, Time
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
        questions=positions(material),
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
            "rows": {language: list(_rows(page.article.text, mark, language)) for language in LANGUAGES},
        }
        for mark in page.reading.marks()
    }


def _kind(mark: Mark) -> str:
    return type(mark).__name__.lower()


def _rows(text: str, mark: Mark, language: Language) -> Iterator[tuple[str, str]]:
    """The fields of a mark as (term, words), then the steps of its derivation."""
    if isinstance(mark, Statement):
        yield label("speaker", language), mark.speaker or label("unknown", language)
        yield label("named" if mark.named else "anonymous", language), "✓"
        yield label("act", language), label(mark.act, language)
        yield label("mode", language), label(mark.mode, language)
        if mark.chain:
            yield label("through_chain", language), " ← ".join(hop.name for hop in mark.chain)
    elif isinstance(mark, Event | Commitment):
        key = mark.kind if isinstance(mark, Event) else mark.status
        yield label("kind" if isinstance(mark, Event) else "status", language), label(key, language)
    elif isinstance(mark, Figure):
        yield label("value", language), f"{mark.low} – {mark.high}"
    elif isinstance(mark, Name):
        yield label("actors", language), mark.actor
    if isinstance(mark, Time | Event | Commitment):
        yield label("when", language), f"{mark.earliest or '—'} – {mark.latest or '—'}"
    yield label("rule", language), mark.trace.rule
    for step in mark.trace.steps:
        words = f" «{step.span.cut(text)}»" if step.span else ""
        yield step.what, f"{step.detail}{words}"

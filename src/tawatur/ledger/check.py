"""Integrity: every span, every link, every extract; what does not hold is named, nothing is mended in silence."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from tawatur.ledger import schema
from tawatur.ledger.records import MARK, PLACE, READING
from tawatur.ledger.rows import mark_rows
from tawatur.ledger.story_rows import StoryRecord, place_rows
from tawatur.ledger.view import LedgerView
from tawatur.model.article import Article, article_id
from tawatur.model.ids import text_hash
from tawatur.model.marks import Cause, Commitment, Event, Mark, Statement
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.model.story import Claim, Dispute, Story, Suggestion, Track


class Fault(msgspec.Struct, frozen=True, order=True):
    """One thing that does not hold: what kind of thing, which, and a sentence."""

    kind: str
    id: str
    sentence: str


def check(view: LedgerView) -> Iterator[Fault]:
    """Every fault of a ledger; none in a sound one."""
    lengths: dict[str, int] = {}
    for article in view.articles(versions=True):
        lengths[article.id] = len(article.text)
        yield from _check_article(view, article)
    marks: set[str] = set()
    for reader in sorted({name for name, _, _ in view.readers()}):
        for article, reading in view.readings(reader=reader, versions=True, as_judged=False):
            marks.update(mark.id for mark in reading.marks())
            faults = list(check_reading(article, reading))
            yield from faults
            if not faults:
                # lines can only be drawn from a reading that fits its text
                yield from _check_rows(view, article, reading)
    yield from check_story(view.story(), lengths, marks)
    yield from _check_places(view)
    known = {judgement.id for judgement in view.judgements()}
    for judgement in view.judgements():
        if judgement.supersedes and judgement.supersedes not in known:
            yield Fault("judgement", judgement.id, f"supersedes {judgement.supersedes}, which is not there")


def _check_article(view: LedgerView, article: Article) -> Iterator[Fault]:
    table = schema.article.c
    row = view.rows(sa.select(table.text_hash, table.title, table.url).where(table.id == article.id))[0]
    if row.text_hash != text_hash(article.text):
        yield Fault("article", article.id, "the text is not the one that was added")
    if article.id != article_id(text=article.text, url=article.url, outlet=article.outlet):
        yield Fault("article", article.id, "the id is not the hash of text, address and outlet")
    if (row.title, row.url) != (article.title, article.url):
        yield Fault("article", article.id, "the columns differ from the record")
    words = schema.words.c
    kept = view.rows(sa.select(words.words).where(words.article == article.id))
    if [row.words for row in kept] != [view.words.folded(article.text)]:
        yield Fault("article", article.id, "the search index does not hold its words")


def check_reading(article: Article, reading: Reading) -> Iterator[Fault]:
    """Spans that do not fit, and references to marks that are not there."""
    ids = {mark.id for mark in reading.marks()}
    for mark in reading.marks():
        for span in spans_of(mark):
            if span.end > len(article.text):
                yield Fault("mark", mark.id, f"the span {span.start}..{span.end} runs past the end of its article")
        for other in _references(mark):
            if other not in ids:
                yield Fault("mark", mark.id, f"refers to the mark {other}, which is not in the reading")


def spans_of(value: object) -> Iterator[Span]:
    """Every span inside a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)


def _references(mark: Mark) -> Iterator[str]:
    match mark:
        case Statement():
            found: tuple[str | None, ...] = (mark.time,)
        case Event():
            found = (*mark.figures, mark.statement)
        case Commitment():
            found = (mark.according_to,)
        case Cause():
            found = (mark.effect, mark.according_to)
        case _:
            found = ()
    yield from (name for name in found if name)


def _check_rows(view: LedgerView, article: Article, reading: Reading) -> Iterator[Fault]:
    table = schema.mark.c
    query = sa.select(schema.mark).where(table.article == article.id, table.reader == reading.reader.name)
    kept = {row.id: dict(row._mapping) for row in view.rows(query)}
    drawn = {row.id: MARK.row(row) for row in mark_rows(reading, article.text)}
    if kept != drawn:
        differing = sorted(name for name in kept.keys() | drawn.keys() if kept.get(name) != drawn.get(name))
        yield Fault(
            "article", article.id, f"the lines of its marks differ from its reading: {', '.join(differing[:5])}"
        )
    own = schema.reading.c
    query = sa.select(schema.reading).where(own.article == article.id, own.reader == reading.reader.name)
    # the record was decoded to come here: only its extracts can differ from it
    row, expected = dict(view.rows(query)[0]._mapping), READING.row(reading)
    if any(row[name] != expected[name] for name in expected if name != "record"):
        yield Fault("article", article.id, "the columns of its reading differ from the record")


def check_story(story: Story, lengths: dict[str, int], marks: set[str]) -> Iterator[Fault]:
    """Places that do not fit and links that lead nowhere; `lengths` gives each article's length in code points."""
    ids = {record.id for record in _records(story)} | marks | lengths.keys()
    actors = {actor.id for actor in story.actors}
    for record in _records(story):
        kind = type(record).__name__.lower()
        for place in place_rows(record):
            if place.end > lengths.get(place.article, -1):
                yield Fault(kind, record.id, f"stands on {place.article}:{place.start}-{place.end}, which is not there")
            if place.mark and place.mark not in marks:
                yield Fault(kind, record.id, f"comes from the mark {place.mark}, which no reading has")
        for sentence in _broken(record, ids, actors):
            yield Fault(kind, record.id, sentence)


def _broken(record: StoryRecord, ids: set[str], actors: set[str]) -> Iterator[str]:
    if isinstance(record, Claim):
        size = range(len(record.accounts))
        indices = [i for group in record.groups for i in group] + [i for d in record.dependences for i in (d.a, d.b)]
        if any(i not in size for i in indices):
            yield "a group names an account that the claim does not have"
        if sorted(i for group in record.groups for i in group) != list(size):
            yield "the groups do not hold each account once"
    if isinstance(record, Track) and any(
        i not in range(len(record.points)) for slip in record.slips for i in (slip.before, slip.after)
    ):
        yield "a slip names a point that the track does not have"
    if isinstance(record, Suggestion):
        yield from (f"suggests {name}, which is not there" for name in (record.a, record.b) if name not in ids)
    if isinstance(record, Claim | Dispute):
        accounts = record.accounts if isinstance(record, Claim) else record.sides[0] + record.sides[1]
        for account in accounts:
            if account.actor and account.actor not in actors:
                yield f"an account names the actor {account.actor}, who is not there"


def _records(story: Story) -> Iterator[StoryRecord]:
    yield from story.actors
    yield from story.claims
    yield from story.disputes
    yield from story.series
    yield from story.tracks
    yield from story.copies
    yield from story.suggestions


def _check_places(view: LedgerView) -> Iterator[Fault]:
    drawn = {
        tuple(row[key] for key in PLACE.keys): row
        for record in _records(view.story())
        for row in map(PLACE.row, place_rows(record))
    }
    kept = {
        tuple(row._mapping[key] for key in PLACE.keys): dict(row._mapping) for row in view.rows(sa.select(schema.place))
    }
    for key in sorted({(k[0], k[1]) for k in kept.keys() | drawn.keys() if kept.get(k) != drawn.get(k)}, key=str):
        yield Fault(str(key[0]), str(key[1]), "its places differ from its record")

"""The values behind the rows that are no values of the model: what the ledger itself keeps about its work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from tawatur.model.article import Article
from tawatur.model.marks import Cause, Commitment, Event, Figure, Mark, Name, Statement, Time
from tawatur.model.reading import Reading
from tawatur.model.span import Span

MarkKind = str
"""``statement``, ``time``, ``figure``, ``name``, ``event``, ``commitment`` or ``cause``."""

MARK_KINDS: dict[type, MarkKind] = {
    Statement: "statement",
    Time: "time",
    Figure: "figure",
    Name: "name",
    Event: "event",
    Commitment: "commitment",
    Cause: "cause",
}


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it is kept: with the version that it follows."""

    article: Article
    version_of: str | None


class MarkRow(msgspec.Struct, frozen=True, kw_only=True):
    """A mark in one line: where it stands and by what it is looked for."""

    id: str
    article: str
    reader: str
    kind: MarkKind
    start: int
    end: int
    rule: str
    sort: str | None = None
    """The mark's own kind: act, time kind, name kind, event kind or commitment status."""
    actor: str | None = None
    named: bool | None = None
    earliest: date | None = None
    latest: date | None = None
    low: float | None = None
    high: float | None = None

    @property
    def span(self) -> Span:
        """Where the mark stands."""
        return Span(self.start, self.end)


class FailureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A source that could not be taken in, kept with the sentence that says why and what to do."""

    path: str
    reason: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A run of adding that has begun and not ended: what was to be added, so that it can go on after a break."""

    id: str
    sources: tuple[str, ...]


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """What watching knows of one feed. Moments are seconds since 1970 and given by the caller."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    not_before: float = 0.0
    failures: int = 0
    status: str = ""
    taken: tuple[str, ...] = ()
    """The keys of the entries that were taken."""
    tried: tuple[tuple[str, int], ...] = ()
    """The keys of those whose page could not be had, with how often it was asked for."""


class KeptRow(msgspec.Struct, frozen=True, kw_only=True):
    """What reconciling keeps of one article, so that the next time it touches only what is new."""

    article: str
    record: str


class VectorRow(msgspec.Struct, frozen=True, kw_only=True):
    """The vectors of one article's accounts, where the ledger compares by sentence embeddings, too."""

    article: str
    record: str


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One record of the story, in the order in which reconciling gave it."""

    kind: str
    """``actor``, ``claim``, ``dispute``, ``series``, ``track``, ``copy`` or ``suggestion``."""
    id: str
    rank: int
    title: str
    sort: str | None
    size: int
    """How many accounts, points, mentions or sides the record holds."""
    record: str


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a record of the story stands on: the way from an article or a mark to the story."""

    kind: str
    id: str
    item: int
    """Which of the record's accounts, points or mentions, counted from 0."""
    part: int
    """Which of that item's spans, counted from 0."""
    article: str
    start: int
    end: int
    mark: str | None


def mark_span(mark: Mark) -> Span:
    """The one span under which a mark is listed: its own, or its cue, trigger or link."""
    if isinstance(mark, Statement):
        return mark.cue
    if isinstance(mark, Event):
        return mark.trigger
    if isinstance(mark, Cause):
        return mark.link
    return mark.span


def mark_rows(reading: Reading, text: str) -> Iterator[MarkRow]:
    """The lines of a reading's marks; `text` is the article's."""
    for mark in reading.marks():
        span = mark_span(mark)
        row = MarkRow(
            id=mark.id,
            article=reading.article,
            reader=reading.reader.name,
            kind=MARK_KINDS[type(mark)],
            start=span.start,
            end=span.end,
            rule=mark.trace.rule,
        )
        yield _detailed(row, mark, text)


def _detailed(row: MarkRow, mark: Mark, text: str) -> MarkRow:
    replace = msgspec.structs.replace
    match mark:
        case Statement():
            return replace(row, sort=mark.act, actor=mark.speaker, named=mark.named)
        case Time():
            return replace(row, sort=mark.kind, earliest=mark.earliest, latest=mark.latest)
        case Figure():
            return replace(row, sort=mark.role, low=mark.low, high=mark.high)
        case Name():
            return replace(row, sort=mark.kind, actor=mark.actor)
        case Event():
            actor = mark.actor.cut(text) if mark.actor else None
            return replace(row, sort=mark.kind, actor=actor, earliest=mark.earliest, latest=mark.latest)
        case Commitment():
            who = mark.who.cut(text) if mark.who else None
            return replace(row, sort=mark.status, actor=who, earliest=mark.earliest, latest=mark.latest)
        case Cause():
            return replace(row, sort=mark.relation)

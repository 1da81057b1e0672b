"""The story's records as rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from tawatur.ledger.records import canonical
from tawatur.ledger.rows import PlaceRow, StoryRow
from tawatur.model.span import Span
from tawatur.model.story import Actor, Claim, Copy, Dispute, Series, Story, Suggestion, Track

StoryRecord = Actor | Claim | Dispute | Series | Track | Copy | Suggestion

STORY_TYPES: Mapping[str, type[StoryRecord]] = {
    "actor": Actor,
    "claim": Claim,
    "dispute": Dispute,
    "series": Series,
    "track": Track,
    "copy": Copy,
    "suggestion": Suggestion,
}
"""The kinds of the story's records, in the order of the story."""

_ATTRIBUTES = ("actors", "claims", "disputes", "series", "tracks", "copies", "suggestions")


def kind_of(record: StoryRecord) -> str:
    """The kind's name in the ledger."""
    return type(record).__name__.lower()


def records_of(story: Story) -> Iterator[tuple[int, StoryRecord]]:
    """Every record with its place among its kind."""
    for attribute in _ATTRIBUTES:
        yield from enumerate(getattr(story, attribute))


def story_of(rows: Iterable[tuple[str, str]]) -> Story:
    """The story from (kind, record) in order."""
    found: dict[str, list[Any]] = {kind: [] for kind in STORY_TYPES}
    for kind, record in rows:
        found[kind].append(decode(kind, record))
    return Story(**{attribute: tuple(found[kind]) for attribute, kind in zip(_ATTRIBUTES, STORY_TYPES, strict=True)})


def decode(kind: str, record: str) -> StoryRecord:
    """One record from its JSON."""
    return msgspec.json.decode(record, type=STORY_TYPES[kind])


def story_row(record: StoryRecord, rank: int) -> StoryRow:
    """A record's row."""
    title, sort, size = _summary(record)
    return StoryRow(
        kind=kind_of(record), id=record.id, rank=rank, title=title, sort=sort, size=size, record=canonical(record)
    )


def _summary(record: StoryRecord) -> tuple[str, str | None, int]:
    match record:
        case Actor():
            return record.name, record.kind, len(record.mentions)
        case Claim():
            return record.gist, None, len(record.accounts)
        case Dispute():
            return record.why, record.kind, sum(len(side) for side in record.sides)
        case Series():
            return record.counted, None, len(record.points)
        case Track():
            return record.what, None, len(record.points)
        case Copy():
            return "", record.kind, 2
        case Suggestion():
            return "", record.what, 2


def place_rows(record: StoryRecord) -> Iterator[PlaceRow]:
    """Every place that a record stands on."""
    for item, (article, spans, mark) in enumerate(_places(record)):
        for part, span in enumerate(spans):
            yield PlaceRow(
                kind=kind_of(record),
                id=record.id,
                item=item,
                part=part,
                article=article,
                start=span.start,
                end=span.end,
                mark=mark,
            )


def _places(record: StoryRecord) -> Iterator[tuple[str, tuple[Span, ...], str | None]]:
    match record:
        case Actor():
            for place in record.mentions:
                yield place.article, (place.span,), None
        case Claim():
            for account in record.accounts:
                yield account.article, account.spans, account.mark
        case Dispute():
            for side in record.sides:
                for account in side:
                    yield account.article, account.spans, account.mark
        case Series() | Track():
            for point in record.points:
                yield point.article, (point.span,), point.mark
        case Copy():
            for place in (record.a, record.b):
                yield place.article, (place.span,), None
        case Suggestion():
            return

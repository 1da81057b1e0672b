"""The marks: what a reader finds in an article. Each is a pure value with spans into the article's clean text."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tawatur.model.chain import Chain
from tawatur.model.ids import placed_id
from tawatur.model.span import Span
from tawatur.model.trace import Trace

TimeKind = Literal["date", "duration", "set"]
NameKind = Literal["person", "body", "group", "place", "facility", "office", "outlet", "document"]
Mode = Literal["direct", "indirect", "mixed"]
Act = Literal["say", "deny", "announce", "demand", "warn", "promise", "expect", "confirm", "accuse", "ask"]
EventStatus = Literal["happened", "planned", "denied"]
CommitmentStatus = Literal["planned", "agreed", "announced", "demanded", "postponed", "denied", "done"]
EventKind = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
]  # fmt: skip
"""The sixteen PLOVER classes (Halterman et al. 2023, "PLOVER and POLECAT"), and OTHER for what has none."""


class Anchor(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a relative time was counted from: the publication date or the last date named."""

    how: Literal["published", "named", "self"]
    earliest: date | None = None
    latest: date | None = None
    span: Span | None = None
    """The words of the date it was counted from, where it was named in the text."""


class Time(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A point, span, duration or set of calendar time.

    `earliest` and `latest` are inclusive days at the expression's own precision ("September 2025" is 2025-09-01 to
    2025-09-30); both null while unresolved. `value` and `mod` are TIMEX3's (ISO-TimeML, 2009).
    """

    id: str
    span: Span
    kind: TimeKind
    earliest: date | None = None
    latest: date | None = None
    value: str | None = None
    mod: str | None = None
    anchor: Anchor | None = None
    flags: tuple[str, ...] = ()
    """What a person should look at, for instance ``contradiction`` or ``impossible``."""
    trace: Trace


class Figure(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number that counts people, things, acts, money or shares.

    `low` and `high` are bounds as told, inclusive; null is open ("more than 150" is 150, null).
    """

    id: str
    span: Span
    low: float | None
    high: float | None
    approx: bool = False
    counted: Span | None = None
    whom: Span | None = None
    where: Span | None = None
    unit: str | None = None
    """A currency, or ``percent``, or ``share``; null for a plain count."""
    role: str | None = None
    """What the figure does in the story (killed, wounded, deployed, withdrawn, displaced, paid …), a class of the pack."""
    change: Literal["from", "to"] | None = None
    trace: Trace


class Name(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A mention of a person, body, group, place, facility, office, outlet or document.

    `actor` is the canonical form within the article: the fullest name that the article or the pack knows for it.
    """

    id: str
    span: Span
    kind: NameKind
    actor: str
    office: str | None = None
    """The office that the text gives a person here, as it stands."""
    country: str | None = None
    """ISO 3166 code where the pack knows it."""
    trace: Trace


class Anonymous(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is told of a speaker who is not named."""

    description: str
    how_many: int | None = None
    """2 for a dual; null for an unknown number (a plural, or "sources")."""
    body: str | None = None
    """The body or side that the speaker is said to belong to."""
    reason: Span | None = None
    """The words that say why no name is given."""


class Statement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody other than the author is made responsible, in the text, for a content."""

    id: str
    cue: Span
    source: Span | None
    speaker: str | None
    named: bool
    anonymous: Anonymous | None = None
    contents: tuple[Span, ...]
    mode: Mode
    act: Act
    chain: Chain = ()
    time: str | None = None
    """The id of the time mark that says when it was said, if stated."""
    trace: Trace


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A happening with an identifiable trigger."""

    id: str
    trigger: Span
    kind: EventKind
    actor: Span | None = None
    target: Span | None = None
    place: Span | None = None
    earliest: date | None = None
    latest: date | None = None
    status: EventStatus = "happened"
    figures: tuple[str, ...] = ()
    """Ids of figure marks that belong to it (killed, wounded, took part)."""
    statement: str | None = None
    """The id of the statement it stands in; null where the author tells it."""
    mentions: tuple[Span, ...] = ()
    """Further mentions of the same happening in the article."""
    trace: Trace


class Cause(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A reason that the text gives for a move: "because of …", "after …", "despite …"."""

    id: str
    effect: str
    """The id of the event or commitment that was moved."""
    link: Span
    """The words that tie the two (because of, after, despite)."""
    reason: Span
    relation: Literal["because", "after", "despite"]
    according_to: str | None = None
    """The id of the statement that gives the reason; null where the author does."""
    trace: Trace


class Commitment(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A dated or conditional future act that somebody planned, promised, demanded, agreed, postponed or denied."""

    id: str
    span: Span
    who: Span | None = None
    what: Span
    when: Span | None = None
    earliest: date | None = None
    latest: date | None = None
    condition: Span | None = None
    status: CommitmentStatus
    according_to: str | None = None
    """The id of the statement it stands in; null where the author tells it."""
    trace: Trace


Mark = Time | Figure | Name | Statement | Event | Cause | Commitment


def mark_id(kind: str, article: str, *places: Span | None) -> str:
    """A mark's name: its article, its kind and the places that make it that mark.

    The rule and the reader are no part of it, so that a judgement survives reading again with a better reader.
    """
    return placed_id(kind, article, [(place.start, place.end) if place is not None else None for place in places])

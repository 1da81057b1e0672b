"""The story: what the articles of one ledger say together. Values that reconciling makes and dossiers show."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tawatur.model.article import Published
from tawatur.model.marks import CommitmentStatus, NameKind
from tawatur.model.span import Span

Stance = Literal["asserts", "denies"]
DisputeKind = Literal["denial", "figure", "date", "naming", "cause", "scope"]
CopyKind = Literal["same", "trimmed", "rewritten", "passage"]


class Place(msgspec.Struct, frozen=True, order=True):
    """A span in one article of the ledger."""

    article: str
    span: Span


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for or against a link: a declared feature, its value and what it weighs; `explain` shows them."""

    name: str
    value: float
    weight: float = 0.0
    detail: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person, body, group or place behind several names."""

    id: str
    name: str
    kind: NameKind
    forms: tuple[str, ...] = ()
    mentions: tuple[Place, ...] = ()
    offices: tuple[str, ...] = ()
    country: str | None = None


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Two things that may be one (or a link that may be wrong), for a person to decide; never carried out by itself."""

    id: str
    what: Literal["actor", "claim", "dispute", "copy", "track", "series"]
    a: str
    b: str
    score: float
    features: tuple[Feature, ...] = ()


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as told in one article through one chain."""

    id: str
    article: str
    spans: tuple[Span, ...]
    stance: Stance
    speaker: str | None
    """The canonical speaker; null is the author."""
    actor: str | None = None
    """The id of the speaker's actor, where one is known."""
    chain: tuple[str, ...] = ()
    """Names of the hops, outermost first; the article's own outlet is none."""
    mark: str | None = None
    """The statement, figure, event or commitment it comes from."""


class Dependence(msgspec.Struct, frozen=True, kw_only=True):
    """Why two accounts of a claim (by index) are not independent."""

    a: int
    b: int
    reason: Literal["hop", "family", "copy", "speaker", "outlet", "supposed"]
    """What they share; `supposed`: one of them only supposes it ("if …") and bears the other out in nothing."""
    detail: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Accounts that say the same thing."""

    id: str
    gist: str
    accounts: tuple[Account, ...]
    independent: int
    """How many independent chains assert it."""
    groups: tuple[tuple[int, ...], ...]
    """Accounts (by index) that depend on each other; those that only deny are in groups of their own."""
    dependences: tuple[Dependence, ...] = ()
    features: tuple[Feature, ...] = ()


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Two claims, or readings of one, that cannot both stand, with their kind."""

    id: str
    kind: DisputeKind
    sides: tuple[tuple[Account, ...], tuple[Account, ...]]
    why: str
    """The reason in words of the catalogue and the text, for a person."""
    features: tuple[Feature, ...] = ()


class SeriesPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of a series."""

    article: str
    span: Span
    low: float | None
    high: float | None
    as_of: Published | None
    """The days that the figure holds for, as far as they are known."""
    reported: Published
    according_to: str | None
    mark: str | None = None


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One counted thing's figures through time, in one scope."""

    id: str
    counted: str
    scope: str
    points: tuple[SeriesPoint, ...]
    features: tuple[Feature, ...] = ()


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """The days by which something is to happen."""

    earliest: date | None
    latest: date | None


class TrackPoint(msgspec.Struct, frozen=True, kw_only=True):
    """What one report said of a commitment."""

    article: str
    span: Span
    deadline: Deadline | None
    status: CommitmentStatus
    reported: Published
    according_to: str | None = None
    mark: str | None = None


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """A move of a track's date between two of its points (by index)."""

    before: int
    after: int
    days: int | None
    """How many days later (negative: earlier); null where a date was dropped without another."""
    reason: Place | None = None
    according_to: str | None = None


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """One commitment followed through time."""

    id: str
    who: str
    what: str
    points: tuple[TrackPoint, ...]
    slips: tuple[Slip, ...] = ()
    features: tuple[Feature, ...] = ()


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles or passages that share their text; `a` is the root, by date and credit, where that is known."""

    id: str
    a: Place
    b: Place
    kind: CopyKind
    share: float
    """How much of the shorter text the two have in common, 0 to 1."""
    directed: bool = False


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """All that reconciling found."""

    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    series: tuple[Series, ...] = ()
    tracks: tuple[Track, ...] = ()
    copies: tuple[Copy, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

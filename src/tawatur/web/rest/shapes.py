"""What the interface answers with, where it is no value of the model: heads of lists, counts, provenance, errors."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from tawatur.model.article import Article
from tawatur.model.chain import Hop
from tawatur.model.judgement import Judgement
from tawatur.model.marks import NameKind
from tawatur.model.span import Span
from tawatur.model.story import Actor, Feature
from tawatur.model.trace import Step


class Error(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no answer: one sentence that says what to do."""

    status: int
    error: str


class LedgerHead(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger: its name, and how much it holds."""

    name: str
    articles: int
    versions: int
    """Articles that stand in the place of an earlier text at the same address."""
    marks: dict[str, int]
    story: dict[str, int]
    judgements: int
    failures: int
    current: bool
    """Whether nothing was added, read again or judged since the story was put together."""
    first: date | None
    """The first possible day of publication of any article."""
    last: date | None


class ArticleHead(msgspec.Struct, frozen=True, kw_only=True):
    """An article without its text."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    earliest: date | None
    """First possible day of publication; both days are null where nothing is known."""
    latest: date | None
    stated: bool
    """Whether the day was stated and not inferred."""
    text_hash: str
    """The SHA-256 of the text in UTF-8."""
    version_of: str | None
    """The article that stood at this address before."""


class ArticleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its text, in which all spans count code points."""

    article: Article
    text_hash: str
    versions: tuple[str, ...]
    """All texts at this address, the oldest first."""
    marks: dict[str, int]


class ActorHead(msgspec.Struct, frozen=True, kw_only=True):
    """An actor without the places where it is named."""

    id: str
    name: str
    kind: NameKind
    forms: tuple[str, ...]
    offices: tuple[str, ...]
    country: str | None
    mentions: int

    @classmethod
    def of(cls, actor: Actor) -> ActorHead:
        """An actor's head."""
        return cls(
            id=actor.id,
            name=actor.name,
            kind=actor.kind,
            forms=actor.forms,
            offices=actor.offices,
            country=actor.country,
            mentions=len(actor.mentions),
        )


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a record of the story stands."""

    article: str
    span: Span
    item: int
    """Which of the record's accounts, points or mentions."""
    mark: str | None
    """The mark that it comes from."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An article that holds the words searched for, with every place where they stand."""

    head: ArticleHead
    article: str
    spans: tuple[Span, ...]


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """Something of the ledger, by kind and id."""

    kind: str
    id: str


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where something comes from: its articles and places, the rule and its steps, the chain, what people decided."""

    id: str
    kind: str
    articles: tuple[ArticleHead, ...]
    places: tuple[Mention, ...]
    chain: tuple[Hop, ...]
    """The way from the outlet to the speaker, outermost first; of statements."""
    article: str | None
    """The article that a mark's spans count in."""
    rule: str | None
    reader: str | None
    pack: str | None
    steps: tuple[Step, ...]
    features: tuple[Feature, ...]
    """The declared reasons for a link of the story."""
    used_by: tuple[Reference, ...]
    """The records of the story that stand on it."""
    judgements: tuple[Judgement, ...]


Limit = Annotated[int, msgspec.Meta(ge=1, le=500)]

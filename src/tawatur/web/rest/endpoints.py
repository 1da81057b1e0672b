"""Every address of the interface: what may be asked there, and what answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from tawatur.ledger.rows import MARK_KINDS
from tawatur.model.judgement import Judgement
from tawatur.model.marks import (
    Act,
    CommitmentStatus,
    EventKind,
    NameKind,
    TimeKind,
)
from tawatur.model.reading import Reading
from tawatur.model.story import Claim, Copy, CopyKind, Dispute, DisputeKind, Series, Track
from tawatur.reconcile.positions import Position
from tawatur.web.desk import Desk
from tawatur.web.rest import lists, single
from tawatur.web.rest.asked import PAGING, PUBLISHED, Asked, Parameter
from tawatur.web.rest.shapes import ActorHead, ArticleHead, ArticleRecord, Found, LedgerHead, Mention, Provenance

Answer = Callable[[Desk, Asked, str], object]
"""What answers: the desk, what was asked, and the id in the address, if there is one."""


@dataclass(frozen=True)
class Endpoint:
    """One address. `many` answers with a page of `result`s; `marked` with a mark beside its article's id."""

    path: str
    name: str
    doc: str
    result: type[Any]
    answer: Answer
    parameters: tuple[Parameter, ...] = ()
    many: bool = False
    marked: bool = False


_VERSIONS = Parameter("versions", "Whether superseded texts count too.", "flag")
_ARTICLE = Parameter("article", "The id of an article.")
_SORTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "statement": ("The act.", get_args(Act)),
    "time": ("The kind.", get_args(TimeKind)),
    "figure": ("The role in the story, a class of the language pack.", ()),
    "name": ("The kind.", get_args(NameKind)),
    "event": ("The class, after PLOVER.", get_args(EventKind)),
    "commitment": ("The status.", get_args(CommitmentStatus)),
    "cause": ("How reason and effect are tied.", ("because", "after", "despite")),
}
_STORY: tuple[tuple[str, str, type[Any], tuple[str, ...]], ...] = (
    ("actors", "actor", ActorHead, get_args(NameKind)),
    ("claims", "claim", Claim, ()),
    ("disputes", "dispute", Dispute, get_args(DisputeKind)),
    ("series", "series", Series, ()),
    ("tracks", "track", Track, ()),
    ("copies", "copy", Copy, get_args(CopyKind)),
)


def endpoints() -> tuple[Endpoint, ...]:
    """All addresses, in the order of the document."""
    return (
        Endpoint("/", "ledger", "The ledger: its name, and how much it holds.", LedgerHead,
                 lambda desk, _asked, _id: single.ledger(desk)),
        Endpoint("/articles", "articles", "Articles by their first possible day of publication, undated ones last.",
                 ArticleHead, lambda desk, asked, _id: lists.articles(desk, asked), (*PUBLISHED, _VERSIONS, *PAGING),
                 many=True),
        Endpoint("/articles/{id}", "article", "One article with its text.", ArticleRecord,
                 lambda desk, _asked, name: single.article(desk, name)),
        Endpoint("/articles/{id}/reading", "reading", "All that was found in one article, as it was judged.", Reading,
                 lambda desk, _asked, name: single.reading(desk, name)),
        *(_marks(struct, kind) for struct, kind in MARK_KINDS.items()),
        *(one for told in _STORY for one in _story(*told)),
        Endpoint("/disputes/{id}/positions", "positions",
                 "Who stands on which side of a dispute, through time, and where an actor's answer changed.", Position,
                 lambda desk, _asked, name: single.positions(desk, name), many=True),
        Endpoint("/search", "search", "Articles that hold words, with every place of the words; spelling is folded.",
                 Found, lambda desk, asked, _id: lists.search(desk, asked),
                 (Parameter("q", 'Words that must all occur, "a phrase", begin*, -unwanted.', required=True),
                  *PUBLISHED, *PAGING), many=True),
        Endpoint("/provenance/{id}", "provenance",
                 "Where an article, a mark or a record of the story comes from, down to rule, steps and words.",
                 Provenance, lambda desk, _asked, name: single.provenance(desk, name)),
        Endpoint("/judgements", "judgements", "What people decided, by its moment; superseded judgements too.",
                 Judgement, lambda desk, asked, _id: lists.judgements(desk, asked),
                 (Parameter("subject", "The id of what was judged."), *PAGING), many=True),
    )  # fmt: skip


def _marks(struct: type, kind: str) -> Endpoint:
    told, choices = _SORTS[kind]
    named = (Parameter("named", "Whether the speaker is named.", "flag"),) if kind == "statement" else ()
    whose = (Parameter("actor", "Speaker, actor or who, under any of the actor's names."),)
    parameters = (
        _ARTICLE,
        Parameter("sort", told, choices=choices),
        *(whose if kind in ("statement", "name", "event", "commitment") else ()),
        *named,
        *PUBLISHED,
        _VERSIONS,
        *PAGING,
    )
    return Endpoint(
        f"/{kind}s",
        f"{kind}s",
        f"Marks of the kind {kind}, by article and place, as they were judged; days are those of the article.",
        struct,
        lambda desk, asked, _id: lists.marks(desk, asked, kind),
        parameters,
        many=True,
        marked=True,
    )


def _story(path: str, kind: str, result: type[Any], sorts: tuple[str, ...]) -> tuple[Endpoint, ...]:
    sort = (Parameter("kind", "Its own kind.", choices=sorts),) if sorts else ()
    mark = Parameter("mark", "The id of a mark that it stands on.")
    return (
        Endpoint(
            f"/{path}",
            path,
            f"The story's {path}, in the order in which reconciling gave them; rejected ones are left out.",
            result,
            lambda desk, asked, _id: lists.story(desk, asked, kind),
            (_ARTICLE, *((mark,) if kind not in ("actor", "copy") else ()), *sort, *PAGING),
            many=True,
        ),
        Endpoint(f"/{path}/{{id}}", f"one_{kind}", f"One of the story's {path}.", result, partial(_one, kind)),
        Endpoint(
            f"/{path}/{{id}}/places",
            f"{kind}_places",
            "The places where it stands, by its accounts, points or mentions.",
            Mention,
            lambda desk, asked, name: lists.places(desk, asked, kind, name),
            PAGING,
            many=True,
        ),
    )


def _one(kind: str, desk: Desk, _asked: Asked, name: str) -> object:
    return single.record(desk, kind, name)

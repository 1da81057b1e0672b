"""Questions that go over the whole ledger: counts, months, pages of lines. Each is answered by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import msgspec
import sqlalchemy as sa

from tawatur.dossier.views.chains import ChainGraph, Way, chain_graph
from tawatur.ledger import LedgerView, schema
from tawatur.ledger.engine import is_url
from tawatur.ledger.view import RULES
from tawatur.web.desk import Desk, Page, page_at

_MARK = schema.mark.c
_ARTICLE = schema.article.c
_COUNT = sa.func.count().label("size")


MOST_OPEN = 200
"""Open marks of one kind that are named."""
_COMING = 6
"""Coming commitments that are named."""


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to; null and empty keep all. Days are both inclusive."""

    speaker: str | None = None
    kind: str | None = None
    act: str | None = None
    named: bool | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None


def _ask(*columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """A question for some columns, whatever their types."""
    return cast("sa.Select[Any]", sa.select(*columns))


def total(view: LedgerView, query: sa.Select[Any]) -> int:
    """How many rows a question has."""
    return int(view.rows(sa.select(sa.func.count()).select_from(query.order_by(None).subquery()))[0][0])


def page_from(desk: Desk, query: sa.Select[Any], number: int, size: int) -> tuple[Page, list[tuple[str, str]]]:
    """One page of a question's rows, as (id, article)."""
    every = desk.listed(query)
    at, pages = page_at(len(every), number, size)
    rows = list(every[(at - 1) * size : at * size])
    return Page(tuple(row[0] for row in rows), at, pages, len(every)), rows


def current() -> sa.ColumnElement[bool]:
    """Articles that no later version stands in for."""
    later = schema.article.alias("later")
    return ~sa.exists().where(later.c.version_of == _ARTICLE.id)


# the timeline


def lines_query(desk: Desk, asked: Asked) -> sa.Select[Any]:
    """Events and commitments (or statements, by `kind`) with their articles, in order of their first possible day."""
    kinds = (asked.kind,) if asked.kind else ("event", "commitment")
    query = _ask(_MARK.id, _MARK.article).where(_MARK.reader == RULES, _MARK.kind.in_(kinds))
    if asked.speaker:
        query = query.where(_MARK.actor.in_(desk.index.forms_of(asked.speaker)))
    if asked.since:
        query = query.where(sa.func.coalesce(_MARK.latest, _MARK.earliest) >= asked.since)
    if asked.until:
        query = query.where(sa.func.coalesce(_MARK.earliest, _MARK.latest) <= asked.until)
    return query.order_by(
        sa.func.coalesce(_MARK.earliest, _MARK.latest).asc().nulls_last(), _MARK.latest.asc().nulls_last(), _MARK.id
    )


def months(desk: Desk) -> tuple[tuple[str, int], ...]:
    """How many events and commitments fall in each month, as (``2026-05``, count)."""
    year, month = sa.extract("year", _MARK.earliest), sa.extract("month", _MARK.earliest)
    query = (
        _ask(year.label("y"), month.label("m"), _COUNT)
        .where(_MARK.reader == RULES, _MARK.kind.in_(("event", "commitment")), _MARK.earliest.is_not(None))
        .group_by(year, month)
    )

    def ask() -> tuple[tuple[str, int], ...]:
        return tuple(sorted((f"{int(row.y):04}-{int(row.m):02}", row.size) for row in desk.view.rows(query)))

    return desk.remember("months", ask)


# statements and articles


def statements_query(desk: Desk, asked: Asked) -> sa.Select[Any]:
    """Statements with their articles, in order of publication and place."""
    query = (
        _ask(_MARK.id, _MARK.article)
        .join(schema.article, _ARTICLE.id == _MARK.article)
        .where(_MARK.reader == RULES, _MARK.kind == "statement")
    )
    if asked.speaker:
        query = query.where(_MARK.actor.in_(desk.index.forms_of(asked.speaker)))
    if asked.act:
        query = query.where(_MARK.sort == asked.act)
    if asked.named is not None:
        query = query.where(_MARK.named == asked.named)
    return query.where(*_published(asked)).order_by(
        _ARTICLE.earliest.asc().nulls_last(), _ARTICLE.id, _MARK.start, _MARK.id
    )


def listed_among(desk: Desk, asked: Asked, marks: Iterable[str]) -> frozenset[str]:
    """Those of some statements that `statements_query` finds."""
    every = sorted(marks)
    parts = (every[i : i + 400] for i in range(0, len(every), 400))
    query = statements_query(desk, asked)
    return frozenset(row.id for part in parts for row in desk.view.rows(query.where(_MARK.id.in_(part))))


def articles_query(asked: Asked) -> sa.Select[Any]:
    """Articles as they stand now, in order of publication."""
    query = _ask(_ARTICLE.id, _ARTICLE.id)
    return query.where(current(), *_published(asked)).order_by(_ARTICLE.earliest.asc().nulls_last(), _ARTICLE.id)


def article_rows(desk: Desk, ids: Sequence[str]) -> list[sa.Row[Any]]:
    """What the list of articles shows of some of them, in the order asked for."""
    query = _ask(_ARTICLE.id, _ARTICLE.title, _ARTICLE.outlet, _ARTICLE.earliest, _ARTICLE.latest, _ARTICLE.stated)
    found = {row.id: row for row in desk.view.rows(query.where(_ARTICLE.id.in_(ids)))}
    return [found[name] for name in ids if name in found]


def _published(asked: Asked) -> list[sa.ColumnElement[bool]]:
    out: list[sa.ColumnElement[bool]] = []
    if asked.outlet:
        out.append(_ARTICLE.outlet == asked.outlet)
    if asked.since:
        out.append(_ARTICLE.latest >= asked.since)
    if asked.until:
        out.append(_ARTICLE.earliest <= asked.until)
    return out


def _without_rejected(desk: Desk, query: sa.Select[Any]) -> sa.Select[Any]:
    rejected = desk.rejected()
    return query.where(_MARK.id.not_in(sorted(rejected)[:20_000])) if rejected else query


# what is counted once for all pages


def speakers(desk: Desk) -> tuple[tuple[str, int], ...]:
    """Who is named as a speaker, most first, under the actor's name."""
    query = (
        _ask(_MARK.actor, _COUNT)
        .where(_MARK.reader == RULES, _MARK.kind == "statement", _MARK.named, _MARK.actor.is_not(None))
        .group_by(_MARK.actor)
    )

    def ask() -> tuple[tuple[str, int], ...]:
        counted: Counter[str] = Counter()
        for row in desk.view.rows(query):
            counted[desk.index.actor_name(row.actor) or ""] += row.size
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    return desk.remember("speakers", ask)


def unnamed(desk: Desk) -> tuple[tuple[str, int], ...]:
    """Who speaks without a name, as they are called, most first."""
    query = (
        _ask(_MARK.actor, _COUNT)
        .where(_MARK.reader == RULES, _MARK.kind == "statement", ~_MARK.named, _MARK.actor.is_not(None))
        .group_by(_MARK.actor)
    )

    def ask() -> tuple[tuple[str, int], ...]:
        rows = [(str(row.actor), int(row.size)) for row in desk.view.rows(query)]
        return tuple(sorted(rows, key=lambda item: (-item[1], item[0])))

    return desk.remember("unnamed", ask)


def outlets(desk: Desk) -> tuple[tuple[str, int], ...]:
    """The outlets with how many articles, most first; an unknown outlet is the empty name."""

    def ask() -> tuple[tuple[str, int], ...]:
        rows = desk.view.rows(_ask(_ARTICLE.outlet, _COUNT).where(current()).group_by(_ARTICLE.outlet))
        return tuple(sorted(((row.outlet or "", row.size) for row in rows), key=lambda item: (-item[1], item[0])))

    return desk.remember("outlets", ask)


def counts(desk: Desk) -> dict[str, int]:
    """How much there is of everything, by the pages' words."""

    def ask() -> dict[str, int]:
        found = desk.view.counts()
        marks = {f"{kind}s": size for kind, size in found.marks.items()}
        story = {kind if kind.endswith("s") else f"{kind}s": size for kind, size in found.story.items()}
        story["copies"] = story.pop("copys", 0)
        zero = ("statements", "events", "commitments", "figures", "actors", "claims", "disputes", "tracks")
        return dict.fromkeys(zero, 0) | {"articles": found.articles - found.versions} | marks | story

    return desk.remember("counts", ask)


def days(desk: Desk) -> tuple[date | None, date | None]:
    """The first and the last day of publication."""
    query: sa.Select[Any] = _ask(sa.func.min(_ARTICLE.earliest), sa.func.max(_ARTICLE.latest))
    found = desk.remember("days", lambda: [tuple(row) for row in desk.view.rows(query)])
    return found[0][0], found[0][1]


def coming(desk: Desk, last: date | None) -> list[tuple[str, str]]:
    """The next commitments whose day lies behind the last report, the first first, as (mark, article)."""
    if last is None:
        return []
    query = (
        _ask(_MARK.id, _MARK.article)
        .where(_MARK.reader == RULES, _MARK.kind == "commitment", _MARK.latest > last, _MARK.sort != "denied")
        .order_by(_MARK.latest, _MARK.id)
        .limit(_COMING)
    )
    query = _without_rejected(desk, query)
    return desk.remember("coming", lambda: [(row.id, row.article) for row in desk.view.rows(query)])


def unresolved_times(desk: Desk, most: int = MOST_OPEN) -> tuple[list[tuple[str, str]], int]:
    """Some dates that could not be placed, as (mark, article), and how many there are."""
    query = _ask(_MARK.id, _MARK.article).where(
        _MARK.reader == RULES, _MARK.kind == "time", _MARK.sort == "date", _MARK.earliest.is_(None), _MARK.latest.is_(None)
    )  # fmt: skip
    return desk.remember("unresolved", lambda: _some(desk, query, most))


def speakerless(desk: Desk, most: int = MOST_OPEN) -> tuple[list[tuple[str, str]], int]:
    """Some statements whose speaker is not known, as (mark, article), and how many there are."""
    query = _ask(_MARK.id, _MARK.article).where(_MARK.reader == RULES, _MARK.kind == "statement", _MARK.actor.is_(None))
    return desk.remember("speakerless", lambda: _some(desk, query, most))


def _some(desk: Desk, query: sa.Select[Any], most: int) -> tuple[list[tuple[str, str]], int]:
    query = _without_rejected(desk, query)
    some = desk.view.rows(query.order_by(_MARK.article, _MARK.start).limit(most))
    return [(row.id, row.article) for row in some], total(desk.view, query)


def undated(desk: Desk) -> tuple[str, ...]:
    """Articles whose day of publication is not known."""
    query = _ask(_ARTICLE.id).where(_ARTICLE.earliest.is_(None), current()).order_by(_ARTICLE.id)
    return desk.remember("undated", lambda: tuple(row.id for row in desk.view.rows(query)))


# chains


class _Hop(msgspec.Struct, frozen=True):
    name: str


class _Statement(msgspec.Struct, frozen=True):
    id: str
    speaker: str | None
    named: bool
    chain: tuple[_Hop, ...] = ()


class _Reading(msgspec.Struct, frozen=True):
    statements: tuple[_Statement, ...] = ()


def chains(desk: Desk) -> ChainGraph:
    """The graph of all statements' chains; it goes over every reading once and is then remembered."""

    def ask() -> ChainGraph:
        rejected, index = desk.rejected(), desk.index
        table = schema.reading.c
        query = _ask(_ARTICLE.outlet, table.record).join(schema.article, _ARTICLE.id == table.article)
        ways = []
        for row in desk.view.stream(query.where(table.reader == RULES, current())):
            for s in msgspec.json.decode(row.record, type=_Reading).statements:
                if s.id not in rejected:
                    hops = tuple(hop.name for hop in s.chain)
                    ways.append(Way(s.id, row.outlet or "", hops, index.actor_name(s.speaker) or "", s.named))
        return chain_graph(ways)

    return desk.remember("chains", ask)


# what is new


def arrival(desk: Desk) -> int:
    """A number that grows with every article that comes in."""
    return int(
        desk.view.rows(sa.select(sa.func.coalesce(sa.func.max(_arrived(desk)), 0)).select_from(schema.article))[0][0]
    )


def arrived_after(desk: Desk, mark: int) -> list[str]:
    """The articles that came in after that number was taken, the latest first."""
    arrived = _arrived(desk)
    query = _ask(_ARTICLE.id).where(arrived > mark, current()).order_by(arrived.desc(), _ARTICLE.id)
    return [row.id for row in desk.view.rows(query.limit(10_000))]


def _arrived(desk: Desk) -> sa.ColumnElement[int]:
    # rows of articles are never changed or dropped: the order of their coming is that of their rows
    return sa.literal_column("CAST(CAST(article.xmin AS text) AS bigint)" if is_url(desk.location) else "article.rowid")

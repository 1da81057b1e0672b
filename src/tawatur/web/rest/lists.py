"""The lists: each a page of items in a fixed order, asked of the database behind the last item of the page before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from tawatur.errors import InputError
from tawatur.ledger import Filter, schema
from tawatur.ledger.rows import MarkRow
from tawatur.ledger.story_rows import decode
from tawatur.ledger.view import RULES
from tawatur.model.span import Span
from tawatur.model.story import Actor
from tawatur.web.desk import Desk
from tawatur.web.rest.asked import Asked, Key
from tawatur.web.rest.quoted import Json, articles_of, quoted
from tawatur.web.rest.shapes import ActorHead, ArticleHead, Found, Mention

T = TypeVar("T")

_ARTICLE, _MARK, _STORY, _PLACE = schema.article.c, schema.mark.c, schema.story.c, schema.place.c
_HEAD = (
    _ARTICLE.id, _ARTICLE.title, _ARTICLE.outlet, _ARTICLE.url, _ARTICLE.earliest, _ARTICLE.latest, _ARTICLE.stated,
    _ARTICLE.text_hash, _ARTICLE.version_of,
)  # fmt: skip


def articles(desk: Desk, asked: Asked) -> Json:
    """Articles by their first possible day of publication, those without one last."""
    query = sa.select(*_HEAD).where(*_published(asked))
    if not asked.flag("versions"):
        query = query.where(_current())
    query = query.where(*_behind_article(asked)).order_by(_ARTICLE.earliest.asc().nulls_last(), _ARTICLE.id)
    rows = desk.view.rows(query.limit(asked.limit + 1))
    return _page(asked, rows, lambda row: (_iso(row.earliest), row.id), [_head(row) for row in rows[: asked.limit]])


def heads(desk: Desk, ids: Iterable[str]) -> dict[str, ArticleHead]:
    """The heads of some articles by their ids."""
    every = sorted(set(ids))
    parts = (every[i : i + 400] for i in range(0, len(every), 400))
    return {
        row.id: _head(row) for part in parts for row in desk.view.rows(sa.select(*_HEAD).where(_ARTICLE.id.in_(part)))
    }


def texts(desk: Desk, ids: Iterable[str]) -> dict[str, str]:
    """The texts of some articles by their ids."""
    return {article.id: article.text for article in desk.articles(ids)}


def marks(desk: Desk, asked: Asked, kind: str) -> Json:
    """Marks of one kind by article and place, as they were judged."""
    query = sa.select(_MARK.id, _MARK.article, _MARK.start).join(schema.article, _ARTICLE.id == _MARK.article)
    query = query.where(_MARK.reader == RULES, _MARK.kind == kind, *_standing(asked))
    forms = desk.index.forms_of(actor) if (actor := asked.text("actor")) is not None else None
    named = asked.flag("named")
    for column, value in (
        (_MARK.article, asked.text("article")),
        (_MARK.sort, asked.text("sort")),
        (_MARK.named, named),
    ):
        if value is not None:
            query = query.where(column == value)
    if forms is not None:
        query = query.where(_MARK.actor.in_(forms))
    if (after := asked.after(str, int, str)) is not None:
        place = sa.tuple_(_MARK.article, _MARK.start, _MARK.id)
        query = query.where(place > sa.tuple_(*(sa.literal(part) for part in after)))
    rows = desk.view.rows(query.order_by(_MARK.article, _MARK.start, _MARK.id).limit(asked.limit + 1))
    # the table tells of marks as they were read: what people have corrected or added is asked of them themselves
    own = {
        _place_of(row)
        for row in _touched(desk, asked, kind)
        if (forms is None or row.actor in forms) and (after is None or _place_of(row) > tuple(after))
    }
    keys = sorted(own.union(map(_place_of, rows)))[: asked.limit + 1]
    shown = [key for key in keys[: asked.limit] if key in own or key[2] not in desk.touched]
    articles = {article for article, _, _ in shown}
    found = {mark.id: mark for reading in desk.readings(articles) for mark in reading.marks()}
    words = texts(desk, articles)
    items = [
        {"article": article, "mark": quoted(found[name], words, article)} for article, _, name in shown if name in found
    ]
    return _page(asked, keys, lambda key: key, items)


def _place_of(row: sa.Row[Any] | MarkRow) -> tuple[str, int, str]:
    """Where a mark stands in the order of its list."""
    return row.article, row.start, row.id


def _touched(desk: Desk, asked: Asked, kind: str) -> list[MarkRow]:
    """The marks that people have corrected or added, as far as they are asked for."""
    wanted = (("article", asked.text("article")), ("sort", asked.text("sort")), ("named", asked.flag("named")))
    rows = [
        row
        for row in desk.touched.values()
        if row.kind == kind and all(value is None or getattr(row, name) == value for name, value in wanted)
    ]
    every = sorted({row.article for row in rows})
    query = sa.select(_ARTICLE.id).where(*_standing(asked))
    parts = (every[i : i + 400] for i in range(0, len(every), 400))
    known = {row.id for part in parts for row in desk.view.rows(query.where(_ARTICLE.id.in_(part)))}
    return [row for row in rows if row.article in known]


def story(desk: Desk, asked: Asked, kind: str) -> Json:
    """Records of the story of one kind, in the order in which reconciling gave them; rejected ones are left out."""
    query = sa.select(_STORY.id, _STORY.rank, _STORY.record).where(_STORY.kind == kind)
    if (sort := asked.text("kind")) is not None:
        query = query.where(_STORY.sort == sort)
    for column, value in ((_PLACE.article, asked.text("article")), (_PLACE.mark, asked.text("mark"))):
        if value is not None:
            standing = sa.exists().where(_PLACE.kind == _STORY.kind, _PLACE.id == _STORY.id, column == value)
            query = query.where(standing)
    if (after := asked.after(int, str)) is not None:
        query = query.where(sa.tuple_(_STORY.rank, _STORY.id) > sa.tuple_(*(sa.literal(part) for part in after)))
    rows = desk.view.rows(query.order_by(_STORY.rank, _STORY.id).limit(asked.limit + 1))
    rejected = desk.rejected()
    records = [decode(kind, row.record) for row in rows[: asked.limit] if row.id not in rejected]
    shown = [ActorHead.of(record) if isinstance(record, Actor) else record for record in records]
    words = texts(desk, articles_of(shown))
    return _page(asked, rows, lambda row: (row.rank, row.id), [quoted(record, words) for record in shown])


def places(desk: Desk, asked: Asked, kind: str, record: str) -> Json:
    """Where one record of the story stands, by its accounts, points or mentions."""
    query = sa.select(schema.place).where(_PLACE.kind == kind, _PLACE.id == record)
    if (after := asked.after(int, int)) is not None:
        query = query.where(sa.tuple_(_PLACE.item, _PLACE.part) > sa.tuple_(*(sa.literal(part) for part in after)))
    rows = desk.view.rows(query.order_by(_PLACE.item, _PLACE.part).limit(asked.limit + 1))
    shown = [
        Mention(article=row.article, span=Span(row.start, row.end), item=row.item, mark=row.mark)
        for row in rows[: asked.limit]
    ]
    words = texts(desk, articles_of(shown))
    return _page(asked, rows, lambda row: (row.item, row.part), [quoted(place, words) for place in shown])


def search(desk: Desk, asked: Asked) -> Json:
    """Articles that hold the words, by their first possible day of publication, with every place of the words."""
    where = Filter(outlet=asked.text("outlet"), since=asked.day("since"), until=asked.day("until"))
    hits = list(
        desk.view.search(asked.text("q") or "", where, limit=asked.limit + 1, conditions=tuple(_behind_article(asked)))
    )
    ids = [hit.article for hit in hits]
    known, words = heads(desk, ids), texts(desk, ids[: asked.limit])
    items = [
        quoted(Found(head=known[hit.article], article=hit.article, spans=hit.spans), words)
        for hit in hits[: asked.limit]
    ]
    return _page(asked, hits, lambda hit: (_iso(known[hit.article].earliest), hit.article), items)


def judgements(desk: Desk, asked: Asked) -> Json:
    """What people decided, by its moment; superseded judgements too."""
    every = [each for each in desk.judgements if asked.text("subject") in (None, each.subject, each.other)]
    after = asked.after(str, str)
    behind = None if after is None else (str(after[0]), str(after[1]))
    rows = [each for each in every if behind is None or (each.at, each.id) > behind][: asked.limit + 1]
    return _page(asked, rows, lambda each: (each.at, each.id), [quoted(each, {}) for each in rows[: asked.limit]])


def _page(asked: Asked, rows: Sequence[T], key: Callable[[T], Key], items: Sequence[object]) -> Json:
    """A page of items; `rows` holds one row more than wanted where there is another page."""
    more = len(rows) > asked.limit
    return {"items": items, "next": asked.cursor(key(rows[asked.limit - 1])) if more else None}


def _head(row: sa.Row[Any]) -> ArticleHead:
    return ArticleHead(**row._mapping)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _current() -> sa.ColumnElement[bool]:
    """Articles that no later version stands in for."""
    later = schema.article.alias("later")
    return ~sa.exists().where(later.c.version_of == _ARTICLE.id)


def _published(asked: Asked) -> list[sa.ColumnElement[bool]]:
    return Filter(outlet=asked.text("outlet"), since=asked.day("since"), until=asked.day("until")).conditions()


def _standing(asked: Asked) -> list[sa.ColumnElement[bool]]:
    """What is asked of the article that a mark stands in."""
    return _published(asked) if asked.flag("versions") else [*_published(asked), _current()]


def _behind_article(asked: Asked) -> list[sa.ColumnElement[bool]]:
    """The condition that an article stands behind the cursor's, by day and id, undated ones last."""
    after = asked.after(str, str)
    if after is None:
        return []
    told, name = after
    if told is None:
        return [_ARTICLE.earliest.is_(None), _ARTICLE.id > name]
    try:
        day = date.fromisoformat(str(told))
    except ValueError:
        raise InputError("rest.cursor") from None
    same = sa.and_(_ARTICLE.earliest == day, _ARTICLE.id > name)
    return [sa.or_(_ARTICLE.earliest > day, same, _ARTICLE.earliest.is_(None))]

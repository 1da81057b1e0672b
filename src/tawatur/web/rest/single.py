"""Single things: the ledger itself, an article with its reading, a record, and where anything comes from."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from tawatur.errors import InputError
from tawatur.ledger import schema
from tawatur.ledger.rows import MARK_KINDS, PlaceRow
from tawatur.ledger.story_rows import StoryRecord
from tawatur.ledger.view import RULES
from tawatur.model.chain import Hop
from tawatur.model.ids import text_hash
from tawatur.model.marks import Mark, Statement
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.model.story import Actor, Dispute, Feature
from tawatur.model.trace import Step
from tawatur.reconcile.positions import on_dispute
from tawatur.web.desk import Desk
from tawatur.web.queries import days
from tawatur.web.rest.lists import heads, texts
from tawatur.web.rest.quoted import articles_of, quoted
from tawatur.web.rest.shapes import ActorHead, ArticleRecord, LedgerHead, Mention, Provenance, Reference


class MissingError(InputError):
    """There is nothing by that id."""


def ledger(desk: Desk) -> object:
    """The ledger's head."""
    counts = desk.view.counts()
    first, last = days(desk)
    head = LedgerHead(
        name=desk.name,
        articles=counts.articles,
        versions=counts.versions,
        marks=counts.marks,
        story=counts.story,
        judgements=counts.judgements,
        failures=counts.failures,
        current=desk.view.story_is_current(),
        first=first,
        last=last,
    )
    return quoted(head, {})


def article(desk: Desk, name: str) -> object:
    """One article with its text."""
    found = desk.view.article(name)
    if found is None:
        raise MissingError("rest.id", kind="article", id=name)
    mark = schema.mark.c
    size = sa.func.count().label("size")
    counted = sa.select(mark.kind, size).where(mark.article == name, mark.reader == RULES).group_by(mark.kind)
    record = ArticleRecord(
        article=found,
        text_hash=text_hash(found.text),
        versions=tuple(each.id for each in desk.view.versions(name)),
        marks={row.kind: row.size for row in desk.view.rows(counted)},
    )
    return quoted(record, {})


def reading(desk: Desk, name: str) -> object:
    """All that was found in one article, as it was judged."""
    found = next(iter(desk.readings([name])), None)
    if found is None:
        raise MissingError("rest.id", kind="reading", id=name)
    return quoted(found, texts(desk, [name]))


def mark(desk: Desk, name: str) -> object:
    """One mark with its article, as it was judged."""
    where, found, _ = _mark(desk, name)
    return {"article": where, "mark": quoted(found, texts(desk, [where]), where)}


def record(desk: Desk, kind: str, name: str) -> object:
    """One record of the story."""
    found = _record(desk, kind, name)
    shown = ActorHead.of(found) if isinstance(found, Actor) else found
    return quoted(shown, texts(desk, articles_of(shown)))


def positions(desk: Desk, name: str) -> object:
    """Who stands on which side of a dispute, through time."""
    found = _record(desk, "dispute", name)
    assert isinstance(found, Dispute)  # noqa: S101 - the kind that was asked for
    named = desk.articles(articles_of(found))
    told = on_dispute(found, {each.id: each for each in named})
    words = {each.id: each.text for each in named}
    return {"items": [quoted(position, words) for position in told], "next": None}


def provenance(desk: Desk, name: str) -> object:
    """Where an article, a mark or a record of the story comes from."""
    try:
        known = desk.view.identify(name)
    except InputError:
        known = None
    if known is None or known.id != name or known.kind == "judgement":
        if name not in desk.added:
            raise MissingError("rest.anything", id=name)
        kind = "statement"
    else:
        kind = known.kind
    if kind == "article":
        return _told(desk, kind, name, own=[name])
    if kind in MARK_KINDS.values():
        where, found, by = _mark(desk, name)
        chain = found.chain if isinstance(found, Statement) else ()
        used = sorted({(place.kind, place.id) for place in desk.view.places_of(name)})
        trace = found.trace
        return _told(
            desk, kind, name, own=[where], article=where, chain=chain, steps=trace.steps, rule=trace.rule, by=by,
            used=[Reference(kind=k, id=i) for k, i in used],
        )  # fmt: skip
    found_record = _record(desk, kind, name)
    place = schema.place
    rows = desk.view.rows(
        sa.select(place).where(place.c.kind == kind, place.c.id == name).order_by(place.c.item, place.c.part)
    )
    return _told(
        desk, kind, name, own=[row.article for row in rows], places=[PlaceRow(**row._mapping) for row in rows],
        features=getattr(found_record, "features", ()),
    )  # fmt: skip


def _told(
    desk: Desk,
    kind: str,
    name: str,
    *,
    own: Iterable[str],
    places: Iterable[PlaceRow] = (),
    article: str | None = None,
    chain: tuple[Hop, ...] = (),
    steps: tuple[Step, ...] = (),
    rule: str | None = None,
    by: Reading | None = None,
    features: tuple[Feature, ...] = (),
    used: Iterable[Reference] = (),
) -> object:
    known = heads(desk, own)
    told = Provenance(
        id=name,
        kind=kind,
        articles=tuple(known[each] for each in sorted(known)),
        places=tuple(Mention(article=p.article, span=Span(p.start, p.end), item=p.item, mark=p.mark) for p in places),
        chain=chain,
        article=article,
        rule=rule,
        reader=by.reader.name if by else None,
        pack=by.reader.pack if by else None,
        steps=steps,
        features=features,
        used_by=tuple(used),
        judgements=tuple(each for each in desk.judgements if name in (each.subject, each.other)),
    )
    return quoted(told, texts(desk, {*articles_of(told), *([article] if article else [])}))


def _mark(desk: Desk, name: str) -> tuple[str, Mark, Reading]:
    """A mark as it was judged, its article and its reading; one that was rejected as it was read."""
    where = desk.added.get(name)
    if where is None:
        table = schema.mark.c
        rows = desk.view.rows(sa.select(table.article).where(table.id == name, table.reader == RULES))
        where = rows[0].article if rows else None
    for found in desk.readings([where] if where else []):
        for each in found.marks():
            if each.id == name:
                return found.article, each, found
    read, first = desk.view.mark(name), desk.view.reading(where) if where else None
    if read is None or first is None:
        raise MissingError("rest.id", kind="mark", id=name)
    return read[0].id, read[1], first


def _record(desk: Desk, kind: str, name: str) -> StoryRecord:
    found = desk.records(kind, [name])
    if not found:
        raise MissingError("rest.id", kind=kind, id=name)
    return found[0]

"""The pages of texts: statements, articles with their marks, versions and copies, and the search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast, get_args

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from tawatur.dossier.material import Material, Quote
from tawatur.dossier.pages import ArticlePage, article_page, mark_fields, mark_steps
from tawatur.dossier.segments import Role, Segment
from tawatur.dossier.views.statements import Filter, StatementRow, statements
from tawatur.errors import InputError
from tawatur.ledger import schema
from tawatur.ledger.engine import is_url
from tawatur.ledger.search import Query, candidates, find, parse_query
from tawatur.model.ids import text_hash
from tawatur.model.marks import Act, Statement
from tawatur.model.span import Span
from tawatur.model.story import Copy, Place
from tawatur.web import queries
from tawatur.web.asked import asked_of, number_of
from tawatur.web.corrections import fields_of
from tawatur.web.desk import Desk, Page
from tawatur.web.differences import differences, in_blocks
from tawatur.web.queries import Asked
from tawatur.web.render import desk_of, page
from tawatur.web.story_pages import missing
from tawatur.web.tongue import language_of

_STATEMENTS, _ARTICLES, _HITS = 30, 50, 25
_EXAMINED = 4000
"""Statements that are looked through for words before a page is given as it is."""
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
_TOLD = ("claim", "dispute", "series", "track")
_ACTS: tuple[str, ...] = get_args(Act)


def statements_page(request: Request) -> Response:
    """Statements by speaker, act, named or not, outlet, day and words."""
    desk, asked = desk_of(request), asked_of(request)
    fault: str | None = None
    rows: tuple[StatementRow, ...] = ()
    by_hand: tuple[StatementRow, ...] = ()
    material = desk.material(())
    at = Page((), 1, 1, 0)
    try:
        at, articles = statements_found(desk, asked, number_of(request))
        touched = {row.article for row in desk.touched.values() if row.kind == "statement"}
        material = desk.material(articles | touched, read=True)
        own = {row.id: row for row in _by_hand(desk, asked, material)} if touched else {}
        rows = tuple(row for row in _in_order(material, at.ids) if row.id in own or row.id not in desk.touched)
        if at.number == 1:
            # what people added or changed has no such line in the table that pages are cut from: it comes first
            listed = queries.listed_among(desk, asked, own)
            by_hand = tuple(row for name, row in own.items() if name not in listed)
    except InputError as error:
        fault = error.told(language_of(request))
    return page(
        request,
        "statements.html",
        current="statements",
        material=material,
        rows=rows,
        by_hand=by_hand,
        at=at,
        asked=asked,
        fault=fault,
        acts=_ACTS,
        speakers=[name for name, _ in queries.speakers(desk)[:300]],
        outlets=[name for name, _ in queries.outlets(desk)[:300] if name],
    )


def statements_found(desk: Desk, asked: Asked, number: int, *, speakers: bool = False) -> tuple[Page, set[str]]:
    """One page of statements, and the articles that they stand in; with `speakers` words may stand in who speaks, too."""
    question = queries.statements_query(desk, asked)
    if asked.text is None:
        at, rows = queries.page_from(desk, question, number, _STATEMENTS)
        return at, {article for _, article in rows}
    query = parse_query(asked.text, desk.view.words)
    inner = sa.select(schema.words.c.article).where(candidates(query, sqlite=not is_url(desk.location)))
    question = question.where(schema.article.c.id.in_(inner)).limit(_EXAMINED)
    wanted, skipped, ids = _STATEMENTS + 1, (number - 1) * _STATEMENTS, list[str]()
    articles: set[str] = set()
    for mark, article in _holding(
        desk, [(row.id, row.article) for row in desk.view.rows(question)], query, speakers=speakers
    ):
        if skipped:
            skipped -= 1
            continue
        ids.append(mark)
        articles.add(article)
        if len(ids) == wanted:
            break
    more, ids = len(ids) == wanted, ids[:_STATEMENTS]
    at = Page(tuple(ids), number, number + more, (number - 1) * _STATEMENTS + len(ids))
    return at, articles


def _holding(desk: Desk, pairs: list[tuple[str, str]], query: Query, *, speakers: bool) -> Iterator[tuple[str, str]]:
    """Those statements, given as (mark, article), whose contents hold the words asked for."""
    for first in range(0, len(pairs), 60):
        some = pairs[first : first + 60]
        material = desk.material({article for _, article in some}, read=True)
        for mark, article in some:
            found = material.marks.get(mark)
            if found is None or not isinstance(found[1], Statement):
                continue
            told, text = found[1], material.articles[article].text
            who = f"{told.speaker or ''} {told.source.cut(text) if told.source else ''} " if speakers else ""
            if any(find(query, article, who + span.cut(text), desk.view.words) for span in told.contents):
                yield mark, article


def _in_order(material: Material, ids: tuple[str, ...]) -> tuple[StatementRow, ...]:
    found = {row.id: row for row in statements(material)}
    return tuple(found[name] for name in ids if name in found)


def _by_hand(desk: Desk, asked: Asked, material: Material) -> tuple[StatementRow, ...]:
    """Statements that people have added or corrected, as far as they are asked for."""
    matches = None
    if asked.text is not None:
        query, words = parse_query(asked.text, desk.view.words), desk.view.words

        def matches(text: str) -> bool:
            return find(query, "", text, words) is not None

    kept = Filter(asked.speaker, asked.act, asked.named, asked.outlet, asked.since, asked.until, matches)
    return tuple(row for row in statements(material, kept) if row.id in desk.touched)


def articles_page(request: Request) -> Response:
    """The list of articles."""
    desk, asked = desk_of(request), asked_of(request)
    at, _ = queries.page_from(desk, queries.articles_query(asked), number_of(request), _ARTICLES)
    rows = queries.article_rows(desk, at.ids)
    outlets = [name for name, _ in queries.outlets(desk)[:300] if name]
    return page(
        request, "articles.html", current="articles", material=desk.material(()), rows=rows, at=at, asked=asked,
        outlets=outlets, failures=desk.view.failures()[:50] if at.number == 1 else (),
    )  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A record of the story that stands on an article."""

    kind: str
    id: str
    title: str


def article_shown(request: Request) -> Response:
    """One article: its text with all marks, what the story makes of it, its versions and copies."""
    desk, name = desk_of(request), cast(str, request.path_params["article"])
    material = desk.material([name], read=True)
    if name not in material.articles:
        return missing(request)
    place = schema.place.c
    rows = desk.view.rows(sa.select(place.kind, place.id, place.start, place.end).where(place.article == name))
    places = {Place(name, Span(row.start, row.end)) for row in rows if row.kind != "actor"}
    asked = _asked_place(request, len(material.articles[name].text))
    shown = article_page(material, name, {name: [*places, *([Place(name, asked)] if asked else [])]})
    if asked:
        shown = _with_hit(shown, asked)
    told = _told(desk, {(row.kind, row.id) for row in rows})
    return page(
        request,
        "article_page.html",
        current="articles",
        material=material,
        page=shown,
        told=told,
        copies=_copies(desk, name, {row.id for row in rows if row.kind == "copy"}),
        versions=desk.view.versions(name),
        panel=_panel(request, material, name, (request.query_params.get("mark") or "").split(",")),
        acts=_ACTS,
        marks=_listed(shown),
    )


def _asked_place(request: Request, length: int) -> Span | None:
    found = _PLACE.fullmatch(request.query_params.get("words", ""))
    if not found or not int(found[1]) < int(found[2]) <= length:
        return None
    return Span(int(found[1]), int(found[2]))


def _with_hit(shown: ArticlePage, asked: Span) -> ArticlePage:
    hit = Role("", "hit", "words")
    segments = tuple(
        Segment(s.span, s.text, (*s.roles, hit), s.starting) if s.span.overlaps(asked) else s for s in shown.segments
    )
    return ArticlePage(shown.article, shown.reading, segments, shown.hash)


def _listed(shown: ArticlePage) -> list[tuple[str, str, str]]:
    """The marks but for names and times, as (id, kind, words): for who goes through them without a pointer."""
    text, reading = shown.article.text, shown.reading
    found = [(s.cue, s.id, "statement", s.contents[0]) for s in reading.statements]
    found += [(e.trigger, e.id, "event", e.trigger) for e in reading.events]
    found += [(c.span, c.id, "commitment", c.span) for c in reading.commitments]
    found += [(f.span, f.id, "figure", f.span) for f in reading.figures]
    return [(name, kind, words.cut(text)[:120]) for _, name, kind, words in sorted(found)]


def _told(desk: Desk, records: set[tuple[str, str]]) -> list[Told]:
    table = schema.story.c
    wanted = [name for kind, name in records if kind in _TOLD][:200]
    query = sa.select(table.kind, table.id, table.title)
    rows = desk.view.rows(query.where(table.kind.in_(_TOLD), table.id.in_(wanted)))
    return sorted((Told(row.kind, row.id, row.title) for row in rows), key=lambda t: (t.kind, t.title, t.id))


def _copies(desk: Desk, name: str, ids: set[str]) -> list[tuple[Copy, str, Quote]]:
    """The copies that an article is one side of, each with the other article and its words there."""
    records = [r for r in desk.records("copy", sorted(ids)[:100]) if isinstance(r, Copy)]
    others = {record.id: record.b if record.a.article == name else record.a for record in records}
    material = desk.material({place.article for place in others.values()})
    return [
        (record, others[record.id].article, material.quote_at(others[record.id]))
        for record in records
        if others[record.id].article in material.articles
    ]


def mark_panel(request: Request) -> Response:
    """What the panel beside the text tells of one or several marks."""
    desk, name = desk_of(request), cast(str, request.path_params["article"])
    material = desk.material([name], read=True)
    if name not in material.articles:
        return missing(request)
    marks = cast(str, request.path_params["marks"]).split(",")
    panel = _panel(request, material, name, marks)
    return page(request, "panel.html", current="", material=material, panel=panel, article=name)


def _panel(request: Request, material: Material, article: str, ids: list[str]) -> list[dict[str, object]]:
    desk, language = desk_of(request), language_of(request)
    out: list[dict[str, object]] = []
    for name in dict.fromkeys(ids):
        found = material.marks.get(name)
        if found is None or len(out) > 12:
            continue
        mark, kept = found[1], material.articles[article]
        places = {(row.kind, row.id) for row in desk.view.places_of(name)}
        out.append(
            {
                "id": name,
                "kind": type(mark).__name__.lower(),
                "rows": mark_fields(kept.text, mark, language),
                "steps": mark_steps(kept.text, mark, language),
                "fields": fields_of(mark),
                "told": _told(desk, places),
            }
        )
    return out


def raw_text(request: Request) -> Response:
    """The clean text as it is kept, with its hash: what all positions count in."""
    kept = desk_of(request).view.article(cast(str, request.path_params["article"]))
    if kept is None:
        return missing(request)
    return PlainTextResponse(kept.text, headers={"x-text-sha256": text_hash(kept.text)})


def compare_page(request: Request) -> Response:
    """Two articles, or two versions of one, with their differences marked."""
    desk = desk_of(request)
    one, two = (cast(str, request.path_params[key]) for key in ("article", "other"))
    material = desk.material([one, two])
    if len(material.articles) < 2:
        return missing(request)
    first, second = material.articles[one], material.articles[two]
    return page(
        request, "compare.html", current="articles", material=material, a=first, b=second,
        blocks=in_blocks(differences(first.text, second.text)),
    )  # fmt: skip


def search_page(request: Request) -> Response:
    """Articles that hold some words, with the words in their place."""
    desk, text = desk_of(request), request.query_params.get("q", "").strip()[:400]
    fault, hits = None, []
    if text:
        try:
            hits = list(desk.view.search(text, limit=_HITS + 1))
        except InputError as error:
            fault = error.told(language_of(request))
    material = desk.material({hit.article for hit in hits})
    shown = [
        (material.articles[hit.article], [material.quote(hit.article, span) for span in hit.spans[:4]], len(hit.spans))
        for hit in hits[:_HITS]
        if hit.article in material.articles
    ]
    return page(
        request, "search.html", current="search", material=material, text=text, shown=shown, fault=fault,
        more=len(hits) > _HITS,
    )  # fmt: skip

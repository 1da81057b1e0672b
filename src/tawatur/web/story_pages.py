"""The pages that tell the story: overview, timeline, and the lists of what reconciling found."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import cast

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawatur.dossier.material import Material, Quote
from tawatur.dossier.views import story as told
from tawatur.dossier.views.overview import Overview, Unresolved
from tawatur.dossier.views.timeline import Line, timeline
from tawatur.errors import InputError
from tawatur.ledger import schema
from tawatur.web import queries
from tawatur.web.asked import asked_of, number_of
from tawatur.web.desk import Desk, Page, page_of
from tawatur.web.links import DeskLinks
from tawatur.web.render import MOST, desk_of, page

_SEEN, _VISIT = "tawatur_seen", "tawatur_visit"
_YEAR, _HALF_HOUR = 365 * 24 * 3600, 1800
_ONE_PAGE, _LINES, _BARS, _LABEL_ROOM = 12, 60, 240, 2
_SPEAKERS, _UNNAMED, _MOVED, _FOUNDED = 12, 16, 4, 6
_CHOICES = 300
"""Names offered in a filter's list."""

KINDS = {"disputes": "dispute", "claims": "claim", "schedule": "track", "figures": "series",
         "copies": "copy"}  # fmt: skip
"""The pages of the story's records with the kind that each shows."""

_PAGE_OF = {"claim": "claims", "dispute": "disputes", "track": "schedule", "series": "figures", "copy": "copies"}


@dataclass(frozen=True)
class New:
    """What came in since the last visit."""

    articles: int
    shown: tuple[tuple[str, str], ...]
    """Some of them, as (id, title)."""
    disputes: tuple[tuple[str, str], ...]
    """Disputes that stand on a new article, as (id, what about)."""
    tracks: tuple[tuple[str, str], ...]
    """Commitments that moved and that a new article tells of."""


@dataclass(frozen=True)
class Bar:
    """One month of the timeline's strip."""

    month: str
    count: int
    height: float
    """Of the highest, 0 to 1."""
    first: date
    last: date
    labelled: bool
    """Whether its year is written below it."""


def overview_page(request: Request) -> Response:
    """What the story is, what is new, what stands open and what comes next."""
    desk = desk_of(request)
    first, last = queries.days(desk)
    coming = queries.coming(desk, last)
    times, times_count = queries.unresolved_times(desk)
    top = desk.index.order.get("dispute", ())[:5]
    shown = desk.story_material("dispute", top)
    lines = lines_of(desk, coming)
    speakerless = queries.speakerless(desk)[1]
    seen = Overview(
        name=desk.name,
        first=first,
        last=last,
        outlets=queries.outlets(desk),
        actors=queries.speakers(desk)[:_SPEAKERS],
        counts=queries.counts(desk),
        coming=tuple(lines),
        unresolved=Unresolved(_quotes(desk, times[:12]), times_count, speakerless, queries.undated(desk)),
        unnamed=queries.unnamed(desk)[:_UNNAMED],
    )
    now = queries.arrival(desk)
    since = _number(request.cookies.get(_VISIT))
    if since is None:
        since = _number(request.cookies.get(_SEEN))
    new = None if since is None else _new(desk, since)
    index = desk.index
    slipped = [name for name in index.order.get("track", ()) if name in index.slipped]
    moved = desk.story_material("track", slipped[:_MOVED])
    founded = desk.story_material("claim", desk.index.order.get("claim", ())[:_FOUNDED])
    views = SimpleNamespace(
        overview=seen, disputes=told.disputes(shown), schedule=told.schedule(moved), claims=told.claims(founded)
    )
    answer = page(
        request, "overview.html", current="overview", material=shown, views=views, new=new,
        story_current=desk.view.story_is_current(),
    )  # fmt: skip
    answer.set_cookie(_SEEN, str(now), max_age=_YEAR, samesite="strict", httponly=True)
    answer.set_cookie(
        _VISIT, str(now if since is None else since), max_age=_HALF_HOUR, samesite="strict", httponly=True
    )
    return answer


def _number(cookie: str | None) -> int | None:
    return int(cookie) if cookie and cookie.isascii() and cookie.isdigit() and len(cookie) < 18 else None


def _new(desk: Desk, since: int) -> New:
    fresh = queries.arrived_after(desk, since)
    if not fresh:
        return New(0, (), (), ())
    table, place = schema.article.c, schema.place.c
    shown = desk.view.rows(sa.select(table.id, table.title, table.outlet).where(table.id.in_(fresh[:8])))
    titles = {row.id: row.title or row.outlet or row.id for row in shown}
    asked = sa.select(place.kind, place.id).where(place.article.in_(fresh[:400])).distinct()
    touched = {(row.kind, row.id) for row in desk.view.rows(asked)}
    disputes = [name for name in desk.index.order.get("dispute", ()) if ("dispute", name) in touched][:5]
    moved = desk.index.slipped
    tracks = [n for n in desk.index.order.get("track", ()) if ("track", n) in touched and n in moved][:5]
    story = schema.story.c
    named = {row.id: row.title for row in desk.view.rows(
        sa.select(story.id, story.title).where(story.kind.in_(("dispute", "track")), story.id.in_([*disputes, *tracks]))
    )}  # fmt: skip
    return New(
        len(fresh),
        tuple((name, titles[name]) for name in fresh[:8] if name in titles),
        tuple((name, named.get(name, name)) for name in disputes),
        tuple((name, named.get(name, name)) for name in tracks),
    )


def lines_of(desk: Desk, wanted: Sequence[tuple[str, str]]) -> list[Line]:
    """The timeline's lines of some marks, given as (mark, article), in the order asked for."""
    material = desk.material({article for _, article in wanted}, read=True)
    found = {line.id: line for line in timeline(material)}
    return [found[mark] for mark, _ in wanted if mark in found]


def _quotes(desk: Desk, wanted: Sequence[tuple[str, str]]) -> tuple[Quote, ...]:
    material = desk.material({article for _, article in wanted}, read=True)
    found = {
        mark.id: material.quote(article, mark.span) for article, r in material.readings.items() for mark in r.times
    }
    return tuple(found[mark] for mark, _ in wanted if mark in found)


def timeline_page(request: Request) -> Response:
    """Events and commitments by day, narrowed by actor, kind and days."""
    desk, asked = desk_of(request), asked_of(request)
    at, rows = queries.page_from(desk, queries.lines_query(desk, asked), number_of(request), _LINES)
    lines = lines_of(desk, rows)
    return page(
        request,
        "timeline.html",
        current="timeline",
        material=desk.material(()),
        views=SimpleNamespace(timeline=tuple(lines)),
        at=at,
        asked=asked,
        bars=_bars(queries.months(desk)),
        speakers=[name for name, _ in queries.speakers(desk)[:_CHOICES]],
        with_statements=True,
    )


def _bars(months: tuple[tuple[str, int], ...]) -> tuple[Bar, ...]:
    highest = max((count for _, count in months), default=1)
    out: list[Bar] = []
    # the last months: an article that names the year 1916 must not push the story from the strip
    for month, count in months[-_BARS:]:
        year, number = int(month[:4]), int(month[5:])
        last = calendar.monthrange(year, number)[1]
        # a year is written at its first month, where the year before leaves room for it
        year_begins = not out or out[-1].month[:4] != month[:4]
        labelled = year_begins and (not out or all(not bar.labelled for bar in out[-_LABEL_ROOM:]))
        out.append(Bar(month, count, count / highest, date(year, number, 1), date(year, number, last), labelled))
    return tuple(out)


_VIEWS: dict[str, tuple[str, Callable[[Material], object]]] = {
    "disputes": ("disputes", told.disputes),
    "claims": ("claims", told.claims),
    "schedule": ("schedule", told.schedule),
    "figures": ("series", told.series),
    "copies": ("copies", lambda material: material.story.copies),
}


def story_page(request: Request) -> Response:
    """One page of the story's records of a kind."""
    desk, name = desk_of(request), request.url.path.strip("/")
    kind = KINDS[name]
    at = page_of(desk.index.order.get(kind, ()), number_of(request), _ONE_PAGE)
    return _records(request, name, desk.story_material(kind, at.ids), at)


def item_page(request: Request) -> Response:
    """One record of the story, whole."""
    desk, name = desk_of(request), request.url.path.strip("/").split("/")[0]
    item = cast(str, request.path_params["item"])
    material = desk.story_material(KINDS[name], [item])
    if not material.articles:
        return missing(request)
    return _records(request, name, material, Page((item,), 1, 1, 1), most=None)


def _records(request: Request, name: str, material: Material, at: Page, most: int | None = MOST) -> Response:
    attribute, view = _VIEWS[name]
    views = SimpleNamespace(**{attribute: view(material)})
    return page(request, "story.html", current=name, material=material, views=views, at=at, most=most)


def chains_page(request: Request) -> Response:
    """Who speaks through whom."""
    desk = desk_of(request)
    views = SimpleNamespace(chains=queries.chains(desk))
    return page(request, "story.html", current="chains", material=desk.material(()), views=views, at=None, most=40)


def permanent(request: Request) -> Response:
    """The permanent link of anything: it leads to the page that shows it."""
    desk, item = desk_of(request), cast(str, request.path_params["item"])
    links = DeskLinks()
    added = desk.added.get(item)
    if added is not None:
        return RedirectResponse(f"{links.article(added)}?mark={item}#panel", 303)
    try:
        known = desk.view.identify(item)
    except InputError:
        return missing(request)
    if known.kind == "article":
        return RedirectResponse(links.article(known.id), 303)
    if known.kind in _PAGE_OF:
        return RedirectResponse(f"/{_PAGE_OF[known.kind]}/{known.id}", 303)
    if known.kind == "actor":
        return RedirectResponse(links.speaker(desk.index.actors[known.id].name) or "/", 303)
    if known.kind in ("judgement", "suggestion"):
        return RedirectResponse("/review", 303)
    rows = desk.view.rows(sa.select(schema.mark.c.article).where(schema.mark.c.id == known.id))
    return RedirectResponse(f"{links.article(rows[0].article)}?mark={known.id}#panel", 303)


def missing(request: Request, _fault: Exception | None = None) -> Response:
    """The answer where there is nothing."""
    return page(request, "missing.html", current="", material=desk_of(request).material(()), status=404)

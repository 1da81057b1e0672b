"""The page where a person decides, and the only ways in which the desk changes anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast, get_args
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawatur.dossier.material import Material
from tawatur.dossier.pages import mark_rows
from tawatur.dossier.views import story as told
from tawatur.errors import InputError, TawaturError
from tawatur.ledger import Ledger
from tawatur.ledger.judged import corrected, moment, standing
from tawatur.messages import sentence as sentences
from tawatur.model.judgement import Verdict, judgement
from tawatur.model.story import Actor
from tawatur.web.corrections import correction, fields_of, missed_statement
from tawatur.web.desk import Desk
from tawatur.web.links import DeskLinks
from tawatur.web.queue import Waiting, queue
from tawatur.web.render import desk_of, page, user_of
from tawatur.web.safety import form_is_ours
from tawatur.web.tongue import language_of, refused

_DONE_SHOWN = 20
_MENTIONS = 4
_MOST_FIELDS, _LONGEST_FORM = 40, 64_000


def review_page(request: Request) -> Response:
    """The next thing to decide, what came before it, and who decided what."""
    desk = desk_of(request)
    wanted = request.query_params.get("what")
    waiting = [w for w in queue(desk) if wanted in (None, "", w.what)]
    skipped = request.query_params.get("skip", "0")
    at = min(int(skipped) if skipped.isascii() and skipped.isdigit() else 0, max(len(waiting) - 1, 0))
    item = waiting[at] if waiting else None
    material, shown = _shown(request, desk, item) if item else (desk.material(()), {})
    done = sorted(desk.judgements, key=lambda j: (j.at, j.id), reverse=True)
    undone = {j.supersedes for j in done if j.supersedes and j.subject == j.supersedes}
    return page(
        request,
        "review.html",
        current="review",
        material=material,
        item=item,
        shown=shown,
        at=at,
        waiting=len(waiting),
        wanted=wanted or "",
        done=[j for j in done if j.subject != j.supersedes][:_DONE_SHOWN],
        undone=undone,
        stands={j.id for j in desk.verdicts.values()},
        fault=request.query_params.get("fault"),
        story_current=desk.view.story_is_current(),
        whats=("pair", "dispute", "claim", "track", "mark"),
    )


def _shown(request: Request, desk: Desk, item: Waiting) -> tuple[Material, dict[str, object]]:
    """What the page shows of one waiting thing, by kind."""
    if item.what == "mark":
        material = desk.material([item.article or ""], read=True)
        found = material.marks.get(item.id)
        if found is None:
            return material, {}
        article, mark = found
        kept = material.articles[article]
        span = getattr(mark, "span", None) or getattr(mark, "cue", None)
        words = material.quote(article, span) if span else None
        rows = mark_rows(kept.text, mark, language_of(request))
        return material, {
            "quote": words, "rows": rows, "fields": fields_of(mark), "kind": type(mark).__name__.lower(),
            "contents": [material.quote(article, content) for content in getattr(mark, "contents", ())],
        }  # fmt: skip
    if item.what == "pair" and item.pair is not None:
        return _pair(desk, item)
    material = desk.story_material(item.what, [item.id])
    # a dispute's material holds claims too, for their counts of chains: only the asked for is shown
    return material, {
        "disputes": [row for row in told.disputes(material) if row.id == item.id],
        "claims": [row for row in told.claims(material) if row.id == item.id],
        "schedule": [row for row in told.schedule(material) if row.id == item.id],
    }


def _pair(desk: Desk, item: Waiting) -> tuple[Material, dict[str, object]]:
    pair = item.pair
    ids = [pair.a, pair.b] if pair else []
    records = desk.records(pair.what, ids) if pair else []
    actors = [r for r in records if isinstance(r, Actor)]
    if actors:
        material = desk.material({place.article for a in actors for place in a.mentions[:_MENTIONS]})
        sides = [
            {"name": a.name, "kind": f"name_{a.kind}", "count": len(a.mentions),
             "quotes": [material.quote_at(place) for place in a.mentions[:_MENTIONS] if place.article in material.articles]}
            for a in actors
        ]  # fmt: skip
        return material, {"sides": sides, "pair": pair}
    material = desk.story_material(pair.what, ids) if pair else desk.material(())
    claims = {row.id: row for row in told.claims(material)}
    sides = [
        {"name": claims[i].gist if i in claims else i, "kind": pair.what if pair else "claim", "count": desk.index.sizes.get(i, 0),
         "quotes": [q for group in claims[i].groups for a in group for q in a.quotes][:_MENTIONS] if i in claims else []}
        for i in ids
    ]  # fmt: skip
    return material, {"sides": sides, "pair": pair}


# what changes the ledger: by POST alone


async def judge(request: Request) -> Response:
    """Put a judgement down."""
    form = await _form(request)
    if form is None:
        return _refused(request)
    return await run_in_threadpool(_judge, request, form)


def _judge(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    verdict, subject, other = form.get("verdict", ""), form.get("subject", ""), form.get("other") or None
    try:
        if verdict not in get_args(Verdict):
            raise InputError("desk.verdict", verdict=verdict)
        if (verdict in ("same", "different")) != (other is not None):
            raise InputError("desk.pair")
        for name in (subject, *([other] if other else [])):
            if name not in desk.added:
                desk.view.identify(name)
        value = None
        if verdict == "correct":
            value = _correction(desk, subject, form)
        made = judgement(
            cast(Verdict, verdict), subject, other=other, value=value, by=user_of(request), at=_now(desk, subject, other),
            why=form.get("why", "")[:2000],
        )  # fmt: skip
        desk.write([made])
    except TawaturError as fault:
        return _back(form, "/review", fault=fault.told(language_of(request)))
    return _back(form, "/review", done=made.id)


def _correction(desk: Desk, subject: str, form: Mapping[str, str]) -> str:
    found = desk.view.mark(subject)
    if found is None:
        raise InputError("desk.fields")
    mark = corrected(found[1], desk.verdicts.get((subject, None)))
    given = {key.removeprefix("field."): value for key, value in form.items() if key.startswith("field.")}
    value = correction(mark, given)
    # what does not fit the mark is said before it is put down
    corrected(found[1], judgement("correct", subject, by="-", at="-", value=value))
    return value


async def undo(request: Request) -> Response:
    """Take a judgement back: it stays in the record, out of force."""
    form = await _form(request)
    return _refused(request) if form is None else await run_in_threadpool(_undo, request, form)


def _undo(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    former = form.get("judgement", "")
    if former not in {j.id for j in standing(desk.judgements).values()}:
        return _back(form, "/review", fault=sentences.told(sentences.Sentence("desk.undone"), language_of(request)))
    # a judgement on the judgement: nothing is erased, and who took it back, and when, is kept like any other decision
    made = judgement("reject", former, by=user_of(request), at=_now(desk, former), supersedes=former)
    desk.write([made])
    return _back(form, "/review")


async def add_statement(request: Request) -> Response:
    """Add a statement that the reader missed."""
    form = await _form(request)
    return _refused(request) if form is None else await run_in_threadpool(_add_statement, request, form)


def _add_statement(request: Request, form: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    article = desk.view.article(cast(str, request.path_params["article"]))
    if article is None:
        return refused(request, 404, "desk.article")
    here = DeskLinks().article(article.id)
    try:
        name, value = missed_statement(article, form)
        desk.write(
            [
                judgement(
                    "correct",
                    name,
                    value=value,
                    by=user_of(request),
                    at=_now(desk, name),
                    why=form.get("why", "")[:2000],
                )
            ]
        )
    except TawaturError as fault:
        return RedirectResponse(f"{here}?{urlencode({'fault': fault.told(language_of(request))})}#add", 303)
    return RedirectResponse(f"{here}?mark={name}#panel", 303)


async def update(request: Request) -> Response:
    """Put the story together again, as it was judged."""
    form = await _form(request)
    if form is None:
        return _refused(request)
    try:
        await run_in_threadpool(_update, desk_of(request).location)
    except TawaturError as fault:
        return _back({}, "/review", fault=fault.told(language_of(request)))
    return _back(form, "/review")


def _update(location: str) -> None:
    from tawatur import api

    with Ledger(location) as ledger:
        api.reconcile(ledger)


async def _form(request: Request) -> Mapping[str, str] | None:
    """The fields of a form of this session; None where it is not ours, or longer than any of ours is."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            return None
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        return None
    fields = dict(pairs)
    return fields if form_is_ours(request, fields.get("token", "")) else None


def _refused(request: Request) -> Response:
    return refused(request, 403, "desk.form")


def _back(form: Mapping[str, str], otherwise: str, **told: str) -> Response:
    """Back to the page that the form stood on, if it is one of ours."""
    parts = urlsplit(form.get("back") or otherwise)
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("//")
    path, query = (parts.path, parts.query) if ours else (otherwise, "")
    kept = [piece for piece in query.split("&") if piece and not piece.startswith(("fault=", "done="))]
    asked = "&".join([*kept, *([urlencode(told)] if told else [])])
    return RedirectResponse(f"{path}{'?' + asked if asked else ''}", 303)


def _now(desk: Desk, subject: str, other: str | None = None) -> str:
    return moment(datetime.now(UTC), desk.judgements, subject, other)

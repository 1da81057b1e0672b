"""Positions on any question: a dispute, a claim, or words that somebody looks for."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import cast

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import Response

from tawatur.dossier.material import Material
from tawatur.dossier.views.positions import Question, claim_questions, dispute_questions, of_search
from tawatur.dossier.views.statements import statements
from tawatur.dossier.views.story import ClaimRow
from tawatur.dossier.views.story import claims as told_claims
from tawatur.errors import InputError
from tawatur.ledger import schema
from tawatur.ledger.search import find, parse_query
from tawatur.web.asked import asked_of, number_of
from tawatur.web.desk import LIST, Desk, Page, page_of
from tawatur.web.queries import Asked
from tawatur.web.render import MOST, desk_of, page
from tawatur.web.story_pages import missing
from tawatur.web.text_pages import statements_found
from tawatur.web.tongue import language_of

_ONE_PAGE = 10
_HITS, _CLAIMS = 25, 5
"""Articles looked through for the claims that answer a search, and how many of these are shown."""
_CLAIM_FEWEST = 2
"""A claim is a question where it has at least so many accounts."""
_ABOUT = ("dispute", "claim")


def positions_page(request: Request) -> Response:
    """Who stood where: on words that are looked for, or on the disputes and the claims."""
    asked = asked_of(request)
    text = request.query_params.get("q", "").strip()[:400]
    return _search(request, text, asked) if text else _list(request)


def question_page(request: Request) -> Response:
    """One question, whole."""
    desk, item = desk_of(request), cast(str, request.path_params["item"])
    kind = next((kind for kind in _ABOUT if item in desk.index.order.get(kind, ())), None)
    if kind is None:
        return missing(request)
    return _shown(request, *_questions(desk, kind, [item]), None, most=None)


def _list(request: Request) -> Response:
    desk = desk_of(request)
    about = request.query_params.get("about")
    kinds = (about,) if about in _ABOUT else _ABOUT
    named = [(kind, name) for kind in kinds for name in _names(desk, kind)]
    at = page_of([name for _, name in named], number_of(request), _ONE_PAGE)
    wanted = set(at.ids)
    questions: list[Question] = []
    material = desk.material(())
    for kind in kinds:
        some, found = _questions(desk, kind, [name for of, name in named if of == kind and name in wanted])
        questions += found
        material = dataclasses.replace(material, articles={**material.articles, **some.articles})
    return _shown(request, material, tuple(questions), at, about=about)


def _names(desk: Desk, kind: str) -> list[str]:
    index = desk.index
    names = index.order.get(kind, ())
    return [name for name in names if kind != "claim" or index.sizes.get(name, 0) >= _CLAIM_FEWEST]


def _questions(desk: Desk, kind: str, ids: list[str]) -> tuple[Material, tuple[Question, ...]]:
    if not ids:
        return desk.material(()), ()
    material = desk.story_material(kind, ids)
    return material, dispute_questions(material) if kind == "dispute" else claim_questions(material)


def _search(request: Request, text: str, asked: Asked) -> Response:
    desk = desk_of(request)
    narrowed, number = Asked(text=text, since=asked.since, until=asked.until), number_of(request)
    try:
        at, articles = desk.remember(
            f"{LIST}asked {number} {narrowed}", lambda: statements_found(desk, narrowed, number, speakers=True)
        )
        names = desk.remember(f"{LIST}claims {text}", lambda: _claims_holding(desk, text))
    except InputError as fault:
        return _shown(request, desk.material(()), (), None, text=text, fault=fault.told(language_of(request)))
    material = desk.material(articles, read=True)
    wanted = set(at.ids)
    found = told_claims(desk.story_material("claim", names))
    question = of_search(material, text, (row for row in statements(material) if row.id in wanted))
    return _shown(request, material, (question,) if question.positions else (), at, text=text, claims=found)


def _claims_holding(desk: Desk, text: str) -> list[str]:
    """Those claims whose quoted words answer a search, the best founded first: some of them."""
    query = parse_query(text, desk.view.words)
    hits = {hit.article for hit in desk.view.search(text, limit=_HITS)}
    texts = {article.id: article.text for article in desk.articles(hits)}
    place = schema.place.c
    rows = desk.view.rows(
        sa.select(place.id, place.article, place.start, place.end)
        .where(place.kind == "claim", place.article.in_(sorted(hits)))
        .order_by(place.id)
    )
    holding = {
        row.id for row in rows if find(query, row.article, texts[row.article][row.start : row.end], desk.view.words)
    }
    return [name for name in desk.index.order.get("claim", ()) if name in holding][:_CLAIMS]


def _shown(
    request: Request,
    material: Material,
    questions: tuple[Question, ...],
    at: Page | None,
    *,
    text: str = "",
    about: str | None = None,
    fault: str | None = None,
    claims: tuple[ClaimRow, ...] = (),
    most: int | None = MOST,
) -> Response:
    return page(
        request, "positions.html", current="positions", material=material,
        views=SimpleNamespace(questions=questions), at=at, text=text, about=about, fault=fault, claims=claims, most=most,
    )  # fmt: skip

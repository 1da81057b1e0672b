"""The interface at work: an address's answer as JSON with its ETag, and every fault as one sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tawatur.errors import InputError, LedgerError, TawaturError
from tawatur.web.rest.asked import Asked
from tawatur.web.rest.endpoints import Endpoint, endpoints
from tawatur.web.rest.openapi import BASE, document
from tawatur.web.rest.single import MissingError
from tawatur.web.tongue import language_of, refused, rest_refusal

_JSON = "application/json"


def routes() -> list[Route]:
    """The routes of all addresses, and of their description."""
    return [
        Route(f"{BASE}/openapi.json", _described),
        Route(BASE, _answering(endpoints()[0])),
        *(Route(BASE + endpoint.path, _answering(endpoint)) for endpoint in endpoints()),
        Route(BASE + "/{rest:path}", lambda request: refused(request, 404, "rest.address")),
    ]


def _described(request: Request) -> Response:
    return _answer(request, document())


def _answering(endpoint: Endpoint) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            given = request.query_params
            asked = Asked(endpoint.parameters, {key: given[key] for key in given if key != "token"}, request.url.path)
            return _answer(request, endpoint.answer(request.app.state.desk, asked, request.path_params.get("id", "")))
        except TawaturError as trouble:
            status = 404 if isinstance(trouble, MissingError) else 400 if isinstance(trouble, InputError) else 503
            if status == 503 and not isinstance(trouble, LedgerError):
                raise
            return rest_refusal(status, trouble.told(language_of(request)))

    answer.__name__ = endpoint.name
    return answer


def _answer(request: Request, value: object) -> Response:
    body = msgspec.json.encode(value)
    # weak: the bytes on the way may be packed
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "accept-language, cookie, authorization"}
    held = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if tag.removeprefix("W/") in held or "*" in held:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=_JSON)

"""The language that a browser has chosen, and what the desk refuses told in it."""

from __future__ import annotations

import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tawatur.messages import LANGUAGES, Language
from tawatur.messages.sentence import Sentence, told
from tawatur.web.rest.shapes import Error

LANGUAGE = "tawatur_language"
"""The cookie that holds the choice."""
REST = "/api/"
"""How the addresses for other programs begin: they are answered in JSON, in the language that the program prefers."""


def language_of(request: Request) -> Language:
    """The language chosen at this browser, or the first that a program prefers and we speak, else the desk's own."""
    own: Language = request.app.state.language
    asked = [request.cookies.get(LANGUAGE)]
    if is_rest(request):
        asked = [part.strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    return next((language for part in asked for language in LANGUAGES if language == part), own)


def is_rest(request: Request) -> bool:
    """Whether another program asks, and not a browser."""
    return request.url.path.startswith(REST)


def refused(request: Request, status: int, key: str, **values: object) -> Response:
    """The answer to what is not done: one sentence of the catalogue, in the reader's language."""
    sentence = told(Sentence(key, values), language_of(request))
    return rest_refusal(status, sentence) if is_rest(request) else plain(request, status, sentence)


def rest_refusal(status: int, sentence: str) -> Response:
    """A refusal for another program."""
    body = msgspec.json.encode(Error(status=status, error=sentence))
    return Response(body, status, media_type="application/json")


def plain(request: Request, status: int, sentence: str) -> Response:
    """One sentence as a page of its own, in the direction of its language."""
    language = language_of(request)
    page = Markup('<!DOCTYPE html><html lang="{}" dir="{}"><meta charset="utf-8"><title>{}</title><p>{}</p></html>\n')
    return HTMLResponse(page.format(language, "rtl" if language == "ar" else "ltr", status, sentence), status)

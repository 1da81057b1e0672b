"""The language that a browser has chosen, and what the desk refuses told in it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from tawatur.messages import LANGUAGES, Language
from tawatur.messages.sentence import Sentence, told

LANGUAGE = "tawatur_language"
"""The cookie that holds the choice."""


def language_of(request: Request) -> Language:
    """The language chosen at this browser, else the desk's own."""
    chosen = request.cookies.get(LANGUAGE)
    own: Language = request.app.state.language
    return next((language for language in LANGUAGES if language == chosen), own)


def refused(request: Request, status: int, key: str, **values: object) -> Response:
    """The answer to what is not done: one sentence of the catalogue, in the reader's language."""
    return PlainTextResponse(told(Sentence(key, values), language_of(request)) + "\n", status)

"""What a page's address asks for."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request

from tawatur.web.queries import Asked


def asked_of(request: Request) -> Asked:
    """The filter in an address; what cannot be read there is no filter."""
    get = request.query_params.get
    named = {"yes": True, "no": False}.get(get("named", ""))
    return Asked(
        speaker=_text(get("speaker")),
        kind=get("kind") if get("kind") in ("event", "commitment", "statement") else None,
        act=_text(get("act")),
        named=named,
        outlet=_text(get("outlet")),
        since=_day(get("since")),
        until=_day(get("until")),
        text=_text(get("text")),
    )


def number_of(request: Request) -> int:
    """The page's number in an address, from 1."""
    told = request.query_params.get("page", "1")
    return min(int(told), 1_000_000) if told.isascii() and told.isdigit() else 1


def _text(told: str | None) -> str | None:
    return (told or "").strip()[:400] or None


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None

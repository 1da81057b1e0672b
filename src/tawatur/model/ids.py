"""Identifiers are hashes of declared content: the same input has the same name on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

Part = str | int | float | bool | None

_SEPARATOR = "\x1f"


def content_id(kind: str, *parts: Part) -> str:
    """A 16-digit hexadecimal name for what `parts` say; `kind` keeps two kinds of thing apart.

    64 bits of SHA-256: among ten million things the chance that any two share a name is about 3e-6.
    """
    return _name(_SEPARATOR.join([kind, *["" if p is None else f"{type(p).__name__}:{p}" for p in parts]]))


def placed_id(kind: str, whose: str, places: Iterable[tuple[int, int] | None]) -> str:
    """The same as `content_id` of a text's name and of places in it, written at once since marks are many."""
    said = [f"int:{place[0]}\x1fint:{place[1]}" if place is not None else _SEPARATOR for place in places]
    return _name(_SEPARATOR.join([kind, f"str:{whose}", *said]))


def _name(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in full: what exports state so that positions can be trusted."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

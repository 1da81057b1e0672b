"""Identifiers are hashes of declared content: the same input has the same name on every machine."""

from __future__ import annotations

import hashlib

Part = str | int | float | bool | None

_SEPARATOR = "\x1f"


def content_id(kind: str, *parts: Part) -> str:
    """A 16-digit hexadecimal name for what `parts` say; `kind` keeps two kinds of thing apart.

    64 bits of SHA-256: among ten million things the chance that any two share a name is about 3e-6.
    """
    body = _SEPARATOR.join([kind, *["" if p is None else f"{type(p).__name__}:{p}" for p in parts]])
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in full: what exports state so that positions can be trusted."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

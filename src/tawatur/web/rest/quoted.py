"""Values as JSON with the words beside every span, so that any program can check and show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

import msgspec

Json = dict[str, object]


def quoted(value: object, texts: Mapping[str, str], article: str | None = None) -> object:
    """A value as JSON; spans count in the article that is named beside or above them, else in `article`."""
    return _quoted(msgspec.to_builtins(value), texts, article)


def articles_of(value: object) -> set[str]:
    """The articles that a value names in a field ``article``."""
    return set(_articles(msgspec.to_builtins(value)))


def _articles(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        named = value.get("article")
        if isinstance(named, str):
            yield named
        for inner in value.values():
            yield from _articles(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _articles(inner)


def _quoted(value: object, texts: Mapping[str, str], article: str | None) -> object:
    if isinstance(value, dict):
        if value.keys() == {"start", "end"}:
            place = cast("dict[str, int]", value)
            return {**place, "text": texts[article or ""][place["start"] : place["end"]]}
        named = value.get("article")
        inside = named if isinstance(named, str) else article
        return {key: _quoted(inner, texts, inside) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_quoted(inner, texts, article) for inner in value]
    return value

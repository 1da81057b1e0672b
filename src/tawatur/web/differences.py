"""Two texts beside each other: what they share, what only one has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\s+|\S+")
_LINE = re.compile(r"\n+|[^\n]+")
_BLOCK = 6000
_MOST_WORDS = 4000
"""Longer texts are compared line by line."""


@dataclass(frozen=True)
class Part:
    """A stretch of one or both texts."""

    kind: Literal["both", "first", "second"]
    text: str


def differences(first: str, second: str) -> tuple[Part, ...]:
    """Both texts in one: joined, the parts of kind both and first are the first text, of both and second the second."""
    pieces = _WORD
    if (
        max(len(first), len(second)) > 40_000
        or max(len(_WORD.findall(first)), len(_WORD.findall(second))) > _MOST_WORDS
    ):
        pieces = _LINE
    return tuple(_parts(pieces.findall(first), pieces.findall(second)))


def _parts(a: list[str], b: list[str]) -> Iterator[Part]:
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part("both", "".join(a[i:j]))
            continue
        if i < j:
            yield Part("first", "".join(a[i:j]))
        if k < m:
            yield Part("second", "".join(b[k:m]))


def in_blocks(parts: Iterable[Part]) -> tuple[tuple[Part, ...], ...]:
    """The parts by block, long ones cut, so that a browser need not lay out a very long text at once."""
    out: list[list[Part]] = [[]]
    size = 0
    for part in parts:
        for start in range(0, len(part.text), _BLOCK):
            piece = Part(part.kind, part.text[start : start + _BLOCK])
            if size >= _BLOCK:
                out.append([])
                size = 0
            out[-1].append(piece)
            size += len(piece.text)
    return tuple(tuple(block) for block in out)

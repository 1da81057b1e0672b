"""Versions of one page: what a silent edit changed, word by word."""

from __future__ import annotations

import difflib
import re
from typing import Literal

import msgspec

from tawatur.model.span import Span

_WORD = re.compile(r"\S+")


class Change(msgspec.Struct, frozen=True):
    """One change between two versions: where it was in the old text and where it is in the new one.

    `kind` is ``insert`` (old is null), ``delete`` (new is null) or ``replace``.
    """

    kind: Literal["insert", "delete", "replace"]
    old: Span | None
    new: Span | None


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """The changes from `old` to `new`, in order, on whole words; white space alone is no change.

    Spans count code points of the two texts. Both texts are paragraphs set off by empty lines; unchanged paragraphs
    are matched first, so that the time grows with what changed.
    """
    changes: list[Change] = []
    for a, b in _changed_passages(old, new):
        before, after = list(_WORD.finditer(old, *a)), list(_WORD.finditer(new, *b))
        matcher = difflib.SequenceMatcher(None, [w.group() for w in before], [w.group() for w in after], autojunk=False)
        for kind, a1, a2, b1, b2 in matcher.get_opcodes():
            if kind != "equal":
                changes.append(Change(kind, _cover(before[a1:a2]), _cover(after[b1:b2])))
    return tuple(changes)


def _changed_passages(old: str, new: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The runs of paragraphs that differ, as intervals of both texts."""
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = difflib.SequenceMatcher(
        None, [_plain(old, p) for p in before], [_plain(new, p) for p in after], autojunk=False
    )
    found = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind != "equal":
            found.append((_between(before, a1, a2), _between(after, b1, b2)))
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"[^\n]*\S[^\n]*", text)]


def _plain(text: str, place: tuple[int, int]) -> str:
    return " ".join(text[place[0] : place[1]].split())


def _between(places: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    return (places[first][0], places[last - 1][1]) if first < last else (0, 0)


def _cover(words: list[re.Match[str]]) -> Span | None:
    return Span(words[0].start(), words[-1].end()) if words else None

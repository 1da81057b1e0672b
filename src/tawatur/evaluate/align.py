"""Common ground for a raw text and the clean text that was read: the characters that are no white space.

The gold's words are found in the raw text. Each raw line is found again in the clean text; what stands in a line that
cleaning dropped has no place there, and so counts as missed.
"""

from __future__ import annotations

import re
from functools import cached_property

from tawatur.model.span import Span

Ground = frozenset[int]
"""Characters of the clean text, counted without white space; negative where the clean text lacks them."""

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LEAST_LINE = 40
"""A shorter line is found whole or not at all; of a longer one the tail is enough (a dateline was cut off)."""
_MOST_CUT, _LEAST_CUT, _LEAST_TAIL = 60, 4, 20


class Compact:
    """A text without white space, and where each character of the text stands in it."""

    def __init__(self, text: str) -> None:
        self.text = _INVISIBLE.sub("", text)
        self.index: list[int] = [0]
        for character in text:
            self.index.append(self.index[-1] + (not _INVISIBLE.match(character)))


class Alignment:
    """One raw text beside the clean text of a reading."""

    def __init__(self, raw: str, clean: str) -> None:
        self._raw = raw
        self._clean = clean

    @cached_property
    def _raw_index(self) -> list[int]:
        return Compact(self._raw).index

    @cached_property
    def _clean_compact(self) -> Compact:
        return Compact(self._clean)

    @cached_property
    def _across(self) -> dict[int, int]:
        """Raw to clean, both compact, for every raw line that was kept."""
        across: dict[int, int] = {}
        raw_at = clean_at = 0
        for line in self._raw.split("\n"):
            piece = _INVISIBLE.sub("", line)
            cut, found = self._kept(piece, clean_at)
            if found is not None:
                across.update((raw_at + i, found + i - cut) for i in range(cut, len(piece)))
                clean_at = max(clean_at, found + len(piece) - cut)
            raw_at += len(piece)
        return across

    def _kept(self, piece: str, after: int) -> tuple[int, int | None]:
        """How much of a line's beginning is lost, and where the rest stands in the clean text."""
        if not piece:
            return 0, None
        text = self._clean_compact.text
        for start in (after, 0):
            found = text.find(piece, start)
            if found >= 0:
                return 0, found
        if len(piece) > _LEAST_LINE:
            for cut in range(_LEAST_CUT, min(_MOST_CUT, len(piece) - _LEAST_TAIL)):
                found = text.find(piece[cut:], after)
                if found >= 0:
                    return cut, found
        return 0, None

    def place(self, words: str | None, nth: int = 1) -> int | None:
        """Where the n-th occurrence of some words begins in the raw text (the last one where there are fewer)."""
        starts = _occurrences(self._raw, words)
        return starts[min(nth, len(starts)) - 1] if starts else None

    def near(self, words: str | None, place: int | None) -> int | None:
        """Where the occurrence of some words that is nearest to a place begins in the raw text."""
        starts = _occurrences(self._raw, words)
        return min(starts, key=lambda s: abs(s - (place or 0))) if starts else None

    def gold(self, words: str | None, start: int | None) -> Ground:
        """The ground of words that begin at a place of the raw text; empty where there are none."""
        if not words or start is None:
            return frozenset()
        begin, end = self._raw_index[start], self._raw_index[start + len(words)]
        return frozenset(self._across[i] for i in range(begin, end) if i in self._across) or frozenset({-1 - begin})

    def read(self, *spans: Span | None) -> Ground:
        """The ground of spans in the clean text."""
        index = self._clean_compact.index
        return frozenset(i for span in spans if span for i in range(index[span.start], index[span.end]))


def share(a: Ground, b: Ground) -> float:
    """How much of two grounds is common: their intersection over their union."""
    return len(a & b) / len(a | b) if a and b else 0.0


def _occurrences(text: str, words: str | None) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(words), text)] if words else []

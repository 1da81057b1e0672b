"""What a text must hold for a pattern to fit anywhere in it, worked out from the pattern's notation.

Most rules are about words that most articles do not have. Here every symbol has one bit for each set of symbols that
some rule must have one of, so that the bits of all symbols of a text, joined, say which rules are worth a search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from tawatur.read.pattern import Pattern, symbols_of, tokens_of
from tawatur.read.units import Alphabet, Analysis

T = TypeVar("T")
_Symbols = frozenset[str]
_MOST_SYMBOLS = 600
"""Almost every text has one of a set with more symbols than this: it is not worth asking for."""


class Fitting(Generic[T]):
    """Patterns in order, each with whatever belongs to it; a text is searched for those only that may fit."""

    def __init__(self, patterns: Sequence[tuple[Pattern, T]], alphabet: Alphabet) -> None:
        bits: dict[_Symbols, int] = {}
        self._patterns: list[tuple[int, Pattern, T]] = []
        for pattern, what in patterns:
            wanted = 0
            for needed in needs_of(pattern.source, alphabet):
                wanted |= bits.setdefault(needed, 1 << len(bits))
            self._patterns.append((wanted, pattern, what))
        self._met: dict[str, int] = {}
        for needed, bit in bits.items():
            for symbol in needed:
                self._met[symbol] = self._met.get(symbol, 0) | bit

    def to(self, analysis: Analysis) -> Iterator[tuple[Pattern, T]]:
        """The patterns that may fit somewhere in a text."""
        met, bits_of = 0, self._met.get
        for symbol in analysis.present:
            met |= bits_of(symbol, 0)
        for wanted, pattern, what in self._patterns:
            if met & wanted == wanted:
                yield pattern, what


def needs_of(source: str, alphabet: Alphabet) -> list[_Symbols]:
    """Sets of symbols: all that a pattern matches has one of each. None of them where nothing is sure."""
    return _choice(list(tokens_of(source)), 0, alphabet)[0]


def _choice(tokens: list[tuple[str, str]], at: int, alphabet: Alphabet) -> tuple[list[_Symbols], int]:
    """What a choice between sequences needs, up to its closing bracket or the end: one of what its branches need."""
    branches: list[list[_Symbols]] = []
    while True:
        found, at = _sequence(tokens, at, alphabet)
        branches.append(found)
        if at == len(tokens) or tokens[at] != ("paren", "|"):
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    if not all(branches):
        return [], at
    either: _Symbols = frozenset().union(*(min(branch, key=len) for branch in branches))
    return [either] if len(either) <= _MOST_SYMBOLS else [], at


def _sequence(tokens: list[tuple[str, str]], at: int, alphabet: Alphabet) -> tuple[list[_Symbols], int]:
    """What all items of a sequence need that must be there; what is only looked at beside them is left out."""
    sequence: list[_Symbols] = []
    while at < len(tokens) and tokens[at] not in (("paren", "|"), ("paren", ")"), ("paren", "]")):
        kind, text = tokens[at]
        part: list[_Symbols] = []
        if kind in ("paren", "look"):
            part, at = _choice(tokens, at + 1, alphabet)
            part = [] if kind == "look" else part
        elif kind != "any":
            chosen = symbols_of(kind, text, alphabet)
            part = [frozenset(chosen)] if len(chosen) <= _MOST_SYMBOLS else []
        at += 1
        if at < len(tokens) and tokens[at][0] == "repeat":
            repeat = tokens[at][1]
            part = [] if repeat[0] in "?*" or repeat.startswith("{0") else part
            at += 1
        sequence += part
    return sequence, at

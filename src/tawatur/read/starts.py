"""Many patterns over one text: only those are tried at a unit that can begin with it.

A pattern that may begin with parts that need not be there gives a regular expression nothing to search by, so that it
would be tried at every unit. Here the symbols that each pattern can begin with are worked out once from its notation,
and one search over all of them finds the few units where anything can begin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from tawatur.read.pattern import TOKEN, Match, Pattern, match_of, symbol_set
from tawatur.read.units import Alphabet, Analysis

T = TypeVar("T")

_First = tuple[frozenset[str], bool]
"""The symbols that something can begin with, and whether it may be empty."""


class Starts(Generic[T]):
    """Compiled patterns, each with whatever belongs to it, by the symbols that they can begin with."""

    def __init__(self, patterns: Sequence[tuple[Pattern, T]], alphabet: Alphabet) -> None:
        by_symbol: dict[str, list[tuple[Callable[[str, int], re.Match[str] | None], T]]] = {}
        for pattern, what in patterns:
            for symbol in first_symbols(pattern.source, alphabet):
                by_symbol.setdefault(symbol, []).append((pattern.regex.match, what))
        self._by_symbol = {symbol: tuple(found) for symbol, found in by_symbol.items()}
        self._any = re.compile(f"[{re.escape(''.join(sorted(by_symbol)))}]") if by_symbol else re.compile(r"(?!)")

    def matches(self, analysis: Analysis) -> Iterator[tuple[Match, T]]:
        """Every pattern's match at every unit where it has one, left to right."""
        symbols = analysis.symbols
        for place in self._any.finditer(symbols):
            at = place.start()
            for match_at, what in self._by_symbol[symbols[at]]:
                found = match_at(symbols, at)
                if found is not None and found.end() > at:
                    yield match_of(analysis, found), what


def first_symbols(source: str, alphabet: Alphabet) -> frozenset[str]:
    """The symbols that a pattern can begin with."""
    tokens = [(kind, text) for kind, text in _tokens(source) if kind is not None]
    (symbols, empty), _ = _choice(tokens, 0, alphabet)
    return frozenset(alphabet.all) if empty else symbols


def _tokens(source: str) -> Iterator[tuple[str | None, str]]:
    at = 0
    while at < len(source):
        token = TOKEN.match(source, at)
        if token is None:
            return
        at = token.end()
        if token.lastgroup != "name":
            yield token.lastgroup, token.group()


def _choice(tokens: list[tuple[str, str]], at: int, alphabet: Alphabet) -> tuple[_First, int]:
    """What a choice between sequences can begin with, up to its closing bracket or the end."""
    symbols: set[str] = set()
    empty = False
    while True:
        (found, may_be_empty), at = _sequence(tokens, at, alphabet)
        symbols |= found
        empty = empty or may_be_empty
        if at < len(tokens) and tokens[at] == ("paren", "|"):
            at += 1
            continue
        return (frozenset(symbols), empty), at


def _sequence(tokens: list[tuple[str, str]], at: int, alphabet: Alphabet) -> tuple[_First, int]:
    symbols: set[str] = set()
    empty = True
    while at < len(tokens) and tokens[at] not in (("paren", "|"), ("paren", ")"), ("paren", "]")):
        kind, text = tokens[at]
        first: _First
        if kind in ("paren", "look"):
            first, at = _choice(tokens, at + 1, alphabet)
            if kind == "look":
                first = frozenset(), True
        elif kind == "any":
            first = frozenset(alphabet.all), False
        else:
            condition = f"={text[1:-1]}" if kind == "literal" else text[1:-1]
            first = frozenset(symbol_set(condition, alphabet)), False
        at += 1
        optional = False
        if at < len(tokens) and tokens[at][0] == "repeat":
            optional = tokens[at][1][0] in "?*" or tokens[at][1].startswith("{0")
            at += 1
        if empty:
            symbols |= first[0]
        empty = empty and (first[1] or optional)
    return (frozenset(symbols), empty), at

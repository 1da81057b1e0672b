"""Many patterns over one text: only those are tried at a unit that can begin with it and go on with the next one.

A pattern that may begin with parts that need not be there gives a regular expression nothing to search by, so that it
would be tried at every unit. Here the symbols that each pattern can begin with, and those that can stand second, are
worked out once from its notation; one search over all first ones finds the few units where anything can begin, and
the two symbols there say which patterns are worth a try (one in five of those that the first alone would leave).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from tawatur.read.pattern import Match, Pattern, match_of, symbols_of, tokens_of
from tawatur.read.units import Alphabet, Analysis

T = TypeVar("T")

_KEPT_PAIRS = 1 << 16

_Symbols = frozenset[str]
_Try = tuple[Callable[[str, int], re.Match[str] | None], T]
_Begun = tuple[bool, tuple[_Symbols, ...], _Try[T]]
"""Whether a symbol is enough to begin a pattern, the sets of which one must follow if not, and the pattern."""


class Opening(NamedTuple):
    """How what a pattern matches can begin: with nothing, with one symbol and no more, with two symbols."""

    empty: bool
    alone: _Symbols
    pairs: tuple[tuple[_Symbols, _Symbols], ...]

    def first(self) -> _Symbols:
        """The symbols that can stand first."""
        return self.alone.union(*(first for first, _ in self.pairs))

    def then(self, other: Opening) -> Opening:
        """How the one with the other behind it can begin."""
        pairs = self.pairs + (other.pairs if self.empty else ())
        if self.alone and other.first():
            pairs += ((self.alone, other.first()),)
        alone = (self.alone if other.empty else _NONE) | (other.alone if self.empty else _NONE)
        return Opening(self.empty and other.empty, alone, pairs)

    def either(self, other: Opening) -> Opening:
        """How the one or the other can begin."""
        return Opening(self.empty or other.empty, self.alone | other.alone, self.pairs + other.pairs)


_NONE: _Symbols = frozenset()
_EMPTY = Opening(empty=True, alone=_NONE, pairs=())
_NOTHING = Opening(empty=False, alone=_NONE, pairs=())


class Starts(Generic[T]):
    """Compiled patterns, each with whatever belongs to it, by the symbols that they can begin with."""

    def __init__(self, patterns: Sequence[tuple[Pattern, T]], alphabet: Alphabet) -> None:
        openings = [(opening(p.source, alphabet), (p.regex.match, what)) for p, what in patterns]
        self._any = _search([begins for begins, _ in openings], alphabet)
        self._openings = [(begins.first(), begins, tried) for begins, tried in openings]
        self._by_first: dict[str, tuple[_Begun[T], ...]] = {}
        self._by_pair: dict[str, tuple[_Try[T], ...]] = {}

    def matches(self, analysis: Analysis) -> Iterator[tuple[Match, T]]:
        """Every pattern's match at every unit where it has one, left to right."""
        symbols, by_pair = analysis.symbols, self._by_pair
        for place in self._any.finditer(symbols):
            at = place.start()
            pair = symbols[at : at + 2]
            tries = by_pair.get(pair)
            if tries is None:
                tries = self._learnt(pair)
            for match_at, what in tries:
                found = match_at(symbols, at)
                if found is not None and found.end() > at:
                    yield match_of(analysis, found), what

    def _learnt(self, pair: str) -> tuple[_Try[T], ...]:
        """The patterns that may fit where these two symbols stand (one at the end of a text)."""
        if len(self._by_pair) >= _KEPT_PAIRS:
            self._by_pair.clear()
        one, two = pair[0], pair[1:]
        begun = self._by_first.get(one)
        if begun is None:
            begun = self._by_first[one] = self._begun(one)
        found = self._by_pair[pair] = tuple(
            tried for alone, seconds, tried in begun if alone or any(two in second for second in seconds)
        )
        return found

    def _begun(self, one: str) -> tuple[_Begun[T], ...]:
        """The patterns that a symbol may begin: new pairs of one symbol are many and then cost little."""
        return tuple(
            (
                begins.empty or one in begins.alone,
                tuple(second for first, second in begins.pairs if one in first),
                tried,
            )
            for every, begins, tried in self._openings
            if begins.empty or one in every
        )


def _search(openings: Sequence[Opening], alphabet: Alphabet) -> re.Pattern[str]:
    """What finds the units where anything can begin: a first symbol that may stand alone, or that a second follows."""
    first: set[str] = set()
    alone: set[str] = set()
    second: set[str] = set()
    for begins in openings:
        first |= set(alphabet.all) if begins.empty else begins.first()
        alone |= set(alphabet.all) if begins.empty else begins.alone
    for begins in openings:
        second.update(*(then for one, then in begins.pairs if not one <= alone))
    return re.compile(f"{_set(first)}(?:(?<={_set(alone)})|(?={_set(second)}))" if first else r"(?!)")


def _set(symbols: set[str]) -> str:
    return f"[{re.escape(''.join(sorted(symbols)))}]" if symbols else "(?!)"


def opening(source: str, alphabet: Alphabet) -> Opening:
    """How a pattern can begin; what it only looks at (its conditions on neighbours) narrows nothing."""
    return _choice(list(tokens_of(source)), 0, alphabet)[0]


def _choice(tokens: list[tuple[str, str]], at: int, alphabet: Alphabet) -> tuple[Opening, int]:
    """How a choice between sequences can begin, up to its closing bracket or the end."""
    choice = _NOTHING
    while True:
        found, at = _sequence(tokens, at, alphabet)
        choice = choice.either(found)
        if at < len(tokens) and tokens[at] == ("paren", "|"):
            at += 1
            continue
        return choice, at


def _sequence(tokens: list[tuple[str, str]], at: int, alphabet: Alphabet) -> tuple[Opening, int]:
    sequence = _EMPTY
    while at < len(tokens) and tokens[at] not in (("paren", "|"), ("paren", ")"), ("paren", "]")):
        kind, text = tokens[at]
        if kind in ("paren", "look"):
            part, at = _choice(tokens, at + 1, alphabet)
            if kind == "look":
                part = _EMPTY
        elif kind == "any":
            part = Opening(empty=False, alone=frozenset(alphabet.all), pairs=())
        else:
            part = Opening(empty=False, alone=frozenset(symbols_of(kind, text, alphabet)), pairs=())
        at += 1
        if at < len(tokens) and tokens[at][0] == "repeat":
            repeat = tokens[at][1]
            part = _repeated(part, once=repeat[0] == "?", none=repeat[0] in "?*" or repeat.startswith("{0"))
            at += 1
        sequence = sequence.then(part)
    return sequence, at


def _repeated(part: Opening, *, once: bool, none: bool) -> Opening:
    more = part if once else part.either(part.then(part))
    return more.either(_EMPTY) if none else more

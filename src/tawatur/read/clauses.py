"""Clauses: the stretch of words around one word that says one thing.

A clause begins behind a stop or colon, at a complementiser, relative or subordinator, and where a conjunction or a
comma stands before a finite verb (the pack's `rules/clauses.toml`); it runs up to the next beginning. Commas between
nouns set no bounds, since appositions and lists stand between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from tawatur.language.pack import Pack
from tawatur.read.analyse import analyser
from tawatur.read.pattern import Pattern
from tawatur.read.units import Analysis


@dataclass(frozen=True)
class Clauses:
    """The clauses of one text."""

    starts: tuple[int, ...]
    """The first unit of each clause, ascending; the first is 0."""
    main: tuple[int, ...]
    """Those of them that begin a clause of its own, not one that depends on what stands before it."""
    count: int
    """How many units the text has."""

    def around(self, index: int) -> range:
        """The units of the clause that a unit stands in."""
        place = self.number(index)
        last = self.starts[place + 1] if place + 1 < len(self.starts) else self.count
        return range(self.starts[place], last)

    def number(self, index: int) -> int:
        """Which clause a unit stands in, counted from 0: the distance of two clauses is the difference of these."""
        return bisect_right(self.starts, index) - 1

    def with_dependents(self, index: int) -> range:
        """The units of the main clause that a unit stands in, with the clauses that depend on it."""
        place = bisect_right(self.main, index) - 1
        last = self.main[place + 1] if place + 1 < len(self.main) else self.count
        return range(self.main[place], last)


def clauses_of(analysis: Analysis) -> Clauses:
    """The clauses of a text, worked out once for all stages."""
    return analysis.once(_clauses)


def _clauses(analysis: Analysis) -> Clauses:
    """In time linear in the text's length."""
    main = {0, *(sentence.start for sentence in analysis.sentences)}
    dependent: set[int] = set()
    for regex, depends in _openings(analysis.pack):
        for found in regex.finditer(analysis.symbols):
            (dependent if depends else main).add(found.start("at"))
    return Clauses(tuple(sorted(main | dependent)), tuple(sorted(main)), len(analysis.units))


@cache
def _openings(pack: Pack) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The compiled rules, and whether the clause that each opens depends on the one before."""
    alphabet = analyser(pack).alphabet
    return tuple(
        (Pattern(rule.pattern, alphabet).regex, rule.fields.get("dependent") is True) for rule in pack.rules["clauses"]
    )

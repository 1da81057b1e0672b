"""What stands beside numbers: about, more than, at least, at most, percent; from the pack's rules."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from tawatur.language.pack import Pack
from tawatur.read.pattern import Pattern
from tawatur.read.starts import Starts
from tawatur.read.units import Alphabet, Analysis

Mood = Literal["approx", "min", "max", "percent"]


class Modifier(msgspec.Struct, frozen=True, gc=False):
    """Words beside a number, in unit indices, and how they mean it."""

    first: int
    last: int
    how: str
    rule: str


class Beside(msgspec.Struct, frozen=True):
    """All modifiers of a text: those before a number by the unit behind them, those after by their first unit."""

    before: dict[int, Modifier]
    after: dict[int, Modifier]


class _Rule(msgspec.Struct, frozen=True):
    name: str
    side: str
    how: str


@cache
def _rules(pack: Pack, alphabet: Alphabet) -> Starts[_Rule]:
    rules = [
        (Pattern(rule.pattern, alphabet), _Rule(rule.name, str(rule.fields["side"]), str(rule.fields["how"])))
        for rule in pack.rules["figures"]
    ]
    return Starts(rules, alphabet)


def modifiers(analysis: Analysis) -> Beside:
    """The modifiers of a text; where two share a place the longer."""
    before: dict[int, Modifier] = {}
    after: dict[int, Modifier] = {}
    for match, rule in _rules(analysis.pack, analysis.alphabet).matches(analysis):
        found = Modifier(match.first, match.last, rule.how, rule.name)
        side, key = (before, match.last) if rule.side == "before" else (after, match.first)
        old = side.get(key)
        if old is None or old.last - old.first < found.last - found.first:
            side[key] = found
    return Beside(before, after)

"""The pack's rules of time: compiled once, run over an article, overlaps settled."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

import msgspec

from tawatur.errors import PackError
from tawatur.language.pack import Pack
from tawatur.read.pattern import Match, Pattern
from tawatur.read.starts import Starts
from tawatur.read.times.builders import BUILDERS
from tawatur.read.times.form import Form
from tawatur.read.units import Alphabet, Analysis

_PIECE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class TimeRule:
    """One compiled rule."""

    name: str
    order: int
    pattern: Pattern
    build: Callable[[Match], Form | None] | None
    """None for a rule that only keeps its words from being read as a time."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A place that a rule takes for a time, in unit indices; `form` is None where it is none."""

    first: int
    last: int
    order: int
    rule: str
    form: Form | None


def expanded(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with the pack's named pieces put in; raises PackError for a piece that is not there."""
    for _ in range(4):
        if not _PIECE.search(pattern):
            return pattern
        try:
            pattern = _PIECE.sub(lambda found: parts[found.group(1)], pattern)
        except KeyError as fault:
            raise PackError("pack.piece", piece=fault) from None
    return pattern


@cache
def time_rules(pack: Pack, alphabet: Alphabet) -> tuple[TimeRule, ...]:
    """The rules of a pack, in the order of its file."""
    parts = cast(dict[str, str], pack.table("times")["parts"])
    return tuple(
        TimeRule(
            name=rule.name,
            order=order,
            pattern=Pattern(expanded(rule.pattern, parts), alphabet),
            build=None if rule.fields["how"] == "none" else BUILDERS[str(rule.fields["how"])],
        )
        for order, rule in enumerate(pack.rules["times"])
    )


def candidates(analysis: Analysis) -> list[Candidate]:
    """The places that stand once overlaps are settled, left to right: the longest, then the first rule's.

    What a match's words say is worked out only where its place is still free.
    """
    found = sorted(
        _starts(analysis.pack, analysis.alphabet).matches(analysis),
        key=lambda found: (found[0].first - found[0].last, found[1].order, found[0].first),
    )
    taken = bytearray(len(analysis.units))
    kept = []
    for match, rule in found:
        first, last = match.first, match.last
        if any(taken[first:last]):
            continue
        form = rule.build(match) if rule.build is not None else None
        if form is not None or rule.build is None:
            taken[first:last] = b"\x01" * (last - first)
            kept.append(Candidate(first, last, rule.order, rule.name, form))
    return sorted(kept, key=lambda candidate: candidate.first)


@cache
def _starts(pack: Pack, alphabet: Alphabet) -> Starts[TimeRule]:
    return Starts([(rule.pattern, rule) for rule in time_rules(pack, alphabet)], alphabet)

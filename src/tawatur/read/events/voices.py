"""Who speaks where: the statements around each unit of a text."""

from __future__ import annotations

from collections import defaultdict

from tawatur.model.marks import Statement
from tawatur.read.events.days import units_of
from tawatur.read.found import Found
from tawatur.read.units import Analysis

_STRETCH = 32
"""Units of a stretch of text by which contents are looked up, so that a long article costs no more a place."""

_Held = tuple[int, int, int, int, Statement]
"""The first unit of a content and the one behind it, its length and its statement's number and self."""


class Voices:
    """The statements of one article, found by the units that their contents hold."""

    def __init__(self, analysis: Analysis, found: Found) -> None:
        self._near: dict[int, list[_Held]] = defaultdict(list)
        self.starting: dict[int, list[tuple[int, Statement]]] = defaultdict(list)
        """For each sentence the statements whose content begins in it, with the unit where it does."""
        for number, statement in enumerate(found.statements):
            begin = 0
            for place, content in enumerate(statement.contents):
                first, last = units_of(analysis, content)
                begin = begin if place else first
                held = (first, last, len(content), number, statement)
                for stretch in range(first // _STRETCH, (last - 1) // _STRETCH + 1):
                    self._near[stretch].append(held)
            self.starting[analysis.sentence_of[begin]].append((begin, statement))

    def at(self, index: int) -> list[Statement]:
        """The statements around a unit, the innermost first; none where the author speaks."""
        near = self._near.get(index // _STRETCH)
        if near is None:
            return []
        found = [held for held in near if held[0] <= index < held[1]]
        return [held[4] for held in sorted(found, key=_size)]


def _size(held: _Held) -> tuple[int, int]:
    return held[2:4]

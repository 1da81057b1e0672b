"""Who speaks where: the statements around each unit of a text."""

from __future__ import annotations

from collections import defaultdict

from tawatur.model.marks import Statement
from tawatur.read.events.days import units_of
from tawatur.read.units import Analysis


class Voices:
    """The statements of one article, found by the units that their contents hold."""

    def __init__(self, analysis: Analysis, statements: tuple[Statement, ...]) -> None:
        self._holding: dict[int, list[tuple[int, int, Statement]]] = defaultdict(list)
        self.starting: dict[int, list[tuple[int, Statement]]] = defaultdict(list)
        """For each sentence the statements whose content begins in it, with the unit where it does."""
        for number, statement in enumerate(statements):
            for content in statement.contents:
                first, last = units_of(analysis, content)
                held = (len(content), number, statement)
                for index in range(first, last):
                    self._holding[index].append(held)
            first = units_of(analysis, statement.contents[0])[0]
            self.starting[analysis.sentence_of[first]].append((first, statement))

    def at(self, index: int) -> list[Statement]:
        """The statements around a unit, the innermost first; none where the author speaks."""
        found = self._holding.get(index)
        return [statement for _, _, statement in sorted(found, key=_size)] if found else []


def _size(found: tuple[int, int, Statement]) -> tuple[int, int]:
    return found[:2]

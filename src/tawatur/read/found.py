"""What the earlier stages found in an article, for the stages that build on it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tawatur.model.marks import Figure, Name, Statement, Time
from tawatur.model.span import Span

_STRETCH = 256
"""Characters of a stretch of text by which contents are looked up, so that a long article costs no more a place."""


@dataclass(frozen=True)
class Found:
    """The marks that events and commitments are built from."""

    times: tuple[Time, ...]
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    statements: tuple[Statement, ...]

    def statements_at(self, place: int) -> list[Statement]:
        """The statements whose contents hold a place of the text, the innermost first; none where the author speaks."""
        near = self._contents.get(place // _STRETCH, ())
        holding = [(len(content), statement) for content, statement in near if place in content]
        return [statement for _, statement in sorted(holding, key=lambda held: held[0])]

    def beginning_in(self, start: int, end: int) -> list[Statement]:
        """The statements whose content begins at or behind `start` and before `end`, by that place."""
        first = bisect_left(self._begins, start, key=lambda begun: begun[0])
        last = bisect_left(self._begins, end, key=lambda begun: begun[0])
        return [self.statements[number] for _, number in self._begins[first:last]]

    @cached_property
    def _begins(self) -> list[tuple[int, int]]:
        """Where each statement's content begins, with the statement's number."""
        return sorted((statement.contents[0].start, number) for number, statement in enumerate(self.statements))

    @cached_property
    def _contents(self) -> Mapping[int, list[tuple[Span, Statement]]]:
        """The contents of statements by the stretches that they touch."""
        out: dict[int, list[tuple[Span, Statement]]] = defaultdict(list)
        for statement in self.statements:
            for content in statement.contents:
                for stretch in range(content.start // _STRETCH, (content.end - 1) // _STRETCH + 1):
                    out[stretch].append((content, statement))
        return out

"""What the earlier stages found in an article, for the stages that build on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from tawatur.model.marks import Figure, Name, Statement, Time
from tawatur.read.units import Analysis

T = TypeVar("T")


@dataclass(frozen=True)
class Found:
    """The marks that events and commitments are built from."""

    times: tuple[Time, ...]
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    statements: tuple[Statement, ...]
    _made: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: Callable[[Analysis, Found], T], analysis: Analysis) -> T:
        """What a function works out of a text and the marks found in it, made once for both stages."""
        if make not in self._made:
            self._made[make] = make(analysis, self)
        return cast(T, self._made[make])

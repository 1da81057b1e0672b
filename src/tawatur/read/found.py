"""What the earlier stages found in an article, for the stages that build on it."""

from __future__ import annotations

from dataclasses import dataclass

from tawatur.model.marks import Figure, Name, Statement, Time


@dataclass(frozen=True)
class Found:
    """The marks that events and commitments are built from."""

    times: tuple[Time, ...]
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    statements: tuple[Statement, ...]

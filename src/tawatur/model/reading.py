"""A reading: all that one reader found in one article."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tawatur.model.marks import Cause, Commitment, Event, Figure, Mark, Name, Statement, Time


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Who read: the reader's name and the version of the language pack, for instance ``rules`` and ``ar 0.1.0``."""

    name: str
    pack: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The marks of one article, each kind in the order of its place in the text."""

    article: str
    """The article's id."""
    reader: Reader
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    names: tuple[Name, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    causes: tuple[Cause, ...] = ()

    def marks(self) -> Iterator[Mark]:
        """All marks, kind by kind."""
        yield from self.statements
        yield from self.times
        yield from self.figures
        yield from self.names
        yield from self.events
        yield from self.commitments
        yield from self.causes

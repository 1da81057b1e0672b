"""One article as the search for statements sees it: its units with quotes, times and names laid over them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from tawatur.model.article import Article
from tawatur.model.marks import Name, Time
from tawatur.model.span import Span
from tawatur.read.names import Roster, roster
from tawatur.read.statements.quotes import Quotes, pair_quotes
from tawatur.read.statements.vocabulary import Unions, Vocabulary, vocabulary
from tawatur.read.units import Analysis, Unit


@dataclass(frozen=True)
class Scene:
    """What every step of the search reads; nothing in it changes."""

    analysis: Analysis
    article: Article
    words: Vocabulary
    quotes: Quotes
    roster: Roster
    times: dict[int, tuple[int, Time]] = field(repr=False)
    """By the first unit of a time: the unit behind it, and the mark."""
    in_time: frozenset[int] = field(repr=False)
    names: dict[int, tuple[int, Name]] = field(repr=False)
    """By the first unit of a name: the unit behind it, and the mark."""
    in_name: dict[int, Name] = field(repr=False)

    units: tuple[Unit, ...] = field(repr=False)
    signs: tuple[str, ...] = field(repr=False)
    unions: Unions = field(repr=False)
    sets: dict[str, frozenset[str]] = field(repr=False)
    size: int

    def is_(self, index: int, cls: str) -> bool:
        """Whether a unit belongs to a class; False outside the text."""
        return 0 <= index < self.size and self.signs[index] in self.sets[cls]

    def any(self, index: int, *classes: str) -> bool:
        """Whether a unit belongs to one of the classes."""
        return 0 <= index < self.size and self.signs[index] in self.unions[classes]

    def first(self, cls: str, first: int, last: int) -> int | None:
        """The first of the units ``[first, last)`` that belongs to a class; None where none does."""
        having, signs = self.sets[cls], self.signs
        for index in range(max(first, 0), min(last, self.size)):
            if signs[index] in having:
                return index
        return None

    def shape(self, index: int) -> frozenset[str]:
        """The shapes of a word; empty outside the text."""
        return self.words.kind(self.units[index]) if 0 <= index < self.size else frozenset()

    def sentence(self, index: int) -> range:
        """The sentence around a unit."""
        return self.analysis.sentences[self.analysis.sentence_of[index]]

    def paragraph(self, index: int) -> range:
        """The paragraph around a unit."""
        place = bisect_right(self.analysis.paragraphs, index, key=lambda paragraph: paragraph.start) - 1
        return self.analysis.paragraphs[max(place, 0)]

    def span(self, first: int, last: int) -> Span:
        """The place of the units ``[first, last)``."""
        return self.analysis.span(first, last)

    def unit_at(self, place: int) -> int:
        """The first unit that starts at or behind a place of the text."""
        return bisect_left(self.analysis.starts, place)


def scene(analysis: Analysis, article: Article, names: tuple[Name, ...], times: tuple[Time, ...]) -> Scene:
    """Lay quotes, times and names over the units."""
    starts = analysis.starts
    time_at: dict[int, tuple[int, Time]] = {}
    in_time: set[int] = set()
    for time in times:
        first, last = bisect_left(starts, time.span.start), bisect_left(starts, time.span.end)
        time_at[first] = (last, time)
        in_time.update(range(first, last))
    name_at: dict[int, tuple[int, Name]] = {}
    in_name: dict[int, Name] = {}
    for name in names:
        first, last = bisect_left(starts, name.span.start), bisect_left(starts, name.span.end)
        if first not in name_at or name_at[first][0] < last:
            name_at[first] = (last, name)
        for index in range(first, last):
            in_name[index] = name
    words = vocabulary(analysis.pack, analysis.alphabet)
    return Scene(
        analysis=analysis,
        article=article,
        words=words,
        quotes=pair_quotes(analysis),
        roster=roster(analysis, names),
        times=time_at,
        in_time=frozenset(in_time),
        names=name_at,
        in_name=in_name,
        units=analysis.units,
        signs=analysis.signs,
        unions=words.unions,
        sets=words.sets,
        size=len(analysis.symbols),
    )

"""What the finders of names work on and hand to each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from tawatur.model.marks import NameKind
from tawatur.read.names.words import Words, words_of
from tawatur.read.units import Analysis, Unit


@dataclass(frozen=True)
class Text:
    """One analysed text with the name bits of its units."""

    analysis: Analysis
    words: Words
    masks: Sequence[int]
    size: int

    @classmethod
    def of(cls, analysis: Analysis) -> Text:
        """The text of an analysis, made once for all that ask for it."""
        return analysis.once(_text)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units of the text."""
        return self.analysis.units

    @cached_property
    def keys(self) -> list[str]:
        """The key of every unit."""
        return [unit.key for unit in self.units]

    def standing(self, words: Collection[str]) -> list[int]:
        """Where some words stand, by their keys."""
        return [place for place, key in enumerate(self.keys) if key in words]

    def has(self, index: int, bits: int) -> bool:
        """Whether a unit has one of the bits; False outside the text."""
        return 0 <= index < self.size and self.masks[index] & bits != 0

    def surface(self, first: int, last: int) -> str:
        """The words of the units `first` up to `last` as they stand."""
        return self.analysis.text[self.units[first].start : self.units[last - 1].end]


def _text(analysis: Analysis) -> Text:
    words = words_of(analysis.pack, analysis.alphabet)
    return Text(analysis, words, words.masks(analysis), len(analysis.signs))


class Draft(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A name found, in unit indices, before its canonical form is known."""

    first: int
    last: int
    """Behind the last unit."""
    kind: NameKind
    rule: str
    actor: str = ""
    """The canonical form that the pack knows for it; empty where it knows none."""
    country: str | None = None
    office: tuple[int, int] | None = None
    """For a person: the units of the office that the text gives here."""
    head: str = ""
    """For a body: the word that opens its name, folded; for an office: the masculine singular of its head."""


@dataclass
class Drafts:
    """The names found so far; a place in the text belongs to one name, save that an office may hold other names."""

    found: list[Draft] = field(default_factory=list)
    taken: dict[int, Draft] = field(default_factory=dict)
    offices: list[Draft] = field(default_factory=list)
    titled: int = 0
    """Behind the last title: what lies before is part of it."""
    _numbers: dict[Draft, int] = field(default_factory=dict)
    """Where each name stands in `found`, if none before it was dropped since."""

    def absorb(self, draft: Draft) -> bool:
        """Keep a name and drop those that lie within it: "council … for the tribes of X" holds the tribes."""
        inside = {
            self.taken[place].first: self.taken[place]
            for place in range(draft.first, draft.last)
            if place in self.taken
        }
        if any(other.first <= draft.first or other.last > draft.last for other in inside.values()):
            return False
        for other in inside.values():
            self.drop(other)
        return self.add(draft)

    def drop(self, draft: Draft) -> None:
        """Forget a name."""
        self.found.remove(draft)
        for place in range(draft.first, draft.last):
            del self.taken[place]

    def add(self, draft: Draft) -> bool:
        """Keep a name if none of its units belongs to another one yet."""
        places = range(draft.first, draft.last)
        if not self.taken.keys().isdisjoint(places):
            return False
        self._numbers[draft] = len(self.found)
        self.found.append(draft)
        for place in places:
            self.taken[place] = draft
        return True

    def put(self, old: Draft, new: Draft) -> None:
        """Put a name in the place of one that stands there."""
        number = self._numbers.pop(old, len(self.found))
        if number >= len(self.found) or self.found[number] is not old:
            number = self.found.index(old)  # others before it were dropped
        self.found[number] = new
        self._numbers[new] = number
        for place in range(new.first, new.last):
            self.taken[place] = new


def plain(text: Text, first: int, last: int) -> str:
    """The words of some units without quotation marks and signs, one blank between words."""
    flags = text.words.flags
    out: list[str] = []
    for place in range(first, last):
        unit = text.units[place]
        if text.has(place, flags["mark"]):
            continue
        word = text.analysis.text[unit.start : unit.end]
        if unit.definite and unit.attached and unit.space is False and place == first:
            word = text.words.with_article(word)
        if unit.attached and out:
            out[-1] += word
        else:
            out.append(word)
    return " ".join(" ".join(out).split())

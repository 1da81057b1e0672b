"""Units: the pieces of a text that patterns run over, and the classes that each belongs to.

A word is one unit, each particle attached in front of it another, a lexicon phrase of several words one,
a number, a punctuation mark and a paragraph break one each. Every unit has one symbol, a character that stands for
its set of classes; a pattern over classes is then a regular expression over symbols and runs in C.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

import msgspec

from tawatur.language.lexicon import Entry
from tawatur.language.pack import Pack
from tawatur.model.span import Span

Classes = frozenset[str]
T = TypeVar("T")

_FIRST_SYMBOL = 0x3400
"""Symbols are code points that mean nothing but their class set.

They lie inside the basic plane, where a regular expression looks a character up in a table; above it, it would try
the members of a class one by one (58 times slower, measured with 430 of 3,000 symbols).
"""
_SURROGATES = 0xD800
_BEHIND_SURROGATES = 0x800

_NUMBER_SHAPES: tuple[Classes, ...] = tuple(
    frozenset({"number", shape}) for shape in ("n2", "n3", "n4", "long", "grouped", "decimal", "numdate", "clock")
)


_NOTHING: frozenset[str] = frozenset()


class Alphabet:
    """One symbol for every set of classes that the pack's words can have; fixed when the pack is loaded."""

    def __init__(self, sets: Iterable[Classes]) -> None:
        self.sets: tuple[Classes, ...] = tuple(sorted(set(sets), key=sorted))
        self._symbols = {classes: _symbol(i) for i, classes in enumerate(self.sets)}
        self._members: dict[str, str] = {}
        members: dict[str, list[str]] = {}
        for classes, symbol in self._symbols.items():
            for cls in classes:
                members.setdefault(cls, []).append(symbol)
        self._members = {cls: "".join(symbols) for cls, symbols in members.items()}
        # the same as `members`, to ask whether a symbol is among them
        self.having: Mapping[str, frozenset[str]] = {cls: frozenset(symbols) for cls, symbols in members.items()}

    def symbol(self, classes: Classes) -> str:
        """The symbol of a set of classes; for a set that no listed form has, that of the largest set within it."""
        found = self._symbols.get(classes)
        if found is None:
            within = (known for known in self.sets if known <= classes)
            found = self._symbols[max(within, key=len, default=frozenset({"word"}))]
        return found

    def classes(self, symbol: str) -> Classes:
        """The set of classes behind a symbol."""
        code = ord(symbol)
        return self.sets[code - _FIRST_SYMBOL - (_BEHIND_SURROGATES if code > _SURROGATES else 0)]

    def members(self, cls: str) -> str:
        """All symbols whose set holds the class; empty for a class that nothing has."""
        return self._members.get(cls, "")

    @cached_property
    def all(self) -> str:
        """Every symbol."""
        return "".join(self._symbols.values())


def _symbol(index: int) -> str:
    code = _FIRST_SYMBOL + index
    return chr(code if code < _SURROGATES else code + _BEHIND_SURROGATES)


class Unit(msgspec.Struct, frozen=True, gc=False):
    """One piece of a text: its place, its folded core and its classes."""

    start: int
    end: int
    key: str
    """The core in full fold, the article included."""
    light: str
    """The core in light fold (letter variants as written)."""
    symbol: str
    entries: tuple[Entry, ...] = ()
    definite: bool = False
    pronoun: str = ""
    """The attached pronoun at its end, folded; empty where there is none."""
    attached: bool = False
    """Whether it is written in one with the unit before it."""
    space: bool = False
    """Whether white space stands before it."""

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.end)

    def entry(self, cls: str) -> Entry | None:
        """Its first entry of a class, a verb's part (``cue.past``) included."""
        for entry in self.entries:
            if entry.cls == cls or (entry.part and entry.is_of(cls)):
                return entry
        return None


@dataclass(frozen=True)
class Analysis:
    """A text cut into units, with what patterns need of it."""

    text: str
    pack: Pack
    alphabet: Alphabet
    units: tuple[Unit, ...]
    symbols: str
    """The symbol of each unit: what patterns run over."""
    signs: tuple[str, ...] = field(repr=False)
    """The same one by one, to ask what classes a unit has: a sign is there already, a text's character is made anew."""
    sentences: tuple[range, ...]
    """Ranges of unit indices; a sentence never crosses a paragraph."""
    paragraphs: tuple[range, ...]
    having: Mapping[str, frozenset[str]] = field(repr=False)
    """The alphabet's symbols by class."""
    starts: tuple[int, ...] = field(repr=False)
    """The start of each unit, for bisection."""
    _made: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: Callable[[Analysis], T]) -> T:
        """What a function works out of this text, made once for all stages that ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def has(self, index: int, cls: str) -> bool:
        """Whether a unit belongs to a class; False outside the text."""
        try:
            return index >= 0 and self.signs[index] in self.having[cls]
        except (IndexError, KeyError):
            return False

    def any_of(self, cls: str, first: int, last: int) -> bool:
        """Whether one of the units `first` up to, not including, `last` belongs to a class."""
        return not self.having.get(cls, _NOTHING).isdisjoint(self.signs[max(0, first) : last])

    def places(self, cls: str, first: int, last: int) -> list[int]:
        """Those of the units `first` up to, not including, `last` that belong to a class."""
        having, first = self.having.get(cls, _NOTHING), max(0, first)
        return [first + n for n, sign in enumerate(self.signs[first:last]) if sign in having]

    @cached_property
    def present(self) -> frozenset[str]:
        """The symbols that the text has."""
        return frozenset(self.signs)

    def span(self, first: int, last: int) -> Span:
        """The place of the units `first` up to, not including, `last`."""
        return Span(self.units[first].start, self.units[last - 1].end)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each unit the index of its sentence."""
        out = [0] * len(self.units)
        for number, sentence in enumerate(self.sentences):
            for index in sentence:
                out[index] = number
        return tuple(out)

    def words(self, span: Span) -> Iterator[Unit]:
        """The units that lie inside a span."""
        index = bisect_left(self.starts, span.start)
        while index < len(self.units) and self.units[index].end <= span.end:
            yield self.units[index]
            index += 1


def number_classes(digits: str) -> Classes:
    """The classes of a number token written in ASCII digits."""
    if ":" in digits:
        shape = "clock"
    elif digits.isdigit():
        shape = {1: "n2", 2: "n2", 3: "n3", 4: "n4"}.get(len(digits), "long")
    elif sum(not c.isdigit() for c in digits) == 2 and _date_like(digits):
        shape = "numdate"
    elif all(len(group) == 3 for group in digits.replace(".", ",").split(",")[1:]) and not digits.startswith("0"):
        shape = "grouped"
    else:
        shape = "decimal"
    return frozenset({"number", shape})


def _date_like(digits: str) -> bool:
    separators = {c for c in digits if not c.isdigit()}
    if len(separators) != 1:
        return False
    parts = digits.split(separators.pop())
    return len(parts) == 3 and len(parts[1]) <= 2 and all(parts) and (len(parts[0]) == 4 or len(parts[0]) <= 2)


def alphabet_of(pack: Pack, mark_classes: Mapping[str, Classes]) -> Alphabet:
    """The alphabet of a pack: every set of classes that one of its forms, numbers or punctuation marks can have."""
    bases: set[Classes] = {frozenset({"word"}), frozenset({"word", "latin"})}
    lexicon = pack.lexicon
    for found in (*lexicon.light.values(), *lexicon.full.values()):
        bases.add(entry_classes(found))
        # before an attached pronoun a word keeps its nominal entries alone
        plain = [entry for entry in found if not entry.part]
        if plain:
            bases.add(entry_classes(plain))
    for rests in lexicon.phrases.values():
        for _, found in rests:
            bases.add(entry_classes(found) | {"phrase"})
    sets: set[Classes] = set()
    for base in bases:
        for extra in ((), ("def",), ("pron",), ("def", "pron")):
            sets.add(base.union(extra))
    sets.update(_NUMBER_SHAPES)
    sets.update(mark_classes.values())
    sets.add(frozenset({"mark"}))
    sets.add(frozenset({"break"}))
    for clitic in pack.clitics.front:
        sets.add(frozenset({"clitic", clitic.cls}))
    return Alphabet(sets)


def entry_classes(entries: Iterable[Entry]) -> Classes:
    """The classes of a word with these entries."""
    classes = {"word"}
    for entry in entries:
        classes.update(entry.classes())
    return frozenset(classes)

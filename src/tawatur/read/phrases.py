"""Phrases of the lexicon: several words that stand together become one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import cast

import msgspec

from tawatur.language.lexicon import Entry
from tawatur.language.pack import Pack
from tawatur.read.units import Alphabet, Unit, entry_classes

_KEPT_WORDS = 1 << 16

_Rests = tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]


class _Family(msgspec.Struct, frozen=True):
    """The phrases of one first word, longest first, and again by their second word."""

    every: _Rests
    by_second: dict[str, _Rests]

    def beginning(self, units: list[Unit], index: int) -> _Rests:
        """The phrases that may go on with the unit at a place."""
        if index >= len(units):
            return ()
        if index + 1 < len(units) and units[index + 1].attached:
            return self.every  # the second word may be spelt with its particle
        return self.by_second.get(units[index].key, ())


Head = tuple[int, _Family]
"""A unit that may begin phrases, by its place, and these phrases."""


def _by_second_word(rests: _Rests) -> _Family:
    by_second: dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]] = defaultdict(list)
    for rest, entries in rests:
        by_second[rest[0]].append((rest, entries))
    return _Family(rests, {second: tuple(found) for second, found in by_second.items()})


_UNSEEN = _Family((), {})
"""In a table of what words begin: a word not looked up yet."""


class Phrases:
    """The phrases of a pack."""

    def __init__(self, pack: Pack, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._folding = pack.folding
        self._article = pack.clitics.article
        self._families = {first: _by_second_word(rests) for first, rests in pack.lexicon.phrases.items()}
        self._symbols: dict[tuple[int, bool], str] = {}
        self._plain: dict[str, _Family | None] = {}
        self._definite: dict[str, _Family | None] = {}
        table = cast(dict[str, list[str]], pack.table("pack").get("phrases", {}))
        self._apart = frozenset(table.get("apart", ()))
        self._within = frozenset(table.get("within", ()))

    def heads(self, units: Sequence[Unit]) -> list[Head]:
        """The units that may begin a phrase, with the phrases that they may begin."""
        families = ((index, self._family(unit)) for index, unit in enumerate(units))
        return [(index, family) for index, family in families if family is not None]

    def joined(self, units: list[Unit], heads: Iterable[Head]) -> list[Unit]:
        """Lexicon phrases of several words become one unit, the longest at each place, begun by one of the `heads`."""
        out: list[Unit] = []
        done = 0
        for index, family in heads:
            for rest, entries in family.beginning(units, index + 1) if index >= done else ():
                last = _phrase_end(units, index + 1, rest)
                if last and not self._kept_apart(units[index:last], entries):
                    out += units[done:index]
                    out.append(self._one(units[index:last], entries))
                    done = last
                    break
        return out + units[done:] if done else units

    def _one(self, words: list[Unit], entries: tuple[Entry, ...]) -> Unit:
        """The one unit that the words of a phrase become."""
        first = words[0]
        # the lexicon keeps its entries, so that their place in memory tells them apart
        symbol = self._symbols.get((id(entries), first.definite))
        if symbol is None:
            symbol = self._alphabet.symbol(entry_classes(entries) | {"phrase"} | ({"def"} if first.definite else set()))
            self._symbols[id(entries), first.definite] = symbol
        key, light = " ".join([word.key for word in words]), " ".join([word.light for word in words])
        return Unit(
            first.start, words[-1].end, key, light, symbol, entries, first.definite, "", first.attached, first.space
        )

    def _family(self, unit: Unit) -> _Family | None:
        """The phrases that begin with a word, found once and kept."""
        kept = self._definite if unit.definite else self._plain
        found = kept.get(unit.light, _UNSEEN)
        if found is not _UNSEEN:
            return found
        if len(kept) >= _KEPT_WORDS:
            kept.clear()
        found = kept[unit.light] = self._find(unit.light, unit.key, definite=unit.definite)
        return found

    def _find(self, light: str, key: str, *, definite: bool) -> _Family | None:
        """The phrases that begin with a word, its article left aside where that is not listed."""
        found = self._families.get(key)
        if found is None and definite:
            found = self._families.get(self._folding.join(light.removeprefix(self._article)))
        return found

    def _kept_apart(self, words: list[Unit], entries: tuple[Entry, ...]) -> bool:
        """Whether a phrase is made of nothing but words that other rules put together, such as words of time."""
        if any(entry.cls in self._within for entry in entries):
            return False
        return all(unit.attached or not self._apart.isdisjoint(self._alphabet.classes(unit.symbol)) for unit in words)


def _phrase_end(units: list[Unit], index: int, rest: tuple[str, ...]) -> int:
    """The index behind a phrase's last word, or 0 where the words that follow are others."""
    count = len(units)
    for word in rest:
        if index >= count:
            return 0
        key = units[index].key
        index += 1
        # particles written in one with the word belong to the phrase's spelling
        while key != word and index < count and units[index].attached and word.startswith(key):
            # an article merged into the particle before it has lost its first letter in the spelling
            merged = key + units[index].key[1:]
            key = merged if word.startswith(merged) and units[index].definite else key + units[index].key
            index += 1
        if key != word:
            return 0
    return index

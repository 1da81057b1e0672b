"""Who did it, to whom and where: the noun phrases around a trigger, by word order and prepositions.

A verb's subject follows it, or stands before it where a preposition or nothing follows; its object follows the
subject. Behind a verbal noun stands its genitive, whose role its group decides (`events.toml`). A name that an
earlier stage found is never cut.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.marks import Name
from tawatur.model.span import Span
from tawatur.read.analyse import analyser
from tawatur.read.clauses import clauses_of
from tawatur.read.events.days import name_places, units_of
from tawatur.read.events.triggers import Trigger
from tawatur.read.found import Found
from tawatur.read.pattern import symbol_set
from tawatur.read.units import Analysis

_LONGEST = 14
"""No argument is longer, in units."""

_AUXILIARIES = ("ev_was", "ev_qad", "ev_will", "ev_willnot", "ev_may")
"""Words that may stand between a subject and its verb."""


class Arguments(msgspec.Struct, frozen=True, gc=False):
    """The spans of a happening's parties and place; null where the text gives none."""

    actor: Span | None = None
    target: Span | None = None
    place: Span | None = None


@dataclass(frozen=True)
class _Table:
    noun: Mapping[str, str]
    passive_like: frozenset[str]
    preposition: re.Pattern[str]
    """Finds the symbols that bring in a party."""
    brings: Mapping[str, tuple[tuple[str, str], ...]]
    """For each of these its classes with the roles that they give, in the pack's order."""
    outside: frozenset[str]
    """Symbols that no noun phrase holds."""
    people: frozenset[str]
    prepositions: frozenset[str]
    adjective_endings: tuple[str, ...]
    """Letters that a definite word ends in which qualifies the one before it."""
    accusative_endings: tuple[str, ...]


class Parties:
    """Finds the arguments of triggers in one article."""

    def __init__(self, analysis: Analysis, found: Found) -> None:
        self._analysis = analysis
        self._clauses = clauses_of(analysis)
        self._table = _table(analysis.pack)
        placed = zip(found.names, found.once(name_places, analysis), strict=True)
        self._names = {first: (last, name) for name, (first, last) in placed}
        self._name_starts = sorted(self._names)
        self._timed = {i for t in found.times for i in range(*units_of(analysis, t.span))}

    def of(self, trigger: Trigger) -> Arguments:
        """The arguments of a trigger."""
        roles = self._of_verb(trigger) if trigger.verbal else self._of_noun(trigger)
        limit = self._end(trigger.index)
        self._add_prepositions(trigger.index + 1, limit, roles)
        if not trigger.verbal and trigger.acted and "actor" not in roles and trigger.anchor != trigger.index:
            subject = self._phrase(self._skip(trigger.anchor + 1), trigger.index)
            if subject and subject[0] < trigger.index and subject[1] <= trigger.index:
                roles["actor"] = subject
        spans = {role: self._analysis.span(*place) for role, place in roles.items()}
        return Arguments(spans.get("actor"), spans.get("target"), spans.get("place"))

    def subject(self, index: int, verb: int, first: int, last: int) -> Span | None:
        """The subject of a verb whose particles begin at `index`, before or behind it, among units `first` to `last`."""
        return self.before(index, first) or self.behind(verb + 1, last)

    def before(self, index: int, first: int, *, loose: bool = False) -> Span | None:
        """The noun phrase that ends right before a unit and opens its clause; anywhere in it, if `loose`."""
        phrase = self._before(index)
        if phrase is None or phrase[1] <= first:
            return None
        start = max(phrase[0], first)
        if start > first and not loose and not self._opens(start):
            return None
        return self._analysis.span(start, phrase[1])

    def behind(self, first: int, last: int, *, near: bool = False) -> Span | None:
        """The noun phrase that begins at a unit, up to `last`: behind what prepositions bring in, unless `near`."""
        start = self._skip(first) if near else self._behind_prepositions(first, last)
        if start >= last:
            return None
        end = self._named(start, last)
        if end > start:
            return self._analysis.span(start, end)
        phrase = self._phrase(start, last)
        if phrase is None or not self.may_act(phrase):
            return None
        return self._analysis.span(*phrase)

    def party_named(self, first: int, last: int) -> Span | None:
        """The persons, bodies or groups named at a unit."""
        if first not in self._names or self._names[first][1].kind not in ("person", "body", "group"):
            return None
        return self._analysis.span(first, self._named(first, last))

    def chunks(self, first: int, last: int) -> list[tuple[int, int]]:
        """The noun phrases among the units `first` to `last`, those behind prepositions and relatives left out."""
        found: list[tuple[int, int]] = []
        index = first
        while index < last:
            index = self._behind_prepositions(index, last)
            if index >= last:
                break
            if self._analysis.has(index, "relative"):
                while index < last and not self._analysis.has(index, "comma"):
                    index += 1
                continue
            end = self._chunk(index, last)
            if end > index:
                found.append((index, end))
            index = max(end, index + 1)
        return found

    def _chunk(self, first: int, last: int) -> int:
        """Behind one noun with its genitive and adjectives, or behind names joined to each other."""
        end = self._named(first, last)
        if end > first:
            return end
        index, definite = first, False
        while index < last:
            unit = self._analysis.units[index]
            if unit.symbol in self._table.outside or index in self._timed:
                break
            if definite and not (unit.definite and self._adjective(index)):
                break
            definite = definite or unit.definite or bool(unit.pronoun) or index in self._names
            index = self._names[index][0] if index in self._names else index + 1
        return index

    def _adjective(self, index: int) -> bool:
        unit = self._analysis.units[index]
        return self._analysis.has(index, "adjective") or unit.key.endswith(self._table.adjective_endings)

    def _named(self, first: int, last: int) -> int:
        """Behind the names that begin at a unit, and those joined to them by "and"."""
        end = first
        while end < last:
            if end in self._names:
                end = self._names[end][0]
            elif end > first and self._analysis.has(end, "wa") and end + 1 in self._names:
                end = self._names[end + 1][0]
            else:
                break
        return end

    def _behind_prepositions(self, first: int, last: int) -> int:
        """Behind commas, quote marks, times and what prepositions bring in, between a verb and its subject."""
        index = first
        while index < last:
            has = self._analysis.has
            if index in self._timed or has(index, "comma") or has(index, "quote"):
                index += 1
            elif self._analysis.units[index].symbol in self._table.prepositions:
                phrase = self._chunk(index + 1, last) if not self._analysis.units[index].pronoun else index + 1
                index = max(phrase, index + 1)
            else:
                break
        return index

    def may_act(self, phrase: tuple[int, int]) -> bool:
        """Whether a phrase may be a subject: definite, counted or not in the accusative."""
        return self._definite(phrase) or self._counted(phrase) or self._nominative(phrase)

    def _nominative(self, phrase: tuple[int, int]) -> bool:
        """Whether an indefinite noun may be a subject: the accusative shows in its spelling."""
        return not self._analysis.units[phrase[0]].key.endswith(self._table.accusative_endings)

    def _opens(self, index: int) -> bool:
        has = self._analysis.has
        return any(
            has(index - 1, cls) for cls in ("mark", "complementiser", "wa", "fa", "coordinator", "break", "ev_was")
        )

    def _of_verb(self, trigger: Trigger) -> dict[str, tuple[int, int]]:
        limit = self._end(trigger.index)
        first = self._phrase(self._skip(trigger.index + 1), limit)
        second = self._phrase(self._skip(first[1]), limit) if first else None
        before = self._before(trigger.index)
        if before and first and before[0] == self._clauses.around(trigger.index).start:
            return {"actor": before, "target": first}
        roles: dict[str, tuple[int, int]] = {}
        alone = trigger.passive or (trigger.group in self._table.passive_like and second is None)
        if alone and (trigger.passive or first is None or self._counted(first)):
            if subject := first or before:
                roles["target"] = subject
            return roles
        if subject := first or before:
            roles["actor"] = subject
        if second:
            roles["target"] = second
        return roles

    def _of_noun(self, trigger: Trigger) -> dict[str, tuple[int, int]]:
        unit = self._analysis.units[trigger.index]
        if unit.definite or unit.pronoun:
            return {}
        phrase = self._phrase(trigger.index + 1, self._end(trigger.index), adjectives=False)
        if phrase is None:
            return {}
        role = self._table.noun.get(trigger.group, self._table.noun["default"])
        if role == "actor" and not self._definite(phrase):
            return {}  # an adjective, or what the talks are about
        return {role: phrase}

    def _add_prepositions(self, first: int, limit: int, roles: dict[str, tuple[int, int]]) -> None:
        """The parties that prepositions bring in, one for each role; a preposition that may bring in two, the first."""
        brings, symbols = self._table.brings, self._analysis.symbols
        for place in self._table.preposition.finditer(symbols, first, limit):
            index = place.start()
            for cls, role in brings[symbols[index]]:
                if role not in roles:
                    phrase = self._phrase(index + 1, limit, pair=cls == "ev_between")
                    if phrase and (role != "place" or self._is_place(phrase)):
                        roles[role] = phrase
                    break

    def _end(self, index: int) -> int:
        return self._clauses.around(index).stop

    def _skip(self, index: int) -> int:
        """Behind commas, times and prepositions with a pronoun that stand between a verb and its subject."""
        units = self._analysis.units
        has = self._analysis.has
        while index < len(units) and (index in self._timed or has(index, "comma") or has(index, "anaphor")):
            index += 1
        return index

    def _phrase(self, first: int, limit: int, *, adjectives: bool = True, pair: bool = False) -> tuple[int, int] | None:
        """The noun phrase that begins at a unit: a name, or nouns with what belongs to them."""
        index = first
        analysis = self._analysis
        indefinite_behind_definite = False
        definite = False
        while index < min(limit, first + _LONGEST):
            if index in self._names:
                index = self._names[index][0]
                definite = True
                continue
            unit = analysis.units[index]
            if unit.symbol in self._table.outside or index in self._timed:
                if pair and index > first and analysis.has(index, "wa"):
                    index += 1
                    continue
                break
            if definite and not unit.definite and not unit.attached:
                indefinite_behind_definite = True
            if indefinite_behind_definite and index > first:
                break
            if not adjectives and index == first and analysis.has(index, "adjective"):
                return None
            definite = definite or unit.definite or bool(unit.pronoun)
            index += 1
        return (first, index) if index > first else None

    def _before(self, index: int) -> tuple[int, int] | None:
        """The noun phrase right before a verb, inside its clause."""
        start = self._clauses.around(index).start
        while index - 1 > start and any(self._analysis.has(index - 1, cls) for cls in _AUXILIARIES):
            index -= 1
        first = index
        while first > max(start, index - _LONGEST):
            unit = self._analysis.units[first - 1]
            if unit.symbol in self._table.outside or first - 1 in self._timed:
                break
            first -= 1
        return (first, index) if first < index else None

    def _counted(self, phrase: tuple[int, int]) -> bool:
        return not self._table.people.isdisjoint(self._analysis.symbols[phrase[0] : phrase[1]])

    def _definite(self, phrase: tuple[int, int]) -> bool:
        return any(self._analysis.units[i].definite or i in self._names for i in range(*phrase))

    def _is_place(self, phrase: tuple[int, int]) -> bool:
        at = bisect_left(self._name_starts, phrase[0])
        while at < len(self._name_starts) and self._name_starts[at] < phrase[1]:
            if _place_like(self._names[self._name_starts[at]][1]):
                return True
            at += 1
        return False


def _place_like(name: Name) -> bool:
    return name.kind in ("place", "facility")


@cache
def _table(pack: Pack) -> _Table:
    data = pack.table("events")
    alphabet = analyser(pack).alphabet
    outside = symbol_set(
        "ev_prep|bi|li|ka|wa|fa|sa|mark|break|complementiser|relative|subordinator|coordinator|verb&!nominal|ev_after"
        "|ev_qad|ev_was|ev_not|ev_an|ev_will|ev_willnot|ev_by",
        alphabet,
    )
    brings: dict[str, tuple[tuple[str, str], ...]] = {}
    for cls, role in cast(Mapping[str, str], data["preposition"]).items():
        for symbol in alphabet.members(cls):
            brings[symbol] = (*brings.get(symbol, ()), (cls, role))
    return _Table(
        noun=cast(Mapping[str, str], data["noun"]),
        passive_like=frozenset(cast(Mapping[str, list[str]], data["passive_like"])["groups"]),
        preposition=re.compile(f"[{re.escape(''.join(sorted(brings)))}]"),
        brings=brings,
        outside=frozenset(outside),
        people=frozenset(symbol_set("number|nw|ev_humans|ev_toll", alphabet)),
        prepositions=frozenset(
            symbol_set("ev_prep&!verb|bi|li|ka|ev_after|ev_during|ev_before|timeprep|cm_attrib", alphabet)
        ),
        adjective_endings=tuple(cast(list[str], data["adjective_endings"])),
        accusative_endings=tuple(cast(list[str], data["accusative_endings"])),
    )

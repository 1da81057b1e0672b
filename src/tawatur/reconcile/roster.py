"""What a ledger knows of its actors while names are still added and joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import msgspec

from tawatur.model.ids import content_id
from tawatur.model.marks import NameKind
from tawatur.model.story import Place
from tawatur.reconcile.judged import Judged
from tawatur.reconcile.namewords import Mention, Namewords


class Known(msgspec.Struct):
    """One actor while names are still added."""

    key: str
    kind: NameKind
    names: Counter[str]
    mentions: list[Place]
    offices: dict[str, None]
    countries: Counter[str]

    @property
    def country(self) -> str | None:
        """The country (ISO 3166) that it mostly is told of; None where none is known."""
        return self.countries.most_common(1)[0][0] if self.countries else None


class Holding(msgspec.Struct, frozen=True):
    """That somebody held an office when an article was published."""

    key: str
    day: date


class Roster:
    """All actors of a ledger by their keys, and what was told of them that joins them."""

    def __init__(self, words: Namewords, judged: Judged) -> None:
        self.words = words
        self.judged = judged
        self.known: dict[str, Known] = {}
        self.alias: dict[str, str] = {}
        """What a key became that was joined with another."""
        self.resolved: dict[str, str] = {}
        self.by_name: dict[str, str] = {}
        self.by_last: dict[str, set[str]] = defaultdict(set)
        """Persons by their last name."""
        self.holders: dict[str, list[Holding]] = defaultdict(list)
        self.in_article: dict[str, dict[str, None]] = defaultdict(dict)
        self.governed: dict[str, set[str]] = defaultdict(set)
        """By the head of a government ("the authorities"), of whom it is told."""
        self.seats: list[Mention] = []
        """Mentions of places that say whose capital they may be."""
        self.located: set[Place] = set()
        """Where a place that no list knows is told as a place."""
        self.states: dict[str, Counter[str]] = defaultdict(Counter)
        """The states of the offices that persons are told with."""

    def final(self, key: str) -> str:
        """The key of the actor that one once known by a key became."""
        seen = set()
        while key in self.alias and key not in seen:
            seen.add(key)
            key = self.alias[key]
        return key

    def articles(self, key: str) -> set[str]:
        """The articles that name an actor."""
        return {place.article for place in self.known[key].mentions}

    def offices(self, one: str, two: str) -> set[str]:
        """The offices that two persons are both told with, in one wording."""
        return set.intersection(*({self.words.office(o) for o in self.known[key].offices} for key in (one, two)))

    def office_states(self) -> dict[str, str]:
        """The key or the adjective of the state that each person mostly is told to hold an office of."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for of, states in self.states.items():
            told[self.final(of)].update(states)
        return {key: max(states, key=lambda s: (states[s], s)) for key, states in told.items()}

    def places(self) -> dict[str, str]:
        """The places of one word by their stem."""
        return {
            self.words.words.stem(key): key
            for key, known in sorted(self.known.items())
            if known.kind == "place" and " " not in key and not key.startswith("@")
        }

    def merge(self, drop: str, keep: str) -> None:
        """Make one actor another one, where both are known and nobody has parted them."""
        if drop == keep or drop not in self.known or keep not in self.known:
            return
        if self.judged.parted(content_id("actor", drop), content_id("actor", keep)):
            return
        self.resolved.clear()
        gone, kept = self.known.pop(drop), self.known[keep]
        self.alias[drop] = keep
        for name, times in gone.names.items():
            kept.names[name] += times if kept.kind == gone.kind else 0
        kept.mentions.extend(gone.mentions)
        kept.offices.update(gone.offices)
        kept.countries.update(gone.countries)

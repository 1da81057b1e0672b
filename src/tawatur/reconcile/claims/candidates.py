"""Candidates: which accounts are worth comparing. An inverted index over lemmas, weighted by how rare they are.

What an account is compared with depends on the accounts published before it and on nothing else, so that the order in
which articles come in changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from math import log

from tawatur.reconcile.claims.features import length
from tawatur.reconcile.claims.postings import Postings
from tawatur.reconcile.claims.vectors import Nearby
from tawatur.reconcile.prepared import Entry
from tawatur.reconcile.told import Told, day_key

_POSTING = 96
"""Accounts of one word that are looked at, the latest before: what is on everybody's lips tells little of one claim."""
_SPECIAL = 24
"""The same for figures, and for words beside acts."""
_MOST = 32
"""At most so many candidates for one account, the likeliest first."""
_SMALL = 250
"""Accounts of a small ledger: some five articles."""
_MOST_CROWD = 3.5
_LEAST_LEDGER = 60
"""Accounts that a ledger is taken to have at least: in a few lines every word is on everybody's lips."""
_BECAUSE = "because"
_LEAST = 0.35
"""Shared weight below which two accounts are not compared."""


class Candidates:
    """The accounts of a ledger by their keys, and how much words tell in it."""

    def __init__(self, partners: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._partners = partners or {}
        self.told: dict[str, Told] = {}
        self._words = Postings()
        self._special = Postings()
        self._nearby = Nearby()
        self._frequency: dict[str, int] = {}
        self._total = 0
        self._rarity: dict[str, float] = {}
        self._lengths: dict[str, float] = {}

    def weigh(self, told: Iterable[Told]) -> None:
        """Let words be as rare as they are in these accounts, from now on."""
        frequency: dict[str, int] = defaultdict(int)
        total = 0
        for one in told:
            total += 1
            for key in (*one.weights, *dict.fromkeys(map(day_key, one.times))):
                frequency[key] += 1
        self._frequency, self._total = dict(frequency), total
        self._rarity.clear()
        self._lengths.clear()

    def rarity(self, key: str) -> float:
        """How much a word tells in this ledger, 0 to 1: the inverse document frequency over accounts, scaled."""
        known = self._rarity.get(key)
        if known is None:
            total = max(self._total, _LEAST_LEDGER)
            known = self._rarity[key] = min(1.0, 1.3 * log(total / max(1, self._frequency.get(key, 1))) / log(total))
        return known

    @property
    def crowd(self) -> float:
        """The logarithm of how much larger the ledger is than a small one, up to where it tells no more."""
        return min(_MOST_CROWD, max(0.0, log(max(self._total, 1) / _SMALL)))

    def length(self, told: Told) -> float:
        """The length of an account's bag of words, kept as long as words stay as rare."""
        name = told.account.id
        if self.told.get(name) is not told:  # what is followed beside an account has words of its own
            return length(told.weights, self.rarity)
        known = self._lengths.get(name)
        if known is None:
            known = self._lengths[name] = length(told.weights, self.rarity)
        return known

    def near(self, entry: Entry) -> tuple[Told, ...]:
        """The accounts published before one that share enough with it, likeliest first; then those near it, nearest first."""
        told = entry.told
        scores: dict[str, float] = defaultdict(float)
        for key, weight in told.weights.items():
            rarity = self.rarity(key)
            if rarity * weight < 0.1:
                continue
            for other in self._words.before(key, entry, _POSTING):
                scores[other.name] += rarity * min(weight, other.weights[key])
        for number in _numbers(told):
            for other in self._special.before(number, entry, _SPECIAL):
                scores[other.name] += 1.0
        for act in told.acts:
            for partner in self._partners.get(act, ()):
                for thing in sorted(told.around(act)):
                    for other in self._special.before((partner, thing), entry, _SPECIAL):
                        scores[other.name] += 0.8 * self.rarity(thing)
        for cause in sorted(told.causes) if told.caused else ():
            for other in self._special.before((_BECAUSE, cause), entry, _SPECIAL):
                scores[other.name] += 0.8 * self.rarity(cause)
        ranked = sorted((-score, other) for other, score in scores.items() if score >= _LEAST)[:_MOST]
        chosen = dict.fromkeys((*(other for _, other in ranked), *self._nearby.before(entry)))
        return tuple(self.told[other] for other in chosen)

    def add(self, entry: Entry) -> Iterator[Entry]:
        """Make an account findable; the accounts published after it that may have another choice now."""
        told = entry.told
        self.told[entry.name] = told
        for key in told.weights:
            yield from self._words.add(key, entry, _POSTING)
        for special in self._keys(told):
            yield from self._special.add(special, entry, _SPECIAL)
        yield from self._nearby.add(entry)

    def _keys(self, told: Told) -> Iterator[Hashable]:
        for act in told.acts:
            for thing in told.around(act) if act in self._partners else ():
                yield act, thing
        for cause in told.causes if told.caused else ():
            yield _BECAUSE, cause
        yield from _numbers(told)


def _numbers(told: Told) -> set[tuple[float, float]]:
    """The figures of an account that are large enough to be telling."""
    return {(n.low, n.high) for n in told.numbers if n.low is not None and n.high is not None and n.high > 12}

"""Candidates: which accounts are worth comparing. An inverted index over lemmas, weighted by how rare they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import log

from tawatur.reconcile.claims.features import length
from tawatur.reconcile.told import Told

_POSTING = 96
"""A posting list keeps this many of its last accounts: what is on everybody's lips tells little of one claim."""
_MOST = 24
"""At most so many candidates for one account, the likeliest first."""
_SMALL = 250
"""Accounts of a small ledger: some five articles."""
_MOST_CROWD = 3.5
_STALE = 1.02
"""Growth of the ledger up to which words stay as rare as they were counted."""
_BECAUSE = "because"
_LEAST = 0.35
"""Shared weight below which two accounts are not compared."""


class Candidates:
    """The accounts of a ledger by their keys. Adding one costs the same in a small ledger as in a large one."""

    def __init__(self, partners: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._partners = partners or {}
        self._beside: dict[tuple[str, str], list[str]] = {}
        self.told: dict[str, Told] = {}
        self._postings: dict[str, list[str]] = {}
        self._numbers: dict[tuple[float, float], list[str]] = {}
        self._frequency: dict[str, int] = defaultdict(int)
        self._rarity: dict[str, float] = {}
        self._lengths: dict[str, float] = {}
        self._counted = 0

    def count(self, told: Told) -> None:
        """Let the words of an account count for how rare words are."""
        for key in told.weights:
            self._frequency[key] += 1
        self._frequency[""] += 1
        if self._frequency[""] > _STALE * self._counted:
            # the larger the ledger, the less one account more changes how rare words are
            self._rarity.clear()
            self._lengths.clear()
            self._counted = self._frequency[""]

    def rarity(self, key: str) -> float:
        """How much a word tells in this ledger, 0 to 1: the inverse document frequency over accounts, scaled."""
        known = self._rarity.get(key)
        if known is None:
            total = max(self._frequency[""], 2)
            known = self._rarity[key] = min(1.0, 1.3 * log(total / max(1, self._frequency.get(key, 1))) / log(total))
        return known

    @property
    def crowd(self) -> float:
        """The logarithm of how much larger the ledger is than a small one, up to where it tells no more."""
        return min(_MOST_CROWD, max(0.0, log(max(self._counted, 1) / _SMALL)))

    def length(self, told: Told) -> float:
        """The length of an account's bag of words, kept as long as words stay as rare."""
        name = told.account.id
        known = self._lengths.get(name)
        if known is None:
            known = self._lengths[name] = length(told.weights, self.rarity)
        return known

    def near(self, told: Told) -> tuple[Told, ...]:
        """The accounts added so far that share enough with one, likeliest first."""
        scores: dict[str, float] = defaultdict(float)
        for key, weight in told.weights.items():
            rarity = self.rarity(key)
            if rarity * weight < 0.1:
                continue
            for other in self._postings.get(key, ()):
                scores[other] += rarity * min(weight, self.told[other].weights[key])
        for number in _keys(told):
            for other in self._numbers.get(number, ()):
                scores[other] += 1.0
        for act in told.acts:
            for partner in self._partners.get(act, ()):
                for thing in told.around(act):
                    for other in self._beside.get((partner, thing), ()):
                        scores[other] += 0.8 * self.rarity(thing)
        for cause in told.causes if told.caused else ():
            for other in self._beside.get((_BECAUSE, cause), ()):
                scores[other] += 0.8 * self.rarity(cause)
        ranked = sorted(((-score, other) for other, score in scores.items() if score >= _LEAST))[:_MOST]
        return tuple(self.told[other] for _, other in ranked)

    def add(self, told: Told) -> None:
        """Make an account findable."""
        name = told.account.id
        self.told[name] = told
        for key in told.weights:
            posting = self._postings.setdefault(key, [])
            posting.append(name)
            if len(posting) > _POSTING:
                del posting[0]
        for act in told.acts:
            for thing in told.around(act) if act in self._partners else ():
                posting = self._beside.setdefault((act, thing), [])
                posting.append(name)
                if len(posting) > _POSTING // 4:
                    del posting[0]
        for cause in told.causes if told.caused else ():
            posting = self._beside.setdefault((_BECAUSE, cause), [])
            posting.append(name)
            if len(posting) > _POSTING // 4:
                del posting[0]
        for number in _keys(told):
            posting = self._numbers.setdefault(number, [])
            posting.append(name)
            if len(posting) > _POSTING // 4:
                del posting[0]


def _keys(told: Told) -> set[tuple[float, float]]:
    """The figures of an account that are large enough to be telling."""
    return {(n.low, n.high) for n in told.numbers if n.low is not None and n.high is not None and n.high > 12}

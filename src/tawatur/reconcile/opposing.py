"""What stands against what: the words of a pack that exclude or rename each other, and an opposed pair."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.story import DisputeKind, Feature
from tawatur.reconcile.told import Told

LARGE = 0.7
"""From this crowd on, causes, figures and dates are held against each other too often in vain, and two articles
are opposed only where one says outright that it denies, renames or calls a show; the author's own words rename nothing."""
MIDDLE = 0.3
"""From this crowd on, two articles are opposed as in a large ledger: most of their likeness is chance."""


def crowded(a: Told, b: Told, crowd: float) -> bool:
    """Whether so many others are told of in a ledger that two accounts are likely of two things."""
    return crowd > (LARGE if a.article == b.article else MIDDLE)


class Disputewords:
    """The families of a pack that exclude or rename each other."""

    def __init__(self, pack: Pack) -> None:
        data = pack.table("reconcile")["disputes"]
        table = cast(Mapping[str, Sequence[Sequence[str]]], data)
        self.opposites = frozenset(frozenset(pair) for pair in table["opposites"])
        self.rivals = frozenset(
            frozenset(pair) for group in table["rivals"] for pair in itertools.combinations(group, 2)
        )
        partners: dict[str, set[str]] = {}
        for one, two in (tuple(pair) for pair in (*self.opposites, *self.rivals)):
            partners.setdefault(one, set()).add(two)
            partners.setdefault(two, set()).add(one)
        self.partners = {act: tuple(sorted(found)) for act, found in sorted(partners.items())}
        """For each act those that it excludes or renames."""
        self.charged = frozenset(cast(Sequence[str], table["charged"]))
        self.explaining = frozenset(cast(Sequence[str], table["explaining"]))
        self.hollow = frozenset(cast(Sequence[str], table["hollow"]))
        self.lies = frozenset(cast(Sequence[str], table["lies"]))
        self.averting = frozenset(cast(Sequence[str], table["averting"]))
        self.contested = frozenset(self.partners) | self.charged | self.hollow
        self.revises = frozenset(cast(Sequence[str], table["revises"]))
        self.accusing = frozenset(cast(Sequence[str], table["accusing"]))
        self.existing = frozenset(cast(Sequence[str], table["existing"]))
        roles = cast(Mapping[str, Mapping[str, Sequence[str]]], pack.table("reconcile")["series"])["roles"]
        self._roles = {role: frozenset(acts) for role, acts in roles.items()}
        self.reach = frozenset(cast(Sequence[str], table["reach"]))

    def acts_of(self, told: Told) -> frozenset[str]:
        """The acts that an account tells by the role of what it counts ("took in 12 workers" are 12 arrested)."""
        return frozenset(act for number in told.numbers for act in self._roles.get(number.role or "", ()))


@cache
def disputewords(pack: Pack) -> Disputewords:
    """The dispute words of a pack, made once per process."""
    return Disputewords(pack)


class Opposed(msgspec.Struct, frozen=True):
    """Two accounts that stand against each other."""

    a: Told
    b: Told
    kind: DisputeKind
    topic: str
    """What keeps disputes of one kind apart: opposed pairs of one topic and kind are one dispute."""
    features: tuple[Feature, ...]


def apart(a: Told, b: Told) -> int | None:
    """Days between two publications, 0 where their intervals meet; None where one has no date."""
    if a.published is None or b.published is None:
        return None if a.article != b.article else 0
    first, second = sorted((a.published, b.published))
    return max(0, (second[0] - first[1]).days)


def topic_of(a: Told, b: Told) -> str:
    """The acts that two accounts share, three at most."""
    return " ".join(sorted(act for act in a.acts if act in b.acts)[:3])

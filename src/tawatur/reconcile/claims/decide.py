"""The decision over two accounts: the same claim, its denial, another version of it, or nothing to do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from tawatur.model.story import Feature
from tawatur.reconcile.claims.features import Resolve, compare, total
from tawatur.reconcile.told import Told

Pair = tuple[str, str]
Kind = Literal["same", "denies", "differs", "unrelated"]

SAME_FROM = 0.0
_CONFLICTS = ("other figures", "other dates")


class Link(msgspec.Struct, frozen=True):
    """Two accounts (ids) with what was decided and why."""

    a: str
    b: str
    kind: Kind
    score: float
    features: tuple[Feature, ...]


def decide(a: Told, b: Told, resolve: Resolve, rarity: Callable[[str], float]) -> Link:
    """Compare two accounts."""
    features = compare(a, b, resolve, rarity)
    score = total(features)
    conflict = sum(f.value * f.weight for f in features if f.name in _CONFLICTS)
    kind: Kind = "unrelated"
    if score >= SAME_FROM:
        kind = "same" if a.account.stance == b.account.stance else "denies"
    elif conflict and score - conflict >= SAME_FROM:
        kind = "differs"
    first, second = sorted((a.account.id, b.account.id))
    return Link(first, second, kind, round(score, 3), features)

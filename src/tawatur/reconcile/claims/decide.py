"""The decision over two accounts: the same claim, its denial, another version of it, or nothing to do with it."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawatur.model.story import Feature
from tawatur.reconcile.claims.features import WEIGHTS, Scale, total, values
from tawatur.reconcile.told import Told

Pair = tuple[str, str]
Kind = Literal["same", "denies", "differs", "unrelated"]

SAME_FROM = 0.0
_CONFLICTS = ("other figures", "other dates")
_AGAINST = tuple(name for name in WEIGHTS if name.startswith("other ") or name in ("ledger", "loose", "mood"))


KEPT = -2.0
"""Comparisons that come out lower than this are forgotten, save conflicts (`worth_keeping`)."""


CERTAIN = 40.0
"""What a person decided outweighs every feature."""


class Link(msgspec.Struct, frozen=True, gc=False):
    """Two accounts (ids) with what was decided and why."""

    a: str
    b: str
    kind: Kind
    score: float
    features: tuple[Feature, ...] = ()
    """Only of links that a person made; `features.compare` gives those of the others."""
    close: float = 0.0
    """The score without what conflicts: how much the two speak of one thing."""
    clash: frozenset[str] = frozenset()
    """The conflicting features."""


def decide(a: Told, b: Told, scale: Scale) -> Link:
    """Compare two accounts."""
    found = values(a, b, scale)
    score = total(found)
    clash = frozenset(name for name in _CONFLICTS if found[name])
    conflict = sum(found[name] * WEIGHTS[name] for name in clash)
    kind: Kind = "unrelated"
    if score >= SAME_FROM:
        kind = "same" if a.account.stance == b.account.stance else "denies"
    elif conflict and score - conflict >= SAME_FROM:
        kind = "differs"
    one, two = a.account.id, b.account.id
    close = score - sum(found[name] * WEIGHTS[name] for name in _AGAINST)
    return Link(min(one, two), max(one, two), kind, round(score, 3), (), close, clash)


def worth_keeping(link: Link) -> bool:
    """Whether a comparison is remembered: one that came out not too low, or whose conflict parts two claims."""
    return link.score > KEPT or bool(link.clash)

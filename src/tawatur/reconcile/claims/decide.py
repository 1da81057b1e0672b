"""The decision over two accounts: the same claim, its denial, another version of it, or nothing to do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from tawatur.model.story import Feature
from tawatur.reconcile.claims.features import Resolve, compare, total
from tawatur.reconcile.told import Told

Kind = Literal["same", "denies", "differs", "unrelated"]

SAME_FROM = 0.0
_CONFLICTS = ("other figures", "other dates")
ABSENT = -2.0
"""What a pair that was never compared counts for."""
JOINS = 0.0
"""Two groups are one claim where their pairs come to this on average."""
ALSO = 0.5
"""An account belongs to a second claim as well where its pairs with that come to this on average."""
_MOST_MEMBERS = 400


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


def groups(
    links: Mapping[tuple[str, str], Link], *, joins: float = JOINS, also: float | None = ALSO, absent: float = ABSENT
) -> list[list[str]]:
    """Accounts gathered into claims: greedy agglomeration by average score, best pairs first.

    The outcome does not depend on the order of the links. An account may belong to a second claim it fits as well.
    """
    near: dict[str, dict[str, float]] = {}
    for (a, b), link in links.items():
        near.setdefault(a, {})[b] = link.score
        near.setdefault(b, {})[a] = link.score
    of: dict[str, int] = {}
    members: dict[int, list[str]] = {}
    ordered = sorted((k for k in links.values() if k.kind in ("same", "denies")), key=lambda k: (-k.score, k.a, k.b))
    for number, link in enumerate(ordered):
        for end in (link.a, link.b):
            if end not in of:
                of[end] = 2 * number + (end == link.b)
                members[of[end]] = [end]
        one, two = of[link.a], of[link.b]
        if one == two or len(members[one]) + len(members[two]) > _MOST_MEMBERS:
            continue
        if _average(members[one], members[two], near, absent) >= joins:
            for end in members[two]:
                of[end] = one
            members[one].extend(members.pop(two))
    made = [sorted(found) for found in members.values() if len(found) > 1]
    if also is None:
        return sorted(made)
    extended = [list(found) for found in made]
    for place, found in enumerate(made):
        inside = set(found)
        fits = {other for end in found for other in near.get(end, ()) if other not in inside}
        for other in sorted(fits):
            if _average([other], found, near, absent) >= also:
                extended[place].append(other)
    return sorted(sorted(found) for found in extended)


def _average(one: list[str], two: list[str], near: Mapping[str, Mapping[str, float]], absent: float) -> float:
    total_score = 0.0
    for a in one:
        known = near.get(a, {})
        for b in two:
            total_score += max(absent, known.get(b, absent))
    return total_score / (len(one) * len(two))

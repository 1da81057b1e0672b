"""Disputes put together from opposed pairs: sides whose accounts stand against each other throughout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from tawatur.model.ids import content_id
from tawatur.model.story import Account, Dispute, DisputeKind, Feature
from tawatur.reconcile.manner import HEDGED
from tawatur.reconcile.opposing import Opposed
from tawatur.reconcile.told import Told

OneSide = Callable[[Told, Told], bool]
"""Whether two accounts are told by one side."""

_MOST = 8
"""Accounts a side shows at most."""
_REACH = 12
"""Accounts before a denial within which somebody of those it names is looked for."""
_LATEST = 2
"""Accounts of others right before a denial of which it can mean the last, where it names nobody."""


def gather(found: Iterable[Opposed], one_side: OneSide, why: Callable[[Opposed], str]) -> tuple[Dispute, ...]:
    """Opposed pairs put together, by kind (for names, by the two names)."""
    by_kind: dict[tuple[str, str], list[Opposed]] = {}
    for pair in found:
        if not one_side(pair.a, pair.b):
            by_kind.setdefault((pair.kind, pair.topic if pair.kind == "naming" else ""), []).append(pair)
    out: list[Dispute] = []
    for (kind, topic), pairs in sorted(by_kind.items()):
        for sides, members in _sides(pairs, one_side, topic):
            best = min(members, key=_strength)
            out.append(
                Dispute(
                    id=content_id("dispute", sides[0][0].id, sides[1][0].id),
                    kind=cast(DisputeKind, kind),
                    sides=sides,
                    why=why(best),
                    features=best.features,
                )
            )
    return tuple(sorted(out, key=lambda d: (d.sides[0][0].article, d.sides[0][0].spans, d.id)))


def _sides(
    pairs: Sequence[Opposed], one_side: OneSide, topic: str
) -> list[tuple[tuple[tuple[Account, ...], tuple[Account, ...]], list[Opposed]]]:
    """Pairs put into disputes, the strongest first.

    An account joins a side where it stands against most of the other side itself: what a third account has in common
    with both may be another matter.
    """
    against = {frozenset((p.a.account.id, p.b.account.id)) for p in pairs}
    groups: list[tuple[dict[str, Told], dict[str, Told], list[Opposed]]] = []

    def fits(one: Told, side: dict[str, Told], other: dict[str, Told]) -> bool:
        name = one.account.id
        if name in side:
            return True
        if name in other or any(one_side(one, told) for told in other.values()):
            return False
        met = sum(frozenset((name, end)) in against for end in other)
        return 2 * met >= len(other)

    for pair in sorted(pairs, key=_strength):
        one, two = _ordered(pair, topic)
        for left, right, members in groups:
            for x, y in ((one, two), (two, one)):
                if (x.account.id in left or y.account.id in right) and fits(x, left, right) and fits(y, right, left):
                    left[x.account.id] = x
                    right[y.account.id] = y
                    members.append(pair)
                    break
            else:
                continue
            break
        else:
            groups.append(({one.account.id: one}, {two.account.id: two}, [pair]))
    return [((_shown(left), _shown(right)), members) for left, right, members in groups]


def _shown(side: dict[str, Told]) -> tuple[Account, ...]:
    """A side's accounts, before all others that of the pair that stands against each other most plainly."""
    first, *others = [told.account for told in list(side.values())[:_MOST]]
    return (first, *sorted(others, key=lambda a: (a.article, a.spans)))


def _strength(pair: Opposed) -> tuple[float, str, str]:
    return -sum(f.value * f.weight for f in pair.features), pair.a.account.id, pair.b.account.id


def _ordered(pair: Opposed, topic: str) -> tuple[Told, Told]:
    """The side that asserts first; for names, the one whose name comes first in the alphabet."""
    if pair.kind == "naming":
        first, second = topic.split(" ")
        mine, theirs = (_leans(told, first) - _leans(told, second) for told in (pair.a, pair.b))
        return (pair.a, pair.b) if mine >= theirs else (pair.b, pair.a)
    return (pair.b, pair.a) if pair.a.account.stance == "denies" else (pair.a, pair.b)


def _leans(told: Told, name: str) -> int:
    """1 where an account gives a thing this name, -1 where it says that this is not its name."""
    return -1 if name in told.denied else int(name in told.acts)


def dismissed(told: Sequence[Told], one_side: OneSide) -> Iterable[Opposed]:
    """Denials that do not repeat what they deny, each tied to what another side said before it in the article.

    Whom it names in its own words or in those of its frame is meant ("the American remarks"); else whoever accused
    before it; else the last speaker right before it, as long as that one is of another side.
    """
    for place, denial in enumerate(told):
        if not denial.dismissal:
            continue
        stated = [t for t in told[:place] if t.statement is not None and not t.dismissal]
        before = [t for t in stated if not one_side(t, denial)]
        meant = {key for key in denial.weights if key.startswith("@")} - denial.speaker_keys
        named = [t for t in before[-_REACH:] if t.speaker_keys & meant]
        near = [
            t for t in stated[-_LATEST:] if t in before and t.account.stance == "asserts" and HEDGED not in t.manner
        ]
        accused = [t for t in near if t.statement is not None and t.statement.act == "accuse"]
        for target in named[-2:] if meant else accused[-1:] or near[-1:]:
            yield Opposed(denial, target, "denial", "", (Feature(name="dismissal", value=1.0, weight=1.0),))

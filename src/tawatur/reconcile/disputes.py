"""Disputes: what two sides tell that cannot both stand, with its kind; and what only looks like it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.ids import content_id
from tawatur.model.story import Account, Dispute, DisputeKind, Feature
from tawatur.reconcile.claims.decide import Link
from tawatur.reconcile.claims.features import Scale, bounds, compatible, share_of
from tawatur.reconcile.told import Told, strong

_SAME_TIME = 3
"""Days between two reports up to which different figures or dates of one thing are held against each other; later
ones revise."""
_SAME_PROCESS = 120
"""Days between two accounts up to which one can be the other's denial, name or cause."""
_MOST = 8
"""Accounts a side shows at most."""


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
        self.contested = frozenset(self.partners) | self.charged | self.hollow
        self.revises = frozenset(cast(Sequence[str], table["revises"]))


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


def opposed(  # noqa: PLR0912, PLR0917  # the kinds are tried one after another; one inner call; the names at hand are those of the parameters
    a: Told,
    b: Told,
    link: Link,
    words: Disputewords,
    same_speaker: Callable[[Account, Account], bool],
    scale: Scale,
) -> Opposed | None:
    """How two compared accounts stand against each other; None where they do not.

    In a large ledger more is asked of a pair: `Scale.crowd` says by how much.
    """
    rarity, crowd = scale.rarity, scale.crowd
    if link.close < _FAINT and not (a.caused and b.caused) and not words.contested & (set(a.acts) | set(b.acts)):
        return None
    if a.article == b.article and a.account.speaker is b.account.speaker is None:
        return None
    gap = apart(a, b)
    if gap is None or gap > _SAME_PROCESS or same_speaker(a.account, b.account):
        return None
    close = link.close - crowd
    near = a.article == b.article or not crowd
    large = crowd > _LARGE
    told_apart = large and a.article != b.article
    stated = a.statement is not None and b.statement is not None
    one_stated = a.statement is not None or b.statement is not None
    if a.caused and b.caused and not large and (near or close > _LOOSE) and _other_cause(a, b):
        return Opposed(a, b, "cause", _topic(a, b), link.features)
    renamed = _renamed(a, b, words) if stated or (one_stated and not large) else ""
    if renamed and (
        (_turned_down(a, b, renamed) and close > (_LOOSEST if a.article == b.article else _LOOSE))
        or (a.article == b.article and _beside(a, b, renamed, rarity))
    ):
        return Opposed(a, b, "naming", renamed, link.features)
    if stated and a.article == b.article and (charged := _charged(a, b, words)):
        return Opposed(a, b, "naming", charged, link.features)
    if one_stated and gap <= _ONE_DEBATE and (near or close > _LOOSE) and _hollow(a, b, words, rarity):
        return Opposed(a, b, "denial", _topic(a, b), link.features)
    if a.account.stance != b.account.stance:
        denier = a if a.account.stance == "denies" else b
        said = denier.statement is not None and (not told_apart or denier.statement.act == "deny")
        if said and link.score > _CLOSE + 0.7 * crowd and _about_one(a, b, rarity):
            return Opposed(a, b, "cause" if denier.caused else "denial", _topic(a, b), link.features)
        return None
    if (
        stated
        and not told_apart
        and _opposite(a, b, words)
        and (close > _LOOSE or (a.article == b.article and close > _FAINT))
    ):
        return Opposed(a, b, "denial", _topic(a, b), link.features)
    if gap > _SAME_TIME or close <= _CLOSE or large:
        return None
    if "other figures" in link.clash and not _revises(a, b, words) and _figures_clash(a, b):
        return Opposed(a, b, "figure", _topic(a, b), link.features)
    if "other dates" in link.clash and not _revises(a, b, words) and _past(a) and _past(b):
        return Opposed(a, b, "date", _topic(a, b), link.features)
    return None


_LARGE = 1.2
"""From this crowd on, causes, figures and dates are held against each other too often in vain, and two articles
are opposed only where one says outright that it denies, renames or calls a show; the author's own words rename nothing."""
_LOOSE = -0.6
_FAINT = -5.0
_LOOSEST = -2.5
_ONE_DEBATE = 30
"""Days within which two accounts speak in one debate."""
_CLOSE = 0.8


def apart(a: Told, b: Told) -> int | None:
    """Days between two publications, 0 where their intervals meet; None where one has no date."""
    if a.published is None or b.published is None:
        return None if a.article != b.article else 0
    first, second = sorted((a.published, b.published))
    return max(0, (second[0] - first[1]).days)


def _about_one(a: Told, b: Told, rarity: Callable[[str], float]) -> bool:
    """Whether what one account denies is what the other tells: most of the denied acts, and a telling one."""
    denier, teller = (a, b) if a.account.stance == "denies" else (b, a)
    if denier.qualified - teller.qualified:
        return False
    acts = [act for act in denier.acts if act in denier.denied] if denier.denied else list(denier.acts)
    told = [act for act in acts if act in teller.weights and act not in teller.denied]
    return bool(told) and 2 * len(told) >= len(acts) and sum(map(rarity, told)) >= _TELLING


_TELLING = 0.4


def _renamed(a: Told, b: Told, words: Disputewords) -> str:
    """The two names that two accounts give one thing, one of them turning the other's down."""
    for x, y in ((a, b), (b, a)):
        for mine in x.acts:
            if mine in x.denied:
                continue
            for theirs in y.acts:
                if theirs in y.denied or frozenset((mine, theirs)) not in words.rivals:
                    continue
                if theirs in x.denied or (
                    x.around(mine) & y.around(theirs) and theirs not in x.acts and mine not in y.acts
                ):
                    return " ".join(sorted((mine, theirs)))
    return ""


def _turned_down(a: Told, b: Told, names: str) -> bool:
    """Whether one of two accounts says outright that the other's name is not the thing's."""
    return any(name in x.denied and name in y.acts for x, y in ((a, b), (b, a)) for name in names.split(" "))


def _beside(a: Told, b: Told, names: str, rarity: Callable[[str], float]) -> bool:
    """Whether two names are given to one thing: the same telling word stands beside both."""
    one, two = names.split(" ")
    shared = (a.around(one) & b.around(two)) | (a.around(two) & b.around(one))
    return max(map(rarity, shared), default=0.0) >= _TELLING


def _opposite(a: Told, b: Told, words: Disputewords) -> bool:
    """Whether two accounts tell opposite acts of one thing: acts that exclude each other, with a shared object."""
    for x in a.acts[:3]:
        for y in b.acts[:3]:
            if frozenset((x, y)) not in words.opposites or x in b.acts or y in a.acts:
                continue
            if a.around(x) & b.around(y):
                return True
    return False


def _charged(a: Told, b: Told, words: Disputewords) -> str:
    """The two names, where one account judges a nation's doing and the other explains it."""
    for x, y in ((a, b), (b, a)):
        judged = [k for k in x.acts if k in words.charged and k not in x.denied]
        explained = [k for k in y.acts if k in words.explaining and k not in y.denied]
        nations = {k for k in x.weights if k.startswith("@") and k in y.weights}
        if judged and explained and nations and not words.charged & set(y.acts):
            return " ".join(sorted((judged[0], explained[0])))
    return ""


def _hollow(a: Told, b: Told, words: Disputewords, rarity: Callable[[str], float]) -> bool:
    """Whether one account calls a show what the other tells as done."""
    for x, y in ((a, b), (b, a)):
        if x.statement is None or not words.hollow & set(x.acts) or words.hollow & set(y.acts):
            continue
        shared = {k for k in x.weights if k in y.acts and k not in words.hollow}
        if y.head in shared and sum(map(rarity, shared)) >= _TELLING:
            return True
    return False


def _other_cause(a: Told, b: Told) -> bool:
    """Whether two accounts give one effect different causes, or one denies the cause that the other gives."""
    effect_a, effect_b = a.effects, b.effects
    if a.account.stance != b.account.stance:
        return bool(strong(a.causes & b.causes)) and (bool(effect_a & effect_b) or a.article == b.article)
    effect = effect_a & effect_b & (set(a.acts) | set(b.acts))
    return bool(effect) and bool(strong(a.causes)) and bool(strong(b.causes)) and not a.causes & b.causes


def _revises(a: Told, b: Told, words: Disputewords) -> bool:
    return bool((set(a.acts) | set(b.acts)) & words.revises)


def _figures_clash(a: Told, b: Told) -> bool:
    for x in a.numbers:
        for y in b.numbers:
            if share_of(x) and share_of(y):
                if not compatible(x, y):
                    return True
                continue
            if x.unit == y.unit and x.role == y.role and x.counted & y.counted and not compatible(x, y):
                low_x, high_x = bounds(x)
                low_y, high_y = bounds(y)
                if max(low_x, low_y) <= 20 * max(1.0, min(high_x, high_y)):
                    return True
    return False


def _past(told: Told) -> bool:
    return told.published is not None and bool(told.times) and all(t[1] <= told.published[1] for t in told.times)


def _topic(a: Told, b: Told) -> str:
    shared = [act for act in a.acts if act in b.acts]
    return " ".join(sorted(shared)[:3])


def gather(found: Iterable[Opposed], of_claim: Mapping[str, str], why: Callable[[Opposed], str]) -> tuple[Dispute, ...]:
    """Opposed pairs put together: those of one kind whose sides meet in an account or a claim are one dispute."""
    by_kind: dict[tuple[str, str], list[Opposed]] = {}
    for pair in found:
        topic = pair.topic if pair.kind == "naming" else ""
        by_kind.setdefault((pair.kind, topic), []).append(pair)
    out: list[Dispute] = []
    for (kind, topic), pairs in sorted(by_kind.items()):
        for sides, members in _sides(pairs, of_claim, topic):
            best = max(
                members, key=lambda p: (sum(f.value * f.weight for f in p.features), p.a.account.id, p.b.account.id)
            )
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
    pairs: Sequence[Opposed], of_claim: Mapping[str, str], topic: str
) -> list[tuple[tuple[tuple[Account, ...], tuple[Account, ...]], list[Opposed]]]:
    """Two-coloured components: a pair joins a dispute where one of its ends stands there, on the same side."""
    groups: list[tuple[dict[str, Account], dict[str, Account], list[Opposed]]] = []

    def key(told: Told) -> str:
        return of_claim.get(told.account.id, told.account.id) + told.account.stance

    def order(side: dict[str, Account]) -> tuple[Account, ...]:
        return tuple(sorted(list(side.values())[:_MOST], key=lambda a: (a.article, a.spans)))

    marks: list[tuple[set[str], set[str]]] = []
    for pair in sorted(pairs, key=_strength):
        one, two = _ordered(pair, topic)
        placed = False
        for (left, right, members), (left_keys, right_keys) in zip(groups, marks, strict=True):
            for x, y in ((one, two), (two, one)):
                if (
                    (key(x) in left_keys or key(y) in right_keys)
                    and key(x) not in right_keys
                    and key(y) not in left_keys
                ):
                    left[x.account.id] = x.account
                    right[y.account.id] = y.account
                    left_keys.add(key(x))
                    right_keys.add(key(y))
                    members.append(pair)
                    placed = True
                    break
            if placed:
                break
        if not placed:
            groups.append(({one.account.id: one.account}, {two.account.id: two.account}, [pair]))
            marks.append(({key(one)}, {key(two)}))
    return [((order(left), order(right)), members) for left, right, members in groups]


def _strength(pair: Opposed) -> tuple[float, str, str]:
    return -sum(f.value * f.weight for f in pair.features), pair.a.account.id, pair.b.account.id


def _ordered(pair: Opposed, topic: str) -> tuple[Told, Told]:
    """The side that asserts first; for names, the one whose name comes first in the alphabet."""
    if pair.kind == "naming":
        first = topic.split(" ", maxsplit=1)[0]
        return (pair.a, pair.b) if first in pair.a.acts and first not in pair.a.denied else (pair.b, pair.a)
    return (pair.b, pair.a) if pair.a.account.stance == "denies" else (pair.a, pair.b)


def dismissed(told: Sequence[Told], same_speaker: Callable[[Account, Account], bool]) -> Iterable[Opposed]:
    """Denials that do not repeat what they deny, each tied to what another speaker said before it in the article.

    The statement's own frame often says whose words are meant ("on the American remarks"); else it is the latest.
    """
    for place, denial in enumerate(told):
        if not denial.dismissal:
            continue
        before = [
            t for t in told[:place]
            if t.statement is not None and not t.dismissal and not same_speaker(t.account, denial.account)
        ]  # fmt: skip
        meant = set(denial.weights) - {t.key for t in denial.terms}
        hits = [t for t in before[-_REACH:] if any(_names(t, key) for key in meant)]
        for target in (hits or before)[-(2 if hits else 1) :]:
            yield Opposed(denial, target, "denial", "", (Feature(name="dismissal", value=1.0, weight=1.0),))


_REACH = 12


def _names(told: Told, key: str) -> bool:
    return key.startswith("@") and told.statement is not None and key in told.speaker_keys

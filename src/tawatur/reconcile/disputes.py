"""Disputes: what two sides tell that cannot both stand, with its kind; and what only looks like it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from tawatur.model.story import Account
from tawatur.reconcile.claims.decide import Link
from tawatur.reconcile.claims.features import Scale
from tawatur.reconcile.claims.figures import bounds, compatible, share_of
from tawatur.reconcile.denials import answered, called_a_show, denied, takes_back
from tawatur.reconcile.manner import ALL, FURTHER, HEDGED, ONLY, OUTRIGHT, told_as
from tawatur.reconcile.opposing import Disputewords, Opposed, apart, crowded, topic_of
from tawatur.reconcile.told import Number, Told, strong

_SAME_TIME = 3
"""Days between two reports up to which different figures or dates of one thing are held against each other; later
ones revise."""
_SAME_PROCESS = 120
"""Days between two accounts up to which one can be the other's denial, name or cause."""


def opposed(  # noqa: PLR0917  # one inner call; the names at hand are those of the parameters
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
    if link.close < _FAINT and not (a.caused and b.caused) and not words.contested & (set(a.acts) | set(b.acts)):
        return None
    if a.article == b.article and a.account.speaker is b.account.speaker is None:
        return None
    gap = apart(a, b)
    if gap is None or gap > _SAME_PROCESS or same_speaker(a.account, b.account):
        return None
    return (
        _explained(a, b, link, words, scale)
        or _contradicted(a, b, link, words, scale, gap)
        or (_counted_apart(a, b, link, words) if gap <= _SAME_TIME and not crowded(a, b, scale.crowd) else None)
    )


def _explained(a: Told, b: Told, link: Link, words: Disputewords, scale: Scale) -> Opposed | None:
    """Another cause of one effect, or another name for one thing."""
    close, here = link.close - scale.crowd, a.article == b.article
    large = crowded(a, b, scale.crowd)
    stated = a.statement is not None and b.statement is not None
    one_stated = a.statement is not None or b.statement is not None
    near = here or not scale.crowd
    if a.caused and b.caused and not large and (near or close > _LOOSE) and _other_cause(a, b):
        return Opposed(a, b, "cause", topic_of(a, b), link.features)
    renamed = _renamed(a, b, words) if stated or (one_stated and not large) else ""
    if renamed and (
        (_turned_down(a, b, renamed) and close > (_LOOSEST if here else _LOOSE))
        or (here and _beside(a, b, renamed, scale.rarity))
    ):
        return Opposed(a, b, "naming", renamed, link.features)
    if stated and here and (charged := _charged(a, b, words)):
        return Opposed(a, b, "naming", charged, link.features)
    return None


def _contradicted(  # noqa: PLR0917  # one inner call; the names at hand are those of the parameters
    a: Told, b: Told, link: Link, words: Disputewords, scale: Scale, gap: int
) -> Opposed | None:
    """What one calls a show, gives another reach or denies of what the other asserts; acts that exclude each other."""
    close, here = link.close - scale.crowd, a.article == b.article
    large = crowded(a, b, scale.crowd)
    stated = a.statement is not None and b.statement is not None
    said = stated if large else (a.statement is not None or b.statement is not None)
    near = here or not scale.crowd or close > _LOOSE
    if said and gap <= _ONE_DEBATE and near and called_a_show(a, b, words, scale):
        return Opposed(a, b, "denial", topic_of(a, b), link.features)
    if stated and gap <= _ONE_DEBATE and (scope := _scope(a, b, words)):
        return Opposed(a, b, "scope", scope, link.features)
    if a.account.stance != b.account.stance:
        denier, teller = (a, b) if a.account.stance == "denies" else (b, a)
        if denied(denier, teller, words, scale):
            return Opposed(a, b, "cause" if denier.caused else "denial", topic_of(a, b), link.features)
        return None
    close_enough = close > _LOOSE or (here and close > _FAINT)
    if stated and not large and close_enough and HEDGED not in a.manner | b.manner and _opposite(a, b, words):
        return Opposed(a, b, "denial", topic_of(a, b), link.features)
    return None


def _counted_apart(a: Told, b: Told, link: Link, words: Disputewords) -> Opposed | None:
    """Other figures, or other dates, of one thing at one time."""
    if a.account.stance != b.account.stance or link.close <= _CLOSE or _revises(a, b, words):
        return None
    if "other figures" in link.clash and _figures_clash(a, b):
        return Opposed(a, b, "figure", topic_of(a, b), link.features)
    if "other dates" in link.clash and _past(a) and _past(b) and a.head == b.head:
        return Opposed(a, b, "date", topic_of(a, b), link.features)
    return None


_LOOSE = -0.8
_FAINT = -5.2
_LOOSEST = -2.7
_ONE_DEBATE = 30
"""Days within which two accounts speak in one debate."""
_CLOSE = 0.6


def within(told: Sequence[Told], words: Disputewords, scale: Scale) -> Iterator[Opposed]:
    """What stands against each other in one article although it shares too few words to be compared."""
    yield from answered(told, words, scale)
    stated = [t for t in told if t.statement is not None]
    bounded = [t for t in stated if words.reach & set(t.acts) or told_as(t.manner, ONLY)]
    for one, two in itertools.product(bounded, stated):
        if one is not two and (scope := _scope(one, two, words)):
            yield Opposed(one, two, "scope", scope, ())
    for place, one in enumerate(told):
        for two in told[place + 1 : place + 1 + _NEXT]:
            if one.statement and two.statement and _told_figures_clash(one, two, words):
                yield Opposed(one, two, "figure", topic_of(one, two), ())
            if one.statement and two.statement and _cause_denied(one, two, scale):
                yield Opposed(one, two, "cause", topic_of(one, two), ())


_NEXT = 8
"""Accounts of an article behind one among which another figure or cause of the same is looked for."""


def _told_figures_clash(a: Told, b: Told, words: Disputewords) -> bool:
    """Whether two speakers of one article count one thing differently: one role and one sort of people, or one share."""
    if a.account.speaker == b.account.speaker or _one_house(a, b) or _revises(a, b, words):
        return False
    if FURTHER in a.manner | b.manner:
        return False
    if a.times and b.times and not any(x[0] <= y[1] and y[0] <= x[1] for x in a.times for y in b.times):
        return False
    places_a, places_b = ({k for k in t.weights if k.startswith("#")} for t in (a, b))
    if (places_a or places_b) and not places_a & places_b:
        return False
    shared = set(a.acts) & set(b.acts)
    for x in a.numbers:
        for y in b.numbers:
            if compatible(x, y):
                continue
            if share_of(x) and share_of(y) and (shared or not a.acts or not b.acts):
                return True
            if x.role and x.role == y.role and x.unit == y.unit and x.counted & y.counted and _of_one_event(x, y):
                return True
    return False


def _one_house(a: Told, b: Told) -> bool:
    """Whether the words for one speaker name the other one, as a body's head is told by his body."""
    one, two = a.speaker_keys, b.speaker_keys
    return bool(one and two) and (one <= two or two <= one or any(key.startswith("#") for key in one & two))


def _of_one_event(x: Number, y: Number) -> bool:
    """Whether two figures are far enough apart to be two, and near enough to be of one event."""
    low, high = sorted((x.low or x.high or 0.0, y.low or y.high or 0.0))
    return _ROUNDING * low <= high <= _OTHER_EVENT * low


_ROUNDING = 1.25
_OTHER_EVENT = 3.0


def _cause_denied(a: Told, b: Told, scale: Scale) -> bool:
    """Whether one account outright denies the cause that the other gives the same effect."""
    if not (a.caused and b.caused) or (OUTRIGHT in a.manner) == (OUTRIGHT in b.manner):
        return False
    if a.account.speaker == b.account.speaker:
        return False
    effects = (set(a.acts) & set(b.acts)) - a.causes - b.causes
    return bool(effects) and max(map(scale.rarity, a.causes & b.causes), default=0.0) >= _TELLING


def _scope(a: Told, b: Told, words: Disputewords) -> str:
    """What two accounts give another reach: all of it or a part only, or what it extends to; empty where they do not."""
    if HEDGED in a.manner | b.manner or a.account.stance == b.account.stance == "denies":
        return ""
    for x, y in ((a, b), (b, a)):
        if x.account.stance == "denies":
            continue
        whole, part = told_as(x.manner, ALL), told_as(y.manner, ONLY)
        shared = {k for k in x.acts if k in y.acts} - words.reach
        if y.account.stance == "asserts" and whole & part and shared:
            return " ".join(sorted(whole & part))
        for subject, objects in _reaches(x, words):
            for other, others in _reaches(y, words):
                if not subject & other:
                    continue
                limited = "LIMIT" in y.acts and "LIMIT" not in x.acts and bool(whole)
                if limited or (words.reach & y.denied and (whole or objects & others)):
                    return " ".join(sorted(subject & other))
    return ""


def _reaches(told: Told, words: Disputewords) -> list[tuple[set[str], set[str]]]:
    """What is told to extend, and to what: the words before and behind each verb of extending."""
    out = []
    for place, term in enumerate(told.terms):
        if term.key in words.reach:
            before, after = told.terms[max(0, place - _BESIDE) : place], told.terms[place + 1 : place + 1 + 2 * _BESIDE]
            if not before:  # the verb stands first: its subject is the next word
                before, after = after[:1], after[1:]
            out.append(({t.key for t in before}, {t.key for t in after}))
    return out


_BESIDE = 3


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
    if takes_back(a, words) or takes_back(b, words):
        return False
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

"""The features by which two accounts are compared: declared, small, each with its value, its weight and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from math import log, sqrt
from typing import Protocol

from tawatur.model.story import Feature
from tawatur.reconcile.claims.figures import met
from tawatur.reconcile.manner import HEDGED, OF, SUPPOSED
from tawatur.reconcile.told import Days, Told, day_key, strong

Rarity = Callable[[str], float]

_FAR_APART = 240
"""Days between two publications from which on accounts without a date of their own are of other times."""
_ONE_CAUSE = 150
"""The same for what is given as a cause: an attack is soon followed by another one."""

WEIGHTS = {
    "wording": 1.9,
    "acts": 1.5,
    "acts shared": 2.3,
    "steps": 3.3,
    "mood": -1.6,
    "head": 0.2,
    "other acts": -0.3,
    "things": 0.6,
    "description": 2.0,
    "figures": 2.9,
    "other figures": -3.0,
    "dates": 2.4,
    "other dates": -4.0,
    "actors": 0.1,
    "other actors": -0.3,
    "one cause": 4.4,
    "details": -0.6,
    "no cause": -1.6,
    "far apart": -2.3,
    "same speaker": 0.8,
    "thin": -2.5,
    "manner": -0.6,
    "aside": -0.8,
    "one act": -0.9,
    "ledger": -1.6,
    "loose": -6.0,
}
"""What each feature weighs. Fitted by logistic regression on the sample story's gold, rounded, and checked on others; the
later ones were set by hand on the sample, five real articles and two more stories."""

MOODS = frozenset(
    {
        "POSTPONE",
        "CANCEL",
        "REJECT",
        "FAIL",
        "LIFT",
        "RELIEVE",
        "RESUME",
        "VOTE",
        "SUPPORT",
        "CRITICISE",
        "DECEIVE",
        "SABOTAGE",
    }
)
"""Acts that turn what they govern into another claim: a thing postponed is not a thing planned, nor one voted on, praised,
blamed or called a sham a thing that came about."""

AHEAD = frozenset({"AGREE", "PLAN", "NEAR", "PROMISE"})
"""Acts that do so where they lead: what was agreed, planned or promised, or is near, was not done with that."""

BIAS = -3.4


class Scale(Protocol):
    """How much words tell in a ledger."""

    def rarity(self, key: str) -> float:
        """How much a key tells, 0 to 1."""

    @property
    def crowd(self) -> float:
        """How much larger the ledger is than a small one, as a logarithm: the more accounts, the rarer that two agree."""

    def length(self, told: Told) -> float:
        """The length of an account's bag of words, each weighed by how much it tells."""


def compare(a: Told, b: Told, scale: Scale) -> tuple[Feature, ...]:
    """All features of two accounts that are not zero, with their words."""
    words = _words(a, b)
    return tuple(
        Feature(name=name, value=round(value, 3), weight=WEIGHTS[name], detail=words.get(name, ""))
        for name, value in values(a, b, scale).items()
        if value
    )


def total(found: Mapping[str, float]) -> float:
    """The features put together: above 0 is more likely the same than not."""
    return BIAS + sum(value * WEIGHTS[name] for name, value in found.items() if value)


def values(a: Told, b: Told, scale: Scale) -> dict[str, float]:
    """The value of every feature."""
    rarity = scale.rarity
    first, second = set(a.acts), set(b.acts)
    shared = first & second
    both = sum(map(rarity, shared))
    either = sum(map(rarity, first | second))
    product, things = _likeness(a.weights, b.weights, shared, rarity)
    figures, other_figures = met(a.numbers, b.numbers) if a.numbers and b.numbers else (0.0, 0.0)
    dates, other_dates = _dates(a.times, b.times, rarity)
    if other_figures and not dates and a.times and b.times:
        other_dates = 1.0  # another count on the day before is of another event
    fewest = min(len(a.names), len(b.names))
    common = len(a.names & b.names) if fewest else 0
    steps = set(a.steps).intersection(b.steps) if a.steps and b.steps else ()
    wording = product / (scale.length(a) * scale.length(b)) if product else 0.0
    far = large(scale)
    return {
        "wording": wording,
        "acts": both / either if either else 0.0,
        "acts shared": min(3.0, both),
        "steps": min(2.0, sum(rarity(x) * rarity(y) for x, y in steps)),
        "mood": float(len(_moods(a, b, first, second))),
        "head": _head(a, b),
        "other acts": float(min(3, len(first) - len(shared), len(second) - len(shared))),
        "things": min(3.0, things),
        "description": max(0.0, min(3.0, things) - _DESCRIBES) if not (first and second) else 0.0,
        "figures": figures,
        "other figures": other_figures,
        "dates": dates,
        "other dates": other_dates,
        "actors": common / fewest if fewest else 0.0,
        "other actors": float(bool(fewest and not common)),
        "one cause": float(_one_cause(a, b)),
        "no cause": float(_untied(a, b, shared) or _untied(b, a, shared)),
        "details": float(_details(a, b)),
        "far apart": float(not dates and _apart(a, b)),
        "thin": min(1.0, scale.crowd / 2) if scale.crowd and not figures and _thin(a, b, shared, rarity) else 0.0,
        "manner": _manners(a, b, shared),
        "aside": float(bool(shared) and _only_aside(a, shared) != _only_aside(b, shared)),
        "one act": _one_act(a, b, shared, things, both) if not (figures or other_figures or dates) else 0.0,
        "ledger": scale.crowd,
        "loose": far * max(0.0, _CLOSE - _closeness(a, b, wording, things)) if far else 0.0,
        "same speaker": float(bool(a.account.speaker) and a.account.speaker == b.account.speaker),
    }


def _words(a: Told, b: Told) -> dict[str, str]:
    """What `explain` shows beside the features: the words that they rest on."""
    first, second = set(a.acts), set(b.acts)
    shared = " ".join(sorted(first & second))
    return {
        "acts": shared,
        "acts shared": shared,
        "mood": " ".join(sorted(_moods(a, b, first, second))),
        "head": f"{a.head or '-'} {b.head or '-'}",
        "other acts": " ".join(sorted(first ^ second)),
        "things": " ".join(sorted(k for k in a.weights if k in b.weights and k not in first & second)),
        "actors": " ".join(sorted(a.names & b.names)),
        "one cause": " ".join(sorted(a.causes & b.causes)),
    }


def _moods(a: Told, b: Told, first: set[str], second: set[str]) -> list[str]:
    """The acts that one account has in another mood than the other what they share."""
    leads = [one.head for one, other in ((a, second), (b, first)) if one.head in AHEAD and one.head not in other]
    return [*((first ^ second) & MOODS), *(head for head in leads if head and first & second)]


_STILL_SMALL, _GROWS_FOR = 0.4, 0.8
"""From which crowd on, and over how much more, a ledger asks for close wording."""
_CLOSE = 1.8
"""How close two accounts of a large ledger have to be. Of 248 links of two stories that were judged by hand those this
close were right in 0.85, the others in 0.42 (tests/gold/story_links.jsonl)."""
_MOST_THINGS = 1.6


def large(scale: Scale) -> float:
    """How far a ledger is no small one any more, 0 to 1."""
    return min(1.0, max(0.0, (scale.crowd - _STILL_SMALL) / _GROWS_FOR))


def _closeness(a: Told, b: Told, wording: float, things: float) -> float:
    """How close two accounts are in words, speaker and time. Fitted by logistic regression on the same links."""
    one, two = a.speaker_keys, b.speaker_keys
    voice = bool(one and two and (one <= two or two <= one))
    return 1.6 * wording + 0.7 * min(_MOST_THINGS, things) + 0.8 * voice - 0.25 * log(1 + _between(a, b))


def _between(a: Told, b: Told) -> int:
    """Days between the publication of two accounts at least; 0 where nothing is known."""
    if a.published is None or b.published is None:
        return 0
    first, second = sorted((a.published, b.published))
    return max(0, (second[0] - first[1]).days)


def _manners(a: Told, b: Told, acts: set[str]) -> float:
    """Whether one supposes, asks for or doubts what the other tells as so."""
    supposed = any((SUPPOSED + act in a.manner) != (SUPPOSED + act in b.manner) for act in acts)
    return float(supposed or (HEDGED in a.manner) != (HEDGED in b.manner))


def _one_act(a: Told, b: Told, acts: set[str], things: float, rare: float) -> float:
    """Whether two accounts share but one act and hardly a thing; more where one of them tells nothing else at all.

    A denial may say no more than what it denies: there it tells the less the rarer the act is in the ledger.
    """
    if len(acts) != 1 or things >= _TELLING_THINGS:
        return 0.0
    alone = 2.0 if min(len(a.terms), len(b.terms)) == 1 else 1.0
    return alone if a.account.stance == b.account.stance else alone * 2 * (1 - min(1.0, rare))


def _only_aside(told: Told, acts: set[str]) -> bool:
    """Whether an account tells some acts only to say more of a thing ("the town that was bombed")."""
    return all(OF + act in told.manner for act in acts)


_DESCRIBES = 1.4
"""Weight of the things that two accounts share, beyond which they say the same of what something is, without an act."""
_TELLING_THINGS = 0.3
_FEWEST = 3
"""Telling words that two accounts share at least, to be more than thinly alike."""
_TELLING = 0.2


def _thin(a: Told, b: Told, acts: set[str], rarity: Rarity) -> bool:
    """Whether two accounts share but a word or two, as chance has it in a large ledger."""
    telling = sum(1 for k, w in a.weights.items() if k in b.weights and min(w, b.weights[k]) * rarity(k) >= _TELLING)
    shortest = min(len(a.weights), len(b.weights))
    return telling < min(_FEWEST, max(2, shortest - 1)) or not (acts or telling > _FEWEST)


def _likeness(a: Mapping[str, float], b: Mapping[str, float], acts: set[str], rarity: Rarity) -> tuple[float, float]:
    """The product of two bags of words, and the weight of what they share beside acts."""
    product = things = 0.0
    for key in [key for key in a if key in b]:
        weight, other, rare = a[key], b[key], rarity(key)
        product += weight * other * rare * rare
        if key not in acts:
            things += min(weight, other) * rare
    return product, things


def length(bag: Mapping[str, float], rarity: Rarity) -> float:
    """The length of a bag of words, each weighed by how much it tells."""
    return sqrt(sum((weight * rarity(key)) ** 2 for key, weight in bag.items()))


def cosine(a: Told, b: Told, scale: Scale) -> float:
    """The cosine of two accounts' bags of words, each word weighed by how much it tells."""
    product = 0.0
    for key in [key for key in a.weights if key in b.weights]:
        product += a.weights[key] * b.weights[key] * scale.rarity(key) ** 2
    return product / (scale.length(a) * scale.length(b)) if product else 0.0


def _head(a: Told, b: Told) -> float:
    if a.head is None or b.head is None:
        return 0.0
    if a.head == b.head:
        return 1.0
    return 0.5 * (a.head in b.acts) + 0.5 * (b.head in a.acts) - 0.5


def _dates(a: tuple[Days, ...], b: tuple[Days, ...], rarity: Rarity) -> tuple[float, float]:
    """Whether two accounts share a date, and whether they tell of other ones.

    A shared year tells little, and so does a day that everybody tells of; days next to each other may be one, told
    from two sides of midnight.
    """
    if not a or not b:
        return 0.0, 0.0
    met = [(x, y) for x in a for y in b if _meet(x, y)]
    if met:
        return max(_shared_time(x, y, rarity) for x, y in met), 0.0
    return 0.0, float(not any(_meet(x, (y[0] - _DAY, y[1] + _DAY)) for x in a for y in b))


def _shared_time(x: Days, y: Days, rarity: Rarity) -> float:
    """How much it tells that two accounts tell of times that meet."""
    if max(_days(x), _days(y)) > _MONTHS:
        return _VAGUE_DATE
    return max(_COMMON_DATE, min(rarity(day_key(x)), rarity(day_key(y))))


_DAY = timedelta(days=1)
_MONTHS = 100
"""Days that a time spans, from which on sharing it says little."""
_VAGUE_DATE = 0.2
_COMMON_DATE = 0.3
"""What a shared date tells at least, however many tell of it."""


def _meet(x: Days, y: Days) -> bool:
    return x[0] <= y[1] and y[0] <= x[1]


def _days(x: Days) -> int:
    return (x[1] - x[0]).days


def _one_cause(a: Told, b: Told) -> bool:
    """Whether one cause is given for one effect, at one time: half a year later there is another attack."""
    given = a.caused and b.caused and strong(a.causes & b.causes) and a.effects & b.effects
    return bool(given) and _between(a, b) <= _ONE_CAUSE


def _untied(a: Told, b: Told, shared: set[str]) -> bool:
    """Whether one account ties a cause to its effect where the other tells both without a tie ("after the attack")."""
    return a.caused and not b.caused and bool(shared & a.causes) and bool(shared & a.effects)


def _details(a: Told, b: Told) -> int:
    """How many days and figures one account has where the other has none."""
    one, two = (len(t.numbers) + len(t.times) for t in (a, b))
    return min(3, max(0, max(one, two) - 1)) if not (one and two) else 0


def _apart(a: Told, b: Told) -> bool:
    return _between(a, b) > _FAR_APART

"""The features by which two accounts are compared: declared, small, each with its value, its weight and its words."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import msgspec

from tawatur.model.story import Feature
from tawatur.reconcile.told import Days, Number, Told

Resolve = Callable[[str], str]
"""From a name in its article's own canonical form to the actor it stands for."""

_FAR_APART = 240
"""Days between two publications from which on accounts without a date of their own are of other times."""

_SMALL = 12
"""Numbers up to this one meet by chance."""

WEIGHTS = {
    "wording": 2.0,
    "acts": 1.8,
    "acts shared": 3.2,
    "steps": 3.5,
    "mood": -1.7,
    "head": 0.3,
    "other acts": -0.2,
    "things": 1.0,
    "figures": 2.7,
    "other figures": -2.0,
    "dates": 2.3,
    "other dates": -2.6,
    "actors": 0.2,
    "other actors": -0.4,
    "one cause": 4.5,
    "far apart": -2.2,
    "same speaker": 0.2,
}
"""What each feature weighs. Fitted by logistic regression on the sample story's gold, rounded, and checked on others."""

MOODS = frozenset({"POSTPONE", "CANCEL", "REJECT", "FAIL"})
"""Acts that turn what they govern into another claim: a thing postponed is not a thing planned."""

BIAS = -4.2


def compare(a: Told, b: Told, resolve: Resolve, rarity: Callable[[str], float]) -> tuple[Feature, ...]:
    """All features of two accounts that are not zero. `rarity` says how much a key tells in this ledger, 0 to 1."""
    values = _values(a, b, resolve, rarity)
    return tuple(
        Feature(name=name, value=round(value, 3), weight=WEIGHTS[name], detail=detail)
        for name, (value, detail) in values.items()
        if value
    )


def total(features: tuple[Feature, ...]) -> float:
    """The features put together: above 0 is more likely the same than not."""
    return BIAS + sum(feature.value * feature.weight for feature in features)


def _values(a: Told, b: Told, resolve: Resolve, rarity: Callable[[str], float]) -> dict[str, tuple[float, str]]:
    first, second = set(a.acts), set(b.acts)
    shared = first & second
    both = sum(rarity(k) for k in shared)
    either = sum(rarity(k) for k in first | second)
    things = [k for k in a.weights if k in b.weights and k not in shared]
    figures, other_figures = _figures(a.numbers, b.numbers)
    dates, other_dates = _dates(a.times, b.times)
    actors_a, actors_b = {resolve(n) for n in a.names}, {resolve(n) for n in b.names}
    common = actors_a & actors_b
    fewest = min(len(actors_a), len(actors_b))
    return {
        "wording": (cosine(a.weights, b.weights, rarity), ""),
        "acts": (both / either if either else 0.0, " ".join(sorted(shared))),
        "acts shared": (min(3.0, both), " ".join(sorted(shared))),
        "steps": (min(2.0, sum(rarity(x) * rarity(y) for x, y in set(a.steps) & set(b.steps))), ""),
        "mood": (float(len((first ^ second) & MOODS)), " ".join(sorted((first ^ second) & MOODS))),
        "head": (_head(a, b), f"{a.head or '-'} {b.head or '-'}"),
        "other acts": (float(min(3, len(first - shared), len(second - shared))), " ".join(sorted(first ^ second))),
        "things": (
            min(3.0, sum(min(a.weights[k], b.weights[k]) * rarity(k) for k in things)),
            " ".join(sorted(things)),
        ),
        "figures": (figures, ""),
        "other figures": (other_figures, ""),
        "dates": (dates, ""),
        "other dates": (other_dates, ""),
        "actors": (len(common) / fewest if fewest else 0.0, " ".join(sorted(common))),
        "other actors": (float(bool(fewest and not common)), ""),
        "one cause": (float(_one_cause(a, b)), " ".join(sorted(a.causes & b.causes))),
        "far apart": (float(_apart(a, b) and not dates), ""),
        "same speaker": (float(bool(a.account.speaker) and a.account.speaker == b.account.speaker), ""),
    }


def _one_cause(a: Told, b: Told) -> bool:
    """Whether two accounts speak of one thing as the cause of one other."""
    return bool(strong(a.causes & b.causes) and effects(a) & effects(b))


def effects(told: Told) -> frozenset[str]:
    """The families that an account, or the frame it is told in, gives a cause for."""
    return strong(frozenset(told.weights)) - told.causes


def strong(keys: frozenset[str]) -> frozenset[str]:
    """The keys that are families of words, nations and the words of causing themselves left out."""
    return frozenset(k for k in keys if k.isupper() and k != "CAUSE" and not k.startswith("@"))


def cosine(a: dict[str, float], b: dict[str, float], rarity: Callable[[str], float]) -> float:
    """The cosine of two weighted bags of words, each word weighed by how much it tells."""
    product = sum(w * b[k] * rarity(k) ** 2 for k, w in a.items() if k in b)
    if not product:
        return 0.0
    long_a = sqrt(sum((w * rarity(k)) ** 2 for k, w in a.items()))
    long_b = sqrt(sum((w * rarity(k)) ** 2 for k, w in b.items()))
    return product / (long_a * long_b)


def _head(a: Told, b: Told) -> float:
    if a.head is None or b.head is None:
        return 0.0
    if a.head == b.head:
        return 1.0
    return 0.5 * (a.head in b.acts) + 0.5 * (b.head in a.acts) - 0.5


def _figures(a: tuple[Number, ...], b: tuple[Number, ...]) -> tuple[float, float]:
    """Whether two accounts share a figure, and whether they count the same thing differently."""
    same = differ = 0.0
    for x in a:
        for y in b:
            shares = share_of(x) and share_of(y)
            if not shares and (x.unit != y.unit or (x.counted and y.counted and not x.counted & y.counted)):
                continue
            if compatible(x, y):
                small = max(x.low or 0, y.low or 0) <= _SMALL
                same = max(same, (0.5 if small else 1.0) if x.counted and y.counted else (0.0 if small else 0.7))
            elif shares or x.counted & y.counted:
                differ = 1.0
    return same, 0.0 if same else differ


def compatible(x: Number, y: Number) -> bool:
    """Whether two figures can be one: their bounds overlap, small ones exactly."""
    low_x, high_x = bounds(x)
    low_y, high_y = bounds(y)
    return low_x <= high_y and low_y <= high_x


def share_of(x: Number) -> bool:
    """Whether a figure is a share of a whole."""
    return x.unit in ("percent", "share")


def bounds(x: Number) -> tuple[float, float]:
    """The figure's bounds with open ends opened wide; percentages as shares of one."""
    if x.unit == "percent":
        x = msgspec.structs.replace(
            x, unit="share", low=None if x.low is None else x.low / 100, high=None if x.high is None else x.high / 100
        )
    low = x.low if x.low is not None else 0.0
    high = x.high if x.high is not None else (float("inf") if x.low is not None else 0.0)
    return low, max(low, high)


def _dates(a: tuple[Days, ...], b: tuple[Days, ...]) -> tuple[float, float]:
    if not a or not b:
        return 0.0, 0.0
    meet = any(x[0] <= y[1] and y[0] <= x[1] for x in a for y in b)
    return (1.0, 0.0) if meet else (0.0, 1.0)


def _apart(a: Told, b: Told) -> bool:
    if a.published is None or b.published is None:
        return False
    first, second = sorted((a.published, b.published))
    return (second[0] - first[1]).days > _FAR_APART

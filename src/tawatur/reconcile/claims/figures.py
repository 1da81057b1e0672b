"""Whether the figures of two accounts meet: one count told twice, or the same thing counted differently."""

from __future__ import annotations

import msgspec

from tawatur.reconcile.told import Number

_SMALL = 12
"""Numbers up to this one meet by chance."""


def met(a: tuple[Number, ...], b: tuple[Number, ...]) -> tuple[float, float]:
    """Whether two accounts share a figure, and whether they count the same thing differently.

    "At least six" and "at least forty" may both hold, yet do not tell one count: open and wide bounds that meet only
    far from where they begin count against, and those that begin together count little for.
    """
    same = differ = 0.0
    for x in a:
        for y in b:
            if x.part != y.part:
                continue  # a part of them and all of them may both be so
            shares = share_of(x) and share_of(y)
            if not shares and (x.unit != y.unit or (x.whom and y.whom and not x.whom & y.whom)):
                # other words for the counted: what befell so many did not befall so many others
                done = x.role is not None and x.role == y.role and x.unit == y.unit
                differ = max(differ, float(done and not (compatible(x, y) and _begin_together(x, y))))
                continue
            if compatible(x, y):
                small = max(x.low or 0, y.low or 0) <= _SMALL
                much = (0.5 if small else 1.0) if x.whom and y.whom else (0.0 if small else 0.7)
                meets = _begin_together(x, y) or _holds(x, y) or _holds(y, x)
                same = max(same, much if meets and not _wide(x) and not _wide(y) else much * _VAGUE)
                differ = max(differ, float(not meets))
            elif shares or x.counted & y.counted or (x.role and x.role == y.role):
                differ = 1.0  # also "eight civilians" and "forty people" that were killed
    return same, 0.0 if same > _VAGUELY else differ


_VAGUE = 0.3
_VAGUELY = 0.45
"""What vague bounds that meet are worth, and from where on a shared figure outweighs one that differs."""
_OPEN_REACH = 1.25
_WIDE = 1.6
"""How many times its beginning an open bound is taken to reach, and from where on a closed one is vague."""


def _begin_together(x: Number, y: Number) -> bool:
    (low_x, high_x), (low_y, high_y) = _told_as(x), _told_as(y)
    return low_x <= high_y and low_y <= high_x


def _holds(x: Number, y: Number) -> bool:
    """Whether a figure only gives the order of size of another one ("hundreds", of 450)."""
    low, high = bounds(y)
    return x.low is not None and x.high is not None and _wide(x) and not _wide(y) and x.low <= low and high <= x.high


def _told_as(x: Number) -> tuple[float, float]:
    """The bounds that a teller means: "more than forty" is not four hundred."""
    low, high = bounds(x)
    return (high / _OPEN_REACH, high) if x.low is None else (low, min(high, low * _OPEN_REACH))


def vague(low: float | None, high: float | None) -> bool:
    """Whether a figure is so small or so wide that two tellers meet in it by chance."""
    return low is None or high is None or high <= _SMALL or high > _WIDE * low


def _wide(x: Number) -> bool:
    """Whether a figure is a range so wide that it tells an order of size only ("dozens")."""
    return x.high is not None and x.high > _WIDE * (x.low or 0.0)


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

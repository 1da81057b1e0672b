"""What resolving gives and what it stands on."""

from __future__ import annotations

from datetime import date

import msgspec

from tawatur.model.marks import Anchor
from tawatur.read.times import calendar as cal
from tawatur.read.times.form import Form


class Value(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A resolved value: days (either end may be open), TIMEX3 value, what it was counted from, flags."""

    earliest: date | None = None
    latest: date | None = None
    value: str | None = None
    mod: str | None = None
    anchor: Anchor | None = None
    flags: tuple[str, ...] = ()

    @property
    def days(self) -> cal.Days | None:
        """Both days, where both are known."""
        return (self.earliest, self.latest) if self.earliest and self.latest else None


class Ground(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What an expression stands on: the day of publication, the last date named before it, where its sentence looks.

    `outlook` is 1 where the sentence looks ahead, -1 where it looks back, 0 where no word says.
    """

    today: date | None
    named: Anchor | None = None
    outlook: int = 0
    near: date | None = None
    """The day that the same sentence names last."""


def published(ground: Ground) -> Anchor:
    """The anchor of what is counted from the day of publication."""
    return Anchor(how="published", earliest=ground.today, latest=ground.today)


SELF = Anchor(how="self")


def value_of(days: cal.Days | None, value: str | None, anchor: Anchor, form: Form, *flags: str) -> Value:
    """A value of the given days, cut down to the form's part."""
    mod = form.mod
    if days is not None and form.part:
        days = cal.part_of(days, form.part)
        if (form.part[0] == "Q" and value and len(value) == 4) or (form.part[0] == "H" and value and len(value) == 4):
            value = f"{value}-{form.part}"
        else:
            mod = mod or form.part
    if form.daypart and value and len(value) == 10:
        value = f"{value}T{form.daypart}"
    return Value(
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        value=value,
        mod=mod,
        anchor=anchor,
        flags=(*form.flags, *flags),
    )

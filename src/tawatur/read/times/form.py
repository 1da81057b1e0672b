"""A time as its words alone give it, before it is set against the calendar."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawatur.model.marks import TimeKind

How = Literal[
    "calendar", "weekday", "nth", "same", "deictic", "relative", "many", "distance", "duration", "set", "decade", "century", "season",
    "feast", "hijri", "clock",
]  # fmt: skip
"""What an expression counts from and how, which decides how it is resolved."""


class Form(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The underspecified value of an expression. What its words do not say is None.

    `which` is -1 for the last, 0 for the running, 1 for the next one; with `named` it is counted from the last date
    named. Units are TIMEX3's (D W M Y DE CE, TH TM TS for hours and less, N nights).
    """

    how: How
    kind: TimeKind = "date"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    end_weekday: int | None = None
    unit: str | None = None
    count: float | None = None
    which: int | None = None
    named: bool = False
    year_which: int | None = None
    year_named: bool = False
    part: str | None = None
    daypart: str | None = None
    value: str | None = None
    mod: str | None = None
    flags: tuple[str, ...] = ()

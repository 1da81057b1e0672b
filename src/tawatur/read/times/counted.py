"""Builders of days and weeks counted within a month or week, of the last so many units, of lengths in two units."""

from __future__ import annotations

from tawatur.read.pattern import Match
from tawatur.read.times.form import Form
from tawatur.read.times.parts import month_number, number_in, which_in, year_in
from tawatur.read.times.spans import iso_duration, unit_in

LAST = -1
"""The number of the last one of a month."""


def nth_weekday(match: Match) -> Form | None:
    """The first, third, last such weekday of a month."""
    told = match.value("wd", "weekday") or match.value("wd2", "weekday") or match.value("wb", "weekday.bare")
    return _of_month(match, int(told)) if told else None


def nth_week(match: Match) -> Form | None:
    """The first, second, last week of a month: that of its first, second, last Monday."""
    return _of_month(match, None)


def _of_month(match: Match, weekday: int | None) -> Form | None:
    number = _number(match)
    month = month_number(match, "m")
    if number is None or (number != LAST and not 1 <= number <= 5) or (match.units("m") and month is None):
        return None
    which, _ = which_in(match, "aw")
    year_which, year_named = which_in(match, "yx")
    return Form(
        how="nth",
        count=float(number),
        weekday=weekday,
        unit=None if weekday else "W",
        month=month,
        year=year_in(match, "y"),
        which=which if which is not None or month is not None else 0,
        year_which=year_which,
        year_named=year_named,
    )


def _number(match: Match) -> int | None:
    for group in ("o", "o2"):
        for unit in match.units(group):
            if unit.entry("w.last") is not None or unit.entry("ord.last") is not None:
                return LAST
            entry = unit.entry("ord")
            if entry is not None:
                return int(entry.value)
    return None


def weekday_of_week(match: Match) -> Form | None:
    """A weekday of the last, running or next week."""
    told = match.value("wd", "weekday") or match.value("wd3", "weekday") or match.value("wb", "weekday.bare")
    which, _ = which_in(match, "aw") if match.units("aw") else which_in(match, "aw3")
    return Form(how="relative", unit="W", weekday=int(told), which=which or 0) if told else None


def last_many(match: Match) -> Form | None:
    """The last so many years, months, days."""
    unit = unit_in(match, "u", "ud")
    number = number_in(match, "n") or (2 if match.units("ud") else None)
    if unit is None or number is None or number != int(number):
        return None
    return Form(how="many", unit=unit, count=float(number), which=-1)


def two_durations(match: Match) -> Form | None:
    """A length told in two units, the greater first or last."""
    lengths = []
    for number_group, with_number, alone in (("n", "u", "u1"), ("n2", "u2", "u3")):
        unit = unit_in(match, with_number, alone)
        dual = bool(match.units(alone)) and match.units(alone)[0].entry("tu.du") is not None
        number = number_in(match, number_group) or (None if match.units(number_group) else 2 if dual else 1)
        if unit is None or number is None:
            return None
        lengths.append((unit, iso_duration(float(number), unit)))
    (first, one), (second, other) = lengths
    if first == second or one is None or other is None:
        return None
    days = [length for _, length in lengths if length and not length.startswith("PT")]
    hours = [length for _, length in lengths if length and length.startswith("PT")]
    order = "YMWD" if len(days) == 2 else "HMS"
    days.sort(key=lambda length: order.find(length[-1]))
    hours.sort(key=lambda length: "HMS".find(length[-1]))
    value = "P" + "".join(length[1:] for length in days)
    value += "T" + "".join(length[2:] for length in hours) if hours else ""
    return Form(how="duration", kind="duration", value=value)

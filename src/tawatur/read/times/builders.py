"""From a rule's match to the underspecified value of its words; None where the words are no such time after all."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from tawatur.read.pattern import Match
from tawatur.read.times import counted
from tawatur.read.times import spans as built
from tawatur.read.times.form import Form
from tawatur.read.times.parts import (
    bare_year_fits,
    month_number,
    number_in,
    ordinal_in,
    part_in,
    weak_month_fits,
    which_in,
    year_in,
)

_FIRST_WORDED = 200
"""A year in words is at least this: less behind the word for year counts something."""


def day_month(match: Match) -> Form | None:
    """A day, or several, of a month, with or without its year."""
    month = month_number(match, "m")
    day = ordinal_in(match, "d")
    if month is None or day is None or not 1 <= day <= 31:
        return None
    end = ordinal_in(match, "d2")
    if end is not None and not day < end <= 31:
        return None
    form = Form(
        how="calendar",
        month=month,
        day=day,
        end_day=end,
        weekday=_weekday(match, "wd"),
        daypart=match.value("pt", "daypart"),
    )
    return _of_year(match, form)


def month(match: Match) -> Form | None:
    """A month, with or without its year."""
    number = month_number(match, "m") or month_number(match, "m0")
    if number is None or not weak_month_fits(match):
        return None
    return _of_year(match, Form(how="calendar", month=number, part=part_in(match)))


def months(match: Match) -> Form | None:
    """Two months, or all from one to another, that share a year."""
    first, last = month_number(match, "m"), month_number(match, "m2")
    if first is None or last is None or first == last:
        return None
    return _of_year(match, Form(how="calendar", month=first, end_month=last, part=part_in(match)))


def _of_year(match: Match, form: Form) -> Form:
    """The form with what its words say of the year: its number, or which one it is."""
    which, named = which_in(match, "aw")
    year_which, year_named = which_in(match, "yx")
    year = year_in(match, "y") or year_in(match, "y2")
    return replace(form, year=year, which=which, named=named, year_which=year_which, year_named=year_named)


def year(match: Match) -> Form | None:
    """A year by its number."""
    number = year_in(match, "y") or year_in(match, "y2")
    worded = match.groups.get("yw")
    if number is None and worded is not None:
        found = number_in(match, "yw")
        number = int(found) if found is not None and _FIRST_WORDED <= found <= 2200 else None
    if number is None or not bare_year_fits(match):
        return None
    return Form(how="calendar", year=number, part=part_in(match), which=which_in(match, "aw")[0])


def years(match: Match) -> Form | None:
    """The years from one to another."""
    first, last = year_in(match, "y"), year_in(match, "y2")
    if first is None or last is None or not first < last:
        return None
    if not first >= 1500 or not last <= 2150:
        return None
    return Form(how="calendar", year=first, end_year=last, part=part_in(match))


def numeric(match: Match) -> Form | None:
    """A date in digits, day first, save where the year or only the other order makes a date."""
    flags: tuple[str, ...] = ()
    weekday = _weekday(match, "wd")
    if match.units("nd"):
        pieces = built.number_parts(match.units("nd")[0].key)
        if len(pieces[0]) == 4:
            year, month, day = (int(piece) for piece in pieces)
        else:
            day, month, year = (int(piece) for piece in pieces)
            if len(pieces[2]) not in (2, 4):
                return None
        if len(pieces[2]) == 2 and len(pieces[0]) != 4:
            year += 2000 if year < 70 else 1900
    else:
        day, month, year = int(match.units("d")[0].key), int(match.units("m")[0].key), 0
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
    if month > 12 >= day >= 1 and month <= 31:
        day, month = month, day
        flags = ("order",)
    return Form(how="calendar", year=year or None, month=month, day=day, weekday=weekday, flags=flags)


def weekday(match: Match) -> Form | None:
    """A day of the week, with what is said of it."""
    number = _weekday(match, "wd")
    if number is None:
        found = match.value("wb", "weekday.bare")
        number = int(found) if found else None
    if number is None or not built.weekday_fits(match):
        return None
    which, named = which_in(match, "aw")
    offset = match.value("dx", "deictic") or match.value("dx2", "deictic")
    end = _weekday(match, "w2")
    return Form(
        how="weekday",
        weekday=number,
        end_weekday=end,
        which=which,
        named=named,
        count=None if offset is None else float(offset),
        daypart=_daypart(match),
    )


def weekdays(match: Match) -> Form | None:
    """Several days of one week."""
    return weekday(match)


def deictic(match: Match) -> Form | None:
    """A day by its distance from today."""
    if not built.deictic_fits(match):
        return None
    offset = match.value("dx", "deictic") or ("1" if match.value("dx", "deictic.alghad") is not None else None)
    if offset is None:
        return None
    daypart = _daypart(match)
    if match.analysis.has(match.groups["dx"][0], "deictic.tonight"):
        daypart = "NI"
    return Form(how="deictic", count=float(offset), daypart=daypart)


def last_night(match: Match) -> Form | None:
    """The night before the day of publication (or the one before that)."""
    which = which_in(match, "", anywhere=True)[0]
    return Form(how="deictic", count=float(which if which is not None else -1), daypart="NI")


def day_of_relative(match: Match) -> Form | None:
    """A day of the last, running or next month."""
    day, end = ordinal_in(match, "d") or ordinal_in(match, "d0"), ordinal_in(match, "d2")
    if day is None or not 1 <= day <= 31 or (end is not None and not day < end <= 31):
        return None
    which, named = which_in(match, "aw")
    return Form(how="relative", unit="M", day=day, end_day=end, which=which or 0, named=named)


def same_of_year(match: Match) -> Form | None:
    """The month, or the period, named last in another year."""
    year_which, year_named = which_in(match, "yx")
    return Form(how="same", year=year_in(match, "y"), year_which=year_which, year_named=year_named)


def this_daypart(match: Match) -> Form | None:
    """This morning, this evening: today."""
    return Form(how="deictic", count=0.0, daypart=match.value("dp", "daypart"))


def _daypart(match: Match) -> str | None:
    return match.value("dp", "daypart") or match.value("dq", "daypart.after") or match.value("dr", "daypart.after")


def _weekday(match: Match, group: str) -> int | None:
    found = match.value(group, "weekday")
    return int(found) if found else None


Builder = Callable[[Match], Form | None]

BUILDERS: dict[str, Builder] = {
    "day-month": day_month,
    "month": month,
    "months": months,
    "year": year,
    "years": years,
    "numeric": numeric,
    "weekday": weekday,
    "weekdays": weekdays,
    "deictic": deictic,
    "last-night": last_night,
    "day-of-relative": day_of_relative,
    "this-daypart": this_daypart,
    "same-of-year": same_of_year,
    "nth-weekday": counted.nth_weekday,
    "nth-week": counted.nth_week,
    "weekday-of-week": counted.weekday_of_week,
    "last-many": counted.last_many,
    "two-durations": counted.two_durations,
    "clock": built.clock,
    "relative": built.relative,
    "relative-many": built.relative_many,
    "distance": built.distance,
    "duration": built.duration,
    "vague-duration": built.vague_duration,
    "set": built.repeated,
    "often": built.often,
    "decade": built.decade,
    "century": built.century,
    "decade-of": built.decade_of,
    "millennium": built.millennium,
    "season": built.season,
    "feast": built.feast,
    "hijri": built.hijri,
    "hijri-digits": built.hijri_digits,
}
"""What the field `how` of a rule names."""

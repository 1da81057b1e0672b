"""Stretches of days: months, quarters, weeks, decades, and what is a part of them. Pure calendar arithmetic.

Weeks run from Monday to Sunday (ISO 8601), which is also how TIMEX3 counts them.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import hijridate

Days = tuple[date, date]
"""A stretch of days, both ends in it."""

FIRST_YEAR, LAST_YEAR = 1, 9999
_DAY = timedelta(days=1)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Days | None:
    """All days of a month, None outside the years 1 to 9999."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def years_of(first: int, last: int) -> Days | None:
    """All days of the years `first` to `last`, None where one of them is outside 1 to 9999."""
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def months_on(year: int, month: int, count: int) -> tuple[int, int]:
    """The month that lies `count` months after (before, if negative) the given one."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def shifted(day: date, unit: str, count: int) -> date | None:
    """The day that lies `count` units on; the last day of a month that is too short; None outside the calendar."""
    try:
        if unit in _DAYS_OF:
            return day + timedelta(days=count * _DAYS_OF[unit])
        if unit in ("TH", "TM", "TS"):
            hours = count if unit == "TH" else 0
            return day + (timedelta(days=abs(hours) // 24) if hours >= 0 else -timedelta(days=abs(hours) // 24))
        year, month = months_on(day.year, day.month, count * _MONTHS_OF[unit])
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None


_DAYS_OF = {"D": 1, "N": 1, "W": 7}
_MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def stretch(day: date, unit: str, step: int = 0) -> Days | None:
    """The calendar unit that a day lies in, or the one `step` units on: its week, month, year, decade, century."""
    start = shifted(day, unit, step) if unit in ("D", "N", "W") else day
    if start is None:
        return None
    if unit in ("D", "N"):
        return start, start
    if unit == "W":
        try:
            monday = start - timedelta(days=start.weekday())
            return monday, monday + timedelta(days=6)
        except OverflowError:
            return None
    if unit == "M":
        return month_of(*months_on(day.year, day.month, step))
    if unit == "Y":
        return years_of(day.year + step, day.year + step)
    if unit == "DE":
        first = day.year // 10 * 10 + 10 * step
        return years_of(first, first + 9)
    if unit == "CE":
        return century(day.year // 100 + 1 + step)
    return None


def century(number: int) -> Days | None:
    """The days of a century as newspapers count them: the 20th is 1900 to 1999."""
    return years_of(max(1, (number - 1) * 100), number * 100 - 1)


def weekday_before(day: date, weekday: int) -> date | None:
    """The last such weekday (1 Monday to 7 Sunday) on or before a day."""
    try:
        return day - timedelta(days=(day.isoweekday() - weekday) % 7)
    except OverflowError:
        return None


def weekday_after(day: date, weekday: int) -> date | None:
    """The first such weekday after a day."""
    try:
        return day + timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)
    except OverflowError:
        return None


def nth_weekday(month: Days, weekday: int, number: int) -> date | None:
    """The `number`-th such weekday of a month (-1: the last), None where it has no such one."""
    if number < 0:
        return weekday_before(month[1], weekday)
    first = weekday_after(month[0] - _DAY, weekday) if month[0] > date.min else weekday_after(month[0], weekday)
    found = shifted(first, "W", number - 1) if first else None
    return found if found is not None and found <= month[1] else None


def part_of(days: Days, part: str) -> Days:
    """What "the start", "the middle", "the second quarter" … of a stretch means, in days.

    A month: start 1-10, middle 11-20, end 21 on. A year: start January, middle June and July, end
    December. Longer stretches and weeks: by thirds. `H1`, `Q3`, `T2` are halves, quarters and thirds.
    """
    first, last = days
    length = (last - first).days + 1
    if part[0] in "FL" and part[1:-1].isdigit():
        return _several(days, int(part[1:-1]), part[-1], first=part[0] == "F")
    if part[0] in "HQT" and part[1:].isdigit():
        return _share(days, int(part[1:]), {"H": 2, "Q": 4, "T": 3}[part[0]])
    if 28 <= length <= 31 and first.day == 1:
        return {
            "START": (first, first.replace(day=10)),
            "MID": (first.replace(day=11), first.replace(day=20)),
            "END": (first.replace(day=21), last),
        }.get(part, days)
    if 365 <= length <= 366 and (first.month, first.day) == (1, 1):
        year = first.year
        return {
            "START": (first, date(year, 1, 31)),
            "MID": (date(year, 6, 1), date(year, 7, 31)),
            "END": (date(year, 12, 1), last),
        }.get(part, days)
    if length == 7:
        return {
            "START": (first, first + _DAY),
            "MID": (first + 2 * _DAY, first + 3 * _DAY),
            "END": (first + 4 * _DAY, last),
        }.get(part, days)
    if length >= 3652 - 2:
        years = last.year - first.year + 1
        if years >= 999 and part == "START":
            # nobody means four hundred years by the start of the millennium
            return date(first.year, 1, 1), date(first.year + 9, 12, 31)
        third = {
            "START": (0, 4 * years // 10 - 1),
            "MID": (4 * years // 10, 6 * years // 10),
            "END": (6 * years // 10 + 1, years - 1),
        }
        if part in third:
            low, high = third[part]
            return date(first.year + low, 1, 1), date(first.year + high, 12, 31)
    return days


def _share(days: Days, number: int, of: int) -> Days:
    """The `number`-th of `of` equal shares of a year or month; the whole where there is no such share."""
    first, last = days
    if not 1 <= number <= of:
        return days
    length = (last - first).days + 1
    if 365 <= length <= 366 and (first.month, first.day) == (1, 1):
        months = 12 // of
        found = month_of(first.year, months * number)
        start = date(first.year, months * (number - 1) + 1, 1)
        return start, found[1] if found else last
    step = length / of
    if 28 <= length <= 31:
        step = 30 / of
    start = first + timedelta(days=round(step * (number - 1)))
    end = last if number == of else first + timedelta(days=round(step * number) - 1)
    return start, end


def _several(days: Days, count: int, unit: str, *, first: bool) -> Days:
    """The first or last `count` units of a stretch; the whole where they do not lie in it."""
    start, end = days
    far = shifted(start, unit, count) if first else shifted(end + _DAY if end < date.max else end, unit, -count)
    if far is None or not start < far <= end:
        return days
    return (start, far - _DAY) if first else (far, end)


def season_of(year: int, season: str) -> Days | None:
    """The days of a season, by months (spring March to May); winter begins in December of the year before."""
    months = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
    if season in months:
        first, last = months[season]
        start, end = month_of(year, first), month_of(year, last)
        return (start[0], end[1]) if start and end else None
    start, end = month_of(year - 1, 12), month_of(year, 2)
    return (start[0], end[1]) if start and end else None


def hijri_days(year: int, month: int | None, day: int | None) -> Days | None:
    """The Gregorian days of a Hijri day, month or year by the Umm al-Qura calendar (hijridate: 1343 to 1500 AH).

    None outside those years and for days that the month does not have.
    """
    try:
        first = hijridate.Hijri(year, month or 1, day or 1)
        if day is not None:
            only = first.to_gregorian()
            return _plain(only), _plain(only)
        last = hijridate.Hijri(year, month or 12, 1)
        end = hijridate.Hijri(year, month or 12, last.month_length())
        return _plain(first.to_gregorian()), _plain(end.to_gregorian())
    except (ValueError, OverflowError):
        return None


def hijri_year(day: date) -> int | None:
    """The Hijri year of a day, None outside hijridate's range."""
    try:
        return int(hijridate.Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)

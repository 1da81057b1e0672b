"""The second step: an underspecified value set against the day of publication or the last date named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tawatur.model.marks import Anchor
from tawatur.read.times import calendar as cal
from tawatur.read.times import resolve_named as named
from tawatur.read.times.form import Form
from tawatur.read.times.ground import SELF, Ground, Value, published, value_of


def resolve(form: Form, ground: Ground) -> Value:
    """The days of a form. What the ground does not fix stays None."""
    return _RESOLVERS[form.how](form, ground)


def _calendar(form: Form, ground: Ground) -> Value:
    """A year, a month or a day by its number."""
    if form.month is None:
        year = form.year or 0
        days = cal.years_of(year, form.end_year or year)
        value = f"{year:04d}" if not form.end_year else f"{year:04d}/{form.end_year:04d}"
        return value_of(days, value, SELF, form)
    if not _possible(form):
        return value_of(None, None, SELF, form, "impossible")
    if form.year is not None:
        return _checked(_dated(form, form.year), _date_value(form, form.year), SELF, form)
    found, anchor = _year(form, ground)
    if found is None:
        return value_of(None, _date_value(form, None), anchor, form)
    return _checked(_dated(form, found), _date_value(form, found), anchor, form)


def _possible(form: Form) -> bool:
    """Whether there is such a day in any year."""
    month = form.month or 0
    if not 1 <= month <= 12:
        return False
    last = max(form.day or 1, form.end_day or 1)
    return (form.day is None or form.day >= 1) and cal.day_of(form.year or 2000, month, last) is not None


def _dated(form: Form, year: int) -> cal.Days | None:
    """The days of a month, or a day of it, in a year."""
    month = form.month or 1
    if form.day is None:
        first = cal.month_of(year, month)
        end = form.end_month
        if end is None or first is None:
            return first
        last = cal.month_of(year if end > month else year + 1, end)
        return (first[0], last[1]) if last else None
    first_day = cal.day_of(year, month, form.day)
    last_day = cal.day_of(year, month, form.end_day or form.day)
    return (first_day, last_day) if first_day and last_day else None


def _date_value(form: Form, year: int | None) -> str:
    """TIMEX3's value: XXXX where the year is not known."""
    head = f"{year:04d}" if year is not None else "XXXX"
    start = f"{head}-{form.month:02d}" + (f"-{form.day:02d}" if form.day else "")
    if form.end_day:
        return f"{start}/{head}-{form.month:02d}-{form.end_day:02d}"
    return f"{start}/{head}-{form.end_month:02d}" if form.end_month else start


def _checked(days: cal.Days | None, value: str | None, anchor: Anchor, form: Form) -> Value:
    """The value, flagged where the weekday that stands with it is another one."""
    if days is None:
        return value_of(None, None, anchor, form, "impossible")
    if form.weekday is not None and days[0].isoweekday() != form.weekday:
        return value_of(days, value, anchor, form, "contradiction")
    return value_of(days, value, anchor, form)


def _year(form: Form, ground: Ground) -> tuple[int | None, Anchor]:
    """The year of a date that does not name its own."""
    anchor = published(ground)
    which = form.which
    if form.year_which is not None:
        if form.year_named and ground.named and ground.named.earliest:
            return ground.named.earliest.year + form.year_which, ground.named
        return (ground.today.year + form.year_which if ground.today else None), anchor
    if form.named and ground.named is not None and ground.named.earliest is not None:
        return _next_to(form, ground.named.earliest, which or 0), ground.named
    if ground.today is None:
        return None, anchor
    if which is None:
        return _by_weekday(form, ground.today) or _nearest(form, ground.today, ground.outlook), anchor
    return _next_to(form, ground.today, which), anchor


def _next_to(form: Form, day: date, which: int) -> int:
    """The year in which the date is the last before, the running, or the first after a day."""
    if which == 0:
        return day.year
    for year in (day.year + 1, day.year, day.year - 1):
        days = _dated(form, year)
        if days and which < 0 and days[1] < day:
            return year
    for year in (day.year - 1, day.year, day.year + 1):
        days = _dated(form, year)
        if days and which > 0 and days[0] > day:
            return year
    return day.year


def _by_weekday(form: Form, today: date) -> int | None:
    """The nearest year in which a day of a month falls on the weekday that stands with it."""
    if form.weekday is None or form.day is None:
        return None
    days = [cal.day_of(today.year + step, form.month or 1, form.day) for step in (-1, 0, 1)]
    fits = [day for day in days if day is not None and day.isoweekday() == form.weekday]
    return min(fits, key=lambda day: abs((day - today).days)).year if fits else None


_MONTHS_AHEAD_UNASKED = 4
"""A month that no word places may lie this far ahead of publication where the sentence does not look ahead."""


def _nearest(form: Form, today: date, outlook: int) -> int:
    """The year that a reader takes for a month without one: the nearest, the one the sentence looks to first."""
    distance = (form.month or 1) - today.month
    if outlook > 0:
        return today.year if distance > -_MONTHS_AHEAD_UNASKED else today.year + 1
    if distance > 0 and outlook < 0:
        return today.year - 1
    if distance > 0:
        return today.year if distance <= _MONTHS_AHEAD_UNASKED else today.year - 1
    return today.year if distance > -9 else today.year + 1


def _weekday(form: Form, ground: Ground) -> Value:
    weekday = form.weekday or 1
    anchor = published(ground)
    today = ground.today
    flags: tuple[str, ...] = ()
    start = today
    if form.named and ground.named is not None and ground.named.latest is not None:
        anchor, start = ground.named, ground.named.latest
    if start is None:
        return value_of(None, f"XXXX-WXX-{weekday}", anchor, form)
    found: date | None
    if form.count is not None:
        said = cal.shifted(start, "D", int(form.count))
        found = said
        if said is None or said.isoweekday() != weekday:
            # the text was written earlier than it was published: the last such day
            flags = ("contradiction",)
            found = cal.weekday_after(start, weekday) if form.count > 0 else cal.weekday_before(start, weekday)
    elif form.which is not None and form.which != 0:
        found = _named_week(start, weekday, form.which)
    elif form.which == 0:
        week = cal.stretch(start, "W")
        found = cal.shifted(week[0], "D", weekday - 1) if week else None
    elif ground.outlook > 0:
        found = start if start.isoweekday() == weekday else cal.weekday_after(start, weekday)
    else:
        found = cal.weekday_before(start, weekday)
    if found is None:
        return value_of(None, None, anchor, form, "impossible")
    end = found
    if form.end_weekday is not None:
        end = found + timedelta(days=(form.end_weekday - weekday) % 7)
        if end > start >= found and ground.outlook <= 0:
            found, end = found - timedelta(days=7), end - timedelta(days=7)
    value = found.isoformat() if end == found else f"{found.isoformat()}/{end.isoformat()}"
    return value_of((found, end), value, anchor, form, *flags)


def _named_week(day: date, weekday: int, which: int) -> date | None:
    """Say what "last Friday" and "next Friday" are: strictly before, after; one week more for "the one before last".

    The day before publication is "yesterday" in a newspaper, so that "last Friday" there is a week earlier.
    """
    week = 7 * (abs(which) - 1)
    found: date | None
    if which > 0:
        found = cal.weekday_after(day, weekday)
        return cal.shifted(found, "D", week) if found else None
    before = cal.shifted(day, "D", -2)
    found = cal.weekday_before(before, weekday) if before else None
    return cal.shifted(found, "D", -week) if found else None


def _nth(form: Form, ground: Ground) -> Value:
    """The first, second, last such weekday, or week, of a month."""
    anchor = SELF
    if form.month is None:
        anchor = published(ground)
        month = cal.stretch(ground.today, "M", form.which or 0) if ground.today else None
    else:
        year, anchor = (form.year, SELF) if form.year is not None else _year(form, ground)
        month = cal.month_of(year, form.month) if year is not None else None
    number = int(form.count or 1)
    day = cal.nth_weekday(month, form.weekday or 1, number) if month else None
    if month is not None and day is None:
        return value_of(None, None, anchor, form, "impossible")
    if day is None:
        return value_of(None, None, anchor, form)
    days = cal.stretch(day, "W") if form.unit == "W" else (day, day)
    return value_of(days, _unit_value(days, "W" if form.unit == "W" else "D"), anchor, form)


def _same(form: Form, ground: Ground) -> Value:
    """The stretch named last, in another year."""
    named_last = ground.named
    if named_last is None or named_last.earliest is None or named_last.latest is None:
        return value_of(None, None, Anchor(how="named"), form)
    year = form.year
    if year is None:
        base = named_last.earliest if form.year_named else ground.today
        year = base.year + (form.year_which or 0) if base else None
    if year is None:
        return value_of(None, None, named_last, form)
    ends = [cal.shifted(day, "Y", year - named_last.earliest.year) for day in (named_last.earliest, named_last.latest)]
    if ends[0] is None or ends[1] is None:
        return value_of(None, None, named_last, form)
    return value_of((ends[0], ends[1]), None, named_last, form)


def _deictic(form: Form, ground: Ground) -> Value:
    anchor = published(ground)
    found = cal.shifted(ground.today, "D", int(form.count or 0)) if ground.today else None
    return value_of((found, found) if found else None, found.isoformat() if found else None, anchor, form)


def _relative(form: Form, ground: Ground) -> Value:
    """The last, running or next calendar unit."""
    unit, which = form.unit or "D", form.which or 0
    if form.named:
        if ground.named is None or ground.named.earliest is None or ground.named.latest is None:
            return value_of(None, None, Anchor(how="named"), form)
        base = ground.named.latest if which > 0 else ground.named.earliest
        return _unit_of(cal.stretch(base, unit, which), unit, ground.named, form)
    days = cal.stretch(ground.today, unit, which) if ground.today else None
    return _unit_of(days, unit, published(ground), form)


def _unit_of(days: cal.Days | None, unit: str, anchor: Anchor, form: Form) -> Value:
    """A calendar unit as a value, or the day of it that the form names."""
    if days is not None and form.weekday is not None:
        day = cal.shifted(days[0], "D", form.weekday - 1)
        return value_of((day, day) if day else None, day.isoformat() if day else None, anchor, form)
    if days is not None and form.day is not None:
        day = cal.day_of(days[0].year, days[0].month, form.day)
        end = cal.day_of(days[0].year, days[0].month, form.end_day or form.day)
        if day is None or end is None:
            return value_of(None, None, anchor, form, "impossible")
        value = day.isoformat() if day == end else f"{day.isoformat()}/{end.isoformat()}"
        return value_of((day, end), value, anchor, form)
    return value_of(days, _unit_value(days, unit), anchor, form)


def _unit_value(days: cal.Days | None, unit: str) -> str | None:
    if days is None:
        return None
    first = days[0]
    if unit == "W":
        year, week, _ = first.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return {
        "D": first.isoformat(),
        "N": f"{first.isoformat()}TNI",
        "M": f"{first.year:04d}-{first.month:02d}",
        "Y": f"{first.year:04d}",
        "DE": f"{first.year // 10:03d}",
        "CE": f"{first.year // 100:02d}",
    }.get(unit)


def _many(form: Form, ground: Ground) -> Value:
    """The last or next so many units: up to the day of publication, or from it on."""
    which = form.which or -1
    anchor = ground.named if form.named and ground.named else published(ground)
    start = anchor.earliest if which < 0 else anchor.latest
    if form.count is None:
        if start is None or form.unit in ("D", "N", "TH", "TM", "TS"):
            return value_of(None, "PAST_REF" if which < 0 else "FUTURE_REF", anchor, form)
        low, high = (None, start) if which < 0 else (start, None)
        return Value(earliest=low, latest=high, value="PAST_REF" if which < 0 else "FUTURE_REF", anchor=anchor)
    far = cal.shifted(start, form.unit or "D", which * int(form.count)) if start else None
    days = None
    if start is not None and far is not None:
        days = (far, start) if which < 0 else (start, far)
    return value_of(
        days, f"P{'T' if (form.unit or '')[0] == 'T' else ''}{int(form.count)}{(form.unit or 'D')[-1]}", anchor, form
    )


def _distance(form: Form, ground: Ground) -> Value:
    """A point so many units before or after publication, at the precision of the unit."""
    which, unit, count = form.which or 0, form.unit or "D", form.count or 0
    anchor = published(ground)
    if which == 0 or (which > 0 and ground.outlook <= 0) or form.mod or count != int(count) or ground.today is None:
        return value_of(None, form.value, anchor, form)
    found = cal.shifted(ground.today, unit, which * int(count))
    if found is None:
        return value_of(None, form.value, anchor, form)
    wide = {"M": "M", "Y": "Y", "DE": "Y", "CE": "Y"}.get(unit, "D")
    return value_of(cal.stretch(found, wide), form.value, anchor, form)


def _duration(form: Form, ground: Ground) -> Value:  # noqa: ARG001 - one signature for all resolvers
    return Value(value=form.value, mod=form.mod, flags=form.flags)


def _decade(form: Form, ground: Ground) -> Value:  # noqa: ARG001
    year = form.year or 0
    return value_of(cal.years_of(year, year + 9), f"{year // 10:03d}", SELF, form)


def _century(form: Form, ground: Ground) -> Value:  # noqa: ARG001
    number = int(form.count or 1)
    if form.unit == "ML":
        return value_of(cal.years_of(max(1, (number - 1) * 1000), number * 1000 - 1), f"{number - 1}", SELF, form)
    return value_of(cal.century(number), f"{number - 1:02d}", SELF, form)


def _clock(form: Form, ground: Ground) -> Value:
    day = ground.near
    if day is None:
        return Value(value=form.value)
    anchor = Anchor(how="named", earliest=day, latest=day)
    return Value(earliest=day, latest=day, value=f"{day.isoformat()}{form.value or ''}", anchor=anchor)


_RESOLVERS: dict[str, Callable[[Form, Ground], Value]] = {
    "calendar": _calendar,
    "weekday": _weekday,
    "nth": _nth,
    "same": _same,
    "deictic": _deictic,
    "relative": _relative,
    "many": _many,
    "distance": _distance,
    "duration": _duration,
    "set": _duration,
    "decade": _decade,
    "century": _century,
    "season": named.season,
    "feast": named.feast,
    "hijri": named.hijri,
    "clock": _clock,
}

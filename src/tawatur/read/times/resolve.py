"""The second step: an underspecified value set against the day of publication or the last date named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from tawatur.model.marks import Anchor
from tawatur.read.times import calendar as cal
from tawatur.read.times.form import Form

_RANK = {"D": 0, "N": 0, "W": 1, "M": 2, "Y": 3, "DE": 4, "CE": 5}


class Value(msgspec.Struct, frozen=True, kw_only=True):
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


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression stands on: the day of publication, the last date named before it, where its sentence looks.

    `outlook` is 1 where the sentence looks ahead, -1 otherwise.
    """

    today: date | None
    named: Anchor | None = None
    outlook: int = -1


def resolve(form: Form, ground: Ground) -> Value:
    """The days of a form. What the ground does not fix stays None."""
    return _RESOLVERS[form.how](form, ground)


def _published(ground: Ground) -> Anchor:
    return Anchor(how="published", earliest=ground.today, latest=ground.today)


_SELF = Anchor(how="self")


def _value(days: cal.Days | None, value: str | None, anchor: Anchor, form: Form, *flags: str) -> Value:
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


def _calendar(form: Form, ground: Ground) -> Value:
    """A year, a month or a day by its number."""
    if form.month is None:
        year = form.year or 0
        days = cal.years_of(year, form.end_year or year)
        value = f"{year:04d}" if not form.end_year else f"{year:04d}/{form.end_year:04d}"
        return _value(days, value, _SELF, form)
    if not _possible(form):
        return _value(None, None, _SELF, form, "impossible")
    if form.year is not None:
        return _checked(_dated(form, form.year), _date_value(form, form.year), _SELF, form)
    found, anchor = _year(form, ground)
    if found is None:
        return _value(None, _date_value(form, None), anchor, form)
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
        return _value(None, None, anchor, form, "impossible")
    if form.weekday is not None and days[0].isoweekday() != form.weekday:
        return _value(days, value, anchor, form, "contradiction")
    return _value(days, value, anchor, form)


def _year(form: Form, ground: Ground) -> tuple[int | None, Anchor]:
    """The year of a date that does not name its own."""
    anchor = _published(ground)
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
        return _nearest(form, ground.today, ground.outlook), anchor
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


_MONTHS_AHEAD_UNASKED = 4
"""A month that no word places may lie this far ahead of publication where the sentence does not look ahead."""


def _nearest(form: Form, today: date, outlook: int) -> int:
    """The year that a reader takes for a month without one: the nearest, the one the sentence looks to first."""
    distance = (form.month or 1) - today.month
    if outlook > 0:
        return today.year if distance > -_MONTHS_AHEAD_UNASKED else today.year + 1
    if distance > 0:
        return today.year if distance <= _MONTHS_AHEAD_UNASKED else today.year - 1
    return today.year if distance > -9 else today.year + 1


def _weekday(form: Form, ground: Ground) -> Value:
    weekday = form.weekday or 1
    anchor = _published(ground)
    today = ground.today
    flags: tuple[str, ...] = ()
    start = today
    if form.named and ground.named is not None and ground.named.latest is not None:
        anchor, start = ground.named, ground.named.latest
    if start is None:
        return _value(None, f"XXXX-WXX-{weekday}", anchor, form)
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
        return _value(None, None, anchor, form, "impossible")
    end = found
    if form.end_weekday is not None:
        end = found + timedelta(days=(form.end_weekday - weekday) % 7)
        if end > start >= found and ground.outlook <= 0:
            found, end = found - timedelta(days=7), end - timedelta(days=7)
    value = found.isoformat() if end == found else f"{found.isoformat()}/{end.isoformat()}"
    return _value((found, end), value, anchor, form, *flags)


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


def _deictic(form: Form, ground: Ground) -> Value:
    anchor = _published(ground)
    found = cal.shifted(ground.today, "D", int(form.count or 0)) if ground.today else None
    return _value((found, found) if found else None, found.isoformat() if found else None, anchor, form)


def _relative(form: Form, ground: Ground) -> Value:
    """The last, running or next calendar unit."""
    unit, which = form.unit or "D", form.which or 0
    if form.named:
        if ground.named is None or ground.named.earliest is None or ground.named.latest is None:
            return _value(None, None, Anchor(how="named"), form)
        base = ground.named.latest if which > 0 else ground.named.earliest
        days = cal.stretch(base, unit, which)
        return _value(days, _unit_value(days, unit), ground.named, form)
    anchor = _published(ground)
    days = cal.stretch(ground.today, unit, which) if ground.today else None
    return _value(days, _unit_value(days, unit), anchor, form)


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
    anchor = ground.named if form.named and ground.named else _published(ground)
    start = anchor.earliest if which < 0 else anchor.latest
    if form.count is None:
        if start is None or form.unit in ("D", "N", "TH", "TM", "TS"):
            return _value(None, "PAST_REF" if which < 0 else "FUTURE_REF", anchor, form)
        low, high = (None, start) if which < 0 else (start, None)
        return Value(earliest=low, latest=high, value="PAST_REF" if which < 0 else "FUTURE_REF", anchor=anchor)
    far = cal.shifted(start, form.unit or "D", which * int(form.count)) if start else None
    days = None
    if start is not None and far is not None:
        days = (far, start) if which < 0 else (start, far)
    return _value(days, f"P{'T' if (form.unit or '')[0] == 'T' else ''}{int(form.count)}{(form.unit or 'D')[-1]}", anchor, form)


def _distance(form: Form, ground: Ground) -> Value:
    """A point so many units before or after publication, at the precision of the unit."""
    which, unit, count = form.which or 0, form.unit or "D", form.count or 0
    anchor = _published(ground)
    if which == 0 or (which > 0 and ground.outlook <= 0) or form.mod or count != int(count) or ground.today is None:
        return _value(None, form.value, anchor, form)
    found = cal.shifted(ground.today, unit, which * int(count))
    if found is None:
        return _value(None, form.value, anchor, form)
    wide = {"M": "M", "Y": "Y", "DE": "Y", "CE": "Y"}.get(unit, "D")
    return _value(cal.stretch(found, wide), form.value, anchor, form)


def _duration(form: Form, ground: Ground) -> Value:  # noqa: ARG001 - one signature for all resolvers
    return Value(value=form.value, mod=form.mod, flags=form.flags)


def _decade(form: Form, ground: Ground) -> Value:  # noqa: ARG001
    year = form.year or 0
    return _value(cal.years_of(year, year + 9), f"{year // 10:03d}", _SELF, form)


def _century(form: Form, ground: Ground) -> Value:  # noqa: ARG001
    number = int(form.count or 1)
    return _value(cal.century(number), f"{number - 1:02d}", _SELF, form)


def _season(form: Form, ground: Ground) -> Value:
    name = form.value or "SP"
    if form.year is not None:
        return _value(cal.season_of(form.year, name), f"{form.year:04d}-{name}", _SELF, form)
    anchor = _published(ground)
    today = ground.today
    year: int | None = None
    if form.year_which is not None:
        if form.year_named and ground.named and ground.named.earliest:
            anchor, year = ground.named, ground.named.earliest.year + form.year_which
        elif today:
            year = today.year + form.year_which
    elif today is not None:
        year = _season_year(today, name, form.which or 0)
    if year is None:
        return _value(None, f"XXXX-{name}", anchor, form)
    return _value(cal.season_of(year, name), f"{year:04d}-{name}", anchor, form)


def _season_year(today: date, name: str, which: int) -> int:
    for year in (today.year + 1, today.year, today.year - 1):
        days = cal.season_of(year, name)
        if days and ((which < 0 and days[1] < today) or (which == 0 and days[0] <= today <= days[1])):
            return year
    for year in (today.year, today.year + 1):
        days = cal.season_of(year, name)
        if days and which > 0 and days[0] > today:
            return year
    return today.year


def _feast(form: Form, ground: Ground) -> Value:
    kind, month, day, length = (form.value or "g-1-1-1").split("-")
    anchor = _SELF if form.year else _published(ground)
    best: cal.Days | None = None
    today = ground.today
    years = [form.year] if form.year else [today.year + k for k in (-1, 0, 1)] if today else []
    found = [days for year in years for days in _feasts(kind, int(month), int(day), int(length), year)]
    if form.year:
        best = found[0] if found else None
    elif today is not None and found:
        if form.which is not None and form.which:
            later = [d for d in found if d[0] > today]
            earlier = [d for d in found if d[1] < today]
            best = (later[0] if later else None) if form.which > 0 else (earlier[-1] if earlier else None)
        else:
            best = min(found, key=lambda d: abs((d[0] - today).days))
    value = best[0].isoformat() if best else None
    return _value(best, value, anchor, form)


def _feasts(kind: str, month: int, day: int, length: int, year: int) -> list[cal.Days]:
    """The feast's days in a Gregorian year: a Hijri feast may fall into it twice."""
    out = []
    if kind == "g":
        first = cal.day_of(year, month, day)
        return [(first, first + timedelta(days=length - 1))] if first else []
    start = cal.hijri_year(date(year, 1, 1)) if 1925 <= year <= 2076 else None
    for hijri in (start, start + 1) if start else ():
        days = cal.hijri_days(hijri, month, day)
        if days and days[0].year == year:
            out.append((days[0], days[0] + timedelta(days=length - 1)))
    return out


_MAY_DIFFER = 2
"""Days by which a Hijri date and its Gregorian one may differ: months begin by sighting, not everywhere alike."""


def _hijri(form: Form, ground: Ground) -> Value:
    year, anchor = form.year, _SELF
    if year is None and ground.today is not None:
        anchor = _published(ground)
        year = _hijri_year(form, ground.today)
    days = cal.hijri_days(year, form.month, form.day) if year else None
    flags: tuple[str, ...] = ()
    if form.end_year and form.end_month and form.end_day:
        stated = cal.day_of(form.end_year, form.end_month, form.end_day)
        if stated is None:
            return _value(None, None, _SELF, form, "impossible")
        if days and form.day and abs((days[0] - stated).days) > _MAY_DIFFER:
            flags = ("contradiction",)
        return _value((stated, stated), stated.isoformat(), _SELF, form, *flags)
    if days is None and form.day and form.day > 30:
        flags = ("impossible",)
    value = days[0].isoformat() if days and days[0] == days[1] else None
    return _value(days, value, anchor, form, *flags)


def _hijri_year(form: Form, today: date) -> int | None:
    """The Hijri year of a date without one: the nearest, or the one that "last" or "next" says."""
    now = cal.hijri_year(today)
    if now is None:
        return None
    dated = [(year, days) for year in (now - 1, now, now + 1) if (days := cal.hijri_days(year, form.month, form.day))]
    if form.which:
        fits = [y for y, d in dated if (d[0] > today if form.which > 0 else d[1] < today)]
        return (fits[0] if form.which > 0 else fits[-1]) if fits else None
    if not dated:
        return None
    return min(dated, key=lambda item: 0 if item[1][0] <= today <= item[1][1] else min(abs((item[1][0] - today).days), abs((item[1][1] - today).days)))[0]


def _clock(form: Form, ground: Ground) -> Value:
    anchor = _published(ground)
    return Value(value=form.value, anchor=anchor)


_RESOLVERS: dict[str, Callable[[Form, Ground], Value]] = {
    "calendar": _calendar,
    "weekday": _weekday,
    "deictic": _deictic,
    "relative": _relative,
    "many": _many,
    "distance": _distance,
    "duration": _duration,
    "set": _duration,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "feast": _feast,
    "hijri": _hijri,
    "clock": _clock,
}

"""Resolving what has a name: seasons, feasts, Hijri dates."""

from __future__ import annotations

from datetime import date, timedelta

from tawatur.read.times import calendar as cal
from tawatur.read.times.form import Form
from tawatur.read.times.ground import SELF, Ground, Value, published, value_of


def season(form: Form, ground: Ground) -> Value:
    """The days of a season, of its year or of the one that "last", "this" and "next" give it."""
    name = form.value or "SP"
    if form.end_year is not None:
        # a winter that two years share; of the others each year's
        first, last = cal.season_of(form.year or 0, name), cal.season_of(form.end_year, name)
        if first is None or last is None or name == "WI":
            return value_of(last, f"{form.end_year:04d}-{name}", SELF, form)
        return value_of((first[0], last[1]), f"{form.year:04d}-{name}/{form.end_year:04d}-{name}", SELF, form)
    if form.year is not None:
        return value_of(cal.season_of(form.year, name), f"{form.year:04d}-{name}", SELF, form)
    anchor = published(ground)
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
        return value_of(None, f"XXXX-{name}", anchor, form)
    return value_of(cal.season_of(year, name), f"{year:04d}-{name}", anchor, form)


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


def feast(form: Form, ground: Ground) -> Value:
    """The days of a feast: those nearest to publication where neither a year nor "last" or "next" is said."""
    kind, month, day, length = (form.value or "g-1-1-1").split("-")
    anchor = SELF if form.year else published(ground)
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
    return value_of(best, value, anchor, form)


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


def hijri(form: Form, ground: Ground) -> Value:
    """The days of a Hijri date; where a Gregorian one stands beside it that one's, flagged if they disagree."""
    if form.end_year and not form.end_month:
        return _hijri_in(form, form.end_year)
    year, anchor = form.year, SELF
    if year is None and ground.today is not None:
        anchor = published(ground)
        year = _hijri_year(form, ground.today)
    days = cal.hijri_days(year, form.month, form.day) if year else None
    flags: tuple[str, ...] = ()
    if form.end_year and form.end_month and form.end_day:
        stated = cal.day_of(form.end_year, form.end_month, form.end_day)
        if stated is None:
            return value_of(None, None, SELF, form, "impossible")
        if days and form.day and abs((days[0] - stated).days) > _MAY_DIFFER:
            flags = ("contradiction",)
        return value_of((stated, stated), stated.isoformat(), SELF, form, *flags)
    if days is None and form.day and form.day > 30:
        flags = ("impossible",)
    value = days[0].isoformat() if days and days[0] == days[1] else None
    return value_of(days, value, anchor, form, *flags)


def _hijri_in(form: Form, year: int) -> Value:
    """A Hijri month or day that begins in a Gregorian year."""
    first = cal.day_of(year, 1, 1)
    start = cal.hijri_year(first) if first else None
    for hijri_year in (start, start + 1) if start else ():
        days = cal.hijri_days(hijri_year, form.month, form.day)
        if days and days[0].year == year:
            return value_of(days, None, SELF, form)
    return value_of(None, None, SELF, form)


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
    return min(
        dated,
        key=lambda item: (
            0
            if item[1][0] <= today <= item[1][1]
            else min(abs((item[1][0] - today).days), abs((item[1][1] - today).days))
        ),
    )[0]

"""Builders of stretches: relative ones, durations, sets, decades, seasons, Hijri dates, clock times."""

from __future__ import annotations

from tawatur.read.pattern import Match
from tawatur.read.times.form import Form
from tawatur.read.times.parts import month_number, number_in, ordinal_in, part_in, which_in, year_in

_LAST_HIJRI_YEAR = 1600


def number_parts(digits: str) -> list[str]:
    """The three numbers of a date in digits, as written."""
    separator = next(c for c in digits if not c.isdigit())
    return digits.split(separator)


def weekday_fits(match: Match) -> bool:
    """Whether a weekday's name is the day: not Friday's prayer or sermon."""
    return not match.analysis.has(match.first - 1, "weekday.not")


def deictic_fits(match: Match) -> bool:
    """Whether "today" or "tomorrow" is the day and not a newspaper's name."""
    analysis = match.analysis
    if analysis.has(match.first - 1, "outletname"):
        return False
    place = match.groups["dx"][0]
    if analysis.has(place, "deictic.alghad"):
        return match.first > 0 and (place > match.first or analysis.has(match.first - 1, "timeprep"))
    return True


def clock(match: Match) -> Form | None:
    """A time of the day."""
    written = match.units("c")
    value = None
    hours = next(
        (
            e.value
            for u in match.analysis.units[match.first : match.last]
            for e in u.entries
            if e.cls == "daypart.after"
        ),
        "",
    )
    later = 12 if hours in ("EV", "AF") else 0
    if written:
        digits = written[0].key.replace(",", ":").replace(".", ":")
        if len(digits) == 4 and digits.isdigit():
            digits = f"{digits[:2]}:{digits[2:]}"
        hour, _, minute = digits.partition(":")
        if not (hour + (minute or "0")).isdigit():
            return None
        if int(hour) > 24 or int(minute or 0) > 59:
            return None
        told = int(hour) + (later if int(hour) < 12 else 0)
        value = f"T{told:02d}:{int(minute or 0):02d}"
    return Form(how="clock", value=value)


def unit_in(match: Match, *groups: str) -> str | None:
    """The unit of time of the first of the groups that has one."""
    for group in groups:
        for unit in match.units(group):
            entry = unit.entry("tu") or unit.entry("tu.second")
            if entry is not None:
                return entry.value
            if unit.entry("deictic") is not None:
                return "D"
    return None


def relative(match: Match) -> Form | None:
    """The last, running or next year, month, week …, or that of the last date named; or a part of it."""
    unit = unit_in(match, "u", "u2")
    if unit is None:
        return None
    which, named = which_in(match, "aw")
    if which is None:
        which = 0
        named = any(
            match.analysis.has(i, "w.that") or match.analysis.has(i, "w.sameday")
            for i in range(match.first, match.last)
        )
    if unit in ("TH", "TM", "TS"):
        return None
    return Form(how="relative", unit=unit, which=which, named=named, part=part_in(match))


def relative_many(match: Match) -> Form | None:
    """The last or next so many years, months, days, and so on."""
    unit = unit_in(match, "u", "u1")
    which, named = which_in(match, "aw")
    number = number_in(match, "n") or number_in(match, "n2")
    if unit is None or not which:
        return None
    if match.units("u1") and number is None:
        return None
    if number is None and match.units("u") and match.units("u")[0].entry("tu.du") is not None:
        number = 2
    if number is not None and number != int(number):
        return None
    return Form(how="many", unit=unit, count=None if number is None else float(number), which=which, named=named)


def _length(match: Match) -> tuple[float | None, str | None]:
    """The number and the unit of a duration."""
    unit = unit_in(match, "u", "u1", "us", "ud", "ux", "uo", "ut", "us2", "us2b", "ud2", "ut2")
    number = number_in(match, "n") or number_in(match, "nt") or number_in(match, "nt2")
    half = {"w.half": 0.5, "w.quarter": 0.25, "w.third": 1 / 3}
    if number is None:
        if match.units("n"):
            return None, None
        dual = match.units("ud") or (match.units("u1") and match.units("u1")[0].entry("tu.du"))
        number = 2 if dual else 0.5 if match.units("hf0") else 1
    for unit_word in match.units("hf"):
        for cls, share in half.items():
            if unit_word.entry(cls) is not None:
                number += share
    return float(number), unit


def iso_duration(number: float, unit: str) -> str | None:
    """A length as ISO 8601 writes it; None for one that it has no exact form for."""
    letters = {"N": "D"}
    clock = unit in ("TH", "TM", "TS")
    letter = letters.get(unit, unit)
    if unit in ("DE", "CE"):
        number, letter = number * (10 if unit == "DE" else 100), "Y"
    if clock:
        whole = int(number)
        rest = number - whole
        if unit == "TH":
            minutes = round(rest * 60)
            return f"PT{whole}H" + (f"{minutes}M" if minutes else "") if whole else f"PT{minutes}M"
        return f"PT{number:g}{letter[1]}"
    if number == int(number):
        return f"P{int(number)}{letter}"
    months = number * 12
    if letter == "Y" and abs(months - round(months)) < 1e-9:
        whole, left = divmod(round(months), 12)
        return f"P{whole}Y{left}M" if whole else f"P{left}M"
    return f"P{number:g}{letter}" if round(number * 4) == number * 4 else None


def _mod(match: Match) -> str | None:
    if match.units("ap"):
        return "APPROX"
    more = match.value("md", "tmod")
    if more:
        return {"MORE": "MORE_THAN", "LESS": "LESS_THAN"}[more]
    if match.units("md0"):
        return "EQUAL_OR_MORE"
    return None


def duration(match: Match) -> Form | None:
    """A length of time."""
    number, unit = _length(match)
    if number is None or unit is None or not duration_fits(match):
        return None
    mod = _mod(match)
    if match.units("md0") and match.units("md0")[0].entry("bound") is None:
        return None
    inexact = mod is not None or match.units("n2") or match.units("uo") or match.units("n3")
    value = None if inexact else iso_duration(number, unit)
    return Form(how="duration", kind="duration", unit=unit, count=number, value=value, mod=mod)


def duration_fits(match: Match) -> bool:
    """Whether a number with a unit of time is a length and not somebody's age."""
    analysis = match.analysis
    return not analysis.has(match.first - 1, "age") and not analysis.has(match.last, "age")


def vague_duration(match: Match) -> Form | None:
    """A length of time without a number: weeks, several months."""
    unit = unit_in(match, "u", "u2")
    if unit is None:
        return None
    analysis = match.analysis
    if match.units("u2"):
        after = match.last
        plain = analysis.has(after, "word") and not analysis.has(after, "small") and not analysis.has(after, "clitic")
        if match.last - match.first == 1:
            governed = analysis.has(match.first - 1, "timeprep") or analysis.has(match.first - 1, "li")
            governed = governed or analysis.has(match.first - 1, "w.mundhu")
            if not governed or (plain and analysis.units[after].definite):
                return None
    return Form(how="duration", kind="duration", unit=unit)


def distance(match: Match) -> Form | None:
    """A length of time before or after: how far back or ahead a point lies."""
    number, unit = _length(match)
    if number is None or unit is None:
        return None
    analysis = match.analysis
    before = match.first - 1
    which = 1 if analysis.has(before, "w.baad") else -1
    since = analysis.has(before, "w.mundhu")
    mod = _mod(match)
    if analysis.has(match.last, "w.min") and not since:
        which = 0
    value = None if mod else iso_duration(number, unit)
    return Form(
        how="distance",
        kind="duration" if since or mod or which == 0 else "date",
        unit=unit,
        count=number,
        which=which,
        value=value,
        mod=mod,
    )


def repeated(match: Match) -> Form | None:
    """A time that comes again and again."""
    number = number_in(match, "n")
    unit = unit_in(match, "u", "us")
    if unit is not None:
        if match.units("us") and match.units("us")[0].entry("tu.du") is not None:
            number = 2
        return Form(how="set", kind="set", value=iso_duration(float(number or 1), unit))
    day = match.value("wd", "weekday.bare") or match.value("wd2", "weekday.bare")
    return Form(how="set", kind="set", value=f"XXXX-WXX-{day}") if day else None


def often(match: Match) -> Form | None:
    """An adverb or adjective of repetition."""
    value = match.value("of", "often") or match.value("oa", "often.adj")
    return Form(how="set", kind="set", value=value)


def decade(match: Match) -> Form | None:
    """The eighties; of which century, where it is said."""
    found = match.value("de", "decade")
    if found is None:
        return None
    definite = match.units("de")[0].definite or bool(match.units("cw"))
    if not definite and match.groups["de"][0] == match.first:
        return None
    which, _ = which_in(match, "cw")
    number = ordinal_in(match, "cw") if which is None else None
    base = 1900 if which in (None, -1) else 2000
    if number:
        base = (number - 1) * 100
    return Form(how="decade", year=base + int(found), part=part_in(match))


def decade_of(match: Match) -> Form | None:
    """A decade by its number in a century or millennium; its last one too."""
    number = (
        LAST_DECADE
        if any(unit.entry("ord.last") is not None for unit in match.units("do"))
        else ordinal_in(match, "do")
    )
    if number is None or not 1 <= number <= LAST_DECADE:
        return None
    which, _ = which_in(match, "cw")
    told = ordinal_in(match, "cw") if which is None else None
    if match.units("ml"):
        base = ((ordinal_in(match, "cm") or 3) - 1) * 1000
    elif told is not None:
        base = (told - 1) * 100
    else:
        base = 1900 if which == -1 else 2000
    return Form(how="decade", year=base + 10 * (number - 1), part=part_in(match)) if 0 < base <= 2900 else None


LAST_DECADE = 10


def millennium(match: Match) -> Form | None:
    """A millennium by its number; "the start of the millennium" is that of the third."""
    number = ordinal_in(match, "cm") if match.units("cm") else 3
    if number is None or not 1 <= number <= 9:
        return None
    return Form(how="century", unit="ML", count=float(number), part=part_in(match) or part_in(match, "p2"))


def century(match: Match) -> Form | None:
    """A century by its number."""
    number = ordinal_in(match, "cn") or ordinal_in(match, "cd")
    return Form(how="century", count=float(number), part=part_in(match)) if number and number < 30 else None


def season(match: Match) -> Form | None:
    """A season of a year."""
    name = match.value("s", "season") or match.value("sd", "season") or match.value("sn", "season")
    which, _ = which_in(match, "aw")
    year_which, year_named = which_in(match, "yx")
    return Form(
        how="season",
        value=name,
        year=year_in(match, "y"),
        end_year=year_in(match, "y2"),
        which=which,
        year_which=year_which,
        year_named=year_named,
        part=part_in(match),
    )


def feast(match: Match) -> Form | None:
    """A day that the pack knows by name."""
    which, _ = which_in(match, "aw")
    return Form(how="feast", value=match.value("f", "feast"), year=year_in(match, "y"), which=which)


def hijri(match: Match) -> Form | None:
    """A Hijri date, perhaps with the Gregorian one that equals it."""
    analysis = match.analysis
    units = match.units("m")
    number = units[0].entry("hmonth") if units else None
    if number is None:
        return None
    day = ordinal_in(match, "d")
    year = year_in(match, "y")
    which, _ = which_in(match, "aw")
    place = match.groups["m"]
    strong = day is not None or year is not None or which is not None or place[0] > match.first
    if analysis.has(place[0], "hmonth.weak") and not strong and not analysis.has(match.first - 1, "timeprep"):
        return None
    if year is not None and year > _LAST_HIJRI_YEAR:
        # a Hijri month of a Gregorian year
        return Form(how="hijri", end_year=year, month=int(number.value), day=day)
    return _with_gregorian(match, Form(how="hijri", year=year, month=int(number.value), day=day, which=which))


def hijri_digits(match: Match) -> Form | None:
    """A Hijri year or date in digits."""
    year = year_in(match, "y")
    month = day = None
    if match.units("nd"):
        pieces = [int(piece) for piece in number_parts(match.units("nd")[0].key)]
        year, month, day = pieces if pieces[0] > 99 else pieces[::-1]
    if year is None or not 1 <= year <= _LAST_HIJRI_YEAR:
        return None
    return _with_gregorian(match, Form(how="hijri", year=year, month=month, day=day))


def _with_gregorian(match: Match, form: Form) -> Form:
    """The form with the Gregorian date that stands beside it as its end fields."""
    if match.units("gn"):
        pieces = [int(piece) for piece in number_parts(match.units("gn")[0].key)]
        year, month, day = pieces if pieces[0] > 99 else pieces[::-1]
    elif match.units("gy"):
        found = year_in(match, "gy"), month_number(match, "gm"), ordinal_in(match, "gd")
        if None in found:
            return form
        year, month, day = (int(part or 0) for part in found)
    else:
        return form
    return Form(
        how="hijri", year=form.year, month=form.month, day=form.day, end_year=year, end_month=month, end_day=day
    )

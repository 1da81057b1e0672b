"""What the named parts of a time rule's match say: day, month and year numbers, which one, which part."""

from __future__ import annotations

from tawatur.read.numbers import numeral_at, numeral_of
from tawatur.read.pattern import Match
from tawatur.read.units import Unit

_FIRST_YEAR, _LAST_YEAR = 1800, 2150
_FIRST_BARE_YEAR = 1900
"""Four digits are read as a year between these, save behind the word for year."""


def month_number(match: Match, group: str) -> int | None:
    """The month of a group; None where two names of two months stand together."""
    numbers = {unit_value for unit in match.units(group) if (unit_value := _value(unit.entries, "month"))}
    return int(numbers.pop()) if len(numbers) == 1 else None


def _value(entries: tuple[object, ...], cls: str) -> str | None:
    for entry in entries:
        if getattr(entry, "cls", None) == cls:
            return str(getattr(entry, "value", ""))
    return None


def number_in(match: Match, group: str) -> float | int | None:
    """The number that a group is; None where it is none, or more than one."""
    place = match.groups.get(group)
    if place is None or place[0] >= place[1]:
        return None
    return numeral_of(match.analysis, *place)


def ordinal_in(match: Match, group: str) -> int | None:
    """The day's number of a group, in digits or as an ordinal (the eleventh, the twenty-first, the thirtieth)."""
    units = match.units(group)
    if not units:
        return None
    digits = next((unit.key for unit in units if unit.key.isdigit()), None)
    if digits is not None:
        return int(digits)
    total = 0
    for unit in units:
        for cls in ("ord", "nw.tens", "nw.ten"):
            entry = unit.entry(cls)
            if entry is not None:
                total += int(entry.value)
                break
    return total or None


def year_in(match: Match, group: str) -> int | None:
    """The year of a group."""
    units = match.units(group)
    return int(units[0].key) if units and units[0].key.isdigit() and int(units[0].key) >= 1 else None


def which_in(match: Match, group: str, *, anywhere: bool = False) -> tuple[int | None, bool]:
    """Which one a group says: -2 (the one before last), -1, 0 or 1; and whether counted from the last date named."""
    units = match.analysis.units[match.first : match.last] if anywhere else match.units(group)
    found: int | None = None
    named = False
    before = False
    for unit in units:
        if unit.entry("w.qabl") is not None:
            before = True
        for cls in ("which", "which.named", "which.recent"):
            entry = unit.entry(cls)
            if entry is not None and found is None:
                found, named = int(entry.value), cls == "which.named"
    if found is not None and before:
        found *= 2
    return found, named


def part_in(match: Match, group: str = "p") -> str | None:
    """The part of a stretch that a group names: START, MID, END, H1 (first half), Q3, T2."""
    units = match.units(group)
    if not units:
        return None
    several = _several(match, units)
    if several is not None:
        return several
    plain = units[0].entry("part")
    if plain is not None and units[0].entry("partof") is None:
        return plain.value
    share = units[0].entry("partof")
    if share is None or len(units) < 2:
        return plain.value if plain else None
    number = units[1].entry("ord")
    last = units[1].entry("ord.last")
    of = {"2": "H", "4": "Q", "3": "T"}.get(share.value)
    if of is None:
        return None
    return f"{of}{share.value if last is not None else number.value if number else 1}"


def _several(match: Match, units: tuple[Unit, ...]) -> str | None:
    """The first (F) or last (L) so many days, weeks or months of a stretch: F9M; START and END where no number says."""
    if len(units) == 1:
        return None
    counted = next((place for place, unit in enumerate(units) if unit.entry("tu") is not None), None)
    if counted is None:
        return None
    unit = units[counted].entry("tu")
    letter = unit.value if unit is not None else ""
    if letter not in ("D", "W", "M", "Y"):
        return None
    number: float | int | None = 2 if units[counted].entry("tu.du") is not None else None
    first = match.groups["p"][0]
    for place in range(len(units)):
        if number is None and match.analysis.has(first + place, "number"):
            number = int(units[place].key) if units[place].key.isdigit() else None
        if number is None and match.analysis.has(first + place, "nw"):
            found = numeral_at(match.analysis, first + place)
            number = found.value if found is not None else None
    last = any(unit.entry("ord.last") is not None for unit in units[1:])
    if number is None:
        return "END" if last else "START"
    return f"{'L' if last else 'F'}{int(number)}{letter}"


def weak_month_fits(match: Match) -> bool:
    """Whether a month's name that is also another word is the month here.

    It is where a second name, the word for month, a part, a year or "last" stands with it, or right behind a
    preposition of time.
    """
    place = match.groups.get("m") or match.groups.get("m0")
    analysis = match.analysis
    if place is None or not analysis.has(place[0], "month.weak") or place[1] - place[0] > 1:
        return True
    if place[0] > match.first or place[1] < match.last:
        return True
    return analysis.has(match.first - 1, "timeprep")


def bare_year_fits(match: Match) -> bool:
    """Whether four digits that no word calls a year are one: not before what they would count."""
    analysis = match.analysis
    place = match.groups.get("y")
    if place is None or place[0] > match.first:
        return True
    number = int(analysis.units[place[0]].key)
    if number < _FIRST_BARE_YEAR and not analysis.has(place[0] - 1, "w.mundhu"):
        return False
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return False
    before, after = place[0] - 1, place[1]
    if analysis.has(after, "percent") or analysis.has(after, "currency") or analysis.has(before, "currency"):
        return False
    if analysis.has(after, "nw") or analysis.has(after, "number") or analysis.has(before, "number"):
        return False
    if analysis.has(before, "numbered") or analysis.has(after, "colon"):
        return False
    if analysis.has(after, "dash") and analysis.has(after + 1, "number"):
        return False
    if analysis.has(before, "w.al") or analysis.has(before, "tapprox") or analysis.has(after, "measure"):
        return False
    if analysis.has(before, "timeprep") or analysis.has(before, "bracket_open"):
        return analysis.has(before, "w.mundhu") or not _counts(match, after)
    if number < _FIRST_BARE_YEAR or analysis.has(after, "tally") or analysis.has(before, "verb"):
        return False
    return analysis.has(before, "word") and not analysis.has(before, "counting") and not _counts(match, after)


def _counts(match: Match, index: int) -> bool:
    """Whether the word at a place may be what a number before it counts: an indefinite noun."""
    analysis = match.analysis
    if not analysis.has(index, "word") or analysis.units[index].definite:
        return False
    classes = analysis.alphabet.classes(analysis.units[index].symbol)
    return not classes & _NOT_COUNTED


_NOT_COUNTED = frozenset(
    {
        "function",
        "timeprep",
        "ahead",
        "clitic",
        "small",
        "verb",
        "w.min",
        "w.fi",
        "w.ila",
        "w.ala",
        "w.an",
        "w.baad",
        "w.qabl",
        "w.bayn",
        "w.mundhu",
        "w.khilal",
        "w.this",
        "w.that",
        "w.aw",
        "w.la",
        "w.ma",
        "which.indef",
    }
)

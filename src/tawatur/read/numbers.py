"""Numerals: numbers in digits of all scripts and in words, alone or mixed, read to one value."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from tawatur.read.units import Analysis, Unit

_LONGEST = 18
"""Digits of the longest number that is read; a longer one counts nothing that a newspaper counts."""
_THOUSAND = 1000
_LARGEST = 10**_LONGEST

Value = int | float


class Numeral(msgspec.Struct, frozen=True, gc=False):
    """A number in the text: the units `first` up to, not including, `last`, and its value."""

    first: int
    last: int
    value: Value
    words: bool
    """Whether any of it is written in words."""


class _Sum:
    """A numeral being read: what is complete, and the group (under a thousand, or digits) that is still open."""

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.limit: Fraction | None = None
        """The last scale: what follows must be smaller."""
        self.group: Fraction | None = None
        self.unit = False
        """Whether the last word was a unit, which a following hundred or ten would build on."""
        self.digits = False
        self.spaced = False
        """Whether the digits are few enough to be the first group of thousands set off by spaces."""

    def open_for(self, value: Fraction) -> bool:
        """Whether a value may begin a new group here."""
        return self.group is None and (self.limit is None or value < self.limit)

    def result(self) -> Fraction:
        return self.total + (self.group or 0)


def numeral_at(analysis: Analysis, first: int, last: int | None = None) -> Numeral | None:
    """The longest numeral that begins at a unit and ends before unit `last`; None where there is none."""
    units = analysis.units
    stop = len(units) if last is None else last
    if _stands_alone(analysis, first, stop):
        number = units[first].key
        return Numeral(first, first + 1, int(number), words=False) if len(number) <= _LONGEST else None
    state = _Sum()
    best = 0
    words = False
    index = first
    whole: tuple[int, Fraction] | None = None
    """Where the last scale ended, and the value so far: the numeral, if what is joined to it belongs to another."""
    while index < stop:
        joined = index > first and analysis.has(index, "wa")
        place = index + 1 if joined else index
        if joined and state.group is None:
            whole = index, state.result()
        if place >= stop or not _take(analysis, place, state, joined=joined):
            break
        words = words or not analysis.has(place, "number")
        index = best = place + 1
    if not best:
        return None
    if whole is not None and state.group is not None and analysis.has(best, "nw.s"):
        # two numerals: two milliards and three milliards
        return Numeral(first, whole[0], _plain(whole[1]), words)
    return Numeral(first, best, _plain(state.result()), words)


def _stands_alone(analysis: Analysis, first: int, stop: int) -> bool:
    """Whether plain digits begin at a unit and nothing goes on with them."""
    if first >= stop or not analysis.units[first].key.isdigit():
        return False
    following = first + 1
    return following >= stop or not any(analysis.has(following, cls) for cls in ("nw", "nw.one", "wa", "number"))


def numeral_of(analysis: Analysis, first: int, last: int) -> Value | None:
    """The value of units that are one numeral from first to last; None where they are not."""
    found = numeral_at(analysis, first, last)
    return found.value if found is not None and found.last == last else None


def _plain(value: Fraction) -> Value:
    return int(value) if value.denominator == 1 else float(value)


def _take(analysis: Analysis, index: int, state: _Sum, *, joined: bool) -> bool:
    """Add one word or digit token to what was read; False where it does not continue the numeral."""
    unit = analysis.units[index]
    classes = analysis.alphabet.classes(unit.symbol)
    first = state.group is None and state.limit is None
    if "number" in classes:
        return _take_digits(unit, classes, state, joined=joined or first, scaled=_scaled(analysis, index))
    if not classes & _NUMERAL:
        return False
    value = _value(unit)
    if "nw.s" in classes:
        return _take_scale(analysis, index, state, value, joined=joined)
    if "nw.one" in classes and analysis.has(index + 1, "nw.ten"):
        # "and eleven": its particle and number are written as the word for one
        joined = True
    if state.digits or not (joined or first or state.unit):
        return False
    return _take_word(classes, state, value, joined=joined)


_NUMERAL = frozenset({"nw", "nw.one", "nw.teenone", "nw.zero"})


def _take_digits(unit: Unit, classes: frozenset[str], state: _Sum, *, joined: bool, scaled: bool) -> bool:
    value = digits_value(unit.key, classes, scaled=scaled)
    if value is not None and not joined and state.spaced and "n3" in classes and unit.space and state.group is not None:
        # thousands set off by spaces, as the Maghreb's press writes them
        state.group = state.group * _THOUSAND + value
        return True
    if value is None or not joined or not state.open_for(value):
        return False
    state.group, state.digits, state.unit = value, True, False
    state.spaced = "n2" in classes or "n3" in classes
    return True


def _take_scale(analysis: Analysis, index: int, state: _Sum, value: Fraction, *, joined: bool) -> bool:
    if joined and state.group is not None:
        return False
    if not joined and state.group is None and state.limit is not None:
        # a scale on a scale: a thousand millions
        too_small = value <= _THOUSAND or value <= state.limit
        if too_small or analysis.has(index, "nw.sdu") or state.total * value > _LARGEST:
            return False
        state.total *= value
        state.limit = value
        return True
    if state.limit is not None and value >= state.limit:
        return False
    count = state.group if state.group is not None else Fraction(1)
    if analysis.has(index, "nw.sdu") or (analysis.has(index, "nw.acc") and _dual(analysis, index, state)):
        if state.group is not None:
            return False
        count = Fraction(2)
    state.total += count * value
    state.limit, state.group, state.unit, state.digits = value, None, False, False
    return True


def _dual(analysis: Analysis, index: int, state: _Sum) -> bool:
    """Whether a scale in -a that no number stands before is a dual before its noun, not a single one."""
    if state.group is not None:
        return False
    unit = analysis.units[index]
    written = analysis.text[unit.start : unit.end]
    following = index + 1
    return written == unit.light and analysis.has(following, "word") and not analysis.has(following, "nw")


def _take_word(classes: frozenset[str], state: _Sum, value: Fraction, *, joined: bool) -> bool:
    group = state.group
    if group is None:
        if not state.open_for(value):
            return False
        state.group = value
        state.unit = bool(classes & _UNITS)
        return True
    rest = group % 100
    if "nw.ten" in classes and state.unit and not joined and rest < 10:
        state.group, state.unit = group + 10, False
        return True
    if "nw.h" in classes and state.unit and not joined and 3 <= group < 10:
        state.group, state.unit = group * 100, False
        return True
    if not joined:
        return False
    if "nw.tens" in classes and 0 < rest < 10 and state.unit:
        state.group, state.unit = group + value, False
        return True
    if classes & _BELOW_HUNDRED and rest == 0 and group >= 100:
        state.group, state.unit = group + value, bool(classes & _UNITS)
        return True
    return False


_UNITS = frozenset({"nw.u", "nw.one", "nw.teenone", "nw.teentwo"})
_BELOW_HUNDRED = _UNITS | {"nw.ten", "nw.tens"}


def digits_value(digits: str, classes: frozenset[str] | Sequence[str], *, scaled: bool = False) -> Fraction | None:
    """The value of a number token; `scaled`: a scale follows, before which a point or comma sets off decimals.

    None for dates, clock times and numbers of more than 18 digits.
    """
    if "numdate" in classes or "clock" in classes or len(digits) > _LONGEST:
        return None
    plain = digits.replace(",", ".")
    if "grouped" in classes and not (scaled and digits.count(".") + digits.count(",") == 1):
        return Fraction(plain.replace(".", ""))
    if plain.count(".") > 1:
        whole, _, decimals = plain.rpartition(".")
        plain = f"{whole.replace('.', '')}.{decimals}"
    return Fraction(plain)


def _scaled(analysis: Analysis, index: int) -> bool:
    """Whether what follows makes a separator set off decimals: a scale above the thousand, or a percent sign."""
    following = index + 1
    return analysis.has(following, "percent") or (
        analysis.has(following, "nw.s") and _value(analysis.units[following]) > _THOUSAND
    )


def _value(unit: Unit) -> Fraction:
    for entry in unit.entries:
        if entry.cls.startswith("nw") and entry.value:
            return Fraction(entry.value)
    return Fraction(0)

"""Where figures may stand: numerals, vague plurals, shares and duals, before what is beside them is read."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

import msgspec

from tawatur.language.frequency import frequencies
from tawatur.language.pack import Pack
from tawatur.read.numbers import numeral_at
from tawatur.read.units import Alphabet, Analysis, Unit

Kind = Literal["number", "vague", "share", "dual"]

_LEAST_STEM = 3
_MIN_SHARE = 2e-6


class Site(msgspec.Struct, frozen=True, gc=False):
    """A place that gives a number, in unit indices, with its bounds."""

    first: int
    last: int
    low: float
    high: float
    kind: Kind
    rule: str
    words: bool = False


def places(analysis: Analysis) -> list[int]:
    """The units where a number may begin: by class, or by the ending of a dual."""
    seeds = _seeds(analysis.pack, analysis.alphabet)
    found = {place.start() for place in seeds.by_class.finditer(analysis.symbols)}
    for ending in seeds.dual.finditer(analysis.text):
        index = bisect_right(analysis.starts, ending.start()) - 1
        if index >= 0 and analysis.symbols[index] in seeds.may_be_dual:
            found.add(index)
    return sorted(found)


@dataclass(frozen=True)
class _Seeds:
    by_class: re.Pattern[str]
    dual: re.Pattern[str]
    may_be_dual: frozenset[str]


@cache
def _seeds(pack: Pack, alphabet: Alphabet) -> _Seeds:
    first = [s for s in alphabet.all if alphabet.classes(s) & _SEEDS]
    shapes = pack.table("figures")
    endings = [end for kind in ("feminine", "masculine") for end, _ in _pairs(shapes, kind)]
    words = [s for s in alphabet.all if "word" in alphabet.classes(s) and not alphabet.classes(s) & _NEVER_DUAL]
    return _Seeds(
        re.compile(f"[{re.escape(''.join(first))}]"),
        # searched by their last letter, which is quicker than letter by letter
        re.compile(
            f"[{''.join(sorted({re.escape(end[-1]) for end in endings}))}]"
            rf"(?!\w)(?:{'|'.join(f'(?<={re.escape(end)})' for end in endings)})"
        ),
        frozenset(words),
    )


def site_at(analysis: Analysis, index: int) -> Site | None:
    """The number that begins at a unit; None where there is none."""
    classes = analysis.alphabet.classes(analysis.units[index].symbol)
    if "weekday" in classes:
        return None
    if ("vague" in classes and "def" not in classes) or ("vague" in classes and _vague_definite(analysis, index)):
        return _vague(analysis, index)
    if "share" in classes or "share.du" in classes:
        found = _share(analysis, index)
        if found is not None:
            return found
    if classes & _STARTS:
        return _number(analysis, index)
    if "word" in classes and not classes & _NEVER_DUAL and not _predicate(analysis, index) and is_dual(analysis, index):
        return Site(index, index + 1, 2, 2, "dual", "dual")
    return None


_SEEDS = frozenset({"number", "nw", "nw.teenone", "nw.one", "vague", "share", "share.du", "dual"})
_STARTS = frozenset({"number", "nw", "nw.teenone", "nw.one"})
_NEVER_DUAL = frozenset(
    {
        "def",
        "pron",
        "notdual",
        "nw",
        "function",
        "tu",
        "month",
        "weekday",
        "city",
        "country",
        "verb",
        "phrase",
        "latin",
        "fadv",
    }
)


def _predicate(analysis: Analysis, index: int) -> bool:
    """Whether a dual is only said of two that were named ("both are hostile") or of a length ("two whole years")."""
    return analysis.has(index - 1, "w.both") or analysis.has(index - 1, "tu.du")


def _vague_definite(analysis: Analysis, index: int) -> bool:
    """Whether a definite plural of a scale is a vague number: "the hundreds of citizens"."""
    return not analysis.has(index - 1, "nw") and not analysis.has(index - 1, "number")


def _vague(analysis: Analysis, index: int) -> Site:
    low = float(_value(analysis.units[index], "vague"))
    last = index + 1
    high = low * 10 - 1
    if analysis.has(last, "vague") and low <= 1000:
        # tens of thousands
        scale = float(_value(analysis.units[last], "vague"))
        if scale > low:
            low, high, last = low * scale, (low * 10) * scale - 1, last + 1
    return Site(index, last, low, high, "vague", "vague plural", words=True)


def _value(unit: Unit, cls: str) -> str:
    entry = unit.entry(cls)
    return entry.value if entry is not None else "0"


def _share(analysis: Analysis, index: int) -> Site | None:
    """A third of, two thirds of, half of what follows."""
    unit = analysis.units[index]
    if unit.definite and _bounded(analysis, index):
        value = float(_value(unit, "share"))
        return Site(index, index + 1, value, value, "share", "share", words=True)
    if unit.definite or analysis.has(index - 1, "wa"):
        return None
    double = unit.entry("share.du") is not None
    value = float(_value(unit, "share.du" if double else "share"))
    following = index + 1
    if analysis.has(following, "nw.s") and not double and not analysis.units[following].definite:
        scale = float(_value(analysis.units[following], "nw.s"))
        return Site(index, following + 1, value * scale, value * scale, "number", "half a scale", words=True)
    if analysis.has(following, "measureunit") or (analysis.has(following, "money") and not double):
        return Site(index, following, value, value, "number", "half a unit", words=True)
    sure = double or value >= 0.25
    if not sure or not analysis.has(following, "word") or analysis.has(following, "tu"):
        return None
    after = analysis.units[following]
    governed = analysis.has(following + 1, "word") and analysis.units[following + 1].definite
    possessed = tuple(cast(list[str], analysis.pack.table("figures")["possessed"]))
    governed = governed or after.light.endswith(possessed)
    if not (after.definite or after.pronoun or double or governed):
        return None
    return Site(index, following, value, value, "share", "share", words=True)


def _bounded(analysis: Analysis, index: int) -> bool:
    """Whether a definite share is told as an amount: more than a third, does not exceed a third."""
    if analysis.has(index + 1, "ord") or analysis.has(index + 1, "ord.last"):
        return False
    than = analysis.has(index - 1, "w.min") and (analysis.has(index - 2, "fmore") or analysis.has(index - 2, "fless"))
    return (
        than
        or analysis.has(index - 1, "fexceed")
        or analysis.has(index - 1, "fapprox")
        or analysis.has(index - 1, "f.amount")
    )


def _number(analysis: Analysis, index: int) -> Site | None:
    first = index
    found = numeral_at(analysis, first)
    if found is None or found.value == 0:
        return None
    if found.last - first == 1 and analysis.has(first, "nw.teenone"):
        # "one of", save in eleven
        return None
    last, value = found.last, float(found.value)
    words = found.words
    if analysis.has(last, "wa") and analysis.has(last + 1, "share"):
        # two millions and a half (of a million)
        scale = _last_scale(analysis, first, last)
        share = float(_value(analysis.units[last + 1], "share"))
        if share >= 0.25 and not analysis.units[last + 1].definite:
            value += share * scale
            last += 2
            if analysis.has(last, "nw.s") and analysis.units[last].definite:
                last += 1
    if analysis.has(last, "share.pl"):
        share = float(_value(analysis.units[last], "share.pl"))
        value, last = round(value * share, 3), last + 1
        return Site(first, last, value, value, "share", "share", words=True)
    return Site(first, last, value, value, "number", "number", words=words)


def _last_scale(analysis: Analysis, first: int, last: int) -> float:
    scales = [float(_value(analysis.units[i], "nw.s")) for i in range(first, last) if analysis.has(i, "nw.s")]
    return scales[-1] if scales else 1.0


def is_dual(analysis: Analysis, index: int) -> bool:
    """Whether a word is an indefinite dual of something that counts."""
    unit = analysis.units[index]
    if unit.entry("dual") is not None:
        return True
    if any(entry.part for entry in unit.entries):
        return False
    return _dual_by_shape(analysis.pack, unit.light, unit.key)


@lru_cache(1 << 14)
def _dual_by_shape(pack: Pack, light: str, key: str) -> bool:
    """By its ending and by how often its singular is written; the pack gives the endings."""
    endings = pack.table("figures")
    known = frequencies(pack.code, pack.folding)
    whole = known.share(key)
    for ending, singular in _pairs(endings, "feminine"):
        stem = light[: -len(ending)]
        if light.endswith(ending) and len(stem) >= _LEAST_STEM - 1:
            single = known.share(pack.folding.join(stem + singular))
            return single >= _MIN_SHARE and single > 2 * whole
    for ending, singular in _pairs(endings, "masculine"):
        stem = light[: -len(ending)]
        if light.endswith(ending) and len(stem) >= _LEAST_STEM + 1:
            joined = pack.folding.join(stem + singular)
            single = known.share(joined)
            if any(known.share(pack.folding.join(mark + stem[1:])) > single / 4 for mark in _verb_marks(endings)):
                return False
            if any(stem.startswith(mark) and not stem.endswith(_nisba(endings)) for mark in _verb_marks(endings)):
                return False
            return single >= _MIN_SHARE and single > 2 * whole
    return False


def _pairs(table: object, name: str) -> list[tuple[str, str]]:
    rows = table[name] if isinstance(table, dict) else []
    return [(str(row["ending"]), str(row["singular"])) for row in rows]


def _verb_marks(table: object) -> tuple[str, ...]:
    return tuple(str(table["verb_mark"])) if isinstance(table, dict) else ()


def _nisba(table: object) -> str:
    return str(table["nisba"]) if isinstance(table, dict) else ""

"""What a figure counts: the noun phrase behind (or before) its number."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

import msgspec

from tawatur.language.frequency import frequencies
from tawatur.language.pack import Pack
from tawatur.model.span import Span
from tawatur.read.figures.sites import Site, is_dual
from tawatur.read.numbers import numeral_at
from tawatur.read.units import Analysis

_LONGEST = 6
_STOPS = frozenset(
    {"function", "prep", "fadv", "tu", "number", "nw", "deictic", "weekday", "month", "w.this", "w.that", "w.la", "w.ma",
     "timeprep", "w.inna", "vague", "clitic"}
)  # fmt: skip
_NOUNS = frozenset({"fnoun", "fthing", "money", "measureunit", "dual"})
_PLACES = frozenset({"city", "country", "place", "region", "area", "place_head", "f.place"})


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A stretch of units."""

    first: int
    last: int

    def span(self, analysis: Analysis) -> Span:
        """Its place in the text."""
        return analysis.span(self.first, self.last)


def counted_after(analysis: Analysis, index: int, site: Site, *, whole: bool = False) -> Phrase | None:
    """The noun phrase that begins behind a number, "of" passed over; None where no noun does.

    `whole`: the number is a share of what follows "of", which may then be a place.
    """
    start = index + 1 if analysis.has(index, "fadv") and analysis.has(index + 1, "w.min") else index
    of = analysis.has(start, "w.min") and not analysis.units[start].attached
    if of:
        start += 1
        if analysis.has(start, "f.outof"):
            whole_number = numeral_at(analysis, start + 1)
            return counted_after(analysis, whole_number.last, site) if whole_number is not None else None
        if analysis.has(start, "w.this") and _definite_at(analysis, start + 1):
            return Phrase(start, definite_run(analysis, start + 2))
        if not analysis.has(start, "word") or (site.kind == "number" and not whole and _is_place(analysis, start)):
            return None
    if not nominal(analysis, start) or (of and not _may_follow_of(analysis, start)):
        return None
    return Phrase(start, _end(analysis, start, site, of=of))


def _is_place(analysis: Analysis, index: int) -> bool:
    return bool(analysis.alphabet.classes(analysis.units[index].symbol) & _PLACES)


def _may_follow_of(analysis: Analysis, index: int) -> bool:
    unit = analysis.units[index]
    if unit.definite or unit.pronoun or nominal(analysis, index + 1) or _tagged(analysis, index + 1):
        return True
    return unit.light.endswith(tuple(cast(list[str], analysis.pack.table("figures")["possessed"])))


def _tagged(analysis: Analysis, index: int) -> bool:
    """Whether a word behind a hash sign stands here."""
    return 0 <= index < len(analysis.units) - 1 and analysis.units[index].key == "#" and analysis.has(index + 1, "word")


def nominal(analysis: Analysis, index: int) -> bool:
    """Whether a unit may be (the head of) what is counted: a word that is no particle and no verb."""
    if not analysis.has(index, "word"):
        return False
    classes = analysis.alphabet.classes(analysis.units[index].symbol)
    if classes & _STOPS:
        return False
    if classes & _NOUNS:
        return True
    unit = analysis.units[index]
    if "verb" in classes and not unit.definite and not classes & {"nominal", "frole", "fadj"}:
        return False
    return unit.definite or not looks_verbal(analysis.pack, unit.light)


@lru_cache(1 << 14)
def looks_verbal(pack: Pack, light: str) -> bool:
    """Whether an unknown word has the shape of a verb: an imperfect, or an ending that only verbs have."""
    shapes = pack.table("figures")
    if light.endswith(tuple(cast(list[str], shapes["verbs"]))):
        return True
    mark, nisba = cast(str, shapes["verb_mark"]), tuple(cast(list[str], shapes["adjective"]))
    if light.startswith(mark) and len(light) >= 4 and not light.endswith(nisba):
        return True
    opened, plural = cast(str, shapes["open_verbs"]), cast(str, shapes["plural"])
    if light.endswith(opened) and not light.endswith(plural) and len(light) >= 4:
        known = frequencies(pack.code, pack.folding)
        return known.share(pack.folding.join(light[:-1])) > known.share(pack.folding.join(light)) / 2
    return False


def _end(analysis: Analysis, start: int, site: Site, *, of: bool) -> int:
    """The index behind the noun phrase that begins at `start`."""
    head = analysis.units[start]
    end = start + 1
    construct = (
        of or site.kind in ("vague", "share") or head.definite or (site.words and site.low <= 10) or 3 <= site.low <= 10
    )
    if head.definite or head.pronoun:
        return definite_run(analysis, end)
    stop = min(start + _LONGEST, len(analysis.units))
    while end < stop and adjective(analysis, end, start):
        end += 1
    if end == start + 1 and construct and _definite_at(analysis, end):
        end = definite_run(analysis, end + 1)
        return _bracketed(analysis, end)
    if end == start + 1 and of and nominal(analysis, end) and not analysis.units[end].attached:
        # a chain: members of the movement of so and so
        end += 1
        if _tagged(analysis, end):
            return end + 2
        if _definite_at(analysis, end):
            end = _bracketed(analysis, definite_run(analysis, end + 1))
    if end == start + 1 and _compound(analysis, start):
        end += 1
    if analysis.has(end, "wa") and all(analysis.has(place, "fthing") for place in (start, end + 1)):
        end += 2
        while end < stop + 2 and adjective(analysis, end, end - 1):
            end += 1
    return end


def _compound(analysis: Analysis, head: int) -> bool:
    """Whether a feminine in the singular and the indefinite noun behind it are one thing: a means of information.

    It is one where nothing but a particle, a verb or a mark follows: a longer phrase begins something new.
    """
    units, after = analysis.units, head + 1
    if not units[head].light.endswith(analysis.pack.clitics.closed_t) or not nominal(analysis, after):
        return False
    unit = units[after]
    entries = analysis.alphabet.classes(unit.symbol)
    if unit.definite or unit.pronoun or unit.attached or entries & _NO_SECOND or len(unit.light) < _LEAST_SECOND:
        return False
    # an adverb, or an adjective of the first
    if unit.light.endswith((str(analysis.pack.table("figures")["counted"]), analysis.pack.clitics.closed_t)):
        return False
    if _imperfect(analysis.pack, unit.key):
        return False
    return not analysis.has(after + 1, "word") or analysis.has(after + 1, "function") or analysis.has(after + 1, "prep")


@lru_cache(1 << 12)
def _imperfect(pack: Pack, key: str) -> bool:
    """Whether an unknown word is an imperfect verb: it is also written in the third person."""
    shapes = pack.table("figures")
    if not key.startswith(tuple(cast(list[str], shapes["verb_marks"]))):
        return False
    return frequencies(pack.code, pack.folding).share(cast(str, shapes["verb_mark"]) + key[1:]) > 0


_NO_SECOND = _PLACES | {"verb", "part", "partof", "ord", "latin", "tally", "frole", "given"}
_LEAST_SECOND = 4


def _definite_at(analysis: Analysis, index: int) -> bool:
    if _tagged(analysis, index):
        return True
    return analysis.has(index, "word") and analysis.units[index].definite and nominal(analysis, index)


def definite_run(analysis: Analysis, index: int) -> int:
    """The index behind the definite words from here on (adjectives and the like), none attached to a particle."""
    stop = min(index + _LONGEST, len(analysis.units))
    while index < stop and analysis.has(index, "word"):
        unit = analysis.units[index]
        if not unit.definite or unit.attached or not nominal(analysis, index) or _relative(analysis, index):
            break
        if not analysis.has(index, "fadj") and not _agrees(analysis, index):
            break
        index += 1
    if analysis.has(index, "wa") and all(analysis.has(place, "frole") for place in (index - 1, index + 1)):
        return index + 2 if analysis.units[index + 1].definite else index
    return index


def _agrees(analysis: Analysis, index: int) -> bool:
    """Whether a definite word has the shape of an adjective of the word before it."""
    shapes = analysis.pack.table("figures")
    light = analysis.units[index].light
    plural = tuple(cast(list[str], shapes["plural_adjective"]))
    if analysis.units[index - 1].light.endswith(plural):
        return light.endswith(plural)
    return light.endswith(tuple(cast(list[str], shapes["definite_adjective"]))) or light.startswith(
        cast(str, shapes["definite_participle"])
    )


def _relative(analysis: Analysis, index: int) -> bool:
    return analysis.has(index, "relative") or analysis.has(index, "fadv")


def _bracketed(analysis: Analysis, index: int) -> int:
    """The index behind a short name in brackets."""
    if analysis.has(index, "bracket_open") and analysis.has(index + 2, "bracket_close"):
        return index + 3
    return index


def counted_before_indefinite(analysis: Analysis, index: int) -> Phrase | None:
    """The indefinite noun (with an adjective) right before a number in words ("powers six", "parts three")."""
    start = index - 1
    if start < 0 or not nominal(analysis, start) or analysis.units[start].definite:
        return None
    noun = start > 0 and nominal(analysis, start - 1) and not analysis.units[start - 1].definite
    if noun and _of_origin(analysis, start) and not analysis.units[start].attached:
        start -= 1
    return Phrase(start, index)


def _of_origin(analysis: Analysis, index: int) -> bool:
    light = analysis.units[index].light
    return light.endswith(tuple(cast(list[str], analysis.pack.table("figures")["adjective"])))


def counted_of_number(analysis: Analysis, index: int) -> Phrase | None:
    """The noun of "the number of … reached" before a bare number; None where the clause has none."""
    sentence = analysis.sentences[analysis.sentence_of[index]]
    for place in range(index - 1, max(sentence.start, index - _BACK) - 1, -1):
        if analysis.has(place, "w.count"):
            start = place + 1
            if start < index and _definite_at(analysis, start):
                return Phrase(start, definite_run(analysis, start + 1))
            return None
    return None


_BACK = 8


def adjective(analysis: Analysis, index: int, head: int) -> bool:
    """Whether an indefinite word goes with the noun `head` as its adjective or as the second part of its compound."""
    if not nominal(analysis, index) or analysis.units[index].definite or analysis.units[index].attached:
        return False
    if analysis.has(index, "fadj"):
        return True
    unit = analysis.units[index]
    if unit.pronoun or analysis.has(index, "calls") or analysis.has(index, "nominal"):
        return False
    shapes = analysis.pack.table("figures")
    tail = cast(str, shapes["counted"])
    if unit.light.endswith(tail) and not analysis.units[head].light.endswith(tail):
        return False
    if len(unit.light) >= 4 and unit.light.endswith(tuple(cast(list[str], shapes["adjective"]))):
        return not (set(analysis.alphabet.classes(unit.symbol)) & _PLACES)
    if analysis.units[head].light.endswith(tail) and unit.light.endswith(tail) and len(unit.light) >= 4:
        return True
    return is_dual(analysis, head) and is_dual(analysis, index)


def counted_before(analysis: Analysis, index: int) -> Phrase | None:
    """The definite noun phrase right before a number that stands behind what it counts ("the six powers")."""
    start = index
    while start > 0 and index - start < 3:
        unit = analysis.units[start - 1]
        if not (analysis.has(start - 1, "word") and unit.definite and nominal(analysis, start - 1)):
            break
        start -= 1
        # an adjective has its noun before it
        told = analysis.has(index, "number") or analysis.has(index, "w.al")
        if unit.attached or not (_of_origin(analysis, start) or (index - start == 1 and told)):
            break
    return Phrase(start, index) if start < index else None

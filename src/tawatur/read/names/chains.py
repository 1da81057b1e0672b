"""Chains of words that make up a person's name: first names, particles, family names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tawatur.read.names.draft import Text
from tawatur.read.names.words import Flags

_MOST_PARTS = 7
_MOST_UNKNOWN = 4


@dataclass(frozen=True)
class Chain:
    """A run of units that may be a person's name."""

    first: int
    last: int
    parts: int
    sure: int
    """How many of its parts are known first names, or stand where only a name can."""


class _Bits:
    def __init__(self, flags: Flags) -> None:
        self.first = flags["given"]
        self.homonym = flags["given_homonym"]
        self.given = flags["given given_homonym"]
        self.link = flags["link"]
        self.tail = flags["tail"]
        self.definite = flags["def"]
        self.demonym = flags["demonym"]
        self.nation = flags["demonym people"]
        self.never = flags["clitic number function mark time break on_behalf"]
        self.latin = flags["latin"]
        self.other = flags[
            "office profession kin honorific rank senior people people_noun source_noun body_head place_head "
            "facility_head doc_head outlet_head portfolio body_def country city region facility body grouping verb"
        ]
        self.known = self.other | flags["qualifier demonym"]
        self.open_end = flags["mark function clitic break verb number time"]
        self.after = self.open_end | flags["office profession honorific"]
        self.verb = flags["verb"]


@cache
def bits_of(flags: Flags) -> _Bits:
    """The bits that chains look at."""
    return _Bits(flags)


def chain_at(text: Text, index: int, *, titled: bool = False) -> Chain | None:
    """The name that begins at a unit, or None; `titled` where a title stands before, so that one part is enough.

    A name begins with a first name, a particle or a word that the language does not use otherwise, without article.
    """
    bits = bits_of(text.words.flags)
    at = index
    parts = sure = unknown = 0
    family = False
    while at < len(text.units) and parts < _MOST_PARTS:
        step = _skipped(text, at) if parts or titled else at
        part = _part(text, step, parts, sure=sure, family=family)
        if not part:
            break
        if part == "link":
            width = _linked(text, step, parts)
            if not width:
                break
            parts, at = parts + 1, step + width
            sure += 1
            continue
        if part == "unknown":
            unknown += 1
            if unknown > _MOST_UNKNOWN:
                break
        sure += part == "first"
        family = family or part == "family"
        parts, at = parts + 1, step + 1
    if not parts:
        return None
    if at == index + 1 and text.has(index, bits.link):
        return None
    return Chain(index, at, parts, sure)


def _skipped(text: Text, at: int) -> int:
    """Past a sign of social networks that may stand within a name."""
    return at + 1 if at < len(text.units) and text.units[at].key in text.words.transparent else at


def _linked(text: Text, at: int, parts: int) -> int:
    """How many units a particle and what it needs behind it take; 0 where nothing fits behind it."""
    bits = bits_of(text.words.flags)
    width = 1
    while text.has(at + width, bits.link) and width < 3:
        width += 1
    behind = at + width
    if behind >= len(text.units) or text.has(behind, bits.never) or text.units[behind].attached:
        return 0
    if text.has(behind, bits.given | bits.definite):
        return width + 1
    unit = text.units[behind]
    if unit.entries and not (parts and not text.has(behind, bits.other)):
        return 0
    return width + 1


def _part(text: Text, at: int, parts: int, *, sure: int, family: bool) -> str:
    """What part of a name a unit can be: first, link, family, unknown; empty for none."""
    if at >= len(text.units):
        return ""
    bits = bits_of(text.words.flags)
    mask, unit, words = text.masks[at], text.units[at], text.words
    if unit.attached and parts:
        return ""
    if mask & bits.link:
        return "link"
    if mask & bits.never or unit.pronoun:
        return ""
    if mask & bits.definite:
        return _definite_part(text, at, parts, sure=sure, family=family)
    if mask & bits.first and not mask & bits.verb:
        return "first"
    if mask & bits.given:
        if parts:
            return "first"
        following = _part(text, at + 1, 1, sure=1, family=False)
        return "first" if following in ("first", "family", "link", "unknown") else ""
    if mask & bits.latin:
        return ""
    if words.is_compound_first(unit.light):
        return "first"
    if unit.entries:
        return ""
    if len(unit.key) < 2 or not words.is_common(unit.key):
        return "unknown" if len(unit.key) > 1 else ""
    if parts == 1 and sure == 1 and not words.is_seldom(unit.key) and not unit.key.endswith(words.adverb):
        # a family name that is a common word as well: nothing that would make it a noun's phrase may follow
        behind = at + 1
        if behind >= len(text.units) or text.has(behind, bits.after):
            return "unknown"
    return ""


def _definite_part(text: Text, at: int, parts: int, *, sure: int, family: bool) -> str:
    bits = bits_of(text.words.flags)
    mask, unit, words = text.masks[at], text.units[at], text.words
    if not parts or family:
        return ""
    if mask & bits.tail:
        return "first"
    if mask & bits.given:
        return "family"
    if mask & bits.nation:
        return "family" if sure and words.is_masculine_relation(unit.light) else ""
    if mask & bits.known:
        return ""
    bare = words.bare(unit.key)
    if unit.entries and not sure:
        return ""
    if words.is_masculine_relation(unit.light):
        return "family"
    if not words.is_common(bare) and not words.is_relation(unit.light):
        return "family"
    plain = not unit.entries and not words.is_seldom(unit.key) and not words.is_relation(unit.light)
    return "family" if parts == 1 and sure == 1 and plain and text.has(at + 1, bits.open_end) else ""

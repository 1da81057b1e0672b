"""Chains of words that make up a person's name: first names, particles, family names."""

from __future__ import annotations

from functools import cache

import msgspec

from tawatur.read.names.draft import Text
from tawatur.read.names.words import Flags

_MOST_PARTS = 7
_MOST_UNKNOWN = 4
_COMMON_FAMILY = 2e-5
"""A common word is taken for a family name without a title only where it is no more frequent than this."""


class Chain(msgspec.Struct, frozen=True, gc=False):
    """A run of units that may be a person's name."""

    first: int
    last: int
    parts: int
    sure: int
    """How many of its parts are known first names, or stand where only a name can."""


class _State(msgspec.Struct, gc=False):
    """How far a chain has come."""

    parts: int = 0
    sure: int = 0
    family: bool = False
    titled: bool = False
    firm: bool = False
    """Whether it began with a first name that is no common word, or behind a title."""
    first_only: bool = False
    """Whether just one sure first name has been read."""


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
        self.month = flags["month"]
        self.time = flags["time"]
        self.number = flags["number"]
        self.latin = flags["latin"]
        self.other = flags[
            "office profession kin honorific rank senior people people_noun source_noun body_head place_head "
            "facility_head doc_head outlet_head portfolio body_def country city region facility body grouping verb"
        ]
        self.known = self.other | flags["qualifier body_adj unnaming demonym"]
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
    state = _State(titled=titled)
    at, unknown = index, 0
    while at < len(text.units) and state.parts < _MOST_PARTS:
        step = _skipped(text, at) if state.parts or titled else at
        part = _part(text, step, state)
        unknown += part == "unknown"
        if not part or unknown > _MOST_UNKNOWN:
            break
        width = _linked(text, step, state.parts) if part == "link" else 1
        if not width:
            break
        state.firm = state.firm or part == "first" or titled
        state.first_only = part in ("first", "homonym") and not state.parts
        state.sure += (
            part in ("first", "link") or (part == "homonym" and titled) or (part == "family" and not state.sure)
        )
        state.family = state.family or part == "family"
        state.parts += 1
        at = step + width
    if not state.parts:
        return None
    return Chain(index, at, state.parts, state.sure)


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
    if behind >= len(text.units) or text.has(behind, bits.never & ~bits.time) or text.units[behind].attached:
        return 0
    if text.has(behind, bits.given | bits.definite):
        return width + 1
    if not text.words.unlisted(text.units[behind]) and not (parts and not text.has(behind, bits.other)):
        return 0
    return width + 1


def _part(text: Text, at: int, state: _State) -> str:
    """What part of a name a unit can be: first, homonym, link, family, unknown; empty for none."""
    if at >= len(text.units):
        return ""
    bits = bits_of(text.words.flags)
    mask, unit = text.masks[at], text.units[at]
    if unit.attached and state.parts:
        return ""
    if mask & bits.link:
        return "link"
    if state.first_only and mask & bits.month and not text.has(at + 1, bits.number):
        return "unknown"
    kin = bool(mask & bits.given and state.parts and text.has(at + 1, bits.given))
    if (mask & bits.never & ~bits.time and not kin) or (
        mask & bits.time and (mask & bits.definite or not mask & bits.given)
    ):
        return ""
    if unit.pronoun:
        # a family name that looks like "my …"
        mine = unit.pronoun == text.words.plural_construct and state.parts and state.sure
        return "family" if mine and not unit.definite else ""
    if mask & bits.definite:
        return _definite_part(text, at, state)
    if mask & bits.given:
        return _given_part(text, at, state)
    return _bare_part(text, at, state)


def _given_part(text: Text, at: int, state: _State) -> str:
    bits = bits_of(text.words.flags)
    mask, unit = text.masks[at], text.units[at]
    if not mask & bits.first and text.words.is_his(unit.light):
        forms = (entry.form for entry in unit.entries if entry.cls == "given_homonym")
        if not any(text.words.is_his(form) for form in forms):
            return ""  # "his peer" is spelled like a woman's name but for one sign
    if mask & bits.first and not mask & bits.verb:
        return "first"
    if mask & bits.first and not state.parts and at + 1 < len(text.units):
        # a verb that is a first name too, before what can only be the rest of a name
        rest = _part(text, at + 1, _State(parts=1, sure=1, firm=True))
        return "first" if rest and not text.units[at + 1].light.endswith(text.words.adverb) else ""
    if state.parts:
        # "X, leader of the …": a common word that heads a phrase of its own is no further name
        heads = mask & bits.other and not mask & bits.first and text.has(at + 1, bits.definite)
        return "" if heads else "first"
    following = _part(text, at + 1, _State(parts=1, sure=int(state.titled), titled=state.titled, firm=state.titled))
    return "homonym" if following in ("first", "family", "link", "unknown") else ""


def _bare_part(text: Text, at: int, state: _State) -> str:
    """A word without article that is no known first name."""
    bits = bits_of(text.words.flags)
    unit, words = text.units[at], text.words
    if text.has(at, bits.latin):
        return ""
    if words.is_compound_first(unit.light):
        return "first"
    if not words.unlisted(unit) or len(unit.key) < 2 or unit.light.endswith(words.final_a):
        return ""
    rest = unit.key.removeprefix(words.conjunction)
    unsplit = rest != unit.key and not words.share(unit.key)
    if unsplit and (words.share(rest) or words.has_pronoun(rest) or (state.parts and not state.sure)):
        # a conjunction that nobody split off, rather than a name that begins with its letter
        return ""
    if not words.is_common(unit.key):
        return "unknown"
    if (
        not 0 < state.parts <= 1 + state.titled
        or not state.sure
        or state.family
        or (words.is_seldom(unit.key) and not (state.titled and words.is_nominative(unit.key)))
        or unit.key.endswith(words.adverb)
    ):
        return ""
    if (state.firm or state.titled) and state.sure and words.is_masculine_relation(unit.light):
        return "family"  # an adjective without article behind a first name is no adjective
    # a family name that is a common word as well: only where nothing that would make it a noun's phrase follows
    if words.has_pronoun(unit.key) or words.is_his(unit.light):
        return ""
    if state.titled:
        # before a definite noun it heads a phrase of its own: "Minister X positions of the …"
        return "" if text.has(at + 1, bits.definite & ~bits.time) and not text.has(at + 1, bits.time) else "unknown"
    if words.share(unit.key) < _COMMON_FAMILY:
        return "unknown" if at + 1 >= len(text.units) or text.has(at + 1, bits.after) else ""
    return ""


def _opens_name(text: Text, at: int) -> bool:
    """Whether a further name may begin at a unit."""
    return text.has(at, bits_of(text.words.flags).given) or (
        at < len(text.units) and text.words.is_strange(text.units[at])
    )


def _definite_first(text: Text, at: int, state: _State) -> str:
    """A first name that is written with the article, before a family name."""
    if not any(entry.cls in ("given", "given_homonym") and entry.note == "first" for entry in text.units[at].entries):
        return ""
    following = _part(text, at + 1, _State(parts=1, sure=1, titled=state.titled, firm=True))
    return "first" if following in ("family", "link", "first", "unknown") else ""


def _definite_part(text: Text, at: int, state: _State) -> str:
    bits = bits_of(text.words.flags)
    mask, unit, words = text.masks[at], text.units[at], text.words
    if not state.parts:
        return _definite_first(text, at, state)
    if state.family or (state.parts == 1 and text.has(at - 1, bits.time) and not state.titled):
        return ""  # so also "the blessed month", which begins with a first name
    if mask & bits.tail:
        return "first"
    if mask & bits.given and any(entry.form.startswith(words.article) for entry in unit.entries):
        # "accompanied by the minister X": a title where a name may still follow
        return "" if mask & bits.other and _opens_name(text, at + 1) else "family"
    if mask & bits.first:
        return "family"
    if mask & bits.given:
        fits = state.parts == 1 and state.sure and (state.titled or text.has(at + 1, bits.open_end))
        return "family" if fits else ""
    if mask & bits.nation:
        return "family" if state.sure and words.is_masculine_relation(unit.light) else ""
    if mask & bits.known:
        return ""
    bare = words.bare(unit.key)
    if not words.unlisted(unit) and not state.sure and not mask & bits.homonym:
        return ""
    if words.is_masculine_relation(unit.light):
        return "family"
    if not words.is_common(bare) and not words.is_relation(unit.light):
        return "family"
    if state.titled and state.parts == 1 and state.sure and words.is_strange(unit) and words.is_rare(unit.key):
        return "family"
    plain = state.firm and words.unlisted(unit) and not words.is_seldom(unit.key) and not words.is_relation(unit.light)
    plain = plain and (state.titled or words.share(unit.key) < _COMMON_FAMILY)
    return "family" if state.parts == 1 and state.sure and plain and text.has(at + 1, bits.open_end) else ""

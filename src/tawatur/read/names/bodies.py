"""Bodies, groups, outlets, facilities and documents: names that a head opens, and how far they reach."""

from __future__ import annotations

from functools import cache

from tawatur.read.names.chains import chain_at
from tawatur.read.names.draft import Text
from tawatur.read.names.words import Flags

_LONGEST_QUOTE = 7
_MOST_ADJECTIVES = 5
_DEEPEST = 3
"""A name holds at most so many nouns one within the other ("committee for the follow-up of the execution of …")."""


class _Bits:
    def __init__(self, flags: Flags) -> None:
        self.definite = flags["def"]
        self.pron = flags["pron"]
        self.adjective = flags["body_adj demonym"]
        self.never_adjective = flags["unnaming relative honorific"]
        self.demonym = flags["demonym"]
        self.qualifier = flags["body_adj"]
        self.noun_only = flags[
            "abstract office profession people people_noun body_def portfolio body_head place_head country city region verb time"
        ]
        self.proper = flags["country city region body facility grouping people"]
        self.heads = flags["body_head place_head facility_head office"]
        self.quote = flags["open straight"]
        self.close = flags["close straight"]
        self.wa = flags["wa"]
        self.li = flags["li"]
        self.clitic = flags["clitic"]
        self.verb = flags["verb"]
        self.time = flags["time"]
        self.people = flags["people"]
        self.asks = {"joint": flags["body_joint"], "party": flags["body_party"], "plural": flags["demonym"]}
        self.grouping = flags["grouping people"]
        self.field = flags["body_field"]
        self.link = flags["link"]
        self.joinable = flags["portfolio people_noun"]
        self.homonym = flags["given_homonym"]
        self.straight = flags["straight"]
        self.general = flags["qualifier"]
        self.apart = flags["apart"]
        self.end = flags["break stop"]
        self.stop = flags["function time number mark break verb clitic"]
        self.persons = flags["people_noun source_noun profession"]
        self.given = flags["given given_homonym link"]
        self.office = flags["office"]
        self.portfolio = flags["portfolio"]
        self.latin = flags["latin"]
        self.place = flags["country city region"]


@cache
def bits_of(flags: Flags) -> _Bits:
    """The bits that bodies look at."""
    return _Bits(flags)


def construct_end(text: Text, index: int, *, depth: int = 0) -> int:
    """Behind the last unit of the name that an indefinite head opens ("ministry of …"); 0 where it opens none."""
    bits = bits_of(text.words.flags)
    at = index + 1
    if at >= len(text.units) or text.units[index].pronoun:
        return 0
    if text.has(at, bits.quote):
        end = quoted_end(text, at)
        return _purpose_end(text, index, adjectives_end(text, end), named=True) if end else 0
    # a verbal noun that is spelled like its verb has its own complement
    verbal = not text.has(at, bits.stop & ~bits.verb) and text.has(at + 1, bits.definite) and not depth
    if text.has(at, bits.stop) and not text.has(at, bits.definite | bits.proper) and not verbal:
        return 0
    end = _complement_end(text, at, depth)
    if not end:
        return 0
    end = adjectives_end(text, end)
    while text.has(end - 1, bits.apart) and end - index > 2:
        end -= 1
    if depth == 0:
        end = _joined_end(text, index, end)
        end = _governed_end(text, end)
        end = _purpose_end(text, index, end)
    return end


def _complement_end(text: Text, at: int, depth: int) -> int:
    bits = bits_of(text.words.flags)
    mask, unit = text.masks[at], text.units[at]
    if mask & bits.link:
        chain = chain_at(text, at, titled=True)
        return chain.last if chain is not None else 0
    if mask & bits.definite:
        return at + 1
    if mask & bits.demonym:
        return 0
    if mask & bits.proper:
        return at + 1
    if mask & bits.adjective and not mask & (bits.heads | bits.given):
        return 0
    chain = chain_at(text, at, titled=not mask & bits.homonym) if mask & bits.given else None
    if chain is not None:
        return chain.last
    if mask & bits.heads and depth < 3:
        return construct_end(text, at, depth=depth + 1)
    if mask & bits.persons and not unit.pronoun:
        return _nested_end(text, at + 1)
    if unit.pronoun or mask & bits.persons:
        return 0
    return at + 1 if mask & bits.latin else _unlisted_end(text, at, depth)


def _unlisted_end(text: Text, at: int, depth: int) -> int:
    """Behind a complement that no list knows: a second noun of the construct with its own, or strange words."""
    if not text.words.is_strange(text.units[at]):
        if _of_tribe(text, at - 1) and not text.words.is_relation(text.units[at].light):
            return at + 1  # a tribe has a name, were it a common word too
        return _nested_end(text, at + 1) if depth < 3 and _may_nest(text, at) else 0
    last = at + 1
    while last < min(len(text.units), at + 3) and unknown(text, last):
        last += 1
    return last


def _of_tribe(text: Text, head: int) -> bool:
    """Whether a head opens the name of a tribe or clan."""
    return any(entry.cls == "body_head" and "tribe" in entry.note for entry in text.units[head].entries)


def _may_nest(text: Text, at: int) -> bool:
    """Whether a word can have a complement of its own: no adjective, though one may be spelled like it."""
    bits = bits_of(text.words.flags)
    behind = text.has(at + 1, bits.definite) and not text.has(at + 1, bits.adjective | bits.time)
    light = text.units[at].light
    return not text.words.is_relation(light) or (behind and text.words.is_masculine_relation(light))


def _nested_end(text: Text, at: int) -> int:
    """Behind the complement of a noun within a name: definite, a place, or up to two more such nouns."""
    bits = bits_of(text.words.flags)
    for place in range(at, min(len(text.units), at + _DEEPEST)):
        if text.has(place, bits.definite):
            return 0 if text.has(place, bits.adjective & ~bits.pron) else place + 1
        if place > at and text.has(place, bits.place):
            return place + 1
        unit = text.units[place]
        if unit.attached or unit.pronoun or text.has(place, bits.stop | bits.adjective | bits.given | bits.persons):
            return 0
        if text.words.is_relation(unit.light) or not text.words.is_common(unit.key):
            return 0
    return 0


def unknown(text: Text, at: int) -> bool:
    """Whether a unit is a word without article that no list and no common use knows."""
    unit = text.units[at]
    bits = bits_of(text.words.flags)
    return (
        not text.units[at].attached and not text.masks[at] & (bits.stop | bits.definite) and text.words.is_strange(unit)
    )


def adjectives_end(text: Text, at: int, head: int = -1) -> int:
    """Behind the definite adjectives that follow a name; `at` where none do.

    Beside a `head` that they describe, a word of the other gender is none of them: "the planes of the regime, the military".
    """
    first = at
    feminine = head >= 0 and text.words.is_feminine(text.units[head].key)
    masculine = head >= 0 and text.words.is_masculine_singular(text.units[head].key)
    while at < len(text.units) and at - first < _MOST_ADJECTIVES and is_adjective(text, at):
        if (feminine and _disagrees(text, at)) or (masculine and text.words.is_feminine(text.units[at].key)):
            break
        at += 1
    return at


def _disagrees(text: Text, at: int) -> bool:
    """Whether a masculine word that no list calls an adjective cannot describe a feminine."""
    listed = text.has(at, bits_of(text.words.flags).adjective)
    return not listed and text.words.is_masculine_relation(text.units[at].light)


def is_adjective(text: Text, at: int) -> bool:
    """Whether a unit is a definite adjective, by the lexicon or by its shape."""
    bits = bits_of(text.words.flags)
    if at >= len(text.units):
        return False
    mask, unit = text.masks[at], text.units[at]
    if unit.attached or not mask & bits.definite or unit.pronoun:
        return False
    if mask & bits.people and text.has(at - 1, bits.definite) and text.words.is_seldom(text.units[at - 1].key):
        return True  # "the Jordanian engineers": a plural that agrees
    if mask & bits.time and text.has(at + 1, bits.never_adjective):
        return False  # "last year" is spelled like "general"
    if mask & bits.never_adjective and not mask & bits.demonym:
        return False
    if mask & bits.adjective:
        return True
    never = bits.noun_only if not text.has(at - 1, bits.definite) else bits.noun_only & ~bits.portfolio
    return text.words.is_relation(unit.light) and not mask & never


def _joined_end(text: Text, index: int, end: int) -> int:
    """Past a second field: "ministry of foreign affairs and emigrants"; heads whose names seldom join stay short."""
    bits = bits_of(text.words.flags)
    head = text.units[index]
    joins = any(entry.cls == "body_head" and entry.value in text.words.joining for entry in head.entries)
    nested = bits.grouping if end - index > 2 else 0
    while joins and text.has(end, bits.wa) and text.has(end - 1, bits.definite):
        if text.has(end - 1, bits.demonym):
            break
        if text.has(end + 1, bits.field) and not text.units[end + 1].definite:
            stop = _nested_end(text, end + 2)  # "authority for oversight and the fight against corruption"
            if not stop:
                break
            end = adjectives_end(text, stop)
            continue
        known = (bits.noun_only | bits.proper) & ~(bits.joinable | nested)
        if not text.has(end + 1, bits.definite) or text.has(end + 1, known):
            break
        end = adjectives_end(text, end + 2)
    return end


def _governed_end(text: Text, end: int) -> int:
    """Past what a noun governs that is nothing without it: "committee for the defence of …"."""
    bits = bits_of(text.words.flags)
    particle = text.words.governed.get(text.units[end - 1].key)
    if particle is None or end + 1 >= len(text.units) or text.units[end].key != particle:
        return end
    if text.has(end + 1, bits.definite):
        return adjectives_end(text, end + 2)
    stop = _nested_end(text, end + 2) if not text.has(end + 1, bits.stop) else 0
    return adjectives_end(text, stop) if stop else end


def _purpose_end(text: Text, index: int, end: int, *, named: bool = False) -> int:
    """Past "for …" where it belongs to a general body's name: behind an adjective, or another body."""
    bits = bits_of(text.words.flags)
    if end + 1 < len(text.units) and text.units[end].key in text.words.for_sake:
        party = any("group" in entry.note for entry in text.units[index].entries)
        return adjectives_end(text, end + 2) if party and text.has(end + 1, bits.definite) else end
    if not (text.has(end, bits.li) and end + 1 < len(text.units)):
        return end
    general = end - index > 1 and text.has(end - 1, bits.qualifier) and not text.has(end - 1, bits.demonym)
    general = general or text.has(end - 1, flags_body(text))
    general = general or named or any(entry.note == "general" for entry in text.units[index].entries)
    behind = end + 1
    serves = text.units[index].key in text.words.serving and not text.has(end - 1, bits.demonym)
    general = general or (serves and text.has(behind, bits.definite | bits.field))
    if not general or text.has(behind, bits.persons | bits.time) or text.units[behind].key in text.words.no_purpose:
        return end
    if text.has(behind, bits.stop) and not text.has(behind, bits.definite):
        return end
    if text.has(behind, bits.definite | bits.proper):
        stop = adjectives_end(text, behind + 1)
        if (
            text.has(stop, bits.wa)
            and text.has(stop + 1, bits.definite)
            and not text.has(stop + 1, bits.noun_only | bits.proper)
        ):
            stop = adjectives_end(text, stop + 2)
        return _governed_end(text, stop)
    stop = construct_end(text, behind, depth=2)
    return stop or end


def flags_body(text: Text) -> int:
    """The bit of bodies that the lexicon knows by name."""
    return text.words.flags["body"]


def definite_end(text: Text, index: int) -> int:
    """Behind a definite body that adjectives name ("the Iraqi government"); 0 where none follow."""
    bits = bits_of(text.words.flags)
    end = adjectives_end(text, index + 1, index)
    if text.units[index].pronoun:
        return 0
    if end == index + 1:
        sake = end + 1 < len(text.units) and text.units[end].key in text.words.for_sake
        return adjectives_end(text, end + 2) if sake and text.has(end + 1, bits.definite) else 0
    for entry in text.units[index].entries:
        if entry.note in bits.asks:
            # a common noun too: "the power" is a body where several hold it, "the front" where it is a party's
            named = any(text.has(place, bits.asks[entry.note]) for place in range(index + 1, end))
            return end if named else 0
    if all(text.has(place, bits.qualifier) and not naming(text, place) for place in range(index + 1, end)):
        longer = _purpose_end(text, index, end)
        return longer if longer > end else 0
    return _purpose_end(text, index, end)


def naming(text: Text, at: int) -> bool:
    """Whether an adjective tells a body apart from its like, as a country's does, and "new" does not."""
    bits = bits_of(text.words.flags)
    return text.has(at, bits.demonym | bits.qualifier) or not text.has(at, bits.general)


def quoted_end(text: Text, at: int) -> int:
    """Behind a name in quotation marks that opens at a unit; 0 where the marks hold no name."""
    bits = bits_of(text.words.flags)
    last = at + 1
    if text.has(at, bits.straight) and (
        not text.units[at].space or (last < len(text.units) and text.units[last].space)
    ):
        return 0  # a straight mark that closes
    while last < min(len(text.units), at + _LONGEST_QUOTE + 1) and not text.has(last, bits.end):
        if text.has(last, bits.close):
            return last + 1 if last > at + 1 else 0
        last += 1
    return 0

"""Outlets in running text: the names that the pack knows, and those that a word such as "newspaper" opens."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from tawatur.language.outlets import Outlet, load_outlets, openers, outlet_by_name, telling
from tawatur.read.names.bodies import adjectives_end, quoted_end
from tawatur.read.names.chains import chain_at
from tawatur.read.names.draft import Draft, Drafts, Text
from tawatur.read.names.words import Flags

_Rests = list[tuple[tuple[str, ...], Outlet]]
_Index = dict[str, dict[str, _Rests]]


@cache
def _index(code: str) -> _Index:
    """The pack's outlets by the first and second word of each of their names, the longest first; "" for no second."""
    out: dict[str, dict[str, _Rests]] = defaultdict(lambda: defaultdict(list))
    for key, outlet in load_outlets(code).by_name.items():
        first, *rest = key.split()
        out[first][rest[0] if rest else ""].append((tuple(rest), outlet))
    for by_second in out.values():
        for found in by_second.values():
            found.sort(key=lambda item: -len(item[0]))
    return {first: dict(by_second) for first, by_second in out.items()}


def _told(by_second: dict[str, _Rests], following: str) -> _Rests:
    """The names of one first word that may go on with the word that follows it, the longest first."""
    alone, plain = by_second.get("", []), following.lower()
    if following not in by_second and plain not in by_second:
        return alone
    spellings = {following, plain} - {""}
    found = sorted((told for word in spellings for told in by_second.get(word, ())), key=lambda told: -len(told[0]))
    return [*found, *alone]


@cache
def _opening(code: str) -> frozenset[str]:
    return frozenset(word.split()[0] for word in openers(code))


@cache
def _begins(code: str) -> frozenset[str]:
    """The words with which the name of an outlet may begin."""
    return frozenset(_index(code)) | _opening(code)


@cache
def _quotes(flags: Flags) -> int:
    return flags["open straight"]


def find_listed(text: Text, drafts: Drafts) -> None:
    """Adds every outlet that the pack knows; one whose name is a common word only behind an opener or in quotes."""
    code = text.analysis.pack.code
    index, opening, quotes = _index(code), _opening(code), _quotes(text.words.flags)
    begins = _begins(code)
    # most words begin no outlet's name: they are passed over before anything else is asked
    for at in text.standing(begins):
        unit = text.units[at]
        if unit.key in opening:
            _national(text, drafts, at)
        following = text.units[at + 1].key if at + 1 < len(text.units) else ""
        for rest, outlet in _told(index.get(unit.key, {}), following):
            last = _end(text, at + 1, rest)
            if not last:
                continue
            opened = _opened(text, at, opening)
            quoted = text.has(at - 1, quotes)
            if quoted and text.has(at - 2, text.words.flags["body_head"]) and text.units[at - 2].key not in opening:
                break
            plain = outlet.common or len(unit.key) < 3 or text.has(at, text.words.flags["demonym"])
            if not rest and plain and opened == at and not quoted and not _spoken_to(text, at, last):
                continue
            known = quoted or unit.key in opening or text.units[last - 1].key in telling(code)
            if rest and outlet.common and opened == at and not known:
                continue
            if opened < at - 1 and text.has(last, text.words.flags["close straight"]):
                last += 1
            drafts.add(Draft(opened, last, "outlet", "outlet-listed", actor=outlet.name, country=outlet.country))
            break


def _national(text: Text, drafts: Drafts, at: int) -> None:
    """An agency or channel that its country names: "the Iraqi news agency"."""
    first = at + 1
    flags = text.words.flags
    if not text.has(first, flags["def"]) or text.has(first, flags["demonym body_adj"]):
        return
    end = adjectives_end(text, first + 1)
    if end == first + 1 or text.units[first].key not in text.words.news:
        return
    surface = text.surface(at, end)
    known = outlet_by_name(surface, text.analysis.pack.code) or outlet_by_name(text.surface(at, first + 2))
    drafts.add(Draft(at, end, "outlet", "outlet-national", actor=known.name if known else ""))


def _spoken_to(text: Text, first: int, last: int) -> bool:
    """Whether a name stands where the one spoken to does, right before what is said ("told X that …")."""
    flags = text.words.flags
    return text.has(first - 1, flags["li"]) and text.has(last, flags["said_that"])


def _end(text: Text, at: int, rest: tuple[str, ...]) -> int:
    for word in rest:
        if at >= len(text.units) or text.units[at].key.lower() != word:
            return 0
        at += 1
    return at


def _opened(text: Text, at: int, opening: frozenset[str]) -> int:
    """Where the name begins with its opener ("agency X"), a quotation mark between them passed over."""
    before = at - 1
    if before >= 0 and text.has(before, _quotes(text.words.flags)):
        before -= 1
    if before >= 0 and text.units[before].key in opening and not text.units[before].definite:
        return before
    return at


def grow_outlet(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    """An outlet behind its head: in quotation marks, a name without article, or a definite one with an adjective."""
    flags = text.words.flags
    at = index + 1
    if at >= len(text.units):
        return
    if text.units[index].definite:
        end = adjectives_end(text, at)
        if any(text.has(place, flags["demonym"]) for place in range(at, end)):
            drafts.add(Draft(index, end, "outlet", "outlet-national"))
        return
    weak = any(entry.cls == "outlet_head_weak" for entry in text.units[index].entries)
    if text.has(at, _quotes(flags)):
        end = quoted_end(text, at)
    elif text.has(at, flags["function mark break verb number time clitic demonym qualifier people"]):
        end = 0
    elif text.has(at, flags["def"]):
        end = adjectives_end(text, at + 1)
        end = 0 if weak and end == at + 1 else end
    else:
        chain = chain_at(text, at, titled=True) if not weak else None
        end = chain.last if chain else 0
    if end:
        drafts.add(Draft(index, end, "outlet", rule))

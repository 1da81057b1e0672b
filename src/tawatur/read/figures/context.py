"""What the words around a number say of it: whether it counts at all, where, and what it does in the story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from tawatur.read.figures.counted import Phrase, definite_run
from tawatur.read.figures.modifiers import Modifier
from tawatur.read.figures.sites import Site
from tawatur.read.units import Analysis

_REACH = 7
_MEANS = "fired"
"""What was done with weapons says less of a figure than what came of it."""
_YEARS = range(1900, 2100)


def is_counting(
    analysis: Analysis, site: Site, *, before: Modifier | None, counted: Phrase | None, percent: bool, last: int
) -> bool:
    """Whether a number is a figure: not a year, an age, a list's number, a score, a name's or an ordinal's part."""
    first = site.first
    if percent or site.kind in ("dual", "share", "vague"):
        return site.kind != "vague" or counted is not None or before is not None or not analysis.has(first - 1, "nw")
    if (
        _is_length(analysis, first, last)
        or (analysis.has(first - 1, "numbered") and not _sure_noun(analysis, site, counted))
        or _joined_to_name(analysis, first, last)
        or (analysis.has(first - 1, "w.al") and (analysis.has(first - 2, "ordhead") or _owned(analysis, first - 2)))
    ):
        return False
    if _is_list_number(analysis, first, last) or _is_score(analysis, first, last) or _is_ordinal(analysis, first):
        return False
    if analysis.has(first, "nw.one") and site.last - first == 1:
        return before is not None or analysis.has(last, "w.ala")
    if counted is not None:
        return not analysis.has(first - 1, "numbername")
    unit = analysis.units[first]
    if analysis.has(first, "number"):
        return _bare_digits(analysis, site, before)
    if unit.definite:
        return False
    return before is not None or not analysis.has(first, "nw.one")


_LEAST_OWNED = 5


def _owned(analysis: Analysis, index: int) -> bool:
    """Whether a noun with a pronoun stands here: the number behind it says which one it is ("its 45th session")."""
    if index < 0 or analysis.units[index].definite or not analysis.has(index, "word"):
        return False
    unit = analysis.units[index]
    owned = tuple(cast(list[str], analysis.pack.table("figures")["possessed"]))
    return bool(unit.pronoun) or (len(unit.light) >= _LEAST_OWNED and unit.light.endswith(owned))


def _sure_noun(analysis: Analysis, site: Site, counted: Phrase | None) -> bool:
    """Whether what stands behind a number is what it counts, even behind "the resolution": fourteen members."""
    if counted is None or counted.first < site.last:
        return False
    tail = str(analysis.pack.table("figures")["counted"])
    return 11 <= site.low <= 99 and analysis.units[counted.first].light.endswith(tail)


def _bare_digits(analysis: Analysis, site: Site, before: Modifier | None) -> bool:
    """Whether digits with no noun behind them count: behind a modifier, a particle or a word that leads to a count."""
    first = site.first
    if before is not None or analysis.has(first - 1, "w.between"):
        return True
    if analysis.has(first, "n4") and int(site.low) in _YEARS:
        return False
    if analysis.has(first - 1, "tally") or analysis.has(first - 1, "frole") or analysis.has(first - 1, "currency"):
        return True
    if site.words or analysis.has(first - 1, "w.al") or analysis.has(site.last, "tally"):
        return True
    return analysis.has(first - 1, "clitic") and not analysis.has(site.last, "bracket_close")


def _is_length(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a number goes with a unit of time, behind it or (the seven years) before it."""
    if analysis.units[first].definite or analysis.has(first - 1, "w.al"):
        noun = first - 2 if analysis.has(first - 1, "w.al") else first - 1
        return analysis.has(noun, "tu") or analysis.has(noun, "deictic")
    return analysis.has(last, "tu") and not analysis.units[last].pronoun


def _joined_to_name(analysis: Analysis, first: int, last: int) -> bool:
    """Whether digits are part of a name or code: F-16, S-400, G20."""
    if not analysis.has(first, "number"):
        return False
    before = analysis.units[first - 1] if first else None
    unit = analysis.units[first]
    after = analysis.units[last] if last < len(analysis.units) else None
    if after is not None and not after.space and after.key == "+":
        return True
    if before is not None and not unit.space and analysis.has(first - 1, "dash") and not before.space:
        return analysis.has(first - 2, "word")
    if before is not None and analysis.has(first - 1, "latin"):
        return True
    if last < len(analysis.units) and analysis.has(last, "latin") and not analysis.units[last].space:
        return True
    return before is not None and before.key in ("@", "_", "/", "+") and not unit.space


def _is_list_number(analysis: Analysis, first: int, last: int) -> bool:
    """Whether digits number an item: at the head of a paragraph, set off by a dash, a dot or a bracket."""
    if not analysis.has(first, "n2"):
        return False
    head = (
        first == 0
        or analysis.has(first - 1, "break")
        or (analysis.has(first - 1, "bracket_open") and (first == 1 or analysis.has(first - 2, "break")))
    )
    mark = (
        analysis.has(last, "dash")
        or analysis.has(last, "stop")
        or analysis.has(last, "bracket_close")
        or analysis.has(last, "colon")
    )
    return head and mark


def _is_score(analysis: Analysis, first: int, last: int) -> bool:
    """Whether digits are half of a score or a bare pair, as 3-1."""
    if not analysis.has(first, "n2"):
        return False
    tight_after = analysis.has(last, "dash") and not analysis.units[last].space and analysis.has(last + 1, "n2")
    tight_before = analysis.has(first - 1, "dash") and not analysis.units[first].space and analysis.has(first - 2, "n2")
    return (tight_after and not analysis.has(last + 2, "word")) or (tight_before and not analysis.has(last, "word"))


def _is_ordinal(analysis: Analysis, first: int) -> bool:
    """Whether a numeral ends an ordinal: the eleventh, the twenty-first, the twentieth."""
    if analysis.has(first - 1, "ord") and analysis.has(first, "nw.ten"):
        return True
    if analysis.has(first - 1, "wa") and analysis.has(first - 2, "ord") and analysis.has(first, "nw.tens"):
        return True
    return analysis.has(first, "nw.tens") and analysis.units[first].definite


def role_of(analysis: Analysis, first: int, counted: Phrase | None) -> str | None:
    """What the figure does in the story, by the nearest word of the pack that says so."""
    if counted is not None:
        for role in _roles(analysis, range(counted.first, counted.last)):
            return role
    sentence = analysis.sentences[analysis.sentence_of[first]]
    weak: str | None = None
    for role in _roles(analysis, range(first - 1, max(sentence.start, first - _REACH) - 1, -1)):
        if role != _MEANS:
            return role
        weak = role
    start = counted.last if counted is not None and counted.first >= first else first + 1
    for role in _roles(analysis, range(start, min(start + 3, sentence.stop))):
        return role
    return weak


def _roles(analysis: Analysis, places: range) -> Iterator[str]:
    """What the pack's words among these units say that a figure does."""
    telling = analysis.alphabet.having.get("frole", frozenset())
    for index in places:
        if analysis.symbols[index] in telling:
            entry = analysis.units[index].entry("frole")
            if entry is not None:
                yield entry.value


def whom_of(analysis: Analysis, counted: Phrase) -> Phrase | None:
    """Whose those are that are counted: "of the army" behind soldiers, "in the ranks of the army" behind the killed.

    Only people belong to somebody, and only to what the next definite words name; a place is where, not whom.
    """
    shapes = analysis.pack.table("figures")
    if not any(analysis.has(counted.first, cls) for cls in _PEOPLE):
        return None
    index = counted.last
    if analysis.has(index, "w.fi") and analysis.has(index + 1, "f.ranks"):
        start = index + 2
    elif analysis.has(index, "w.min") and not analysis.units[index].attached:
        start = index + 1
    else:
        return None
    if start >= len(analysis.units) or any(analysis.has(start, cls) for cls in _NO_WHOM):
        return None
    head = analysis.units[start]
    if head.definite:
        classes = analysis.alphabet.classes(head.symbol)
        group = classes & _GROUPS or head.light.endswith(tuple(cast(list[str], shapes["plural_adjective"])))
        return Phrase(start, definite_run(analysis, start + 1)) if group else None
    # the forces of the government, members of the movement
    headed = analysis.has(start, "body_head") or analysis.has(start, "f.members")
    if headed and analysis.has(start + 1, "word") and analysis.units[start + 1].definite:
        return Phrase(start, definite_run(analysis, start + 2))
    return None


_PEOPLE = ("people_noun", "fnoun", "frole", "ev_humans", "ev_toll")
_GROUPS = frozenset(
    {"body_def", "body_head", "body_alone", "people_noun", "fnoun", "frole", "ev_force", "ev_humans", "ev_group"}
)
_NO_WHOM = (
    "tu",
    "deictic",
    "month",
    "weekday",
    "city",
    "country",
    "place",
    "region",
    "ord",
    "nw",
    "function",
    "verb",
    "w.this",
)


def where_of(analysis: Analysis, index: int) -> Phrase | None:
    """The place right behind the counted phrase: "in" and a definite or known place."""
    if not analysis.has(index, "w.fi"):
        return None
    start = index + 1
    end = start
    while end < len(analysis.units) and end - start < 5 and analysis.has(end, "word"):
        unit = analysis.units[end]
        classes = analysis.alphabet.classes(unit.symbol)
        placed = bool(classes & {"city", "country", "place", "region"})
        if not placed and not unit.definite and end > start:
            break
        if classes & {"function", "tu", "deictic", "month", "fadv", "verb", "which"}:
            break
        end += 1
        if placed:
            break
    return Phrase(start, end) if end > start else None

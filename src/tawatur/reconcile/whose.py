"""Whose act a report tells of, or to what it is done: what stands right behind the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tawatur.model.span import Span
from tawatur.read.units import Unit
from tawatur.reconcile.followed import Followed
from tawatur.reconcile.trackwords import Trackwords
from tawatur.reconcile.words import Term


def whose(
    found: Followed, units: Sequence[Unit], words: Trackwords, places: Iterable[Span],
    name_keys: Callable[[str], frozenset[str]],
) -> frozenset[str]:  # fmt: skip
    """The keys behind an act, up to a preposition and without places; of a name, the keys of its words.

    Behind an act that has the article only a nation can say whose it is ("the American withdrawal"); where it is told
    of somebody's own ("Washington … its forces"), it is theirs whom the clause names first.
    """
    terms = [t for t in found.told.terms if found.span.start <= t.start < found.span.end]
    at = {u.start: u for u in units}
    out: set[str] = set()
    for place, act in enumerate(terms):
        both = (act.key, terms[place + 1].key) if place + 1 < len(terms) else ("", "")
        if act.key not in found.acts and words.together.get(both) not in found.acts:
            continue
        unit = at.get(act.start)
        behind = [t for t in terms if act.end <= t.start < _end(units, act.end, words)][:_NEAR]
        if unit is not None and unit.definite:
            out.update(t.key for t in behind[:1] if t.key.startswith("@"))
            continue
        if any(t.key in words.common and t.start in at and at[t.start].light.endswith(words.own) for t in behind):
            out.update([t.key for t in terms[:place] if t.key.startswith("@")][:1])
        for term in behind:
            if term.key.startswith("#"):
                out |= name_keys(term.key[1:])
            elif not term.act and not any(term.start in stands for stands in places) and _says(term, at):
                out.add(term.key)
    return frozenset(out - words.common)


_NEAR = 4
"""Words behind an act that can say whose it is."""


def _says(term: Term, at: Mapping[int, Unit]) -> bool:
    """Whether a word can say whose an act is: a nation, a family, or a word with its article."""
    return term.key.startswith("@") or term.key.isupper() or (term.start in at and at[term.start].definite)


def _end(units: Sequence[Unit], start: int, words: Trackwords) -> int:
    """Where the words that say whose an act is end: at a preposition, but not at the one of a part ("hundreds of …")."""
    behind = [u for u in units if u.start >= start]
    for place, unit in enumerate(behind):
        part = unit.key in words.part_of and 0 < place <= _PART
        if unit.key in words.bounds and not part:
            return unit.start
    return behind[-1].end if behind else start


_PART = 2
"""Words behind an act within which "of" tells of a part."""

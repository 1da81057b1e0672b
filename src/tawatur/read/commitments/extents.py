"""How far a commitment's clause reaches, and what parts it has: the party, the act, the term, the condition."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from tawatur.model.marks import Statement
from tawatur.model.span import Span, trimmed
from tawatur.read.clauses import Clauses
from tawatur.read.events.days import units_of
from tawatur.read.units import Analysis

_FAR = 25
"""A cue so many units behind its main clause's beginning stands in a clause that says its own thing."""


class Extent(msgspec.Struct, frozen=True, gc=False):
    """The units of a commitment's clause."""

    first: int
    last: int
    """Behind the last unit."""


def extent_of(
    analysis: Analysis, clauses: Clauses, index: int, around: list[Statement], starting: list[tuple[int, Statement]]
) -> Extent:
    """The clause around a cue, inside the statement that holds it, with the condition or time set before it."""
    clause = clauses.with_dependents(index)
    sentence = analysis.sentences[analysis.sentence_of[index]]
    first, last = max(clause.start, sentence.start), min(clause.stop, sentence.stop)
    while first > sentence.start and _leads_in(analysis, clauses, sentence, first):
        first = clauses.with_dependents(first - 1).start
    first = max(first, sentence.start)
    if index - 1 > first and analysis.has(index, "cm_due") and analysis.has(index - 1, "wa"):
        first = index  # "and it is due to …" opens a sentence of its own
    if index - first > _FAR:
        first = max(clauses.around(index).start, first)
    first, last = _own_part(analysis, index, first, last)
    for content in around[0].contents if around else ():
        start, end = units_of(analysis, content)
        if start <= index < end:
            return Extent(max(first, start), min(last, end))
    for start, statement in starting:
        if index < start < last and statement.cue.end <= analysis.units[index].start:
            last = start
    return Extent(_behind_cue(analysis, clauses, first, index), _before_attribution(analysis, index, last))


def _own_part(analysis: Analysis, index: int, first: int, last: int) -> tuple[int, int]:
    """The part between words that set two things side by side ("while …", "given that …")."""
    apart = analysis.places("cm_apart", first + 1, last)
    return (
        max((i + 1 for i in apart if i < index), default=first),
        min((i for i in apart if i > index), default=last),
    )


def _leads_in(analysis: Analysis, clauses: Clauses, sentence: range, first: int) -> bool:
    """Whether the stretch before a clause only sets its time, place or condition."""
    before = clauses.with_dependents(first - 1)
    units = range(max(before.start, sentence.start), first)
    holds = {
        cls: analysis.any_of(cls, units.start, units.stop) for cls in ("ev_if", "ev_incase", "verb", "coordinator")
    }
    return holds["ev_if"] or holds["ev_incase"] or not (holds["verb"] or holds["coordinator"])


def _behind_cue(analysis: Analysis, clauses: Clauses, first: int, index: int) -> int:
    """The author's sentence from behind a complementiser of speech on, where the cue stands in the reported part."""
    place = bisect_right(clauses.starts, index) - 1
    while place >= 0 and clauses.starts[place] > first:
        start = clauses.starts[place]
        if analysis.has(start, "complementiser") and analysis.has(start - 1, "cue"):
            return start + 1
        place -= 1
    return first


def _before_attribution(analysis: Analysis, index: int, last: int) -> int:
    for place in analysis.places("cm_attrib", index + 1, last):
        if analysis.has(place - 1, "comma"):
            return place - 1
    return last


def span_of(analysis: Analysis, extent: Extent) -> Span | None:
    """The span of an extent without marks, conjunctions and complementisers at its edges."""
    first, last = extent.first, extent.last
    while first < last and _is_edge(analysis, first):
        first += 1
    while last > first and (analysis.has(last - 1, "mark") or analysis.has(last - 1, "break")):
        last -= 1
    if first >= last:
        return None
    return trimmed(analysis.text, analysis.units[first].start, analysis.units[last - 1].end)


def _is_edge(analysis: Analysis, index: int) -> bool:
    return any(analysis.has(index, cls) for cls in ("mark", "break", "wa", "fa", "complementiser", "coordinator"))

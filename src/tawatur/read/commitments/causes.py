"""Causes: the reasons that the text gives for a move (because of, after, despite), tied to what they moved."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cache
from typing import Literal

from tawatur.model.article import Article
from tawatur.model.marks import Cause, Commitment, Event, mark_id
from tawatur.model.span import Span
from tawatur.model.trace import Trace
from tawatur.read.clauses import Clauses
from tawatur.read.commitments.extents import Extent, span_of
from tawatur.read.events.days import units_of
from tawatur.read.events.voices import Voices
from tawatur.read.found import Found
from tawatur.read.units import Alphabet, Analysis

Relation = Literal["because", "after", "despite"]
_LINKS: tuple[tuple[str, Relation], ...] = (
    ("cm_because", "because"),
    ("cm_afterw", "after"),
    ("cm_despite", "despite"),
)

_LINK_CLASSES = (*(cls for cls, _ in _LINKS), "cm_behind", "cm_postpone")


class Moves:
    """What a cause may have moved, and who speaks where, found by place."""

    def __init__(
        self, analysis: Analysis, voices: Voices, commitments: tuple[Commitment, ...], events: tuple[Event, ...]
    ) -> None:
        self.voices = voices
        self._commitments = commitments
        self._starts = [commitment.span.start for commitment in commitments]
        self.events: dict[int, list[tuple[int, Event]]] = defaultdict(list)
        """For each sentence its events, with the unit of the trigger."""
        for event in events:
            place = units_of(analysis, event.trigger)[0]
            self.events[analysis.sentence_of[place]].append((place, event))

    def around(self, place: int) -> Commitment | None:
        """The commitment whose clause holds a place of the text."""
        before = self.before(place)
        return before if before is not None and place in before.span else None

    def before(self, place: int) -> Commitment | None:
        """The last commitment that begins at or before a place."""
        found = bisect_right(self._starts, place)
        return self._commitments[found - 1] if found else None


def find_causes(
    analysis: Analysis, article: Article, clauses: Clauses, found: Found, moves: Moves
) -> tuple[Cause, ...]:
    """The causes of an article: each link word with a reason behind it and a move in its clause."""
    out = []
    timed = {time.span.start for time in found.times}
    links = _links(analysis.alphabet)
    for index in [i for i, sign in enumerate(analysis.signs) if sign in links]:
        link = _link(analysis, clauses, index)
        if link is None:
            continue
        relation, reason = link
        if reason.start in timed:
            continue
        effect = _effect(analysis, index, relation, moves)
        if effect is None:
            continue
        place = analysis.units[index].span
        around = moves.voices.at(index)
        out.append(
            Cause(
                id=mark_id("cause", article.id, place, reason),
                effect=effect,
                link=place,
                reason=reason,
                relation=relation,
                according_to=around[0].id if around else None,
                trace=Trace(rule=f"{relation} link"),
            )
        )
    return tuple(out)


@cache
def _links(alphabet: Alphabet) -> frozenset[str]:
    """The symbols of the words that tie a reason to a move."""
    return frozenset().union(*(alphabet.having.get(cls, frozenset()) for cls in _LINK_CLASSES))


def _link(analysis: Analysis, clauses: Clauses, index: int) -> tuple[Relation, Span] | None:
    """The relation that a unit sets up and the reason it points to, behind it or before it."""
    sentence = analysis.sentences[analysis.sentence_of[index]]
    relation = _relation(analysis, index)
    if relation is not None:
        reason = _reason(analysis, clauses, index, sentence)
        return (relation, reason) if reason else None
    active = analysis.has(index, "cm_postpone") and analysis.has(index, "verb") and _has_object(analysis, index)
    if active or analysis.has(index, "cm_behind"):
        reason = _acting(analysis, clauses, index, sentence)
        return ("because", reason) if reason else None
    return None


def _has_object(analysis: Analysis, index: int) -> bool:
    """Whether a noun follows the verb at once: it is then active and what follows is moved."""
    return analysis.has(index + 1, "word") and not analysis.has(index + 1, "ev_prep")


def _acting(analysis: Analysis, clauses: Clauses, index: int, sentence: range) -> Span | None:
    """The happening that stands as the subject before a verb ("the attack puts off the withdrawal")."""
    first = max(clauses.around(index).start, sentence.start)
    while first < index and any(analysis.has(first, cls) for cls in _OPENERS):
        first += 1
    head = any(analysis.has(first, cls) for cls in ("event.noun", "event_weak.noun", "cm_reason"))
    if not head or first >= index:
        return None
    return span_of(analysis, Extent(first, index))


_OPENERS = ("mark", "wa", "fa", "complementiser", "coordinator")


def _relation(analysis: Analysis, index: int) -> Relation | None:
    for cls, relation in _LINKS:
        if analysis.has(index, cls):
            return relation
    return None


def _reason(analysis: Analysis, clauses: Clauses, index: int, sentence: range) -> Span | None:
    """What stands behind the link: up to a comma, a clause of its own or the sentence's end."""
    stop = index + 1
    last = min(clauses.with_dependents(index).stop, sentence.stop)
    while stop < last and not _ends_reason(analysis, stop):
        stop += 1
    if stop == index + 1:
        return None
    return span_of(analysis, Extent(index + 1, stop))


def _ends_reason(analysis: Analysis, index: int) -> bool:
    if analysis.has(index, "comma") or analysis.has(index, "stop"):
        return True
    told = analysis.has(index, "verb") and not analysis.has(index, "nominal")
    return told and not analysis.has(index - 1, "relative")


def _effect(analysis: Analysis, index: int, relation: Relation, moves: Moves) -> str | None:
    """What was moved: the commitment around the link, or the nearest event of the sentence that is not the reason."""
    here = analysis.units[index].start
    commitment = moves.around(here)
    if commitment and (relation == "because" or commitment.status in ("postponed", "denied", "done")):
        return commitment.id
    if analysis.has(index, "cm_behind"):
        before = moves.before(here)
        return before.id if before else None
    near: tuple[int, str] | None = None
    for place, event in moves.events.get(analysis.sentence_of[index], ()):
        if place > index and not _behind_comma(analysis, index, place):
            continue
        distance = abs(place - index)
        if near is None or distance < near[0]:
            near = (distance, event.id)
    return near[1] if near else None


def _behind_comma(analysis: Analysis, index: int, place: int) -> bool:
    return analysis.any_of("comma", index, place)

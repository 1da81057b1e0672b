"""From cues to commitment marks: clause, party, act, term, condition, status."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import cast

import msgspec

from tawatur.model.article import Article
from tawatur.model.marks import Commitment, CommitmentStatus, Event, Statement, Time, mark_id
from tawatur.model.span import Span, trimmed
from tawatur.model.trace import Step, Trace
from tawatur.read.clauses import Clauses
from tawatur.read.commitments.cues import Cue
from tawatur.read.commitments.extents import Extent, extent_of, span_of
from tawatur.read.commitments.party import Party
from tawatur.read.events.days import units_of
from tawatur.read.events.voices import Voices
from tawatur.read.found import Found
from tawatur.read.units import Analysis

_LOOSE = ("forecast", "obliged", "loose", "dated", "bound")
_ASIDE = 8
"""A relative clause at the end is an aside where it is longer, in units."""
_CONDITIONS = ("cm_if", "cm_cond", "cm_exchange")
_TIMED = ("loose", "dated")
"""Statuses that need a term."""
_FIRST = ("denied", "postponed")
"""What these say of a clause stands above any other cue in it."""
"""Statuses that need a day, a term or a condition to make a commitment."""


class _Term(msgspec.Struct, frozen=True, gc=False):
    span: Span
    time: Time | None
    first: int


class Builder:
    """Builds the commitments of one article."""

    def __init__(
        self, analysis: Analysis, article: Article, clauses: Clauses, found: Found, events: tuple[Event, ...]
    ) -> None:
        self._analysis = analysis
        self._article = article
        self._clauses = clauses
        planned = (event for event in events if event.status == "planned" and event.earliest)
        again = [(mention, event) for event in planned for mention in event.mentions]
        self._scheduled = sorted((mention, number, event) for number, (mention, event) in enumerate(again))
        """The further mentions of scheduled happenings by place, each with its number in the order of the happenings."""
        self.voices = found.once(Voices, analysis)
        self._party = Party(analysis, clauses, found)
        self._questions = frozenset(cast(list[str], analysis.pack.table("commitments")["question_marks"]))
        placed = [(t, *units_of(analysis, t.span)) for t in found.times]
        self._every = [(first, t) for t, first, _ in placed]
        self._times = [(t, first, last) for t, first, last in placed if self._coming(t) or self._within(t, first)]
        self._starts = [first for _, first, _ in self._times]
        self._covered = {i for _, first, last in self._times for i in range(first, last)}

    def build(self, cues: tuple[Cue, ...]) -> tuple[Commitment, ...]:
        """The commitments that the cues make, in the order of the text, one a clause and stage."""
        made: list[tuple[Extent, Cue]] = []
        timed = self._timed_sentences()
        taken = bytearray(len(self._analysis.units))
        for cue in sorted(cues, key=_rank):
            if self._untimed(cue, timed):
                continue
            around = self.voices.at(cue.index)
            starting = self.voices.starting.get(self._analysis.sentence_of[cue.index], [])
            extent = extent_of(self._analysis, self._clauses, cue.index, around, starting)
            if cue.from_act and extent.first < cue.act < extent.last:
                extent = Extent(cue.act, extent.last)
            if any(taken[extent.first : extent.last]):
                continue
            if not self._asks(extent) and self._holds(cue, extent):
                made.append((extent, cue))
                taken[extent.first : extent.last] = b"\1" * (extent.last - extent.first)
        out = [mark for extent, cue in sorted(made, key=_place) for mark in self._stages(extent, cue)]
        return tuple(out)

    def _untimed(self, cue: Cue, timed: set[int]) -> bool:
        """Whether a cue needs a term and its sentence names none."""
        if cue.status not in _TIMED or self._analysis.sentence_of[cue.index] in timed:
            return False
        return cue.status == "dated" or not self._party.first_person(cue.index)

    def _timed_sentences(self) -> set[int]:
        """The sentences that name a term at all."""
        loose = self._analysis.places("cm_soon", 0, len(self._analysis.signs))
        return {self._analysis.sentence_of[i] for i in (*loose, *(first for _, first, _ in self._times))}

    def _asks(self, extent: Extent) -> bool:
        """Whether the sentence is a question."""
        sentence = self._analysis.sentences[self._analysis.sentence_of[extent.first]]
        return self._analysis.units[sentence.stop - 1].key in self._questions

    def _holds(self, cue: Cue, extent: Extent) -> bool:
        if cue.status not in _LOOSE:
            return True
        terms = self._terms(extent, cue.index)
        if cue.status == "dated":
            return any(self._wholly(term.time) for term in terms)
        if cue.status == "loose":
            offered = self._party.first_person(cue.index) and self._conditional(extent)
            return offered or any(self._wholly(term.time) or term.time is None for term in terms)
        if cue.status == "forecast":
            acts = self._party.first_person(cue.index) and not self._analysis.has(cue.index, "cm_become")
            return (acts and self._conditional(extent)) or bool(terms) or self._bound(extent)
        return bool(terms) or self._condition(extent, cue) is not None

    def _conditional(self, extent: Extent) -> bool:
        """Whether the clause names what it depends on ("we will resume if …")."""
        return self._analysis.any_of("cm_if", extent.first, extent.last)

    def _bound(self, extent: Extent) -> bool:
        """Whether the clause binds itself to something said before ("in the light of this review")."""
        return self._analysis.any_of("cm_cond", extent.first, extent.last)

    def _stages(self, extent: Extent, cue: Cue) -> list[Commitment]:
        """One commitment, or one for each stage that has a term of its own ("hundreds by … and the rest by …")."""
        dated = [
            term for term in self._terms(extent, cue.index) if term.time is not None and term.time.earliest is not None
        ]
        cuts = [extent.first]
        for before, term in pairwise(dated):
            joined = self._analysis.places("wa", before.first + 1, term.first)
            if joined and self._differ(before.time, term.time):
                cuts.append(joined[-1])
        stages = self._analysis.places("ev_an", extent.first + 1, extent.last)
        cuts += [i for i in stages if self._provides(i, dated)]
        edges = [*sorted(set(cuts)), extent.last]
        marks = []
        for first, last in pairwise(edges):
            laid_down = last < extent.last and self._analysis.has(last, "ev_an")
            mark = self._mark(Extent(first, last - laid_down), cue, whole=extent)
            if mark is not None:
                marks.append(mark)
        return marks

    def _provides(self, index: int, dated: list[_Term]) -> bool:
        """Whether a stage is laid down at a "that" ("…, on condition that a second round is held in March")."""
        has = self._analysis.has
        stage = has(index - 1, "ev_on") and has(index - 2, "comma")
        return stage and any(term.first > index for term in dated)

    def _differ(self, one: Time | None, other: Time | None) -> bool:
        return one is not None and other is not None and (one.earliest, one.latest) != (other.earliest, other.latest)

    def _mark(self, extent: Extent, cue: Cue, whole: Extent) -> Commitment | None:
        analysis = self._analysis
        span = span_of(analysis, extent)
        if span is None:
            return None
        around = self.voices.at(cue.index)
        terms = self._terms(extent, cue.index)
        dated = [term for term in terms if term.time is not None and term.time.earliest is not None]
        moved = self._moved_to(extent) if cue.status == "postponed" else None
        term = moved or next(iter(sorted(dated, key=self._rank_of_term) or terms), None)
        extent = self._without_tail(extent, cue, term)
        span = span_of(analysis, extent) or span
        time = term.time if term else None
        scheduled = None if self._wholly(time) else self._scheduled_in(extent)
        when, earliest, latest = scheduled or (
            term.span if term else None,
            time.earliest if time else None,
            time.latest if time else None,
        )
        condition = self._condition(whole, cue)
        stage = self._party.of_stage(extent) if extent.first > whole.first else None
        who = stage or self._party.of(whole, cue, around)
        what = (
            self._party.moved(whole, cue)
            or self._what(extent, cue, [part for part in (term.span if term else None, condition) if part], who)
            or span
        )
        return Commitment(
            id=mark_id("commitment", self._article.id, span),
            span=span,
            who=who,
            what=what,
            when=when,
            earliest=earliest,
            latest=latest,
            condition=condition,
            status=self._status(cue, around),
            according_to=around[0].id if around else None,
            trace=Trace(rule=cue.rule, steps=(Step(what="cue", span=analysis.units[cue.index].span),)),
        )

    def _rank_of_term(self, term: _Term) -> bool:
        """Puts a day behind "before", "until" or "by" first: one without may only qualify a noun."""
        return not any(self._analysis.has(term.first - 1, cls) for cls in ("ev_before", "cm_until", "cm_within"))

    def _without_tail(self, extent: Extent, cue: Cue, term: _Term | None) -> Extent:
        """The extent up to the first comma behind its act and term: what follows tells of something else."""
        if term is None:
            return self._without_aside(extent, cue)
        behind = max(term.first, cue.index, cue.act if cue.act < extent.last else 0)
        for index in range(behind + 1, extent.last):
            if (
                self._analysis.has(index, "comma")
                and index + 1 < extent.last
                and self._condition_at(index + 1) is False
            ):
                return Extent(extent.first, index)
        return extent

    def _scheduled_in(self, extent: Extent) -> tuple[Span, date | None, date | None] | None:
        """A scheduled happening that an extent names again: "during this session" has the session's day."""
        inside = self._analysis.span(extent.first, extent.last)
        first = bisect_left(self._scheduled, inside.start, key=_mentioned)
        last = bisect_left(self._scheduled, inside.end, key=_mentioned)
        named = [told for told in self._scheduled[first:last] if told[0] in inside and self._definite(told[0])]
        if not named:
            return None
        mention, _, event = min(named, key=lambda told: told[1])
        return mention, event.earliest, event.latest

    def _definite(self, span: Span) -> bool:
        return self._analysis.has(units_of(self._analysis, span)[0], "def")

    def _without_aside(self, extent: Extent, cue: Cue) -> Extent:
        """The extent without a long relative clause at its end, which describes and commits to nothing."""
        for index in range(max(cue.index, cue.act) + 1, extent.last - _ASIDE):
            if self._analysis.has(index, "relative"):
                bound = any(self._condition_at(i) for i in range(index, extent.last))
                return extent if bound else Extent(extent.first, index)
        return extent

    def _condition_at(self, index: int) -> bool:
        return self._analysis.has(index, "cm_if") or self._analysis.has(index, "cm_cond")

    def _status(self, cue: Cue, around: list[Statement]) -> CommitmentStatus:
        if cue.status in ("future", "bound"):
            return "announced" if around else "planned"
        if cue.status == "obliged":
            return "demanded" if around else "planned"
        if cue.status in _LOOSE:
            return "planned"
        return cast(CommitmentStatus, cue.status)

    def _coming(self, time: Time) -> bool:
        """Whether a time ends on the day of publication or later, or recurs."""
        latest = self._article.published.latest
        if time.kind == "set":
            return True
        if time.earliest is None or time.latest is None or latest is None:
            return time.earliest is not None
        return time.latest >= latest

    def _within(self, time: Time, first: int) -> bool:
        """Whether a length of time is a term: "within two months"."""
        return time.kind == "duration" and self._analysis.has(first - 1, "cm_within")

    def _wholly(self, time: Time | None) -> bool:
        """Whether a time lies behind the publication from its first day on."""
        latest = self._article.published.latest
        return time is not None and time.earliest is not None and (latest is None or time.earliest > latest)

    def _terms(self, extent: Extent, index: int) -> list[_Term]:
        """The days to come and the loose terms ("soon") that an extent names, in order."""
        terms = [
            _Term(time.span, time, first)
            for time, first, _ in self._times[
                bisect_left(self._starts, extent.first) : bisect_left(self._starts, extent.last)
            ]
            if (self._wholly(time) or time.kind == "set" or first > index)
        ]
        loose = [
            _Term(self._analysis.units[i].span, None, i)
            for i in self._analysis.places("cm_soon", extent.first, extent.last)
            if i not in self._covered
        ]
        return sorted([*terms, *loose], key=_first)

    def _moved_to(self, extent: Extent) -> _Term | None:
        """The day that something was put off to ("from July to August"), past or to come."""
        behind = bisect_right(self._every, extent.first, key=itemgetter(0))
        for first, time in self._every[behind : bisect_left(self._every, extent.last, key=itemgetter(0))]:
            if time.earliest and self._analysis.has(first - 1, "cm_until"):
                return _Term(time.span, time, first)
        return None

    def _condition(self, extent: Extent, cue: Cue) -> Span | None:
        """The words that bind the act to something, from the word of condition to the clause's end."""
        places = [self._analysis.places(cls, extent.first, extent.last) for cls in _CONDITIONS]
        index = min((found[0] for found in places if found), default=None)
        if index is None:
            return None
        commas = self._analysis.places("comma", index + 1, extent.last)
        stop = min([*commas[:1], extent.last, cue.index if cue.index > index else extent.last])
        return span_of(self._analysis, Extent(index, stop))

    def _what(self, extent: Extent, cue: Cue, bounds: list[Span], who: Span | None) -> Span | None:
        """The act: from where the rule saw it begin, behind the party, up to its term or condition."""
        units = self._analysis.units
        first = cue.act if extent.first <= cue.act < extent.last else extent.first
        if who is not None and who.start <= units[first].start < who.end:
            behind = units_of(self._analysis, who)[1]
            first = behind if behind < extent.last else first
        while first + 1 < extent.last and self._trailing(first):
            first += 1
        start, end = units[first].start, units[extent.last - 1].end
        for bound in bounds:
            if start < bound.start < end:
                end = bound.start
        last = first
        while last + 1 < extent.last and units[last + 1].end <= end:
            last += 1
        while last > first and self._trailing(last):
            last -= 1
        return trimmed(self._analysis.text, start, units[last].end)

    def _trailing(self, index: int) -> bool:
        return any(self._analysis.has(index, cls) for cls in ("mark", "ev_prep", "bi", "li", "timeprep", "wa", "comma"))


_LAST_BAND = 2
"""Cues of loose statuses come last: what stands firm says more of a clause."""


def _rank(cue: Cue) -> tuple[int, int, int]:
    band = 0 if cue.status in _FIRST else 2 if cue.status in _LOOSE else 1
    return band, cue.index if band < _LAST_BAND else cue.rank, cue.rank


def _place(made: tuple[Extent, Cue]) -> int:
    return made[0].first


def _mentioned(told: tuple[Span, int, Event]) -> int:
    return told[0].start


def _first(term: _Term) -> int:
    return term.first

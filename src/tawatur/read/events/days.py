"""When something happened: the day or interval that the text allows, never a day that it does not give."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

import msgspec

from tawatur.model.article import Published
from tawatur.model.marks import Statement, Time
from tawatur.model.span import Span
from tawatur.read.clauses import Clauses
from tawatur.read.events.triggers import Trigger
from tawatur.read.found import Found
from tawatur.read.units import Analysis

_CLAUSE = 5.0
"""How far a clause's bound sets a time apart, in words."""
_BEHIND = 0.5
"""A time behind the trigger belongs to it more readily than one before it."""
_BEFORE = 0.8
_REACH = 16.0
_MADE = ("deal", "truce", "agree")
"""What is signed and concluded: a time behind "signed in" tells of these alone."""
_FAR_REACH = 40.0
"""What went on during the sentence's act has the sentence's time, however far."""


class Interval(msgspec.Struct, frozen=True, gc=False):
    """Inclusive days; null is open. `time` is the mark that they come from."""

    earliest: date | None
    latest: date | None
    time: Time | None = None
    own: bool = False
    """Whether the time stands behind the trigger in its own clause, no verb between."""


class _Placed(msgspec.Struct, frozen=True, gc=False):
    time: Time
    first: int
    last: int
    since: bool
    moved: bool
    """Whether it stands behind "from", "to" or "until"."""
    claimed_by: int | None
    """The verb before it in its clause, which it says the time of."""


class Days:
    """Finds the days of happenings in one article."""

    def __init__(self, analysis: Analysis, clauses: Clauses, found: Found, published: Published) -> None:
        self._analysis = analysis
        self._clauses = clauses
        self._published = published
        dated = [t for t in found.times if t.kind == "date" and (t.earliest or t.latest)]
        self._times = sorted((self._placed(t) for t in dated), key=_first)
        self._by_id = {t.id: t for t in found.times}
        self._in_sentence: dict[int, list[_Placed]] = defaultdict(list)
        for placed in self._times:
            self._in_sentence[analysis.sentence_of[placed.first]].append(placed)
        self._openings = [paragraph.start for paragraph in analysis.paragraphs]
        self._starts = [placed.first for placed in self._times]
        table = cast(Mapping[str, Mapping[str, list[str]]], analysis.pack.table("events"))
        self._at_once = frozenset(table["at_once"]["groups"])
        self._sudden = frozenset(table["sudden"]["groups"])

    def of(self, trigger: Trigger, around: Sequence[Statement]) -> Interval:
        """The days of a happening that is told inside these statements, the innermost first; by the author if none."""
        statement = around[0] if around else None
        planned = trigger.verdict == "planned"
        if trigger.verdict == "current":
            coming = self._nearest(trigger, around, planned=True)
            if coming is not None:
                return Interval(coming.time.earliest, coming.time.latest, coming.time)
        said = self._by_id.get(statement.time) if statement and statement.time else None
        best = self._nearest(trigger, around, planned=planned)
        if best is not None:
            time = best.time
            own = self._own(trigger.index, best)
            if best.since or self._since_between(trigger.index, best.first):
                return Interval(time.earliest, self._published.latest, time, own)
            return Interval(time.earliest, time.latest, time, own)
        if planned:
            return Interval(None, None)
        if trigger.presupposed and (before := self._clause_time(trigger, around)) is not None:
            at_once = trigger.group in self._at_once and _is_day(before)
            return Interval(before.earliest if at_once else None, before.latest, before)
        open_since = self._open_since(trigger.index) if statement is None else None
        if open_since is not None:
            return Interval(open_since.earliest, self._published.latest, open_since)
        if said is None or said.latest is None or statement is None or self._future(said):
            return Interval(None, self._published.latest)
        if said.earliest != said.latest or trigger.during or self._fresh(trigger, statement):
            return Interval(said.earliest, said.latest, said)
        return Interval(None, said.latest, said)

    def _nearest(self, trigger: Trigger, around: Sequence[Statement], *, planned: bool) -> _Placed | None:
        sentence = self._analysis.sentence_of[trigger.index]
        best: _Placed | None = None
        least = _FAR_REACH if trigger.during else _REACH
        for placed in self._in_sentence.get(sentence, ()):
            today = planned and placed.time.earliest == placed.time.latest == self._published.latest
            if self._future(placed.time) != planned and not today:
                continue
            if not _told_together(placed.time, around) or self._anothers(trigger, placed):
                continue
            if trigger.verbal and not placed.since and self._described(trigger.index, placed.first):
                continue
            cost = min(self._distance(trigger.index, placed), self._distance(trigger.anchor, placed))
            if cost < least:
                best, least = placed, cost
        if best is None and not planned:
            return self._lone(trigger, around)
        return best

    def _lone(self, trigger: Trigger, around: Sequence[Statement]) -> _Placed | None:
        """The one day that a sentence names, which all that it tells in a row happened on ("attacked on Friday … and burnt")."""
        if trigger.presupposed or self._relative(trigger.index):
            return None
        days = [
            placed
            for placed in self._in_sentence.get(self._analysis.sentence_of[trigger.index], ())
            if _told_together(placed.time, around)
            and not placed.since
            and not self._begun(placed)
            and not (placed.first > trigger.index and self._anothers(trigger, placed))
        ]
        same = {(placed.time.earliest, placed.time.latest) for placed in days}
        if len(same) != 1 or not _is_day(days[0].time) or self._future(days[0].time):
            return None
        return None if self._relative(days[0].first) and days[0].first > trigger.index else days[0]

    def _begun(self, placed: _Placed) -> bool:
        """Whether a day tells when something began: what came of it has no day yet ("began on the 18th and advanced")."""
        verb = placed.claimed_by
        return verb is not None and self._analysis.has(verb, "event_begin")

    def _relative(self, index: int) -> bool:
        """Whether a unit stands in a relative clause: what that tells has its own time."""
        return self._analysis.has(self._clauses.around(index).start, "relative")

    def _described(self, index: int, first: int) -> bool:
        """Whether a time behind a verb stands in a relative clause of its object ("put off the session due today")."""
        has = self._analysis.has
        for place in range(first - 1, index, -1):
            if has(place, "relative"):
                return True
            if has(place, "comma") or has(place, "wa"):
                return False
        return False

    def _own(self, index: int, placed: _Placed) -> bool:
        if placed.first < index or self._clauses.number(index) != self._clauses.number(placed.first):
            return False
        between = index + 1, placed.first
        return not (self._analysis.any_of("verb", *between) or self._analysis.any_of("event", *between))

    def _since_between(self, index: int, first: int) -> bool:
        return self._analysis.any_of("ev_since", index + 1, first)

    def _clause_time(self, trigger: Trigger, around: Sequence[Statement]) -> Time | None:
        """The time of the clause whose act came after the happening ("met in April after the conference")."""
        clause = self._clauses.around(trigger.index)
        for placed in self._in_sentence.get(self._analysis.sentence_of[trigger.index], ()):
            inside = clause.start <= placed.first < trigger.index
            if inside and not self._future(placed.time) and _told_together(placed.time, around):
                return placed.time
        return None

    def _anothers(self, trigger: Trigger, placed: _Placed) -> bool:
        """Whether a time before the trigger tells when another verb's act was."""
        if trigger.group == "postpone" and placed.moved:
            return True  # from when and to when it was put off
        if placed.first > trigger.index:
            # a noun behind "before" or "after" has the time that follows it to itself
            between = range(trigger.index + 1, placed.first - 1)
            made = trigger.group not in _MADE and self._analysis.any_of("ev_made", between.start, between.stop)
            return made or self._named_by(trigger.index, placed) or any(self._sets_apart(i) for i in between)
        if placed.claimed_by is None or placed.claimed_by == trigger.anchor:
            return False
        return trigger.verbal or trigger.presupposed

    def _named_by(self, index: int, placed: _Placed) -> bool:
        """Whether a time is part of the name of another deal ("called at the rally to keep the agreement of 2015")."""
        behind = placed.first - 1
        return behind > index and self._analysis.has(behind, "cm_deal") and not self._analysis.units[behind].definite

    def _sets_apart(self, index: int) -> bool:
        has = self._analysis.has
        apart = ("ev_after", "ev_before", "ev_before_an", "after-that", "ev_then")
        return any(has(index, cls) for cls in apart) and not has(index, "ev_since")

    def _distance(self, index: int, placed: _Placed) -> float:
        apart = placed.first - index if placed.first > index else index - placed.last + 1
        clauses = abs(self._clauses.number(index) - self._clauses.number(placed.first))
        return (apart * _BEHIND if placed.first > index else apart * _BEFORE) + clauses * _CLAUSE

    def _future(self, time: Time) -> bool:
        """Whether the time lies behind the publication in whole."""
        latest = self._published.latest
        return latest is not None and time.earliest is not None and time.earliest > latest

    def _open_since(self, index: int) -> Time | None:
        """The time since which the paragraph's sentences before this one tell."""
        sentence = self._analysis.sentences[self._analysis.sentence_of[index]]
        opening = self._openings[bisect_right(self._openings, index) - 1]
        last = bisect_left(self._starts, sentence.start)
        if last == 0 or self._starts[last - 1] < opening:
            return None
        before = self._times[last - 1]
        return before.time if before.since else None

    def _fresh(self, trigger: Trigger, statement: Statement) -> bool:
        """Whether a statement breaks the news of the happening, on the day that it was made.

        It announces what its noun names, or opens with a death or an attack: an older one would be told with its day.
        """
        if not self._heads(trigger.index, statement):
            return False
        if statement.act == "announce" and not trigger.verbal:
            return True
        return trigger.group in self._sudden

    def _heads(self, index: int, statement: Statement) -> bool:
        """Whether the trigger stands in the content's first clause, or in its first sentence where no complementiser opens it."""
        first, _ = units_of(self._analysis, statement.contents[0])
        sentences = self._analysis.sentence_of
        told = self._analysis.has(first - 1, "complementiser") and self._clauses.number(index) > self._clauses.number(
            first
        )
        return not told and sentences[index] == sentences[first]

    def _placed(self, time: Time) -> _Placed:
        first, last = units_of(self._analysis, time.span)
        since = self._analysis.has(first - 1, "ev_since")
        clause = self._clauses.around(first)
        verb = next((i for i in range(first - 1, clause.start - 1, -1) if self._analysis.has(i, "verb")), None)
        moved = self._analysis.has(first - 1, "ev_from") or self._analysis.has(first - 1, "cm_until")
        return _Placed(time, first, last, since, moved, verb)


def _first(placed: _Placed) -> int:
    return placed.first


_TWO_DAYS = 1


def _is_day(time: Time) -> bool:
    """Whether a time is a day, or the night between two."""
    return time.earliest is not None and time.latest is not None and (time.latest - time.earliest).days <= _TWO_DAYS


def _told_together(time: Time, around: Sequence[Statement]) -> bool:
    """Whether a time stands in the same voice: inside the content of a statement around the trigger, if there is one."""
    return not around or any(time.span in content for statement in around for content in statement.contents)


def units_of(analysis: Analysis, span: Span) -> tuple[int, int]:
    """The units of a span, as a half-open range of indices."""
    starts = analysis.starts
    first = bisect_right(starts, span.start) - 1
    last = bisect_left(starts, span.end)
    return max(first, 0), last if last > first else first + 1


def name_places(analysis: Analysis, found: Found) -> tuple[tuple[int, int], ...]:
    """The units of each name found, as `units_of` gives them."""
    return tuple([units_of(analysis, name.span) for name in found.names])

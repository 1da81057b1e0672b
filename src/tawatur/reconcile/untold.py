"""What is told of future acts outside the accounts.

An announcement that was made stands in the frame of what it announces; a commitment may stand in such a frame too, and
of "the rest" often no more is said than until when. Each is followed like an account, beside the account nearest to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from tawatur.model.ids import content_id
from tawatur.model.marks import Statement, Time
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.model.story import Deadline
from tawatur.read.units import Analysis
from tawatur.reconcile.followed import NEXT, Clause, Followed, follow
from tawatur.reconcile.told import Told
from tawatur.reconcile.trackwords import Trackwords
from tawatur.reconcile.words import Words, bag

_CONTEXT = 0.4
"""What a word of what is announced tells of the announcement, as a share of what it tells itself."""
_FRAME = 160
"""Characters that the frame of an announcement has at most."""


class Untold:
    """Follows, in one article, what its accounts leave out."""

    def __init__(
        self, analysis: Analysis, reading: Reading, words: Words, tracks: Trackwords, clause: Callable[[Told], Clause]
    ) -> None:
        self._analysis = analysis
        self._reading = reading
        self._words = words
        self._tracks = tracks
        self._clause = clause

    def follow(self, told: Sequence[Told], followed: Sequence[Followed]) -> Iterator[Followed]:
        """The reports besides those of the accounts."""
        if not told:
            return
        yield from self._announced(told)
        yield from self._promised(told)
        yield from self._rest(followed)

    def _announced(self, told: Sequence[Told]) -> Iterator[Followed]:
        """Announcements that were made: frames of statements that name the day."""
        made: set[int] = set()
        for statement in self._reading.statements:
            content = next((t for t in told if t.statement is not None and t.statement.id == statement.id), None)
            span = self._frame(statement)
            if statement.act != "announce" or content is None or span is None or statement.cue.start in made:
                continue
            past = content.published
            days = [t for t in self._times(span) if past is None or (t.latest is not None and t.latest <= past[1])]
            acts = tuple(
                t.key for t in self._words.terms(self._analysis, statement.cue) if t.key in self._tracks.announce
            )
            if not days or not acts or acts[0] in content.weights:
                continue  # to announce that an announcement is put off is not to make it
            made.add(statement.cue.start)
            beside = self._beside(content, span, context=content)
            when = Deadline(earliest=days[-1].earliest, latest=days[-1].latest)
            yield self._found(
                content, Followed(beside, span, acts[:1], when, "done", rest=False, mark=statement.id, made=True)
            )

    def _promised(self, told: Sequence[Told]) -> Iterator[Followed]:
        """Commitments that no account tells of."""
        for commitment in self._reading.commitments:
            span = commitment.span
            if any(t.span.overlaps(span) for t in told):
                continue
            account = _nearest(told, span)
            one = msgspec.structs.replace(self._beside(account, span), commitments=(commitment.id,))
            for found in follow(self._clause(one), self._reading, self._tracks, None):
                yield self._found(account, found)

    def _rest(self, followed: Sequence[Followed]) -> Iterator[Followed]:
        """What is said of the rest, right behind the act of the first part: until when."""
        for unit in self._analysis.units:
            if unit.key not in self._tracks.rest or any(unit.start in f.span for f in followed):
                continue
            before = next((f for f in followed if 0 <= unit.start - f.span.end <= NEXT and f.deadline), None)
            time = next((t for t in self._dates() if 0 <= t.span.start - unit.end <= NEXT), None)
            if before is None or time is None or before.status == "done":
                continue
            span = Span(unit.start, time.span.end)
            beside = self._beside(before.told, span, context=before.told)
            when = Deadline(earliest=time.earliest, latest=time.latest)
            found = Followed(beside, span, before.acts, when, before.status, rest=True, mark=None, whose=before.whose)
            yield self._found(before.told, found)

    def _frame(self, statement: Statement) -> Span | None:
        """From the cue or the speaker of a statement to what is stated."""
        first = statement.contents[0].start
        own = [statement.cue, *((statement.source,) if statement.source is not None else ())]
        before = [span for span in own if span.end <= first]
        if statement.cue not in before or first - statement.cue.start > _FRAME:
            return None
        start = min(span.start for span in before)
        words = [u for u in self._analysis.words(Span(start, first)) if u.key not in self._tracks.subjunctive]
        return Span(start, words[-1].end) if words else None

    def _beside(self, account: Told, span: Span, context: Told | None = None) -> Told:
        """A stretch as it is compared, with the account that it stands beside."""
        dates = [t.span for t in self._reading.times if t.span.overlaps(span)]
        terms = tuple(
            t for t in self._words.terms(self._analysis, span) if not any(d.start <= t.start < d.end for d in dates)
        )
        weights = bag(terms)
        for key, weight in context.weights.items() if context is not None else ():
            weights.setdefault(key, weight * _CONTEXT)
        return msgspec.structs.replace(
            account,
            account=msgspec.structs.replace(
                account.account, id=content_id("followed", account.account.id, span.start, span.end), spans=(span,)
            ),
            span=span,
            terms=terms,
            weights=weights,
            acts=tuple(dict.fromkeys(t.key for t in terms if t.act)),
            steps=(),
            times=tuple((t.earliest, t.latest) for t in self._times(span) if t.earliest and t.latest),
            commitments=(),
            leans=False,
        )

    @staticmethod
    def _found(account: Told, found: Followed) -> Followed:
        return msgspec.structs.replace(found, beside=account.account.id)

    def _dates(self) -> Iterator[Time]:
        return (t for t in self._reading.times if t.kind == "date" and t.earliest and t.latest)

    def _times(self, span: Span) -> list[Time]:
        return [t for t in self._dates() if t.span in span]


def _nearest(told: Sequence[Told], span: Span) -> Told:
    """The account behind a stretch, or the last one before it."""
    return next((t for t in told if t.span.start >= span.end), told[-1])

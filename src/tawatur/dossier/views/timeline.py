"""The timeline: what happened, was said or was promised, by day, uncertain days as their interval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tawatur.dossier.material import Material, Quote
from tawatur.model.marks import Event, Statement, Time
from tawatur.model.span import Span
from tawatur.model.story import Place

LineKind = Literal["event", "statement", "commitment"]


@dataclass(frozen=True)
class Line:
    """One line of the timeline. Both days null: the text does not say when, and neither do we."""

    id: str
    kind: LineKind
    label: str
    """The event's class, the statement's act or the commitment's status: a word of the catalogue."""
    earliest: date | None
    latest: date | None
    who: str | None
    quote: Quote
    status: str
    statement: str | None
    """The id of the statement that the line stands in; null where the author tells it."""

    @property
    def quote_place(self) -> Place:
        """Where its words stand."""
        return Place(self.quote.article, self.quote.span)


def timeline(material: Material) -> tuple[Line, ...]:
    """All lines in order of their first possible day; those without a day come last."""
    lines = [line for article in material.articles for line in _lines(material, article)]
    return tuple(
        sorted(lines, key=lambda line: (line.earliest or line.latest or date.max, line.latest or date.max, line.id))
    )


def _lines(material: Material, article: str) -> Iterator[Line]:
    reading = material.readings[article]
    text = material.articles[article].text
    times = {time.id: time for time in reading.times}
    for event in reading.events:
        yield Line(
            id=event.id, kind="event", label=event.kind, earliest=event.earliest, latest=event.latest,
            who=_words(text, event.actor), quote=material.quote(article, _event_span(event)),
            status=event.status, statement=event.statement,
        )  # fmt: skip
    for statement in reading.statements:
        earliest, latest = _said(material, article, statement, times)
        yield Line(
            id=statement.id, kind="statement", label=statement.act, earliest=earliest, latest=latest,
            who=material.actor_name(statement.speaker), quote=material.quote(article, statement.contents[0]),
            status="happened", statement=statement.id,
        )  # fmt: skip
    for commitment in reading.commitments:
        yield Line(
            id=commitment.id, kind="commitment", label=commitment.status, earliest=commitment.earliest,
            latest=commitment.latest, who=_words(text, commitment.who), quote=material.quote(article, commitment.span),
            status=commitment.status, statement=commitment.according_to,
        )  # fmt: skip


def _said(
    material: Material, article: str, statement: Statement, times: dict[str, Time]
) -> tuple[date | None, date | None]:
    """When it was said: as stated; else no later than the publication, from which alone no day follows."""
    time = times.get(statement.time or "")
    if time is not None and time.earliest is not None:
        return time.earliest, time.latest
    return None, material.articles[article].published.latest


def _event_span(event: Event) -> Span:
    """From the trigger to the nearest of its actor, target and place that touch it closely, else the trigger."""
    near = [
        s for s in (event.actor, event.target, event.place) if s is not None and abs(s.start - event.trigger.end) < 120
    ]
    return Span(min(s.start for s in (*near, event.trigger)), max(s.end for s in (*near, event.trigger)))


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.cut(text)

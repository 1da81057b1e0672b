"""Events: happenings with an identifiable trigger.

Rules of the pack judge each trigger word where it stands; times of its clause give the day, word order and
prepositions the parties; mentions of one happening are joined.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import cast

from msgspec.structs import replace

from tawatur.model.article import Article
from tawatur.model.marks import Event, EventStatus, Figure, mark_id
from tawatur.model.trace import Step, Trace
from tawatur.read.clauses import Clauses, clauses_of
from tawatur.read.events.arguments import Arguments, Parties
from tawatur.read.events.days import Days, Interval, name_places
from tawatur.read.events.mentions import Told, happenings
from tawatur.read.events.triggers import Trigger, Verdict, find_triggers
from tawatur.read.events.voices import Voices
from tawatur.read.found import Found
from tawatur.read.units import Analysis

_PROPER = ("person", "place", "facility", "outlet")
"""Kinds of names whose words mean nothing by themselves: a town may be called after a battle."""

_JUDGED = "sue"
"""The group of what is said in court: no ordinary speech act."""


def find_events(analysis: Analysis, article: Article, found: Found) -> tuple[Event, ...]:
    """The event marks of an article, one for each happening, in the order of their fullest mentions."""
    clauses = clauses_of(analysis)
    days = Days(analysis, clauses, found, article.published)
    parties = found.once(Parties, analysis)
    title = article.title_span
    voices = found.once(Voices, analysis)
    figures = [figure.span.start for figure in found.figures]
    inner = {
        index
        for name, (first, last) in zip(found.names, found.once(name_places, analysis), strict=True)
        if name.kind in _PROPER
        for index in range(first + 1, last)
    }
    cues = {statement.cue.start for statement in found.statements}
    told = []
    for found_trigger in find_triggers(analysis):
        trigger = found_trigger
        span = analysis.units[trigger.index].span
        if (
            span.start in cues
            and trigger.group != _JUDGED
            and (trigger.verbal or analysis.has(trigger.index, "event_speech"))
        ):
            continue  # an ordinary speech act: its statement tells of it
        if trigger.index in inner:
            continue
        around = voices.at(trigger.index)
        when = days.of(trigger, around)
        if trigger.verdict == "dated" and when.time is None and analysis.has(trigger.index, "event.noun"):
            trigger, when = _coming(found_trigger, when, days.of(replace(trigger, verdict="planned"), around))
        if trigger.verdict == "planned" and when.time is None:
            continue
        verdict = _settled(analysis, trigger, when)
        if verdict == "none":
            continue
        told.append(
            Told(
                trigger=trigger if verdict == trigger.verdict else replace(trigger, verdict=verdict),
                days=when,
                arguments=parties.of(trigger),
                figures=_figures(analysis, clauses, found, figures, trigger),
                statement=around[0].id if around else None,
                in_title=title is not None and span in title,
            )
        )
    events = [_event(analysis, article, mentions) for mentions in happenings(analysis, told)]
    return tuple(sorted(events, key=lambda event: event.trigger))


def _coming(trigger: Trigger, when: Interval, coming: Interval) -> tuple[Trigger, Interval]:
    """A noun whose own clause gives it a day to come is planned ("the summit next Monday")."""
    return (replace(trigger, verdict="planned"), coming) if coming.time is not None and coming.own else (trigger, when)


def _settled(analysis: Analysis, trigger: Trigger, when: Interval) -> Verdict:
    """What becomes of a noun that no other rule tells of: its own clause dates it, or it names again what happened."""
    if trigger.verdict != "dated":
        return trigger.verdict
    if when.time is not None and when.own:
        return "happened"
    unit = analysis.units[trigger.index]
    return "mention" if unit.definite or unit.pronoun else "none"


def _event(analysis: Analysis, article: Article, mentions: list[Told]) -> Event:
    main = mentions[0]
    trigger = main.trigger
    span = analysis.units[trigger.index].span
    when = _when(mentions)
    arguments = _arguments(mentions)
    steps = [Step(what="trigger", detail=f"{trigger.kind} {trigger.group}", span=span)]
    if when.time is not None:
        steps.append(Step(what="day", detail=when.time.id, span=when.time.span))
    return Event(
        id=mark_id("event", article.id, span),
        trigger=span,
        kind=trigger.kind,
        actor=arguments.actor,
        target=arguments.target,
        place=arguments.place,
        earliest=when.earliest,
        latest=when.latest,
        status=_status(main, article),
        figures=tuple(dict.fromkeys(figure.id for mention in mentions for figure in mention.figures)),
        statement=main.statement,
        mentions=tuple(analysis.units[m.trigger.index].span for m in sorted(mentions[1:], key=_place)),
        trace=Trace(rule=trigger.rule, steps=tuple(steps)),
    )


def _status(main: Told, article: Article) -> EventStatus:
    """A happening told in the present is planned where its day is still to come."""
    verdict = main.trigger.verdict
    if verdict == "current":
        latest = article.published.latest
        coming = latest is not None and main.days.earliest is not None and main.days.earliest > latest
        return "planned" if coming else "happened"
    return cast(EventStatus, verdict)


def _place(mention: Told) -> int:
    return mention.trigger.index


def _when(mentions: list[Told]) -> Interval:
    """The main mention's days; where it gives none of its own, those of the first mention that does."""
    main = mentions[0].days
    if main.time is None:
        for mention in mentions[1:]:
            if mention.days.time is not None and mention.trigger.verdict != "mention":
                return mention.days
    return main


def _arguments(mentions: list[Told]) -> Arguments:
    actor = target = place = None
    for mention in mentions:
        actor = actor or mention.arguments.actor
        target = target or mention.arguments.target
        place = place or mention.arguments.place
    return Arguments(actor, target, place)


def _figures(
    analysis: Analysis, clauses: Clauses, found: Found, starts: list[int], trigger: Trigger
) -> tuple[Figure, ...]:
    """The figures behind the trigger in its clause."""
    if not starts:
        return ()
    clause = clauses.around(trigger.index)
    start, end = analysis.units[trigger.index].start, analysis.units[clause.stop - 1].end
    return found.figures[bisect_left(starts, start) : bisect_left(starts, end)]

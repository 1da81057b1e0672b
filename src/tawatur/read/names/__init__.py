"""Names: persons, bodies, groups, places, facilities, offices, outlets and documents."""

from __future__ import annotations

from collections.abc import Mapping

from tawatur.model.article import Article
from tawatur.model.marks import Name, mark_id
from tawatur.model.trace import Step, Trace
from tawatur.read.names.draft import Draft, Text, plain
from tawatur.read.names.find import find_drafts
from tawatur.read.names.learn import learn
from tawatur.read.names.resolved import Resolved
from tawatur.read.names.roster import Roster
from tawatur.read.units import Analysis

__all__ = ["Resolved", "Roster", "find_names", "roster"]


def find_names(analysis: Analysis, article: Article) -> tuple[Name, ...]:
    """The name marks of an article, each with the canonical form that the article or the pack knows for it.

    Marks do not overlap, save that an office may hold others ("minister of X of country Y").
    """
    text = Text.of(analysis)
    drafts = find_drafts(text)
    further = learn(text, drafts)
    holders = {office: drafts.taken[first].actor for office, first in further.items()}
    holders.update({draft.office: draft.actor for draft in drafts.found if draft.office})
    found = [*drafts.found, *(o for o in drafts.offices if o.last - o.first > 1 or (o.first, o.last) in holders)]
    return tuple(
        _name(text, article, draft, holders) for draft in sorted(found, key=lambda d: (d.first, -d.last, d.kind))
    )


def _name(text: Text, article: Article, draft: Draft, holders: Mapping[tuple[int, int], str]) -> Name:
    span = text.analysis.span(draft.first, draft.last)
    office = plain(text, *draft.office) if draft.office else None
    actor = draft.actor or plain(text, draft.first, draft.last)
    if draft.kind == "office":
        actor = holders.get((draft.first, draft.last), actor)
    return Name(
        id=mark_id("name", article.id, span),
        span=span,
        kind=draft.kind,
        actor=actor,
        office=office,
        country=draft.country,
        trace=Trace(draft.rule, (Step("name", actor, span),)),
    )


def roster(analysis: Analysis, names: tuple[Name, ...]) -> Roster:
    """Who is known in an article: what resolves a statement's source, an event's actor or a short name."""
    return Roster(analysis, names)

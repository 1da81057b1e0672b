"""A speaker's own country: "his country will stay in the agreement" tells of the state that he speaks for."""

from __future__ import annotations

import msgspec

from tawatur.model.marks import Statement
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.read.units import Analysis
from tawatur.reconcile.words import NATION, Term, Words, nation_of

_BEFORE_NAME = 2
"""Words before a person's name in which the adjective of his state stands ("the Iranian president Such One")."""


def at_home(
    terms: tuple[Term, ...], statement: Statement | None, reading: Reading, analysis: Analysis, words: Words
) -> tuple[Term, ...]:
    """The words of a clause of a statement, with the speaker's state in place of "his country" where the article tells which it is."""
    if statement is None or statement.speaker is None or not terms:
        return terms
    clause = Span(terms[0].start, terms[-1].end)
    own = {u.start for u in analysis.words(clause) if u.key in words.own_country}
    state = _state_of(statement.speaker, statement, reading, analysis, words) if own else ""
    if not state:
        return terms
    return tuple(msgspec.structs.replace(t, key=state, weight=NATION) if t.start in own else t for t in terms)


def _state_of(speaker: str, statement: Statement, reading: Reading, analysis: Analysis, words: Words) -> str:
    """The key of the state that a speaker's name or office gives, anywhere in the article; empty where none does."""
    told = [statement, *(s for s in reading.statements if s.speaker == speaker)]
    for source in (s.source for s in told if s.source is not None):
        for term in words.terms(analysis, source):
            if term.key.startswith("@"):
                return term.key
    for name in reading.names:
        if name.actor == speaker:
            if name.country:
                return f"@{name.country}"
            before = [u for u in analysis.units if u.end <= name.span.start][-_BEFORE_NAME:]
            for unit in before:
                if nation_of(unit):
                    return nation_of(unit)
    return ""

"""Commitments: dated or conditional future acts, and the causes that the text gives for a move.

A cue of the pack makes a commitment of its clause; what only may come about is kept where a day, a term or a
condition is named with it. Two stages with two terms are two commitments.
"""

from __future__ import annotations

from tawatur.model.article import Article
from tawatur.model.marks import Cause, Commitment, Event
from tawatur.read.clauses import clauses_of
from tawatur.read.commitments.build import Builder
from tawatur.read.commitments.causes import Moves, find_causes
from tawatur.read.commitments.cues import find_cues
from tawatur.read.found import Found
from tawatur.read.units import Analysis


def find_commitments(
    analysis: Analysis, article: Article, found: Found, events: tuple[Event, ...]
) -> tuple[tuple[Commitment, ...], tuple[Cause, ...]]:
    """The commitment marks of an article, and the reasons it gives for moves of commitments and events."""
    clauses = clauses_of(analysis)
    builder = Builder(analysis, article, clauses, found, events)
    commitments = builder.build(find_cues(analysis))
    return commitments, find_causes(
        analysis, article, clauses, found, Moves(analysis, builder.voices, commitments, events)
    )

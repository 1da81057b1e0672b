"""Commitments: dated or conditional future acts, and the causes that the text gives for a move."""

from __future__ import annotations

from tawatur.model.article import Article
from tawatur.model.marks import Cause, Commitment, Event
from tawatur.read.found import Found
from tawatur.read.units import Analysis


def find_commitments(
    analysis: Analysis, article: Article, found: Found, events: tuple[Event, ...]
) -> tuple[tuple[Commitment, ...], tuple[Cause, ...]]:
    """The commitment marks of an article, and the reasons it gives for moves of commitments and events."""
    return (), ()

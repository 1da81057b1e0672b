"""Names: persons, bodies, groups, places, facilities, offices, outlets and documents."""

from __future__ import annotations

from tawatur.model.article import Article
from tawatur.model.marks import Name
from tawatur.read.names.roster import Resolved, Roster
from tawatur.read.units import Analysis

__all__ = ["Resolved", "Roster", "find_names", "roster"]


def find_names(analysis: Analysis, article: Article) -> tuple[Name, ...]:
    """The name marks of an article, each with the canonical form that the article or the pack knows for it."""
    return ()


def roster(analysis: Analysis, names: tuple[Name, ...]) -> Roster:
    """Who is known in an article: what resolves a statement's source, an event's actor or a short name."""
    return Roster(analysis, names)

"""Events: happenings with an identifiable trigger."""

from __future__ import annotations

from tawatur.model.article import Article
from tawatur.model.marks import Event
from tawatur.read.found import Found
from tawatur.read.units import Analysis


def find_events(analysis: Analysis, article: Article, found: Found) -> tuple[Event, ...]:
    """The event marks of an article."""
    return ()

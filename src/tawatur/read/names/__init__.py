"""Names: persons, bodies, groups, places, facilities, offices, outlets and documents."""

from __future__ import annotations

from tawatur.model.article import Article
from tawatur.model.marks import Name
from tawatur.read.units import Analysis


def find_names(analysis: Analysis, article: Article) -> tuple[Name, ...]:
    """The name marks of an article, each with the canonical form that the article or the pack knows for it."""
    return ()

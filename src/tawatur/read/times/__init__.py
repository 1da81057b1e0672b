"""Times: every expression that names a point, span, duration or set of calendar time."""

from __future__ import annotations

from tawatur.model.article import Article
from tawatur.model.marks import Time
from tawatur.read.units import Analysis


def find_times(analysis: Analysis, article: Article) -> tuple[Time, ...]:
    """The time marks of an article, resolved against its publication date and the dates it names."""
    return ()


def dated(article: Article, analysis: Analysis) -> Article:
    """The article with its publication date inferred as an interval where none is stated; unchanged otherwise."""
    return article

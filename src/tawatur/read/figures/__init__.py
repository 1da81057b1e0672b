"""Figures: every number that counts people, things, acts, money or shares."""

from __future__ import annotations

from bisect import bisect_right

from tawatur.model.article import Article
from tawatur.model.marks import Figure, Time
from tawatur.read.figures.find import Finder
from tawatur.read.units import Analysis


def find_figures(analysis: Analysis, article: Article, times: tuple[Time, ...]) -> tuple[Figure, ...]:
    """The figure marks of an article; numbers inside a time are none."""
    starts = [time.span.start for time in times]

    def timed(place: int) -> bool:
        at = bisect_right(starts, place) - 1
        return at >= 0 and place < times[at].span.end

    return tuple(Finder(analysis, article.id, timed).figures())

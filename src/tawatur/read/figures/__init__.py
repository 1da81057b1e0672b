"""Figures: every number that counts people, things, acts, money or shares."""

from __future__ import annotations

from tawatur.model.article import Article
from tawatur.model.marks import Figure, Time
from tawatur.read.units import Analysis


def find_figures(analysis: Analysis, article: Article, times: tuple[Time, ...]) -> tuple[Figure, ...]:
    """The figure marks of an article; numbers inside a time are none."""
    return ()

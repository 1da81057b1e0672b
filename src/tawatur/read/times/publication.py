"""When an article was published, where nobody says so: an interval from what its own words fix, with the reasons."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from tawatur.model.article import Article, Published
from tawatur.read.times.calendar import weekday_after
from tawatur.read.times.ground import Ground
from tawatur.read.times.resolve import resolve
from tawatur.read.times.rules import candidates
from tawatur.read.units import Analysis

_NEWS_IS_NEW = 31
"""A news article appears within so many days of the last day that it dates in full."""


def inferred(article: Article, analysis: Analysis) -> Published:
    """The interval of publication that the article's own full dates and their weekdays fix; unknown without them."""
    days: list[tuple[date, str]] = []
    for candidate in candidates(analysis):
        form = candidate.form
        if form is None or form.how not in ("calendar", "hijri") or form.day is None or form.year is None:
            continue
        value = resolve(form, Ground(today=None))
        if value.latest is not None and not value.flags:
            days.append((value.latest, analysis.span(candidate.first, candidate.last).cut(article.text)))
    if not days:
        return article.published
    latest, words = max(days)
    later = weekday_after(latest, latest.isoweekday()) or latest
    _ = later
    return Published(
        earliest=latest,
        latest=latest + timedelta(days=_NEWS_IS_NEW) if latest < date(9999, 11, 1) else latest,
        stated=False,
        how="inferred",
        reasons=(words,),
    )


def dated_article(article: Article, analysis: Analysis) -> Article:
    """The article with its publication interval inferred where none is known; unchanged otherwise."""
    if article.published.earliest is not None or article.published.stated:
        return article
    published = inferred(article, analysis)
    return article if published == article.published else msgspec.structs.replace(article, published=published)

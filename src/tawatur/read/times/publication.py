"""When an article was published, where nobody says so: an interval from what its own words fix, with the reasons.

Nothing is guessed from a date that may be of any age: only one that opens the article, stands on a line of its own or
has its weekday beside it is taken for news; a later year named anywhere else speaks against it. The interval ends a
week after a day named with its weekday, a month after another, and never behind what the article still expects.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from tawatur.model.article import Article, Published
from tawatur.read.times.form import Form
from tawatur.read.times.ground import Ground, Value
from tawatur.read.times.outlook import outlook
from tawatur.read.times.resolve import resolve
from tawatur.read.times.rules import Candidate, candidates
from tawatur.read.units import Analysis

_WEEK, _MONTH = timedelta(days=7), timedelta(days=31)
_LAST = date(9999, 11, 1)
_OPENING = 3
"""Title, lead and the paragraph behind it."""


class _Named(msgspec.Struct, frozen=True):
    """A full date of the article that lies behind it."""

    day: date
    reach: timedelta
    words: str


def inferred(article: Article, analysis: Analysis) -> Published:
    """The interval of publication that the article's own dates fix; as it was where they fix none."""
    past: list[_Named] = []
    expected: list[date] = []
    years: list[int] = []
    for candidate in candidates(analysis):
        form = candidate.form
        if form is None or form.how not in ("calendar", "hijri") or (form.year or form.end_year) is None:
            continue
        value = resolve(form, Ground(today=None))
        if value.latest is None or value.flags:
            continue
        if analysis.has(candidate.first - 1, "ahead") or outlook(analysis, candidate.first, candidate.last) > 0:
            expected.append(value.latest)
            continue
        years.append(value.latest.year)
        if _is_news(analysis, candidate, form, value):
            words = analysis.span(candidate.first, candidate.last).cut(article.text)
            past.append(_Named(value.latest, _MONTH if form.weekday is None else _WEEK, words))
    if not past:
        return article.published
    last = max(past, key=lambda named: (named.day, -named.reach))
    if last.day >= _LAST or max(years) > last.day.year:
        return article.published
    latest = min([last.day + last.reach, *(day for day in expected if day > last.day)])
    return Published(earliest=last.day, latest=latest, stated=False, how="inferred", reasons=(last.words,))


def _is_news(analysis: Analysis, candidate: Candidate, form: Form, value: Value) -> bool:
    """Whether a date is a day of the article's own time: with its weekday, on a line of its own, or at its head."""
    if value.earliest != value.latest:
        return False
    if form.weekday is not None:
        return True
    for number, paragraph in enumerate(analysis.paragraphs):
        if candidate.first in paragraph:
            return number < _OPENING or (paragraph.start == candidate.first and paragraph.stop == candidate.last)
    return False


def dated_article(article: Article, analysis: Analysis) -> Article:
    """The article with its publication interval inferred where none is known; unchanged otherwise."""
    if article.published.earliest is not None or article.published.stated:
        return article
    published = inferred(article, analysis)
    return article if published == article.published else msgspec.structs.replace(article, published=published)

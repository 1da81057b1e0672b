"""When an article was published, where nobody says so: an interval from what its own words fix, with the reasons.

Nothing is guessed from a date that may be of any age: only one that opens the article, stands on a line of its own or
has its weekday beside it is taken for news; a later year named anywhere else speaks against it. The interval ends a
week after a day named with its weekday, a month after another, and never behind what the article still expects.
A year or month that is told twice ("last year, 2023") fixes the year from which it is told.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from tawatur.model.article import Article, Published
from tawatur.read.times.calendar import month_of, months_on, years_of
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


class _Fixed(msgspec.Struct, frozen=True):
    """Days between which the article was published, by some of its words."""

    earliest: date
    latest: date
    words: str


class _Named(msgspec.Struct, frozen=True):
    """A full date of the article that lies behind it."""

    day: date
    reach: timedelta
    words: str


def inferred(article: Article, analysis: Analysis) -> Published:
    """The interval of publication that the article's own dates fix; as it was where they fix none."""
    past: list[_Named] = []
    fixed: list[_Fixed] = []
    expected: list[date] = []
    years: list[int] = []
    for candidate in candidates(analysis):
        form = candidate.form
        if form is None or form.how not in ("calendar", "hijri") or (form.year or form.end_year) is None:
            continue
        value = resolve(form, Ground(today=None))
        if value.latest is None or value.flags:
            continue
        words = analysis.span(candidate.first, candidate.last).cut(article.text)
        bounds = _told_from_today(form)
        if bounds is not None:
            fixed.append(_Fixed(*bounds, words))
        if analysis.has(candidate.first - 1, "ahead") or outlook(analysis, candidate.first, candidate.last) > 0:
            expected.append(value.latest)
            continue
        years.append(value.latest.year)
        if _is_news(analysis, candidate, form, value):
            past.append(_Named(value.latest, _MONTH if form.weekday is None else _WEEK, words))
    if past:
        last = max(past, key=lambda named: (named.day, -named.reach))
        if last.day < _LAST and max(years) <= last.day.year:
            latest = min([last.day + last.reach, *(day for day in expected if day > last.day)])
            fixed.append(_Fixed(last.day, latest, last.words))
    return _within(fixed) or article.published


def _within(fixed: list[_Fixed]) -> Published | None:
    """The interval that all bounds leave; None where there is none, or where they contradict each other."""
    if not fixed:
        return None
    earliest, latest = max(bounds.earliest for bounds in fixed), min(bounds.latest for bounds in fixed)
    if earliest > latest:
        return None
    reasons = tuple(dict.fromkeys(b.words for b in fixed if earliest == b.earliest or latest == b.latest))
    return Published(earliest=earliest, latest=latest, stated=False, how="inferred", reasons=reasons)


def _told_from_today(form: Form) -> tuple[date, date] | None:
    """The days on which a year, or a month of a year, is the last, the running or the next one: "last year, 2023"."""
    year, which = form.year, form.which
    if form.how != "calendar" or year is None or which not in (-1, 0, 1) or form.named or form.day or form.end_month:
        return None
    if form.month is None:
        days = years_of(year - which, year - which) if form.end_year is None else None
    elif which == 0:
        days = month_of(year, form.month)
    else:
        near, far = months_on(year, form.month, -which), months_on(year, form.month, -12 * which)
        first, last = month_of(*min(near, far)), month_of(*max(near, far))
        days = (first[0], last[1]) if first and last else None
    return days


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

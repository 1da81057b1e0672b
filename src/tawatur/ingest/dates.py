"""Dates of publication: what metadata states and what a visible line says. A date that is not there is never invented."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from tawatur.ingest.furniture import Furniture
from tawatur.model.article import Published

_ISO = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2})"
    r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?")
_YEARS = range(1800, 2101)
_NUMBERS = re.compile(r"(?<![\d.:/-])(\d{1,4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{1,4})(?![\d:])")


def stated(value: str | None, how: str) -> Published:
    """What a carrier's own words about the date come to: a year, a month, a day or a moment, at that precision.

    The day is the one written, in the zone it is written in. Words that are no date leave the date unknown and say so.
    """
    if not value or not value.strip():
        return Published()
    text = value.strip()
    found = _ISO.fullmatch(text)
    if found:
        year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
        bounds = _bounds(year, month, day)
        if bounds:
            return Published(
                earliest=bounds[0],
                latest=bounds[1],
                stated=True,
                how=how,
                reasons=(text,),
                time=text if found.group("hour") else None,
            )
    compact = _COMPACT.fullmatch(text)
    if compact:
        bounds = _bounds(*(int(part) for part in compact.groups()))
        if bounds:
            return Published(earliest=bounds[0], latest=bounds[1], stated=True, how=how, reasons=(text,))
    moment = _mail_date(text)
    if moment and moment.year in _YEARS:
        day_ = moment.date()
        return Published(earliest=day_, latest=day_, stated=True, how=how, reasons=(text,), time=moment.isoformat())
    return Published(reasons=(f"{how} says {text[:60]!r}, which is no date",))


def day_of(value: str | None) -> date | None:
    """The one day that a carrier's words name; None where they name none."""
    return stated(value, "").day


def visible(folded: str, furniture: Furniture) -> date | None:
    """The first full date (day, month, year) of a folded line; None where it has none.

    Digits alone are read day first, as all Arab countries write them, unless the year stands in front.
    """
    best: tuple[int, date] | None = None
    for found in _named(furniture).finditer(folded):
        groups = found.groupdict()
        month = furniture.months[groups["month"] or groups["month2"]]
        year, day = int(groups["year"] or groups["year2"]), int(groups["day"] or groups["day2"])
        candidate = _day(year, month, day)
        if candidate and (best is None or found.start() < best[0]):
            best = (found.start(), candidate)
    for found in _NUMBERS.finditer(folded):
        first, middle, last = (int(part) for part in found.groups())
        candidate = _day(first, middle, last) if len(found.group(1)) == 4 else _day(last, middle, first)
        if candidate and (best is None or found.start() < best[0]):
            best = (found.start(), candidate)
    return best[1] if best else None


def has_day(folded: str, furniture: Furniture) -> bool:
    """Whether a folded text names a day of a month, with or without its year."""
    return bool(re.search(rf"(?<!\d)\d{{1,2}}\s*[-/. ]?\s*{furniture.month}", folded))


def on_line(folded: str, furniture: Furniture) -> tuple[date | None, date | None]:
    """The days of publication and of the last change that a date line gives; what stands behind a word of change is one."""
    words = [folded.find(word) for word in furniture.lists["modified"] if word in folded]
    if not words:
        return visible(folded, furniture), None
    at = min(words)
    return visible(folded[:at], furniture), visible(folded[at:], furniture)


def address_date(url: str | None) -> date | None:
    """The day that an address carries as a folder (/2018/06/09/, /20180609-…); None where it has none."""
    if not url:
        return None
    found = re.search(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)", url) or re.search(
        r"[/-](20\d\d)(\d{2})(\d{2})(?=[-/_]|$)", url
    )
    return _day(*(int(part) for part in found.groups())) if found else None


def _named(furniture: Furniture) -> re.Pattern[str]:
    month = furniture.month
    second = rf"(?:\s*[-/(\u060c]?\s*{month}\)?)?"
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\s*[-/. ]?\s*(?P<month>{month}){second}\W{{0,4}}(?P<year>\d{{4}})(?!\d)"
        rf"|(?P<year2>\d{{4}})\W{{1,3}}(?:\w+\W{{1,3}})?(?P<day2>\d{{1,2}})\s*(?P<month2>{month})"
    )


def _bounds(year: int | None, month: int | None, day: int | None) -> tuple[date, date] | None:
    if year is None or year not in _YEARS:
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if month not in range(1, 13):
        return None
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= last else None


def _day(year: int, month: int, day: int) -> date | None:
    bounds = _bounds(year, month, day)
    return bounds[0] if bounds else None


def _mail_date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

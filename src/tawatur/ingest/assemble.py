"""A record becomes an article: cleaned, titled, dated, credited."""

from __future__ import annotations

import re

from tawatur.errors import InputError
from tawatur.ingest.record import Record
from tawatur.model.article import Article, article_id

_BLANK = re.compile(r"\s*\n\s*")


def article(record: Record) -> Article:
    """The article of a record; raises InputError where nothing is left once the furniture is out."""
    lines = [line for line in _BLANK.split(record.text.strip()) if line]
    title = record.title.strip() if record.title else (lines[0] if lines else None)
    if title and lines and lines[0] != title:
        lines.insert(0, title)
    text = "\n\n".join(lines)
    if not text:
        raise InputError("there is no text in it; give an article")
    return Article(
        id=article_id(text=text, url=record.url, outlet=record.outlet),
        text=text,
        path=record.path,
        url=record.url,
        outlet=record.outlet,
        title=title,
        byline=record.byline,
    )

"""A record becomes an article: cleaned, titled, dated, credited."""

from __future__ import annotations

import re
from datetime import date

from tawatur.errors import InputError
from tawatur.ingest import credits as signing
from tawatur.ingest import dates
from tawatur.ingest.clean import Cleaned, clean, joined
from tawatur.ingest.furniture import Furniture, load_furniture
from tawatur.ingest.record import Record, whole
from tawatur.language.outlets import outlet_by_domain, outlet_by_name
from tawatur.model.article import Article, Caption, Published, article_id

_SITE = re.compile(r"\s+(?:[-–—|:»›•\u0640]|::)\s+")


def article(record: Record, code: str = "ar") -> Article:
    """The article of a record; raises InputError where nothing is left once the furniture is out."""
    record = whole(record)
    furniture = load_furniture(code)
    outlet = record.outlet or _outlet_of_address(record.url)
    stated_title = without_site(record.title, outlet, furniture)
    cleaned = clean(record.text, furniture, title=stated_title, outlet=outlet, captions=record.captions)
    outlet = outlet or _outlet_of_lines(cleaned)
    text = joined(cleaned.title, cleaned.paragraphs)
    if not text:
        raise InputError("text.furniture")
    title = cleaned.title
    if title:
        trimmed = without_site(title, outlet, furniture)
        title = trimmed if trimmed and text.startswith(trimmed) else title
    modified = dates.day_of(record.modified) or (cleaned.modified[0] if cleaned.modified else None)
    return Article(
        id=article_id(text=text, url=record.url, outlet=outlet),
        text=text,
        path=record.path,
        url=record.url,
        outlet=outlet,
        title=title,
        byline=record.byline,
        credit=_credit(record, cleaned, furniture, outlet, text),
        dateline=cleaned.dateline,
        section=record.section,
        published=_published(record, cleaned),
        modified=modified,
        language=code,
        captions=tuple(Caption(words) for words in dict.fromkeys((*record.captions, *cleaned.captions))),
        dropped=tuple(cleaned.dropped),
    )


def without_site(title: str | None, outlet: str | None, furniture: Furniture) -> str | None:
    """A page's title without the site's name at its end or its beginning; None where there is no title."""
    if not title or not title.strip():
        return None
    title = title.strip()
    marks = list(_SITE.finditer(title))
    for mark in reversed(marks):
        if _is_site(title[mark.end() :], outlet, furniture):
            title = title[: mark.start()].rstrip()
        else:
            break
    first = _SITE.search(title)
    if first and _is_site(title[: first.start()], outlet, furniture) and first.group().strip() != ":":
        title = title[first.end() :].lstrip()
    return title or None


def _is_site(part: str, outlet: str | None, furniture: Furniture) -> bool:
    if outlet and (
        furniture.key(part) == furniture.key(outlet) or signing.outlet_key(part) == signing.outlet_key(outlet)
    ):
        return True
    found = outlet_by_name(part)
    return found is not None and not found.common


def _outlet_of_address(url: str | None) -> str | None:
    found = outlet_by_domain(url) if url else None
    return found.name if found else None


def _outlet_of_lines(cleaned: Cleaned) -> str | None:
    """The outlet that signs the text where nothing else names it: no agency, for agencies are credited by others."""
    for signed in cleaned.signatures:
        for name in signed.outlets:
            found = outlet_by_name(name)
            if found and found.kind != "agency":
                return found.name
    return None


def _credit(record: Record, cleaned: Cleaned, furniture: Furniture, outlet: str | None, text: str) -> str | None:
    """Whom the text is credited to: the carrier's byline speaks first, then signing lines, then the text itself."""
    if record.byline:
        signed = signing.signature(record.byline, furniture, outlet)
        found = signing.credit_of(signed, outlet) if signed else None
        if found:
            return found
    marked = [signing.credit_line(line, furniture, outlet) for line in record.signed]
    for signed in (*filter(None, marked), *cleaned.signatures):
        found = signing.credit_of(signed, outlet)
        if found:
            return found
    return signing.told_to(text, outlet)


def _published(record: Record, cleaned: Cleaned) -> Published:
    """The date as the carrier states it, made finer by a visible line that agrees; else the line's; else unknown."""
    stated = dates.stated(record.published, record.how)
    seen = cleaned.dates[0] if cleaned.dates else None
    if stated.earliest and stated.latest:
        if seen and stated.day is None and stated.earliest <= seen <= stated.latest:
            return _on(seen, "visible date line", stated=True)
        return stated
    if seen:
        return _on(seen, "visible date line", stated=True)
    by_address = dates.address_date(record.url)
    if by_address:
        return _on(by_address, "address", stated=False)
    return stated


def _on(day: date, how: str, *, stated: bool) -> Published:
    return Published(earliest=day, latest=day, stated=stated, how=how)

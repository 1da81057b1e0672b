"""A web page becomes a record: trafilatura's default mode for the text, the page's own metadata for the rest."""

from __future__ import annotations

from htmldate import find_date
from lxml.etree import LxmlError
from lxml.html import HtmlElement
from trafilatura import extract
from trafilatura.utils import load_html

from tawatur.errors import InputError
from tawatur.ingest.furniture import load_furniture
from tawatur.ingest.pagemeta import PageMeta
from tawatur.ingest.record import Record

_LONGER = 2
"""A text carried in the metadata is taken where it is so many times longer than the visible one."""


def page(html: str, url: str | None = None) -> Record:
    """The article of an HTML page that came from `url`; raises InputError where the page has none."""
    try:
        tree: HtmlElement | None = load_html(html)
        if tree is None or len(tree) == 0:
            raise InputError("text.no_article")
        text = extract(html, url=url, include_comments=False) or ""
        return _record(tree, text, html, url)
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError) as fault:
        # the extractor's own stumbles over broken markup are many: none of them is a reason to stop a run
        raise InputError("text.no_article") from fault


def _record(tree: HtmlElement, text: str, html: str, url: str | None) -> Record:
    meta = PageMeta(tree, load_furniture())
    body = meta.body
    if body and len(body) > _LONGER * len(text):
        text = body
    if not text.strip():
        raise InputError("text.no_article")
    published, how = meta.published
    if published is None:
        # its extensive search, the default, finds dates that are none
        published = find_date(html, extensive_search=False, original_date=True, url=url)
        how = "htmldate"
    return Record(
        text=text,
        url=url or meta.address,
        outlet=meta.site,
        published=published,
        modified=meta.modified,
        how=how,
        title=meta.title,
        byline=meta.byline,
        signed=meta.signed,
        section=meta.section,
        language=meta.language,
        captions=meta.captions,
    )

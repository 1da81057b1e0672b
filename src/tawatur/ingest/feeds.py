"""Lists of articles: RSS and Atom feeds, OPML lists of feeds, sitemaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import feedparser
import msgspec
from lxml import etree

from tawatur.ingest.decode import decode
from tawatur.ingest.html import page
from tawatur.ingest.plain import fragment
from tawatur.ingest.record import Record
from tawatur.ingest.xmlsafe import local, parse, refuse_entities

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_FULL = 600
"""An entry's text of so many characters is the article; less is taken for a summary of it."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a feed: what it states of an article, and its text where it carries it whole."""

    key: str
    """What names the entry in its feed: its id, else its address, else its title; with the date of its last change,
    so that a changed entry is a new one."""
    record: Record
    """The entry as a record; its text is empty where the feed gives none."""
    whole: bool
    """Whether the text is the article and not a summary."""


class Feed(msgspec.Struct, frozen=True):
    """A feed's name for itself and its entries in their order."""

    title: str | None
    entries: tuple[Entry, ...]


def feed(data: bytes, name: str) -> Feed:
    """The feed in `data`; raises RefusedError where it declares entities. `name` is its file or address."""
    refuse_entities(data)
    # decoded here: feedparser believes declarations that the bytes contradict
    text = _DECLARATION.sub("", decode(data))
    parsed = feedparser.parse(text.encode("utf-8", "replace"), sanitize_html=False, resolve_relative_uris=False)
    title = _word(parsed.feed, "title")
    entries = []
    for number, item in enumerate(parsed.entries, 1):
        entry = _entry(item, name, number, title)
        if entry:
            entries.append(entry)
    return Feed(title, tuple(entries))


def _entry(item: feedparser.FeedParserDict, name: str, number: int, outlet: str | None) -> Entry | None:
    link, heading = _word(item, "link"), _word(item, "title")
    key = _word(item, "id") or link or heading
    if not key:
        return None
    bodies = [_word(part, "value") or "" for part in item.get("content", [])] + [item.get("summary") or ""]
    html = max(bodies, key=len)
    text, captions = fragment(html) if "<" in html else (html, ())
    record = Record(
        text=text,
        path=f"{name}#{number}",
        url=link if link and link.startswith(("http://", "https://")) else None,
        outlet=outlet,
        published=_word(item, "published") or _word(item, "updated"),
        modified=_word(item, "updated"),
        how="feed",
        title=fragment(heading)[0] if heading and "<" in heading else heading,
        byline=_word(item, "author"),
        section=_word(item["tags"][0], "term") if item.get("tags") else None,
        captions=captions,
    )
    updated = _word(item, "updated")
    return Entry(key=f"{key} {updated}" if updated else key, record=record, whole=len(text) >= _FULL)


def joined(entry: Record, html: str, url: str) -> Record:
    """The record of an entry's page; what the page does not say the feed does."""
    seen = page(html, url)
    return msgspec.structs.replace(
        seen,
        path=url,
        outlet=seen.outlet or entry.outlet,
        published=seen.published or entry.published,
        how=seen.how if seen.published else entry.how,
        title=seen.title or entry.title,
        byline=seen.byline or entry.byline,
        section=seen.section or entry.section,
    )


def opml(data: bytes) -> tuple[str, ...]:
    """The addresses of the feeds of an OPML list, in order, each once."""
    addresses = (
        element.get("xmlUrl") or element.get("xmlurl") for element in parse(data).iter() if local(element) == "outline"
    )
    return tuple(dict.fromkeys(address.strip() for address in addresses if address and address.strip()))


def sitemap(data: bytes) -> tuple[bool, tuple[str, ...]]:
    """Whether a sitemap is an index of sitemaps, and the addresses that it lists."""
    root = parse(data)
    kind = "sitemap" if local(root) == "sitemapindex" else "url"
    return kind == "sitemap", tuple(dict.fromkeys(_locations(root, kind)))


def _locations(root: object, kind: str) -> Iterator[str]:
    for element in cast(etree._Element, root):
        if local(element) == kind:
            for child in element:
                if local(child) == "loc" and child.text and child.text.strip():
                    yield child.text.strip()


def _word(item: feedparser.FeedParserDict, key: str) -> str | None:
    # not item.get: feedparser takes "published" for "updated" there, and warns
    value = dict.get(item, key)
    return value.strip() or None if isinstance(value, str) else None

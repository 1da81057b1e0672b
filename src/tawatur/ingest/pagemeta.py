"""What a page states of its article: JSON-LD first, then meta elements, then marked elements that readers see."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import cast

from lxml.html import HtmlElement

from tawatur.ingest.dates import visible
from tawatur.ingest.furniture import Furniture

Json = Mapping[str, object]

_ARTICLE_TYPES = re.compile(
    r"(?:NewsArticle|Article|ReportageNewsArticle|BlogPosting|LiveBlogPosting|Report|OpinionNewsArticle)$"
)
_SIGNED = re.compile(r"byline|author|source|writer|agency|credit|journalist", re.IGNORECASE)
_DATED = re.compile(r"date|time|publish|updated", re.IGNORECASE)
_MODIFIED = re.compile(r"modif|updat", re.IGNORECASE)
_NOT_ARTICLE = re.compile(r"related|comment|sidebar|footer|most|recommend|trending|widget", re.IGNORECASE)
_SHORT = 120
_SPACE = re.compile(r"\s+")


class PageMeta:
    """The metadata of one page, each asked for by name; None where the page is silent."""

    def __init__(self, tree: HtmlElement, furniture: Furniture) -> None:
        self._tree = tree
        self._furniture = furniture
        self._ld = _article_object(tree)
        self._meta = _meta(tree)

    @property
    def title(self) -> str | None:
        """The headline: of the JSON-LD, of the sharing card, of the page's one first-degree heading."""
        headings = [text for text in map(_text, self._tree.iter("h1")) if text]
        return (
            _words(self._ld.get("headline"))
            or self._meta.get("og:title")
            or (headings[0] if len(headings) == 1 else None)
            or self._meta.get("twitter:title")
            or next(filter(None, map(_text, self._tree.iter("title"))), None)
        )

    @property
    def site(self) -> str | None:
        """The outlet as the page names it."""
        return _name(self._ld.get("publisher")) or self._meta.get("og:site_name") or self._meta.get("application-name")

    @property
    def byline(self) -> str | None:
        """Who signs."""
        named = _name(self._ld.get("author")) or self._meta.get("article:author") or self._meta.get("author")
        return named if named and not named.startswith("http") else None

    @property
    def signed(self) -> tuple[str, ...]:
        """The short texts of elements that the page marks as byline or source."""
        return tuple(dict.fromkeys(text for element, text in self._marked(_SIGNED) if len(text) <= _SHORT))

    @property
    def section(self) -> str | None:
        """The section it stands in."""
        return _words(self._ld.get("articleSection")) or self._meta.get("article:section")

    @property
    def published(self) -> tuple[str | None, str]:
        """The date of publication in the page's own words, and what says so."""
        stated = _words(self._ld.get("datePublished"))
        if stated:
            return stated, "json-ld"
        for key in (
            "article:published_time",
            "datepublished",
            "publishdate",
            "pubdate",
            "dc.date.issued",
            "dc.date",
            "date",
        ):
            if self._meta.get(key):
                return self._meta[key], "meta"
        for element in self._tree.iter("time"):
            moment = element.get("datetime")
            if moment and not _MODIFIED.search(_label(element)) and not _aside(element):
                return moment, "time element"
        for element, text in self._marked(_DATED):
            day = visible(self._furniture.fold(text), self._furniture) if len(text) <= _SHORT else None
            if day and not _MODIFIED.search(_label(element)):
                return day.isoformat(), "visible date line"
        return None, "page"

    @property
    def modified(self) -> str | None:
        """The date of the last change, in the page's own words."""
        return (
            _words(self._ld.get("dateModified"))
            or self._meta.get("article:modified_time")
            or self._meta.get("og:updated_time")
        )

    @property
    def address(self) -> str | None:
        """The address that the page gives as its own."""
        for link in self._tree.iter("link"):
            if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
                return cast(str, link.get("href"))
        return self._meta.get("og:url")

    @property
    def language(self) -> str | None:
        """The two letters of the language that the page states."""
        for element in self._tree.iter("html"):
            stated = (element.get("lang") or "").split("-")[0].lower()
            if re.fullmatch(r"[a-z]{2}", stated):
                return stated
        return None

    @property
    def body(self) -> str | None:
        """The text that the JSON-LD carries, for pages that only show it by script."""
        text = self._ld.get("articleBody")
        return text.strip() if isinstance(text, str) and text.strip() else None

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions of the page's pictures, the lead picture's first."""
        found = [text for text in map(_text, self._tree.iter("figcaption")) if text]
        return tuple(dict.fromkeys(found))

    def _marked(self, label: re.Pattern[str]) -> Iterator[tuple[HtmlElement, str]]:
        for element in self._tree.iter("time", "span", "div", "p", "li", "a", "address", "small", "strong"):
            if label.search(_label(element)) and not _aside(element):
                text = _text(element)
                if text:
                    yield element, text


def _article_object(tree: HtmlElement) -> Json:
    """The first JSON-LD object that is an article; empty where the page has none that can be read."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(data):
            types = found.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names):
                return found
    return {}


def _objects(data: object, depth: int = 0) -> Iterator[Json]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = _SPACE.sub(" ", element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _words(value: object) -> str | None:
    if isinstance(value, list):
        value = next((part for part in value if isinstance(part, str)), None)
    return _SPACE.sub(" ", unescape(value)).strip() or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_name, value) if name]
        return "\u060c ".join(names) or None
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


def _text(element: HtmlElement) -> str:
    return _SPACE.sub(" ", " ".join(cast(list[str], element.xpath(".//text()[not(ancestor::script)]")))).strip()


def _label(element: HtmlElement) -> str:
    return " ".join(
        filter(None, (element.get("class"), element.get("id"), element.get("itemprop"), element.get("rel")))
    )


def _aside(element: HtmlElement) -> bool:
    """Whether an element belongs to another story or to a comment."""
    return any(
        above.tag in ("aside", "footer", "nav")
        or (isinstance(above.tag, str) and bool(_NOT_ARTICLE.search(_label(above))))
        for above in [element, *element.iterancestors()]
        if above.tag not in ("body", "html")
    )

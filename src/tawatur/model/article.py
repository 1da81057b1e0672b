"""An article: one published text."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tawatur.model.ids import content_id
from tawatur.model.span import Span


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When an article was published, as an interval of days that both ends belong to.

    `stated` is true where the page or its sidecar says so; otherwise the interval was inferred and `how` says from
    what. Both days are null where nothing is known: a date is never invented.
    """

    earliest: date | None = None
    latest: date | None = None
    stated: bool = False
    how: str = "unknown"
    reasons: tuple[str, ...] = ()
    time: str | None = None
    """The stated moment in ISO 8601, where the source gives more than the day."""

    @property
    def day(self) -> date | None:
        """The one day of publication, where it is known to the day."""
        return self.earliest if self.earliest == self.latest else None


class Caption(msgspec.Struct, frozen=True):
    """A picture's caption: kept apart from the text, never read for marks."""

    text: str


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One published text: its clean text and what is known of it.

    `text` is the title, then the paragraphs, each set off by an empty line. It keeps the characters as they stood:
    cleaning only drops whole lines (and a leading dateline) and outer white space. All spans count code points in it.
    """

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    credit: str | None = None
    """Whom the text is credited to (an agency, another paper), as it stood in byline, dateline or last line."""
    dateline: str | None = None
    section: str | None = None
    published: Published = Published()
    modified: date | None = None
    language: str = "ar"
    captions: tuple[Caption, ...] = ()
    dropped: tuple[str, ...] = ()
    """The lines of the source that were taken for site furniture, in order: nothing vanishes without a trace."""

    @property
    def title_span(self) -> Span | None:
        """Where the title stands in the text, if it does."""
        if self.title and self.text.startswith(self.title):
            return Span(0, len(self.title))
        return None


Form = Literal["text", "html", "jsonl", "feed", "warc", "pdf", "eml", "url"]


def article_id(*, text: str, url: str | None, outlet: str | None) -> str:
    """The article's name: what was published (the clean text), where (URL), by whom (outlet).

    The file it was read from is no part of it: the same article from two folders is one article, while one agency
    text under three outlets' names is three.
    """
    return content_id("article", text, url, outlet)

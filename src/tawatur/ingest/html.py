"""A web page becomes a record: trafilatura's default mode for the text, the page's own metadata for the rest."""

from __future__ import annotations

from typing import cast

from tawatur.errors import InputError
from tawatur.ingest.record import Record


def page(html: str, url: str | None = None) -> Record:
    """The article of an HTML page; raises InputError where the page has none."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        html,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found = cast(Document | None, found)
    text = found.text if found is not None else None
    if found is None or not text or not text.strip():
        raise InputError("this page holds no article text; give the page of one article")
    return Record(
        text=text,
        url=url or found.url,
        outlet=found.sitename,
        published=found.date,
        how="page",
        title=found.title,
        byline=found.author,
        language=found.language,
    )

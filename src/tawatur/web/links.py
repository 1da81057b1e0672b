"""Where things stand on the desk: the permanent links."""

from __future__ import annotations

from urllib.parse import quote as quoted
from urllib.parse import urlencode

from tawatur.dossier.html import words_id
from tawatur.dossier.material import Quote


class DeskLinks:
    """Links of the desk's pages; the one-file dossier has its own of the same shape."""

    def words(self, quote: Quote) -> str:
        """The place of a quotation in its article."""
        place = f"{quote.span.start}-{quote.span.end}"
        return f"/articles/{quote.article}?words={place}#{words_id(quote.article, quote.span)}"

    def article(self, article: str) -> str:
        """An article."""
        return f"/articles/{quoted(article, safe='')}"

    def item(self, item: str) -> str:
        """A claim, dispute, series, track or mark: it leads to the page that shows it."""
        return f"/i/{quoted(item, safe='')}"

    def question(self, item: str) -> str:
        """Who stood where on a dispute or claim."""
        return f"/positions/{quoted(item, safe='')}"

    def asked(self, words: str) -> str:
        """Who stood where on some words."""
        return "/positions?" + urlencode({"q": words})

    def compare(self, one: str, other: str) -> str | None:
        """Two texts with their differences marked."""
        return f"{self.article(one)}/compare/{quoted(other, safe='')}"

    def unnamed(self) -> str:
        """What was said by those who spoke without a name."""
        return "/statements?named=no"

    def page(self, page: str) -> str:
        """A page of the desk."""
        return "/" if page == "overview" else f"/{page}"

    def speaker(self, name: str) -> str | None:
        """What one speaker said."""
        return "/statements?" + urlencode({"speaker": name})

"""A citation to copy: outlet, title, date, quotation, span and the hash of the text that the span counts in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tawatur.dossier.labels import Language, label
from tawatur.dossier.material import Material, Quote
from tawatur.dossier.shown import day_text, shortened
from tawatur.dossier.views.story import AccountRow

_LONGEST = 4000
"""Characters of one quotation that a citation holds; the span names all of it."""


def citation(material: Material, quotes: Sequence[Quote], speaker: str | None, language: Language) -> str:
    """One line that names the words so that anybody can find and check them; the quotes are of one article."""
    first = quotes[0]
    said = " … ".join(" ".join(shortened(quote.text, _LONGEST).split()) for quote in quotes)
    spans = ", ".join(f"{quote.span.start}-{quote.span.end}" for quote in quotes)
    outlet = first.outlet or label("unknown_outlet", language)
    parts = [
        f"{speaker}: «{said}»" if speaker else f"«{said}»",
        f"{outlet}, «{first.title}»" if first.title else outlet,
        day_text(first.published.earliest, first.published.latest),
        *([first.url] if first.url else []),
        f"{label('cited_span', language)} {spans}, sha256:{material.hash_of(first.article)}",
    ]
    return " — ".join(parts)


def citations(material: Material, accounts: Iterable[AccountRow], language: Language) -> str:
    """The citations of several accounts, a line each."""
    return "\n".join(citation(material, account.quotes, account.speaker, language) for account in accounts)

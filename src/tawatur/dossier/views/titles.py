"""What a claim or a track is headed by: the fullest whole wording among its accounts, never a bare fragment.

Every title is an article's own words. A wording is whole where its first word opens a sentence, a clause or what
somebody said, and its last word closes one; what is cut out of the middle of a sentence reads like a torn scrap.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from tawatur.dossier.material import Material, Quote
from tawatur.model.story import Claim, Stance, Track, TrackPoint

_ENOUGH = 6
"""Words that tell who did what; of two whole wordings of as many, the longer is no better a title."""

_PROMISING = frozenset({"planned", "agreed", "announced"})
_PAIRS = (("«", "»"), ("“", "”"), ('"', '"'), ("(", ")"), ("[", "]"))

_Rank = tuple[float, ...]


def claim_title(material: Material, claim: Claim) -> str:
    """The words that head a claim: its gist, but where another account that asserts it is whole and says more."""
    best: tuple[_Rank, str] | None = None
    for account in claim.accounts:
        if account.article not in material.articles:
            continue
        for span in account.spans:
            quote = material.quote(account.article, span)
            rank = (*_fullness(quote, said=account.speaker is not None), quote.text == claim.gist)
            rank = (account.stance == _ASSERTS, *rank)
            if best is None or rank > best[0]:
                best = rank, closed(quote)
    return best[1] if best else claim.gist


_ASSERTS: Stance = "asserts"


def track_title(material: Material, track: Track) -> tuple[str, str]:
    """Who is heard in the title of a track (empty: an outlet itself) and the words that head it.

    Words that promise something for a day to come stand before words that deny, postpone or report it; among equals
    those that share most with what the other reports say.
    """
    points = [point for point in track.points if point.article in material.articles]
    if not points:
        return track.who, track.what
    quotes = [material.quote(point.article, point.span) for point in points]
    shared = Counter(word for quote in quotes for word in _words(quote.text))
    common = [
        sum(shared[word] - 1 for word in _words(quote.text)) / max(1, len(quote.text.split())) for quote in quotes
    ]
    most = max(common) or 1

    def rank(number: int) -> _Rank:
        point, quote = points[number], quotes[number]
        whole, full = _fullness(quote, said=point.according_to is not None)
        weight = whole / 2 + full / _ENOUGH + common[number] / most
        return (point.status in _PROMISING, _ahead(point), weight, quote.text == track.what, -number)

    best = max(range(len(points)), key=rank)
    return material.actor_name(points[best].according_to) or "", closed(quotes[best])


def closed(quote: Quote) -> str:
    """The quotation with the mark or bracket that it opens and the text closes right behind it, or the other way."""
    text = quote.text
    for start, end in _PAIRS:
        odd = text.count(start) % 2 if start == end else text.count(start) - text.count(end)
        if odd > 0 and quote.suffix.startswith(end):
            return text + end
        if odd and quote.prefix.endswith(start):
            return start + text
    return text


def _fullness(quote: Quote, *, said: bool) -> _Rank:
    """How whole a wording is and how much it tells."""
    opens = said or _breaks(quote.prefix[::-1])
    return opens + _breaks(quote.suffix), min(_ENOUGH, len(quote.text.split()))


def _breaks(after: str) -> bool:
    """Whether a sentence or clause breaks before what comes next: at a line's end, or at a mark that is no opening one."""
    for character in after:
        if character == "\n":
            return True
        if character.isspace():
            continue
        kind = unicodedata.category(character)
        return kind.startswith("P") and kind not in ("Ps", "Pi")
    return True


def _ahead(point: TrackPoint) -> bool:
    """Whether a report names a day that was not yet over when it was published."""
    if point.deadline is None or point.deadline.latest is None:
        return False
    return point.reported.earliest is None or point.deadline.latest >= point.reported.earliest


def _words(text: str) -> set[str]:
    return {"".join(c for c in word if c.isalnum()) for word in text.split()} - {""}

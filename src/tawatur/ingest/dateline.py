"""The dateline in front of a first paragraph: the place, the agency and a dash, before the sentence begins."""

from __future__ import annotations

import re

from tawatur.ingest import dates
from tawatur.ingest.credits import Signature, signature
from tawatur.ingest.furniture import Furniture

_DIGIT = re.compile(r"\d")
_AGENCY = re.compile(
    r"(?P<head>[^()\n.:\u060c]{2,45}(?:\u060c[^()\n.:]{2,40})?\([^()\n]{2,25}\))\s*(?:--+|[-–—]|\u0640+)\s*(?=\S)"
)
"""Place and agency in brackets before a dash: a dateline whoever they are."""
_REST = 50
"""So many characters of a sentence must be left."""


def split_dateline(paragraph: str, furniture: Furniture, own: str | None) -> tuple[str | None, str]:
    """The leading dateline of a paragraph and the paragraph without it; (None, paragraph) where it has none.

    A dateline that holds a date stays in the text, for it is read as one; it is returned all the same.
    """
    shaped = _AGENCY.match(paragraph) or _place_and_day(paragraph, furniture)
    if shaped and len(paragraph) - shaped.end() >= _REST:
        head = shaped.group("head").strip()
        return head, paragraph if _DIGIT.search(head) else paragraph[shaped.end() :]
    best: tuple[str, int] | None = None
    for end in _marks(paragraph):
        head = paragraph[: end[0]].strip()
        rest = paragraph[end[1] :]
        if len(rest) < _REST:
            continue
        signed = signature(head, furniture, own)
        if signed and _is_dateline(signed, paragraph[end[0] : end[1]], rest):
            best = (head, end[1])
    if best is None:
        return None, paragraph
    head, cut = best
    return (head, paragraph) if _DIGIT.search(head) else (head, paragraph[cut:])


def _place_and_day(paragraph: str, furniture: Furniture) -> re.Match[str] | None:
    """A place of up to three words and a day before a dash."""
    shaped = _DAY.match(paragraph)
    return shaped if shaped and dates.has_day(furniture.fold(shaped.group("head")), furniture) else None


_DAY = re.compile(r"(?P<head>[^\W\d_]+(?: [^\W\d_]+){0,2} \d{1,2}[ /][^\d\n.]{2,30}(?:\d{4})?)\s*[-–—]+\s*(?=\S)")
_MARK = re.compile(r"\s*(?:--+|\u0640\u0640+|[-–—])\s*|\s+\u0640\s+|\s*/\s*|\s*:\s+")
_DASH = re.compile(r"[-–—\u0640]")


def _marks(paragraph: str) -> list[tuple[int, int]]:
    """Where a dateline could end: the marks within the first characters, with the space around them."""
    return [found.span() for found in _MARK.finditer(paragraph, 2, 90)]


def _is_dateline(signed: Signature, mark: str, rest: str) -> bool:
    """Whether the parts before a mark are a dateline: places, with an outlet or before a dash, and hardly any else."""
    if signed.others and not all(_is_plain_date(part) for part in signed.others):
        return False
    named = signed.outlets or signed.generic
    if named and (signed.places or "/" in mark or _DASH.search(mark)):
        # "agency: ..." and "newspaper - ..." without a place may be a sentence about it
        return bool(signed.places) or "/" in mark or any("(" + part + ")" in signed.line for part in named)
    # a place alone: only before a dash that no second one closes, as in an aside
    return bool(signed.places) and bool(_DASH.search(mark)) and not re.search(r"\s[-–—]\s", rest[:160])


def _is_plain_date(part: str) -> bool:
    return bool(re.fullmatch(r"[\d\s./]+|\d{1,2}\s+\D{3,25}(?:\d{4})?", part.strip()))

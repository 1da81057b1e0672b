"""PDF, as well as it goes: its text where that is whole, a refusal where the letters come out scrambled."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import cast

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tawatur.errors import InputError
from tawatur.ingest.plain import unwrapped
from tawatur.ingest.record import Record
from tawatur.language.resources import pack_folding, pack_table

_PAGES = 200
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 30
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_NUMBER = re.compile(r"\d+")
_HANGING = re.compile(r"(?:[^\W\d_]{3,}|[^\W\d_][.\u060c\u061b:])\d+(?=\s+[^\W\d_])")
_HANGING_SHARE = 0.1


def record(data: bytes, name: str) -> Record:
    """The article of a PDF; raises InputError where it cannot be read or its text cannot be trusted."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise InputError("pdf.locked")
        if len(reader.pages) > _PAGES:
            raise InputError("pdf.pages", limit=_PAGES)
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        stated = reader.metadata
        created = stated.creation_date if stated else None
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError) as fault:
        # pypdf meets damaged files with all of these
        raise InputError("pdf.damaged") from fault
    text = _letters(text)
    check(text)
    return Record(text=unwrapped(text), path=name, modified=created.date().isoformat() if created else None, how="pdf")


def _letters(text: str) -> str:
    """The text with letters in place of their positional shapes: a PDF stores what is drawn, not what was written."""
    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def check(text: str) -> None:
    """Raise InputError where a text looks like letters out of order: reversed, torn apart or without words.

    Measured by the definite article: in Arabic text about a quarter of the words begin with it, and in reversed text
    as many end with its mirror image. Numbers that hang on the word before them show that the runs of a line were
    put together in the order in which they stand on the page, not the one in which they are read.
    """
    numbers = len(_NUMBER.findall(text))
    if len(_HANGING.findall(text)) > _HANGING_SHARE * numbers:
        raise InputError("pdf.order")
    words = [
        word for word in _WORD.findall(pack_folding().full(unicodedata.normalize("NFKC", text))) if not word.isascii()
    ]
    if len(words) < _FEWEST:
        raise InputError("pdf.scan")
    article = str(cast(dict[str, object], pack_table("pack")["clitics"])["article"])
    opening = sum(1 for word in words if word.startswith(article) and len(word) > 3)
    mirrored = sum(1 for word in words if word.endswith(article[::-1]) and len(word) > 3)
    torn = sum(1 for word in words if len(word) == 1)
    if mirrored > opening or opening < 0.04 * len(words) or torn > 0.4 * len(words):
        raise InputError("pdf.scrambled")

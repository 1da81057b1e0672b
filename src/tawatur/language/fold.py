"""The folded view: one spelling for what readers take as one word, with an exact way back to the text.

What is folded is data of the pack (`fold.toml`). Folded text is for matching alone and is never stored as evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tawatur.model.span import Span

_PRESENTED = "\ufb50-\ufdff\ufe70-\ufefc"
"""Presentation forms and ligatures: characters for how letters look, several letters in one at times."""
_PRESENTATION = re.compile(f"[{_PRESENTED}]")


@dataclass(frozen=True)
class Folded:
    """A folded text; ``origin[i]`` is the place in the source of its character ``i``.

    ``origin`` has one more element than the text: the end of the source.
    """

    text: str
    origin: tuple[int, ...]

    def back(self, start: int, end: int) -> Span:
        """The source span of the folded characters ``[start, end)``, marks that were dropped inside it included.

        Characters dropped at its two edges (a tatweel before, a vowel sign after) are left out, save signs that
        stand on the last character itself.
        """
        return Span(self.origin[start], max(self.origin[end - 1] + 1, self._end_of(end)))

    def _end_of(self, end: int) -> int:
        # signs sit behind the letter they belong to: the span runs up to the next kept character that touches them
        last, following = self.origin[end - 1], self.origin[end]
        return following if following == last + 1 else last + 1


class Folding:
    """A pack's folding, light and full; both are total: any string folds.

    `light` keeps letter variants (hamza seats, final forms) apart and only takes off what is never a letter of its
    own; `full` joins the variants too.
    """

    def __init__(self, light: Mapping[str, str], full: Mapping[str, str]) -> None:
        self._light = {ord(k): v for k, v in light.items()}
        self._full = {**self._light, **{ord(k): v for k, v in full.items()}}
        self._joined = {ord(k): v for k, v in full.items()}
        self._uneven_light, self._uneven_full = _uneven(self._light), _uneven(self._full)

    def light(self, text: str) -> str:
        """The text without vowel signs, tatweel and presentation forms, digits as ASCII."""
        return self._compatible(text).translate(self._light)

    def full(self, text: str) -> str:
        """The text as it is matched: `light`, and letter variants joined."""
        return self._compatible(text).translate(self._full)

    def join(self, light: str) -> str:
        """The full fold of a text that `light` has folded already."""
        return light.translate(self._joined)

    def mapped(self, text: str, *, full: bool = True) -> Folded:
        """The folded text together with the way back."""
        table, uneven = (self._full, self._uneven_full) if full else (self._light, self._uneven_light)
        out: list[str] = []
        origin: list[int] = []
        done = 0
        # between the characters that fold to none or to several, places run side by side
        for found in uneven.finditer(text):
            place = found.start()
            out.append(text[done:place].translate(table))
            origin.extend(range(done, place))
            folded = self._compatible(text[place]).translate(table)
            out.append(folded)
            origin.extend([place] * len(folded))
            done = place + 1
        out.append(text[done:].translate(table))
        origin.extend(range(done, len(text) + 1))
        return Folded("".join(out), tuple(origin))

    @staticmethod
    def _compatible(text: str) -> str:
        # presentation forms and ligatures come apart; everything else keeps its own code point
        if text.isascii() or not _PRESENTATION.search(text):
            return text
        return _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]).strip(), text)


def _uneven(table: Mapping[int, str]) -> re.Pattern[str]:
    """The characters that a table folds to nothing or to several, presentation forms with them."""
    listed = "".join(re.escape(chr(code)) for code, folded in table.items() if len(folded) != 1)
    return re.compile(f"[{listed}{_PRESENTED}]")


@dataclass(frozen=True)
class FoldTable:
    """The two tables of a pack's `fold.toml`, checked."""

    light: Mapping[str, str]
    full: Mapping[str, str]

    @cached_property
    def folding(self) -> Folding:
        """The folding that these tables make."""
        return Folding(self.light, self.full)

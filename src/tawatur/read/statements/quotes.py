"""Quotation marks paired as real pages write them: reversed, unbalanced, reopened at each paragraph."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import msgspec

from tawatur.read.units import Analysis


class Quote(msgspec.Struct, frozen=True, gc=False):
    """One pair of quotation marks by unit index: the inside is ``[first, last)``, the marks stand around it."""

    first: int
    last: int
    closed: bool
    outer: int
    """The index, in the list of quotes, of the quote around it; -1 where there is none."""


@dataclass(frozen=True)
class Quotes:
    """All quotes of an article."""

    all: tuple[Quote, ...]
    opens: dict[int, int]
    """By the index of the opening mark: the quote's place in `all`."""
    closes: dict[int, int]
    """By the index of the closing mark."""
    within: tuple[int, ...]
    """For each unit the innermost quote around it, -1 outside."""

    def at(self, index: int) -> Quote | None:
        """The quote whose opening mark is this unit."""
        found = self.opens.get(index)
        return None if found is None else self.all[found]

    def ending(self, index: int) -> Quote | None:
        """The quote whose closing mark is this unit."""
        found = self.closes.get(index)
        return None if found is None else self.all[found]

    def around(self, index: int) -> Quote | None:
        """The innermost quote around a unit."""
        found = self.within[index] if 0 <= index < len(self.within) else -1
        return None if found < 0 else self.all[found]


class _Open(msgspec.Struct, gc=False):
    index: int
    family: str
    number: int = -1


def pair_quotes(analysis: Analysis) -> Quotes:
    """The quotes of an article, paragraph by paragraph; an unclosed one runs to its paragraph's end."""
    spans: list[tuple[int, int, bool]] = []
    marks = analysis.alphabet
    opening, closing, straight = (marks.having.get(cls, frozenset()) for cls in ("open", "close", "straight"))
    any_mark = opening | closing | straight
    symbols = analysis.signs
    left_open = -2  # the end of a paragraph whose quotation is not closed in it
    every = [index for index, sign in enumerate(symbols) if sign in any_mark]
    for paragraph in analysis.paragraphs if every else ():
        places = every[bisect_left(every, paragraph.start) : bisect_left(every, paragraph.stop)]
        if not places:
            continue
        stack: list[_Open] = []
        if symbols[places[0]] in closing and left_open == paragraph.start - 1:
            stack.append(_Open(left_open, "paired"))  # the quotation runs on, and is closed here
        for place, index in enumerate(places):
            symbol = symbols[index]
            if symbol in straight:
                _straight(analysis, index, places[place + 1 :], stack, spans)
            elif symbol in opening:
                if stack and (stack[-1].family == "reversed" or _looks_closing(analysis, index)):
                    spans.append((stack.pop().index, index, True))
                else:
                    stack.append(_Open(index, "paired"))
            else:
                _closing(analysis, index, stack, spans)
        left_open = paragraph.stop if any(left.family == "paired" for left in stack) else -2
        spans.extend((left.index, paragraph.stop, False) for left in stack)
    return _laid_out(sorted(spans), len(symbols))


def _looks_closing(analysis: Analysis, index: int) -> bool:
    """Whether an opening mark stands where a closing one would: right behind a word, with none right behind it."""
    after = analysis.units[index + 1] if index + 1 < len(analysis.units) else None
    free = after is None or after.space or analysis.has(index + 1, "mark") or analysis.has(index + 1, "break")
    return not analysis.units[index].space and analysis.has(index - 1, "word") and free


def _straight(
    analysis: Analysis, index: int, later: list[int], stack: list[_Open], spans: list[tuple[int, int, bool]]
) -> None:
    """A mark with one shape for both ends: it closes where one is open, unless it plainly opens another."""
    here = analysis.units[index]
    after = analysis.units[index + 1] if index + 1 < len(analysis.units) else None
    opens = here.space and after is not None and not after.space and len(after.key) > 1
    if stack and stack[-1].family == "straight" and not (opens and later and index - stack[-1].index > 1):
        spans.append((stack.pop().index, index, True))
    else:
        stack.append(_Open(index, "straight"))


def _closing(analysis: Analysis, index: int, stack: list[_Open], spans: list[tuple[int, int, bool]]) -> None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].family != "straight":
            spans.extend((left.index, index, False) for left in stack[depth + 1 :])
            spans.append((stack[depth].index, index, True))
            del stack[depth:]
            return
    here, before = analysis.units[index], analysis.units[index - 1] if index else None
    after = analysis.units[index + 1] if index + 1 < len(analysis.units) else None
    touches = after is not None and not after.space
    if touches and (
        here.space or before is None or analysis.has(index - 1, "clitic") or analysis.has(index - 1, "mark")
    ):
        stack.append(_Open(index, "reversed"))


def _laid_out(spans: list[tuple[int, int, bool]], count: int) -> Quotes:
    within = [-1] * count
    quotes: list[Quote] = []
    for mark, last, closed in spans:
        outer = within[mark]
        number = len(quotes)
        quotes.append(Quote(mark + 1, last, closed, outer))
        for index in range(mark + 1, last):
            within[index] = number
    opens = {quote.first - 1: number for number, quote in enumerate(quotes)}
    closes = {quote.last: number for number, quote in enumerate(quotes) if quote.closed}
    return Quotes(tuple(quotes), opens, closes, tuple(within))

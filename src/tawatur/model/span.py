"""A span: a place in one article's clean text."""

from __future__ import annotations

import msgspec


class SpanError(ValueError):
    """A span does not fit the text that it is said to come from."""


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """The half-open interval ``[start, end)`` in Unicode code points of one article's clean text.

    A span never owns text: the words are always cut from the article, so that they cannot drift apart.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"a span must have 0 <= start < end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span | int) -> bool:
        if isinstance(other, int):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def cut(self, text: str) -> str:
        """The words of this span; raises SpanError where the text is too short for it."""
        if self.end > len(text):
            raise SpanError(f"the span {self.start}..{self.end} runs past the end of a text of {len(text)} characters")
        return text[self.start : self.end]


def check_quote(text: str, span: Span, quoted: str) -> Span:
    """The span, if it holds just the quoted words; a span that does not fit is an error, never a guess."""
    found = span.cut(text)
    if found != quoted:
        raise SpanError(f"the span {span.start}..{span.end} holds {found!r}, not {quoted!r}")
    return span


def trimmed(text: str, start: int, end: int, strip: str = "") -> Span | None:
    """The span of ``text[start:end]`` without outer white space and without the characters of `strip`.

    None where nothing is left.
    """
    while start < end and (text[start].isspace() or text[start] in strip):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in strip):
        end -= 1
    return Span(start, end) if start < end else None

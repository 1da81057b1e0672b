"""A text cut at the edges of its marks, so that a page can highlight marks that overlap without ever nesting tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tawatur.model.article import Article
from tawatur.model.marks import Commitment, Event, Figure, Name, Statement, Time
from tawatur.model.reading import Reading
from tawatur.model.span import Span


@dataclass(frozen=True)
class Role:
    """What a stretch of text is to a mark: the cue, source or content of a statement, a trigger, a figure."""

    mark: str
    kind: str
    part: str


@dataclass(frozen=True)
class Segment:
    """A stretch of text all of whose characters have the same roles."""

    span: Span
    text: str
    roles: tuple[Role, ...]
    starting: tuple[Span, ...] = ()
    """The spans that begin here: each can be linked to."""


def roles_of(reading: Reading) -> Iterator[tuple[Span, Role]]:
    """Every span of a reading with what it is."""
    for mark in reading.marks():
        match mark:
            case Statement():
                yield mark.cue, Role(mark.id, "statement", "cue")
                if mark.source:
                    yield mark.source, Role(mark.id, "statement", "source")
                for content in mark.contents:
                    yield content, Role(mark.id, "statement", "content")
                for hop in mark.chain:
                    yield hop.span, Role(mark.id, "statement", "hop")
            case Time():
                yield mark.span, Role(mark.id, "time", "text")
            case Figure():
                yield mark.span, Role(mark.id, "figure", "text")
                if mark.counted:
                    yield mark.counted, Role(mark.id, "figure", "counted")
            case Name():
                yield mark.span, Role(mark.id, "name", mark.kind)
            case Event():
                yield mark.trigger, Role(mark.id, "event", "trigger")
            case Commitment():
                yield mark.span, Role(mark.id, "commitment", "text")
            case _:
                yield mark.reason, Role(mark.id, "cause", "reason")


_BLOCK = 4000
"""Characters after which a block of a long text ends at the next line, or at twice as many within a line."""


def block_edges(text: str) -> tuple[int, ...]:
    """Where a long text is cut into blocks, so that a browser need not lay out all of it at once."""
    edges, start = [], 0
    while len(text) - start > 2 * _BLOCK:
        line = text.find("\n", start + _BLOCK, start + 2 * _BLOCK)
        start = line + 1 if line >= 0 else start + 2 * _BLOCK
        edges.append(start)
    return tuple(edges)


def blocks(text: str, found: Iterable[Segment]) -> tuple[tuple[Segment, ...], ...]:
    """The segments of a text by block; segments are cut at the blocks' edges."""
    out: list[list[Segment]] = [[]]
    edges = [*block_edges(text), len(text) + 1]
    for segment in found:
        if segment.span.start >= edges[len(out) - 1]:
            out.append([])
        out[-1].append(segment)
    return tuple(tuple(block) for block in out)


def segments(article: Article, reading: Reading, extra: Iterable[tuple[Span, Role]] = ()) -> tuple[Segment, ...]:
    """The whole text in segments: joined, they are the text again. `extra` adds spans that are no marks."""
    text = article.text
    begins: dict[int, list[Role]] = defaultdict(list)
    starting: dict[int, set[Span]] = defaultdict(set)
    ends: dict[int, list[Role]] = defaultdict(list)
    for span, role in (*roles_of(reading), *extra):
        begins[span.start].append(role)
        starting[span.start].add(span)
        ends[span.end].append(role)
    edges = sorted({0, len(text), *begins, *ends, *block_edges(text)})
    open_roles: dict[Role, int] = {}
    out = []
    for start, end in pairwise(edges):
        for role in ends.get(start, ()):
            open_roles[role] -= 1
            if not open_roles[role]:
                del open_roles[role]
        for role in begins.get(start, ()):
            open_roles[role] = open_roles.get(role, 0) + 1
        span = Span(start, end)
        out.append(Segment(span, span.cut(text), tuple(open_roles), tuple(sorted(starting[start]))))
    return tuple(out)

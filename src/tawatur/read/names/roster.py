"""Who is known in one article, and who a noun phrase of it stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from tawatur.model.marks import Name
from tawatur.model.span import Span
from tawatur.read.names.draft import Text
from tawatur.read.names.resolve import resolve_phrase
from tawatur.read.names.resolved import Resolved
from tawatur.read.names.ties import Tie, holder, office_of, roles_of
from tawatur.read.units import Analysis

_NEAR = 6


class Roster:
    """The persons, bodies and groups of one article, with the forms they go by."""

    def __init__(self, analysis: Analysis, names: tuple[Name, ...]) -> None:
        self.analysis = analysis
        self.names = names
        self.text = Text.of(analysis)
        self._starts = [name.span.start for name in names]
        self._seen: dict[Span, Resolved] = {}

    # -- what is known ------------------------------------------------------------------------------------------

    def inside(self, span: Span) -> Iterator[Name]:
        """The name marks within a span, in the order of the text."""
        at = bisect_left(self._starts, span.start)
        while at < len(self.names) and self.names[at].span.start < span.end:
            if self.names[at].span.end <= span.end:
                yield self.names[at]
            at += 1

    def at(self, span: Span) -> Name | None:
        """The name mark that has just this span, or the widest one that lies within it; None where there is none."""
        return max(self.inside(span), key=lambda name: (len(name.span), -name.span.start), default=None)

    def canonical(self, what: Span | str) -> str | None:
        """The canonical name behind a span or a form that the article uses; None where it knows none."""
        if isinstance(what, Span):
            found = self.at(what)
            return found.actor if found else None
        return self._forms.get(self.analysis.pack.folding.full(what))

    @cached_property
    def persons(self) -> tuple[str, ...]:
        """The canonical names of all persons, in the order of their first mention."""
        return tuple(dict.fromkeys(name.actor for name in self.names if name.kind == "person"))

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Who carries which office in the article."""
        persons = set(self.persons)
        out: list[Tie] = []
        for name in self.names:
            if name.kind == "office" and name.actor in persons:
                first, last = self.range(name.span)
                office = office_of(self.text, first, last)
                if office is not None:
                    out.append(Tie(office, name.actor, name.span.start))
        return tuple(out)

    def holder(self, span: Span) -> str | None:
        """The person who carries the office that a span names ("the American president"); None where untold."""
        first, last = self.range(span)
        office = office_of(self.text, first, last) if last > first else None
        if office is None:
            return None
        tie = holder(office, self.ties, span.start, roles_of(self.analysis.pack), self._named_at)
        return tie.actor if tie else None

    @cached_property
    def _named_at(self) -> dict[str, list[int]]:
        """By person, the places where the name stands, in order."""
        out: dict[str, list[int]] = {}
        for name in self.names:
            if name.kind == "person":
                out.setdefault(name.actor, []).append(name.span.start)
        return out

    @cached_property
    def bodies_by_head(self) -> dict[str, list[int]]:
        """The places among the names of bodies and groups of several words: by the first word, and by the first two."""
        full, bare = self.analysis.pack.folding.full, self.text.words.bare
        bodies: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self.names):
            keys = [bare(key) for key in full(name.actor).split()] if name.kind in ("body", "group") else []
            if len(keys) > 1:
                bodies[keys[0]].append(place)
                bodies[f"{keys[0]} {keys[1]}"].append(place)
        return bodies

    @cached_property
    def source_places(self) -> tuple[int, ...]:
        """The units that are words for sources, professions and offices, in order."""
        bits = self.text.words.flags["source_noun people_noun profession office vague_source"]
        return tuple(at for at, mask in enumerate(self.text.masks) if mask & bits)

    @cached_property
    def _forms(self) -> dict[str, str]:
        full = self.analysis.pack.folding.full
        return {full(name.span.cut(self.analysis.text)): name.actor for name in self.names if name.kind != "office"}

    def range(self, span: Span) -> tuple[int, int]:
        """The units of a span, as a half-open range of indices."""
        first = bisect_left(self.analysis.starts, span.start)
        last = bisect_left(self.analysis.starts, span.end)
        return first, last

    # -- what a phrase stands for -------------------------------------------------------------------------------

    def resolve(self, source: Span, previous: str | None = None) -> Resolved:
        """Who the noun phrase at a span stands for. Total: what is not known stands for itself, unnamed.

        `previous` is the last speaker, for a document that names no issuer ("the statement added").
        """
        known = self._seen.get(source) if previous is None else None
        if known is None:
            known = resolve_phrase(self, source, previous)
            self._seen[source] = known
        return known

    def first_name_at(self, start: int, kinds: Sequence[str]) -> Name | None:
        """The widest name of some kinds that begins at a place in the text."""
        at = bisect_left(self._starts, start)
        found = None
        while at < len(self.names) and self.names[at].span.start == start:
            name = self.names[at]
            if name.kind in kinds and (found is None or len(name.span) > len(found.span)):
                found = name
            at += 1
        return found

    def covering(self, span: Span, kind: str) -> Name | None:
        """The name of a kind that a span is part of; None where there is none."""
        at = bisect_left(self._starts, span.start + 1)
        near = self.names[max(0, at - _NEAR) : at]
        return next((name for name in near if name.kind == kind and span in name.span), None)

    def before(self, start: int) -> Iterator[Name]:
        """The names before a place in the text, the nearest first."""
        at = bisect_left(self._starts, start)
        return (self.names[place] for place in range(at - 1, -1, -1))

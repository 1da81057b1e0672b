"""Who is known in one article, and who a noun phrase of it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tawatur.model.marks import Anonymous, Name
from tawatur.model.span import Span
from tawatur.model.trace import Step
from tawatur.read.units import Analysis

ResolvedKind = Literal["person", "body", "group", "place", "outlet", "document", "office", "anonymous", "people", "other"]


@dataclass(frozen=True)
class Resolved:
    """Who a source noun phrase stands for."""

    speaker: str
    """The canonical name: the fullest one of the article for a person, the body for its metonym, the issuer for a
    document; the phrase itself (indefinite, without relative clause) for a speaker without a name."""
    named: bool
    """Whether that is an identifiable person or body."""
    kind: ResolvedKind
    anonymous: Anonymous | None = None
    """What is told of a speaker who is not named; its `reason` is left to the statement."""
    name: Name | None = None
    """The name mark that it rests on, if one does."""
    through: str | None = None
    """The document (or spokesperson) that the speaker spoke through, as it stands: a "statement of X"."""
    steps: tuple[Step, ...] = ()
    """How it was resolved, for the trace."""


class Roster:
    """The persons, bodies and groups of one article, with the forms they go by."""

    def __init__(self, analysis: Analysis, names: tuple[Name, ...]) -> None:
        self.analysis = analysis
        self.names = names

    def at(self, span: Span) -> Name | None:
        """The name mark that has just this span, or the widest one that lies within it; None where there is none."""
        inside = list(self.inside(span))
        return max(inside, key=lambda name: (len(name.span), -name.span.start), default=None)

    def inside(self, span: Span) -> Iterator[Name]:
        """The name marks within a span, in the order of the text."""
        return (name for name in self.names if name.span in span)

    def canonical(self, what: Span | str) -> str | None:
        """The canonical name behind a span or a form that the article uses; None where it knows none."""
        if isinstance(what, Span):
            found = self.at(what)
            return found.actor if found else None
        return self._forms.get(self.analysis.pack.folding.full(what))

    def resolve(self, source: Span) -> Resolved:
        """Who the noun phrase at a span stands for. Total: what is not known stands for itself, unnamed."""
        found = self.at(source)
        text = source.cut(self.analysis.text)
        if found is not None:
            return Resolved(found.actor, named=True, kind="other", name=found)
        return Resolved(text, named=False, kind="anonymous", anonymous=Anonymous(description=text))

    @cached_property
    def _forms(self) -> dict[str, str]:
        full = self.analysis.pack.folding.full
        return {full(name.span.cut(self.analysis.text)): name.actor for name in self.names}

"""Who a source noun phrase stands for."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawatur.model.marks import Anonymous, Name
from tawatur.model.trace import Step

ResolvedKind = Literal[
    "person", "body", "group", "place", "outlet", "document", "office", "anonymous", "people", "other"
]


class Resolved(msgspec.Struct, frozen=True, gc=False):
    """Who a source noun phrase stands for."""

    speaker: str
    """The canonical name: the fullest one of the article for a person, the body for its metonym, the issuer for a
    document; the phrase itself (up to a comma or relative clause) for a speaker without a name."""
    named: bool
    """Whether that is an identifiable person or body."""
    kind: ResolvedKind
    anonymous: Anonymous | None = None
    """What is told of a speaker who is not named; its `reason` is left to the statement."""
    name: Name | None = None
    """The name mark that it rests on, if one does."""
    through: str | None = None
    """The document that the speaker spoke through, as it stands: "statement of X"."""
    steps: tuple[Step, ...] = ()
    """How it was resolved, for the trace."""

"""The chain: the way from the outlet through agencies to the speaker."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawatur.model.span import Span

HopRole = Literal[
    "agency", "newspaper", "broadcaster", "website", "social", "document", "spokesperson", "speaker", "other"
]


class Hop(msgspec.Struct, frozen=True, kw_only=True):
    """One intermediary between the article's outlet and the speaker, outermost first in a chain."""

    name: str
    role: HopRole = "other"
    span: Span
    """The words that name the hop; for a hop carried on from an earlier statement, the words there."""
    carried: bool = False


Chain = tuple[Hop, ...]

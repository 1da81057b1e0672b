"""How a mark came about: the derivation that `explain` shows down to the words."""

from __future__ import annotations

import msgspec

from tawatur.model.span import Span


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step of a derivation: what was done, on which words, with what outcome.

    `what` is a word of the interface's catalogue (for instance ``cue``, ``content-end``, ``anchor``), `detail` is free
    text for a person.
    """

    what: str
    detail: str = ""
    span: Span | None = None


class Trace(msgspec.Struct, frozen=True, gc=False):
    """The rule that made a mark, and its steps in order."""

    rule: str
    steps: tuple[Step, ...] = ()

"""What waits for a person, in the order of how much it would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tawatur.model.story import Suggestion
from tawatur.web import queries
from tawatur.web.desk import Desk

What = Literal["pair", "dispute", "claim", "track", "mark"]
_ORDER: dict[str, int] = {"pair": 0, "dispute": 1, "claim": 2, "track": 3, "mark": 4}


@dataclass(frozen=True)
class Waiting:
    """One thing to decide."""

    what: What
    id: str
    """The record or mark; for a pair the suggestion."""
    impact: int
    """How many accounts, points or mentions hang on the decision."""
    article: str | None = None
    pair: Suggestion | None = None


def queue(desk: Desk) -> tuple[Waiting, ...]:
    """Everything that nobody has decided, what would change most first."""
    return desk.remember("queue", lambda: _queue(desk))


def _queue(desk: Desk) -> tuple[Waiting, ...]:
    index, decided = desk.index, desk.verdicts
    out: list[Waiting] = []
    for pair in index.suggestions:
        a, b = sorted((pair.a, pair.b))
        if (a, b) not in decided and (pair.id, None) not in decided:
            # of two that are one, the smaller takes the other's name: that much changes
            out.append(Waiting("pair", pair.id, min(index.sizes.get(a, 1), index.sizes.get(b, 1)), pair=pair))
    kinds: tuple[What, ...] = ("dispute", "claim", "track")
    for kind in kinds:
        out += [
            Waiting(kind, name, index.sizes[name])
            for name in index.order.get(kind, ())
            if (name, None) not in decided and (kind != "track" or name in index.slipped)
        ]
    for found, _ in (queries.unresolved_times(desk), queries.speakerless(desk)):
        out += [Waiting("mark", mark, 1, article=article) for mark, article in found if (mark, None) not in decided]
    return tuple(sorted(out, key=lambda w: (-w.impact, _ORDER[w.what], w.id)))

"""Which of two cues stays where they stand for one content, or where one only remarks on the other's source."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tawatur.read.statements.cues import Cue


def one_per_content(cues: list[Cue]) -> list[Cue]:
    """One cue for each content: "relayed … his saying that" is one statement, "voiced his hope that" too."""
    kept: dict[int, Cue] = {}
    out: list[Cue] = []
    opened = {cue.complement.first for cue in cues if cue.complement is not None}
    zones = _Zones(cues)
    for cue in cues:
        if cue.kind == "noun" and cue.index in opened:
            continue
        labels = "label" in cue.frame and cue.feature.endswith("+o")
        if ("aside" in cue.frame or labels) and zones.hold(cue.index):
            continue
        if cue.complement is None:
            out.append(cue)
            continue
        other = kept.get(cue.complement.first)
        # "he went on, saying": the participle, but not where it only completes the verb right before it
        bare = cue.kind == "participle" and "bare" in cue.frame and (other is None or other.index < cue.index - 1)
        if other is None or "aside" in other.frame or _shown(other, cue) or bare:
            kept[cue.complement.first] = cue
    out.extend(kept.values())
    return sorted(out, key=lambda cue: cue.index)


def _shown(outer: Cue, inner: Cue) -> bool:
    """Whether a verb that things have too ("the pictures show") stands before somebody's own ("what they say is")."""
    return inner.kind == "verb" and "impersonal" in outer.frame and "light" in outer.frame


class _Zones:
    """The stretches between cues and their contents, where sources stand."""

    def __init__(self, cues: list[Cue]) -> None:
        zones = sorted(
            cue.complement.zone
            for cue in cues
            if cue.complement is not None and cue.kind != "noun" and "aside" not in cue.frame
        )
        self._starts = [first for first, _ in zones]
        self._ends = list(accumulate((last for _, last in zones), max))
        """For each zone how far it or one before it reaches."""

    def hold(self, index: int) -> bool:
        """Whether a unit stands in one of them: a verb there only says on what terms the source spoke."""
        place = bisect_right(self._starts, index)
        return place > 0 and self._ends[place - 1] > index

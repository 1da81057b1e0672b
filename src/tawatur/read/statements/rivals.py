"""Which of two cues stays where they stand for one content, or where one only remarks on the other's source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tawatur.read.statements.cues import Cue


def one_per_content(cues: list[Cue]) -> list[Cue]:
    """One cue for each content: "relayed … his saying that" is one statement, "voiced his hope that" too."""
    kept: dict[int, Cue] = {}
    out: list[Cue] = []
    opened = {cue.complement.first for cue in cues if cue.complement is not None}
    for cue in cues:
        if cue.kind == "noun" and cue.index in opened:
            continue
        labels = "label" in cue.frame and cue.feature.endswith("+o")
        if ("aside" in cue.frame or labels) and _remark_on_source(cue, cues):
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


def _remark_on_source(cue: Cue, cues: list[Cue]) -> bool:
    """Whether a verb only says on what terms somebody else's source spoke ("who asked not to be named")."""
    return any(
        other.complement is not None
        and other.kind != "noun"
        and "aside" not in other.frame
        and other.complement.zone[0] <= cue.index < other.complement.zone[1]
        for other in cues
    )

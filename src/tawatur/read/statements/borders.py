"""What bounds a content from outside: the cues and attributions that stand beside its own."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from tawatur.read.statements.attributions import Attribution
from tawatur.read.statements.cues import Cue
from tawatur.read.statements.scene import Scene


@dataclass(frozen=True)
class Borders:
    """The cues and attributions of an article by where their clauses start."""

    cues: tuple[Cue, ...]
    starts: tuple[int, ...]
    attributions: dict[int, Attribution]
    places: frozenset[int]
    """All units where one of them starts."""


def borders(cues: list[Cue], attributions: list[Attribution]) -> Borders:
    """Index the cues and attributions for the search of content ends."""
    ordered = tuple(sorted(cues, key=lambda cue: (cue.start, cue.index)))
    starts, attributed = tuple(cue.start for cue in ordered), {found.start: found for found in attributions}
    return Borders(ordered, starts, attributed, frozenset({*starts, *attributed}))


def border_at(scene: Scene, cue: Cue, index: int, around: Borders) -> str:
    """Why the content ends before this unit; empty where it does not."""
    attribution = around.attributions.get(index)
    if attribution is not None and not attribution.leading and index > cue.index and _ends_with(scene, attribution):
        return "attribution"
    place = bisect_left(around.starts, index)
    while place < len(around.starts) and around.starts[place] == index:
        if _sibling(scene, cue, around.cues[place]):
            return "next-cue"
        place += 1
    return ""


def _ends_with(scene: Scene, attribution: Attribution) -> bool:
    """Whether a content ends where an attribution begins: always, save for a mere aside ("in its words")."""
    return attribution.source is not None or not scene.is_(attribution.end, "comma")


def _sibling(scene: Scene, cue: Cue, other: Cue) -> bool:
    """Whether another cue goes on beside this one, rather than inside its content."""
    if other.index <= cue.index:
        return False
    if scene.quotes.within[other.index] != scene.quotes.within[cue.index]:
        return False
    before = other.start - 1
    set_off = scene.any(before, "comma", "close", "straight", "stop", "dash", "break")
    if other.kind == "participle":
        return set_off or other.feature == "ms-acc"
    if other.kind == "noun":
        return scene.is_(other.start, "bi") and set_off
    if other.kind == "behind":
        return any(scene.is_(i, "as") for i in range(other.start, other.index)) and set_off
    before_all = cue.start == scene.sentence(cue.index).start
    if set_off and any(
        scene.any(i, "meanwhile", "when") or (before_all and scene.is_(i, "where")) for i in range(cue.start, cue.index)
    ):
        return other.complement is not None  # "while he said that …, she confirmed that …"
    if scene.any(other.start, "as", "before-that", "contrast.he", "contrast.full", "contrast", "meanwhile", "where"):
        return True
    if scene.is_(other.start, "wa") and scene.is_(other.start + 1, "yet"):
        return True  # "and yet X says that"
    if "add" in other.frame:
        return other.start < other.index or set_off
    if all(scene.is_(i, "be") for i in range(other.start, other.index)):
        nominal = cue.complement is not None and cue.complement.opening in ("preposition", "object")
        return (
            set_off and nominal and other.complement is not None and other.complement.zone[0] < other.complement.zone[1]
        )
    present, now = other.entry.part.endswith("present"), cue.entry.part.endswith("present")
    if cue.kind == "participle":
        now = present
    return present == now or (set_off and not present)

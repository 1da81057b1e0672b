"""What opens a content, and what turns the text away from it."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawatur.read.statements.quotes import Quote
from tawatur.read.statements.scene import Scene

Opening = Literal["that", "colon", "quote", "preposition", "object"]


class Complement(msgspec.Struct, frozen=True, gc=False):
    """The start of a content and the zone between verb and content, where source, hearer, place and time stand."""

    opening: Opening
    first: int
    """The first unit of the content, quotation mark and complementiser passed over."""
    zone: tuple[int, int]
    """The units between the verb and whatever opens the content."""
    quote: Quote | None = None
    """The quote that the content begins with."""
    why: str = ""


def turns_away(scene: Scene, comma: int) -> bool:
    """Whether another statement or an author's aside begins behind a comma."""
    index = comma + 1
    if scene.is_(index, "wa"):
        index += 1
    entry = scene.units[index].entry("cue") if index < len(scene.units) else None
    asking = scene.units[index].entry("cue.participle") if entry is not None else None
    if asking is not None and "aside" in asking.value.split() and scene.is_(index + 1, "masdar"):
        return False  # "an official, asking not to be named, …"
    if entry is not None and scene.units[index].light != scene.analysis.pack.folding.light(entry.form):
        entry = None
    if entry is None or scene.any(index, "adverb", "accord.from"):
        return scene.any(index, "meanwhile", "contrast", "contrast.full")
    if entry.part == "participle":
        return entry.feature in ("ms-acc", "fs", "mp-g", "md") and not scene.is_(index, "def")
    takes = entry.value.split()
    if "in-document" in takes and index == comma + 1:
        return False  # "a statement, received by X, …"
    return entry.part != "noun" and "aside" not in takes and not scene.any(index, "nocue", "masdar")

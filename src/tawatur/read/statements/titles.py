"""Headlines that give a speaker and a colon: "X: P"."""

from __future__ import annotations

from tawatur.read.statements.attributions import Attribution
from tawatur.read.statements.scene import Scene
from tawatur.read.statements.vocabulary import frame

_LONGEST = 8
"""The speaker before the colon has at most so many units."""
_SPEAKERS = ("person", "body", "group", "place", "outlet", "office")


def title_attribution(scene: Scene) -> Attribution | None:
    """The attribution of a headline whose first words, up to a colon, name somebody; None for any other headline.

    Only the first paragraph is a headline, and only where it does not end like a sentence.
    """
    if len(scene.analysis.paragraphs) < 2:
        return None
    first, last = scene.analysis.paragraphs[0].start, scene.analysis.paragraphs[0].stop
    colon = next((i for i in range(first, min(last, first + _LONGEST + 1)) if scene.is_(i, "colon")), None)
    if colon is None or colon == first or colon + 2 >= last or scene.is_(last - 1, "stop"):
        return None
    end = colon
    quote = scene.quotes.at(first)
    if quote is not None and quote.closed and quote.last == colon - 1:
        first, end = quote.first, quote.last  # "“The Court”: …"
    name = scene.in_name.get(end - 1)
    named = first in scene.names and scene.names[first][1].kind in _SPEAKERS
    if not named or name is None or name.kind not in _SPEAKERS:
        return None
    if name.kind == "place" and not scene.is_(colon - 1, "capital") and not _spoken(scene, colon + 1, last):
        return None
    return Attribution(
        first, (colon, colon + 1), (first, end), colon + 1, leading=True, frame=frame("say"), rule="title"
    )


def _spoken(scene: Scene, first: int, last: int) -> bool:
    """Whether the words behind "country:" are a country's words rather than news from it: quoted, denied, "we" or "will"."""
    for index in range(first, last):
        if scene.any(index, "quote", "negation", "future", "sa", "that", "first"):
            return True
        if any(entry.feature[:1] == "1" for entry in scene.units[index].entries):
            return True
    return False

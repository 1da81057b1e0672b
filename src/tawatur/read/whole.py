"""Words of one text that only look like a particle and a rest, since the text writes them with their own article too."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.read.units import Alphabet, Unit

_MIN_LETTERS = 5
"""A word without its last letter (a feminine's) counts as the same word from so many letters on."""


def loose_rests(units: Sequence[Unit]) -> list[int]:
    """The units that nobody lists, behind one letter that was taken off for a particle."""
    return [
        place
        for place, unit in enumerate(units)
        if unit.attached and not unit.entries and len(units[place - 1].light) == 1 and not units[place - 1].attached
    ]


def rejoined(units: list[Unit], split: Sequence[int], alphabet: Alphabet, article: str) -> list[Unit]:
    """The units with unknown words made whole again, in time linear in their number.

    A word that nobody lists may begin with a particle's letter ("f" + "al…"). Where the text has it with the article in
    front, whatever its gender and number, the letter is its own: no particle stands behind an article. `split` are
    the `loose_rests` among the units.
    """
    if not split:
        return units
    bare = {unit.light.removeprefix(article) for unit in units if unit.definite and not unit.entries}
    bare |= {word[:-1] for word in bare if len(word) > _MIN_LETTERS}
    out: list[Unit] = []
    done = 0
    for place in split:
        before, unit = units[place - 1], units[place]
        light = before.light + unit.light
        if unit.start == before.end and not bare.isdisjoint((light, light[:-1], light[:-2])):
            symbol = alphabet.symbol(frozenset({"word"}))
            out += units[done : place - 1]
            out.append(Unit(before.start, unit.end, before.key + unit.key, light, symbol, (), space=before.space))
            done = place + 1
    return out + units[done:] if done else units

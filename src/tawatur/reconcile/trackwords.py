"""The words of a pack that say what is followed through time and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from tawatur.language.pack import Pack


class Trackwords:
    """The words of a pack that say what is followed and how it stands."""

    def __init__(self, pack: Pack) -> None:
        data = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["tracks"])
        self.modal = frozenset(data["modal"])
        self.announce = frozenset(data["announce"])
        self.alone = frozenset(data["alone"])
        self.aside = frozenset(map(pack.folding.full, data["aside"]))
        self.supposing = frozenset(map(pack.folding.full, data["supposing"]))
        self.then = frozenset(map(pack.folding.full, data["then"]))
        self.bounds = frozenset(map(pack.folding.full, data["bounds"]))
        self.common = frozenset(data["common"])
        self.part_of = frozenset(map(pack.folding.full, data["part_of"]))
        self.own = tuple(data["own"])
        self.light = frozenset(data["light"])
        self.together = {(a, b): c for a, b, c in cast(Sequence[tuple[str, str, str]], data["together"])}
        self.amounts = frozenset(map(pack.folding.full, data["amounts"]))
        self.raises = frozenset(data["raises"])
        self.talks = frozenset(data["talks"])
        self.things = frozenset(data["things"])
        self.complete = frozenset(map(pack.folding.full, data["complete"]))
        self.runs = frozenset(map(pack.folding.full, data["runs"]))
        self.subjunctive = frozenset(map(pack.folding.full, data["subjunctive"]))
        self.puts_off = frozenset(data["puts_off"])
        self.again = frozenset(data["again"])
        self.turns = frozenset(data["turns"])
        self.concludes = frozenset(data["concludes"])
        self.retold = frozenset(map(pack.folding.full, data["retold"]))
        self.signing = frozenset(map(pack.folding.full, data["signing"]))
        self.signed = frozenset(map(pack.folding.full, data["signed"]))
        self.never = frozenset(data["never"])
        self.future = frozenset(map(pack.folding.full, data["future"]))
        self.vague = frozenset(map(pack.folding.full, data["vague"]))
        self.rest = frozenset(map(pack.folding.full, data["rest"]))
        self.second = frozenset(map(pack.folding.full, data["second"]))
        self.portions = frozenset(map(pack.folding.full, data["portions"]))

    def is_rest(self, keys: Sequence[str]) -> bool:
        """Whether words tell of the rest: by that word, or as the second portion of something."""
        return any(
            key in self.rest or (key in self.second and bool(self.portions & set(keys[max(0, place - 3) : place])))
            for place, key in enumerate(keys)
        )


@cache
def trackwords(pack: Pack) -> Trackwords:
    """The track words of a pack, made once per process."""
    return Trackwords(pack)

"""Who holds an office in an article: titles without a name, tied to the name that carries them before or after."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.read.names.draft import Text

Named = Mapping[str, Sequence[int]]
"""By person, the places in the text where the name stands, in order."""


class Office(msgspec.Struct, frozen=True, gc=False):
    """What an office's phrase says: its head, its countries, its other words."""

    role: str
    countries: frozenset[str]
    words: frozenset[str]
    alone: bool
    """Whether the head is definite and has no complement but a country's."""


class Tie(msgspec.Struct, frozen=True, gc=False):
    """A person who carries an office somewhere in the article."""

    office: Office
    actor: str
    start: int
    """Where in the text the tie stands."""


class Roles:
    """The pack's table of heads and complements that mean the same."""

    def __init__(self, pack: Pack) -> None:
        table = cast(Mapping[str, Sequence[object]], pack.table("names")["roles"])
        full = pack.folding.full
        self._article = str(cast(Mapping[str, object], pack.table("names")["shapes"])["article"])
        self._role: dict[str, str] = {}
        for same in cast(Sequence[Sequence[str]], table["same"]):
            self._role.update(dict.fromkeys(same, same[0]))
        self._word: dict[str, str] = {}
        for same in cast(Sequence[Sequence[str]], table["complements"]):
            self._word.update({self.bare(full(word)): self.bare(full(same[0])) for word in same})
        self.bound = frozenset(str(role) for role in table["bound"])
        self.alone = frozenset(str(role) for role in table["alone"])
        self.state = frozenset(self.bare(full(str(word))) for word in table["state"])

    def role(self, head: str) -> str:
        """One head for all that mean the same."""
        return self._role.get(head, head)

    def word(self, key: str) -> str:
        """One complement for all that mean the same, without article."""
        bare = self.bare(key)
        return self._word.get(bare, bare)

    def bare(self, key: str) -> str:
        """A word without its article."""
        return key.removeprefix(self._article)


@cache
def roles_of(pack: Pack) -> Roles:
    """The table of a pack, read once per process."""
    return Roles(pack)


_HEADS = frozenset({"office", "profession", "kin", "rank", "rank_homonym", "honorific", "people_noun"})


def office_of(text: Text, first: int, last: int) -> Office | None:
    """What the phrase of some units says of an office; None where it begins with no such head."""
    roles = roles_of(text.analysis.pack)
    flags = text.words.flags
    head = next((entry for entry in text.units[first].entries if entry.cls in _HEADS), None)
    if head is None:
        return None
    countries: set[str] = set()
    words: set[str] = set()
    light = flags["qualifier senior honorific function clitic mark number"]
    for place in range(first + 1, last):
        unit = text.units[place]
        codes = {
            e.note for e in unit.entries if e.note and e.cls in ("demonym", "country", "body", "capital", "people")
        }
        if len(codes) == 1:
            countries |= codes
        if text.has(place, flags["demonym country"]) or (text.has(place, light) and not text.has(place, flags["body"])):
            continue
        if unit.definite and text.units[first].definite and text.words.is_relation(unit.light):
            continue  # "the government adviser": an adjective tells too little to tell two offices apart
        words.update(roles.word(key) for key in unit.key.split())
    alone = text.units[first].definite and not words
    return Office(roles.role(head.value), frozenset(countries), frozenset(words), alone)


def holder(query: Office, ties: Sequence[Tie], at: int, roles: Roles, named: Named) -> Tie | None:
    """The person who carries an office: the closest fit, then the one named last, then the nearest after.

    `named` gives the places where each person is named, in order: of two ministers, "the minister" is the one whom the
    article named last.
    """
    fitting = [(fit, tie) for tie in ties if (fit := _fit(query, tie.office, roles)) is not None]
    if not fitting:
        return None
    best = min(fit for fit, _ in fitting)
    nearest = [tie for fit, tie in fitting if fit == best]
    return min(nearest, key=lambda tie: (tie.start > at, abs(at - _last_before(tie, at, named))))


def _last_before(tie: Tie, at: int, named: Named) -> int:
    """Where the person of a tie was last named before a place; where the tie stands, if nowhere."""
    places = named.get(tie.actor, ())
    before = bisect_left(places, at)
    return max(places[before - 1], tie.start) if before and tie.start < at else tie.start


def _fit(query: Office, known: Office, roles: Roles) -> int | None:
    """How far a known office is from the one asked for, 0 being the same; None where it is another."""
    if query.role != known.role:
        return None
    if query.role in roles.alone and query.alone != known.alone:
        words = known.words if query.alone else query.words
        if not words <= roles.state:
            return None
    if query.countries and known.countries and not query.countries & known.countries:
        return None
    missing = query.words - known.words - roles.state
    if missing and (known.words or query.role in roles.bound):
        return None
    return 4 * len(missing) + 2 * len(query.countries - known.countries) + len(known.words - query.words)

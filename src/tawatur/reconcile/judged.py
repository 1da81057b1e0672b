"""Judgements: what people decided, carried into the story each time it is put together.

Things are known by their members: a judgement on a claim holds for the claim that has its first account, however many
accounts join it later, so that it survives new articles and a better reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from tawatur.errors import InputError
from tawatur.model.ids import content_id
from tawatur.model.judgement import Judgement
from tawatur.model.story import Actor, Claim, Dispute, Feature, Series, Track
from tawatur.reconcile.claims.decide import CERTAIN, Link, Pair

Thing = TypeVar("Thing", Actor, Claim, Dispute, Series, Track)

_CORRECTABLE = {
    "actor": {"name", "kind", "country"},
    "claim": {"gist", "independent"},
    "dispute": {"kind", "why"},
    "series": {"counted", "scope"},
    "track": {"who", "what"},
}
"""The fields of each thing that a person may put right."""


class Judged:
    """The judgements in force: superseded ones left out, of two on one thing the later one."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        every = {j.id: j for j in judgements}
        superseded = {j.supersedes for j in every.values() if j.supersedes}
        held = sorted((j for j in every.values() if j.id not in superseded), key=lambda j: (j.at, j.id))
        pairs = {(j.subject, j.other): j for j in held if j.other is not None}
        single = {(j.subject, j.verdict == "correct"): j for j in held if j.other is None}
        self.same = tuple(sorted((a, b) for (a, b), j in pairs.items() if b is not None and j.verdict == "same"))
        self.different = frozenset(
            frozenset((a, b)) for (a, b), j in pairs.items() if b is not None and j.verdict == "different"
        )
        self.rejected = frozenset(s for (s, _), j in single.items() if j.verdict == "reject")
        self.corrected = {s: j for (s, correct), j in single.items() if correct}

    def parted(self, a: str, b: str) -> bool:
        """Whether somebody decided that two things are not one."""
        return frozenset((a, b)) in self.different

    def applied(self, kind: str, thing: Thing, others: Sequence[str] = ()) -> Thing | None:
        """A thing as it was put right; None where it was rejected. `others` are ids it was known by before."""
        names = [thing.id, *others]
        if any(name in self.rejected for name in names):
            return None
        for name in names:
            if name in self.corrected:
                return _corrected(kind, thing, self.corrected[name])
        return thing


def forced(links: Mapping[Pair, Link], judged: Judged, known: Iterable[str]) -> dict[Pair, Link]:
    """The links between accounts with those that people made and unmade.

    A pair may be named by two accounts, or by the claims that have them as their first.
    """
    of = _by_thing(judged, known, "claim")
    out = parted(links, judged, known, "claim")
    for a, b in judged.same:
        if a in of and b in of and of[a] != of[b]:
            pair = _pair(of[a], of[b])
            out[pair] = Link(*pair, "same", CERTAIN, _DECIDED)
    return out


def parted(links: Mapping[Pair, Link], judged: Judged, known: Iterable[str], kind: str) -> dict[Pair, Link]:
    """The links between members of things of one kind without those that people unmade."""
    out = dict(links)
    of = _by_thing(judged, known, kind)
    for a, b in (sorted(pair) for pair in judged.different):
        if a in of and b in of and of[a] != of[b]:
            pair = _pair(of[a], of[b])
            out[pair] = Link(*pair, "unrelated", -CERTAIN)
    return out


def joined(found: Iterable[list[str]], judged: Judged, known: Iterable[str], kind: str) -> list[list[str]]:
    """Groups of members, those put together that people said are one thing."""
    groups = {member: members for members in found for member in members}
    of = _by_thing(judged, known, kind)
    for a, b in judged.same:
        if a in of and b in of:
            one, two = groups.get(of[a], [of[a]]), groups.get(of[b], [of[b]])
            both = sorted({*one, *two})
            groups.update(dict.fromkeys(both, both))
    return sorted({tuple(members): members for members in groups.values()}.values())


def _by_thing(judged: Judged, known: Iterable[str], kind: str) -> dict[str, str]:
    """Members by their own id and by that of the thing which begins with them; empty where nobody judged a pair."""
    asked = {name for pair in (*judged.same, *judged.different) for name in pair}
    if not asked:
        return {}
    return {name: member for member in known for name in (member, content_id(kind, member)) if name in asked}


_DECIDED = (Feature(name="judgement", value=1.0, weight=CERTAIN),)


def reasons(link: Link | None, features: Callable[[Link], tuple[Feature, ...]]) -> tuple[Feature, ...]:
    """The reasons of the best link of a thing; of a thing that only people put together, that they did."""
    return features(link) if link is not None else _DECIDED


def _pair(a: str, b: str) -> Pair:
    return min(a, b), max(a, b)


def _corrected(kind: str, thing: Thing, judgement: Judgement) -> Thing:
    try:
        fields = msgspec.json.decode(judgement.value or "{}", type=dict[str, str | int | None])
        unknown = sorted(set(fields) - _CORRECTABLE[kind])
        if unknown:
            raise InputError(
                "judgement.unknown", id=judgement.id, fields=unknown, kind=kind, known=sorted(_CORRECTABLE[kind])
            )
        whole = {**msgspec.to_builtins(thing), **fields}
        return msgspec.convert(whole, type(thing))
    except msgspec.MsgspecError as fault:
        raise InputError("judgement.value", id=judgement.id, why=fault) from fault

"""A story against the story's gold: what was put together, and what was taken for a dispute.

Actors, claims, series and tracks are groups of places. A gold pair of places in one group is found where the story has
the two in one group; a pair of the story is right where the gold has it, and is asked only where the gold knows both
places. Disputes are found where one joins a place of each side; a look-alike that is joined was fallen for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import cast

import msgspec

from tawatur.errors import InputError
from tawatur.evaluate.align import Alignment, Ground, share
from tawatur.evaluate.measure import stem_of
from tawatur.model.article import Article
from tawatur.model.contract import Json
from tawatur.model.span import Span
from tawatur.model.story import Story

_SAME = 0.33
"""Share of common characters from which two places of clauses are one."""
_INSIDE = 0.6
"""Share of the shorter place that lies in the other: for names and figures, which stand in longer spans."""


@dataclass(frozen=True)
class Place:
    """A place on the common ground of one article."""

    article: str
    ground: Ground


Match = Callable[[Place, Place], bool]


class StoryRow(msgspec.Struct, kw_only=True):
    """One kind's tally: pairs of places, or disputes."""

    gold: int
    read: int
    precision: float
    recall: float
    right: dict[str, tuple[int, int]] = {}
    missed: list[str] = []

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def load_story(path: Path) -> Json:
    """A story's gold; InputError where it is none."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise InputError("gold.story", path=path, why=fault) from fault
    return cast(Json, data)


def evaluate_story(
    gold: Json, raws: Mapping[str, str], articles: Iterable[Article], story: Story
) -> dict[str, StoryRow]:
    """Measure a story; `raws` gives the raw text of each gold article by its name."""
    ground = _Grounds(raws, articles)
    found = {
        "actors": [[(p.article, p.span) for p in actor.mentions] for actor in story.actors],
        "claims": [[(a.article, span) for a in claim.accounts for span in a.spans] for claim in story.claims],
        "series": [[(p.article, p.span) for p in each.points] for each in story.series],
        "tracks": [[(p.article, p.span) for p in each.points] for each in story.tracks],
    }
    members = {"actors": "mentions", "claims": "members", "series": "points", "tracks": "points"}
    rows = {}
    for kind, groups in found.items():
        items = cast(list[Json], gold.get(kind) or [])
        wanted = [[ground.gold(member) for member in cast(list[Json], item[members[kind]])] for item in items]
        optional = [bool(item.get("optional")) for item in items]
        read = [ground.read(group) for group in groups]
        rows[kind] = _pairs_row(wanted, optional, read, _touch if kind in ("actors", "series") else _same)
        if kind == "claims":
            rows[kind].right["independent"] = _independence(items, wanted, read, story)
    rows["disputes"] = _disputes_row(gold, ground, story)
    return rows


class _Grounds:
    """The common ground of every article of the gold that the story knows."""

    def __init__(self, raws: Mapping[str, str], articles: Iterable[Article]) -> None:
        known = list(articles)
        self._stems: dict[str, str] = {}
        self._lines: dict[str, Alignment] = {}
        for stem, raw in raws.items():
            article = next((a for a in known if stem_of(stem, a)), None)
            if article is not None:
                self._stems[article.id] = stem
                self._lines[stem] = Alignment(raw, article.text)

    def gold(self, member: Json) -> Place:
        stem, words = str(member["article"]), cast(str, member["text"])
        lines = self._lines.get(stem)
        if lines is None:
            return Place(stem, frozenset())
        return Place(stem, lines.gold(words, lines.place(words, cast(int, member.get("nth", 1)))))

    def read(self, places: Iterable[tuple[str, Span]]) -> list[Place]:
        return [
            Place(self._stems[article], self._lines[self._stems[article]].read(span))
            for article, span in places
            if article in self._stems
        ]


def _same(a: Place, b: Place) -> bool:
    return a.article == b.article and share(a.ground, b.ground) >= _SAME


def _touch(a: Place, b: Place) -> bool:
    shorter = min(len(a.ground), len(b.ground))
    return a.article == b.article and shorter > 0 and len(a.ground & b.ground) >= _INSIDE * shorter


def _pairs_row(
    gold: Sequence[Sequence[Place]], optional: Sequence[bool], read: Sequence[Sequence[Place]], match: Match
) -> StoryRow:
    """Pairs over the gold's places, each known by its number."""
    places = [place for group in gold for place in group]
    numbers = iter(range(len(places)))
    groups = [[next(numbers) for _ in group] for group in gold]
    wanted = _pairs(group for group, waived in zip(groups, optional, strict=True) if not waived)
    # the same words may stand in two gold groups: what counts is the place, not the number
    right_places = {frozenset((places[a], places[b])) for a, b in wanted}
    waived_places = {frozenset((places[a], places[b])) for a, b in _pairs(groups) - wanted} - right_places
    met = _pairs([n for place in group for n in _nearest(place, places, match)] for group in read)
    met = {
        (a, b) for a, b in met
        if places[a] != places[b] and frozenset((places[a], places[b])) not in waived_places
    }  # fmt: skip
    right = sum(frozenset((places[a], places[b])) in right_places for a, b in met)
    return StoryRow(
        gold=len(wanted),
        read=len(met),
        precision=right / len(met) if met else 0.0,
        recall=len(wanted & met) / len(wanted) if wanted else 0.0,
        missed=[f"{places[a].article} + {places[b].article}" for a, b in sorted(wanted - met)],
    )


def _pairs(groups: Iterable[Iterable[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def _nearest(place: Place, places: Sequence[Place], match: Match) -> list[int]:
    """The gold places that a place of the story stands for: the best overlap, and what equals it."""
    near = [(share(other.ground, place.ground), n) for n, other in enumerate(places) if match(other, place)]
    best = max((score for score, _ in near), default=0.0)
    return [n for score, n in near if score == best]


def _independence(
    items: Sequence[Json], wanted: Sequence[Sequence[Place]], read: Sequence[Sequence[Place]], story: Story
) -> tuple[int, int]:
    """How often the number of independent chains is right, where a claim of the story holds two of the gold's places."""
    right = asked = 0
    for item, members in zip(items, wanted, strict=True):
        held = [sum(any(_same(m, p) for p in places) for m in members) for places in read]
        best = max(range(len(held)), key=lambda n: (held[n], -n), default=None)
        if item.get("independent") is not None and best is not None and held[best] >= 2:
            asked += 1
            right += story.claims[best].independent == item["independent"]
    return right, asked


def _disputes_row(gold: Json, ground: _Grounds, story: Story) -> StoryRow:
    read = [
        tuple(ground.read((a.article, span) for a in side for span in a.spans) for side in dispute.sides)
        for dispute in story.disputes
    ]

    def joined(item: Json) -> list[int]:
        one, other = ([ground.gold(m) for m in cast(list[Json], item[side])] for side in ("a", "b"))
        return [
            n for n, (x, y) in enumerate(read)
            if (_meet(one, x) and _meet(other, y)) or (_meet(one, y) and _meet(other, x))
        ]  # fmt: skip

    items = [d for d in cast(list[Json], gold.get("disputes") or []) if not d.get("optional")]
    hits = [(item, joined(item)) for item in items]
    found = [(item, numbers) for item, numbers in hits if numbers]
    kinds = sum(any(story.disputes[n].kind == item["kind"] for n in numbers) for item, numbers in found)
    traps = cast(list[Json], gold.get("looks_like") or [])
    fallen = sum(bool(joined(item)) for item in traps)
    return StoryRow(
        gold=len(items),
        read=len(read),
        # the gold does not name every dispute: only those that are known to be none can be wrong
        precision=1 - fallen / len(traps) if traps else 1.0,
        recall=len(found) / len(items) if items else 0.0,
        right={"kind": (kinds, len(found)), "look-alikes left alone": (len(traps) - fallen, len(traps))},
        missed=[f"{item['kind']}: {item.get('about', '')}" for item, numbers in hits if not numbers],
    )


def _meet(gold: Iterable[Place], read: Iterable[Place]) -> bool:
    return any(_same(g, r) for g in gold for r in read)


def claim_members(
    gold: Json, raws: Mapping[str, str], articles: Iterable[Article], accounts: Sequence[tuple[str, Span]]
) -> list[list[list[int]]]:
    """For each claim of a story's gold and each of its members, which of some accounts stand at its place, by number."""
    ground = _Grounds(raws, articles)
    read = [ground.read([account]) for account in accounts]
    return [
        [
            [n for n, places in enumerate(read) if any(_same(ground.gold(member), place) for place in places)]
            for member in cast(list[Json], item["members"])
        ]
        for item in cast(list[Json], gold.get("claims") or [])
    ]

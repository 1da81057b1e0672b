"""Claim links and disputes of two real stories, drawn at random and judged by hand: how many of them are right.

`story_links.jsonl` holds places and a hash of each text, no sentence. The sixty links, thirty of each story, were drawn by
a fixed seed (20261124). The two stories make fewer than forty opposed pairs, so all of them were judged; a few wrong ones
were mended by general rules after that; what those no longer make was taken out, what they newly make was judged. Only
judged pairs still made count.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.model.story import Account
from tawatur.read.reader import read
from tawatur.reconcile import reconcile

HERE = Path(__file__).parent
STORIES = HERE.parents[2] / "shared" / "stories"
FLOOR = {"link": 0.85, "dispute": 0.85}
"""What the judged draw measured; a change of reconciling that makes more of the wrong ones shows here."""

Place = tuple[str, int, int]


class Judged(msgspec.Struct):
    story: str
    kind: str
    a: tuple[str, int, int, str]
    b: tuple[str, int, int, str]
    right: bool


def place(account: Account) -> Place:
    return account.article, account.spans[0].start, account.spans[0].end


def across(left: Iterable[Account], right: Iterable[Account]) -> set[frozenset[Place]]:
    return {frozenset((place(a), place(b))) for a, b in itertools.product(left, right) if a is not b}


@pytest.fixture(scope="module")
def still_made() -> dict[str, list[Judged]]:
    if not STORIES.is_dir():
        pytest.skip("the two stories are not here: ../shared/stories")
    judged = [msgspec.json.decode(line, type=Judged) for line in (HERE / "story_links.jsonl").read_bytes().splitlines()]
    kept: dict[str, list[Judged]] = {"link": [], "dispute": []}
    for name in sorted({one.story for one in judged}):
        items = [read(taken) for taken in take([STORIES / f"{name}.jsonl"]) if isinstance(taken, Article)]
        hashes = {article.id: hashlib.sha256(article.text.encode()).hexdigest()[:16] for article, _ in items}
        story = reconcile(items)
        made = {
            "link": set().union(*(across(c.accounts, c.accounts) for c in story.claims)),
            "dispute": set().union(*(across(*d.sides) for d in story.disputes)),
        }
        for one in judged:
            known = all(hashes.get(end[0]) == end[3] for end in (one.a, one.b))
            if known and frozenset((one.a[:3], one.b[:3])) in made[one.kind]:
                kept[one.kind].append(one)
    return kept


@pytest.mark.parametrize("kind", ["link", "dispute"])
def test_as_many_of_the_judged_are_right_as_were_measured(kind: str, still_made: dict[str, list[Judged]]) -> None:
    found = still_made[kind]
    assert found, "nothing that was judged is made any more: draw and judge anew"
    assert sum(one.right for one in found) >= FLOOR[kind] * len(found)

"""The sample's story gold stands in the articles and agrees with their own gold."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from tawatur.model.marks import CommitmentStatus
from tawatur.sample import gold_dir

STORY = json.loads((gold_dir() / "sample.story.json").read_text("utf-8"))
GOLD = {stem: json.loads((gold_dir() / f"{stem}.gold.json").read_text("utf-8")) for stem in STORY["articles"]}
RAW = {stem: (gold_dir() / f"{stem}.txt").read_text("utf-8") for stem in GOLD}


def occurrences(raw: str, words: str) -> list[int]:
    return [m.start() for m in re.finditer(f"(?={re.escape(words)})", raw)]


def story_members():
    for actor in STORY["actors"]:
        yield from actor["mentions"]
    for claim in STORY["claims"]:
        yield from claim["members"]
    for pair in STORY["disputes"] + STORY["looks_like"]:
        yield from pair["a"] + pair["b"]
    for group in STORY["series"] + STORY["tracks"]:
        yield from group["points"]
    for copy in STORY["copies"]:
        yield from (copy["a"], copy["b"])


def test_every_member_of_the_story_stands_in_its_article():
    for member in story_members():
        found = occurrences(RAW[member["article"]], member["text"])
        assert found, member
        assert "\n" not in member["text"], member
        assert member.get("nth", 1) <= len(found), member
        assert ("nth" in member) == (len(found) > 1), member


def test_the_story_has_the_keys_of_the_format_and_no_other():
    member, here = {"article", "text", "nth", "stance", "by", "chain"}, {"article", "text", "nth"}
    assert set(STORY) == {
        "story",
        "articles",
        "actors",
        "claims",
        "disputes",
        "looks_like",
        "series",
        "tracks",
        "copies",
    }
    assert all(set(a) <= {"name", "mentions", "optional"} for a in STORY["actors"])
    assert all(set(c) <= {"gist", "members", "independent", "optional"} for c in STORY["claims"])
    assert all(set(d) <= {"kind", "about", "a", "b", "optional"} for d in STORY["disputes"])
    assert all(set(d) <= {"why", "a", "b", "optional"} for d in STORY["looks_like"])
    assert all(set(s) <= {"counted", "scope", "points", "optional"} for s in STORY["series"])
    assert all(set(t) <= {"who", "what", "points", "optional"} for t in STORY["tracks"])
    assert all(set(c) <= {"a", "b", "kind", "optional"} for c in STORY["copies"])
    for found in story_members():
        assert set(found) <= member | {"low", "high", "as_of", "deadline", "status"}
    for group in STORY["claims"]:
        assert all(set(m) <= member and {"stance", "by", "chain"} <= set(m) for m in group["members"])
    for copy in STORY["copies"]:
        assert set(copy["a"]) <= here
        assert copy["kind"] in {"same", "trimmed", "passage"}


def test_the_story_uses_the_words_of_its_format():
    assert {d["kind"] for d in STORY["disputes"]} <= {"denial", "figure", "date", "naming", "cause", "scope"}
    assert {d["why"] for d in STORY["looks_like"]} <= {"revision", "other period", "other definition", "other scope"}
    assert {m["stance"] for c in STORY["claims"] for m in c["members"]} == {"asserts", "denies"}
    assert {p["status"] for t in STORY["tracks"] for p in t["points"]} <= set(get_args(CommitmentStatus))


@pytest.mark.parametrize("claim", STORY["claims"], ids=lambda claim: claim["gist"])
def test_a_claim_has_no_more_independent_chains_than_outlets_that_assert_it(claim):
    asserting = {GOLD[m["article"]]["outlet"] for m in claim["members"] if m["stance"] == "asserts"}
    assert len(claim["members"]) >= 2
    assert 0 <= claim["independent"] <= len(asserting)
    assert (claim["independent"] == 0) == (not asserting)


@pytest.mark.parametrize("group", STORY["series"], ids=lambda group: f"{group['counted']} {group['scope']}")
def test_a_point_of_a_series_is_a_figure_of_its_article(group):
    assert len(group["points"]) >= 2
    for point in group["points"]:
        figures = GOLD[point["article"]]["figures"]
        same = [f for f in figures if (f["text"], f.get("nth")) == (point["text"], point.get("nth"))]
        assert [(f["low"], f["high"]) for f in same] == [(point["low"], point["high"])], point


def test_a_statement_in_a_claim_has_the_speaker_of_its_article_s_gold():
    for claim in STORY["claims"]:
        for member in claim["members"]:
            for statement in GOLD[member["article"]]["statements"]:
                if statement["content"] == member["text"]:
                    assert member["by"] == statement["speaker"], member
                    assert member["chain"] == statement["chain"], member


def test_the_process_is_postponed_twice_and_then_done():
    announcement = STORY["tracks"][0]["points"]
    assert [p["status"] for p in announcement].count("postponed") == 2
    assert announcement[-1]["status"] == "done"
    assert len({(p["deadline"] or [None])[0] for p in announcement if p["status"] == "postponed"}) == 2


def test_every_kind_of_dispute_claim_and_copy_that_the_demonstration_needs_is_there():
    assert {d["kind"] for d in STORY["disputes"]} >= {"denial", "figure", "naming", "cause"}
    assert {c["kind"] for c in STORY["copies"]} == {"same", "trimmed", "passage"}
    repeated = [c for c in STORY["claims"] if len({m["article"] for m in c["members"]}) >= 3]
    assert any(c["independent"] == 1 for c in repeated), "told three times, one chain"
    assert any(c["independent"] >= 2 for c in repeated), "confirmed by a second chain"

"""Every frame, act and kind of cue has a sentence that it makes a statement of, and one with its verb that is none."""

from __future__ import annotations

import json
from functools import cache
from typing import get_args

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.model.marks import Act
from tawatur.read.analyse import analyser
from tawatur.read.reader import read
from tawatur.read.statements.cues import CueKind

PACK = load_pack("ar")
LINES = (PACK.folder / "examples" / "frames.jsonl").read_text("utf-8").splitlines()
EXAMPLES = [json.loads(line) for line in LINES]
IDLE = {"obj-deed", "li:that"}
"""Words of frames that open no content by themselves: claims of responsibility are events, "because" is a word of its own."""


def named(what):
    return {example[what] for example in EXAMPLES if what in example}


def label(example):
    return next(f"{what}-{example[what]}" for what in ("frame", "act", "kind") if what in example)


@cache
def statements(text):
    return read(Article(id="example", text=text), PACK)[1].statements


def lemmas(text):
    return {
        entry.lemma: entry.value
        for unit in analyser(PACK).analyse(text).units
        for entry in unit.entries
        if entry.cls == "cue"
    }


def frames_of_the_lexicon():
    return {word for entry in PACK.lexicon.of_class("cue") for word in entry.value.split()[1:]}


@pytest.mark.parametrize("example", EXAMPLES, ids=label)
def test_the_cue_makes_the_statement(example):
    text = example["text"]
    made = [s for s in statements(text) if s.cue.cut(text) == example["cue"]]
    assert [[span.cut(text) for span in s.contents] for s in made] == [[example["content"]]]
    if "act" in example:
        assert made[0].act == example["act"]
    if "kind" in example:
        assert made[0].trace.rule.startswith(f"statements/{example['kind']}")
    if "frame" in example:
        assert example["frame"] in lemmas(text)[example["verb"]].split()


@pytest.mark.parametrize("example", EXAMPLES, ids=label)
def test_the_same_word_makes_none_where_nothing_is_said(example):
    assert statements(example["counterexample"]) == ()
    assert not example["verb"] or example["verb"] in lemmas(example["counterexample"])


def test_every_frame_of_a_reporting_verb_has_its_example():
    assert frames_of_the_lexicon() - IDLE == named("frame")


def test_every_act_and_every_kind_of_cue_has_its_example():
    assert named("act") == set(get_args(Act))
    assert named("kind") == {*get_args(CueKind), "according"}

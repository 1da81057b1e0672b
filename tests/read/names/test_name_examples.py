"""The pack's examples of names: persons, bodies and groups with their spans, kinds and canonical forms."""

from __future__ import annotations

import json

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.read.analyse import analyser
from tawatur.read.names import find_names

PACK = load_pack()
EXAMPLES = [json.loads(line) for line in (PACK.folder / "examples" / "names.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:30])
def test_a_sentence_holds_just_the_persons_and_bodies_that_are_told(example):
    text = example["text"]
    names = find_names(analyser(PACK).analyse(text), Article(id="x", text=text))
    found = [
        {"kind": name.kind, "text": name.span.cut(text), "actor": name.actor}
        for name in names
        if name.kind in ("person", "body", "group")
    ]
    assert found == example["expect"]

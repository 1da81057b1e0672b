"""Every sentence of the pack's own examples is read as it says: cue, source, content, act, mode, chain, speaker."""

from __future__ import annotations

import json

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.read.reader import read

PACK = load_pack("ar")
LINES = (PACK.folder / "examples" / "statements.jsonl").read_text("utf-8").splitlines()
EXAMPLES = [json.loads(line) for line in LINES if line.strip()]


def told(text: str, example: dict) -> list[dict]:
    _, reading = read(Article(id="example", text=text), PACK)
    found = []
    for made in reading.statements:
        row = {
            "cue": made.cue.cut(text),
            "source": made.source.cut(text) if made.source else None,
            "contents": [span.cut(text) for span in made.contents],
            "act": made.act,
            "mode": made.mode,
            "chain": [hop.name for hop in made.chain],
        }
        if any("speaker" in wanted for wanted in example["expect"]):
            row["speaker"] = made.speaker
        found.append(row)
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['class']}-{example['text'][:40]}")
def test_an_example_is_read_as_it_says(example):
    assert told(example["text"], example) == example["expect"]


def test_there_are_enough_examples_of_what_is_and_what_is_not_said():
    said = [example for example in EXAMPLES if example["expect"]]
    assert len(said) >= 120
    assert len(EXAMPLES) - len(said) >= 25

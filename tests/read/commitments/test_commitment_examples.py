"""The pack's own examples of commitments: clause, status, term and what else the example says, read whole."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article, Published
from tawatur.model.marks import Commitment
from tawatur.read.reader import read

PACK = load_pack("ar")
PATH = PACK.folder / "examples" / "commitments.jsonl"
EXAMPLES = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]


def shown(text: str, mark: Commitment) -> dict[str, str | None]:
    spans = {"text": mark.span, "when": mark.when, "who": mark.who, "what": mark.what, "condition": mark.condition}
    return {
        "status": mark.status,
        "earliest": mark.earliest.isoformat() if mark.earliest else None,
        "latest": mark.latest.isoformat() if mark.latest else None,
        **{name: span.cut(text) if span else None for name, span in spans.items()},
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:30])
def test_an_example_gives_just_its_commitments(example):
    day, text = date.fromisoformat(example["published"]), example["text"]
    article = Article(id="example", text=text, published=Published(earliest=day, latest=day, stated=True))
    _, reading = read(article, PACK)
    found = [shown(text, mark) for mark in reading.commitments]
    assert len(found) == len(example["expect"]), found
    for got, wanted in zip(found, example["expect"], strict=True):
        assert {name: got[name] for name in wanted} == wanted


def test_every_status_has_examples_and_a_counterexample():
    for status in ("planned", "agreed", "announced", "demanded", "postponed", "denied", "done"):
        mine = [example for example in EXAMPLES if example["class"] == status]
        assert any(found["status"] == status for example in mine for found in example["expect"]), status
        assert any(not example["expect"] for example in mine), status

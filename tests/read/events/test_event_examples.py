"""The pack's own examples of events, read whole: trigger, class, days and status as a person wrote them down."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article, Published
from tawatur.read.reader import read

PACK = load_pack("ar")
PATH = PACK.folder / "examples" / "events.jsonl"
EXAMPLES = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]


def events_of(text: str, day: str) -> list[dict[str, str | None]]:
    published = Published(earliest=date.fromisoformat(day), latest=date.fromisoformat(day), stated=True)
    _, reading = read(Article(id="example", text=text, published=published), PACK)
    return [
        {
            "trigger": event.trigger.cut(text),
            "kind": event.kind,
            "earliest": event.earliest.isoformat() if event.earliest else None,
            "latest": event.latest.isoformat() if event.latest else None,
            "status": event.status,
        }
        for event in reading.events
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:30])
def test_an_example_gives_just_its_events(example):
    assert events_of(example["text"], example["published"]) == example["expect"]


def test_every_class_has_examples_and_a_counterexample():
    kinds = {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
    }  # fmt: skip
    for kind in kinds:
        mine = [example for example in EXAMPLES if example["class"] == kind]
        assert any(found["kind"] == kind for example in mine for found in example["expect"]), kind
        assert any(not any(found["kind"] == kind for found in example["expect"]) for example in mine), kind

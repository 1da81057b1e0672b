"""Every example of the pack is read as it says: exact places, exact values, under its own clock."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article, Published
from tawatur.model.marks import Time
from tawatur.read.analyse import analyser
from tawatur.read.times import find_times

PACK = load_pack("ar")


def times_in(text: str, day: str | None = "2024-08-16") -> tuple[Time, ...]:
    published = date.fromisoformat(day) if day else None
    article = Article(
        id="a", text=text, published=Published(earliest=published, latest=published, stated=published is not None)
    )
    return find_times(analyser(PACK).analyse(text), article)


def _told(mark: Time, text: str) -> dict[str, object]:
    return {
        "start": mark.span.start,
        "end": mark.span.end,
        "text": mark.span.cut(text),
        "kind": mark.kind,
        "value": mark.value,
        "earliest": mark.earliest.isoformat() if mark.earliest else None,
        "latest": mark.latest.isoformat() if mark.latest else None,
        "flags": list(mark.flags),
    }


def _examples() -> dict[str, list[dict]]:
    classes = defaultdict(list)
    for line in (PACK.folder / "examples" / "times.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        classes[row["class"]].append(row)
    return classes


@pytest.mark.parametrize("name", sorted(_examples()))
def test_examples_are_read_as_they_say(name):
    wrong = []
    for row in _examples()[name]:
        found = [_told(mark, row["text"]) for mark in times_in(row["text"], row["published"])]
        right = len(found) == len(row["expect"]) and all(
            {key: got[key] for key in want} == want for want, got in zip(row["expect"], found, strict=True)
        )
        if not right:
            wrong.append((row["text"], row["expect"], found))
    assert not wrong


@pytest.mark.parametrize("rule", PACK.rules["times"], ids=lambda rule: rule.name)
def test_a_rule_reads_its_examples_and_not_its_counterexamples(rule):
    blocks = rule.fields["how"] == "none"
    for example in rule.examples:
        rules = {mark.trace.rule for mark in times_in(example)}
        assert (not rules) if blocks else (rule.name in rules), example
    for example in rule.counterexamples:
        assert rule.name not in {mark.trace.rule for mark in times_in(example)}, example

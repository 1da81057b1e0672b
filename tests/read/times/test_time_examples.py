"""Every example of the pack is read as it says: exact places, exact values, under its own clock."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.marked import PACK, examples, place, wrong

from tawatur.model.article import Article, Published
from tawatur.model.marks import Time
from tawatur.read.analyse import analyser
from tawatur.read.times import find_times


def times_in(text: str, day: str | None = "2024-08-16") -> tuple[Time, ...]:
    published = date.fromisoformat(day) if day else None
    article = Article(
        id="a", text=text, published=Published(earliest=published, latest=published, stated=published is not None)
    )
    return find_times(analyser(PACK).analyse(text), article)


def _told(mark: Time, text: str) -> dict[str, object]:
    return {
        **place(mark.span, text),
        "kind": mark.kind,
        "value": mark.value,
        "earliest": mark.earliest.isoformat() if mark.earliest else None,
        "latest": mark.latest.isoformat() if mark.latest else None,
        "flags": list(mark.flags),
    }


@pytest.mark.parametrize("name", sorted(examples("times")))
def test_examples_are_read_as_they_say(name):
    assert not wrong(
        examples("times")[name],
        lambda row: [_told(mark, row["text"]) for mark in times_in(row["text"], row["published"])],
    )


@pytest.mark.parametrize("rule", PACK.rules["times"], ids=lambda rule: rule.name)
def test_a_rule_reads_its_examples_and_not_its_counterexamples(rule):
    blocks = rule.fields["how"] == "none"
    for example in rule.examples:
        rules = {mark.trace.rule for mark in times_in(example)}
        assert (not rules) if blocks else (rule.name in rules), example
    for example in rule.counterexamples:
        assert rule.name not in {mark.trace.rule for mark in times_in(example)}, example

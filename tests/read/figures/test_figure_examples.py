"""Every example of the pack is read as it says: exact places and bounds, and what is counted where it says so."""

from __future__ import annotations

import pytest
from tests.read.marked import PACK, examples, place, wrong

from tawatur.model.article import Article
from tawatur.model.marks import Figure
from tawatur.read.analyse import analyser
from tawatur.read.figures import find_figures
from tawatur.read.figures.modifiers import modifiers
from tawatur.read.times import find_times


def figures_in(text: str) -> tuple[Figure, ...]:
    article = Article(id="a", text=text)
    analysis = analyser(PACK).analyse(text)
    return find_figures(analysis, article, find_times(analysis, article))


def _told(mark: Figure, text: str) -> dict[str, object]:
    return {
        **place(mark.span, text),
        "low": mark.low,
        "high": mark.high,
        "approx": mark.approx,
        "counted": mark.counted.cut(text) if mark.counted else None,
        "whom": mark.whom.cut(text) if mark.whom else None,
        "where": mark.where.cut(text) if mark.where else None,
        "unit": mark.unit,
        "role": mark.role,
    }


@pytest.mark.parametrize("name", sorted(examples("figures")))
def test_examples_are_read_as_they_say(name):
    assert not wrong(
        examples("figures")[name], lambda row: [_told(mark, row["text"]) for mark in figures_in(row["text"])]
    )


@pytest.mark.parametrize("rule", PACK.rules["figures"], ids=lambda rule: rule.name)
def test_a_rule_reads_its_examples_and_not_its_counterexamples(rule):
    def rules(text: str) -> set[str]:
        found = figures_in(text)
        beside = modifiers(analyser(PACK).analyse(text))
        named = {step.detail for mark in found for step in mark.trace.steps}
        percent = {m.rule for m in beside.after.values() if any(mark.unit == "percent" for mark in found)}
        return named | percent

    for example in rule.examples:
        assert rule.name in rules(example), example
    for example in rule.counterexamples:
        assert rule.name not in rules(example), example

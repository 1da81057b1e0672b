"""Every example of the pack is read as it says: exact places and bounds, and what is counted where it says so."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.model.marks import Figure
from tawatur.read.analyse import analyser
from tawatur.read.figures import find_figures
from tawatur.read.figures.modifiers import modifiers
from tawatur.read.times import find_times

PACK = load_pack("ar")


def figures_in(text: str) -> tuple[Figure, ...]:
    article = Article(id="a", text=text)
    analysis = analyser(PACK).analyse(text)
    return find_figures(analysis, article, find_times(analysis, article))


def _told(mark: Figure, text: str) -> dict[str, object]:
    return {
        "start": mark.span.start,
        "end": mark.span.end,
        "text": mark.span.cut(text),
        "low": mark.low,
        "high": mark.high,
        "approx": mark.approx,
        "counted": mark.counted.cut(text) if mark.counted else None,
        "where": mark.where.cut(text) if mark.where else None,
        "unit": mark.unit,
        "role": mark.role,
    }


def _examples() -> dict[str, list[dict]]:
    classes = defaultdict(list)
    for line in (PACK.folder / "examples" / "figures.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        classes[row["class"]].append(row)
    return classes


@pytest.mark.parametrize("name", sorted(_examples()))
def test_examples_are_read_as_they_say(name):
    wrong = []
    for row in _examples()[name]:
        found = [_told(mark, row["text"]) for mark in figures_in(row["text"])]
        right = len(found) == len(row["expect"]) and all(
            {key: got[key] for key in want} == want for want, got in zip(row["expect"], found, strict=True)
        )
        if not right:
            wrong.append((row["text"], row["expect"], found))
    assert not wrong


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

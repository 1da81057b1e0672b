from __future__ import annotations

from time import perf_counter

import pytest

from tawatur.ingest.furniture import load_furniture

FURNITURE = load_furniture()
EXAMPLES = [(rule.name, line) for rule in FURNITURE.rules for line in rule.examples]
COUNTEREXAMPLES = [(rule.name, line) for rule in FURNITURE.rules for line in rule.counterexamples]


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_each_rule_takes_its_examples(name, line):
    rule = next(rule for rule in FURNITURE.rules if rule.name == name)
    folded = FURNITURE.fold(line)
    assert len(folded) <= rule.longest
    assert rule.pattern.fullmatch(folded)


@pytest.mark.parametrize(("name", "line"), COUNTEREXAMPLES)
def test_each_rule_leaves_its_counterexamples(name, line):
    rule = next(rule for rule in FURNITURE.rules if rule.name == name)
    folded = FURNITURE.fold(line)
    assert len(folded) > rule.longest or not rule.pattern.fullmatch(folded)


@pytest.mark.parametrize(("name", "line"), COUNTEREXAMPLES)
def test_no_other_rule_takes_a_sentence_of_an_article(name, line):
    found = FURNITURE.match(FURNITURE.fold(line))
    assert found is None or not line.rstrip().endswith((".", "؟", "!")), found


HOSTILE = [
    "12/2/2024" + "-" * 100 + "س", "الأحد " * 25 + "س", "#" + "a" * 300, "#a " * 100 + "!", "(" * 100, "12 فبراير " * 15, "شارك " * 30 + "9",
    "فيسبوك " * 25 + "9", "|" * 120, "ا | " * 35 + ".", "آخر تحديث " * 15, "/ا" * 70, "و " * 200, "a@" * 60, "1/" * 60 + "س", "صورة " * 50, "ق.د" * 40, "بغداد - " * 15,
]  # fmt: skip


@pytest.mark.parametrize("line", HOSTILE)
def test_no_line_keeps_a_rule_busy(line):
    folded = FURNITURE.fold(line)
    started = perf_counter()
    for rule in FURNITURE.rules:
        rule.pattern.fullmatch(folded[: rule.longest])
    assert perf_counter() - started < 0.5

from __future__ import annotations

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

"""Every rule of names makes a name in its examples and none in its counterexamples."""

from __future__ import annotations

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.read.analyse import analyser
from tawatur.read.names import find_names

RULES = load_pack().rules["names"]


def rules_in(text):
    return {name.trace.rule for name in find_names(analyser(load_pack()).analyse(text), Article(id="x", text=text))}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_makes_a_name_in_its_examples(rule):
    assert [text for text in rule.examples if rule.name not in rules_in(text)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_makes_no_name_in_its_counterexamples(rule):
    assert [text for text in rule.counterexamples if rule.name in rules_in(text)] == []

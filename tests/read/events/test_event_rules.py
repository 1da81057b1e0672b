from __future__ import annotations

import pytest
from tests.read.marked import misdecided

from tawatur.language.pack import load_pack
from tawatur.read.analyse import analyser
from tawatur.read.events.triggers import judged

PACK = load_pack("ar")
RULES = PACK.rules["events"]


def deciding(text: str) -> set[str]:
    return {name for _, name, _ in judged(analyser(PACK).analyse(text))}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_decides_its_examples_and_not_its_counterexamples(rule):
    assert not misdecided(rule, deciding)

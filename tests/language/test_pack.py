from __future__ import annotations

import pytest

from tawatur.errors import PackError
from tawatur.language.pack import load_pack


def test_a_pack_is_loaded_once_however_it_is_asked_for():
    assert load_pack() is load_pack("ar")


def test_a_language_that_has_no_pack_is_said_plainly():
    with pytest.raises(PackError, match="no language pack"):
        load_pack("xx")


def test_every_rule_has_an_example_and_a_counterexample():
    rules = [rule for found in load_pack().rules.values() for rule in found]
    assert len(rules) > 20
    assert all(rule.examples and rule.counterexamples for rule in rules)

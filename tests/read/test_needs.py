"""A rule that is left out of a search would have found nothing."""

from __future__ import annotations

import pytest

from tawatur.ingest import take
from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.read.analyse import analyser
from tawatur.read.needs import Fitting, needs_of
from tawatur.read.pattern import Pattern
from tawatur.sample import articles_dir

PACK = load_pack("ar")
ANALYSER = analyser(PACK)
ALPHABET = ANALYSER.alphabet


def members(cls: str) -> frozenset[str]:
    return frozenset(ALPHABET.members(cls))


def test_what_must_be_there_is_needed_and_what_may_be_missing_is_not():
    assert needs_of("<month> <n4>? <weekday>{0,2} <n2>{1,3}", ALPHABET) == [members("month"), members("n2")]


def test_of_a_choice_one_branch_is_needed():
    assert needs_of("( <month> | <weekday> <n2> )", ALPHABET) == [
        members("month") | min(members("weekday"), members("n2"), key=len)
    ]
    assert needs_of("( <month> | <n2>? )", ALPHABET) == []


def test_what_is_only_looked_at_is_not_needed():
    assert needs_of("[<! <month>] <n2> [= <n4>]", ALPHABET) == [members("n2")]


@pytest.mark.parametrize("kind", ["events", "commitments"])
def test_rules_that_are_passed_over_fit_nowhere_in_the_sample_story(kind):
    rules = [(Pattern(rule.pattern, ALPHABET), rule.name) for rule in PACK.rules[kind]]
    fitting = Fitting(rules, ALPHABET)
    passed_over = 0
    for article in take([articles_dir()]):
        assert isinstance(article, Article)
        analysis = ANALYSER.analyse(article.text)
        kept = [name for _, name in fitting.to(analysis)]
        assert kept == [name for _, name in rules if name in set(kept)]
        for pattern, name in rules:
            if name not in kept:
                passed_over += 1
                assert pattern.regex.search(analysis.symbols) is None, name
    assert passed_over > len(rules)

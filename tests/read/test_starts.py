"""Patterns tried together find what each finds alone."""

from __future__ import annotations

import pytest

from tawatur.language.pack import load_pack
from tawatur.read.analyse import analyser
from tawatur.read.pattern import Pattern
from tawatur.read.starts import Starts, opening

ANALYSER = analyser(load_pack("ar"))
TEXT = "قال الوزير يوم الخميس إن اللقاء سيعقد في 12 أيار/مايو 2018، ثم مساء الجمعة المقبل في بيروت."
SOURCES = [
    "<w.day>? <weekday>",
    "( <daypart> )? <weekday> <which>?",
    "d=<n2> m=( <month> ( <slash> <month> )? )",
    "[<= <w.fi> ] <n2>",
    "[! <weekday> ] <def> . <def>",
    "( <n4> | <month> )+",
]


@pytest.mark.parametrize("source", SOURCES)
def test_a_pattern_among_others_begins_wherever_it_matches_alone(source):
    analysis = ANALYSER.analyse(TEXT)
    alphabet = analysis.alphabet
    patterns = [(Pattern(each, alphabet), each) for each in SOURCES]
    together = {(m.first, m.last) for m, each in Starts(patterns, alphabet).matches(analysis) if each == source}
    alone = {
        (found.first, found.last)
        for index in range(len(analysis.units))
        if (found := Pattern(source, alphabet).at(analysis, index)) is not None and found.last > found.first
    }
    assert together == alone
    assert alone


def test_a_pattern_that_may_be_empty_can_begin_anywhere():
    alphabet = ANALYSER.alphabet
    assert opening("<month>?", alphabet).empty
    assert not opening("<month> <n4>?", alphabet).empty
    assert opening("<month> <n4>?", alphabet).first() == frozenset(alphabet.members("month"))

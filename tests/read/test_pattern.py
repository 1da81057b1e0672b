from __future__ import annotations

import pytest

from tawatur.errors import PackError
from tawatur.language.pack import load_pack
from tawatur.read.analyse import analyser
from tawatur.read.pattern import Pattern

ANALYSER = analyser(load_pack("ar"))


def found(pattern: str, text: str) -> list[str]:
    compiled = Pattern(pattern, ANALYSER.alphabet)
    return [m.span.cut(text) for m in compiled.finditer(ANALYSER.analyse(text))]


def test_classes_repeats_and_choices_read_as_written():
    assert found("<n2>? <month> ( <slash> <month> )? <n4>?", "في 5 يناير/كانون الثاني 2024 وفي شباط") == [
        "5 يناير/كانون الثاني 2024",
        "شباط",
    ]


def test_conditions_join_forbid_and_choose():
    assert found("<word&def>", "جاء الوفد أمس") == ["الوفد"]
    assert found("<number&!n4>", "بين 12 و2024") == ["12"]
    assert found("<n2|n4>", "بين 12 و2024") == ["12", "2024"]


def test_named_parts_keep_their_place_and_their_lexicon_value():
    text = "في 7 فبراير"
    match = next(Pattern("day=<n2> m=( <month> )", ANALYSER.alphabet).finditer(ANALYSER.analyse(text)))
    assert match.group("day").cut(text) == "7"
    assert match.value("m", "month") == "2"
    assert match.group("none") is None


def test_what_stands_before_and_behind_can_be_asked_and_forbidden():
    assert found("<n2> [= <month>]", "في 7 فبراير و9 رجال") == ["7"]
    assert found("<n2> [! <month>]", "في 7 فبراير و9 رجال") == ["9"]
    assert found("[<= <wa>] <n2>", "في 7 فبراير و9 رجال") == ["9"]


@pytest.mark.parametrize(
    ("pattern", "places"),
    [
        ("[<! <wa>] <n2>", ["7", "3"]),
        ("[<= <wa>] <n2>", ["9"]),
        ("([<= <wa>]|[<! <word>]) x=<n2>", ["7", "9"]),
        ("[<! <wa>] <n2> <month>?", ["7 فبراير", "3"]),
        ("[<= <month> <wa>] <n2>", ["9"]),
        ("[<! <month> <wa>] <n2>", ["7", "3"]),
        ("[<! <wa>] <n2>? <month>", ["7 فبراير"]),
    ],
)
def test_a_look_at_what_stands_before_opens_a_pattern_like_any_other(pattern, places):
    assert found(pattern, "7 فبراير و9 رجال 3") == places


def test_a_named_unit_behind_a_look_keeps_its_name():
    match = next(Pattern("[<= <wa>] n=<n2>", ANALYSER.alphabet).finditer(ANALYSER.analyse("في 7 فبراير و9 رجال")))
    assert (match.first, match.groups) == (4, {"n": (4, 5)})


def test_any_unit_never_crosses_a_paragraph():
    assert found("<n2> .* <n2>", "3 ثم 4\n\n5") == ["3 ثم 4"]


@pytest.mark.parametrize("pattern", ["<nosuchclass>", "( <month>", "<month> )", "month", "<month> ؟"])
def test_a_pattern_that_cannot_be_read_is_refused_with_a_reason(pattern):
    with pytest.raises(PackError):
        Pattern(pattern, ANALYSER.alphabet)

"""Figures keep their bounds as told and invent nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.read.analyse import analyser
from tawatur.read.figures import find_figures
from tawatur.read.times import find_times

PACK = load_pack("ar")


def read(text: str):
    article = Article(id="a", text=text)
    analysis = analyser(PACK).analyse(text)
    return find_figures(analysis, article, find_times(analysis, article))


@given(st.integers(min_value=11, max_value=10**9))
def test_every_number_of_people_is_read_with_its_value(number):
    (mark,) = read(f"قتل {number} شخصا في الهجوم.")
    assert (mark.low, mark.high) == (number, number)
    assert mark.role == "killed"


def test_a_number_of_ten_thousand_digits_is_no_figure():
    assert read("قتل " + "9" * 10_000 + " شخصا.") == ()


def test_open_bounds_stay_open():
    (more,) = read("قتل أكثر من 150 شخصا.")
    (less,) = read("قتل أقل من 150 شخصا.")
    assert (more.low, more.high) == (150, None)
    assert (less.low, less.high) == (None, 150)


def test_the_trace_names_the_words_that_set_the_bounds():
    text = "قتل ما لا يقل عن 20 شخصا."
    (mark,) = read(text)
    (step,) = mark.trace.steps
    assert step.what == "min"
    assert step.span is not None
    assert step.span.cut(text) == "ما لا يقل عن"


@pytest.mark.parametrize("text", ["في 12 أيار 2018", "منذ 2015", "خلال 48 ساعة", "قبل ثلاثة أيام", "الساعة 10:30"])
def test_numbers_inside_a_time_are_no_figures(text):
    assert read(f"عاد الوفد {text}.") == ()


def test_a_number_without_a_noun_counts_what_the_number_before_it_counts():
    text = "ينتشر 2500 جندي في العراق و900 في سوريا."
    first, second = read(text)
    assert first.counted == second.counted


@given(st.text(alphabet="0123456789٠١٢ /-:.،% قتل شخصا ألف مليون و ثلاثة آلاف من بين أكثر", max_size=80))
def test_no_text_breaks_the_reading_and_bounds_are_in_order(text):
    for mark in read(text):
        assert text[mark.span.start : mark.span.end].strip()
        assert mark.low is None or mark.high is None or mark.low <= mark.high

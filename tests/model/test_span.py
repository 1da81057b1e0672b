from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.model.span import Span, SpanError, check_quote, trimmed


@given(st.text(min_size=1), st.data())
def test_a_span_always_cuts_the_words_between_its_ends(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Span(start, end).cut(text) == text[start:end]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_an_empty_or_backward_span_cannot_be_made(start, end):
    with pytest.raises(SpanError):
        Span(start, end)


def test_a_span_past_the_end_of_its_text_is_an_error_and_never_a_shorter_quotation():
    with pytest.raises(SpanError, match="runs past the end"):
        Span(2, 9).cut("قال")


def test_a_quotation_that_differs_by_one_sign_does_not_fit():
    with pytest.raises(SpanError):
        check_quote("لم يبقَ سوى", Span(3, 7), "يبقى")
    assert check_quote("لم يبقَ سوى", Span(3, 7), "يبقَ") == Span(3, 7)


@given(st.text())
def test_trimming_leaves_no_outer_white_space_and_loses_nothing_else(text):
    span = trimmed(text, 0, len(text))
    assert ("" if span is None else span.cut(text)) == text.strip()


def test_overlap_and_containment_are_half_open():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 5).overlaps(Span(4, 9))
    assert Span(1, 3) in Span(0, 3)
    assert 3 not in Span(0, 3)

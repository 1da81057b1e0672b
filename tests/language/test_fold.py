from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language.pack import load_pack

FOLDING = load_pack("ar").folding
ARABIC = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF), st.characters(), st.sampled_from(" \n،«»ﷲﻻﺍ")
    )
)


@given(ARABIC)
def test_every_folded_character_maps_back_to_the_character_it_came_from(text):
    for full in (True, False):
        view = FOLDING.mapped(text, full=full)
        fold = FOLDING.full if full else FOLDING.light
        assert len(view.origin) == len(view.text) + 1
        assert list(view.origin) == sorted(view.origin)
        for place, character in enumerate(view.text):
            assert character in fold(text[view.origin[place]])


@given(ARABIC)
def test_folding_the_whole_is_folding_each_character(text):
    assert FOLDING.mapped(text).text == FOLDING.full(text)


@given(ARABIC)
def test_the_way_back_is_that_of_each_character_folded_alone(text):
    for full in (True, False):
        fold = FOLDING.full if full else FOLDING.light
        alone = [(folded, place) for place, character in enumerate(text) for folded in fold(character)]
        view = FOLDING.mapped(text, full=full)
        assert view.text == "".join(folded for folded, _ in alone)
        assert view.origin == (*(place for _, place in alone), len(text))


@given(ARABIC)
def test_a_folded_stretch_goes_back_to_a_span_that_folds_to_it(text):
    view = FOLDING.mapped(text)
    for start in range(0, len(view.text), 7):
        span = view.back(start, min(start + 3, len(view.text)))
        assert view.text[start : start + 3] in FOLDING.full(span.cut(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أعلنَت", "اعلنت"), ("إنّ", "ان"), ("مستشفى", "مستشفي"), ("تنظیم", "تنظيم"), ("کرکوك", "كركوك"),
        ("حكومة", "حكومه"), ("٢٥٠٠", "2500"), ("۲۵۰۰", "2500"), ("الـعـراق", "العراق"), ("ﷲ", "الله"), ("ﻻ", "لا"),
        ("\u202bبغداد\u202c", "بغداد"), ("مسؤول", "مسوول"),
    ],
)  # fmt: skip
def test_spellings_that_readers_take_as_one_fold_to_one(one, other):
    assert FOLDING.full(one) == FOLDING.full(other)


def test_the_light_fold_keeps_the_letters_that_tell_words_apart():
    assert FOLDING.light("أنّ") != FOLDING.light("إنّ")
    assert FOLDING.light("على") != FOLDING.light("علي")

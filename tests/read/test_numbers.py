"""Numbers in digits and words are read to their value, whatever their gender, case and order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language.pack import load_pack
from tawatur.read.analyse import analyser
from tawatur.read.numbers import numeral_at, numeral_of

ANALYSER = analyser(load_pack("ar"))

UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
SCALES = [
    (10**9, "مليار", "ملياران", "مليارات"),
    (10**6, "مليون", "مليونان", "ملايين"),
    (10**3, "ألف", "ألفان", "آلاف"),
]


def spelt(number: int) -> str:
    """The number in words, as grammars write it in the nominative."""
    parts = []
    for scale, one, two, many in SCALES:
        count, number = divmod(number, scale)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two)
        elif count:
            parts.append(f"{below_thousand(count)} {many if 3 <= count <= 10 else one}")
    if number:
        parts.append(below_thousand(number))
    return " و".join(parts)


def below_thousand(number: int) -> str:
    parts = [HUNDREDS[number // 100]] if number >= 100 else []
    rest = number % 100
    if 11 <= rest <= 12:
        parts.append(["أحد عشر", "اثنا عشر"][rest - 11])
    elif 13 <= rest <= 19:
        parts.append(f"{UNITS[rest - 10]} عشر")
    elif rest:
        parts += [word for word in (UNITS[rest % 10], TENS[rest // 10]) if word]
    return " و".join(parts)


def value(text: str):
    analysis = ANALYSER.analyse(text)
    return numeral_of(analysis, 0, len(analysis.units))


@given(st.integers(min_value=2, max_value=10**12 - 1))
def test_every_number_up_to_a_billion_thousands_is_read_back_from_its_words(number):
    assert value(spelt(number)) == number


@given(st.integers(min_value=1, max_value=10**17))
def test_digits_of_every_script_are_one_number(number):
    eastern = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert value(str(number)) == value(eastern) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("مئتان وخمسون مليونا", 250_000_000),
        ("ثلاثة آلاف وأربعمئة", 3400),
        ("خمسمائة", 500),
        ("ثلاث مئة", 300),
        ("سبع عشرة", 17),
        ("إحدى عشرة", 11),
        ("أحد عشر ألفا", 11_000),
        ("مئة وأحد عشر", 111),
        ("ألفين وأربعة عشر", 2014),
        ("7 تريليونات", 7_000_000_000_000),
        ("2,5 مليون", 2_500_000),
        ("1.250 مليار", 1_250_000_000),
        ("12.500", 12_500),
        ("12,500", 12_500),
        ("3 ملايين و200 ألف", 3_200_000),
        ("مئة ألف", 100_000),
        ("ثمانٍ وعشرين", 28),
        ("تسعمائة وتسعة وتسعين ألفاً", 999_000),
    ],
)
def test_numbers_are_read_as_newspapers_write_them(words, number):
    assert value(words) == number


@pytest.mark.parametrize("words", ["ثلاثة وأربعة", "عشرون وثلاثون", "5 و7", "مليون ومليار"])
def test_two_numbers_are_not_added_up(words):
    assert value(words) is None


def test_a_number_of_ten_thousand_digits_has_no_value():
    text = "9" * 10_000
    assert numeral_at(ANALYSER.analyse(text), 0) is None


def test_dates_and_clock_times_are_no_numbers():
    for text in ("12/5/2018", "10:30"):
        assert numeral_at(ANALYSER.analyse(text), 0) is None

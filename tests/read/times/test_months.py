"""The months of every Arab country are known: the names that Unicode CLDR gives for them (by way of Babel)."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.read.analyse import analyser
from tawatur.read.times import find_times

PACK = load_pack("ar")
NAMES = sorted(
    {
        (number, name)
        for code in locale_identifiers()
        if code == "ar" or code.startswith("ar_")
        for number, name in Locale.parse(code).months["format"]["wide"].items()
    }
)


@pytest.mark.parametrize(("number", "name"), NAMES)
def test_a_month_is_known_in_every_countrys_name(number, name):
    text = f"بدأت الدورة في 5 {name} 2024 بالعاصمة."
    (mark,) = find_times(analyser(PACK).analyse(text), Article(id="a", text=text))
    assert mark.earliest == date(2024, number, 5)

from __future__ import annotations

import pytest

from tawatur.language.outlets import load_outlets, outlet_by_domain, outlet_by_name


def named(name):
    found = outlet_by_name(name)
    return found.name if found else None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("رويترز", "رويترز"),
        ("وكالة رويترز", "رويترز"),
        ("وكالة رويترز للأنباء", "رويترز"),
        ("أ.ف.ب", "فرانس برس"),
        ("(أ ف ب)", "فرانس برس"),
        ("«الشرق الأوسط»", "الشرق الأوسط"),
        ('صحيفة "الشرق الأوسط"', "الشرق الأوسط"),
        ("العربية.نت", "العربية"),
        ("وكالة الانباء الالمانية", "وكالة الأنباء الألمانية"),
        ("bbc", "بي بي سي عربي"),
        ("قناة الميادين", "الميادين"),
    ],
)
def test_a_name_is_found_in_the_spellings_of_the_press(written, meant):
    assert named(written) == meant


@pytest.mark.parametrize("word", ["", "«»", "وكالات", "الحكومة", "صحيفة", "وزارة الخارجية"])
def test_what_is_no_outlet_is_not_found(word):
    assert outlet_by_name(word) is None


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https://www.aawsat.com/home/article/1", "الشرق الأوسط"),
        ("http://www.bbc.co.uk/arabic/x", "بي بي سي عربي"),
        ("arabic.cnn.com", "سي إن إن بالعربية"),
        ("https://www.alquds.co.uk/", "القدس العربي"),
        ("https://www.alquds.com/", "القدس"),
    ],
)
def test_an_address_gives_its_outlet(address, meant):
    found = outlet_by_domain(address)
    assert found is not None
    assert found.name == meant


@pytest.mark.parametrize("address", ["https://example.org/reuters.com", "notreuters.com", "com", "", "http://[bad"])
def test_a_foreign_address_gives_none(address):
    assert outlet_by_domain(address) is None


def test_outlets_of_one_publisher_share_a_family():
    family = {outlet_by_name(name).family for name in ("الشرق الأوسط", "إندبندنت عربية", "الاقتصادية")}
    assert len(family) == 1


def test_the_table_is_large_and_each_line_says_where_it_can_be_checked():
    outlets = load_outlets().all
    assert len(outlets) >= 150
    assert all(outlet.source.startswith(("en.wikipedia: ", "site: ")) for outlet in outlets)
    assert len({outlet.name for outlet in outlets}) == len(outlets)
    assert all(len(outlet.country) == 2 and outlet.country.isupper() for outlet in outlets)

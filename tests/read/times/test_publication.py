"""Where nobody says when an article was published, its own dates fix an interval; what they do not fix stays open."""

from __future__ import annotations

from datetime import date

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article, Published
from tawatur.read.analyse import analyser
from tawatur.read.times import dated, find_times

PACK = load_pack("ar")
FILLER = "\n\n".join(["تحدث الناطق عن الأوضاع في المدينة."] * 4)


def published(text: str) -> Published:
    return dated(Article(id="a", text=text), analyser(PACK).analyse(text)).published


def test_a_day_with_its_weekday_fixes_the_week_behind_it():
    found = published(f"{FILLER}\n\nقال الناطق الخميس 15 أغسطس 2024 إن المحادثات التي بدأت عام 2023 انتهت.")
    assert (found.earliest, found.latest) == (date(2024, 8, 15), date(2024, 8, 22))
    assert not found.stated
    assert found.reasons == ("الخميس 15 أغسطس 2024",)


def test_a_date_line_fixes_the_month_behind_it():
    found = published(f"{FILLER}\n\n15 أغسطس 2024\n\n{FILLER}")
    assert (found.earliest, found.latest) == (date(2024, 8, 15), date(2024, 9, 15))


def test_what_the_article_expects_ends_the_interval():
    found = published("قال الناطق في 1 أغسطس 2024 إن الوفد سيصل في 10 أغسطس 2024.")
    assert (found.earliest, found.latest) == (date(2024, 8, 1), date(2024, 8, 10))


def test_an_old_date_in_the_background_fixes_nothing():
    assert published(f"{FILLER}\n\nوقع الاتفاق في 14 تموز/يوليو 2015.") == Published()


def test_a_date_that_the_article_itself_outlives_fixes_nothing():
    assert published("وقع الاتفاق في 14 تموز/يوليو 2015 وألغي عام 2018.") == Published()


def test_nothing_is_inferred_where_no_date_is_told():
    assert published("قال الناطق الخميس إن المحادثات انتهت.") == Published()


def test_an_inferred_interval_resolves_what_both_its_ends_agree_on():
    text = "قال الناطق الخميس 15 أغسطس 2024 إن الخطة وضعت العام الماضي وإن الوفد عاد أمس."
    analysis = analyser(PACK).analyse(text)
    article = dated(Article(id="a", text=text), analysis)
    _, year, yesterday = find_times(analysis, article)
    assert (year.earliest, year.latest) == (date(2023, 1, 1), date(2023, 12, 31))
    assert (yesterday.earliest, yesterday.flags) == (None, ("open",))


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("نما الاقتصاد في العام الماضي 2023.", "2024-01-01", "2024-12-31"),
        ("تبدأ الدورة العام المقبل (2025).", "2024-01-01", "2024-12-31"),
        ("تراجع الإنتاج منذ بداية العام الجاري 2024.", "2024-01-01", "2024-12-31"),
        ("تراجع الإنتاج في يوليو الماضي 2024.", "2024-08-01", "2025-07-31"),
        ("تراجع الإنتاج العام الماضي 2023، وتعقد الجلسة في أكتوبر المقبل 2024.", "2024-01-01", "2024-09-30"),
        ("قال الناطق الخميس 15 أغسطس 2024 إن الإنتاج تراجع في العام الماضي 2023.", "2024-08-15", "2024-08-22"),
    ],
)
def test_a_year_told_twice_fixes_the_year_from_which_it_is_told(words, earliest, latest):
    found = published(f"{FILLER}\n\n{words}")
    assert (str(found.earliest), str(found.latest)) == (earliest, latest)
    assert all(reason in words for reason in found.reasons)


def test_bounds_that_contradict_each_other_fix_nothing():
    assert published("نما الاقتصاد في العام الماضي 2023 ويتراجع في العام المقبل 2023.") == Published()

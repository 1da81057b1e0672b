"""A time is counted from the publication date or the last date named, and says so; what is not fixed stays open."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language.pack import load_pack
from tawatur.model.article import Article, Published
from tawatur.read.analyse import analyser
from tawatur.read.figures import find_figures
from tawatur.read.times import dated, find_times

PACK = load_pack("ar")
MONTHS = [
    "يناير",
    "شباط",
    "آذار/مارس",
    "أبريل (نيسان)",
    "ماي",
    "يونيو",
    "تموز",
    "غشت",
    "أيلول",
    "تشرين الأول",
    "نونبر",
    "كانون الأول",
]


def read(text: str, earliest: str | None = "2024-08-16", latest: str | None = None):
    first = date.fromisoformat(earliest) if earliest else None
    last = date.fromisoformat(latest) if latest else first
    article = Article(id="a", text=text, published=Published(earliest=first, latest=last, stated=first is not None))
    return find_times(analyser(PACK).analyse(text), article)


def days(text: str, *published: str | None):
    return [(str(mark.earliest), str(mark.latest)) for mark in read(text, *published)]


def test_a_time_relative_to_today_names_the_publication_date_as_its_anchor():
    (mark,) = read("قال الوزير الخميس إنه باق.")
    assert mark.anchor is not None
    assert (mark.anchor.how, mark.anchor.earliest) == ("published", date(2024, 8, 16))
    assert any(step.what == "anchor" for step in mark.trace.steps)


def test_the_following_year_is_counted_from_the_last_date_named_and_shows_its_words():
    text = "سقطت المدينة عام 2014 واستعيدت في العام التالي."
    named, following = read(text)
    assert (following.earliest, following.latest) == (date(2015, 1, 1), date(2015, 12, 31))
    assert following.anchor is not None
    assert following.anchor.span == named.span
    assert following.anchor.how == "named"


def test_without_a_publication_date_nothing_is_invented():
    marks = read("قال الوزير الخميس إن الوفد وصل أمس وسيغادر الأسبوع المقبل في 12 مايو.", None)
    assert len(marks) == 4
    assert all(mark.earliest is None and mark.latest is None for mark in marks)


def test_a_full_date_needs_no_publication_date():
    assert days("وقع الاتفاق في 14 تموز/يوليو 2015.", None) == [("2015-07-14", "2015-07-14")]


def test_where_publication_is_an_interval_only_what_both_ends_agree_on_is_resolved():
    assert days("تراجع النمو العام الماضي.", "2024-02-01", "2024-02-29") == [("2023-01-01", "2023-12-31")]
    (open_,) = read("وصل الوفد أمس.", "2024-02-01", "2024-02-29")
    assert (open_.earliest, open_.latest, open_.flags) == (None, None, ("open",))


@pytest.mark.parametrize("text", ["في 31 فبراير 2024", "في 31 نيسان المقبل", "في 30/2/2024", "في 29 شباط 2023"])
def test_an_impossible_date_is_flagged_and_has_no_days(text):
    (mark,) = read(f"انتهت المهلة {text} بحسب الوثيقة.")
    assert (mark.earliest, mark.latest, mark.flags) == (None, None, ("impossible",))


def test_a_weekday_that_contradicts_its_date_is_flagged_and_the_date_stands():
    (mark,) = read("ذكرت الوثيقة أن اللقاء جرى الجمعة 15 أغسطس 2024.")
    assert (mark.earliest, mark.flags) == (date(2024, 8, 15), ("contradiction",))


def test_today_with_a_weekday_of_another_day_is_flagged_and_read_as_the_last_such_day():
    (mark,) = read("قال الوزير اليوم الاثنين إنه باق.")
    assert (mark.earliest, mark.flags) == (date(2024, 8, 12), ("contradiction",))


def test_a_month_keeps_its_precision():
    (mark,) = read("بدأت الحرب في سبتمبر 2023.")
    assert mark.value == "2023-09"
    assert (mark.earliest, mark.latest) == (date(2023, 9, 1), date(2023, 9, 30))


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2150, 12, 31)))
def test_every_date_written_out_is_read_back(day):
    (mark,) = read(f"وقع الحادث في {day.day} {MONTHS[day.month - 1]} {day.year} في المدينة.")
    assert (mark.earliest, mark.latest) == (day, day)


@given(st.integers(min_value=1000, max_value=9999))
def test_every_year_behind_its_word_is_that_year(year):
    (mark,) = read(f"وقع الحادث عام {year}.")
    assert (mark.earliest, mark.latest) == (date(year, 1, 1), date(year, 12, 31))


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)))
def test_no_day_of_publication_breaks_the_reading(day):
    text = "قال أمس وأول من أمس وغدا والخميس الماضي والقرن الماضي والعقد المقبل قبل 300 عام وبعد 9999 سنة في 29 شباط."
    for mark in read(text, day.isoformat()):
        assert mark.earliest is None or mark.latest is None or mark.earliest <= mark.latest


@given(st.text(alphabet="0123456789٠١٢ /-:.،عام يوم شهر فبراير الخميس الماضي قبل و", max_size=80))
def test_no_text_breaks_the_reading_and_every_span_is_in_it(text):
    for mark in read(text):
        assert text[mark.span.start : mark.span.end].strip()


def test_what_no_number_can_be_is_left_alone():
    assert days("بقي " + "9" * 10_000 + " عام.") == []
    assert days("قبل " + "9" * 18 + " سنة.") == [("None", "None")]


@pytest.mark.parametrize(
    "piece",
    [
        "الأحد والاثنين و",
        "ألف مليون ",
        "1 و2 و",
        "من 5 إلى ",
        "يوم ",
        "الماضي قبل ",
        "مليون و",
        "شهر أو ",
        "(2015",
        "سيصل ",
    ],
)
def test_time_grows_no_faster_than_a_hostile_text(piece):
    def steps(times: int) -> int:
        text = piece * times
        analysis = analyser(PACK).analyse(text)
        article = Article(id="a", text=text)
        count = 0

        def step(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(step)
        try:
            find_figures(analysis, article, find_times(analysis, article))
        finally:
            sys.setprofile(None)
        return count

    steps(10)
    assert steps(400) <= 6 * steps(100)


@pytest.mark.parametrize("step", range(7))
def test_a_weekday_in_the_past_is_the_last_one_and_ahead_the_next(step):
    today = date(2024, 8, 16) + timedelta(days=step)
    (past,) = read("أعلن الوزير الخميس استقالته.", today.isoformat())
    (ahead,) = read("سيعلن الوزير الخميس استقالته.", today.isoformat())
    assert past.earliest is not None
    assert ahead.earliest is not None
    assert today - timedelta(days=6) <= past.earliest <= today <= ahead.earliest <= today + timedelta(days=6)


def test_a_stated_publication_date_is_left_alone():
    text = "وقع الاتفاق في 14 تموز/يوليو 2015."
    day = date(2024, 8, 16)
    article = Article(id="a", text=text, published=Published(earliest=day, latest=day, stated=True))
    assert dated(article, analyser(PACK).analyse(text)) is article

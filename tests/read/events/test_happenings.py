"""Parties, days, figures, voices and further mentions of happenings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.language.pack import load_pack
from tawatur.model.article import Article, Published
from tawatur.model.reading import Reading
from tawatur.read.reader import read

DAY = date(2024, 8, 16)
WORDS = sorted({entry.form for entry in load_pack("ar").lexicon.of_class("event")})[::97]


def reading(text: str, title: str | None = None) -> Reading:
    published = Published(earliest=DAY, latest=DAY, stated=True)
    return read(Article(id="example", text=text, title=title, published=published))[1]


def parties(text: str) -> tuple[str | None, str | None]:
    (event,) = reading(text).events
    return (
        event.actor.cut(text) if event.actor else None,
        event.target.cut(text) if event.target else None,
    )


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("اعتقلت قوات الأمن عشرين متظاهرا.", "قوات الأمن", "عشرين متظاهرا"),
        ("شنت الفصائل هجمات على القاعدة الجوية.", "الفصائل", "القاعدة الجوية"),
        ("قتل عشرة جنود في الصحراء.", None, "عشرة جنود"),
    ],
)
def test_word_order_and_prepositions_give_the_parties(text, actor, target):
    assert parties(text) == (actor, target)


def test_who_announces_a_death_is_not_who_killed():
    text = "أعلنت وزارة الصحة مقتل أربعة مدنيين."
    events = reading(text).events
    (killing,) = [event for event in events if event.trigger.cut(text) == "مقتل"]
    assert killing.actor is None
    assert killing.target is not None
    assert killing.target.cut(text) == "أربعة مدنيين"


def test_a_figure_belongs_to_the_happening_that_it_counts():
    text = "قتل عشرة جنود في انفجار."
    found = reading(text)
    (killing,) = [event for event in found.events if event.trigger.cut(text) == "قتل"]
    assert {figure.id for figure in found.figures} == set(killing.figures)


def test_one_happening_with_its_further_mentions_is_one_event():
    text = "هاجم مسلحون مقر الشركة يوم الأحد.\n\nوأحدث الهجوم على المقر صدمة."
    attacks = [event for event in reading(text).events if event.kind == "ASSAULT"]
    assert len(attacks) == 1
    assert [mention.cut(text) for mention in attacks[0].mentions] == ["الهجوم"]


def test_two_killings_with_other_counts_stay_two():
    text = "قتل عشرة جنود في الشمال يوم الأحد.\n\nوقتل ثلاثة مدنيين في الجنوب يوم الاثنين."
    assert len([event for event in reading(text).events if event.kind == "ASSAULT"]) == 2


def test_an_undated_happening_is_open_to_the_day_of_publication():
    (event,) = reading("قصفت الطائرات مواقع المسلحين.").events
    assert (event.earliest, event.latest) == (None, DAY)


def test_a_happening_without_any_publication_date_has_no_days():
    (event,) = read(Article(id="example", text="قصفت الطائرات مواقع المسلحين."))[1].events
    assert (event.earliest, event.latest) == (None, None)


def test_what_a_speaker_tells_points_to_the_statement():
    text = "قال الوزير سالم الراشد إن الطائرات قصفت مواقع المسلحين."
    found = reading(text)
    (strike,) = [event for event in found.events if event.kind == "ASSAULT"]
    assert strike.statement == found.statements[0].id


@given(st.lists(st.sampled_from([*WORDS, "و", "،", ".", "في", "بعد", "لم", "الذي", "12", "مايو"]), max_size=25))
def test_any_string_of_words_is_read_without_a_span_outside_it(words):
    text = " ".join(words)
    found = reading(text)
    for event in found.events:
        for span in (event.trigger, event.actor, event.target, event.place, *event.mentions):
            assert span is None or span.end <= len(text)
    for mark in found.commitments:
        assert mark.what in mark.span or mark.what.overlaps(mark.span)
    assert found == reading(text)

"""The promises of the reading, over any text."""

from __future__ import annotations

import os

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.language.pack import load_pack
from tawatur.model.article import Article, Published, article_id
from tawatur.model.contract import from_contract, to_contract
from tawatur.read.reader import read

WORDS = st.sampled_from(
    [
        "قال",
        "قالت",
        "إن",
        "أن",
        "الوزير",
        "«نعم»",
        '"',
        ":",
        "،",
        ".",
        "\n\n",
        "وأضاف",
        "بحسب",
        "رويترز",
        "عن",
        "مصدر",
        "لم",
        "تعلن",
        "الحكومة",
        "يوم",
        "الخميس",
        "الماضي",
        "5",
        "يناير",
        "2024",
        "31/2/2020",
        "مئة",
        "ألف",
        "ونصف",
        "مليون",
        "جندي",
        "قُتل",
        "ثلاثة",
        "منذ",
        "حتى",
        "نهاية",
        "العام",
        "المقبل",
        "ستنسحب",
        "القوات",
        "بشرط",
        "تأجيل",
        "لا",
        "نفى",
        "ما",
        "بين",
        "7-8",
        "آب/أغسطس",
        "نقلت",
        "وكالة",
        "قوله",
        "إنه",
        "(",
        ")",
        "[",
        "]",
        "--",
        "…",
        "\u202b",
        "ـ",
        "٢٠٢٤",
        "%",
    ]
)
PROSE = st.lists(WORDS, max_size=60).map(" ".join)
HOSTILE = st.text(
    # halves of surrogate pairs never get past the taking in
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]), st.characters(min_codepoint=0x600, max_codepoint=0x6FF)
    ),
    max_size=300,
)


def article(text: str, day: str | None = "2024-08-16") -> Article:
    published = msgspec.convert({"earliest": day, "latest": day, "stated": day is not None}, Published, strict=False)
    return Article(id=article_id(text=text, url=None, outlet=None), text=text, published=published)


@settings(max_examples=int(os.environ.get("TAWATUR_EXAMPLES", "150")))
@given(st.one_of(PROSE, HOSTILE))
def test_no_text_breaks_the_reader_and_every_span_holds_its_words(text):
    told = to_contract(*read(article(text)))
    assert from_contract(msgspec.json.decode(msgspec.json.encode(told)))


@given(PROSE)
def test_reading_twice_gives_the_same_marks_with_the_same_names(text):
    assert read(article(text)) == read(article(text))


@given(PROSE)
def test_every_mark_names_its_rule_and_marks_of_one_kind_have_names_of_their_own(text):
    _, reading = read(article(text))
    assert reading.reader.pack == load_pack("ar").label
    for mark in reading.marks():
        assert mark.trace.rule
    for kind in (
        reading.times,
        reading.figures,
        reading.names,
        reading.statements,
        reading.events,
        reading.commitments,
    ):
        assert len({mark.id for mark in kind}) == len(kind)


@given(PROSE)
def test_an_interval_never_ends_before_it_begins(text):
    _, reading = read(article(text))
    for mark in (*reading.times, *reading.events, *reading.commitments):
        if mark.earliest and mark.latest:
            assert mark.earliest <= mark.latest


@pytest.mark.slow
def test_reading_time_grows_no_faster_than_the_text():
    # a ratio within one run: ten times the text may cost at most fifteen times the steps, counted, not timed
    import sys

    paragraph = (
        "وقالت وزارة الخارجية في بيان، الخميس، إن «المحادثات مستمرة» وإن 250 جنديا سيغادرون قبل نهاية العام المقبل.\n\n"
    )

    def steps(copies: int) -> int:
        count = 0

        def tally(frame, event, argument):
            nonlocal count
            count += 1

        text = paragraph * copies
        read(article(text))
        sys.setprofile(tally)
        try:
            read(article(text))
        finally:
            sys.setprofile(None)
        return count

    assert steps(200) <= 15 * steps(20)

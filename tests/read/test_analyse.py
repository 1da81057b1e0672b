from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tawatur.language.pack import load_pack
from tawatur.read.analyse import analyser

ANALYSER = analyser(load_pack("ar"))
WHITE = [" ", "  ", "\t", "\u00a0", " \t ", "\n", "\n\n", " \n ", "\n \n"]
HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(),
        st.sampled_from(" \n.،«»\"'()[]0123٤٥٦-/:ـ\u064e\u0651\u200f\u202bوالفبكسق"),
    ),
    max_size=200,
)


def pieces(text: str) -> list[str]:
    return [text[u.start : u.end] for u in ANALYSER.analyse(text).units]


@given(HOSTILE)
@example("\ufdf8 \ufefb \ufef7\u0646")  # one character for several letters
def test_units_are_in_order_do_not_overlap_and_leave_out_nothing_but_white_space_and_tag_marks(text):
    analysis = ANALYSER.analyse(text)
    at = 0
    for unit in analysis.units:
        assert at <= unit.start < unit.end <= len(text)
        left = text[at : unit.start].replace("#", "").replace("_", "")
        assert not left.strip() or not ANALYSER.pack.folding.light(left).strip()
        at = unit.end
    assert len(analysis.symbols) == len(analysis.units)
    covered = [i for sentence in analysis.sentences for i in sentence]
    assert covered == sorted(set(covered))


@pytest.mark.parametrize(
    "word", ["وزير", "بيان", "وفد", "والد", "فرنسا", "سوريا", "لبنان", "كتاب", "ألمانيا", "وقف", "بعد"]
)
def test_a_word_that_only_looks_as_if_it_began_with_a_particle_stays_whole(word):
    assert pieces(word) == [word]


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("وقالت", ["و", "قالت"]), ("وبحسب", ["و", "بحسب"]), ("للوزارة", ["ل", "لوزارة"]), ("والحكومة", ["و", "الحكومة"]),
        ("فقال", ["ف", "قال"]), ("وسيقول", ["و", "س", "يقول"]), ("بالاتفاق", ["ب", "الاتفاق"]),
    ],
)  # fmt: skip
def test_attached_particles_are_units_of_their_own(word, cut):
    found = pieces(word)
    assert found == cut or ("".join(found) == word and found[-1] == cut[-1])


def test_a_merged_article_is_still_the_article():
    core = ANALYSER.analyse("للحكومة").units[-1]
    assert core.definite
    assert core.key == "الحكومه"


def test_a_particle_before_a_quotation_mark_stands_alone():
    assert pieces("لـ«المنار»") == ["ل", "«", "المنار", "»"] or pieces("لـ«المنار»")[0].startswith("ل")


def test_numbers_dates_and_clock_times_are_one_unit_each():
    assert pieces("12/3/2024 و2,500 و21.4 و10:30 و٢٥٠٠") == [
        "12/3/2024",
        "و",
        "2,500",
        "و",
        "21.4",
        "و",
        "10:30",
        "و",
        "٢٥٠٠",
    ]


def test_a_number_written_in_one_with_its_noun_is_cut_from_it():
    assert pieces("150قتيلا") == ["150", "قتيلا"]


def test_a_phrase_of_the_lexicon_is_one_unit_and_keeps_its_particle_apart():
    assert pieces("وكانون الثاني") == ["و", "كانون الثاني"]


def test_an_abbreviation_does_not_end_a_sentence():
    analysis = ANALYSER.analyse("ذكرت أ.ف.ب أن القصف توقف. ثم عاد.")
    assert len(analysis.sentences) == 2


def test_a_sentence_never_runs_over_a_paragraph():
    analysis = ANALYSER.analyse("عنوان بلا نقطة\n\nفقرة أولى")
    assert len(analysis.sentences) == len(analysis.paragraphs) == 2


def test_a_tag_reads_like_its_words():
    assert pieces("قال #سالم_المنصوري") == ["قال", "سالم", "المنصوري"]


def test_a_word_with_the_article_or_a_closed_t_carries_no_pronoun():
    for word in ("الاجتماعي", "عادة"):
        (unit,) = ANALYSER.analyse(word).units
        assert not [entry for entry in unit.entries if "+" in entry.feature]


def test_a_word_that_the_text_writes_with_its_own_article_is_no_particle_and_a_rest():
    text = "وصل جندي فالدوري إلى الحدود. وقالت السفيرة الفالدورية إن الجيش الفالدوري باق."
    lights = [unit.light for unit in ANALYSER.analyse(text).units]
    assert "فالدوري" in lights
    alone = [unit.light for unit in ANALYSER.analyse("وصل جندي فالدوري إلى الحدود.").units]
    assert "فالدوري" not in alone  # nothing in the text says that the first letter is the word's own


def test_a_particle_before_a_word_of_the_text_stays_apart():
    text = "فتح المعبر، والمعبر الآخر مغلق، فالمعبر لا يكفي."
    units = [unit.light for unit in ANALYSER.analyse(text).units]
    assert units.count("المعبر") == 3


def test_words_are_cut_alike_wherever_they_stand_and_however_often_they_were_seen():
    first, second = "قال «الوزير»: وصل 12,5 ألف نازح.", "(أ.ف.ب)، بلقاسم 7/8/2023"
    alone = ANALYSER.analyse(second).units
    shift = len(first) + 1
    for _ in range(2):
        together = ANALYSER.analyse(f"{first} {second}").units[-len(alone) :]
        assert [(u.start - shift, u.end - shift, u.key, u.symbol) for u in together] == [
            (u.start, u.end, u.key, u.symbol) for u in alone
        ]


@pytest.mark.parametrize("piece", [" ", "ب", "\n ", "1", "ـ", "كتب،"])
def test_an_odd_text_is_cut_in_time_linear_in_its_length(piece):
    def seconds(text: str) -> float:
        begun = time.process_time()
        ANALYSER.analyse(text)
        return time.process_time() - begun

    short, long = seconds(piece * 10_000), seconds(piece * 100_000)
    assert long < 40 * short + 0.1


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["كتاب", "وقال،", "«نعم»", "12", "الوزير."]), st.sampled_from(WHITE))))
def test_a_unit_knows_whether_white_space_stands_before_it(pieces):
    text = "".join(word + white for word, white in pieces)
    units = ANALYSER.analyse(text).units
    for before, unit in pairwise(units):
        between = text[before.end : unit.start]
        assert unit.space == bool(between)
        assert not between.strip()
        assert "\n" not in between
    assert [unit for unit in units if text[unit.start : unit.end].isspace()] == [u for u in units if u.key == "\n"]

"""The forms of a verb: what the tables of the pack make of its principal parts."""

from __future__ import annotations

import pytest

from tawatur.errors import PackError
from tawatur.language.inflection import Inflection
from tawatur.language.lexicon import VERB_PARTS
from tawatur.language.pack import load_pack
from tawatur.read.analyse import analyser

PACK = load_pack("ar")
TABLES = Inflection.from_data(PACK.table("inflection"))


def forms(**parts: str) -> dict[str, set[str]]:
    given = {part: parts.get(part, "") for part in VERB_PARTS}
    given["stem"] = given["stem"] or given["past"]
    out: dict[str, set[str]] = {}
    for made in TABLES.forms(given):
        out.setdefault(made.part, set()).add(made.form)
    return out


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"past": "قال", "stem": "قل"}, {"قال", "قالت", "قالوا", "قالا", "قالتا"}),
        ({"past": "نفى"}, {"نفى", "نفت", "نفوا", "نفيا", "نفتا", "نفاه", "نفته"}),
        ({"past": "دعا"}, {"دعا", "دعت", "دعوا", "دعاه", "دعته"}),
        ({"past": "خشي"}, {"خشي", "خشيت", "خشوا"}),
        ({"past": "لجأ"}, {"لجأ", "لجأت", "لجأوا", "لجؤوا"}),
        ({"past": "وصف"}, {"وصف", "وصفت", "وصفه", "وصفها", "وصفته", "وصفوه", "وصفهم"}),
    ],
)
def test_the_past_has_its_persons_and_objects_weak_verbs_too(parts, expected):
    assert expected <= forms(**parts)["past"]


@pytest.mark.parametrize(
    ("parts", "expected", "never"),
    [
        ({"past": "قال", "stem": "قل"}, {"قلت", "قلنا", "قلتم", "قلن"}, set()),
        ({"past": "نفى"}, {"نفيت", "نفينا", "نفين"}, {"نفىت", "نفىنا"}),
        ({"past": "شكا"}, {"شكوت", "شكونا"}, {"شكات"}),
        ({"past": "أكد"}, {"أكدت", "أكدنا"}, set()),
    ],
)
def test_the_stem_before_consonants_is_that_of_the_verb(parts, expected, never):
    made = forms(**parts)["stem"]
    assert expected <= made
    assert not never & made


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ("يقول", {"يقول", "تقول", "نقول", "أقول", "يقولون", "يقولان", "يقولوا"}),
        ("ينفي", {"ينفي", "تنفي", "ينفون", "ينفيان", "ينفونه"}),
        ("يرى", {"يرى", "ترى", "يرون"}),
        ("يدعو", {"يدعو", "تدعو", "يدعون"}),
        ("يتهم", {"يتهم", "يتهمه", "تتهمها", "يتهمونه", "يتهمونها"}),
    ],
)
def test_the_present_changes_its_first_letter_with_the_person(present, expected):
    assert expected <= forms(present=present)["present"]


@pytest.mark.parametrize(
    ("participle", "expected", "never"),
    [
        ("مؤكد", {"مؤكد", "مؤكدا", "مؤكدة", "مؤكدين", "مؤكدون", "مؤكدان"}, set()),
        ("نافي", {"نافي", "نافيا", "نافية", "ناف", "نافون", "نافين"}, {"نافيون"}),
        ("داعي", {"داعيا", "داعية", "داعين"}, {"داعيين"}),
    ],
)
def test_participles_bend_with_gender_and_number(participle, expected, never):
    made = forms(participle=participle)["participle"]
    assert expected <= made
    assert not never & made


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("قول", {"قول", "قوله", "قولها", "قولهم"}),
        ("دعوة", {"دعوة", "دعوته", "دعوتها"}),
        ("ادعاء", {"ادعاء", "ادعاؤه", "ادعائها"}),
        ("شكوى", {"شكوى", "شكواه", "شكواهم"}),
    ],
)
def test_verbal_nouns_take_the_pronoun_of_who_acts(noun, expected):
    assert expected <= forms(noun=noun)["noun"]


def test_a_row_without_a_feature_is_refused():
    with pytest.raises(PackError):
        Inflection.from_data({"past": [{"add": "x"}]})


def test_every_reporting_lemma_is_found_in_running_text_in_its_third_persons():
    cutter = analyser(PACK)
    lemmas = {entry.lemma: entry.form for entry in PACK.lexicon.of_class("cue") if entry.part == "past"}
    assert len(lemmas) >= 130
    lost = [lemma for lemma in lemmas if not any(u.entry("cue") for u in cutter.analyse(lemma).units)]
    assert not lost

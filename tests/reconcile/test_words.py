"""What a word means for comparing: families by meaning, never by letters alone; a name is one key."""

from __future__ import annotations

import pytest

from tawatur.language.pack import load_pack
from tawatur.read.analyse import analyser
from tawatur.reconcile.words import words_of

PACK = load_pack("ar")
ANALYSE = analyser(PACK).analyse
WORDS = words_of(PACK)


def keys(text: str) -> list[str]:
    return [term.key for term in WORDS.terms_of(ANALYSE(text))]


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("غادرت القوات المدينة", "WITHDRAW"),
        ("انسحاب القوات", "WITHDRAW"),
        ("لقوا حتفهم", "KILL"),
        ("لجأ إلى القوة", "USE"),
        ("مجموعات العمل", "WORKGROUP"),
        ("القضاء على التنظيم", "DEFEAT"),
        ("المحافظة على الهدوء", "PRESERVE"),
        ("رفع العقوبات", "LIFT"),
        ("أسلحتهم", "WEAPON"),
        ("الوثائق", "TEXT"),
        ("تمديد المهلة", "RENEW"),
    ],
)
def test_words_of_one_meaning_are_one_family(text: str, family: str) -> None:
    assert family in keys(text)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("مئات", "WATER"),
        ("بايدن", "SUPPORT"),
        ("الفرات", "FLEE"),
        ("يقوم", "RESIST"),
        ("يتعلق", "STOP"),
        ("محافظات", "PRESERVE"),
        ("رحلة", "WITHDRAW"),
        ("تعرض", "REJECT"),
        ("التوقعات", "SIGN"),
        ("أبدا", "START"),
        ("المفروضة", "IMPOSE"),
        ("شرطة", "CONDITION"),
    ],
)
def test_words_that_only_share_letters_are_not(text: str, family: str) -> None:
    assert family not in keys(text)


def test_a_listed_name_is_one_key_and_tells_no_act() -> None:
    (term,) = WORDS.terms_of(ANALYSE("هيئة تحرير الشام"))
    assert term.key.startswith("#")
    assert not term.act


def test_the_names_of_one_body_have_one_key() -> None:
    assert keys("مجلس الأمن") == keys("مجلس الأمن الدولي")


def test_a_broken_plural_is_its_singular() -> None:
    assert keys("الموقف") == keys("المواقف")

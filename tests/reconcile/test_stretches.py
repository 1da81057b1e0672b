"""Clauses: texts are cut where something else is told, and what is denied or given as a cause is known."""

from __future__ import annotations

from tawatur.language.pack import load_pack
from tawatur.read.analyse import analyser
from tawatur.reconcile.stretches import grammar_of
from tawatur.reconcile.words import words_of

PACK = load_pack("ar")
GRAMMAR = grammar_of(PACK)


def cut(text: str) -> list[str]:
    return [span.cut(text) for span in GRAMMAR.clauses(analyser(PACK).analyse(text))]


def denied(text: str) -> list[str]:
    analysis = analyser(PACK).analyse(text)
    (clause,) = GRAMMAR.clauses(analysis)
    return [text[d.start : d.end] for d in GRAMMAR.denials(analysis, clause)]


def causes(text: str) -> list[str]:
    analysis = analyser(PACK).analyse(text)
    (clause,) = GRAMMAR.clauses(analysis)
    return [span.cut(text) for span in GRAMMAR.causes(analysis, clause)]


def test_each_clause_tells_one_thing() -> None:
    text = "أغلقت السلطات المعبر الجنوبي أمام الشاحنات، بينما بقي المعبر الشمالي مفتوحا أمام المسافرين."
    assert cut(text) == ["أغلقت السلطات المعبر الجنوبي أمام الشاحنات", "بينما بقي المعبر الشمالي مفتوحا أمام المسافرين"]


def test_what_goes_on_behind_an_aside_between_commas_is_one_clause() -> None:
    text = "أسفرت غارات جوية على البلدة، آخر معاقل المسلحين في الإقليم، عن مقتل ثمانية مدنيين"
    assert cut(text) == [text]
    two = "غادر الوفد العاصمة في ساعة متأخرة من الليل، بقي الوزير وحده في مقر المؤتمر"
    assert len(cut(two)) == 2


def test_what_only_says_which_thing_is_meant_ends_no_clause() -> None:
    text = "توصل الطرفان إلى تفاهم حول انسحاب القوات التي تقودها الدولة الجارة من الميناء خلال عامين"
    assert cut(text) == [text]
    short = "توصل الطرفان إلى تفاهم حول انسحاب القوات التي قصفت الميناء"
    assert cut(short) == [short]
    two = cut("توصل الطرفان إلى تفاهم حول انسحاب القوات التي قصفت الميناء الكبير خلال عامين")
    assert two == ["توصل الطرفان إلى تفاهم حول انسحاب القوات", "التي قصفت الميناء الكبير خلال عامين"]


def test_a_clause_goes_on_behind_words_on_its_subject() -> None:
    text = "الجولة الثانية من المحادثات، التي علقت بعد الهجوم، قد تستأنف في غضون أسبوعين"
    assert cut(text) == [text]


def test_what_is_counted_goes_on_with_the_nouns_before_it() -> None:
    text = "تدرس اللجنة مستوى الخطر الذي يشكله المسلحون وقدرات قوات الأمن"
    assert cut(text) == [text]
    assert len(cut("قررت اللجنة إعادة فتح المعبر وسحب القوات من المدينة")) == 2


def test_a_name_told_once_more_goes_on_with_its_clause() -> None:
    text = "يبدو إعلان نهاية المهمة التي بدأت قبل عشرة أعوام، إعلانا بلا معنى"
    assert cut(text) == [text]


def test_a_condition_with_a_deadline_is_told_for_itself() -> None:
    parts = cut("يغادر المئات قبل الصيف بموجب الاتفاق، على أن تلحق بهم البقية في نهاية السنة")
    assert parts == ["يغادر المئات قبل الصيف بموجب الاتفاق", "على أن تلحق بهم البقية في نهاية السنة"]


def test_a_contrast_stays_in_one_clause() -> None:
    assert len(cut("ما يجري هناك ليس احتفالا شعبيا، بل اجتماع عادي للأعضاء")) == 1


def test_a_denial_reaches_to_what_is_set_against_it() -> None:
    assert denied("هذا ليس إضرابا بل توقف مؤقت عن العمل") == ["إضرابا"]


def test_what_is_still_so_is_not_denied() -> None:
    assert denied("لا يزال المعبر مغلقا أمام الشاحنات") == []
    assert denied("لم يبق سوى توقيع الوزير على القرار") == []


def test_a_cause_stands_behind_because_or_before_led_to() -> None:
    assert causes("تأجل الافتتاح بسبب العاصفة الرملية") == ["بسبب العاصفة الرملية"]
    assert [c.strip() for c in causes("العطل في المضخة أدى إلى انقطاع المياه")] == ["العطل في المضخة"]


def test_forms_of_one_act_and_its_fellows_are_one_family() -> None:
    words = words_of(PACK)
    for text in ("تأجيل", "أرجأت", "يؤجل"):
        analysis = analyser(PACK).analyse(f"{text} الجلسة")
        assert "POSTPONE" in {t.key for t in words.terms_of(analysis)}, text

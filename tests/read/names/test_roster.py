"""Who a source's noun phrase stands for."""

from __future__ import annotations

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.model.span import Span
from tawatur.read.analyse import analyser
from tawatur.read.names import find_names, roster


def resolved(text, source, nth=1, previous=None):
    analysis = analyser(load_pack()).analyse(text)
    start = -1
    for _ in range(nth):
        start = text.index(source, start + 1)
    known = roster(analysis, find_names(analysis, Article(id="x", text=text)))
    return known.resolve(Span(start, start + len(source)), previous)


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("قال وزير النقل الأردني ليث الخصاونة إن الطريق سيفتح.", "وزير النقل الأردني ليث الخصاونة", "ليث الخصاونة"),
        ("أعلن الرئيس مروان الدالي الخطة. وأضاف الدالي أنها جاهزة.", "الدالي", "مروان الدالي"),
        ("زار الرئيس التونسي عماد القلال صفاقس. وقال الرئيس التونسي إن الوضع تحسن.", "الرئيس التونسي", "عماد القلال"),
        ("وصل المتحدث باسم حزب الأمل رامي الصباغ. وأكد المتحدث أن اللقاء تأجل.", "المتحدث", "رامي الصباغ"),
        ("قالت هدى المصري، مديرة المركز، إن العدد زاد. وأشارت المديرة إلى النقص.", "المديرة", "هدى المصري"),
        ("التقى السفير بالمندوب الكيني جون أوتينو. وقال المندوب الكيني إنه راض.", "المندوب الكيني", "جون أوتينو"),
    ],
)
def test_a_person_is_called_by_the_fullest_name_of_the_article(text, source, speaker):
    nth = 2 if text.count(source) > 1 and not text.startswith("قال") else 1
    found = resolved(text, source, nth)
    assert (found.speaker, found.named, found.kind) == (speaker, True, "person")


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("نفت الخارجية الباكستانية الخبر.", "الخارجية الباكستانية", "وزارة الخارجية الباكستانية"),
        ("قال البنتاغون إن التدريب انتهى.", "البنتاغون", "وزارة الدفاع الأميركية"),
        ("أعلنت وزارة الري العراقية الأرقام. وأوضحت الوزارة أنها أولية.", "الوزارة", "وزارة الري العراقية"),
        ("رفضت حركة «الفجر» العرض. وقالت الحركة إنها ستقاطع.", "الحركة", "حركة الفجر"),
        ("جاء ذلك في بيان صادر عن منظمة الصحة العالمية.", "بيان صادر عن منظمة الصحة العالمية", "منظمة الصحة العالمية"),
        ("أصدرت وزارة النفط الليبية بيانا. وجاء في البيان أن الإنتاج عاد.", "البيان", "وزارة النفط الليبية"),
        ("قالت طهران إنها لن تغير موقفها.", "طهران", "إيران"),
        ("حذرت أنقرة وموسكو من التصعيد.", "أنقرة وموسكو", "تركيا وروسيا"),
        ("دعا الاتحاد الأوروبي إلى هدنة.", "الاتحاد الأوروبي", "الاتحاد الأوروبي"),
    ],
)
def test_a_body_is_called_by_its_own_name_whatever_stands_for_it(text, source, speaker):
    found = resolved(text, source)
    assert (found.speaker, found.named) == (speaker, True)


@pytest.mark.parametrize(
    ("text", "source", "how_many", "body"),
    [
        ("قال مصدر أمني لبناني إن الطريق أغلق.", "مصدر أمني لبناني", 1, "لبنان"),
        ("ذكرت مصادر مطلعة أن اللقاء تأجل.", "مصادر مطلعة", None, None),
        ("كشف مسؤولان كويتيان عن الخطة.", "مسؤولان كويتيان", 2, "الكويت"),
        ("قال ثلاثة دبلوماسيين أوروبيين إن النص جاهز.", "ثلاثة دبلوماسيين أوروبيين", 3, None),
        (
            "قال مسؤول في وزارة الدفاع التركية إن العملية انتهت.",
            "مسؤول في وزارة الدفاع التركية",
            1,
            "وزارة الدفاع التركية",
        ),
    ],
)
def test_a_source_without_a_name_is_described(text, source, how_many, body):
    found = resolved(text, source)
    assert not found.named
    assert found.anonymous is not None
    assert (found.anonymous.how_many, found.anonymous.body) == (how_many, body)


def test_a_definite_source_repeats_the_indefinite_one_before_it():
    text = "قال مصدر حكومي رفيع إن الموعد تأجل، وذكرت مصادر محلية غير ذلك. وأضاف المصدر أن الخطة جاهزة."
    assert resolved(text, "المصدر").speaker == "مصدر حكومي رفيع"


def test_several_sources_told_in_other_words_are_other_sources():
    text = "قالت مصادر طبية إن العدد ارتفع. ونفت المصادر العسكرية ذلك."
    assert resolved(text, "المصادر العسكرية").speaker == "المصادر العسكرية"


def test_a_document_without_issuer_is_the_last_speakers():
    assert resolved("وجاء في البيان أن القرار نهائي.", "البيان", previous="وزارة العدل").speaker == "وزارة العدل"


def test_an_office_that_nobody_carries_in_the_article_stands_for_itself():
    found = resolved("قال وزير الخارجية النرويجي إن الحوار مستمر.", "وزير الخارجية النرويجي")
    assert (found.speaker, found.named) == ("وزير الخارجية النرويجي", True)


def test_an_office_of_another_country_is_not_the_one_that_is_carried():
    text = "التقى الرئيس الغاني كوامي أسانتي نظيره. وقال الرئيس الكيني إن اللقاء ناجح."
    assert resolved(text, "الرئيس الكيني").speaker == "الرئيس الكيني"


def test_a_president_of_a_council_is_not_the_president_of_the_state():
    text = "قال رئيس مجلس النواب التونسي فاضل الماجري إن الجلسة رفعت. وأعلن الرئيس التونسي غير ذلك."
    assert resolved(text, "الرئيس التونسي").speaker == "الرئيس التونسي"


def test_peoples_and_currents_in_general_are_not_named():
    found = resolved("قال السودانيون إنهم ينتظرون المساعدات.", "السودانيون")
    assert (found.named, found.kind) == (False, "people")


def test_every_phrase_resolves_to_something():
    text = "، و«» في 12 من."
    analysis = analyser(load_pack()).analyse(text)
    known = roster(analysis, ())
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            assert known.resolve(Span(start, end)).speaker is not None

from __future__ import annotations

import io
import json

import pytest

from tawatur.ingest import Context, take

TITLE = "مجلس الجونة يقر خطة لتوسعة الميناء"
BODY = [
    "أقر مجلس بلدية الجونة خطة لتوسعة الميناء تمتد ثلاثة أعوام، وقال رئيسه إن الأعمال ستبدأ فور وصول المعدات من الخارج.",
    "وأضاف رئيس المجلس أن التوسعة ستتيح استقبال السفن الكبيرة التي كانت ترسو في موانئ أخرى على طول الساحل الشرقي.",
    "ونفى متعهد الأعمال أن تكون كلفة التوسعة قد ارتفعت، مؤكدا أن الأسعار المتفق عليها مع البلدية لم تتغير منذ توقيع العقد.",
    "وكانت نقابة الصيادين قد طالبت بتعويض أصحاب القوارب الصغيرة عن الأشهر التي ستغلق فيها الأرصفة القديمة أمامهم.",
]
LEADS = [
    "أعلنت جامعة السفانة، الاثنين، نتائج مسابقة الشعر السنوية التي شارك فيها مئتا طالب من كليات الآداب والتربية والحقوق في البلاد.",
    "فاز منتخب القصيبة لكرة السلة على ضيفه بفارق سبع نقاط، في المباراة التي جرت مساء السبت وسط حضور جماهيري كبير.",
]


def cleaned(paragraphs):
    (found,) = take([io.BytesIO(json.dumps({"title": TITLE, "text": "\n".join(paragraphs)}).encode())], Context())
    return found.text.split("\n\n")[1:], list(found.dropped)


def test_leads_of_other_stories_at_the_end_go():
    kept, gone = cleaned([*BODY, *LEADS])
    assert (kept, gone) == (BODY, LEADS)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_two_headlines_in_a_row_between_paragraphs_go(place):
    teasers = ["غرق قارب صيد قبالة السفانة", "سكان القصيبة ينتظرون المياه منذ أسبوع"]
    kept, gone = cleaned([*BODY[:place], *teasers, *BODY[place:]])
    assert (kept, gone) == (BODY, teasers)


def test_a_long_headline_that_speaks_of_something_else_goes():
    teaser = "بطلة الجمباز تعتزل بعد إصابة ركبتها في تدريبات المنتخب"
    kept, gone = cleaned([*BODY[:2], teaser, *BODY[2:]])
    assert (kept, gone) == (BODY, [teaser])


@pytest.mark.parametrize(
    "head", ["أسعار لم تتغير", "المتعهد ينفي ارتفاع كلفة أعمال التوسعة في ميناء البلدية", "تعويض أصحاب القوارب"]
)
def test_a_sub_head_stays(head):
    lines = [*BODY[:2], head, *BODY[2:]]
    assert cleaned(lines) == (lines, [])


def test_a_list_behind_a_colon_stays():
    lines = [
        BODY[0],
        "وتنص الخطة على ثلاث مراحل هي:",
        "ردم الحوض الشمالي وتدعيم جدرانه",
        "بناء رصيف جديد للحاويات والسيارات",
        "نقل سوق السمك إلى موقعه الجديد",
        *BODY[1:],
    ]
    assert cleaned(lines) == (lines, [])


def test_last_paragraphs_of_the_same_story_stay_even_without_a_joining_word():
    lines = [
        *BODY,
        "قال صياد في الخمسين من عمره إن قاربه هو مصدر رزقه الوحيد، وإنه لن يخرج من الميناء قبل أن يقبض تعويضه كاملا.",
        "سيعقد المجلس جلسة جديدة الأسبوع المقبل لمناقشة مطالب النقابة وتحديد موعد إغلاق الأرصفة أمام القوارب والسفن.",
    ]
    assert cleaned(lines) == (lines, [])


def test_a_pull_quote_goes_where_it_repeats_the_text_and_where_it_shortens_it():
    said = BODY[2].partition("،")[0]
    shortened = "نفى متعهد الأعمال أن تكون كلفة التوسعة ارتفعت مؤكدا أن الأسعار المتفق عليها لم تتغير منذ توقيع العقد"
    for pull in (said, shortened):
        kept, gone = cleaned([*BODY[:3], pull, *BODY[3:]])
        assert (kept, gone) == (BODY, [pull])


def test_a_paragraph_that_stands_twice_stays_once():
    assert cleaned([BODY[0], *BODY]) == (BODY, [BODY[0]])


def test_short_open_paragraphs_around_a_notice_stay():
    lines = [
        "أجرى وفد من الجونة مباحثات في تل القمر حول تقاسم المياه",
        "وأكد الجانبان أن اللجنة المشتركة ستعود إلى الاجتماع قريبا",
        "رئيس بلدية تل القمر وصف الاجتماع بأنه إيجابي ومثمر للطرفين",
        "مصدر في الوفد قال إن الخلاف على الحصص لا يزال قائما",
        "وسيغادر الوفد المدينة صباح غد على أن يعود إليها بعد أسبوعين.",
    ]
    kept, gone = cleaned(["الأحد 8 شباط 2026", *lines[:3], "إعلان", *lines[3:]])
    assert kept == lines
    assert gone == ["الأحد 8 شباط 2026", "إعلان"]


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        ("مجلس الجونة يقر الخطة | صحيفة المرفأ", "مجلس الجونة يقر الخطة"),
        ("صحيفة المرفأ - مجلس الجونة يقر الخطة", "مجلس الجونة يقر الخطة"),
        ("مجلس الجونة يقر الخطة - BBC", "مجلس الجونة يقر الخطة"),
        ("الجونة - تل القمر: خطة واحدة لميناءين", "الجونة - تل القمر: خطة واحدة لميناءين"),
        ("رويترز: مجلس الجونة يقر الخطة", "رويترز: مجلس الجونة يقر الخطة"),
    ],
)
def test_a_title_loses_the_sites_name_and_nothing_else(shown, title):
    from tawatur.ingest.assemble import without_site
    from tawatur.ingest.furniture import load_furniture

    assert without_site(shown, "صحيفة المرفأ", load_furniture()) == title

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
        ("فارقوا الحياة", "KILL"),
        ("لجأ إلى القوة", "USE"),
        ("لجأت الحكومة إلى القوة", "USE"),
        ("مجموعات العمل", "WORKGROUP"),
        ("القضاء على التنظيم", "DEFEAT"),
        ("المحافظة على الهدوء", "PRESERVE"),
        ("رفع العقوبات", "LIFT"),
        ("أسلحتهم", "WEAPON"),
        ("الوثائق", "DOCUMENT"),
        ("تمديد المهلة", "RENEW"),
        ("يدمر الجسر", "DESTROY"),
        ("تنفجر العبوة", "EXPLODE"),
        ("يطرد السفير", "WITHDRAW"),
        ("قدرات الجيش", "CAPACITY"),
        ("قدرته على الرد", "CAPABLE"),
        ("أطلق عليه اسم الدرع", "CALLED"),
        ("اتخذت الحكومة قرارها أمس", "DECIDE"),
        ("اتخذ المجلس قرارا", "DECIDE"),
        ("أجرى الوفدان محادثات", "NEGOTIATE"),
        ("قوض الهجوم الهدنة", "SABOTAGE"),
        ("استجابت النقابة للعرض", "RESPOND"),
        ("ردت النقابة على العرض", "RESPOND"),
        ("غاز سام", "POISON"),
        ("التزامها بالاتفاق", "COMPLY"),
        ("التزاماتهم", "COMPLY"),
        ("حال دون وصول القافلة", "PREVENT"),
        ("باءت بالفشل", "FAIL"),
        ("دخل القانون حيز التنفيذ", "IMPLEMENT"),
        ("بسط سيطرته", "CONTROL"),
        ("أدلوا بأصواتهم", "VOTE"),
        ("صادق على القانون", "LEGISLATE"),
        ("تراجعت عن الضريبة", "ABANDON"),
        ("وزير الخارجية", "FOREIGN_MINISTRY"),
        ("رئيس الحكومة", "PRIME_MINISTER"),
        ("رئيس مجلس الوزراء", "PRIME_MINISTER"),
        ("نائب الرئيس", "DEPUTY"),
        ("يتضمن الاتفاق", "CONTAIN"),
        ("يشكل خطرا", "THREATEN"),
        ("أعرب عن قلقه", "FEAR"),
        ("أقيل المحافظ", "DISMISS"),
        ("استأنفت المحكمة جلساتها", "RESUME"),
        ("العودة إلى طاولة المفاوضات", "RESUME"),
        ("قطعت علاقاتها", "SEVER"),
        ("نزع السلاح", "DISARM"),
        ("ملء الخزان", "FILL_DAM"),
        ("الفيضانات", "FLOOD"),
        ("إعادة الإعمار", "BUILD"),
        ("حظر التجول", "CURFEW"),
        ("إلقاء القبض عليه", "ARREST"),
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
        ("فجر الأحد", "EXPLODE"),
        ("أدلى بتصريح", "EVIDENCE"),
        ("في ظل الأزمة", "STAY"),
        ("نقلت الوكالة", "TRANSITION"),
        ("العدالة", "CHANGE"),
        ("فقد قال الوزير", "LOSE"),
        ("طبقا للقانون", "IMPLEMENT"),
        ("السلطة التنفيذية", "IMPLEMENT"),
        ("الأخطر من ذلك", "INFORM"),
        ("المفوض السامي", "POISON"),
        ("أعراض المرض", "PRESENT"),
        ("مقطع مصور", "BOYCOTT"),
        ("وسائل التواصل", "CONTINUE"),
        ("أعمارهم", "BUILD"),
        ("النفقات", "TUNNEL"),
        ("حق النقض", "CANCEL"),
        ("مساعدو الوزير", "AID"),
        ("الإصلاحيون", "REFORM"),
        ("العنصر الأهم", "SOLDIER"),
        ("سئل الوزير", "FLOOD"),
        ("مقبرة جماعية", "MILITIA"),
        ("نائب الرئيس", "PARLIAMENT"),
        ("البحث عن ناجين", "NEGOTIATE"),
        ("سلامة الركاب", "PEACE"),
        ("تفاعل الجمهور", "IMPLEMENT"),
        ("لم ترد العبارة في النص", "RESPOND"),
        ("وقع الانفجار", "SIGN"),
    ],
)
def test_words_that_only_share_letters_are_not(text: str, family: str) -> None:
    assert family not in keys(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المجتمع الدولي", "القوات الأجنبية"),
        ("استقال المحافظ", "أقيل المحافظ"),
        ("عودة اللاجئين", "استئناف المحادثات"),
        ("رد الحكومة على المقترح", "ثأر المسلحين"),
        ("طائرة ركاب", "طائرة مسيرة"),
        ("مؤتمر صحفي", "مؤتمر القمة"),
        ("إجلاء المرضى", "انسحاب القوات"),
        ("نشرت الصحيفة تقريرا", "انتشار الجنود"),
        ("تقدم ملموس في المحادثات", "توغل القوات"),
        ("برنامج الصواريخ", "قصف المدينة"),
        ("نزاع مسلح", "خلاف بين الوزيرين"),
        ("مخيم للاجئين", "قبو في منزل"),
    ],
)
def test_what_means_another_thing_shares_no_family(one: str, other: str) -> None:
    assert not {k for k in keys(one) if k.isupper()} & {k for k in keys(other) if k.isupper()}


@pytest.mark.parametrize(
    "text", ["خلال ذلك", "من جراء ذلك", "من جانبه", "نحو ذلك", "وقد تمت", "عدم", "حيال ذلك", "أفادت"]
)
def test_function_words_say_nothing(text: str) -> None:
    assert keys(text) == []


def test_a_listed_name_is_one_key_and_tells_no_act() -> None:
    (term,) = WORDS.terms_of(ANALYSE("هيئة تحرير الشام"))
    assert term.key.startswith("#")
    assert not term.act


def test_the_names_of_one_body_have_one_key() -> None:
    assert keys("مجلس الأمن") == keys("مجلس الأمن الدولي")


def test_a_broken_plural_is_its_singular() -> None:
    assert keys("الموقف") == keys("المواقف")


def test_no_form_of_the_lexicon_stands_in_two_families() -> None:
    concepts = PACK.table("reconcile_concepts")
    seen: dict[str, str] = {}
    for group in ("acts", "things"):
        for name, forms in concepts[group].items():  # type: ignore[attr-defined]  # a table of strings
            for form in forms.split():
                assert seen.setdefault(PACK.folding.full(form), name) == name, form


def test_every_family_that_the_rules_name_is_in_the_lexicon() -> None:
    concepts, rules = PACK.table("reconcile_concepts"), PACK.table("reconcile")
    known = {name.upper() for group in ("acts", "things") for name in concepts[group]}  # type: ignore[attr-defined]

    def named(value: object) -> set[str]:
        if isinstance(value, str):
            return {value} if value.isascii() and value.isupper() else set()
        if isinstance(value, list):
            return {name for part in value for name in named(part)}
        return {name for part in value.values() for name in named(part)} if isinstance(value, dict) else set()

    assert named([rules["tracks"], rules["disputes"]]) <= known

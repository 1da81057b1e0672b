"""What stands against what: denials tied to what they deny, other reach, and what only looks like a dispute."""

from __future__ import annotations

from datetime import date

from tawatur.model.article import Article, Published
from tawatur.model.story import Dispute
from tawatur.read.reader import read
from tawatur.reconcile import reconcile

DAY = date(2025, 3, 4)
STATED = Published(earliest=DAY, latest=DAY, stated=True, how="meta")


def disputes(*texts: str) -> tuple[Dispute, ...]:
    articles = [Article(id=f"a{n}", text=text, published=STATED, outlet=f"صحيفة {n}") for n, text in enumerate(texts)]
    return reconcile(read(article) for article in articles).disputes


def speakers(dispute: Dispute) -> set[frozenset[str | None]]:
    return {frozenset(account.speaker for account in side) for side in dispute.sides}


def test_a_denial_that_only_points_back_is_tied_to_the_accusation() -> None:
    found = disputes(
        "اتهمت وزارة الدفاع اليونانية البحرية التركية بإغراق قارب صيد قرب الجزيرة، الاثنين. ونفت أنقرة ذلك."
    )
    assert [d.kind for d in found] == ["denial"]


def test_a_denial_that_names_whom_it_answers_is_tied_to_nobody_else() -> None:
    found = disputes(
        "قال المتحدث باسم النقابة إن السفينة غرقت في الميناء بعد اصطدامها برصيف قديم. "
        "ونفت وزارة الخارجية التركية الاتهامات اليونانية."
    )
    assert not found


def test_two_who_speak_for_one_state_are_no_dispute() -> None:
    found = disputes(
        "نفى وزير الخارجية التركي مشاركة جيش بلاده في قصف المخيم، الأحد. "
        "وقال المتحدث باسم وزارة الدفاع التركية إن الاتهامات بقصف المخيم لا أساس لها."
    )
    assert not found


def test_who_asks_for_something_not_to_be_done_denies_nothing() -> None:
    found = disputes(
        "هدد وزير النفط بالانسحاب من اتفاق خفض الإنتاج مطلع الشهر المقبل. "
        "وناشدت الحكومة الجزائرية الوزير عدم الانسحاب من اتفاق خفض الإنتاج."
    )
    assert not found


def test_what_is_only_supposed_is_not_asserted() -> None:
    found = disputes(
        "قال وزير الخارجية البريطاني إن بلاده سترد إذا توافرت أدلة على استخدام الجيش أسلحة كيميائية في المدينة. "
        "ونفت الحكومة السودانية استخدام أسلحة كيميائية في المدينة."
    )
    assert not found


def test_two_who_give_one_truce_another_reach_are_a_dispute_over_its_scope() -> None:
    found = disputes(
        "قالت وزارة الدفاع إن الهدنة تشمل جميع المناطق بما فيها ريف المدينة. "
        "لكن المتحدث باسم الجبهة قال إن الهدنة لا تشمل ريف المدينة."
    )
    assert [d.kind for d in found] == ["scope"]


def test_all_of_them_and_some_of_them_only_are_a_dispute_over_scope() -> None:
    found = disputes(
        "قال وزير الدفاع إن الاتفاق يقضي بانسحاب جميع القوات من البلاد. "
        "وقال السفير الأجنبي إن الاتفاق يقضي بانسحاب القوات القتالية فقط."
    )
    assert "scope" in [d.kind for d in found]


def test_two_places_of_one_truce_are_no_dispute_over_its_scope() -> None:
    found = disputes(
        "قالت وزارة الدفاع إن الهدنة تشمل ريف المدينة الجنوبي. لكن المتحدث باسم الجبهة قال إن الهدنة لا تشمل الميناء."
    )
    assert not found


def test_speakers_of_one_body_who_count_differently_are_no_dispute() -> None:
    found = disputes(
        "قالت وزارة الصحة الأردنية إن 12 عاملا قتلوا في انهيار المصنع. "
        "وقال المتحدث باسم وزارة الصحة الأردنية إن 20 عاملا قتلوا في انهيار المصنع."
    )
    assert not found


def test_two_who_count_one_share_differently_are_a_dispute_over_the_figure() -> None:
    found = disputes(
        "أعلنت نقابة المعلمين أن نسبة المشاركة في الإضراب بلغت 92 في المئة. "
        "وقالت وزارة التربية إن نسبة المشاركة لم تتجاوز 40 في المئة."
    )
    assert [d.kind for d in found] == ["figure"]


def test_who_tells_of_preventing_a_thing_does_not_say_that_it_is_done() -> None:
    said = "ونفت الحكومة السودانية تطوير أسلحة نووية في المنشأة."
    assert not disputes(f"قالت بريطانيا إن الاتفاق يضمن منع تطوير أسلحة نووية في المنشأة. {said}")
    assert disputes(f"اتهمت بريطانيا الحكومة السودانية بتطوير أسلحة نووية في المنشأة. {said}")


def test_that_one_state_stays_is_no_denial_that_another_leaves() -> None:
    kept = "وقالت وزارة الخارجية {} إن {} لن تنسحب من اتفاق الملاحة في الخليج."
    told = "قال وزير الخارجية التركي إن إسبانيا ستنسحب من اتفاق الملاحة في الخليج. "
    assert not disputes(told + kept.format("البرتغالية", "البرتغال"))
    assert [d.kind for d in disputes(told + kept.format("الإسبانية", "إسبانيا"))] == ["denial"]


def test_that_one_thing_goes_on_is_no_denial_that_another_stopped() -> None:
    found = disputes(
        "قال الوسيط إن الجولة الثانية من المحادثات توقفت بعد الحريق. "
        "وقال قائد الميليشيا إن الجماعة لن تتوقف قبل رحيل آخر جندي أجنبي."
    )
    assert not found
    found = disputes(
        "قال الوسيط إن المحادثات توقفت بعد الحريق، وإن الوفدين سيغادران. ونفى وزير الخارجية أن تكون المحادثات توقفت."
    )
    assert [d.kind for d in found] == ["denial"]


def test_the_pair_that_stands_against_each_other_most_plainly_leads_its_sides() -> None:
    found = disputes(
        "قال الوزير إن الشركة ستغلق الميناء.",
        "وقال العمدة إن الشركة ستغلق الميناء الشرقي في مايو المقبل بعد سنوات من الخسائر والديون.",
        "ونفت الشركة أنها ستغلق الميناء الشرقي في مايو المقبل.",
    )
    leading = [{side[0].speaker for side in dispute.sides} for dispute in found]
    assert {"العمدة", "الشركة"} in leading

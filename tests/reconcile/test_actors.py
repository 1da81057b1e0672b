"""Actors across articles: states no list knows, bodies told by who leads them, short forms, offices, spellings."""

from __future__ import annotations

from datetime import date

from tawatur.model.article import Article, Published, article_id
from tawatur.model.story import Actor
from tawatur.read.reader import read
from tawatur.reconcile import reconcile

DAY = date(2026, 3, 2)


def told(*texts: str) -> tuple[Actor, ...]:
    """The actors of articles of one day, each of another outlet."""
    articles = [
        Article(
            id=article_id(text=text, url=None, outlet=f"صحيفة {n}"), text=text, outlet=f"صحيفة {n}",
            published=Published(earliest=DAY, latest=DAY, stated=True),
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return reconcile([read(article) for article in articles]).actors


def forms(actors: tuple[Actor, ...], form: str) -> set[str]:
    """All forms of the actor that has a form; the first such actor's."""
    return next((set(actor.forms) for actor in actors if form in actor.forms), set())


LEFT = (
    "قالت وزيرة الدفاع القرمانية ليلى الحصري في تاندورا إن قواتها لن تغادر. وأضافت الحصري في تاندورا أن الأمر محسوم.",
    "أعلنت قرمانيا وبلسورا أمس وقف إطلاق النار. ورحبت الحكومة البلسورية بالاتفاق.",
    "اتفقت تاندورا ومرفيسا على تبادل الأسرى. وقالت وزارة الدفاع القرمانية إن الاتفاق يدوم شهرا.",
    "نفت وزيرة الدفاع القرمانية ليلى الحصري في تاندورا ما تردد عن بلسورا. وقالت تاندورا إنها ملتزمة بالاتفاق.",
)
"""Two states that nobody has heard of, with their capitals."""


def test_a_capital_that_no_list_knows_stands_for_the_state_whose_officials_speak_there() -> None:
    actors = told(*LEFT)
    assert {"قرمانيا", "تاندورا"} <= forms(actors, "قرمانيا")


def test_the_capital_named_beside_a_known_one_is_the_other_states() -> None:
    assert {"بلسورا", "مرفيسا"} <= forms(told(*LEFT), "بلسورا")


def test_the_text_may_say_outright_whose_capital_a_place_is() -> None:
    actors = told(
        "أعلنت قرمانيا وبلسورا وقف إطلاق النار، ورحبت الحكومة القرمانية بالاتفاق.",
        "اجتمع الوفدان في العاصمة القرمانية تاندورا. وقالت تاندورا ومرفيسا إن المحادثات كانت صعبة.",
    )
    assert "تاندورا" in forms(actors, "قرمانيا")


def test_a_place_where_both_sides_speak_is_nobodys_capital() -> None:
    actors = told(
        "أعلنت قرمانيا وبلسورا وقف إطلاق النار، ورحبت الحكومة القرمانية والحكومة البلسورية بالاتفاق.",
        "قال وزير الخارجية القرماني سامي الحصري في كولدنبرا إن الاتفاق قريب. "
        "وقال وزير الخارجية البلسوري ماجد الأسعد في كولدنبرا إن الاتفاق بعيد.",
        "قال وزير الخارجية القرماني سامي الحصري في كولدنبرا إنه متفائل. "
        "ورد وزير الخارجية البلسوري ماجد الأسعد في كولدنبرا بأنه متشائم.",
    )
    assert "كولدنبرا" not in forms(actors, "قرمانيا") | forms(actors, "بلسورا")


def test_an_ambassador_sits_in_anothers_capital() -> None:
    actors = told(
        "أعلنت قرمانيا وبلسورا وقف إطلاق النار، ورحبت الحكومة القرمانية والحكومة البلسورية بالاتفاق.",
        "قال السفير القرماني لدى مرفيسا نادر الحصري في مرفيسا إن بلاده باقية. وأضاف الحصري في مرفيسا أنها لا تنسحب.",
    )
    assert "مرفيسا" not in forms(actors, "قرمانيا")


def test_a_government_told_by_its_heads_name_is_its_state() -> None:
    actors = told(
        "قال الرئيس الأمريكي جو بايدن إن القوات باقية. وأكدت الولايات المتحدة ذلك.",
        "انتقد نواب إدارة بايدن بشدة. وقال جو بايدن إنه ماض في خطته.",
    )
    assert "إدارة بايدن" in forms(actors, "الولايات المتحدة")


def test_a_family_name_that_is_a_nations_adjective_makes_no_government_of_that_nation() -> None:
    actors = told(
        "أعلن رئيس الوزراء العراقي محمد شياع السوداني خطة. وانتقدت أحزاب حكومة محمد السوداني أمس.",
        "قال العراق إن السودان بلد شقيق.",
    )
    assert "حكومة محمد السوداني" in forms(actors, "العراق")
    assert "حكومة محمد السوداني" not in forms(actors, "السودان")


def test_who_leads_a_coalition_is_told_within_its_name() -> None:
    actors = told(
        "قصفت طائرات التحالف الدولي بقيادة الولايات المتحدة مواقع في الصحراء. وقالت واشنطن إن القصف كان دقيقا.",
        "قال التحالف الدولي إن القصف كان دقيقا.",
    )
    assert "التحالف الدولي بقيادة الولايات المتحدة" in forms(actors, "التحالف الدولي")
    assert "التحالف الدولي" not in forms(actors, "واشنطن")


def test_a_bare_head_is_the_one_that_was_told_last() -> None:
    actors = told(
        "قالت وزارة الدفاع العراقية إن الهجوم فشل. وأوضحت الوزارة أن أحدا لم يصب. "
        "ورفضت وزارة الخارجية الإيرانية الاتهام. وقالت الوزارة في بيان إنها تستنكره."
    )
    defence, foreign = forms(actors, "وزارة الدفاع العراقية"), forms(actors, "وزارة الخارجية الإيرانية")
    assert "الوزارة" in defence
    assert "الوزارة" in foreign
    assert defence != foreign


def test_a_base_is_told_without_its_head_where_two_words_say_which() -> None:
    actors = told("استهدف صاروخ قاعدة تل الجمان ليلا. وقال شهود إن هجوم تل الجمان استمر ساعة.")
    assert "تل الجمان" in forms(actors, "قاعدة تل الجمان")


def test_the_president_of_a_body_is_not_the_body() -> None:
    actors = told(
        "قال رئيس البرلمان علي لاريجاني إن الاتفاق انتهى.",
        "صوت البرلمان على القرار. وقال رئيس البرلمان إن التصويت كان نزيها.",
    )
    assert "رئيس البرلمان" in forms(actors, "علي لاريجاني")
    assert "البرلمان" not in forms(actors, "علي لاريجاني")


def test_two_spellings_of_a_foreign_name_are_one_person_and_two_first_names_are_two() -> None:
    actors = told(
        "قالت المستشارة الألمانية أنجيلا ميركل إن برلين ملتزمة.",
        "أعلنت المستشارة الألمانية أنغيلا ميركل أن بلادها ملتزمة.",
        "قال النائب جاسم العبيدي إن الخطة فشلت.",
        "قال النائب قاسم العبيدي إن الخطة نجحت.",
    )
    assert {"أنجيلا ميركل", "أنغيلا ميركل"} <= forms(actors, "أنجيلا ميركل")
    assert "قاسم العبيدي" not in forms(actors, "جاسم العبيدي")


def test_a_body_told_with_its_state_is_not_the_one_whose_name_goes_on() -> None:
    actors = told(
        "قال الجيش السوري إنه سيطر على البلدة. ونفت سوريا ذلك.",
        "قال الجيش السوري الحر إنه سيطر على البلدة. ونفت سوريا ذلك.",
    )
    assert "الجيش السوري الحر" not in forms(actors, "الجيش السوري")


def test_a_bare_government_is_no_regions_because_only_the_region_is_told_by_a_body_of_its_own() -> None:
    actors = told(
        "قالت الحكومة العراقية إن الحدود آمنة. ونفت الحكومة السورية ذلك.",
        "أكدت حكومة إقليم كردستان العراق أن المعابر مفتوحة.",
        "قالت الحكومة إن المعابر مغلقة.",
    )
    assert forms(actors, "حكومة إقليم كردستان") <= {"حكومة إقليم كردستان"}


def test_the_movement_is_the_one_whose_full_name_has_the_word_and_not_the_group_told_last() -> None:
    actors = told("قالت حماس إن كتائب الفجر تابعة لها. وأعلنت كتائب الفجر الهدنة، ورحبت الحركة بها.")
    assert "الحركة" in forms(actors, "حماس")
    assert "الحركة" not in forms(actors, "كتائب الفجر")


def test_a_group_told_by_a_name_of_its_own_goes_on_as_the_group() -> None:
    actors = told("تبنت كتائب الفجر الهجوم. وقالت الجماعة في بيان إنها لن تتوقف.")
    assert "الجماعة" in forms(actors, "كتائب الفجر")


def test_his_government_is_the_state_whose_office_he_holds() -> None:
    actors = told("قال رئيس الوزراء العراقي محمد شياع السوداني إن حكومته ترفض الهجوم. وأيد العراق الهدنة.")
    assert "حكومته" in forms(actors, "العراق")


def test_what_a_government_aims_at_is_no_part_of_its_name() -> None:
    actors = told("قالت الحكومة العراقية إنها مستعدة. وتعثرت جهود الحكومة الرامية إلى تثبيت الهدنة.")
    assert not forms(actors, "الحكومة الرامية")

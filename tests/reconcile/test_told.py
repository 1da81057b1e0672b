"""Accounts: what each is told of, also where a pronoun, a date alone or a quotation stands for it."""

from __future__ import annotations

from datetime import date

import msgspec

from tawatur.model.article import Article, Published, article_id
from tawatur.model.story import Claim
from tawatur.read.reader import read
from tawatur.reconcile import reconcile
from tawatur.reconcile.claims.candidates import Candidates
from tawatur.reconcile.claims.features import values
from tawatur.reconcile.prepared import Entry
from tawatur.reconcile.told import Teller, Told

TELLER = Teller()


def told(text: str, day: date = date(2026, 3, 1)) -> tuple[Told, ...]:
    return TELLER.tell(*read(article(text, "جريدة أولى", day)))


def article(text: str, outlet: str, day: date = date(2026, 3, 1)) -> Article:
    return Article(
        id=article_id(text=text, url=None, outlet=outlet), text=text, outlet=outlet,
        published=Published(earliest=day, latest=day, stated=True),
    )  # fmt: skip


def claim_of(*texts: str) -> Claim:
    """The one claim that the texts' last sentences make together."""
    story = reconcile(read(article(text, f"جريدة {n}", date(2026, 3, 1 + n))) for n, text in enumerate(texts))
    (found,) = (c for c in story.claims if len({a.article for a in c.accounts}) == len(texts))
    return found


def test_what_a_pronoun_behind_the_verb_stands_for_is_what_is_told_of() -> None:
    text = 'ونددت الحكومة بالهجوم ووصفته بأنه "محاولة لنسف المحادثات".'
    (account,) = (t for t in told(text) if t.span.cut(text).startswith("محاولة"))
    assert account.effects == {"ATTACK"}
    assert {"SABOTAGE", "NEGOTIATE"} <= account.causes
    bare = 'وقالت الحكومة في الصباح إنها "محاولة لنسف المحادثات".'
    assert all("ATTACK" not in t.weights for t in told(bare))


def test_a_date_alone_is_of_what_was_told_just_before() -> None:
    text = "وقال مصدر حكومي: «لم يبق سوى تحديد موعد الإعلان، والأرجح أن يكون في 15 فبراير (شباط)»."
    last = told(text, date(2026, 1, 21))[-1]
    assert "ANNOUNCE" in last.weights
    assert last.times == ((date(2026, 2, 15), date(2026, 2, 15)),)


def test_the_author_ends_where_somebody_begins_to_be_quoted() -> None:
    text = "وقتل ثلاثة جنود في هجوم على القاعدة الشمالية قالت وزارة الدفاع إن مسلحين نفذوه."
    assert told(text)[0].span.cut(text) == "قتل ثلاثة جنود في هجوم على القاعدة الشمالية"


def test_what_a_speaker_did_is_told_although_his_words_follow() -> None:
    for text, first in (
        (
            "وشنت ميليشيات من الجنوب هجمات على قوات حكومية في الوادي، والتي قالت إنها ثأر للقتلى.",
            "شنت ميليشيات من الجنوب هجمات على قوات حكومية في الوادي",
        ),
        (
            "واعتقلت القوات الأمنية مساء الأحد أشخاصا في المدينة قالت إنهم نفذوا الهجوم.",
            "اعتقلت القوات الأمنية مساء الأحد أشخاصا في المدينة",
        ),
    ):
        assert told(text)[0].span.cut(text) == first
        assert told(text)[0].account.speaker is None
    frame = "وقالت القوات الأمنية في بيان عن الهجوم إن ثلاثة رجال نفذوه."
    assert all(t.account.speaker for t in told(frame))


def test_words_that_lean_on_others_say_less_than_they() -> None:
    (account,) = told("وأكد الناطق وجود صلة بين الإضراب والاعتقالات.")
    assert account.weights["CAUSE"] < 0.5 < account.weights["STRIKE"]


def test_that_a_thing_does_not_appear_denies_it() -> None:
    text = "وقال الوزير إن عبارة إعادة الانتشار لم ترد في أي وثيقة."
    assert [t.account.stance for t in told(text)] == ["denies"]
    other = "وقال الوزير إن إعادة الانتشار لم تسبقها مشاورات."
    assert "REORGANISE" in told(other)[0].weights


def test_what_all_put_negatively_is_asserted_by_all() -> None:
    claim = claim_of(
        "وقال وزير الدفاع إنه لن تبقى أي قوات أجنبية في الميناء الشرقي.",
        "وقال قائد الجيش إن القوات الأجنبية لن تبقى في الميناء الشرقي.",
    )
    assert {a.stance for a in claim.accounts} == {"asserts"}
    assert claim.independent == 2


def test_what_one_asserts_another_still_denies() -> None:
    claim = claim_of(
        "وقال وزير الدفاع إن القوات الأجنبية ستبقى في الميناء الشرقي.",
        "وقال قائد الجيش إن القوات الأجنبية لن تبقى في الميناء الشرقي.",
    )
    assert [a.stance for a in claim.accounts] == ["asserts", "denies"]
    assert claim.independent == 1


def test_the_edge_of_a_date_is_no_act() -> None:
    (account,) = told("وقال الوزير إن القوات ستغادر الميناء بحلول نهاية ديسمبر 2027.")
    assert account.acts == ("WITHDRAW",)
    (other,) = told("وقال الوزير إن القوات ستغادر الميناء بعد نهاية الحرب.")
    assert "END" in other.acts


def test_a_body_is_taken_up_by_its_head_alone() -> None:
    words = TELLER.words
    named, short = (
        {t.key for t in words.terms_of(TELLER.analysis(text))} for text in ("التحالف الدولي", "التحالف")
    )  # fmt: skip
    assert short < named


def test_an_owned_thing_is_the_thing() -> None:
    words = TELLER.words
    for text in ("حكومته", "حكومتها", "حكومة"):
        assert [t.key for t in words.terms_of(TELLER.analysis(text))] == ["GOVERNMENT"], text


def test_a_stretch_beside_an_account_has_a_length_of_its_own() -> None:
    account = told("وأكدت الحكومة أن القوات ستغادر الميناء الشرقي في الصيف.")[0]
    beside = msgspec.structs.replace(account, weights={"ANNOUNCE": 1.0})
    lengths = []
    for order in ((account, beside), (beside, account)):
        candidates = Candidates()
        candidates.weigh([account])
        list(candidates.add(Entry(account, ("2026-03-01", "a"), (), ())))
        lengths.append({id(t): candidates.length(t) for t in order})
    assert lengths[0] == lengths[1]
    assert lengths[0][id(account)] != lengths[0][id(beside)]


def test_a_number_that_something_fell_to_counts_what_was_counted_before() -> None:
    texts = (
        "ودخلت القوة المشتركة المدينة في أبريل 2019، وبلغ تعدادها أزيد من 4 آلاف عسكري قبل أن يتراجع إلى 1800.",
        "وذكر البيان أن القوة المشتركة تضم 1800 عسكري.",
    )
    story = reconcile(read(article(text, f"جريدة {n}", date(2026, 3, 1 + n))) for n, text in enumerate(texts))
    (series,) = story.series
    assert {p.low for p in series.points} >= {1800.0}
    assert len({p.article for p in series.points}) == 2


def test_what_is_told_instead_of_what_is_denied_is_asserted() -> None:
    text = "ونفت الوزارة أن تكون المفاوضات حول الانسحاب، بل حول تطوير العلاقات وتنسيق الجهود الأمنية."
    first, last = told(text)[0], told(text)[-1]
    assert (first.account.stance, last.account.stance) == ("denies", "asserts")


def test_a_part_of_them_is_no_other_count_of_all() -> None:
    whole = "وقالت الوزارة إن القوة تضم 1800 جندي في الهضبة، ينتشر 1200 منهم قرب الحدود."
    parts = [number.part for account in told(whole) for number in account.numbers]
    assert parts == [False, True]


def test_a_gist_tells_no_more_than_its_accounts_share_and_closes_what_it_opens() -> None:
    claim = claim_of(
        "وقالت الوزارة إن الجيش قصف بلدة (الزيتونة) الحدودية مساء السبت وأعلن حظر التجول في المحافظة.",
        "وقال شهود إن الجيش قصف مساء السبت بلدة (الزيتونة)",
        "وذكر ناشطون أن الجيش قصف بلدة (الزيتونة)",
    )
    assert claim.gist.endswith("(الزيتونة)")


def test_his_country_is_the_state_that_a_speaker_speaks_for() -> None:
    for speaker in ("الرئيس الإيراني حسن المرتضى", "وزير الخارجية الإيراني"):
        (account,) = told(f"وقال {speaker} إن بلاده لن تنسحب من المعاهدة.")
        assert "@IR" in account.weights, speaker
    (account,) = told("وقال الناطق باسم الحركة إن البلاد لن تنسحب من المعاهدة.")
    assert not any(key.startswith("@") for key in account.weights)


def test_a_name_of_one_word_is_the_name_that_others_write_in_full() -> None:
    words = TELLER.words
    short, full = ({t.key for t in words.terms_of(TELLER.analysis(text))} for text in ("الناتو", "حلف شمال الأطلسي"))
    assert short & full
    assert [t.key for t in words.terms_of(TELLER.analysis("تدمر"))] == ["DESTROY"]  # a city, too


def test_a_day_that_everybody_tells_of_says_little() -> None:
    accounts = [
        told(f"وقال شاهد إن {what} وقع يوم 5 فبراير 2026.")[0]
        for what in ("الانفجار", "الإضراب", "الاعتقال", "الاجتماع", "التصويت", "القصف", "الانسحاب", "الحريق")
    ]
    accounts.append(told("وقال شاهد إن الانفجار وقع يوم 9 يناير 2026.")[0])
    accounts.append(told("وأعلنت الوزارة أن الحريق وقع يوم 9 يناير 2026.")[0])
    scale = Candidates()
    scale.weigh(accounts * 8)
    common = values(accounts[0], accounts[1], scale)["dates"]
    rare = values(accounts[-2], accounts[-1], scale)["dates"]
    assert 0 < common < rare <= 1


def test_at_least_six_dead_is_no_count_of_forty() -> None:
    one, two = (
        told(f"وقالت الوزارة إن القصف قتل {count} يوم الجمعة.")[0] for count in ("40 شخصا", "ستة مدنيين على الأقل")
    )  # fmt: skip
    assert values(one, two, Candidates())["other figures"] == 1.0


def test_other_counts_of_the_dead_on_the_day_before_are_of_another_event() -> None:
    one = told("وقالت الوزارة إن الغارات قتلت ثمانية مدنيين يوم 7 أبريل 2026.")[0]
    two = told("وقالت الوزارة إن الغارات قتلت 40 شخصا يوم 6 أبريل 2026.")[0]
    found = values(one, two, Candidates())
    assert found["other figures"] == found["other dates"] == 1.0
    same = told("وقالت الوزارة إن الغارات قتلت ثمانية أشخاص يوم 6 أبريل 2026.")[0]
    assert values(one, same, Candidates())["other dates"] == 0.0


def test_a_question_tells_nothing() -> None:
    assert told("هل استخدم الجيش أسلحة محظورة في قصف المدينة؟") == ()
    assert told("استخدم الجيش أسلحة محظورة في قصف المدينة.") != ()


def test_one_of_two_that_are_offered_tells_nothing() -> None:
    assert told("إما أن يطلب المجلس خروج القوات الأجنبية من البلاد.") == ()
    # "as for" is written with the same letters, but for the sign on the first
    assert told("أما المجلس فطلب خروج القوات الأجنبية من البلاد.") != ()


def test_what_is_called_so_is_not_told_by_who_says_what_it_was_called() -> None:
    heard = told("ووصف بعض المراقبين اتفاق إنهاء المهمة القتالية للقوات الأجنبية عند توقيعه بأنه خدعة سياسية كبيرة.")
    assert [t.account.speaker for t in heard if "END" in t.acts] == []


def test_what_is_agreed_or_near_is_in_another_mood_than_what_was_done() -> None:
    done = told("أنهت القوات الأجنبية مهمتها القتالية في البلاد.")[0]
    agreed = told("اتفقت الحكومتان على إنهاء المهمة القتالية للقوات الأجنبية في البلاد.")[0]
    again = told("توصلت الحكومتان إلى اتفاق على إنهاء المهمة القتالية للقوات الأجنبية.")[0]
    assert values(done, agreed, Candidates())["mood"] == 1.0
    assert values(agreed, again, Candidates())["mood"] == 0.0


def test_what_something_is_done_for_is_told_for_itself() -> None:
    heard = told("قالت الوزارة إن اللجنة ركزت على تقييم خطر الفصائل المسلحة بهدف إنهاء مهمة القوات الأجنبية.")
    assert [t.acts for t in heard] == [("ASSESS", "THREATEN"), ("END",)]


def test_hundreds_hold_a_number_of_hundreds_and_not_one_of_thousands() -> None:
    many, exact, more = (
        told(f"وقالت الوزارة إن الانفجار قتل {count}.")[0] for count in ("مئات الأشخاص", "450 شخصا", "4500 شخص")
    )  # fmt: skip
    assert values(many, exact, Candidates())["other figures"] == 0.0
    assert values(many, more, Candidates())["other figures"] == 1.0


def test_who_says_something_else_and_denies_what_the_most_assert_denies_it() -> None:
    claim = claim_of(
        "وقال وزير الدفاع إن المحادثات تتناول انسحاب القوات الأجنبية.",
        "وقالت وزارة الخارجية إن المحادثات مع الوفد تتناول انسحاب القوات الأجنبية.",
        "وقال قائد القوات الأجنبية إن المحادثات تتناول إعادة تنظيم القوات، وهذا ليس انسحابا.",
    )
    assert [a.stance for a in claim.accounts] == ["asserts", "asserts", "denies"]
    assert claim.independent == 2


def test_the_denial_of_what_nobody_here_asserts_is_a_way_to_assert_the_rest() -> None:
    claim = claim_of(
        "وقال محلل إن الإعلان لا يغير الوضع في الميناء الشرقي.",
        "وقال دبلوماسي إن الإعلان لا يغير الوضع في الميناء الشرقي.",
    )
    assert {a.stance for a in claim.accounts} == {"asserts"}


def test_what_comes_after_is_not_what_is_laid_to_it() -> None:
    because, too, after = (
        told(text)[0] for text in (
            "وقالت الوزارة إن افتتاح الجسر تأجل بسبب الإضراب.", "وقال العمدة إن سبب تأجيل افتتاح الجسر هو الإضراب.",
            "تأجل افتتاح الجسر بعد الإضراب.",
        )
    )  # fmt: skip
    assert values(because, after, Candidates())["no cause"] == 1.0
    assert values(because, too, Candidates())["no cause"] == 0.0


def test_who_goes_into_days_and_figures_says_more_than_that_it_is_planned() -> None:
    bare, day, all_ = (
        told(f"وقالت الوزارة إن خطة الانسحاب تشمل {what}.")[0]
        for what in ("القوات الأجنبية", "القوات الأجنبية في 3 مايو 2026", "خروج 300 جندي في 3 مايو 2026")
    )
    assert values(bare, all_, Candidates())["details"] == 1.0
    assert values(bare, day, Candidates())["details"] == 0.0  # one day alone is no detail
    assert values(day, all_, Candidates())["details"] == 0.0


def test_the_undoing_of_talks_is_another_mood_than_the_talks() -> None:
    one, two = (
        told(text)[0] for text in ("وقال مسؤول إن الهجوم سيدمر مفاوضات الانسحاب.", "وقال مسؤول إن مفاوضات الانسحاب بدأت.")
    )  # fmt: skip
    assert values(one, two, Candidates())["mood"] == 1.0
    (third,) = told("وقال مسؤول إن الهجوم دمر الجسر.")
    assert "SABOTAGE" not in third.acts


def test_and_not_denies_as_not_does() -> None:
    for text in ("ولا توجد قوات أجنبية في الميناء الشرقي.", "فلا توجد قوات أجنبية في الميناء الشرقي."):
        assert [t.account.stance for t in told(text)] == ["denies"], text
    for text in ("ولا تزال القوات الأجنبية في الميناء الشرقي.", "ولا شك أن القوات الأجنبية في الميناء الشرقي."):
        assert [t.account.stance for t in told(text)] == ["asserts"], text


def test_what_is_done_without_something_is_done() -> None:
    for text in (
        "انسحبت القوات من المدينة دون قتال.", "وقال الوزير إن بلاده ستنسحب من دون تأخير.",
        "وقال الوزير إن المحادثات انتهت بلا اتفاق.",
    ):  # fmt: skip
        assert [t.account.stance for t in told(text)] == ["asserts"], text
    (account,) = told("وقال الوزير إن الحكومة قررت عدم الانسحاب من الاتفاق.")
    assert account.account.stance == "denies"


def test_that_there_is_none_is_denied_however_it_is_written() -> None:
    for text in (
        "وقال الوزير إنه لا انسحاب من المدينة.", "وقال الوزير إن لا نية للانسحاب من المدينة.",
        "وأكد الوزير ألا انسحاب من المدينة.",
    ):  # fmt: skip
        (account,) = told(text)
        assert account.account.stance == "denies", text
        assert "WITHDRAW" in account.denied, text
        assert "outright" in account.manner, text
    (account,) = told("وقال الوزير إنه لا بد من الانسحاب من المدينة.")
    assert account.account.stance == "asserts"


def test_that_a_thing_is_impossible_denies_it() -> None:
    for text in ("وقالت المنظمة إنه يستحيل إدخال المساعدات إلى البلدة.", "وتعذر إدخال المساعدات إلى البلدة."):
        assert [t.account.stance for t in told(text)] == ["denies"], text


def test_any_of_a_kind_is_not_asserted() -> None:
    (account,) = told("وقال النائب إن القانون يلزم الحكومة عرض أي اتفاق على المجلس.")
    assert "if AGREE" in account.manner
    (denied,) = told("ونفت الحكومة التوصل إلى أي اتفاق.")
    assert "if AGREE" not in denied.manner


def test_what_is_said_to_be_untrue_at_the_end_is_denied() -> None:
    for untrue in ("غير صحيحة", "عارية عن الصحة", "لا أساس لها من الصحة", "كاذبة"):
        (account,) = told(f"وأكد الوزير أن الأنباء عن انسحاب القوات من المدينة {untrue}.")
        assert account.account.stance == "denies", untrue
        assert "WITHDRAW" in account.denied, untrue
    (account,) = told("وأكد الوزير أن الأنباء عن انسحاب القوات من المدينة ليست كاذبة.")
    assert account.account.stance == "asserts"


def test_that_one_thing_does_not_mean_another_denies_it() -> None:
    (account,) = told("وقال الوزير إن الهدنة لا تعني أن القوات ستنسحب من المدينة.")
    assert account.account.stance == "denies"
    (account,) = told("وقال الوزير إن القوات لم تكتف بالانسحاب من المدينة.")
    assert account.account.stance == "asserts"

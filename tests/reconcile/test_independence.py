"""Independence: what makes two accounts of a claim lean on one chain, and what leaves them apart."""

from __future__ import annotations

from tawatur.language.outlets import bare_name
from tawatur.model.article import Article
from tawatur.model.span import Span
from tawatur.model.story import Account, Dependence
from tawatur.reconcile.independence import Shared, dependences, independent

HEADLINE = "إغلاق ميناء الجزيرة أسبوعا"


def article(name: str, text: str, outlet: str, title: str | None = None) -> Article:
    return Article(id=name, text=text, outlet=outlet, title=title)


def account(told: Article, words: str, speaker: str | None, *chain: str) -> Account:
    start = told.text.index(words)
    return Account(
        id=f"{told.id}{start}{speaker}", article=told.id, spans=(Span(start, start + len(words)),), stance="asserts",
        speaker=speaker, chain=chain,
    )  # fmt: skip


def same(a: Account, b: Account) -> bool:
    return a.speaker is not None and a.speaker == b.speaker


def found(
    articles: list[Article], accounts: list[Account], shared: dict[str, Shared] | None = None, heard: str = "-"
) -> tuple[int, tuple[Dependence, ...]]:
    def hearsay(one: Account) -> bool:
        return one.id == heard

    reasons = dependences(
        accounts, {a.id: a for a in articles}, shared or {}, same, lambda _part, _whole: False,
        hearsay=hearsay, supposed=lambda _one: False,
    )  # fmt: skip
    return independent(accounts, reasons)[0], reasons


def test_a_headline_leans_on_whom_the_text_below_quotes() -> None:
    text = f"{HEADLINE}\n\nقال مدير الميناء إن الميناء سيغلق أسبوعا. وقالت النقابة إن الإغلاق سيدوم أسبوعا."
    told = article("a", text, "الضفاف", HEADLINE)
    title, first = account(told, HEADLINE, None), account(told, "الميناء سيغلق أسبوعا", "مدير الميناء")
    second = account(told, "الإغلاق سيدوم أسبوعا", "النقابة")
    count, reasons = found([told], [title, first, second])
    # two speakers stay two, although one headline sums both up
    assert count == 2
    assert [(d.a, d.b, d.reason, d.detail) for d in reasons] == [(0, 1, "speaker", "مدير الميناء")]


def test_the_authors_own_assertion_below_the_headline_is_a_chain_of_its_own() -> None:
    text = f"{HEADLINE}\n\nقال مدير الميناء إن الميناء سيغلق أسبوعا. وعلقت الملاحة في الميناء أسبوعا."
    told = article("a", text, "الضفاف", HEADLINE)
    own = account(told, "علقت الملاحة في الميناء أسبوعا", None)
    assert found([told], [account(told, "الميناء سيغلق أسبوعا", "مدير الميناء"), own])[0] == 2


def test_two_speakers_quoted_in_one_copied_passage_stay_two() -> None:
    text = "قال الوزير إن المصنع سيفتح في الربيع. وقال رئيس البلدية إن أبواب المعمل ستشرع قبل الصيف."
    one, two = article("a", text, "الضفاف"), article("b", text, "المرفأ")
    whole = Span(0, len(text))
    shared = {"a": Shared(((whole, "b", whole),)), "b": Shared(((whole, "a", whole),))}
    minister, mayor = "المصنع سيفتح في الربيع", "أبواب المعمل ستشرع قبل الصيف"
    assert found([one, two], [account(one, minister, "الوزير"), account(two, mayor, "رئيس البلدية")], shared)[0] == 2
    count, reasons = found([one, two], [account(one, minister, "وزير"), account(two, minister, "الوزير")], shared)
    assert (count, reasons[0].reason) == (1, "copy")


def test_an_outlet_is_itself_with_or_without_the_word_for_its_kind() -> None:
    one = article("a", "يغلق المعبر غدا", "الضفة الزرقاء")
    two = article("b", "سيغلق المعبر غدا", "المرفأ")
    relayed = account(two, "سيغلق المعبر غدا", "مصدر", "صحيفة الضفة الزرقاء")
    count, reasons = found([one, two], [account(one, "يغلق المعبر غدا", None), relayed])
    assert (count, reasons[0].reason, reasons[0].detail) == (1, "hop", "الضفة الزرقاء")
    assert bare_name("تليفزيون الواحة") == "الواحة"
    assert bare_name("صحيفة") == "صحيفة"


def test_who_denies_is_not_counted() -> None:
    told = article("a", "قال الوزير إن الجسر سقط. ونفى المقاول أن الجسر سقط.", "الضفاف")
    denial = account(told, "الجسر سقط", "المقاول")
    denies = Account(id="d", article="a", spans=denial.spans, stance="denies", speaker="المقاول")
    assert found([told], [account(told, "الجسر سقط", "الوزير"), denies])[0] == 1
    assert found([told], [denies])[0] == 0


def test_hearsay_leans_on_whom_the_same_article_names() -> None:
    text = "يجري حديث عن إغلاق الميناء أسبوعا. وقال مدير الميناء إن الميناء سيغلق أسبوعا."
    told, other = article("a", text, "الضفاف"), article("b", "يتردد أن الميناء سيغلق أسبوعا.", "المرسى")
    talk = account(told, "يجري حديث عن إغلاق الميناء أسبوعا", None)
    named, elsewhere = (
        account(told, "الميناء سيغلق أسبوعا", "مدير الميناء"),
        account(other, "الميناء سيغلق أسبوعا", None),
    )
    assert found([told, other], [talk, named, elsewhere])[0] == 3
    count, reasons = found([told, other], [talk, named, elsewhere], heard=talk.id)
    assert count == 2
    assert [(d.a, d.b, d.detail) for d in reasons] == [(0, 1, "مدير الميناء")]

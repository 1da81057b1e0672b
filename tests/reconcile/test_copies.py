"""Copies: what shares its text is found with its kind and direction; what only tells the same is not."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from tawatur.model.article import Article, Published, article_id
from tawatur.reconcile.copies import find_copies
from tawatur.sample import gold_dir

DAY = date(2026, 2, 8)
STORIES = Path(__file__).resolve().parents[3] / "shared" / "stories"

TEXT = """اجتماع طارئ لبحث أزمة المياه في الإقليم

عقد مجلس الإقليم اجتماعا طارئا مساء أمس لبحث أزمة المياه التي تضرب القرى الجنوبية منذ ثلاثة أسابيع، بحضور ممثلين عن المزارعين.

واتفق الحاضرون على تشغيل المحطة القديمة بصورة مؤقتة ريثما تصل قطع الغيار، وعلى توزيع صهاريج على القرى الأشد تضررا.

وقال رئيس المجلس إن العمل سيبدأ صباح الغد، وإن لجنة فنية ستتابع ما يجري في الميدان وترفع تقريرا كل يومين.

وكانت المحطة قد توقفت مطلع الشهر بعد عطل في المضخة الرئيسية لم تنفع معه محاولات الإصلاح المتكررة."""


def made(text: str, outlet: str, day: date = DAY, credit: str | None = None) -> Article:
    return Article(
        id=article_id(text=text, url=None, outlet=outlet),
        text=text,
        outlet=outlet,
        credit=credit,
        published=Published(earliest=day, latest=day, stated=True),
    )


def test_the_same_text_under_another_name_is_a_copy_and_the_credited_outlet_stands_at_the_root() -> None:
    agency, paper = made(TEXT, "وكالة مدار"), made(TEXT + "\n\nتابعونا", "الصنوبر", credit="وكالة مدار")
    (copy,) = find_copies([paper, agency])
    assert (copy.kind, copy.a.article, copy.b.article, copy.directed) == ("same", agency.id, paper.id, True)


def test_the_earlier_text_stands_at_the_root() -> None:
    late, early = made(TEXT, "أ", DAY), made(TEXT, "ب", DAY - timedelta(days=1))
    (copy,) = find_copies([late, early])
    assert copy.a.article == early.id
    assert copy.directed


def test_a_shortened_text_is_trimmed_and_a_new_lead_is_rewritten() -> None:
    paragraphs = TEXT.split("\n\n")
    short = "\n\n".join(paragraphs[:3])
    led = "\n\n".join(["قرى الجنوب تنتظر الماء", "عطش وغضب في الحقول، ووعود لم تصل بعد إلى أصحابها.", *paragraphs[2:4]])
    assert [c.kind for c in find_copies([made(TEXT, "أ"), made(short, "ب")])] == ["trimmed"]
    assert [c.kind for c in find_copies([made(TEXT, "أ"), made(led, "ب")])] == ["rewritten"]


def test_a_passage_has_its_own_place_in_both_texts() -> None:
    passage = TEXT.split("\n\n")[2]
    host = (
        "أسعار الخضار\n\n"
        + "ارتفعت أسعار الخضار في الأسواق هذا الأسبوع ارتفاعا لم يعهده الناس من قبل، وعزا التجار ذلك إلى كلفة النقل وقلة المعروض. "
        * 3
    )
    (copy,) = find_copies([made(TEXT, "أ"), made(host + "\n\n" + passage, "ب")])
    assert copy.kind == "passage"
    assert copy.b.span.cut(host + "\n\n" + passage) in passage


def test_two_reporters_who_quote_one_speaker_are_no_copies() -> None:
    quote = (
        "«لن نقبل بأي اتفاق لا يعيد أهلنا إلى بيوتهم وحقولهم، وسنبقى هنا حتى يسمع العالم كله صوتنا ولو طال الزمن بنا»"
    )
    one = f"تظاهرة في الساحة\n\nخرج المئات إلى الساحة ظهرا. وقال منسق التظاهرة {quote}، قبل أن يتفرق الجمع بهدوء."
    two = f"أهالي القرى يعتصمون\n\nاعتصم أهالي القرى منذ الفجر أمام المبنى، ونقل مراسلنا عن المنسق قوله {quote}، وسط حضور أمني."
    assert find_copies([made(one, "أ"), made(two, "ب")]) == ()


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [made(TEXT, name, DAY + timedelta(days=i)) for i, name in enumerate(("أ", "ب", "ج"))]
    assert find_copies(articles) == find_copies(reversed(articles))


def test_the_sample_storys_copies_are_found_with_their_kinds() -> None:
    names = {
        name: (gold_dir() / f"{name}.txt").read_text("utf-8")
        for name in (
            "05-madar-attack",
            "06-sanawbar-attack",
            "07-nilofar-attack",
            "08-madd-attack",
            "09-sariya-postponed",
        )
    }
    articles = {name: made(text, name) for name, text in names.items()}
    of = {article.id: name[:2] for name, article in articles.items()}
    found = {frozenset((of[c.a.article], of[c.b.article])) for c in find_copies(articles.values())}
    assert found == {
        frozenset(pair) for pair in (("05", "06"), ("05", "07"), ("05", "08"), ("06", "07"), ("06", "08"), ("07", "08"))
    }


def variants(articles: list[Article], seed: int) -> tuple[list[Article], set[frozenset[str]]]:
    """Articles with copies made by rule, and the pairs that share text."""
    chance = random.Random(seed)
    out, pairs = [], set()
    for number, article in enumerate(articles):
        paragraphs = article.text.split("\n\n")
        how = ("whole", "trimmed", "lead", "merged")[number % 4]
        other = articles[(number + len(articles) // 2) % len(articles)].text.split("\n\n")
        if how == "whole":
            text = "\n\n".join(paragraphs) + "\n\nتابعونا على مواقع التواصل"
        elif how == "trimmed":
            text = "\n\n".join(paragraphs[: max(3, len(paragraphs) * 2 // 3)])
        elif how == "lead":
            lead = " ".join(chance.sample(" ".join(other).split(), 25))
            text = "\n\n".join(["عنوان آخر من صنع المحرر", lead, *paragraphs[2:]])
        else:
            text = "\n\n".join([*paragraphs, *other])
        copy = made(text, "ناسخ", DAY)
        out.append(copy)
        pairs.add(frozenset((article.id, copy.id)))
        if how == "merged":
            pairs.add(frozenset((articles[(number + len(articles) // 2) % len(articles)].id, copy.id)))
    return out, pairs


@pytest.mark.skipif(not STORIES.is_dir(), reason="the two real stories are not beside this project")
def test_copies_made_by_rule_from_real_stories_are_found() -> None:
    articles = {}
    for path in sorted(STORIES.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            text = record["title"] + "\n\n" + record["text"].replace("\n", "\n\n")
            if len(text.split()) >= 120:
                article = made(text, record["outlet"])
                articles[article.id] = article
    # only articles that share nothing among themselves, so that every pair found is one we made or a mistake
    touched = {end for copy in find_copies(articles.values()) for end in (copy.a.article, copy.b.article)}
    clean = [article for name, article in sorted(articles.items()) if name not in touched]
    copies, pairs = variants(clean, seed=11)
    found = {frozenset((c.a.article, c.b.article)) for c in find_copies([*clean, *copies])}
    # two merged texts that hold one article, and a merged text with the copy of its part, share text as well
    holds: dict[str, set[str]] = {article.id: {article.id} for article in clean}
    for pair in pairs:
        for copy in copies:
            if copy.id in pair:
                holds.setdefault(copy.id, set()).update(pair - {copy.id})
    right = {pair for pair in found if len(pair) == 2 and set.intersection(*(holds[end] for end in pair))}
    recall = len(pairs & found) / len(pairs)
    precision = len(right) / len(found)
    assert recall >= 0.95
    assert precision >= 0.98

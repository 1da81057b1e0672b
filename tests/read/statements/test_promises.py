"""What a user can rely on in every statement, whatever the text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.model.contract import from_contract, to_contract
from tawatur.read.reader import read

PACK = load_pack("ar")
ARTICLE = (
    "مباحثات في عمان\n\n"
    "قال وزير الخارجية سامي الحداد إن الاتفاق قريب، مضيفا أن «الخلاف شكلي». وأضاف الحداد لوكالة رويترز أن الموعد حدد.\n\n"
    "وقال: «لن نتراجع.\n\n«سنواصل العمل حتى النهاية». وبحسب مصادر دبلوماسية، فإن الجلسة تأجلت."
)
WORDS = st.lists(
    st.sampled_from(
        [
            "قال", "وأضاف", "إن", "أن", "الوزير", "«", "»", '"', ":", "،", ".", "\n\n", "عن", "إلى", "من", "نقلت",
            "وكالة", "رويترز", "قوله", "مؤكدا", "بحسب", "وفق", "مصدر", "أعلنت", "مقتل", "نفى", "وصف", "ب", "بأنه",
            "لم", "كما", "الذي", "لكن", "أما", "جاء", "في", "بيان", "(", ")", "12", "CNN", "لـ", "على", "حد", "حمل",
            "المتحدث", "باسم", "الحكومة", "سالم", "وليلى", "مراد", "و", "قائلا", "شكر", "أنه", "لا", "غير",
        ]
    ),
    max_size=60,
)  # fmt: skip


def statements(text: str):
    return read(Article(id="promise", text=text), PACK)


@given(WORDS)
@settings(max_examples=150)
def test_any_heap_of_words_is_read_and_every_span_fits(words):
    text = " ".join(words)
    article, reading = statements(text)
    for statement in reading.statements:
        assert statement.contents
        assert statement.cue.end <= len(text)
        assert all(span.cut(text).strip() for span in statement.contents)
        assert statement.trace.rule.startswith("statements/")
    from_contract(to_contract(article, reading))


def test_reading_twice_gives_the_same_statements_with_the_same_names():
    first, second = (statements(ARTICLE)[1].statements for _ in range(2))
    assert first == second
    assert len({statement.id for statement in first}) == len(first)


def test_the_derivation_shows_the_cue_the_speaker_where_the_content_ends_and_each_hop():
    _, reading = statements(ARTICLE)
    for statement in reading.statements:
        steps = {step.what for step in statement.trace.steps}
        assert {"cue", "content-end"} <= steps
        assert steps & {"resolved", "carried", "same", "clause"}
        assert len([step for step in statement.trace.steps if step.what == "hop"]) == len(statement.chain)
        for step in statement.trace.steps:
            assert step.span is None or step.span.cut(ARTICLE)


def test_an_implied_speaker_is_carried_on_with_the_chain():
    _, reading = statements(ARTICLE)
    said = {s.contents[0].cut(ARTICLE): s for s in reading.statements}
    assert said["الخلاف شكلي"].speaker == said["الاتفاق قريب"].speaker
    assert said["الخلاف شكلي"].source is None
    assert [hop.name for hop in said["الموعد حدد"].chain] == ["رويترز"]


def test_a_quotation_opened_again_in_the_next_paragraph_is_one_statement():
    _, reading = statements(ARTICLE)
    parts = next(s.contents for s in reading.statements if len(s.contents) == 2)
    assert [part.cut(ARTICLE) for part in parts] == ["لن نتراجع", "سنواصل العمل حتى النهاية"]


def test_the_article_s_own_outlet_is_no_hop():
    text = "قال مصدر مطلع لصحيفة «الشرق الأوسط» إن الصفقة ألغيت."
    for outlet, chain in ((None, ["الشرق الأوسط"]), ("الشرق الأوسط", [])):
        _, reading = read(Article(id="own", text=text, outlet=outlet), PACK)
        assert [hop.name for hop in reading.statements[0].chain] == chain


def test_no_word_of_another_kind_hides_a_past_tense_of_speech_behind_a_conjunction():
    words = PACK.lexicon.light
    told = [form for form, entries in words.items() if any(e.cls == "cue" and e.feature == "3fs" for e in entries)]
    joined = [conjunction + form for form in told for conjunction in ("و", "ف")]
    hidden = [word for word in joined if word in words and not any(e.cls == "cue" for e in words[word])]
    assert hidden == []


def test_a_title_goes_back_to_the_one_who_bears_it_and_an_honour_to_the_last_speaker():
    text = "قال الخبير المالي سامي الدجاني إن الليرة ستهبط. وحذر الخبير المالي من التضخم. وأضاف سعادته أن الوقت ضيق."
    _, reading = statements(text)
    assert {statement.speaker for statement in reading.statements} == {"سامي الدجاني"}


def test_who_the_sentence_before_tells_of_speaks_where_nobody_else_is_named():
    text = "قال المدير رامي كنعان إن المصنع سيفتح. والتقى الوزير سالم الغانم الوفد. وقال إن اللقاء كان مثمرا."
    _, reading = statements(text)
    assert reading.statements[-1].speaker == "سالم الغانم"


@pytest.mark.parametrize(("opening", "closing"), ["«»", "“”", '""', "‹›", "„“", "”“"])  # fmt: skip
def test_all_quotation_marks_are_read_alike(opening, closing):
    text = f"وقال رئيس اللجنة: {opening}لن نغادر قبل إتمام المهمة{closing}."
    _, reading = statements(text)
    (statement,) = reading.statements
    assert statement.contents[0].cut(text) == "لن نغادر قبل إتمام المهمة"
    assert statement.mode == "direct"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("وقال مسؤول أمني، طلب عدم الكشف عن اسمه، إن الطريق آمن.", "طلب عدم الكشف عن اسمه"),
        ("وقال مصدر حكومي، شريطة عدم نشر اسمه، إن القرار صدر.", "شريطة عدم نشر اسمه"),
        ("وقال مصدر حكومي إن القرار صدر.", None),
    ],
)
def test_why_a_speaker_is_not_named_is_kept_in_the_text_s_own_words(text, reason):
    _, reading = statements(text)
    (statement,) = reading.statements
    assert not statement.named
    assert statement.anonymous is not None
    found = statement.anonymous.reason
    assert (found.cut(text) if found else None) == reason


def test_statements_on_real_articles_stay_as_good_as_they_were(shared):
    """Half the marked articles, roughly: a cue and content found in at least five of six cases."""
    found = wanted = 0
    for path in sorted((shared / "gold").glob("*.gold.json"))[::2]:
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
        _, reading = read(Article(id=path.stem, text=text), PACK)
        contents = [statement.contents[0].cut(text) for statement in reading.statements]
        for item in gold["statements"]:
            if item.get("optional"):
                continue
            wanted += 1
            head = item["content"][:30]
            found += any(content.startswith(head) or head.startswith(content) for content in contents)
    assert found / wanted >= 5 / 6


def test_a_subject_of_an_office_and_two_persons_is_read():
    text = "وسارع المتحدث باسم الحكومة سالم وليلى مراد إلى النفي، قائلا إن العمل مستمر."
    article, reading = statements(text)
    [statement] = reading.statements
    assert [span.cut(article.text) for span in statement.contents] == ["العمل مستمر"]
    assert statement.speaker == "سالم"

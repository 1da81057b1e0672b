"""Measuring: what counts as found, what is waived, and that it agrees with itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tawatur.errors import InputError
from tawatur.evaluate import GoldArticle, evaluate, load_gold
from tawatur.evaluate.align import Alignment
from tawatur.evaluate.names import SameName
from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.model.marks import Figure, Statement, mark_id
from tawatur.model.reading import Reader, Reading
from tawatur.model.span import Span
from tawatur.model.trace import Trace

RAW = "عنوان\nشارك الخبر\n\nقال الوزير سالم إن 40 عاملاً عادوا، وإن 40 آخرين سيعودون.\n"
CLEAN = "عنوان\n\nقال الوزير سالم إن 40 عاملاً عادوا، وإن 40 آخرين سيعودون."


def span(words: str, nth: int = 1) -> Span:
    at = -1
    for _ in range(nth):
        at = CLEAN.index(words, at + 1)
    return Span(at, at + len(words))


def figure(words: str, nth: int = 1, low: float = 40, high: float = 40) -> Figure:
    at = span(words, nth)
    return Figure(id=mark_id("figure", "a", at), span=at, low=low, high=high, trace=Trace("digits"))


def reading(**marks) -> tuple[Article, Reading]:
    return Article(id="a", text=CLEAN, path="in/a.txt"), Reading(
        article="a", reader=Reader(name="r", pack="p"), **marks
    )


def gold(**kinds) -> list[GoldArticle]:
    return [GoldArticle("a", RAW, {"article": "a.txt", **kinds})]


def test_the_nth_occurrence_is_the_one_that_counts():
    wanted = gold(figures=[{"text": "40", "nth": 2, "low": 40, "high": 40}])
    assert evaluate(wanted, [reading(figures=(figure("40", 2),))]).kinds["figures"].f1 == 1
    row = evaluate(wanted, [reading(figures=(figure("40", 1),))]).kinds["figures"]
    assert (row.gold, row.read, row.found) == (1, 1, 0)
    assert [miss.words for miss in row.missed] == ["40"]
    assert [miss.words for miss in row.spurious] == ["40"]


def test_a_field_is_measured_only_where_the_mark_was_found():
    wanted = gold(figures=[{"text": "40", "low": 40, "high": 40, "counted": "عاملاً"}])
    row = evaluate(wanted, [reading(figures=(figure("40", low=40, high=None),))]).kinds["figures"]
    assert row.shares() == {"exact": 1.0, "value": 0.0, "counted": 0.0}


def test_an_optional_item_is_neither_missed_nor_spurious():
    wanted = gold(figures=[{"text": "40", "low": 40, "high": 40, "optional": True}])
    for marks in ((), (figure("40"),)):
        row = evaluate(wanted, [reading(figures=marks)]).kinds["figures"]
        assert (row.gold, row.read, row.found) == (0, 0, 0)


def test_one_of_several_right_answers_is_enough():
    cue, content = span("قال"), span("40 عاملاً عادوا")
    said = Statement(
        id="s", cue=cue, source=span("الوزير سالم"), speaker="سالم", named=True, contents=(content,),
        mode="indirect", act="deny", trace=Trace("x"),
    )  # fmt: skip
    item = {"cue": "قال", "source": "الوزير سالم", "speaker": ["الوزير", "سالم"], "named": True,
            "content": "40 عاملاً عادوا", "mode": "indirect", "act": ["say", "deny"], "chain": []}  # fmt: skip
    row = evaluate(gold(statements=[item]), [reading(statements=(said,))]).kinds["statements"]
    assert row.f1 == 1
    assert set(row.shares().values()) == {1.0}


def test_what_cleaning_dropped_counts_as_missed_and_furniture_as_dropped():
    body = {"first": "عنوان", "last": "سيعودون.", "boilerplate": ["شارك الخبر"]}
    wanted = gold(figures=[{"text": "شارك", "low": 1, "high": 1}], body=body)
    report = evaluate(wanted, [reading()])
    assert report.kinds["figures"].recall == 0
    assert report.body.shares() == {"furniture dropped": 1.0, "edges kept": 1.0}


def test_an_article_that_nobody_read_is_named_and_missed():
    report = evaluate(gold(figures=[{"text": "40", "low": 40, "high": 40}]), [])
    assert report.absent == ("a",)
    assert report.kinds["figures"].recall == 0


def test_a_kind_that_the_gold_is_silent_on_is_not_measured():
    assert set(evaluate(gold(figures=[]), [reading()]).kinds) == {"figures"}


def test_a_line_that_lost_its_dateline_is_found_by_its_tail():
    raw = "الميناء - وكالة: عاد العمال إلى الميناء أمس بعد إضراب دام أسبوعين كاملين"
    clean = raw.partition(": ")[2]
    lines = Alignment(raw, clean)
    assert lines.gold("الميناء أمس", lines.place("الميناء أمس")) == lines.read(
        Span(clean.index("الميناء"), clean.index("أمس") + 3)
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("سالم سعيد", "سالم", True),
        ("وزارة الموانئ", "الوزارة", True),
        ("أحمد", "احمد", True),
        ("سالم", "سعيد", False),
        (None, None, True),
        (None, "سالم", False),
    ],
)
def test_names_are_compared_by_their_words(one, other, same):
    assert SameName(load_pack("ar"))(one, other) is same


def test_gold_without_its_text_is_refused(tmp_path: Path):
    (tmp_path / "a.gold.json").write_text(json.dumps({"article": "a.txt"}), "utf-8")
    with pytest.raises(InputError, match="has no text"):
        load_gold(tmp_path)
    (tmp_path / "a.txt").write_text("نص", "utf-8")
    assert [article.stem for article in load_gold(tmp_path)] == ["a"]
    with pytest.raises(InputError, match="no gold"):
        load_gold(tmp_path / "none")

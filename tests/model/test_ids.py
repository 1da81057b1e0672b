from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.model.article import article_id
from tawatur.model.ids import content_id
from tawatur.model.judgement import judgement
from tawatur.model.marks import mark_id
from tawatur.model.span import Span

PART = st.one_of(st.none(), st.booleans(), st.integers(), st.text())


@given(st.text(), st.lists(PART))
def test_the_same_content_always_has_the_same_name(kind, parts):
    assert content_id(kind, *parts) == content_id(kind, *parts)
    assert len(content_id(kind, *parts)) == 16


def test_kind_type_and_boundaries_of_the_parts_keep_names_apart():
    names = {
        content_id("a", "b", "c"), content_id("a", "bc"), content_id("ab", "c"), content_id("a", 1), content_id("a", "1"),
        content_id("a", None, "x"), content_id("a", "x", None),
    }  # fmt: skip
    assert len(names) == 7


def test_one_agency_text_under_three_outlets_is_three_articles_but_one_from_two_folders():
    agency = "نص واحد"
    ids = {article_id(text=agency, url=None, outlet=outlet) for outlet in ("أ", "ب", "ج")}
    assert len(ids) == 3
    assert article_id(text=agency, url=None, outlet="أ") in ids


def test_a_mark_keeps_its_name_whichever_rule_finds_it():
    assert mark_id("time", "x", Span(0, 3), None) == mark_id("time", "x", Span(0, 3), None)
    assert mark_id("time", "x", Span(0, 3)) != mark_id("figure", "x", Span(0, 3))


def test_a_judgement_on_a_pair_does_not_depend_on_its_order():
    one = judgement("same", "b", other="a", by="سلمى", at="2026-01-01T00:00:00Z")
    two = judgement("same", "a", other="b", by="سلمى", at="2026-01-01T00:00:00Z")
    assert one == two


def test_a_mark_is_named_by_what_the_content_of_its_name_says():
    assert mark_id("time", "x", Span(3, 12)) == content_id("time", "x", 3, 12)
    assert mark_id("time", "x", Span(3, 12), None, Span(40, 41)) == content_id("time", "x", 3, 12, None, None, 40, 41)

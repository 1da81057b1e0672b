"""review: what a person decides is kept, counts, and travels."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture
def ledger(sample_ledger, tmp_path):
    path = tmp_path / "mine.db"
    shutil.copy(sample_ledger, path)
    return path


def marks(tawatur, ledger, view):
    return tawatur("show", ledger, view, "--json").lines


def test_a_rejected_mark_is_left_out_and_can_be_taken_back(tawatur, ledger):
    first = marks(tawatur, ledger, "figures")[0]
    done = tawatur("review", ledger, "--reject", first["id"][:12], "--by", "Layla", "--why", "a year")
    assert (done.code, done.out.strip()) == (0, "1 judgement kept.")
    assert first["id"] not in {m["id"] for m in marks(tawatur, ledger, "figures")}
    assert "Layla" in tawatur("explain", ledger, first["id"]).out
    tawatur("review", ledger, "--accept", first["id"], "--by", "Layla")
    assert first["id"] in {m["id"] for m in marks(tawatur, ledger, "figures")}
    assert tawatur("check", ledger).code == 0


def test_a_correction_changes_what_is_shown_and_keeps_the_id(tawatur, ledger):
    first = marks(tawatur, ledger, "statements")[0]
    tawatur("review", ledger, "--correct", first["id"], '{"speaker": "وزيرة الموانئ"}', "--by", "Layla")
    now = {m["id"]: m for m in marks(tawatur, ledger, "statements")}
    assert now[first["id"]]["speaker"] == "وزيرة الموانئ"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ('{"colour": "red"}', "has no field colour"),
        ("[1]", "JSON object"),
        ("{", "no JSON"),
        ('{"act": "sing"}', "does not fit"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(tawatur, ledger, fields, words):
    first = marks(tawatur, ledger, "statements")[0]
    done = tawatur("review", ledger, "--correct", first["id"], fields, "--by", "Layla")
    assert done.code == 1
    assert words in done.err
    assert (
        tawatur("review", ledger, "--list", "--json").lines[:1] == []
        or "suggestion" in tawatur("review", ledger, "--list", "--json").lines[0]
    )


def test_two_things_must_be_of_one_kind(tawatur, ledger):
    figure, said = marks(tawatur, ledger, "figures")[0], marks(tawatur, ledger, "statements")[0]
    done = tawatur("review", ledger, "--same", figure["id"], said["id"], "--by", "Layla")
    assert done.code == 1
    assert "same kind" in done.err


def test_a_judgement_needs_a_name(tawatur, ledger, monkeypatch):
    first = marks(tawatur, ledger, "figures")[0]
    assert "--by NAME" in tawatur("review", ledger, "--accept", first["id"]).err
    monkeypatch.setenv("TAWATUR_BY", "Layla")
    assert tawatur("review", ledger, "--accept", first["id"]).code == 0


def test_two_analysts_put_their_work_together(tawatur, sample_ledger, tmp_path):
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    shutil.copy(sample_ledger, one)
    shutil.copy(sample_ledger, two)
    first, second = (m["id"] for m in marks(tawatur, one, "figures")[:2])
    tawatur("review", one, "--reject", first, "--by", "Layla", "--at", "2026-06-03T10:00:00Z")
    tawatur("review", two, "--reject", second, "--by", "Omar", "--at", "2026-06-03T11:00:00Z")
    tawatur("review", two, "--accept", first, "--by", "Omar", "--at", "2026-06-03T12:00:00Z")
    for ledger, name in ((one, "one"), (two, "two")):
        tawatur("review", ledger, "--export", tmp_path / f"{name}.jsonl")
    assert tawatur("review", one, "--import", tmp_path / "two.jsonl").out.strip() == "2 judgements kept."
    tawatur("review", two, "--import", tmp_path / "one.jsonl")
    kept = [{m["id"] for m in marks(tawatur, ledger, "figures")} for ledger in (one, two)]
    assert kept[0] == kept[1]
    assert first in kept[0]
    assert second not in kept[0]
    assert tawatur("review", one, "--import", tmp_path / "two.jsonl").out.strip() == "0 judgements kept."


def test_a_forged_judgement_is_refused(tawatur, sample_ledger, tmp_path):
    ledger = tmp_path / "one.db"
    shutil.copy(sample_ledger, ledger)
    first = marks(tawatur, ledger, "figures")[0]["id"]
    tawatur("review", ledger, "--reject", first, "--by", "Layla")
    tawatur("review", ledger, "--export", tmp_path / "a.jsonl")
    forged = (tmp_path / "a.jsonl").read_text("utf-8").replace("Layla", "Omar")
    (tmp_path / "a.jsonl").write_text(forged, "utf-8")
    done = tawatur("review", ledger, "--import", tmp_path / "a.jsonl")
    assert done.code == 1
    assert "line 1" in done.err

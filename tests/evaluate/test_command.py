"""evaluate: one table, and the lists behind it."""

from __future__ import annotations

import json

from tawatur.cli.app import run
from tawatur.sample import gold_dir


def test_the_sample_is_measured(capfdbinary):
    assert run(["evaluate", str(gold_dir()), "--json", "--misses", "times"]) == 0
    rows = json.loads(capfdbinary.readouterr().out)
    assert set(rows) == {"statements", "times", "figures", "names", "commitments", "events", "body"}
    for name, row in rows.items():
        if name != "body":
            assert row["gold"] > 20
            assert row["found"] <= min(row["gold"], row["read"])
    assert len(rows["times"]["missed"]) == rows["times"]["gold"] - rows["times"]["found"]


def test_readings_of_another_reader_are_measured_alike(capfdbinary, tmp_path):
    assert run(["read", *map(str, sorted(gold_dir().glob("*.txt")))]) == 0
    (tmp_path / "r.jsonl").write_bytes(capfdbinary.readouterr().out)
    run(["evaluate", str(gold_dir()), "--json"])
    own = capfdbinary.readouterr().out
    run(["evaluate", str(gold_dir()), "--json", "--readings", str(tmp_path / "r.jsonl")])
    assert capfdbinary.readouterr().out == own


def test_a_folder_without_gold_is_named(capfdbinary, tmp_path):
    assert run(["evaluate", str(tmp_path)]) == 1
    assert b"no gold" in capfdbinary.readouterr().err

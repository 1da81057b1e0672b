"""add, read, reread, migrate: articles in, whatever happens."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tawatur import api
from tawatur.model.article import Article
from tawatur.sample import articles_dir

TEXT = "عنوان {n}\n\nقال الوزير إن {n} عاملاً عادوا إلى الميناء يوم 3 مايو 2026.\n"


def articles(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"a{n:03}.txt").write_text(TEXT.format(n=n + 1), "utf-8")
    return folder


def test_adding_makes_a_ledger_and_adding_again_adds_nothing(tawatur, tmp_path):
    folder, ledger = articles(tmp_path / "in", 3), tmp_path / "story.db"
    first = tawatur("add", ledger, folder)
    assert (first.code, first.out.strip()) == (0, "3 articles added")
    again = tawatur("add", ledger, folder, "--json")
    assert (again.code, json.loads(again.out)) == (0, {"new": 0, "version": 0, "again": 0, "known": 3, "failed": 0})
    assert tawatur("check", ledger).code == 0


def test_what_fails_is_told_and_kept_and_the_rest_is_done(tawatur, tmp_path):
    folder, ledger = articles(tmp_path / "in", 2), tmp_path / "story.db"
    (folder / "empty.txt").write_bytes(b"")
    done = tawatur("add", ledger, folder, tmp_path / "none.txt")
    assert done.code == 1
    assert "2 articles added" in done.out
    assert "empty.txt" in done.err
    assert "none.txt" in done.err
    kept = {Path(row["path"]).name for row in tawatur("show", ledger, "failures", "--json").lines}
    assert kept == {"empty.txt", "none.txt"}
    (folder / "empty.txt").write_text(TEXT.format(n=9), "utf-8")
    (tmp_path / "none.txt").write_text(TEXT.format(n=10), "utf-8")
    assert tawatur("add", ledger, folder, tmp_path / "none.txt").code == 0
    assert tawatur("show", ledger, "failures", "--json").lines == []


def test_an_article_that_breaks_the_reader_is_kept_with_its_error(tawatur, tmp_path, monkeypatch):
    folder, ledger = articles(tmp_path / "in", 3), tmp_path / "story.db"
    read = api.read_article

    def fragile(article: Article):
        if "عنوان 2" in article.text:
            raise ZeroDivisionError("a bug")
        return read(article)

    monkeypatch.setattr(api, "read_article", fragile)
    done = tawatur("add", ledger, folder)
    assert done.code == 1
    assert "reading failed (ZeroDivisionError: a bug)" in done.err
    with api.view_ledger(ledger) as view:
        assert view.counts().articles == 3
        assert view.counts().failures == 1
        assert len(list(view.readings())) == 2


@pytest.mark.slow
def test_a_run_killed_at_any_point_goes_on_and_ends_as_an_unbroken_one(tmp_path):
    folder = articles(tmp_path / "in", 60)
    command = [sys.executable, "-m", "tawatur.cli", "add", "--no-reconcile", "--quiet"]
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    subprocess.run([*command, whole, folder], check=True, capture_output=True)
    dice = random.Random(7)
    killed = 0
    for _ in range(8):
        running = subprocess.Popen([*command, broken, folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        wanted = dice.randrange(2, 55)
        while running.poll() is None and time.monotonic() < deadline and articles_in(broken) < wanted:
            time.sleep(0.005)
        if running.poll() is None:
            running.send_signal(signal.SIGKILL)
            killed += 1
        running.wait()
    assert killed
    # without sources: the ledger knows what was being added
    done = subprocess.run([*command, broken], check=False, capture_output=True, text=True)
    assert done.returncode == 0 or "nothing to add" in done.stderr
    assert dump(broken) == dump(whole)


def articles_in(path: Path) -> int:
    if not path.exists():
        return 0
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*) FROM article").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def dump(path: Path) -> dict[str, list]:
    connection = sqlite3.connect(path)
    tables = ("article", "reading", "mark", "failure", "run", "judgement", "story", "place", "article_words")
    try:
        return {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in tables}
    finally:
        connection.close()


def test_adding_nothing_says_what_to_name(tawatur, tmp_path):
    done = tawatur("add", tmp_path / "story.db")
    assert done.code == 1
    assert "name a source" in done.err


def test_an_article_named_as_the_ledger_is_left_alone(tawatur, tmp_path):
    folder = articles(tmp_path / "in", 1)
    before = (folder / "a000.txt").read_bytes()
    done = tawatur("add", folder / "a000.txt", folder)
    assert done.code == 1
    assert "is no ledger" in done.err
    assert (folder / "a000.txt").read_bytes() == before


def test_reading_prints_one_object_an_article_and_needs_no_ledger(tawatur):
    done = tawatur("read", articles_dir())
    assert done.code == 0
    assert len(done.lines) == 14
    for line in done.lines:
        text = line["article"]["text"]
        for mark in (*line["times"], *line["figures"], *line["names"]):
            assert text[mark["start"] : mark["end"]] == mark["text"]


def test_reading_again_with_the_same_pack_changes_nothing(tawatur, tmp_path):
    folder, ledger = articles(tmp_path / "in", 2), tmp_path / "story.db"
    tawatur("add", ledger, folder)
    assert tawatur("reread", ledger).out.strip() == "2 known already"


def test_migrating_says_where_the_tables_stand(tawatur, tmp_path):
    tawatur("add", tmp_path / "story.db", articles(tmp_path / "in", 1))
    assert tawatur("migrate", tmp_path / "story.db").out.strip() == "The tables stand at step 0001."
    assert tawatur("migrate", tmp_path / "story.db", "--to", "77").code == 1


def test_a_closed_pipe_is_no_error(tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "tawatur.cli", "read", str(articles_dir())],
        stdout=writer, stderr=subprocess.PIPE, check=False, text=True,
    )  # fmt: skip
    os.close(writer)
    assert "Traceback" not in done.stderr


def test_versions_show_the_words_that_changed(tawatur, tmp_path):
    for name, words in (("one", "40 عاملاً"), ("two", "50 عاملاً")):
        record = {"url": "https://one.example/1", "title": "عنوان", "text": f"عاد {words} إلى الميناء اليوم."}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(record), "utf-8")
        tawatur("add", tmp_path / "story.db", tmp_path / f"{name}.jsonl")
    (line,) = tawatur("show", tmp_path / "story.db", "versions", "--json").lines
    assert line["changes"] == [{"removed": "40", "added": "50"}]

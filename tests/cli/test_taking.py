"""add, read, reread, migrate: articles in, whatever happens."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

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


KILLING = """
import os, random, signal, sqlite3, sys, time
from tawatur import api

whole, broken, folder = sys.argv[1:]
api.read_text("warm")  # loaded once: what is killed below is adding, not starting
with api.open_ledger(whole) as ledger:
    api.add(ledger, [folder])
api.open_ledger(broken).close()

def held():
    connection = sqlite3.connect(f"file:{broken}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*) FROM article").fetchone()[0]
    finally:
        connection.close()

dice, killed = random.Random(7), 0
for _ in range(20):
    child = os.fork()
    if child == 0:
        with api.open_ledger(broken) as ledger:
            api.add(ledger, [folder])
        os._exit(0)
    wanted = held() + dice.randrange(1, 6)
    while held() < wanted and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(dice.random() * 0.004)
    try:
        os.kill(child, signal.SIGKILL)
        killed += os.waitpid(child, 0)[1] == signal.SIGKILL
    except (ProcessLookupError, ChildProcessError):
        break
print(killed, held())
"""


def test_a_run_killed_twenty_times_goes_on_and_ends_as_an_unbroken_one(tawatur, tmp_path):
    folder = articles(tmp_path / "in", 150)
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    command = [sys.executable, "-c", KILLING, whole, broken, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    killed, held = map(int, done.stdout.split())
    assert killed >= 15
    assert held < 150
    # without sources: the ledger knows what was being added
    assert tawatur("add", "--no-reconcile", broken).code == 0
    assert dump(broken) == dump(whole)
    assert tawatur("check", broken).code == 0


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
    assert tawatur("migrate", tmp_path / "story.db").out.strip() == "The tables stand at step 0003."
    assert tawatur("migrate", tmp_path / "story.db", "--to", "77").code == 1


def test_a_closed_pipe_is_no_error(tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "tawatur.cli", "read", str(articles_dir() / "02-wasa-statement.txt")],
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

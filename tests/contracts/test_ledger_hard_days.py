"""Hard days: a full disk, a second process, a damaged file. Nothing is lost, and one clear sentence says what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tawatur import api
from tawatur.cli.app import run
from tawatur.errors import LedgerError
from tawatur.ledger import Ledger, LedgerView, check
from tawatur.sample import articles_dir

ADDING = """
import os, sys
from tawatur import api

location, shares = sys.argv[1], [share.split("|") for share in sys.argv[2:]]
api.read_text("warm")  # loaded once, before the processes part
children = []
for share in shares:
    child = os.fork()
    if child == 0:
        with api.open_ledger(location) as ledger:
            report = api.add(ledger, share)
        os._exit(1 if report.failed else 0)
    children.append(child)
sys.exit(any(os.waitpid(child, 0)[1] for child in children))
"""


def write(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(f"عنوان {n}\n\nقال الوزير إن {n + 10} عاملاً عادوا أمس. " * 3, "utf-8")
    return folder


def test_every_command_works_on_either_database(location, capfdbinary, tmp_path):
    folder = write(tmp_path / "in", 3)
    assert run(["add", location, str(folder), str(articles_dir() / "02-wasa-statement.txt")]) == 0
    for command in (
        ["show", location, "statements"],
        ["show", location, "claims", "--json"],
        ["search", location, "الوزير"],
        ["dossier", location, "--format", "json"],
        ["export", location, "--format", "jsonl", "--to", str(tmp_path / "out.jsonl")],
        ["check", location],
        ["reconcile", location],
        ["migrate", location],
    ):
        assert run(command) == 0, command
    assert run(["import", str(tmp_path / "copy.db"), str(tmp_path / "out.jsonl")]) == 0
    with api.view_ledger(location) as one, api.view_ledger(tmp_path / "copy.db") as other:
        assert list(one.readings()) == list(other.readings())
        assert one.story() == other.story()
    capfdbinary.readouterr()


def test_several_processes_add_at_once_and_lose_nothing(location, tmp_path):
    folder = write(tmp_path / "in", 24)
    files = sorted(map(str, folder.iterdir()))
    # their shares overlap: each article is added by two of them
    shares = [files[0:12], files[6:18], files[12:24], files[18:24] + files[0:6]]
    command = [sys.executable, "-c", ADDING, location, *("|".join(share) for share in shares)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    with LedgerView(location) as view:
        assert view.counts().articles == 24
        assert len(list(view.readings())) == 24
        assert view.runs() == ()
        assert list(check(view)) == []


def test_a_full_disk_is_told_and_what_was_added_stays(tmp_path, capfdbinary):
    ledger_path, folder = tmp_path / "story.db", write(tmp_path / "in", 40)
    with Ledger(str(ledger_path)) as ledger:

        @sa.event.listens_for(ledger._engine, "connect")
        def small(connection, _record):
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages + 12}")

        ledger._engine.dispose()
        with pytest.raises(LedgerError, match=r"the disk is full .*; free some space"):
            api.add(ledger, [folder])
    with LedgerView(str(ledger_path)) as view:
        kept = view.counts().articles
        assert 0 < kept < 40
        assert list(check(view)) == []
        assert len(view.runs()) == 1
    # with room again the run goes on by itself
    assert run(["add", "--no-reconcile", str(ledger_path)]) == 0
    assert f"{40 - kept} articles added, {kept} known already" in capfdbinary.readouterr().out.decode()


def test_a_damaged_file_is_told(tmp_path, capfdbinary):
    path = tmp_path / "story.db"
    assert run(["add", "--no-reconcile", str(path), str(write(tmp_path / "in", 5))]) == 0
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    capfdbinary.readouterr()
    assert run(["show", str(path), "statements"]) == 1
    said = capfdbinary.readouterr().err.decode()
    assert "is damaged" in said
    assert "restore it from a copy" in said
    assert "Traceback" not in said

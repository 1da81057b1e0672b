"""JSONL and Web Annotation come back without loss, and a changed file does not come in."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tawatur import api
from tawatur.errors import InputError
from tawatur.export import restore, stream
from tawatur.ledger import check


def dump(path: Path) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    tables = ("article", "reading", "mark", "judgement", "story", "place", "article_words")
    try:
        return {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in tables}
    finally:
        connection.close()


@pytest.mark.parametrize("form", ["jsonl", "webannotation"])
def test_everything_comes_back(ledger, view, form, tmp_path):
    file, other = tmp_path / f"out.{form}", tmp_path / "other.db"
    file.write_bytes(b"".join(stream(view, form)))
    with api.open_ledger(other) as opened:
        readings, judgements = restore(opened, file)
        assert (readings, judgements) == (16, 1)
        assert restore(opened, file) == (0, 0)
        api.reconcile(opened)
        assert list(check(opened)) == []
        # the same again, byte for byte
        assert b"".join(stream(opened, "jsonl")) == b"".join(stream(view, "jsonl"))
    assert dump(other) == dump(ledger)


@pytest.mark.parametrize("form", ["jsonl", "webannotation"])
def test_a_file_whose_words_were_changed_is_refused(view, form, tmp_path):
    file = tmp_path / "out"
    data = b"".join(stream(view, form)).decode()
    word = next(a for a in view.articles() if a.title).title.split()[0]
    file.write_text(data.replace(word, word[::-1], 1), "utf-8")
    with api.open_ledger(tmp_path / "other.db") as opened, pytest.raises(InputError, match=r"changed after|neither"):
        restore(opened, file)


def test_a_file_that_is_no_export_is_refused(tmp_path):
    for number, text in enumerate(("hello", json.dumps({"a": 1}), "\udcff\udcfe", '{"article": {"id": 1}}')):
        file = tmp_path / f"{number}.txt"
        file.write_text(text, "utf-8", errors="surrogateescape")
        with api.open_ledger(tmp_path / "other.db") as opened, pytest.raises(InputError, match="neither"):
            restore(opened, file)

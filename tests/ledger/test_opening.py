"""What is told to who names something that is no ledger."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tawatur.errors import LedgerError
from tawatur.ledger import Ledger, LedgerView, check
from tawatur.model.article import Article, article_id


def test_a_view_of_a_missing_ledger_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="tawatur add"):
        LedgerView(str(tmp_path / "none.db"))
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text("an article", "utf-8")
    with pytest.raises(LedgerError, match="is no ledger"):
        Ledger(str(text))
    assert text.read_text("utf-8") == "an article"


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger(str(tmp_path))


def test_a_ledger_in_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger(str(tmp_path / "none" / "story.db"))


def test_another_database_is_refused() -> None:
    with pytest.raises(LedgerError, match="postgresql://"):
        Ledger("mysql://host/name")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(LedgerError, match="cannot be reached") as caught:
        Ledger("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_a_locked_ledger_says_who_is_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tawatur.ledger.engine._BUSY_MS", 50)
    path = tmp_path / "story.db"
    with Ledger(str(path)) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process"):
            ledger.add_failure("a", "b")
        other.execute("ROLLBACK")
        other.close()
        ledger.add_failure("a", "b")
        assert len(ledger.failures()) == 1


def test_a_text_changed_behind_the_ledgers_back_is_found(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    with Ledger(str(path)) as ledger:
        ledger.add(Article(id=article_id(text="نص أول", url=None, outlet=None), text="نص أول"))
    other = sqlite3.connect(path)
    other.execute("UPDATE article SET text = 'نص آخر'")
    other.commit()
    other.close()
    with LedgerView(str(path)) as view:
        sentences = [fault.sentence for fault in check(view)]
    assert "the text is not the one that was added" in sentences

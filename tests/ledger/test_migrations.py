"""The migrations make just the tables that the records declare, and go back."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tawatur import api
from tawatur.errors import LedgerError
from tawatur.export import stream
from tawatur.ledger import Ledger, LedgerView, check
from tawatur.ledger.engine import make_engine
from tawatur.ledger.migrate import HEAD, migrate
from tawatur.ledger.schema import metadata
from tawatur.model.judgement import judgement


def _ours(name: str | None, kind: str, *_: object) -> bool:
    # the search index is each backend's own, and no part of the declared tables
    return not (kind == "table" and (name or "").startswith(("article_words", "alembic_version")))


def test_the_migrated_tables_are_the_declared_ones(location: str) -> None:
    Ledger(location).close()
    engine = make_engine(location, create=False)
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": _ours}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    engine.dispose()
    assert differences == []


def test_they_go_down_and_up_again(location: str) -> None:
    Ledger(location).close()
    engine = make_engine(location, create=False)
    with engine.connect() as connection, connection.begin():
        migrate(connection, "base")
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    with engine.connect() as connection, connection.begin():
        migrate(connection)
    with engine.connect() as connection:
        assert set(metadata.tables) <= set(sa.inspect(connection).get_table_names())
    engine.dispose()


def test_what_a_ledger_holds_outlives_every_step_down_and_up(location: str) -> None:
    with api.open_ledger(location) as ledger:
        first = api.read_text("خبر\n\nقال الوزير إن 40 عاملا عادوا أمس.")
        ledger.add(*first)
        ledger.judge([judgement("accept", first[1].statements[0].id, by="Layla", at="2026-06-03T10:00:00Z")])
        api.reconcile(ledger)
        before = b"".join(stream(ledger, "jsonl")), ledger.story()
    engine = make_engine(location, create=False)
    config = Config()
    config.set_main_option("script_location", "tawatur.ledger:migrations")
    for step in [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]:
        with engine.begin() as connection:
            migrate(connection, step)
        with engine.begin() as connection:
            migrate(connection)
        with api.open_ledger(location) as ledger:
            assert (b"".join(stream(ledger, "jsonl")), ledger.story()) == before
            assert list(check(ledger)) == []
            assert [hit.article for hit in ledger.search("الوزير")] == [first[0].id]
            api.reconcile(ledger)
            assert ledger.story() == before[1]
    engine.dispose()


def test_the_newest_step_is_the_one_that_opening_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", "tawatur.ledger:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_ledger_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "story.db")
    Ledger(path).close()
    engine = make_engine(path, create=False)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerError, match="newer Tawatur"):
        Ledger(path)
    with pytest.raises(LedgerError, match="another version"):
        LedgerView(path)

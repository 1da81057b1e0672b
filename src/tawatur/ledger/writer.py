"""A ledger to be written: everything a view can tell, and the few ways in which it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from tawatur.ledger import schema
from tawatur.ledger.engine import explained, is_sqlite
from tawatur.ledger.fields import Value
from tawatur.ledger.migrate import is_current, migrate
from tawatur.ledger.records import (
    ARTICLE,
    FAILURE,
    JUDGEMENT,
    KEPT,
    MARK,
    PLACE,
    READING,
    RUN,
    STORY,
    VECTOR,
    WATCH,
    canonical,
)
from tawatur.ledger.rows import ArticleRow, FailureRow, KeptRow, Run, VectorRow, Watched, mark_rows
from tawatur.ledger.story_rows import StoryRecord, kind_of, place_rows, records_of, story_row
from tawatur.ledger.view import LedgerView
from tawatur.model.article import Article
from tawatur.model.contract import to_contract
from tawatur.model.ids import content_id
from tawatur.model.judgement import Judgement
from tawatur.model.reading import Reading
from tawatur.model.story import Story

_CHANGES = "changes"
"""The setting that counts what the story stands on and has changed."""
_EMBEDDINGS = "embeddings"
"""The setting that says whether accounts whose sentence vectors are near are compared, too."""

Added = Literal["new", "version", "again", "known"]
"""What adding did: a new article; a new version of one; a newer reading of a known one; nothing."""


class Ledger(LedgerView):
    """A ledger opened for writing, made where there is none. Each change is whole or not at all.

    Writers wait for each other, so that several processes can write one ledger; adding what is there changes nothing.
    """

    _create = True

    def _prepare(self) -> None:
        """Bring the tables to this version; of several processes that begin at once, one does it and the rest wait."""
        with self._write("migrate") as connection:
            if not is_current(connection):
                migrate(connection)

    @contextmanager
    def _open(self) -> Iterator[sa.Connection]:
        with self._engine.connect() as connection, connection.begin():
            if is_sqlite(connection):
                connection.exec_driver_sql("PRAGMA query_only=OFF")
            yield connection

    @contextmanager
    def _write(self, *locks: str) -> Iterator[sa.Connection]:
        """A transaction that writes; in PostgreSQL it holds the named locks, in SQLite the whole file."""
        engine = self._engine.execution_options(writes=True)
        with explained(self.location), engine.connect() as connection, connection.begin():
            if is_sqlite(connection):
                connection.exec_driver_sql("PRAGMA query_only=OFF")
            else:
                for lock in sorted(locks):
                    connection.execute(
                        sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))"), {"lock": lock}
                    )
            yield connection

    # articles and readings

    def add(self, article: Article, reading: Reading | None = None, *, watched: Watched | None = None) -> Added:
        """Keep an article and its reading, in one transaction.

        SpanError where a span does not fit its text, msgspec's ValidationError where a mark holds a value that its
        field does not allow: nothing is kept then.

        The same article is kept once. The same address with another text is a new version that points to the former.
        A reader's reading of a known article takes the place of the same reader's former one. `watched` is the state
        of the feed that it came from, kept in the same step: a feed's entry is never taken twice, and never lost.
        """
        if reading is not None:
            to_contract(article, reading)  # checks every span against the text
            msgspec.json.decode(canonical(reading), type=Reading)  # what could not be read back is not kept
        with self._write(f"article {article.url or article.id}") as connection:
            done = self._add_article(connection, article)
            if reading is not None and self._put_reading(connection, article, reading) and done == "known":
                done = "again"
            connection.execute(sa.delete(schema.failure).where(_of(article)))
            if done != "known":
                self._outdate(connection)
            self._put_watched(connection, watched)
        return done

    def _add_article(self, connection: sa.Connection, article: Article) -> Added:
        table = schema.article.c
        if connection.execute(sa.select(table.id).where(table.id == article.id)).first():
            return "known"
        former = _newest_at(connection, article.url)
        row = ARTICLE.row(ArticleRow(article=article, version_of=former))
        connection.execute(sa.insert(schema.article), row)
        connection.execute(sa.insert(schema.words), {"article": article.id, "words": self.words.folded(article.text)})
        return "version" if former else "new"

    def _put_reading(self, connection: sa.Connection, article: Article, reading: Reading) -> bool:
        """Whether the reading said anything that was not there."""
        row = READING.row(reading)
        table = schema.reading.c
        same = (table.article == reading.article) & (table.reader == reading.reader.name)
        before = connection.execute(sa.select(table.record).where(same)).scalar()
        if before == row["record"]:
            return False
        if before is not None:
            mark = schema.mark.c
            connection.execute(
                sa.delete(schema.mark).where(mark.article == reading.article, mark.reader == reading.reader.name)
            )
            connection.execute(sa.delete(schema.reading).where(same))
        connection.execute(sa.insert(schema.reading), row)
        _insert(connection, schema.mark, [MARK.row(line) for line in mark_rows(reading, article.text)])
        return True

    def add_failure(self, path: str, reason: str, *, watched: Watched | None = None) -> None:
        """Keep a source that could not be taken in, in the place of what was known of it."""
        with self._write(f"failure {path}") as connection:
            self._upsert(connection, schema.failure, FAILURE.row(FailureRow(path=path, reason=reason)))
            self._put_watched(connection, watched)

    def settle(self, article: Article, watched: Watched | None = None) -> None:
        """A known article came again: a failure of its source is past."""
        if watched is None and not self.rows(sa.select(schema.failure.c.path).where(_of(article))):
            return  # nothing to be written, and so no other writer to wait for
        with self._write(f"article {article.url or article.id}") as connection:
            connection.execute(sa.delete(schema.failure).where(_of(article)))
            self._put_watched(connection, watched)

    # runs

    def begin_run(self, sources: Sequence[str]) -> Run:
        """Note that these sources are being added, so that a broken run is known and can go on."""
        run = Run(id=content_id("run", *sources), sources=tuple(sources))
        with self._write("run") as connection:
            self._upsert(connection, schema.run, RUN.row(run))
        return run

    def end_run(self, run: Run) -> None:
        """Note that a run is done."""
        with self._write("run") as connection:
            connection.execute(sa.delete(schema.run).where(schema.run.c.id == run.id))

    # judgements

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Append judgements; how many were not known before. None is ever changed or erased."""
        with self._write("judgement") as connection:
            table = schema.judgement.c
            known = set(connection.execute(sa.select(table.id)).scalars())
            fresh = {j.id: JUDGEMENT.row(j) for j in judgements if j.id not in known}
            _insert(connection, schema.judgement, list(fresh.values()))
            if fresh:
                self._outdate(connection)
        return len(fresh)

    # the story

    def changes(self) -> str:
        """How often anything changed that the story stands on; to be asked before the readings are."""
        table = schema.setting.c
        return next((row.value for row in self.rows(sa.select(table.value).where(table.name == _CHANGES))), "0")

    def put_story(self, story: Story, *, of: str | None = None) -> None:
        """Make this the ledger's story: what is new or other is written, what is gone is dropped, the rest stays.

        `of` is what `changes` said before the story was put together: where another process has added or judged
        since, the story is kept and stays marked as outdated.
        """
        with self._write("story") as connection:
            table = schema.story.c
            kept = {
                (row.kind, row.id): (row.rank, row.record)
                for row in connection.execute(sa.select(table.kind, table.id, table.rank, table.record))
            }
            fresh: dict[tuple[str, str], tuple[StoryRecord, dict[str, Value]]] = {}
            for rank, record in records_of(story):
                fresh[(kind_of(record), record.id)] = (record, STORY.row(story_row(record, rank)))
            gone = [key for key in kept if key not in fresh]
            changed = [
                key for key, (_, row) in fresh.items() if key in kept and kept[key] != (row["rank"], row["record"])
            ]
            self._drop(connection, [*gone, *changed])
            put = [fresh[key] for key in fresh if key not in kept or key in set(changed)]
            _insert(connection, schema.story, [row for _, row in put])
            _insert(connection, schema.place, [PLACE.row(p) for record, _ in put for p in place_rows(record)])
            table = schema.setting.c
            # held from here on: whoever adds now comes after, and outdates the story again
            now = (
                connection.execute(sa.select(table.value).where(table.name == _CHANGES).with_for_update()).scalar()
                or "0"
            )
            if of in (None, now):
                self._upsert(connection, schema.setting, {"name": "story", "value": "current"})

    def put_kept(self, records: Mapping[str, str], over: str, gone: Iterable[str] = ()) -> None:
        """Keep what reconciling made of some articles, and over which articles it did; `gone` are to be forgotten."""
        with self._write("kept") as connection:
            for article in gone:
                connection.execute(sa.delete(schema.kept).where(schema.kept.c.article == article))
                connection.execute(sa.delete(schema.vector).where(schema.vector.c.article == article))
            for article, record in records.items():
                self._upsert(connection, schema.kept, KEPT.row(KeptRow(article=article, record=record)))
            self._upsert(connection, schema.setting, {"name": "kept", "value": over})

    def embeddings(self) -> bool:
        """Whether accounts whose sentence vectors are near are compared, too."""
        table = schema.setting.c
        return any(row.value == "on" for row in self.rows(sa.select(table.value).where(table.name == _EMBEDDINGS)))

    def vectors(self) -> dict[str, str]:
        """The sentence vectors that reconciling kept, by article; for reconciling alone."""
        table = schema.vector.c
        return {row.article: row.record for row in self.rows(sa.select(table.article, table.record))}

    def use_embeddings(self, on: bool) -> None:  # noqa: FBT001  # it is the value
        """Compare accounts whose sentence vectors are near from now on, or no longer; the vectors stay."""
        if on == self.embeddings():
            return
        with self._write("story") as connection:
            self._upsert(connection, schema.setting, {"name": _EMBEDDINGS, "value": "on" if on else "off"})
            self._outdate(connection)

    def put_vectors(self, article: str, record: str) -> None:
        """Keep the sentence vectors of an article's accounts."""
        with self._write("kept") as connection:
            self._upsert(connection, schema.vector, VECTOR.row(VectorRow(article=article, record=record)))

    @staticmethod
    def _drop(connection: sa.Connection, keys: Sequence[tuple[str, str]]) -> None:
        for table in (schema.story, schema.place):
            statement = sa.delete(table).where(
                table.c.kind == sa.bindparam("the_kind"), table.c.id == sa.bindparam("the_id")
            )
            if keys:
                connection.execute(statement, [{"the_kind": kind, "the_id": name} for kind, name in keys])

    def _outdate(self, connection: sa.Connection) -> None:
        table = schema.setting
        counted = sa.cast(sa.cast(table.c.value, sa.BigInteger) + 1, sa.Text)
        insert: Any = sqlite.insert(table) if is_sqlite(connection) else postgresql.insert(table)
        first = insert.values(name=_CHANGES, value="1")
        connection.execute(first.on_conflict_do_update(index_elements=["name"], set_={"value": counted}))
        self._upsert(connection, schema.setting, {"name": "story", "value": "outdated"})

    def name_story(self, names: Mapping[str, str]) -> None:
        """Name the story, by language of the interface; an empty name takes the one of that language away."""
        table = schema.setting
        with self._write("name") as connection:
            for language, name in names.items():
                key = f"name.{language}"
                if told := " ".join(name.split()):
                    self._upsert(connection, table, {"name": key, "value": told})
                else:
                    connection.execute(sa.delete(table).where(table.c.name == key))

    # watching

    def put_watched(self, watched: Watched) -> None:
        """Keep what is known of a watched feed."""
        with self._write(f"watch {watched.url}") as connection:
            self._put_watched(connection, watched)

    def _put_watched(self, connection: sa.Connection, watched: Watched | None) -> None:
        if watched is None:
            return
        self._upsert(connection, schema.watch, WATCH.row(watched))
        if not watched.failures:  # the feed answers again
            connection.execute(sa.delete(schema.failure).where(schema.failure.c.path == watched.url))

    @staticmethod
    def _upsert(connection: sa.Connection, table: sa.Table, row: Mapping[str, Value]) -> None:
        """Put a row in the place of the one with the same key."""
        insert: Any = sqlite.insert(table) if is_sqlite(connection) else postgresql.insert(table)
        keys = [column.name for column in table.primary_key]
        rest = {name: insert.excluded[name] for name in row if name not in keys}
        connection.execute(insert.values(**row).on_conflict_do_update(index_elements=keys, set_=rest))


def _of(article: Article) -> sa.ColumnElement[bool]:
    """The failures of an article's source: of the file it was read from, or of its address."""
    return schema.failure.c.path.in_([source for source in (article.path, article.url) if source])


def _newest_at(connection: sa.Connection, url: str | None) -> str | None:
    """The article that stands at an address now."""
    if url is None:
        return None
    table, later = schema.article.c, schema.article.alias("later")
    query = sa.select(table.id).where(table.url == url, ~sa.exists().where(later.c.version_of == table.id))
    return connection.execute(query.order_by(table.id).limit(1)).scalar()


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Value]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)

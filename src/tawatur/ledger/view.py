"""A ledger to be looked at: all that can be asked of it, and nothing that changes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import TracebackType
from typing import Any, Self

import msgspec
import sqlalchemy as sa

from tawatur.errors import InputError
from tawatur.language.spelling import load_spelling
from tawatur.ledger import schema
from tawatur.ledger.engine import explained, is_sqlite, make_engine
from tawatur.ledger.judged import additions, judged, standing
from tawatur.ledger.migrate import is_current, refuse
from tawatur.ledger.rows import FailureRow, MarkRow, PlaceRow, Run, Watched
from tawatur.ledger.search import Hit, candidates, find, parse_query
from tawatur.ledger.story_rows import StoryRecord, decode, story_of
from tawatur.ledger.words import Words
from tawatur.model.article import Article
from tawatur.model.judgement import Judgement
from tawatur.model.marks import Mark
from tawatur.model.reading import Reading
from tawatur.model.story import Story

RULES = "rules"
"""The name of the reader that comes with the program."""

_PAGE = 200
"""Rows fetched at a time where all are gone through."""


@dataclass(frozen=True)
class Counts:
    """How much a ledger holds."""

    articles: int
    versions: int
    """Articles that stand in the place of an earlier text at the same address."""
    marks: dict[str, int]
    story: dict[str, int]
    judgements: int
    failures: int


@dataclass(frozen=True)
class Known:
    """Something that has an id in the ledger."""

    kind: str
    """``article``, a mark's kind, a story record's kind or ``judgement``."""
    id: str


@dataclass(frozen=True)
class Filter:
    """Which articles are asked for: by outlet (as it is written) and by days of publication, both inclusive."""

    outlet: str | None = None
    since: date | None = None
    until: date | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """The filter in the database's words; an interval counts where it can meet the days asked for."""
        table = schema.article.c
        out: list[sa.ColumnElement[bool]] = []
        if self.outlet is not None:
            out.append(table.outlet == self.outlet)
        if self.since is not None:
            out.append(table.latest >= self.since)
        if self.until is not None:
            out.append(table.earliest <= self.until)
        return out


class LedgerView:
    """A ledger opened for looking. Several may look while one writes; each question sees one state of the whole."""

    _create = False
    """Whether a ledger is made where there is none."""

    def __init__(self, location: str, *, language: str = "ar") -> None:
        self.location = location
        self._language = language
        self._engine = make_engine(location, create=self._create)
        with explained(location), self._open() as connection:
            ready = is_current(connection)
        if not ready:
            self._prepare()

    def _prepare(self) -> None:
        """Say what to do about tables that are not this version's."""
        with explained(self.location), self._open() as connection:
            refuse(connection)

    @contextmanager
    def _open(self) -> Iterator[sa.Connection]:
        with self._engine.connect() as connection, connection.begin():
            if is_sqlite(connection):
                connection.exec_driver_sql("PRAGMA query_only=ON")
            else:
                connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            yield connection

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @cached_property
    def words(self) -> Words:
        """How this ledger folds and splits words."""
        return Words(load_spelling(self._language))

    def _stream(self, query: sa.Select[Any]) -> Iterator[sa.Row[Any]]:
        """All rows of a query, a page at a time."""
        # the result is closed by hand: who stops half-way must not leave a cursor open on the server
        options = query.execution_options(yield_per=_PAGE)
        with explained(self.location), self._open() as connection, connection.execute(options) as result:
            yield from result

    def rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        """The rows of a question of your own, asked of the tables in docs/ledger-tables.md."""
        with explained(self.location), self._open() as connection:
            return connection.execute(query).all()

    def stream(self, query: sa.Select[Any]) -> Iterator[sa.Row[Any]]:
        """As `rows`, a page at a time, for answers that are long."""
        return self._stream(query)

    # articles and readings

    def articles(self, where: Filter | None = None, *, versions: bool = False) -> Iterator[Article]:
        """Articles by their first day of publication, undated ones last; `versions` gives superseded ones too."""
        for row in self._stream(_articles(where or Filter(), versions=versions)):
            yield _article(row.record, row.text)

    def article(self, article: str) -> Article | None:
        """One article by its id."""
        query = sa.select(schema.article.c.record, schema.article.c.text).where(schema.article.c.id == article)
        return next((_article(row.record, row.text) for row in self.rows(query)), None)

    def readings(
        self, where: Filter | None = None, *, reader: str = RULES, versions: bool = False, as_judged: bool = True
    ) -> Iterator[tuple[Article, Reading]]:
        """Articles with one reader's readings; `as_judged` leaves out rejected marks and lays corrections over."""
        table = schema.reading.c
        query = (
            _articles(where or Filter(), versions=versions)
            .add_columns(table.record.label("reading"))
            .join(schema.reading, sa.and_(table.article == schema.article.c.id, table.reader == reader))
        )
        verdicts = standing(self.judgements()) if as_judged else {}
        added = additions(verdicts.values())
        for row in self._stream(query):
            yield _article(row.record, row.text), judged(_reading(row.reading), verdicts, added)

    def reading(self, article: str, *, reader: str = RULES) -> Reading | None:
        """One reader's reading of one article, as it was read."""
        table = schema.reading.c
        query = sa.select(table.record).where(table.article == article, table.reader == reader)
        return next((_reading(row.record) for row in self.rows(query)), None)

    def readers(self) -> tuple[tuple[str, str, int], ...]:
        """Who has read here: reader, pack and how many articles."""
        table = schema.reading.c
        query = sa.select(table.reader, table.pack, sa.func.count().label("size")).group_by(table.reader, table.pack)
        return tuple(sorted((row.reader, row.pack, row.size) for row in self.rows(query)))

    def has_reading(self, article: str, *, reader: str, pack: str) -> bool:
        """Whether this reader has read this article with this pack."""
        table = schema.reading.c
        query = sa.select(table.article).where(table.article == article, table.reader == reader, table.pack == pack)
        return bool(self.rows(query))

    def versions(self, article: str) -> tuple[Article, ...]:
        """All versions of an article's address, the oldest first; the article alone where it has but one."""
        links = {row.id: row.version_of for row in self.rows(_links(self.article(article)))}
        first = article
        while (former := links.get(first)) is not None:
            first = former
        chain, after = [first], {former: later for later, former in links.items() if former}
        while (later := after.get(chain[-1])) is not None:
            chain.append(later)
        return tuple(found for found in map(self.article, chain) if found)

    def superseded(self) -> dict[str, str]:
        """Every article that a later version stands in for, with that version."""
        table = schema.article.c
        rows = self.rows(sa.select(table.id, table.version_of).where(table.version_of.is_not(None)))
        return {row.version_of: row.id for row in rows}

    # marks

    def marks(
        self,
        kind: str | None = None,
        *,
        article: str | None = None,
        actor: str | None = None,
        sort: str | None = None,
        reader: str = RULES,
    ) -> Iterator[MarkRow]:
        """Marks in a line each, by article and place, narrowed by what is given."""
        table = schema.mark.c
        query = sa.select(schema.mark).where(table.reader == reader)
        for column, value in ((table.kind, kind), (table.article, article), (table.actor, actor), (table.sort, sort)):
            if value is not None:
                query = query.where(column == value)
        for row in self._stream(query.order_by(table.article, table.start, table.kind, table.id)):
            yield MarkRow(**row._mapping)

    def mark(self, mark: str, *, reader: str = RULES) -> tuple[Article, Mark] | None:
        """One mark, as it was read or as a person added it, with its article."""
        table = schema.mark.c
        row = next(iter(self.rows(sa.select(table.article).where(table.id == mark, table.reader == reader))), None)
        if row is None:
            where, added = self._added().get(mark, ("", None))
            return (article, added) if added and (article := self.article(where)) else None
        article, reading = self.article(row.article), self.reading(row.article, reader=reader)
        if article is None or reading is None:
            return None
        return next(((article, found) for found in reading.marks() if found.id == mark), None)

    def _added(self) -> dict[str, tuple[str, Mark]]:
        """The statements that people have added, by id, each with its article's id."""
        found = additions(standing(self.judgements()).values()).items()
        return {statement.id: (article, statement) for article, every in found for statement in every}

    # the story and what people decided

    def story(self) -> Story:
        """All that reconciling found, as it was put here last."""
        table = schema.story.c
        return story_of((row.kind, row.record) for row in self._stream(
            sa.select(table.kind, table.record).order_by(table.kind, table.rank, table.id)
        ))  # fmt: skip

    def story_record(self, record: str) -> StoryRecord | None:
        """One record of the story by its id."""
        table = schema.story.c
        rows = self.rows(sa.select(table.kind, table.record).where(table.id == record))
        return next((decode(row.kind, row.record) for row in rows), None)

    def story_is_current(self) -> bool:
        """Whether nothing was added, read again or judged since the story was put together."""
        table = schema.setting.c
        return any(row.value == "current" for row in self.rows(sa.select(table.value).where(table.name == "story")))

    def names(self) -> dict[str, str]:
        """The story's name as it was given, by language of the interface; empty where nobody has named it."""
        table = schema.setting.c
        rows = self.rows(sa.select(table.name, table.value).where(table.name.like("name.%")).order_by(table.name))
        return {row.name.removeprefix("name."): row.value for row in rows}

    def kept(self) -> tuple[dict[str, str], str]:
        """What reconciling kept, by article, and over which articles it was made; for reconciling alone."""
        table, told = schema.kept.c, schema.setting.c
        records = {row.article: row.record for row in self.rows(sa.select(table.article, table.record))}
        over = next((row.value for row in self.rows(sa.select(told.value).where(told.name == "kept"))), "")
        return records, over

    def places_of(self, mark: str) -> tuple[PlaceRow, ...]:
        """Where the story stands on a mark."""
        table = schema.place.c
        query = sa.select(schema.place).where(table.mark == mark)
        return tuple(PlaceRow(**row._mapping) for row in self.rows(query.order_by(table.kind, table.id, table.item)))

    def story_places(self) -> Iterator[PlaceRow]:
        """Every place that the story stands on."""
        for row in self._stream(sa.select(schema.place)):
            yield PlaceRow(**row._mapping)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements by their moment, superseded ones too."""
        rows = self.rows(sa.select(schema.judgement))
        return tuple(sorted((Judgement(**row._mapping) for row in rows), key=lambda j: (j.at, j.id)))

    # its own work

    def failures(self) -> tuple[FailureRow, ...]:
        """Sources that could not be taken in, by path."""
        rows = self.rows(sa.select(schema.failure))
        return tuple(sorted((FailureRow(**row._mapping) for row in rows), key=lambda f: f.path))

    def runs(self) -> tuple[Run, ...]:
        """Runs of adding that have not ended."""
        rows = self.rows(sa.select(schema.run).order_by(schema.run.c.id))
        return tuple(Run(id=row.id, sources=msgspec.json.decode(row.sources, type=tuple[str, ...])) for row in rows)

    def watched(self) -> tuple[Watched, ...]:
        """What is known of the feeds that are watched, by address."""
        rows = self.rows(sa.select(schema.watch.c.record))
        return tuple(sorted((msgspec.json.decode(row.record, type=Watched) for row in rows), key=lambda w: w.url))

    def counts(self) -> Counts:
        """How much there is of everything."""
        mark, story = schema.mark.c, schema.story.c
        versions = sa.select(schema.article.c.id).where(schema.article.c.version_of.is_not(None))
        size = sa.func.count().label("size")
        marks = sa.select(mark.kind, size).where(mark.reader == RULES).group_by(mark.kind)
        return Counts(
            articles=self._count(schema.article),
            versions=len(self.rows(versions)),
            marks={row.kind: row.size for row in self.rows(marks)},
            story={row.kind: row.size for row in self.rows(sa.select(story.kind, size).group_by(story.kind))},
            judgements=self._count(schema.judgement),
            failures=self._count(schema.failure),
        )

    def _count(self, table: sa.Table) -> int:
        return int(self.rows(sa.select(sa.func.count()).select_from(table))[0][0])

    # finding

    def search(
        self,
        text: str,
        where: Filter | None = None,
        *,
        limit: int = 50,
        conditions: Sequence[sa.ColumnElement[bool]] = (),
    ) -> Iterator[Hit]:
        """Articles that hold the words asked for, by date, with every place where they stand.

        Words must all occur; "a phrase" side by side; ``begin*`` any ending; ``-word`` must not occur. Spelling is
        folded, and particles written in one with a word do not hide it. InputError where there is nothing to look for.
        `conditions` narrow the articles further, in the words of the table ``article``.
        """
        query = parse_query(text, self.words)
        condition = candidates(query, sqlite=self._engine.dialect.name == "sqlite")
        inner = sa.select(schema.words.c.article).where(condition)
        rows = self._stream(
            _articles(where or Filter(), versions=False).where(schema.article.c.id.in_(inner), *conditions),
        )
        found = 0
        for row in rows:
            hit = find(query, row.id, row.text, self.words)
            if hit is not None:
                yield hit
                found += 1
                if found >= limit:
                    return

    def identify(self, beginning: str) -> Known:
        """What an id, or the beginning of one, names; InputError where nothing or more than one thing has it."""
        if len(beginning) < 4:
            raise InputError("id.short", beginning=beginning)
        found: dict[str, Known] = {}
        for table, kind in (
            (schema.article, sa.literal("article")),
            (schema.mark, schema.mark.c.kind),
            (schema.story, schema.story.c.kind),
            (schema.judgement, sa.literal("judgement")),
        ):
            # ids are hexadecimal, so "g" ends the range in every collation
            query = sa.select(table.c.id, kind.label("kind")).where(
                table.c.id >= beginning, table.c.id < beginning + "g"
            )
            found.update({row.id: Known(row.kind, row.id) for row in self.rows(query.limit(20))})
        found |= {name: Known("statement", name) for name in self._added() if name.startswith(beginning)}
        if not found:
            raise InputError("id.none", beginning=beginning)
        if len(found) > 1 and beginning not in found:
            raise InputError("id.many", beginning=beginning, ids=sorted(found)[:5])
        return found[beginning] if beginning in found else next(iter(found.values()))


def _articles(where: Filter, *, versions: bool) -> sa.Select[Any]:
    table = schema.article.c
    query = sa.select(table.id, table.record, table.text).where(*where.conditions())
    if not versions:
        later = schema.article.alias("later")
        query = query.where(~sa.exists().where(later.c.version_of == table.id))
    return query.order_by(table.earliest.asc().nulls_last(), table.id)


def _links(article: Article | None) -> sa.Select[Any]:
    table = schema.article.c
    same = sa.false() if article is None or article.url is None else table.url == article.url
    return sa.select(table.id, table.version_of).where(same)


def _article(record: str, text: str) -> Article:
    return msgspec.structs.replace(msgspec.json.decode(record, type=Article), text=text)


def _reading(record: str) -> Reading:
    return msgspec.json.decode(record, type=Reading)

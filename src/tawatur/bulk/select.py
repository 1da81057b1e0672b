"""Cut a story from an archive: the articles that name an actor, hold words, fall in a time, come from outlets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import msgspec

from tawatur.bulk.plan import is_archive
from tawatur.bulk.tables import read_article
from tawatur.errors import InputError
from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.model.reading import Reading

_ROWS = 256
"""Articles fetched at a time."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What a story is made of. All conditions must hold; of several actors, words or outlets one is enough."""

    actors: tuple[str, ...] = ()
    """Speakers or names as readings give them, compared in folded spelling, also within a longer name."""
    words: tuple[str, ...] = ()
    """Words of the text, compared in folded spelling."""
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


def select(archive: Path, query: Query) -> Iterator[tuple[Article, Reading]]:
    """The articles of an archive that a query keeps, each once, by day and id; InputError for a folder that is none."""
    if not is_archive(archive):
        raise InputError("bulk.archive", path=archive)
    with duckdb.connect() as base:
        kept = _kept(base, archive, query)
        if not kept:
            return
        base.execute("create temp table kept as select unnest($ids) as id", {"ids": sorted(set(kept))})
        found = base.execute(
            "select article, reading, id from read_parquet($files, hive_partitioning = false) "
            "semi join kept using (id) order by earliest nulls last, id",
            {"files": sorted(set(kept.values()))},
        )
        last = None
        while rows := found.fetchmany(_ROWS):
            for article_json, reading_json, name in rows:
                if name != last:  # the same article may come from two partitions
                    yield read_article({"article": article_json, "reading": reading_json})
                last = name


def _kept(base: duckdb.DuckDBPyConnection, archive: Path, query: Query) -> dict[str, str]:
    """The ids that a query keeps, each with a file that holds it; only the columns that it asks about are read."""
    if not _any_file(archive / "articles") or (query.actors and not _any_file(archive / "marks")):
        return {}  # DuckDB refuses a pattern that no file meets
    fold = load_pack().folding.full
    conditions = ["($since is null or latest >= $since)", "($until is null or earliest <= $until)"]
    values: dict[str, object] = {"since": query.since, "until": query.until}
    files = f"read_parquet('{_quoted(archive / 'articles')}/*/*.parquet', hive_partitioning = false, filename = true)"
    if query.outlets:
        wanted = {fold(outlet) for outlet in query.outlets}
        every = base.execute(f"select distinct outlet from {files} where outlet is not null")  # noqa: S608 - quoted
        values["outlets"] = [outlet for (outlet,) in every.fetchall() if fold(outlet) in wanted]
        conditions.append("list_contains($outlets, outlet)")
    if query.actors:
        marks = f"read_parquet('{_quoted(archive / 'marks')}/*/*.parquet', hive_partitioning = false)"
        named = f"{marks} where kind in ('statements', 'names') and who is not null"
        asked = [fold(actor) for actor in query.actors]
        every = base.execute(f"select distinct who from {named}")  # noqa: S608 - quoted
        values["actors"] = [who for (who,) in every.fetchall() if _any_in(asked, fold(who))]
        conditions.append(f"id in (select article from {named} and list_contains($actors, who))")  # noqa: S608 - quoted
    words = [fold(word) for word in query.words]
    text = "text" if words else "null"
    rows = base.execute(f"select id, filename, {text} from {files} where {' and '.join(conditions)}", values)  # noqa: S608 - quoted
    kept: dict[str, str] = {}
    while some := rows.fetchmany(_ROWS):
        kept.update((name, file) for name, file, body in some if not words or _any_in(words, fold(body)))
    return kept


def _any_file(table: Path) -> bool:
    return next(table.glob("*/*.parquet"), None) is not None


def _quoted(folder: Path) -> str:
    """A folder's name inside an SQL string, its own wildcards taken as they stand."""
    return re.sub(r"([*?[])", r"[\1]", str(folder)).replace("'", "''")


def _any_in(wanted: list[str], text: str) -> bool:
    return any(word in text for word in wanted)

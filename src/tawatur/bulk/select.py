"""Cut a story from an archive: the articles that name an actor, hold words, fall in a time, come from outlets."""

from __future__ import annotations

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
        raise InputError(f"{archive} is no archive of readings; make one with: tawatur bulk SOURCE --out {archive}")
    fold = load_pack().folding.full
    wanted_outlets = {fold(outlet) for outlet in query.outlets}
    wanted_words = [fold(word) for word in query.words]
    wanted_actors = [fold(actor) for actor in query.actors]
    with duckdb.connect() as base:
        found = base.execute(
            "select article, reading, id from read_parquet($files, hive_partitioning = false) "
            "where ($since is null or latest >= $since) and ($until is null or earliest <= $until) "
            "order by earliest nulls last, id",
            {"files": str(archive / "articles" / "*" / "*.parquet"), "since": query.since, "until": query.until},
        )
        last = None
        while rows := found.fetchmany(_ROWS):
            for article_json, reading_json, name in rows:
                if name == last:  # the same article from two partitions
                    continue
                last = name
                article, reading = read_article({"article": article_json, "reading": reading_json})
                if wanted_outlets and fold(article.outlet or "") not in wanted_outlets:
                    continue
                if wanted_words and not _any_in(wanted_words, fold(article.text)):
                    continue
                if wanted_actors and not _any_in(wanted_actors, fold(" | ".join(_actors(reading)))):
                    continue
                yield article, reading


def _actors(reading: Reading) -> Iterator[str]:
    yield from (statement.speaker for statement in reading.statements if statement.speaker)
    yield from (name.actor for name in reading.names)


def _any_in(wanted: list[str], text: str) -> bool:
    return any(word in text for word in wanted)

"""The tables of an archive of readings: articles, marks and failures, as Parquet by month of publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from tawatur.model.article import Article
from tawatur.model.contract import MARK_KEYS
from tawatur.model.marks import Commitment, Event, Figure, Mark, Name, Statement, Time
from tawatur.model.reading import Reading
from tawatur.model.span import Span

Row = dict[str, object]

ARTICLES = pa.schema(
    [
        ("id", pa.string()), ("path", pa.string()), ("url", pa.string()), ("outlet", pa.string()), ("title", pa.string()),
        ("earliest", pa.date32()), ("latest", pa.date32()), ("text", pa.string()),
        ("article", pa.string()), ("reading", pa.string()),
    ]
)  # fmt: skip
"""`article` and `reading` hold the whole values as JSON: nothing is lost, and nothing need be read again."""

MARKS = pa.schema(
    [
        ("id", pa.string()), ("article", pa.string()), ("kind", pa.string()), ("start", pa.int32()), ("end", pa.int32()),
        ("words", pa.string()), ("rule", pa.string()), ("label", pa.string()), ("who", pa.string()), ("named", pa.bool_()),
        ("earliest", pa.date32()), ("latest", pa.date32()), ("low", pa.float64()), ("high", pa.float64()),
    ]
)  # fmt: skip
"""`label` is the act, class, status or kind; `who` the speaker or the name's actor."""

FAILURES = pa.schema([("path", pa.string()), ("reason", pa.string())])

UNKNOWN_MONTH = "unknown"


def month_of(article: Article) -> str:
    """The month an article is filed under: that of its first possible day."""
    day = article.published.earliest
    return day.isoformat()[:7] if day else UNKNOWN_MONTH


def article_row(article: Article, reading: Reading) -> Row:
    """One article with its reading."""
    return {
        "id": article.id,
        "path": article.path,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "earliest": article.published.earliest,
        "latest": article.published.latest,
        "text": article.text,
        "article": msgspec.json.encode(article).decode("utf-8", "surrogatepass"),
        "reading": msgspec.json.encode(reading).decode("utf-8", "surrogatepass"),
    }


def mark_rows(article: Article, reading: Reading) -> Iterator[Row]:
    """The marks of a reading, one row each."""
    for key in MARK_KEYS:
        for mark in getattr(reading, key):
            yield _mark_row(article, key, mark)


def _mark_row(article: Article, key: str, mark: Mark) -> Row:
    span = _main_span(mark)
    row: Row = {
        "id": mark.id,
        "article": article.id,
        "kind": key,
        "start": span.start,
        "end": span.end,
        "words": span.cut(article.text),
        "rule": mark.trace.rule,
        "label": None,
        "who": None,
        "named": None,
        "earliest": None,
        "latest": None,
        "low": None,
        "high": None,
    }
    match mark:
        case Statement():
            row |= {"label": mark.act, "who": mark.speaker, "named": mark.named}
        case Name():
            row |= {"label": mark.kind, "who": mark.actor}
        case Figure():
            row |= {"low": mark.low, "high": mark.high, "label": mark.role}
        case Time():
            row |= {"label": mark.kind, "earliest": mark.earliest, "latest": mark.latest}
        case Event():
            row |= {"label": mark.kind, "earliest": mark.earliest, "latest": mark.latest}
        case Commitment():
            row |= {"label": mark.status, "earliest": mark.earliest, "latest": mark.latest}
        case _:
            row |= {"label": mark.relation}
    return row


def _main_span(mark: Mark) -> Span:
    match mark:
        case Statement():
            return mark.contents[0]
        case Event():
            return mark.trigger
        case Time() | Figure() | Name() | Commitment():
            return mark.span
        case _:
            return mark.reason


def write(rows: Iterable[Row], schema: pa.Schema, path: Path) -> None:
    """Write rows to one Parquet file; it is there in full or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), partial, compression="zstd")
    partial.replace(path)


def read_article(row: Row) -> tuple[Article, Reading]:
    """An article and its reading from their row."""
    return (
        msgspec.json.decode(str(row["article"]), type=Article),
        msgspec.json.decode(str(row["reading"]), type=Reading),
    )


def day(value: object) -> date | None:
    """A date column's value."""
    return value if isinstance(value, date) else None

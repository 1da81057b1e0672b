"""The work of one partition: read its articles, write their tables, mark it done.

It can be killed at any moment and done again: files appear whole, under names that only depend on the partition, and the
note that it is done comes last.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import msgspec

from tawatur.bulk.pieces import taken
from tawatur.bulk.plan import Partition
from tawatur.bulk.tables import ARTICLES, FAILURES, MARKS, Row, article_row, mark_rows, month_of, write
from tawatur.ingest import Failure
from tawatur.language.pack import label_of
from tawatur.messages.sentence import sentence
from tawatur.read.reader import read

_BATCH = 400
"""Articles kept in memory before they are written: some 60 MB with their marks."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What a partition came to."""

    partition: str
    pack: str
    articles: int
    failures: int
    files: tuple[str, ...]


def done_note(out: Path, partition: str) -> Path:
    """Where the note stands that a partition is done."""
    return out / "done" / f"{partition}.json"


def read_done(out: Path, partition: Partition, pack: str) -> Done | None:
    """The note of a partition that was done with this pack; None where it must be done (again)."""
    note = done_note(out, partition.id)
    try:
        done = msgspec.json.decode(note.read_bytes(), type=Done)
    except (OSError, msgspec.DecodeError):
        return None
    complete = done.pack == pack and all((out / name).is_file() for name in done.files)
    return done if complete else None


def do(partition: Partition, out: str) -> Done:
    """Read one partition into the archive `out`."""
    folder = Path(out)
    files: list[str] = []
    faults: list[Row] = []
    count = batch = 0
    articles: dict[str, list[Row]] = defaultdict(list)
    marks: dict[str, list[Row]] = defaultdict(list)

    def flush() -> None:
        nonlocal batch
        for table, rows, schema in (("articles", articles, ARTICLES), ("marks", marks, MARKS)):
            for month, kept in sorted(rows.items()):
                name = f"{table}/month={month}/{partition.id}-{batch:04}.parquet"
                write(kept, schema, folder / name)
                files.append(name)
            rows.clear()
        batch += 1

    seen: set[str] = set()
    for found in taken(partition):
        if isinstance(found, Failure):
            faults.append({"path": found.path, "reason": found.reason})
            continue
        if found.id in seen:
            continue
        seen.add(found.id)
        try:
            article, reading = read(found)
        except Exception as fault:  # noqa: BLE001 - one article's failure is kept as a row, the rest goes on
            faults.append(
                {
                    "path": found.path or found.id,
                    "reason": sentence("read.failed", why=f"{type(fault).__name__}: {fault}"),
                }
            )
            continue
        month = month_of(article)
        articles[month].append(article_row(article, reading))
        marks[month].extend(mark_rows(article, reading))
        count += 1
        if count % _BATCH == 0:
            flush()
    flush()
    if faults:
        name = f"failures/{partition.id}.parquet"
        write(faults, FAILURES, folder / name)
        files.append(name)
    done = Done(partition=partition.id, pack=label_of(), articles=count, failures=len(faults), files=tuple(files))
    note = done_note(folder, partition.id)
    note.parent.mkdir(parents=True, exist_ok=True)
    partial = note.with_suffix(".partial")
    partial.write_bytes(msgspec.json.encode(done))
    partial.replace(note)
    return done

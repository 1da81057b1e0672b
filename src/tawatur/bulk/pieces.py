"""What one partition holds, taken in: each line, record or row by just one of a file's partitions."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from tawatur.bulk.packed import packed_stretch
from tawatur.bulk.plan import Partition
from tawatur.errors import TawaturError
from tawatur.ingest import Failure, Taken, take, take_lines
from tawatur.ingest.stream import ByteStream
from tawatur.ingest.warcframe import boundary
from tawatur.model.article import Article

_AT_ONCE = 128
"""Rows decoded at a time."""
_COUNTED = 1_000_000_000
"""Bytes in which lines are counted, to name what has no other name by its number."""
_BLOCK = 1 << 18


def taken(partition: Partition) -> Iterator[Taken]:
    """The articles of a partition, and what could not be taken in."""
    if partition.kind == "files":
        yield from take([Path(path) for path in partition.paths])
    elif partition.kind == "rows":
        yield from _rows(partition)
    elif partition.kind == "packed":
        yield from _packed(partition)
    else:
        with stretch(partition) as stream:
            if not stream.left:  # a line or record may run over a whole partition: it began before
                return
            if partition.kind == "lines":
                name, first = _begins(partition)
                yield from take_lines(cast(BinaryIO, io.BufferedReader(stream)), name, first)
            else:
                yield from take([cast(BinaryIO, stream)])


def _packed(partition: Partition) -> Iterator[Taken]:
    """The articles of a stretch of packed lines; where no line begins in it there are none."""
    path = partition.paths[0]
    stretched = packed_stretch(Path(path), partition.start, partition.end)
    with io.BufferedReader(stretched) as lines:
        try:
            some = lines.peek(1)
        except TawaturError as fault:
            yield Failure(path, str(fault))
            return
        if some:
            yield from take_lines(cast(BinaryIO, lines), path, stretched.first)


def _begins(partition: Partition) -> tuple[str, int]:
    """The name of the file that a partition's lines are in, and the number of the first of them.

    In a file so long that counting would take its time lines are counted from the partition on, and its name says so.
    """
    path = partition.paths[0]
    if partition.start > _COUNTED:
        return f"{path}@{partition.start}", 1
    number = 1
    with Path(path).open("rb") as file:
        left = _line(file, partition.start)
        file.seek(0)
        while left and (block := file.read(min(left, _BLOCK))):
            number += block.count(b"\n")
            left -= len(block)
    return path, number


def stretch(partition: Partition) -> _Stretch:
    """The whole lines or records that begin inside a partition's stretch, as a stream."""
    file = Path(partition.paths[0]).open("rb")  # noqa: SIM115 - the reader of the stretch closes it
    cut = _line if partition.kind == "lines" else boundary
    begin, end = cut(file, partition.start), cut(file, partition.end)
    file.seek(begin)
    return _Stretch(file, end - begin)


class _Stretch(ByteStream):
    """Bytes of a file from where it stands: a partition and its last line or record, which may be of any size."""

    def __init__(self, file: BinaryIO, left: int) -> None:
        self._file = file
        self.left = left
        self.name = file.name

    def take(self, size: int) -> bytes:
        data = self._file.read(min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        self._file.close()
        super().close()


class _Named(io.BytesIO):
    """Bytes with the name of the file that they come from."""

    name = ""


def _line(file: BinaryIO, offset: int) -> int:
    """Where the first line begins that does not begin before `offset`."""
    if offset <= 0:
        return 0
    file.seek(offset - 1)
    file.readline()
    return file.tell()


def _rows(partition: Partition) -> Iterator[Taken]:
    """Articles from Parquet rows: our own archive's as they are, others by the input record's keys."""
    path = partition.paths[0]
    for first, rows in _batches(partition):
        if rows and "article" in rows[0]:
            for row in rows:
                yield msgspec.json.decode(str(row["article"]), type=Article)
            continue
        for number, row in enumerate(rows, first):
            if row.get("id") is None:
                row["id"] = number
        lines = "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows)
        stream = _Named(lines.encode("utf-8", "surrogatepass"))
        stream.name = path
        yield from take([stream])


def _batches(partition: Partition) -> Iterator[tuple[int, list[dict[str, object]]]]:
    """The partition's rows, some at a time with the first one's number: a row group of any size is never held whole."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(partition.paths[0], buffer_size=1 << 20) as file:
        if "article" in file.schema_arrow.names:
            columns: list[str] | None = ["article"]
        else:
            columns = None
        at = 0
        for group in range(file.metadata.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            if at + size > partition.start and at < partition.end:
                first = at
                for batch in file.iter_batches(_AT_ONCE, row_groups=[group], columns=columns, use_threads=False):
                    start, end = max(partition.start - first, 0), min(partition.end - first, batch.num_rows)
                    if start < end:
                        yield first + start, batch.slice(start, end - start).to_pylist()
                    first += batch.num_rows
                    if first >= partition.end:
                        break
            at += size

"""The plan of a bulk run: sources cut into partitions, each a piece of work that is done or not done.

A partition's name is a hash of what it covers, so that a run that goes on finds what was done before.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from tawatur.errors import InputError
from tawatur.model.ids import content_id

PARTITION_BYTES = 4 * 1024 * 1024
"""Raw bytes a partition: some thousand articles, which one worker reads in a minute or less."""
_MOST_FILES = 256
_LINE_FORMS = (".jsonl", ".ndjson")
_SIDECARS = (".meta.json", ".gold.json", ".story.json")

Kind = Literal["files", "lines", "rows"]


class Partition(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work: some whole files, a stretch of one file's lines, or one row group of a Parquet file.

    `start` and `end` are bytes for lines (a line belongs to the partition in which it begins) and the row group's
    number for rows.
    """

    id: str
    kind: Kind
    paths: tuple[str, ...]
    start: int = 0
    end: int = 0


def plan(sources: Iterable[str | Path], *, size: int = PARTITION_BYTES) -> tuple[Partition, ...]:
    """The partitions of files and folders, in a fixed order; InputError for a source that is not there."""
    out: list[Partition] = []
    small: list[Path] = []
    held = 0
    for path in _files(sources):
        if path.suffix.lower() == ".parquet":
            out += _row_groups(path)
        elif path.suffix.lower() in _LINE_FORMS and path.stat().st_size > size:
            out += _stretches(path, size)
        else:
            small.append(path)
            held += path.stat().st_size
            if held >= size or len(small) >= _MOST_FILES:
                out.append(_whole(small))
                small, held = [], 0
    if small:
        out.append(_whole(small))
    return tuple(out)


def is_archive(folder: Path) -> bool:
    """Whether a folder is an archive of readings, made by a bulk run."""
    return (folder / "done").is_dir() and (folder / "articles").is_dir()


def stretch(partition: Partition) -> BinaryIO:
    """The lines that begin inside a partition's stretch, as a stream."""
    stream = Path(partition.paths[0]).open("rb")  # noqa: SIM115 - the reader of the stretch closes it
    return _Stretch(stream, partition)


class _Stretch(io.BytesIO):
    """The whole lines of a stretch. It is no larger than a partition and its last line."""

    def __init__(self, stream: BinaryIO, partition: Partition) -> None:
        with stream:
            if partition.start:
                # a line that began before belongs to the partition before
                stream.seek(partition.start - 1)
                stream.readline()
            begin = stream.tell()
            data = stream.read(max(0, partition.end - begin))
            if data and not data.endswith(b"\n"):
                data += stream.readline()
        super().__init__(data)
        self.name = partition.paths[0]


def _files(sources: Iterable[str | Path]) -> Iterator[Path]:
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from sorted(
                member
                for member in path.rglob("*")
                if member.is_file() and not member.name.endswith(_SIDECARS) and not member.name.startswith(".")
            )
        elif path.is_file():
            yield path
        else:
            raise InputError(f"there is no file or folder {source}; bulk reads files and folders")


def _whole(paths: list[Path]) -> Partition:
    names = tuple(str(path) for path in paths)
    sizes = [path.stat().st_size for path in paths]
    return Partition(id=content_id("files", *names, *sizes), kind="files", paths=names)


def _stretches(path: Path, size: int) -> Iterator[Partition]:
    total = path.stat().st_size
    for start in range(0, total, size):
        end = min(total, start + size)
        name = content_id("lines", str(path), total, start, end)
        yield Partition(id=name, kind="lines", paths=(str(path),), start=start, end=end)


def _row_groups(path: Path) -> Iterator[Partition]:
    import pyarrow.parquet as pq

    try:
        count = pq.ParquetFile(path).metadata.num_row_groups
    except (OSError, ValueError) as fault:
        raise InputError(f"{path} is no readable Parquet file ({fault}); leave it out or make it anew") from fault
    for group in range(count):
        name = content_id("rows", str(path), path.stat().st_size, group)
        yield Partition(id=name, kind="rows", paths=(str(path),), start=group, end=group + 1)

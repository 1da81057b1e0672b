"""The plan of a bulk run: sources cut into partitions, each a piece of work that is done or not done.

A partition's name is a hash of what it covers, so that a run that goes on finds what was done before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from tawatur.bulk.packed import CHUNK, packs_lines
from tawatur.errors import InputError
from tawatur.ingest.sources import is_article
from tawatur.ingest.warcframe import can_be_cut
from tawatur.model.ids import content_id

PARTITION_BYTES = 4 * 1024 * 1024
"""The most raw bytes a partition: some thousand articles, which one worker reads in a minute or less."""
_LEAST_BYTES = PARTITION_BYTES // 16
_PIECES = 32
"""A file is cut into about so many pieces, if that does not make them too small or too large: workers end together."""
_MOST_PACKED = 128
"""A packed file is cut into no more pieces than so many, for each must unpack what lies before it."""
_PACKED = 4
"""How many times its size a packed file holds, more or less."""
_LAST = 4
"""The last pieces of a file are cut into halves, quarters and eighths, that no worker waits long for another's last."""
_LONG = 16 * PARTITION_BYTES
"""A partition of so many unpacked bytes keeps a worker busy while others may have nothing to do."""
_MOST_FILES = 256
_MOST_ROWS = 1_000
_ROW_BYTES = 3_500
"""What an article takes, more or less."""
_LINE_FORMS = (".jsonl", ".ndjson")
_PACKED_LINE_FORMS = (".jsonl.gz", ".ndjson.gz")
_ARCHIVE_FORMS = (".warc", ".warc.gz")
_PACKED_FORMS = (".gz", ".zip")

Kind = Literal["files", "lines", "packed", "records", "rows"]


class Partition(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work: some whole files, or a stretch of one file: of lines, web archive records or Parquet rows.

    `start` and `end` are bytes for lines and records (each belongs to the partition in which it begins), packed bytes
    for packed lines, and numbers of rows for rows. `work` is how many unpacked bytes there are to read, more or less.
    """

    id: str
    kind: Kind
    paths: tuple[str, ...]
    start: int = 0
    end: int = 0
    work: int = 0


def plan(sources: Iterable[str | Path], *, size: int | None = None) -> tuple[Partition, ...]:
    """The partitions of files and folders, in a fixed order; InputError for a source that is not there.

    `size` is the most bytes a partition; without it large files are cut by their own size, so that a file's
    partitions stay the same whatever stands beside it.
    """
    out: list[Partition] = []
    small: list[Path] = []
    held = 0
    for path in _files(sources):
        name, total = path.name.lower(), path.stat().st_size
        piece = size or _piece(total)
        if name.endswith(".parquet"):
            out += _rows(path)
        elif name.endswith(_LINE_FORMS) and total > piece:
            out += _stretches(path, piece, "lines")
        elif name.endswith(_PACKED_LINE_FORMS) and total > (piece := _packed_piece(total, size)) and packs_lines(path):
            out += _stretches(path, piece, "packed")
        elif name.endswith(_ARCHIVE_FORMS) and total > piece and _can_be_cut(path):
            out += _stretches(path, piece, "records")
        else:
            small.append(path)
            held += _unpacked(path, total)
            if held >= (size or PARTITION_BYTES) or len(small) >= _MOST_FILES:
                out.append(_whole(small))
                small, held = [], 0
    if small:
        out.append(_whole(small))
    return tuple(out)


def uncut(partitions: Iterable[Partition]) -> tuple[str, ...]:
    """The large packed files that one worker must read by itself, because they can only be unpacked as a whole."""
    return tuple(
        part.paths[-1]
        for part in partitions
        if part.kind == "files" and part.work > _LONG and part.paths[-1].lower().endswith(_PACKED_FORMS)
    )


def is_archive(folder: Path) -> bool:
    """Whether a folder is an archive of readings, made by a bulk run."""
    return (folder / "done").is_dir() and (folder / "articles").is_dir()


def _can_be_cut(archive: Path) -> bool:
    """Whether one can begin within an archive: packed as one whole, it must be unpacked from its beginning."""
    with archive.open("rb") as file:
        return can_be_cut(file.read(PARTITION_BYTES))


def _piece(total: int) -> int:
    """How many bytes a partition of a file of `total` bytes has: a power of two, as few files need be cut anew."""
    wanted = min(PARTITION_BYTES, max(_LEAST_BYTES, total // _PIECES))
    return 1 << (wanted.bit_length() - 1)


def _packed_piece(total: int, size: int | None) -> int:
    """The same for packed lines, in packed bytes: whole chunks, and no more than 128 pieces a file."""
    wanted = size // _PACKED if size else max(_piece(total * _PACKED) // _PACKED, total // _MOST_PACKED)
    return 1 << (max(wanted, CHUNK) - 1).bit_length()


def _cuts(total: int, piece: int) -> Iterator[tuple[int, int]]:
    """Where each piece begins and ends: even ones, and smaller ones towards the end."""
    least = min(piece, CHUNK)
    at = 0
    while at < total:
        left = (total - at) / piece
        part = 1 if left > _LAST else 2 if left > _LAST / 2 else 4 if left > _LAST / 4 else 8
        end = min(total, at + max(least, piece // part))
        yield at, end
        at = end


def _files(sources: Iterable[str | Path]) -> Iterator[Path]:
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from sorted(member for member in path.rglob("*") if member.is_file() and is_article(member, path))
        elif path.is_file():
            yield path
        else:
            raise InputError("bulk.source", source=source)


def _whole(paths: list[Path]) -> Partition:
    names = tuple(str(path) for path in paths)
    sizes = [path.stat().st_size for path in paths]
    work = sum(_unpacked(path, size) for path, size in zip(paths, sizes, strict=True))
    return Partition(id=content_id("files", *names, *sizes), kind="files", paths=names, work=work)


def _unpacked(path: Path, size: int) -> int:
    return size * (_PACKED if path.name.lower().endswith(_PACKED_FORMS) else 1)


def _stretches(path: Path, size: int, kind: Literal["lines", "packed", "records"]) -> Iterator[Partition]:
    total = path.stat().st_size
    for start, end in _cuts(total, size):
        name = content_id(kind, str(path), total, start, end)
        yield Partition(id=name, kind=kind, paths=(str(path),), start=start, end=end, work=_unpacked(path, end - start))


def _rows(path: Path) -> Iterator[Partition]:
    import pyarrow.parquet as pq

    try:
        count = pq.ParquetFile(path).metadata.num_rows
    except (OSError, ValueError) as fault:
        raise InputError("bulk.parquet", path=path, why=fault) from fault
    for start, end in _cuts(count, _MOST_ROWS):
        name = content_id("rows", str(path), path.stat().st_size, start, end)
        work = (end - start) * _ROW_BYTES
        yield Partition(id=name, kind="rows", paths=(str(path),), start=start, end=end, work=work)

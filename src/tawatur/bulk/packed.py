"""A stretch of packed lines: the lines that begin in some bytes of a gzip file, unpacked.

A gzip file can only be unpacked from its beginning. That takes some hundredth of the time that reading its articles
takes, so that each partition unpacks what lies before it and throws it away, and a file is shared out all the same.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tawatur.errors import InputError, RefusedError, TawaturError
from tawatur.ingest.record import Limits
from tawatur.ingest.stream import ByteStream

CHUNK = 65_536
"""Packed bytes unpacked at a time; a partition of packed lines begins at a multiple of it."""
_BLOCK = 1 << 20
"""The most unpacked bytes held at a time."""
_SMALL = 32_000_000
"""Unpacked bytes that are no bomb, however well they were packed."""
_LOOKED_AT = 8
"""Lines in which a record is looked for, as the first may be broken."""
_GZIP_WINDOW = 31
"""zlib's word for: gzip, with its header and check sum."""


def packed_stretch(path: Path, start: int, end: int) -> _PackedStretch:
    """The whole lines that begin in what the packed bytes from `start` to `end` unpack to, as a stream.

    Reading raises InputError where the file is damaged within the stretch, RefusedError where it swells beyond the
    limits; a stretch behind such a place is empty, for the one that holds it tells.
    """
    return _PackedStretch(path, start, end)


class _PackedStretch(ByteStream):
    """Lines as they are unpacked, under the name of the file that they come from."""

    def __init__(self, path: Path, start: int, end: int) -> None:
        self.name = str(path)
        self.first = 1
        """The number of the first line in the file; known as soon as a byte was read."""
        self._file = path.open("rb")
        self._blocks = self._lines(start, end)
        self._ahead = memoryview(b"")

    def take(self, size: int) -> memoryview:
        data = self._ahead or memoryview(next(self._blocks, b""))
        self._ahead = data[size:]
        return data[:size]

    def close(self) -> None:
        self._file.close()
        super().close()

    def _lines(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes of the lines that begin from `start` to `end`, some at a time and none of them empty."""
        begun, before = False, b"\n"
        for at, block in _unpacked(self._file):
            if isinstance(block, TawaturError):
                if start <= at < end:
                    raise block
                return
            if at >= end:  # all that may be left is the rest of the last line
                if not begun or before == b"\n":
                    return
                rest, newline, _ = block.partition(b"\n")
                yield rest + newline
                if newline:
                    return
            elif at >= start:
                # the line that runs on belongs to the stretch in which it began
                _, newline, own = (b"", b"", block) if begun or before == b"\n" else block.partition(b"\n")
                self.first += len(newline)
                if own:
                    begun = True
                    yield own
            else:
                self.first += block.count(b"\n")
            before = block[-1:]


def packs_lines(path: Path) -> bool:
    """Whether a file packs records a line each: whether one of the first lines is a JSON object."""
    with path.open("rb") as file:
        _, head = next(_unpacked(file), (0, b""))
    return isinstance(head, bytes) and any(map(_is_record, head.split(b"\n")[:_LOOKED_AT]))


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _unpacked(file: BinaryIO) -> Iterator[tuple[int, bytes | TawaturError]]:
    """Blocks of unpacked bytes, each with where the packed chunk begins that it comes from; at last what went wrong."""
    ratio = Limits().ratio
    at = size = 0
    member = None
    try:
        while ahead := file.read(CHUNK):
            while ahead:
                member = member or zlib.decompressobj(_GZIP_WINDOW)
                block = member.decompress(ahead, _BLOCK)
                size += len(block)
                if size > max(_SMALL, ratio * (at + CHUNK)):
                    yield at, RefusedError("archive.bomb")
                    return
                if block:
                    yield at, block
                ahead = member.unconsumed_tail
                if member.eof:
                    ahead = member.unused_data.lstrip(b"\0")  # as gzip does, for files on tapes
                    member = None
            at += CHUNK
        while member and not member.eof:
            block = member.decompress(b"", _BLOCK)
            if not block:
                raise zlib.error("cut off")  # noqa: TRY301 - as any other damage
            yield at - CHUNK, block
    except zlib.error:
        yield max(0, at - CHUNK) if not ahead else at, InputError("archive.packed")

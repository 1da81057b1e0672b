"""Packed files: zip archives and gzip, unpacked within limits. Names inside are labels, never paths."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from tawatur.errors import InputError, RefusedError
from tawatur.ingest.record import Failure, Limits
from tawatur.ingest.stream import ByteStream
from tawatur.messages.sentence import sentence

_MEMORY = 32_000_000
_CHUNK = 65_536


class Member:
    """One file of an archive: its name in it, and a stream of its bytes that stops at the limits."""

    def __init__(self, name: str, stream: BinaryIO, around: zipfile.ZipFile) -> None:
        self.name = name
        self.stream = stream
        self._around = around

    def beside(self, name: str, limits: Limits) -> bytes | None:
        """The bytes of a sidecar that lies beside this member; None where there is none."""
        try:
            info = self._around.getinfo(name)
        except KeyError:
            return None
        with self._around.open(info) as stream:
            return stream.read(limits.article)


def members(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Member | Failure]:
    """The members of a zip archive in their order; raises InputError where it is damaged, RefusedError for a bomb."""
    with SpooledTemporaryFile(max_size=_MEMORY) as copy:
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limits.container:
                raise RefusedError("archive.size", limit=limits.container)
            copy.write(chunk)
        copy.seek(0)
        try:
            with zipfile.ZipFile(cast(BinaryIO, copy)) as around:
                yield from _members(name, around, size, limits)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, OSError, ValueError) as fault:
            raise InputError("archive.damaged") from fault


def _members(name: str, around: zipfile.ZipFile, packed: int, limits: Limits) -> Iterator[Member | Failure]:
    infos = [info for info in around.infolist() if not info.is_dir()]
    if len(infos) > limits.members:
        raise RefusedError("archive.members", limit=limits.members)
    if sum(info.file_size for info in infos) > limits.container or _is_bomb(infos, packed, limits):
        raise RefusedError("archive.bomb")
    left = limits.container
    for info in infos:
        place = f"{name}/{info.filename}"
        if info.flag_bits & 0x1:
            yield Failure(place, sentence("archive.locked"))
            continue
        # the sizes an archive states may be lies: what comes out is counted
        bounded = _Bounded(cast(BinaryIO, around.open(info)), min(left, limits.ratio * max(packed, _CHUNK)))
        yield Member(info.filename, cast(BinaryIO, io.BufferedReader(bounded)), around)
        left -= bounded.count


def _is_bomb(infos: list[zipfile.ZipInfo], packed: int, limits: Limits) -> bool:
    unpacked = sum(info.file_size for info in infos)
    return unpacked > _MEMORY and unpacked > limits.ratio * packed


def gunzipped(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """The bytes inside gzip, as a stream that raises RefusedError where they grow beyond the limits."""
    packed = _Bounded(stream, limits.container)
    inner = gzip.GzipFile(fileobj=cast(BinaryIO, io.BufferedReader(packed)))
    return cast(BinaryIO, io.BufferedReader(_Bounded(cast(BinaryIO, inner), limits.container, packed, limits.ratio)))


class _Bounded(ByteStream):
    """A stream that refuses to give more than its limit."""

    def __init__(self, stream: BinaryIO, limit: int, packed: _Bounded | None = None, ratio: int = 0) -> None:
        self._stream = stream
        self._limit = limit
        self._packed = packed
        self._ratio = ratio
        self.count = 0

    def take(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except (OSError, EOFError, zlib.error) as fault:
            raise InputError("archive.packed") from fault
        self.count += len(data)
        grown = self._packed is not None and self.count > max(_MEMORY, self._ratio * self._packed.count)
        if grown or self.count > self._limit:
            raise RefusedError("archive.bomb")
        return data

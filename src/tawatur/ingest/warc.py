"""Web archives: every page that a WARC file holds (fastwarc), compressed or not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tawatur.errors import InputError
from tawatur.ingest.decode import decode
from tawatur.ingest.html import page
from tawatur.ingest.record import Failure, Limits, Record

_HTML = ("text/html", "application/xhtml+xml")


def records(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Record | Failure]:
    """The articles of a web archive, each under its own address; gzip is seen by fastwarc itself."""
    seen = 0
    unpacked = 0
    try:
        for item in ArchiveIterator(_Told(stream), record_types=WarcRecordType.response, auto_decode="all"):
            seen += 1
            found, size = _record(item, name, seen, limits)
            unpacked += size
            if found is not None:
                yield found
            if unpacked > limits.container:
                yield Failure(name, f"this archive unpacks to more than {limits.container:,} bytes; split it")
                return
    except BaseException as fault:
        # fastwarc's own panics over damaged input derive from BaseException
        if (
            not isinstance(fault, OSError | ValueError | RuntimeError | EOFError)
            and type(fault).__name__ != "PanicException"
        ):
            raise
        yield Failure(name, f"this archive is damaged after {seen} pages ({type(fault).__name__}); the rest is missing")
        return
    if not seen:
        yield Failure(name, "this archive holds no page; give a WARC file with responses")


def _record(item: WarcRecord, name: str, number: int, limits: Limits) -> tuple[Record | Failure | None, int]:
    """One response as a record; None where it is no page that succeeded."""
    url = item.headers.get("WARC-Target-URI") or None
    place = url or f"{name}#{number}"
    http = item.http_headers
    if http is None or http.status_code != 200 or (item.http_content_type or "").lower() not in _HTML:
        return None, 0
    body = item.reader.read(limits.article + 1)
    if len(body) > limits.article:
        return Failure(place, f"this page is larger than {limits.article:,} bytes and was left out"), len(body)
    try:
        found = page(decode(body, item.http_charset), url)
        return msgspec.structs.replace(found, path=place), len(body)
    except InputError as fault:
        return Failure(place, str(fault)), len(body)


class _Told(io.RawIOBase):
    """A stream that knows its place, as fastwarc wants to, without being able to go elsewhere."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0, /) -> int:
        if (whence == io.SEEK_CUR and offset == 0) or (whence == io.SEEK_SET and offset == self._place):
            return self._place
        raise io.UnsupportedOperation("this stream only runs forward")

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the stubs want a private type
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

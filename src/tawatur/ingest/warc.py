"""Web archives: every page that a WARC file holds (fastwarc), compressed or not."""

from __future__ import annotations

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
        for item in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
            seen += 1
            found, size = _record(item, name, seen, limits)
            unpacked += size
            if found is not None:
                yield found
            if unpacked > limits.container:
                yield Failure(name, f"this archive unpacks to more than {limits.container:,} bytes; split it")
                return
    except (OSError, ValueError, RuntimeError, EOFError) as fault:
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


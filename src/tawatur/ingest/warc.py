"""Web archives: every page that a WARC file holds (fastwarc), compressed or not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tawatur.errors import InputError
from tawatur.ingest.decode import decode
from tawatur.ingest.html import page
from tawatur.ingest.record import Failure, Limits, Record
from tawatur.ingest.warcframe import Damage, framed
from tawatur.messages.sentence import sentence

_IS_PAGE = re.compile(
    rb"^WARC-Type:\s*response\b.*^Content-Type:\s*(?:text/html|application/xhtml)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_HTML = ("text/html", "application/xhtml+xml")


def records(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Record | Failure]:
    """The articles of a web archive, each under its own address; a damaged record costs no other one."""
    seen = unpacked = 0
    for number, framed_record in enumerate(framed(stream, limits.article), 1):
        if isinstance(framed_record, Damage):
            if not framed_record.large:
                yield Failure(f"{name}#{number}", sentence("warc.record"))
            elif _IS_PAGE.search(framed_record.head):
                yield Failure(f"{name}#{number}", sentence("warc.page", limit=limits.article))
            seen += 1
            continue
        answer = _response(framed_record, name, number, limits)
        if answer is None:
            continue
        seen += 1
        found, size = answer
        unpacked += size
        if found is not None:
            yield found
        if unpacked > limits.container:
            yield Failure(name, sentence("warc.size", limit=limits.container))
            return
    if not seen:
        yield Failure(name, sentence("warc.empty"))


def _response(data: bytes, name: str, number: int, limits: Limits) -> tuple[Record | Failure | None, int] | None:
    """What a response holds, and how many bytes its page has; None for a record that is none."""
    try:
        for item in ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.response, auto_decode="all"):
            return _record(item, name, number, limits)
    except BaseException as fault:
        # fastwarc's own panics over damaged input derive from BaseException
        if (
            not isinstance(fault, OSError | ValueError | RuntimeError | EOFError)
            and type(fault).__name__ != "PanicException"
        ):
            raise
        return Failure(
            f"{name}#{number}", f"this record cannot be unpacked ({type(fault).__name__}); the rest was read"
        ), 0
    return None


def _record(item: WarcRecord, name: str, number: int, limits: Limits) -> tuple[Record | Failure | None, int]:
    """One response as a record; None where it is no page that succeeded."""
    url = item.headers.get("WARC-Target-URI") or None
    place = url or f"{name}#{number}"
    http = item.http_headers
    if http is None or http.status_code != 200 or (item.http_content_type or "").lower() not in _HTML:
        return None, 0
    body = item.reader.read(limits.article + 1)
    if len(body) > limits.article:
        return Failure(place, sentence("warc.page", limit=limits.article)), len(body)
    try:
        found = page(decode(body, item.http_charset), url)
        return msgspec.structs.replace(found, path=place), len(body)
    except InputError as fault:
        return Failure(place, str(fault)), len(body)

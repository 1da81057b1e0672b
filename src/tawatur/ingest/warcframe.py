"""The records of a web archive as bytes, each on its own, so that a damaged one costs no other.

A WARC file (ISO 28500) is a row of records, and gzipped one, by the standard's custom, a row of gzip members with a
record each. Where a member or a record does not hold together, it is dropped and told, and the next one is looked for.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterator
from enum import Enum, auto
from typing import BinaryIO

_CHUNK = 65_536
_GZIP = b"\x1f\x8b\x08"
_GZIP_WINDOW = 31
"""zlib's word for: gzip, with its header and check sum."""
_REACH = 64
"""How many chunks before the one in which damage shows the next member is looked for."""
_MOST_HEADER = 65_536
_HEAD = re.compile(rb"WARC/\d\.\d+\r?\n.{0,65000}?\n\r?\n", re.DOTALL)
_FIRST = re.compile(rb"WARC/\d\.\d+\r?\n")
_NEXT = re.compile(rb"\n\r?\n(?=WARC/\d\.\d+\r?\n)")
_OVERLAP = 64
"""More than the longest `_NEXT` and what it looks ahead to."""
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class _Sign(Enum):
    """What is told between the bytes of an archive."""

    SOUND = auto()
    """The bytes up to here have proved right."""
    BREAK = auto()
    """Bytes are lost here."""


class Damage:
    """Bytes that are no whole record where one should be; `large` where it is only larger than allowed."""

    def __init__(self, head: bytes = b"", *, large: bool = False) -> None:
        self.head = head
        self.large = large


def framed(stream: BinaryIO, most: int) -> Iterator[bytes | Damage]:
    """The records of an archive in order, each whole; a Damage for each stretch that is none or is over `most` bytes."""
    frame = _Frame(_unpacked(stream))
    while frame.at_something():
        record = frame.record(most)
        if isinstance(record, Damage):
            frame.skip()
        yield record


def holds_records(packed: bytes) -> bool:
    """Whether gzipped bytes are those of a web archive: whether a member in them begins a record."""
    place = packed.find(_GZIP)
    while place >= 0:
        if _is_record(packed[place:]):
            return True
        place = packed.find(_GZIP, place + 1)
    return False


def can_be_cut(head: bytes) -> bool:
    """Whether an archive that begins so has its records packed one by one, or not packed at all."""
    return not head.startswith(_GZIP) or holds_records(head[1:])


def boundary(stream: BinaryIO, offset: int) -> int:
    """Where the first record begins that does not begin before `offset`; the end of the stream where none does.

    Two who ask for the same place are told the same, so that an archive can be cut into pieces of whole records.
    """
    if offset <= 0:
        return 0
    stream.seek(0)
    packed = _is_packed(stream.read(_CHUNK))
    mark = re.compile(re.escape(_GZIP)) if packed else _NEXT
    place = max(0, offset - (0 if packed else 4))
    stream.seek(place)
    buffer = b""
    while chunk := stream.read(_CHUNK):
        buffer += chunk
        for found in mark.finditer(buffer):
            start = place + (found.start() if packed else found.end())
            if start >= offset and (not packed or _begins_record(stream, start)):
                return start
        place, buffer = place + max(0, len(buffer) - _OVERLAP), buffer[-_OVERLAP:]
        stream.seek(place + len(buffer))
    return stream.seek(0, 2)


class _Frame:
    """The unpacked bytes ahead, and how far they can be trusted."""

    def __init__(self, chunks: Iterator[bytes | _Sign]) -> None:
        self._chunks = chunks
        self._bytes = bytearray()
        self._broken = False
        """Whether bytes are lost behind those that lie ahead."""
        self._sound = True
        """Whether the check sum of those that lie ahead was right, as far as there is one."""

    def _more(self) -> bool:
        """Take in the next bytes, if there are any on this side of a break."""
        if self._broken:
            return False
        for chunk in self._chunks:
            if isinstance(chunk, bytes):
                self._bytes += chunk
                self._sound = False
                return True
            if chunk is _Sign.BREAK:
                self._broken = True
                break
            self._sound = True
        return False

    def _fill(self, size: int) -> bool:
        while len(self._bytes) < size and self._more():
            pass
        return len(self._bytes) >= size

    def at_something(self) -> bool:
        """Whether there is a record ahead, or a break where one was; empty lines are passed over."""
        while self._fill(1):
            kept = self._bytes.lstrip(b"\r\n")
            if kept:
                self._bytes = kept
                return True
            self._bytes.clear()
        return self._broken

    def record(self, most: int) -> bytes | Damage:
        """The record that begins here, taken off; a Damage leaves its bytes to be skipped."""
        self._fill(_MOST_HEADER)
        head = _HEAD.match(self._bytes)
        length = _LENGTH.search(head[0]) if head else None
        if head is None or length is None:
            return Damage()
        size = head.end() + int(length[1])
        if size > most + _MOST_HEADER:
            return Damage(bytes(self._bytes[:_MOST_HEADER]), large=True)
        if not self._fill(size):
            return Damage()
        # another record or the end must follow; else the length is wrong, or the bytes behind it
        self._fill(size + _MOST_HEADER)
        rest = bytes(self._bytes[size : size + _OVERLAP]).lstrip(b"\r\n")
        if (rest and not _FIRST.match(rest)) or (self._broken and not rest and not self._sound):
            return Damage()
        record = bytes(self._bytes[:size])
        del self._bytes[:size]
        return record

    def skip(self) -> None:
        """Pass over what stands here: to the next record that begins, or over the break."""
        del self._bytes[:1]
        while (found := _NEXT.search(self._bytes)) is None:
            del self._bytes[:-_OVERLAP]
            if not self._more():
                self._bytes.clear()
                self._broken = False
                return
        del self._bytes[: found.end()]


def _unpacked(stream: BinaryIO) -> Iterator[bytes | _Sign]:
    """The bytes of an archive, unpacked where it is packed, with signs of what they are worth."""
    ahead = stream.read(_CHUNK)
    if not _is_packed(ahead):
        while ahead:
            yield ahead
            yield _Sign.SOUND
            ahead = stream.read(_CHUNK)
        return
    while ahead:
        member = zlib.decompressobj(_GZIP_WINDOW)
        since = deque([ahead], maxlen=_REACH)
        try:
            while not member.eof:
                if not ahead:
                    ahead = stream.read(_CHUNK)
                    since.append(ahead)
                    if not ahead:
                        raise zlib.error("cut off")  # noqa: TRY301 - as any other damage
                data = member.decompress(ahead, _CHUNK)
                ahead = member.unused_data if member.eof else member.unconsumed_tail
                if data:
                    yield data
            yield _Sign.SOUND
            ahead = ahead or stream.read(_CHUNK)
            if ahead and not ahead.startswith(_GZIP[: len(ahead)]):
                raise zlib.error("no member begins here")  # noqa: TRY301 - as above
        except zlib.error:
            yield _Sign.BREAK
            ahead = _next_member(ahead if member.eof else b"".join(since)[1:], stream)


def _is_packed(head: bytes) -> bool:
    """Whether an archive that begins so is packed: what only looks like a member may stand before plain records."""
    return head.startswith(_GZIP) and (holds_records(head) or _NEXT.search(head) is None)


def _next_member(buffer: bytes, stream: BinaryIO) -> bytes:
    """The bytes from the next member on that holds a record; empty where there is none."""
    while True:
        place = buffer.find(_GZIP)
        if place < 0:
            chunk = stream.read(_CHUNK)
            if not chunk:
                return b""
            buffer = buffer[-len(_GZIP) :] + chunk
            continue
        buffer = buffer[place:]
        if len(buffer) < _CHUNK:
            buffer += stream.read(_CHUNK)
        if _is_record(buffer[:_CHUNK]):
            return buffer
        buffer = buffer[1:]


def _begins_record(stream: BinaryIO, place: int) -> bool:
    here = stream.tell()
    stream.seek(place)
    head = stream.read(_CHUNK)
    stream.seek(here)
    return _is_record(head)


def _is_record(packed: bytes) -> bool:
    """Whether these packed bytes begin a record."""
    try:
        return zlib.decompressobj(_GZIP_WINDOW).decompress(packed, 5).startswith(b"WARC/")
    except zlib.error:
        return False

"""A stream that was read a little, whole again: looked at, then read from its beginning."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from tawatur.ingest.stream import ByteStream


def rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """The bytes that were read already, and behind them those of a stream."""
    return cast(BinaryIO, io.BufferedReader(_Rejoined(head, rest)))


class _Rejoined(ByteStream):
    """A stream whose head has been read, whole again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def take(self, size: int) -> bytes:
        return self._head.read(size) or self._rest.read(size)

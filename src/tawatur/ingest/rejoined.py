"""A stream that was read a little, whole again: looked at, then read from its beginning."""

from __future__ import annotations

import io
from typing import BinaryIO, cast


def rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """The bytes that were read already, and behind them those of a stream."""
    return cast(BinaryIO, io.BufferedReader(_Rejoined(head, rest)))


class _Rejoined(io.RawIOBase):
    """A stream whose head has been read, whole again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the stubs want a private type
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

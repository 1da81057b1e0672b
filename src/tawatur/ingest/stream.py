"""Readable streams of bytes over something else: who makes one says only how the next bytes are had."""

from __future__ import annotations

import io
from abc import abstractmethod


class ByteStream(io.RawIOBase):
    """A stream that gives what `take` gives, to be buffered; it need not seek, peek or read lines."""

    @abstractmethod
    def take(self, size: int) -> bytes | memoryview:
        """The next bytes, at least one and at most `size`; none at the end."""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the stubs want a private type
        """Fill a buffer from its beginning; how many bytes were filled."""
        data = self.take(len(buffer))
        buffer[: len(data)] = data
        return len(data)

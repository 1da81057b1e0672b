"""One dispatch by content: a stream of bytes becomes the records of whatever form it has."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from tawatur.errors import InputError
from tawatur.ingest import jsonl
from tawatur.ingest.decode import decode
from tawatur.ingest.html import page
from tawatur.ingest.record import Failure, Limits, Record
from tawatur.ingest.sniff import HEAD, sniff


@dataclass(frozen=True)
class Context:
    """What reading a source may use."""

    limits: Limits = field(default_factory=Limits)
    depth: int = 0

    def fetched(self, url: str) -> Iterator[Record | Failure]:
        """The records behind an address."""
        yield Failure(url, "addresses cannot be fetched yet; give a saved page")


def read_stream(
    name: str, stream: BinaryIO, context: Context, path: Path | None = None
) -> Iterator[Record | Failure]:
    """The records of a source; raises InputError where the whole of it cannot be read.

    `path` is where the source lies on disk, if it does: a sidecar is looked for beside it.
    """
    head = stream.read(HEAD)
    kind = sniff(head)
    joined = cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream)))
    sidecar = _sidecar(path)
    if kind == "json":
        yield from jsonl.records(name, joined, context.limits)
    elif kind == "text":
        yield jsonl.from_mapping(sidecar, name, text=decode(_bounded(joined, context)))
    elif kind == "html":
        yield jsonl.over(page(decode(_bounded(joined, context))), sidecar, name)
    else:
        yield Failure(name, f"this is in a form ({kind}) that cannot be read yet; give text, HTML or JSONL")


def _bounded(stream: BinaryIO, context: Context) -> bytes:
    limit = context.limits.article
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"this is larger than {limit:,} bytes, too large for one article; split it or raise the limit")
    return data


def _sidecar(path: Path | None) -> dict[str, object]:
    """What `NAME.meta.json` beside the file states; empty where there is none. Raises InputError where it is broken."""
    if path is None:
        return {}
    beside = path.with_name(f"{path.stem}.meta.json")
    if not beside.is_file():
        return {}
    try:
        data = json.loads(decode(beside.read_bytes()))
    except (OSError, ValueError, RecursionError, InputError):
        raise InputError(f"its sidecar {beside.name} is not valid JSON; mend or remove it") from None
    if not isinstance(data, dict):
        raise InputError(f"its sidecar {beside.name} is no JSON object; mend or remove it")
    return data


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

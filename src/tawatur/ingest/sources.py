"""Sources become articles: files, folders, streams and standard input, in any mix and any form."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from tawatur.errors import TawaturError
from tawatur.ingest import assemble, jsonl
from tawatur.ingest.forms import SIDECARS, Context, Sidecar, beside, fetched, read_stream
from tawatur.ingest.record import Failure, Fetched, Record, Taken
from tawatur.ingest.stream import ByteStream
from tawatur.messages.sentence import Sentence, sentence, why_not

if TYPE_CHECKING:  # loaded when the first address is met
    from tawatur.ingest.fetch import Fetcher

STANDARD_INPUT = "-"

_ABOUT = ("readme", "license", "licence", "notice", "changelog")
"""Files that speak about a folder."""

Source = str | Path | BinaryIO


def take(sources: Iterable[Source], context: Context | None = None) -> Iterator[Taken]:
    """The articles of all sources, in order, each as soon as it is read.

    A source is a path (a file in any form, or a folder), an address (http, https), ``-`` for standard input, or an
    open stream of bytes. What cannot be taken in is a Failure with one sentence; the rest goes on.
    """
    if context is None:
        with _Lazy() as fetcher:
            yield from take(sources, Context(fetcher=fetcher))
        return
    for source in sources:
        for found in _records(source, context):
            yield found if isinstance(found, Failure) else article(found)


def take_lines(stream: BinaryIO, name: str, first: int) -> Iterator[Taken]:
    """The articles of JSON lines out of the middle of a source; `first` is the number of the first of them in it."""
    try:
        for found in jsonl.numbered(first, name, stream, Context().limits):
            yield found if isinstance(found, Failure) else article(found)
    except TawaturError as fault:
        yield Failure(name, str(fault))


def article(record: Record) -> Taken:
    """One record as an article, or why it is none."""
    try:
        return assemble.article(record)
    except TawaturError as fault:
        return Failure(record.path or record.url or STANDARD_INPUT, str(fault))


def _records(source: Source, context: Context) -> Iterator[Record | Failure]:
    if isinstance(source, str) and source.lower().startswith(("http://", "https://")):
        yield from fetched(source, context)
    elif source == STANDARD_INPUT:
        yield from _guarded(STANDARD_INPUT, sys.stdin.buffer, context)
    elif isinstance(source, str | Path):
        yield from _path(Path(source), context)
    else:
        yield from _guarded(str(getattr(source, "name", "stream")), source, context)


def _path(path: Path, context: Context) -> Iterator[Record | Failure]:
    try:
        if path.is_dir():
            for member in sorted(path.rglob("*")):
                if member.is_file() and is_article(member, path):
                    yield from _file(member, context)
            return
        if not path.exists():
            yield Failure(str(path), sentence("path.absent"))
            return
    except (OSError, ValueError) as fault:
        yield Failure(str(path), sentence("path.unusable", why=_why(fault)))
        return
    yield from _file(path, context)


def _file(path: Path, context: Context) -> Iterator[Record | Failure]:
    try:
        if not path.is_file():
            yield Failure(str(path), sentence("path.special"))
            return
        with path.open("rb") as stream:
            yield from _guarded(str(path), stream, context, beside(path))
    except OSError as fault:
        yield Failure(str(path), sentence("path.unread", why=_why(fault)))


def _guarded(
    name: str, stream: BinaryIO, context: Context, sidecar: Sidecar | None = None
) -> Iterator[Record | Failure]:
    try:
        yield from read_stream(name, cast(BinaryIO, io.BufferedReader(_Raw(stream))), context, sidecar)
    except TawaturError as fault:
        yield Failure(name, str(fault))


class _Lazy:
    """A fetcher that is made when the first address is met."""

    def __init__(self) -> None:
        self._made: Fetcher | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._made is not None:
            self._made.close()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        if self._made is None:
            from tawatur.ingest.fetch import Fetcher

            self._made = Fetcher()
        return self._made.get(url, etag=etag, modified=modified)


class _Raw(ByteStream):
    """Any readable stream of bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def take(self, size: int) -> bytes:
        return self._stream.read(size)


def is_article(path: Path, top: Path) -> bool:
    """Whether a file met in the folder `top` may hold articles: not a sidecar, not hidden, not about the folder."""
    inside = path.relative_to(top).parts
    name = path.name.lower()
    return not name.endswith(SIDECARS) and not name.startswith(_ABOUT) and not any(part[:1] in ".~" for part in inside)


def _why(fault: OSError | ValueError) -> Sentence | str:
    return why_not(fault) if isinstance(fault, OSError) else type(fault).__name__

"""One dispatch by content: a stream of bytes becomes the records of whatever form it has."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import msgspec

from tawatur.errors import InputError, RefusedError, TawaturError
from tawatur.ingest import archive, jsonl
from tawatur.ingest.decode import decode
from tawatur.ingest.html import page
from tawatur.ingest.plain import unwrapped
from tawatur.ingest.record import Failure, Fetched, Limits, Record
from tawatur.ingest.rejoined import rejoined
from tawatur.ingest.sniff import HEAD, Kind, sniff
from tawatur.ingest.warcframe import holds_records
from tawatur.messages.sentence import sentence

if TYPE_CHECKING:  # the rarer forms' libraries are loaded where such a form is met: they are slow to start
    from tawatur.ingest.feeds import Entry

Sidecar = Callable[[], dict[str, object]]
SIDECARS = (".meta.json", ".gold.json", ".story.json")
"""Files that stand beside articles and hold none."""
_LISTED = 50_000
"""No sitemap or list may name more addresses (the sitemap protocol's own limit)."""


class Getter(Protocol):
    """Whatever fetches pages: `tawatur.ingest.fetch.Fetcher`."""

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The page at an address; raises RefusedError or InputError."""
        ...


@dataclass(frozen=True)
class Context:
    """What reading a source may use. Without a `fetcher`, addresses are refused and lists are not followed."""

    limits: Limits = field(default_factory=Limits)
    fetcher: Getter | None = None
    depth: int = 0

    def deeper(self) -> Context:
        """The context inside a container; raises RefusedError where containers lie in one another too deep."""
        if self.depth >= self.limits.nesting:
            raise RefusedError("archive.nesting", limit=self.limits.nesting)
        return replace(self, depth=self.depth + 1)


def fetched(url: str, context: Context) -> Iterator[Record | Failure]:
    """The records behind an address: a page's article, or all that a feed, list or file there leads to."""
    if context.fetcher is None:
        yield Failure(url, sentence("address.unfetched"))
        return
    try:
        answer = context.fetcher.get(url)
        yield from _answered(answer, context)
    except TawaturError as fault:
        yield Failure(url, str(fault))


def _answered(answer: Fetched, context: Context) -> Iterator[Record | Failure]:
    kind = sniff(answer.data[:HEAD])
    if kind == "html":
        yield msgspec.structs.replace(page(decode(answer.data, answer.charset), answer.url), path=answer.url)
    else:
        yield from read_stream(answer.url, io.BytesIO(answer.data), context)


def read_stream(
    name: str, stream: BinaryIO, context: Context, sidecar: Sidecar | None = None
) -> Iterator[Record | Failure]:
    """The records of a source; raises InputError or RefusedError where the whole of it cannot be read.

    `sidecar` gives what a file beside the source states of it.
    """
    head = stream.read(HEAD)
    kind = sniff(head)
    whole = rejoined(head, stream)
    if kind == "gzip":
        yield from _gzip(name, head, whole, context)
    elif kind == "zip":
        yield from _zip(name, whole, context.deeper())
    elif kind == "json":
        yield from jsonl.records(name, whole, context.limits)
    elif kind == "warc":
        from tawatur.ingest import warc

        yield from warc.records(name, whole, context.limits)
    else:
        data = _bounded(whole, context)
        if kind in ("feed", "opml", "sitemap"):
            yield from _list(kind, name, data, context)
        else:
            yield jsonl.over(_one(kind, data, name), sidecar() if sidecar else {}, name)


def _one(kind: Kind, data: bytes, name: str) -> Record:
    """The one article that a file of its own holds."""
    if kind == "html":
        return page(decode(data))
    if kind == "pdf":
        from tawatur.ingest import pdf

        return pdf.record(data, name)
    if kind == "mail":
        from tawatur.ingest import mail

        return mail.record(data, name)
    return Record(text=unwrapped(decode(data)))


def _gzip(name: str, head: bytes, whole: BinaryIO, context: Context) -> Iterator[Record | Failure]:
    if holds_records(head):
        from tawatur.ingest import warc

        yield from warc.records(name, whole, context.limits)
    else:
        yield from read_stream(name, archive.gunzipped(whole, context.limits), context.deeper())


def _zip(name: str, whole: BinaryIO, context: Context) -> Iterator[Record | Failure]:
    for member in archive.members(name, whole, context.limits):
        if isinstance(member, Failure):
            yield member
            continue
        inner = member.name.rpartition("/")[2]
        if inner.lower().endswith(SIDECARS) or inner.startswith((".", "__")) or "__MACOSX/" in member.name:
            continue
        place = f"{name}/{member.name}"
        try:
            yield from read_stream(place, member.stream, context, _inside(member, context))
        except InputError as fault:
            yield Failure(place, str(fault))


def _inside(member: archive.Member, context: Context) -> Sidecar:
    """What `NAME.meta.json` beside an archive's member states."""
    name = f"{member.name.rpartition('.')[0] or member.name}.meta.json"
    return lambda: parsed(member.beside(name, context.limits), name)


def _list(kind: Kind, name: str, data: bytes, context: Context) -> Iterator[Record | Failure]:
    """What a feed, a list of feeds or a sitemap leads to; the entries that a feed carries whole need no fetching."""
    from tawatur.ingest import feeds

    if kind == "feed":
        entries = feeds.feed(data, name).entries
        if not entries:
            raise InputError("feed.empty")
        for entry in entries:
            yield entry_record(entry, context)
        return
    addresses = feeds.opml(data) if kind == "opml" else feeds.sitemap(data)[1]
    if not addresses:
        raise InputError("list.empty")
    inner = context.deeper()
    for address in addresses[:_LISTED]:
        yield from fetched(address, inner)


def entry_record(entry: Entry, context: Context) -> Record | Failure:
    """A feed's entry with its article: as the feed carries it, else from its page, else no more than the summary."""
    record = entry.record
    if not entry.whole and context.fetcher is not None and record.url:
        try:
            answer = context.fetcher.get(record.url)
            from tawatur.ingest.feeds import joined

            return joined(record, decode(answer.data, answer.charset), answer.url)
        except TawaturError as fault:
            return Failure(record.url, str(fault))
    if not record.text:
        return Failure(record.path or "feed", sentence("feed.entry"))
    return record


def parsed(data: bytes | None, name: str) -> dict[str, object]:
    """A sidecar's keys; empty where there is none. Raises InputError where it is broken."""
    if data is None:
        return {}
    try:
        value = json.loads(decode(data))
    except (ValueError, RecursionError, InputError):
        raise InputError("sidecar.json", name=name) from None
    if not isinstance(value, dict):
        raise InputError("sidecar.object", name=name)
    return value


def beside(path: Path) -> Sidecar:
    """What `NAME.meta.json` beside a file states."""

    def read() -> dict[str, object]:
        sidecar = path.with_name(f"{path.stem}.meta.json")
        return parsed(sidecar.read_bytes() if sidecar.is_file() else None, sidecar.name)

    return read


def _bounded(stream: BinaryIO, context: Context) -> bytes:
    limit = context.limits.article
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError("text.size", limit=limit)
    return data

"""JSON records: one object a line (JSONL), one object, or one list of objects, in the keys of docs/add-an-outlet.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import BinaryIO, cast

from tawatur.errors import InputError
from tawatur.ingest import dates
from tawatur.ingest.decode import decode
from tawatur.ingest.html import page
from tawatur.ingest.record import Failure, Limits, Record
from tawatur.ingest.rejoined import rejoined
from tawatur.messages.sentence import sentence

_LOOKED_AT = 8
"""Lines behind a broken first one in which a record is looked for."""


def records(name: str, stream: BinaryIO, limits: Limits) -> Iterator[Record | Failure]:
    """The records of a JSON source, each named ``NAME#ID`` (or by its line). A bad line is a failure of its own."""
    yield from numbered(1, name, stream, limits)


def numbered(first: int, name: str, stream: BinaryIO, limits: Limits) -> Iterator[Record | Failure]:
    """The records of lines as `records`, of which the first is not the source's first but has that number."""
    for number, line in enumerate(_lines(stream, limits), first):
        place = f"{name}#{number}"
        if len(line) > limits.article:
            yield Failure(place, sentence("line.size", limit=limits.article))
            continue
        if not line.strip():
            continue
        try:
            data = json.loads(decode(line))
        except InputError as fault:
            yield Failure(place, str(fault))
        except (ValueError, RecursionError):
            if number == 1:  # perhaps one value over many lines
                ahead = stream.read(limits.article + 1)
                if len(line) + len(ahead) > limits.article and _holds_records(ahead):
                    yield Failure(place, sentence("line.json"))
                    yield from numbered(2, name, rejoined(ahead, stream), limits)
                else:
                    yield from _whole(name, line + ahead, limits)
                return
            yield Failure(place, sentence("line.json"))
        else:
            yield from _items(name, number, data if isinstance(data, list) else [data])


def _holds_records(ahead: bytes) -> bool:
    """Whether one of the next lines is a record by itself, so that what came before was a broken one."""
    for line in ahead.split(b"\n", _LOOKED_AT)[:_LOOKED_AT]:
        with suppress(ValueError, RecursionError):
            if isinstance(json.loads(line), dict):
                return True
    return False


def _whole(name: str, data: bytes, limits: Limits) -> Iterator[Record | Failure]:
    if len(data) > limits.article:
        yield Failure(name, sentence("record.lines", limit=limits.article))
        return
    try:
        value = json.loads(decode(data))
    except InputError as fault:
        yield Failure(name, str(fault))
    except (ValueError, RecursionError):
        # a bad first line must not hide the good ones behind it
        good = 0
        faults: list[Failure] = []
        for number, line in enumerate(data.splitlines(), 1):
            if not line.strip():
                continue
            try:
                value = json.loads(decode(line))
            except (ValueError, RecursionError, InputError):
                faults.append(Failure(f"{name}#{number}", sentence("line.json")))
            else:
                good += 1
                yield from _items(name, number, value if isinstance(value, list) else [value])
        if good:
            yield from faults
        else:
            yield Failure(name, sentence("record.json"))
    else:
        yield from _items(name, 1, value if isinstance(value, list) else [value])


def _items(name: str, number: int, values: Iterable[object]) -> Iterator[Record | Failure]:
    for offset, value in enumerate(values):
        place = f"{name}#{number + offset}"
        if not isinstance(value, dict):
            yield Failure(place, sentence("record.object"))
            continue
        given = value.get("id")
        if isinstance(given, str | int) and str(given).strip():
            place = f"{name}#{given}"
        try:
            yield from_mapping(value, place, how="record")
        except InputError as fault:
            yield Failure(place, str(fault))


def from_mapping(data: Mapping[str, object], path: str | None, text: str | None = None, how: str = "sidecar") -> Record:
    """A record from JSON keys (id, url, outlet, published, title, byline, section, language, text, html).

    `text` stands in where the keys hold none (a sidecar's text file). Raises InputError where there is no text.
    """
    html = word(data, "html")
    words = text if text is not None else word(data, "text")
    if words is None and html is None:
        raise InputError("record.text")
    base = page(html, url=word(data, "url")) if words is None and html is not None else Record(text=words or "")
    return over(base, data, path, how)


def over(base: Record, data: Mapping[str, object], path: str | None, how: str = "sidecar") -> Record:
    """The record with what `data` states put over it: a sidecar knows better than the page."""
    published = word(data, "published")
    if published and base.published and dates.stated(published, how).earliest is None:
        published = None  # words that are no date do not hide the page's own
    return Record(
        text=base.text,
        path=path,
        url=word(data, "url") or base.url,
        outlet=word(data, "outlet") or base.outlet,
        published=published or base.published,
        modified=word(data, "modified") or base.modified,
        how=how if published else base.how,
        title=word(data, "title") or base.title,
        byline=word(data, "byline") or base.byline,
        section=word(data, "section") or base.section,
        language=word(data, "language") or base.language,
        signed=base.signed,
        captions=base.captions,
    )


def word(data: Mapping[str, object], key: str) -> str | None:
    """The value of a key as words; None where it is missing, empty or of another type."""
    value = data.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = ", ".join(cast(list[str], value))
    return value.strip() or None if isinstance(value, str) else None


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """The lines, none longer than one byte over the limit: the rest of such a line is passed over."""
    while line := stream.readline(limits.article + 1):
        if len(line) > limits.article:
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(limits.article + 1)
        yield line

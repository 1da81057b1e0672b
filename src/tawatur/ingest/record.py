"""What a form of publication hands over before cleaning, and what taking it in ends with."""

from __future__ import annotations

import msgspec

from tawatur.model.article import Article


class Failure(msgspec.Struct, frozen=True):
    """Something that could not be taken in: where it stood, and one sentence that says why and what to do."""

    path: str
    reason: str


Taken = Article | Failure


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One published text with what its carrier states of it. `text` is plain text with its lines as they stood.

    `published` and `modified` are the carrier's own words ("2024-02", "2018-06-09T04:39:41+04:00"); `how` names the
    carrier that stated them. `titled` is true where the text is known to begin with its title.
    """

    text: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    how: str = "sidecar"
    title: str | None = None
    byline: str | None = None
    section: str | None = None
    language: str | None = None
    signed: tuple[str, ...] = ()
    """Short texts that the carrier marks as byline or source."""
    captions: tuple[str, ...] = ()


def whole(record: Record) -> Record:
    """The record without halves of surrogate pairs, which JSON and file names can hold and no text can be written with.

    Two halves that belong together become their character, a lone one the replacement character.
    """
    changed = {
        name: told
        for name in record.__struct_fields__
        if (told := _whole(getattr(record, name))) != getattr(record, name)
    }
    return msgspec.structs.replace(record, **changed) if changed else record


def _whole(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_whole(part) for part in value)
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What an address gave: `data` is empty and `unchanged` true where the server says that nothing is new."""

    url: str
    """The address at the end of all redirects."""
    data: bytes = b""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much one source may ask of us. Sizes in bytes, times in seconds."""

    article: int = 10_000_000
    """One article's file, page or record."""
    container: int = 4_000_000_000
    """What an archive, a feed file or a compressed file may unpack to in all."""
    ratio: int = 200
    """How many times larger than packed an archive's content may be."""
    members: int = 100_000
    """How many members one archive may have."""
    nesting: int = 4
    """How deep archives may lie in archives."""

"""Bytes become text, whatever they say of themselves.

A declaration is believed only where the bytes fit it: Arabic pages name the wrong charset often enough. The strict
reading as UTF-8 comes first, because other bytes hardly ever pass it by chance.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import cast

from resiliparse.parse.encoding import detect_encoding

from tawatur.errors import InputError
from tawatur.language.resources import pack_table

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{3,20})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{3,20})""",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_SINGLE_BYTE = ("windows-1256", "iso-8859-6")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the charset that a transport header names.

    Raises InputError where the bytes are no text in any charset that Arabic is written in.
    """
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return _strip_mark(data.decode(charset, "replace"))
    wide = _wide(data)
    if wide:
        return _strip_mark(data.decode(wide, "replace"))
    if b"\x00" in data[:_SAMPLE]:
        raise InputError("text.binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        # bytes cut in the middle of a last letter are still UTF-8
        if fault.start >= len(data) - 3 and fault.start > 0:
            return data[: fault.start].decode("utf-8")
    best = max(_readings(data, declared), key=lambda reading: reading[0])
    if best[0] < 0:
        raise InputError("text.binary")
    return best[1]


def _readings(data: bytes, declared: str | None) -> Iterator[tuple[float, str]]:
    """The data in each charset that comes into question, with how much it looks like a written language."""
    seen: set[str] = set()
    mostly_utf8 = data.decode("utf-8", "replace")
    damage = mostly_utf8.count("\ufffd") / max(1, len(mostly_utf8))
    # a page in UTF-8 with a few broken bytes: a handful of losses among many right letters
    yield (_likeness(mostly_utf8) - 10 * damage if damage < 0.02 else -1.0), mostly_utf8
    for charset in (declared, _declaration(data), *_SINGLE_BYTE, detect_encoding(data[:_SAMPLE])):
        if not charset:
            continue
        try:
            name = codecs.lookup(charset).name
        except LookupError:
            continue
        if name in seen or name == "utf-8":
            continue
        seen.add(name)
        try:
            text = data.decode(name, "replace")
        except (LookupError, UnicodeError):  # codecs that make no text: "hex", "zlib"
            continue
        yield _likeness(text), text


def _likeness(text: str) -> float:
    """How much a text looks written: the share of words with the definite article, less what no text holds.

    Measured by words that open with the pack's article, since that survives in no wrong reading of the same bytes.
    """
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample)) / max(1, len(sample))
    if controls > 0.05:
        return -controls
    words = [word for word in _WORD.findall(sample) if not word.isascii()]
    if not words:
        return 0.0
    article = str(cast(dict[str, object], pack_table("pack")["clitics"])["article"])
    return len([word for word in words if word.startswith(article) and word != article]) / len(words) - controls


def _declaration(data: bytes) -> str | None:
    """The charset that the first two kilobytes of a page or an XML file name."""
    found = _DECLARED.search(data[:2048])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte is a block number, 00 or 06 in Arabic text."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 8:
        return None
    even, odd = sample[::2], sample[1::2]
    for high, name in ((odd, "utf-16-le"), (even, "utf-16-be")):
        blocks = high.count(0x00) + high.count(0x06) + high.count(0x20)
        if blocks >= 0.9 * len(high) and high.count(0x00) >= 0.02 * len(high):
            other = even if high is odd else odd
            if other.count(0x00) < 0.02 * len(other):
                return name
    return None


def _strip_mark(text: str) -> str:
    return text.removeprefix("\ufeff")

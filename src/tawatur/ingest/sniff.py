"""What form bytes have, judged by the bytes alone: a file's name says nothing that can be relied on."""

from __future__ import annotations

import re
from typing import Literal

from tawatur.errors import InputError
from tawatur.ingest.decode import decode

Kind = Literal["text", "html", "json", "feed", "opml", "sitemap", "warc", "pdf", "mail", "zip", "gzip"]

HEAD = 65_536
"""How many bytes of a source are looked at."""

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"WARC/1.", "warc"),
    (b"WARC/0.", "warc"),
)
_XML_ROOTS: dict[str, Kind] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "opml": "opml",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "html": "html",
}
_ROOT = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*<([\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_JSON = re.compile(r"^\s*(?:\[\s*)?(?:\{\s*[\"}]|\[\s*\])", re.MULTILINE)
"""Any line that begins an object: the first one may be broken."""
_HTML_DOCTYPE = re.compile(r"\A\s*(?:<!--.*?-->\s*)*<!DOCTYPE\s+html", re.DOTALL | re.IGNORECASE)
_HTML_TAG = re.compile(
    r"<(?:html|head|body|title|meta|link|script|div|article|p|h1|table|section)\b[^<]*>", re.IGNORECASE
)
_HEADER = re.compile(r"\A(?:From |[!-9;-~]+:)", re.IGNORECASE)
_MAIL_HEADERS = re.compile(
    r"^(?:From|To|Subject|Date|MIME-Version|Received|Return-Path|Message-ID|Content-Type|Delivered-To|List-Id):",
    re.IGNORECASE | re.MULTILINE,
)


def sniff(head: bytes) -> Kind:
    """The form of a source that begins with `head`; raises InputError where it is empty or no form we read."""
    if not head.strip():
        raise InputError("text.empty")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    text = decode(head)
    start = text.lstrip()
    if not start:
        raise InputError("text.empty")
    if start[0] in "{[" and _JSON.search(start):
        return "json"
    if start[0] == "<":
        if _HTML_DOCTYPE.match(start):
            return "html"
        root = _ROOT.match(start)
        if root:
            local = root.group(1).rpartition(":")[2].lower()
            if local in _XML_ROOTS:
                return _XML_ROOTS[local]
        if _HTML_TAG.search(start[:4000]):
            return "html"
    if _HEADER.match(start):
        # the head of a message ends at the first empty line and names at least three of its usual fields
        top = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
        if len({name.group().lower() for name in _MAIL_HEADERS.finditer(top)}) >= 3:
            return "mail"
    return "text"

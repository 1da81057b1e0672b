"""E-mail newsletters: the message's own text, titled by its subject and dated by its date."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import cast

from tawatur.errors import InputError
from tawatur.ingest.decode import decode
from tawatur.ingest.html import page
from tawatur.ingest.plain import fragment, unwrapped
from tawatur.ingest.record import Record


def record(data: bytes, name: str) -> Record:
    """The article of a message; raises InputError where it holds no text."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        text = _text(message)
        sender = parseaddr(str(message.get("From", "")))[0]
        return Record(
            text=text,
            path=name,
            outlet=sender or None,
            published=str(message.get("Date", "")) or None,
            how="message",
            title=str(message.get("Subject", "")).strip() or None,
        )
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        # the standard parser lets all of these through on malformed headers
        raise InputError("mail.broken") from fault


def _text(message: EmailMessage) -> str:
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    written = unwrapped(_words(cast(EmailMessage, plain))) if plain is not None else ""
    if html is not None:
        markup = _words(cast(EmailMessage, html))
        try:
            shown = page(markup).text
        except InputError:
            shown = ""
        # a newsletter's layout defeats the extractor: then all of its lines are taken
        all_lines = fragment(markup)[0]
        shown = shown if len(shown) >= len(all_lines) // 2 else all_lines
        written = shown if len(shown) >= len(written) // 2 else written
    if not written.strip():
        raise InputError("mail.text")
    return written


def _words(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "surrogateescape")
    return decode(data, part.get_content_charset()) if data.strip() else ""

"""The reading's JSON form (docs/reading-format.md): every span beside its words, so that any program can check it."""

from __future__ import annotations

from typing import cast

import msgspec

from tawatur.model.article import Article, Published
from tawatur.model.reading import Reader, Reading
from tawatur.model.span import Span, check_quote

MARK_KEYS = ("statements", "times", "figures", "names", "events", "commitments", "causes")
"""The keys of a reading that hold marks, in the order of the contract."""

Json = dict[str, object]

_ARTICLE_KEYS = (
    "id", "path", "url", "outlet", "title", "byline", "credit", "dateline", "section", "published", "modified",
    "language", "text",
)  # fmt: skip


def to_contract(article: Article, reading: Reading) -> Json:
    """One reading with its article as a JSON object; raises SpanError where a span does not fit the text."""
    head = cast(Json, msgspec.to_builtins(article))
    out: Json = {"article": {key: head[key] for key in _ARTICLE_KEYS}, "reader": msgspec.to_builtins(reading.reader)}
    for key in MARK_KEYS:
        marks = cast(list[Json], msgspec.to_builtins(getattr(reading, key)))
        out[key] = [_quoted_mark(mark, article.text) for mark in marks]
    return out


def from_contract(data: Json) -> tuple[Article, Reading]:
    """The article and its reading from their JSON form; raises SpanError where quoted words and text differ."""
    head = dict(cast(Json, data["article"]))
    head["published"] = msgspec.convert(head.get("published") or {}, Published, strict=False)
    article = msgspec.convert(head, Article, strict=False)
    body: Json = {"article": article.id, "reader": msgspec.convert(data["reader"], Reader)}
    for key in MARK_KEYS:
        body[key] = [_plain_mark(mark, article.text) for mark in cast(list[Json], data.get(key) or [])]
    return article, msgspec.convert(body, Reading, strict=False)


def _quoted_mark(mark: Json, text: str) -> Json:
    """The mark with its own span's fields laid open, its rule named and the words beside every span."""
    trace = cast(Json, mark.pop("trace"))
    out = {key: _quoted(value, text) for key, value in mark.items() if key != "span"}
    if "span" in mark:
        out = {"id": out.pop("id"), **_opened(mark["span"], text), **out}
    out["rule"] = trace["rule"]
    out["trace"] = _quoted(trace["steps"], text)
    return out


def _opened(span: object, text: str) -> Json:
    """A span's fields with its words, to be laid beside the fields of what it belongs to."""
    return cast(Json, _quoted(span, text))


def _quoted(value: object, text: str) -> object:
    if isinstance(value, dict):
        if set(value) == {"start", "end"}:
            span = Span(value["start"], value["end"])
            return {**value, "text": span.cut(text)}
        laid = {key: _quoted(item, text) for key, item in value.items() if key != "span"}
        if isinstance(value.get("span"), dict):
            laid.update(_opened(value["span"], text))
        return laid
    if isinstance(value, list | tuple):
        return [_quoted(item, text) for item in value]
    return value


def _plain_mark(mark: Json, text: str) -> Json:
    body = dict(mark)
    steps = [_gathered(step, text) for step in cast(list[Json], body.pop("trace", None) or [])]
    trace = {"rule": body.pop("rule", ""), "steps": steps}
    plain = _gathered(body, text)
    for key, value in plain.items():
        plain[key] = _plain(value, text)
    plain["trace"] = trace
    return plain


def _gathered(value: Json, text: str) -> Json:
    """The object with a laid-open span gathered again under ``span``."""
    if not {"start", "end"} <= set(value):
        return dict(value)
    rest = {key: item for key, item in value.items() if key not in ("start", "end", "text")}
    return {**rest, "span": _checked(value, text)}


def _checked(value: Json, text: str) -> Json:
    span = Span(cast(int, value["start"]), cast(int, value["end"]))
    if "text" in value:
        check_quote(text, span, cast(str, value["text"]))
    return {"start": span.start, "end": span.end}


def _plain(value: object, text: str) -> object:
    if isinstance(value, dict):
        if {"start", "end"} <= set(value):
            if set(value) <= {"start", "end", "text"}:
                return _checked(value, text)
            return {key: _plain(item, text) for key, item in _gathered(value, text).items()}
        return {key: _plain(item, text) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, text) for item in value]
    return value

"""W3C Web Annotation (Recommendation of 2017): each mark an annotation on its article's text.

Positions count Unicode code points of the text, which is given in full with its SHA-256; each place is also quoted
with its surroundings, so that it can be found where the text has moved. Under ``record`` stands the mark in our own
form, so that nothing is lost on the way back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from urllib.parse import quote

import msgspec

from tawatur.export.lines import in_order
from tawatur.ledger import LedgerView
from tawatur.ledger.check import spans_of
from tawatur.ledger.rows import MARK_KINDS, mark_span
from tawatur.model.article import Article
from tawatur.model.contract import MARK_KEYS, Json, to_contract
from tawatur.model.ids import text_hash
from tawatur.model.judgement import Judgement
from tawatur.model.marks import Mark, Statement
from tawatur.model.reading import Reader, Reading
from tawatur.model.span import Span

CONTEXT: list[object] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "tawatur": "urn:tawatur:ns#",
        "record": {"@id": "tawatur:record", "@type": "@json"},
        "role": "tawatur:role",
        "sha256": "tawatur:sha256",
        "version": "tawatur:version",
    },
]
_AROUND = 32
"""Characters quoted on each side of a place."""


def collection(view: LedgerView, name: str) -> Json:
    """All of a ledger's marks and judgements as one AnnotationCollection."""
    items = list(_items(view))
    whole = f"urn:tawatur:ledger:{quote(name, safe='')}"
    page = {"id": f"{whole}:1", "type": "AnnotationPage", "partOf": whole, "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": whole,
        "type": "AnnotationCollection",
        "label": name,
        "total": len(items),
        "first": page,
    }


def _items(view: LedgerView) -> Iterator[Json]:
    readers = sorted({name for name, _, _ in view.readers()})
    for article in in_order(view):
        found = [view.reading(article.id, reader=name) for name in readers]
        readings = [reading for reading in found if reading is not None]
        yield _describing(article, readings)
        for reading in readings:
            contract = to_contract(article, reading)
            for key in MARK_KEYS:
                records = cast(list[Json], contract[key])
                marks = cast(tuple[Mark, ...], getattr(reading, key))
                for mark, record in zip(marks, records, strict=True):
                    yield _tagging(article, reading.reader, mark, {"key": key, "mark": record})
    for judgement in view.judgements():
        yield _assessing(judgement)


def _describing(article: Article, readings: list[Reading]) -> Json:
    """The article's text, and all else that is known of it."""
    head = cast(Json, msgspec.to_builtins(msgspec.structs.replace(article, text="")))
    del head["text"]
    return {
        "id": f"urn:tawatur:article:{article.id}:text",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "id": text_name(article),
            "type": "TextualBody",
            "value": article.text,
            "format": "text/plain",
            "language": article.language,
            "textDirection": "auto",
            "sha256": text_hash(article.text),
        },
        "target": article.url or f"urn:tawatur:article:{article.id}",
        "record": {"article": head, "readers": [msgspec.to_builtins(reading.reader) for reading in readings]},
    }


def _tagging(article: Article, reader: Reader, mark: Mark, record: Json) -> Json:
    kind = MARK_KINDS[type(mark)]
    return {
        "id": f"urn:tawatur:mark:{reader.name}:{mark.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "generator": {
            "id": f"urn:tawatur:reader:{quote(reader.name, safe='')}:{quote(reader.pack, safe='')}",
            "type": "Software",
            "name": reader.name,
            "version": reader.pack,
        },
        "body": {"type": "TextualBody", "purpose": "tagging", "value": kind, "format": "text/plain"},
        "target": [_place(article, role, span) for role, span in _places(mark)],
        "record": {**record, "article": article.id, "reader": msgspec.to_builtins(reader)},
    }


def _places(mark: Mark) -> Iterator[tuple[str, Span]]:
    """The mark's places by what they are in it, its own first."""
    yield "mark", mark_span(mark)
    if isinstance(mark, Statement):
        if mark.source is not None:
            yield "source", mark.source
        for content in mark.contents:
            yield "content", content
        for hop in mark.chain:
            yield "hop", hop.span
        return
    for name in mark.__struct_fields__:
        value = getattr(mark, name)
        if name not in ("span", "trigger", "link", "trace"):
            for span in spans_of(value):
                yield name, span


def _place(article: Article, role: str, span: Span) -> Json:
    text = article.text
    return {
        "type": "SpecificResource",
        "source": text_name(article),
        "role": role,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.cut(text),
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _assessing(judgement: Judgement) -> Json:
    subjects = [judgement.subject] + ([judgement.other] if judgement.other else [])
    return {
        "id": f"urn:tawatur:judgement:{judgement.id}",
        "type": "Annotation",
        "motivation": "moderating",
        "created": judgement.at,
        "creator": {"type": "Person", "name": judgement.by},
        "body": {"type": "TextualBody", "value": judgement.verdict, "format": "text/plain"},
        "target": [f"urn:tawatur:thing:{name}" for name in subjects],
        "record": {"judgement": msgspec.to_builtins(judgement)},
    }


def text_name(article: Article) -> str:
    """The name of an article's clean text."""
    return f"urn:tawatur:text:{article.id}"

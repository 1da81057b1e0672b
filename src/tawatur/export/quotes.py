"""Citron-style statements (bbc/citron, docs/data_format.md): one document a line with its text and its quotes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tawatur.dossier.material import Material
from tawatur.model.article import Article
from tawatur.model.contract import Json
from tawatur.model.reading import Reading
from tawatur.model.span import Span


def lines(material: Material) -> Iterator[bytes]:
    """The articles, in order of publication."""
    for name, reading in material.readings.items():
        yield msgspec.json.encode(document(material.articles[name], reading)) + b"\n"


def document(article: Article, reading: Reading) -> Json:
    """One article in Citron's form; what Citron has no place for stands under keys that it ignores."""
    text = article.text
    return {
        "id": article.id,
        "text": text,
        "quotes": [
            {
                "id": mark.id,
                "cue": _span(mark.cue, text),
                "sources": [_span(mark.source, text)] if mark.source else [],
                "contents": [_span(content, text) for content in mark.contents],
                "coreferences": [],
                "speaker": mark.speaker,
                "act": mark.act,
                "mode": mark.mode,
                "chain": [hop.name for hop in mark.chain],
            }
            for mark in reading.statements
        ],
        "coreference_groups": _groups(reading, text),
    }


def _groups(reading: Reading, text: str) -> list[list[Json]]:
    """The mentions of each actor of the article, where there is more than one."""
    found: dict[str, list[Json]] = {}
    for mark in reading.names:
        found.setdefault(mark.actor, []).append(_span(mark.span, text))
    return [group for group in found.values() if len(group) > 1]


def _span(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.cut(text)}

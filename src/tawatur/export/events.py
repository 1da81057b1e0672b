"""PLOVER-style events, one JSON object a line (after Halterman et al. 2023, "PLOVER and POLECAT").

`date` is the day where it is known to the day; else it is null and `earliest` and `latest` bound it. A denied or
planned event says so: PLOVER itself codes only what is reported to have happened.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tawatur.dossier.material import Material
from tawatur.model.article import Article
from tawatur.model.contract import Json
from tawatur.model.marks import Event
from tawatur.model.span import Span


def lines(material: Material) -> Iterator[bytes]:
    """The events of all articles, in order of publication and place."""
    for name, reading in material.readings.items():
        article = material.articles[name]
        for mark in reading.events:
            yield msgspec.json.encode(event(material, article, mark)) + b"\n"


def event(material: Material, article: Article, mark: Event) -> Json:
    """One event."""
    day = mark.earliest if mark.earliest == mark.latest else None
    figures = {figure.id: figure for figure in material.readings[article.id].figures}
    return {
        "id": mark.id,
        "date": day,
        "earliest": mark.earliest,
        "latest": mark.latest,
        "event": mark.kind,
        "status": mark.status,
        "eventText": mark.trigger.cut(article.text),
        "actor": _party(material, article, mark.actor),
        "recip": _party(material, article, mark.target),
        "location": {"locationText": mark.place.cut(article.text)} if mark.place else None,
        "magnitude": [
            {"text": figures[name].span.cut(article.text), "low": figures[name].low, "high": figures[name].high,
             "role": figures[name].role}
            for name in mark.figures if name in figures
        ],
        "text": _sentence(article, mark),
        "span": {"start": mark.trigger.start, "end": mark.trigger.end},
        "attributed": mark.statement,
        "textInfo": {
            "id": article.id, "publisher": article.outlet, "title": article.title, "url": article.url,
            "pubdate": article.published.day, "language": article.language,
        },
        "version": material.readings[article.id].reader.pack,
        "coder": material.readings[article.id].reader.name,
    }  # fmt: skip


def _party(material: Material, article: Article, span: Span | None) -> list[Json]:
    if span is None:
        return []
    text = span.cut(article.text)
    known = material.actors_by_form.get(text)
    return [{"actorText": text, "actor": known.name if known else None, "country": known.country if known else None}]


def _sentence(article: Article, mark: Event) -> str:
    """The paragraph that the trigger stands in: what a coder would want to see."""
    start = article.text.rfind("\n", 0, mark.trigger.start) + 1
    end = article.text.find("\n", mark.trigger.end)
    return article.text[start : end if end >= 0 else len(article.text)]

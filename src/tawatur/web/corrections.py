"""Corrections: which fields of a mark a person may set right, and the value that a judgement then holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from tawatur.errors import InputError
from tawatur.ledger.judged import addition
from tawatur.messages.sentence import Sentence
from tawatur.model.article import Article
from tawatur.model.marks import (
    Act,
    Commitment,
    CommitmentStatus,
    Event,
    EventKind,
    EventStatus,
    Figure,
    Mark,
    Name,
    Statement,
    mark_id,
)
from tawatur.model.span import Span
from tawatur.model.trace import Step, Trace

Widget = Literal["text", "day", "number", "choice", "yes_no"]
_BY_HAND = "by hand"


@dataclass(frozen=True)
class FieldShown:
    """One field of a mark that a person may set right."""

    name: str
    label: str
    """A key of the dossier's labels."""
    widget: Widget
    value: str
    choices: tuple[str, ...] = ()


def fields_of(mark: Mark) -> tuple[FieldShown, ...]:
    """The fields that may be set right, with what they hold now."""

    def shown(name: str, label: str, widget: Widget, choices: tuple[str, ...] = ()) -> FieldShown:
        value = getattr(mark, name)
        told = "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
        return FieldShown(name, label, widget, told, choices)

    days = (shown("earliest", "since", "day"), shown("latest", "until", "day")) if hasattr(mark, "earliest") else ()
    match mark:
        case Statement():
            return (
                shown("speaker", "speaker", "text"),
                shown("named", "named", "yes_no"),
                shown("act", "act", "choice", get_args(Act)),
            )
        case Figure():
            return (shown("low", "lowest", "number"), shown("high", "highest", "number"))
        case Name():
            return (shown("actor", "stands_for", "text"),)
        case Event():
            return (
                shown("kind", "kind", "choice", get_args(EventKind)),
                shown("status", "status", "choice", get_args(EventStatus)),
                *days,
            )
        case Commitment():
            return (shown("status", "status", "choice", get_args(CommitmentStatus)), *days)
        case _:
            return days


def correction(mark: Mark, given: Mapping[str, str]) -> str:
    """The value of a judgement that lays the given fields over a mark; InputError where nothing differs or one is wrong."""
    changed: dict[str, object] = {}
    for field in fields_of(mark):
        told = given.get(field.name, field.value).strip()
        if told != field.value:
            changed[field.name] = _value(field, told)
    if not changed:
        raise InputError("desk.same")
    return json.dumps(changed, ensure_ascii=False, sort_keys=True)


def _value(field: FieldShown, told: str) -> object:
    if field.widget == "yes_no":
        return told == "yes"
    if not told:
        return None
    try:
        if field.widget == "day":
            return date.fromisoformat(told).isoformat()
        if field.widget == "number":
            return float(told.replace(",", ""))
    except ValueError:
        raise InputError("desk.value", told=told) from None
    if field.widget == "choice" and told not in field.choices:
        raise InputError("desk.choice", told=told, choices=field.choices)
    return told


def missed_statement(article: Article, given: Mapping[str, str]) -> tuple[str, str]:
    """A statement that the reader missed, from the places that a person chose: its mark id and the judgement's value.

    `content` and `cue` are places as ``START-END`` in code points, `source` may be empty; InputError where one does
    not fit the text.
    """
    content, cue = _place(article, given.get("content", ""), "content"), _place(article, given.get("cue", ""), "cue")
    source = _place(article, given["source"], "source") if given.get("source") else None
    act = given.get("act", "say")
    if act not in get_args(Act):
        raise InputError("desk.act", act=act, acts=get_args(Act))
    speaker = given.get("speaker", "").strip() or (source.cut(article.text) if source else None)
    name = mark_id("statement", article.id, cue, content)
    statement = Statement(
        id=name,
        cue=cue,
        source=source,
        speaker=speaker,
        named=given.get("named") == "yes",
        contents=(content,),
        mode="direct" if given.get("mode") == "direct" else "indirect",
        act=cast(Act, act),
        trace=Trace(rule=_BY_HAND, steps=(Step(what=_BY_HAND, detail="", span=cue),)),
    )
    return name, addition(article.id, statement)


def _place(article: Article, told: str, what: str) -> Span:
    start, _, end = told.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise InputError("desk.unselected", what=Sentence(f"part.{what}"))
    if not int(start) < int(end) <= len(article.text):
        raise InputError("desk.unfit", what=Sentence(f"part.{what}"), told=told)
    return Span(int(start), int(end))

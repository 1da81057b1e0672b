"""What a person decided, laid over what a reader found: the reading itself is never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import msgspec

from tawatur.errors import InputError
from tawatur.model.contract import MARK_KEYS
from tawatur.model.judgement import Judgement
from tawatur.model.marks import Mark, Statement
from tawatur.model.reading import Reading


def standing(judgements: Iterable[Judgement]) -> dict[tuple[str, str | None], Judgement]:
    """The judgement in force on each thing, or on each pair of things.

    A superseded judgement is out of force; where two people judged the same, the later one counts, and where they did
    so at the same moment, the one whose id comes last: any two ledgers that hold the same judgements agree.
    """
    known = sorted(judgements, key=lambda j: (j.at, j.id))
    gone = {j.supersedes for j in known if j.supersedes}
    return {(j.subject, j.other): j for j in known if j.id not in gone}


def moment(now: datetime, judgements: Iterable[Judgement], subject: str, other: str | None = None) -> str:
    """When a judgement is made, in ISO 8601 (UTC).

    Where the clock has gone back behind what was judged of the same thing before, it is a second behind that: who
    decides last is in force.
    """
    stamp = now.astimezone(UTC).isoformat(timespec="milliseconds")
    pair = tuple(sorted(filter(None, (subject, other))))
    for each in judgements:
        if tuple(sorted(filter(None, (each.subject, each.other)))) == pair and each.at >= stamp:
            with suppress(ValueError):  # a moment that somebody wrote by hand
                after = datetime.fromisoformat(each.at).astimezone(UTC) + timedelta(seconds=1)
                stamp = after.isoformat(timespec="milliseconds")
    return stamp


ADDED = '{"added":'
"""How the value of a judgement begins that adds a statement which the reader missed."""


class Added(msgspec.Struct, frozen=True):
    """What such a judgement's value holds: the article and the statement. The judgement's subject is the mark's id."""

    article: str
    statement: Statement


class _Addition(msgspec.Struct, frozen=True):
    added: Added


def addition(article: str, statement: Statement) -> str:
    """The value of a judgement that adds a statement."""
    return msgspec.json.encode(_Addition(Added(article, statement)), order="sorted").decode()


def additions(judgements: Iterable[Judgement]) -> dict[str, list[Statement]]:
    """The statements that people have added, by article; judgements given are those that stand."""
    out: dict[str, list[Statement]] = {}
    for each in judgements:
        if each.verdict == "correct" and (each.value or "").startswith(ADDED):
            found = msgspec.json.decode(each.value or "", type=_Addition).added
            out.setdefault(found.article, []).append(found.statement)
    return out


def judged(
    reading: Reading,
    judgements: Mapping[tuple[str, str | None], Judgement],
    added: Mapping[str, Iterable[Statement]] | None = None,
) -> Reading:
    """The reading as it was judged: rejected marks out, corrected fields laid over, added statements in.

    `added` is what `additions` makes of the judgements, for who asks for many readings.
    """
    if not judgements:
        return reading
    changed: dict[str, tuple[Mark, ...]] = {}
    found = (additions(judgements.values()) if added is None else added).get(reading.article)
    if found:
        known = {mark.id for mark in reading.statements}
        every = (*reading.statements, *(s for s in found if s.id not in known))
        reading = msgspec.structs.replace(reading, statements=tuple(sorted(every, key=lambda s: (s.cue, s.id))))
    for key in MARK_KEYS:
        marks = cast(tuple[Mark, ...], getattr(reading, key))
        if any((mark.id, None) in judgements for mark in marks):
            changed[key] = tuple(
                corrected(mark, judgements.get((mark.id, None))) for mark in marks if not _rejected(mark, judgements)
            )
    return msgspec.structs.replace(reading, **changed) if changed else reading


def _rejected(mark: Mark, judgements: Mapping[tuple[str, str | None], Judgement]) -> bool:
    found = judgements.get((mark.id, None))
    return found is not None and found.verdict == "reject"


def corrected(mark: Mark, judgement: Judgement | None) -> Mark:
    """The mark with the fields that a judgement corrects; InputError where they do not fit the mark."""
    if judgement is None or judgement.verdict != "correct" or (judgement.value or "").startswith(ADDED):
        return mark
    try:
        fields = cast(dict[str, Any], json.loads(judgement.value or "{}"))
        if not isinstance(fields, dict):
            raise InputError("judgement.object", value=judgement.value)
        unknown = set(fields) - set(mark.__struct_fields__) | {"id", "trace"} & set(fields)
        if unknown:
            raise InputError(
                "judgement.field",
                kind=type(mark).__name__.lower(),
                fields=sorted(unknown),
                known=[f for f in mark.__struct_fields__ if f not in ("id", "trace")],
            )
        whole = {**msgspec.to_builtins(mark), **fields}
        return msgspec.convert(whole, type(mark), strict=False)
    except (ValueError, msgspec.ValidationError) as fault:
        raise InputError("judgement.unfit", value=judgement.value, why=fault) from fault

"""The command that keeps what a person decides: review."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from tawatur.cli.options import JsonOption, LedgerArgument
from tawatur.cli.say import Say, voice
from tawatur.cli.table import Column
from tawatur.errors import InputError
from tawatur.messages.sentence import Sentence, why_not
from tawatur.model.judgement import Judgement, Verdict, judgement

if TYPE_CHECKING:
    from tawatur.ledger import Ledger, LedgerView

BY_VARIABLE = "TAWATUR_BY"
_MARKS = ("statement", "time", "figure", "name", "event", "commitment", "cause")


def review(
    context: typer.Context,
    ledger: LedgerArgument,
    accept: Annotated[list[str] | None, typer.Option(metavar="ID", help="This is right.")] = None,
    reject: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="This is wrong: dossier and reconciling leave it out.")
    ] = None,
    correct: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="ID FIELDS", help="A mark, with the right fields as a JSON object."),
    ] = None,
    same: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="These two are one.")] = None,
    different: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="These two are not one.")] = None,
    by: Annotated[str | None, typer.Option(envvar=BY_VARIABLE, help="Who decides; else TAWATUR_BY.")] = None,
    why: Annotated[str, typer.Option(help="The reason, kept with the judgement.")] = "",
    at: Annotated[str | None, typer.Option(metavar="TIME", help="When, ISO 8601; else now.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="List judgements and open suggestions.")] = False,
    out: Annotated[Path | None, typer.Option("--export", metavar="FILE", help="Write all judgements, JSONL.")] = None,
    taken: Annotated[Path | None, typer.Option("--import", metavar="FILE", help="Take in judgements, JSONL.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Keep what a person decides: accept, reject or correct a mark or a link; join two things, or part them.

    Judgements are appended and never erased; a later one on the same thing takes the earlier one's place. They survive
    reading again, and can be exported and imported, so that two analysts can put their work together. The story is
    brought up at the next `tawatur reconcile`.

    Examples:

      tawatur review story.db --reject 3f9a12c4 --by Layla --why 'not a figure'

      tawatur review story.db --correct 3f9a12c4 '{"speaker": "Ministry of Ports"}' --by Layla

      tawatur review story.db --same 91bc02 77de10 --by Layla

      tawatur review story.db --export mine.jsonl
    """
    from tawatur import api

    say = voice(context)
    pairs: list[tuple[Verdict, str, str | None, str | None]] = [
        *(("accept", name, None, None) for name in accept or ()),
        *(("reject", name, None, None) for name in reject or ()),
    ]
    pairs += [("correct", correct[0], None, correct[1])] if correct else []
    pairs += [("same", same[0], same[1], None)] if same else []
    pairs += [("different", different[0], different[1], None)] if different else []
    if not (pairs or listed or out or taken):
        raise InputError("review.nothing")
    if pairs and not by:
        raise InputError("review.by")
    if pairs or taken:
        with api.open_ledger(ledger) as opened:
            known = opened.judgements()
            made = [_made(opened, each, by or "", at, why, known) for each in pairs]
            kept = opened.judge([*made, *(_imported(taken) if taken else ())])
        if as_json:
            say.json({"kept": kept, "judgements": made})
        else:
            say.line(say("review.kept", n=kept))
    with api.view_ledger(ledger) as opened:
        if out is not None:
            lines = b"".join(msgspec.json.encode(each) + b"\n" for each in opened.judgements())
            out.write_bytes(lines)
            say.note("export.written", path=out)
        if listed:
            _list(opened, say, as_json=as_json)


def _made(
    ledger: Ledger,
    wanted: tuple[Verdict, str, str | None, str | None],
    by: str,
    at: str | None,
    why: str,
    known: tuple[Judgement, ...],
) -> Judgement:
    """The judgement, on things that are there; it supersedes the one that the same person made of the same."""
    from datetime import UTC, datetime

    from tawatur.ledger.judged import corrected, moment, standing

    verdict, first, second, value = wanted
    one = ledger.identify(first)
    other = ledger.identify(second) if second is not None else None
    if other is not None and other.kind != one.kind:
        raise InputError("review.pair", option=f"--{verdict}", a=first, b=second, first=one.kind, second=other.kind)
    if verdict == "correct":
        found = ledger.mark(one.id) if one.kind in _MARKS else None
        if found is None:
            raise InputError("review.fields", option="--correct", id=first, kind=one.kind)
        made = judgement(verdict, one.id, by=by, at=at or "-", value=_compact(value), why=why)
        corrected(found[1], made)  # says at once what does not fit
    subject, partner = sorted((one.id, other.id)) if other else (one.id, None)
    at = at or moment(datetime.now(UTC), known, subject, partner)
    before = standing(known).get((subject, partner))
    supersedes = before.id if before is not None and before.by == by else None
    return judgement(
        verdict, subject, by=by, at=at, other=partner, value=_compact(value), why=why, supersedes=supersedes
    )


def _compact(value: str | None) -> str | None:
    """A correction's fields in one spelling, so that equal corrections are equal."""
    if value is None:
        return None
    try:
        return json.dumps(json.loads(value), ensure_ascii=False, sort_keys=True)
    except ValueError as fault:
        raise InputError("review.json", value=value, why=fault) from fault


def _imported(path: Path) -> Iterator[Judgement]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as fault:
        raise InputError("file.unread", path=path, why=why_not(fault)) from fault
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = msgspec.json.decode(line, type=Judgement)
        except msgspec.MsgspecError as fault:
            raise InputError("review.line", number=number, path=path, why=fault) from fault
        expected = judgement(
            found.verdict, found.subject, by=found.by, at=found.at, other=found.other, value=found.value,
            why=found.why, supersedes=found.supersedes,
        )  # fmt: skip
        if expected.id != found.id:
            raise InputError("review.line", number=number, path=path, why=Sentence("review.hash"))
        yield found


def _list(view: LedgerView, say: Say, *, as_json: bool) -> None:
    from tawatur.cli.views import SHORT
    from tawatur.dossier.weighed import feature_name, words_of_keys

    judgements, suggestions = view.judgements(), view.story().suggestions
    decided = {(j.subject, j.other) for j in judgements}
    still = [s for s in suggestions if (min(s.a, s.b), max(s.a, s.b)) not in decided and (s.id, None) not in decided]
    if as_json:
        for made in judgements:
            say.json({"judgement": made})
        for suggestion in still:
            say.json({"suggestion": suggestion})
        return
    heads = [Column(say(f"head.{key}")) for key in ("id", "verdict", "subject", "by", "at")]
    say.table(
        [*heads, Column(say("head.why"), wide=True)],
        [
            (j.id[:SHORT], j.verdict, " ".join(x[:SHORT] for x in (j.subject, j.other) if x), j.by, j.at,
             " ".join(filter(None, (j.value, j.why))))
            for j in judgements
        ],
    )  # fmt: skip
    say.line()
    say.line(say("review.open", n=len(still)))
    for each in still:
        say.line(f"  {each.id[:SHORT]}  {each.what}  {_named(view, each.a)} ? {_named(view, each.b)}  {each.score:.2f}")
        for feature in each.features:
            name, words = feature_name(feature.name, say.language), words_of_keys(feature.detail, say.language)
            say.line(f"      {name} {feature.value:g} × {feature.weight:g} {words}".rstrip())


def _named(view: LedgerView, name: str) -> str:
    from tawatur.cli.views import SHORT

    record = view.story_record(name)
    title = getattr(record, "name", None) or getattr(record, "gist", None) or getattr(record, "what", None) or ""
    return f"{name[:SHORT]} {title}".strip()

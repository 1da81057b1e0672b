"""The commands that lead out of a ledger and back in: export, import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tawatur.cli.options import LedgerArgument
from tawatur.cli.say import voice
from tawatur.errors import InputError
from tawatur.messages.sentence import why_not


def export(
    context: typer.Context,
    ledger: LedgerArgument,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="jsonl, webannotation, prov, plover, citron, ris, bibtex, gexf; csv and parquet (a folder), xlsx.",
        ),
    ],
    to: Annotated[Path | None, typer.Option(metavar="PATH", help="The file or folder; else standard output.")] = None,
) -> None:
    """Export a ledger in a form that other tools read. jsonl and webannotation can be taken in again without loss.

    The forms are told in docs/exports.md.

    Examples:

      tawatur export story.db --format jsonl --to story.jsonl

      tawatur export story.db --format xlsx --to story.xlsx

      tawatur export story.db --format parquet --to tables/
    """  # fmt: skip
    from tawatur import api
    from tawatur.export import FILES, STREAMS, stream, write_files

    say = voice(context)
    if format not in (*STREAMS, *FILES):
        raise InputError("export.form", format=format, formats=(*STREAMS, *FILES))
    if format in FILES and to is None:
        raise InputError("export.file", format=format)
    with api.view_ledger(ledger) as opened:
        if to is None:
            for part in stream(opened, format):
                sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()
            return
        if not to.absolute().parent.is_dir():
            raise InputError("file.folder", folder=to.parent)
        if format in FILES:
            write_files(opened, format, to)
        else:
            try:
                with to.open("wb") as file:
                    file.writelines(stream(opened, format))
            except OSError as fault:
                raise InputError("file.unwritten", path=to, why=why_not(fault)) from fault
    say.note("export.written", path=to)


def import_(
    context: typer.Context,
    ledger: LedgerArgument,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What was exported as jsonl or webannotation.")],
    reconcile: Annotated[
        bool, typer.Option("--reconcile/--no-reconcile", help="Put the accounts together when all is in.")
    ] = True,
) -> None:
    """Take in what another ledger exported: articles, readings and judgements, without reading anything again.

    Example:

      tawatur import story.db colleague.jsonl
    """
    from tawatur import api
    from tawatur.cli.common import put_together
    from tawatur.export import restore

    say = voice(context)
    with api.open_ledger(ledger) as opened:
        readings, judgements = restore(opened, path)
        if reconcile and not opened.story_is_current():
            put_together(say, opened, quiet=False)
    if readings or judgements:
        say.line(say("joiner").join([say("import.done", n=readings), say("review.kept", n=judgements)]))
    else:
        say.line(say("import.none"))

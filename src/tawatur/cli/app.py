"""The command line's root: `tawatur COMMAND`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.model.contract import to_contract
from tawatur.read.reader import read as read_article

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def root() -> None:
    """Read Arabic news about one contested process and keep the record: who said what, through whom, when."""


@app.command()
def read(
    sources: Annotated[list[str], typer.Argument(help="Files or folders to read; - is standard input.")],
    format: Annotated[str, typer.Option(help="jsonl")] = "jsonl",
) -> None:
    """Read articles and print what they hold, one JSON object a line."""
    failed = False
    out = sys.stdout.buffer
    for taken in take([s if s == "-" else Path(s) for s in sources]):
        if isinstance(taken, Article):
            out.write(msgspec.json.encode(to_contract(*read_article(taken))) + b"\n")
        else:
            failed = True
            typer.echo(f"{taken.path}: {taken.reason}", err=True)
    if failed:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    app()

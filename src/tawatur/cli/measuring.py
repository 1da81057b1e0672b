"""The command that measures: evaluate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from tawatur.cli.options import JsonOption
from tawatur.cli.say import voice
from tawatur.cli.table import Column
from tawatur.errors import InputError
from tawatur.model.article import Article
from tawatur.model.contract import from_contract
from tawatur.model.reading import Reading


def evaluate(
    context: typer.Context,
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="A folder of NAME.gold.json with NAME.txt beside each.")
    ],
    readings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Measure these readings (JSONL) instead of reading the texts.")
    ] = None,
    misses: Annotated[
        str | None, typer.Option(metavar="KIND", help="List what was missed and what was made up of this kind.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure the reading against gold made by hand: precision, recall, F1 and right fields for each kind.

    The gold's form is told in docs/gold-format.md.

    Examples:

      tawatur evaluate gold/

      tawatur evaluate gold/ --misses statements

      tawatur evaluate gold/ --readings other-reader.jsonl --json
    """
    from tawatur.evaluate import evaluate as measure
    from tawatur.evaluate import load_gold

    say = voice(context)
    if not gold.is_dir():
        raise InputError(say("evaluate.none", folder=gold))
    held = load_gold(gold)
    found = _from_file(readings) if readings is not None else _read([gold / f"{each.stem}.txt" for each in held])
    report = measure(held, list(found))
    for name in report.absent:
        say.note("evaluate.absent", name=name)
    rows = {**report.kinds, "body": report.body}
    if misses is not None and misses not in rows:
        raise InputError(say("show.unknown", view=misses, views=", ".join(rows)))
    if as_json:
        say.json({
            name: {"gold": row.gold, "read": row.read, "found": row.found, "precision": row.precision,
                   "recall": row.recall, "f1": row.f1, "right": row.shares(),
                   **({"missed": row.missed, "spurious": row.spurious} if name == misses else {})}
            for name, row in rows.items()
        })  # fmt: skip
        return
    heads = [
        Column(say(f"head.{key}"), right=key != "kind") for key in ("kind", "gold", "read", "precision", "recall", "f1")
    ]
    say.table(
        [*heads, Column(say("head.right"), wide=True)],
        [
            (name, *((str(row.gold), str(row.read), f"{row.precision:.3f}", f"{row.recall:.3f}", f"{row.f1:.3f}")
                     if name != "body" else ("",) * 5), "  ".join(f"{k} {v:.3f}" for k, v in row.shares().items()))
            for name, row in rows.items()
        ],
    )  # fmt: skip
    if misses is not None:
        for key, listed in (("missed", rows[misses].missed), ("spurious", rows[misses].spurious)):
            say.line(f"\n{say(f'evaluate.{key}')} ({len(listed)})")
            for miss in listed:
                say.line(f"  {miss.article}: {' '.join(miss.words.split())[:140]}")


def _read(paths: list[Path]) -> Iterator[tuple[Article, Reading]]:
    from tawatur.ingest import take
    from tawatur.read.reader import read

    for taken in take(paths):
        if isinstance(taken, Article):
            yield read(taken)


def _from_file(path: Path) -> Iterator[tuple[Article, Reading]]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as fault:
        raise InputError(f"{path} cannot be read ({fault.strerror}); check the path") from fault
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield from_contract(msgspec.json.decode(line))
            except (ValueError, KeyError, msgspec.MsgspecError) as fault:
                raise InputError(
                    f"line {number} of {path} is no reading ({fault}); see docs/reading-format.md"
                ) from fault

"""The command that measures: evaluate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, cast

import msgspec
import typer

from tawatur.cli.options import JsonOption
from tawatur.cli.say import Say, voice
from tawatur.cli.table import Column
from tawatur.errors import InputError
from tawatur.messages.sentence import why_not
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
    ledger: Annotated[
        str | None, typer.Option(metavar="LEDGER", help="Measure what this ledger holds, as it was judged.")
    ] = None,
    story: Annotated[
        bool, typer.Option("--story", help="Measure the ledger's story against NAME.story.json of the folder.")
    ] = False,
    texts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder of the raw texts, if not GOLD_DIR.")
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

      tawatur evaluate gold/ --ledger story.db --story --misses claims
    """
    from tawatur import api
    from tawatur.evaluate import evaluate as measure
    from tawatur.evaluate import load_gold

    say = voice(context)
    if not gold.is_dir():
        raise InputError("evaluate.none", folder=gold)
    if story:
        _story(say, gold, ledger, texts or gold, misses, as_json=as_json)
        return
    held = load_gold(gold, texts)
    if readings is not None:
        found = list(_from_file(readings))
    elif ledger is not None:
        with api.view_ledger(ledger) as opened:
            found = list(opened.readings())
    else:
        found = list(_read([(texts or gold) / f"{each.stem}.txt" for each in held]))
    report = measure(held, found)
    for name in report.absent:
        say.note("evaluate.absent", name=name)
    rows = {**report.kinds, "body": report.body}
    if misses is not None and misses not in rows:
        raise InputError("show.view", view=misses, views=rows)
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


def _story(say: Say, gold: Path, ledger: str | None, texts: Path, misses: str | None, *, as_json: bool) -> None:
    """Measure a ledger's story against every story gold of a folder."""
    from tawatur import api
    from tawatur.evaluate import evaluate_story, load_story

    files = sorted(gold.glob("*.story.json"))
    if ledger is None or not files:
        raise InputError("evaluate.story", folder=gold)
    with api.view_ledger(ledger) as opened:
        articles, held = list(opened.articles(versions=True)), opened.story()
    for path in files:
        wanted = load_story(path)
        raws = {
            stem: (texts / f"{stem}.txt").read_text("utf-8")
            for stem in cast(list[str], wanted["articles"])
            if (texts / f"{stem}.txt").is_file()
        }
        rows = evaluate_story(wanted, raws, articles, held)
        if misses is not None and misses not in rows:
            raise InputError("show.view", view=misses, views=rows)
        if as_json:
            say.json({
                "story": path.name.removesuffix(".story.json"),
                **{name: {"gold": row.gold, "read": row.read, "precision": row.precision, "recall": row.recall,
                          "f1": row.f1, "right": row.right, **({"missed": row.missed} if name == misses else {})}
                   for name, row in rows.items()},
            })  # fmt: skip
            continue
        say.line(path.name.removesuffix(".story.json"))
        keys = ("kind", "gold", "read", "precision", "recall", "f1")
        heads = [Column(say(f"head.{key}"), right=key != "kind") for key in keys]
        say.table(
            [*heads, Column(say("head.right"), wide=True)],
            [
                (name, str(row.gold), str(row.read), f"{row.precision:.3f}", f"{row.recall:.3f}", f"{row.f1:.3f}",
                 "  ".join(f"{k} {right}/{asked}" for k, (right, asked) in row.right.items()))
                for name, row in rows.items()
            ],
        )  # fmt: skip
        if misses is not None:
            say.line(f"\n{say('evaluate.missed')} ({len(rows[misses].missed)})")
            for line in rows[misses].missed:
                say.line(f"  {line}")


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
        raise InputError("file.unread", path=path, why=why_not(fault)) from fault
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield from_contract(msgspec.json.decode(line))
            except (ValueError, KeyError, msgspec.MsgspecError) as fault:
                raise InputError("evaluate.reading", number=number, path=path, why=fault) from fault

"""The commands for archives of many articles: bulk, and what `add` needs to cut a story from one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tawatur.cli.common import day_of
from tawatur.cli.options import JsonOption, QuietOption
from tawatur.cli.say import Say, voice
from tawatur.errors import TawaturError

if TYPE_CHECKING:
    from tawatur.bulk.run import Progress
    from tawatur.bulk.select import Query


def bulk(
    context: typer.Context,
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files and folders of any form, and Parquet.")
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the archive goes.")],
    workers: Annotated[int, typer.Option(min=1, help="How many worker processes on this machine.")] = 2,
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler that is running.")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Read archives of many articles into Parquet of articles and marks, by month, on one machine or a cluster.

    A run that was broken off goes on where it stopped: start it again. What fails is kept in a table. Of the result,
    `tawatur add` takes what a story needs.

    Examples:

      tawatur bulk crawl.warc.gz news.jsonl --out archive/ --workers 2

      tawatur bulk news/ --out archive/ --scheduler tcp://192.0.2.7:8786

      tawatur add story.db archive/ --actor 'joint committee' --since 2026-01-01
    """
    with bulk_extra():
        from tawatur.bulk.run import run
    from tawatur.bulk.plan import plan, uncut

    say = voice(context)
    partitions = plan(sources)
    if not quiet:
        for path in uncut(partitions):
            say.note("bulk.uncut", path=path)
    with _moving(say, quiet=quiet) as told:
        progress = run(partitions, out, workers=workers, scheduler=scheduler, report=told)
    if as_json:
        say.json(progress)
    else:
        say.line(say("bulk.done", n=progress.articles, out=out))
        if progress.failures:
            say.line(say("bulk.failures", n=progress.failures, table=out / "failures"))
    if progress.failures:
        raise typer.Exit(1)


def archive_query(
    actors: Sequence[str] | None,
    words: Sequence[str] | None,
    outlets: Sequence[str] | None,
    since: str | None,
    until: str | None,
) -> Query:
    """What the options of `add` select from an archive; all of it where there are none."""
    with bulk_extra():
        from tawatur.bulk.select import Query

    return Query(
        actors=tuple(actors or ()),
        words=tuple(words or ()),
        outlets=tuple(outlets or ()),
        since=day_of(since),
        until=day_of(until),
    )


@contextmanager
def bulk_extra() -> Iterator[None]:
    """Says what to install where the extra for archives is not there."""
    try:
        yield
    except ImportError as fault:
        raise TawaturError("bulk.extra", module=fault.name) from fault


@contextmanager
def _moving(say: Say, *, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar that moves as partitions are done."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(say("add.progress", n=0), total=None)

        def told(progress: Progress) -> None:
            text = say("add.progress", n=progress.articles)
            bar.update(task, description=text, total=progress.partitions, completed=progress.done)

        yield told

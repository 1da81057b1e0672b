"""Small things that several commands do alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tawatur.api import Step
from tawatur.cli.say import Say
from tawatur.errors import InputError
from tawatur.ledger import Filter, Ledger
from tawatur.messages.sentence import retold, why_not
from tawatur.model.story import Story


def filter_of(outlet: str | None, since: str | None, until: str | None) -> Filter:
    """The filter of the shared options; InputError where a day is none."""
    return Filter(outlet=outlet, since=day_of(since), until=day_of(until))


def day_of(text: str | None) -> date | None:
    """A day as given on the command line."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("asked.day", text=text) from None


@contextmanager
def progress(say: Say, key: str, *, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """A line that moves while articles are done; a failure is told at once, above it."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(say(key, n=0), total=None)
        done = 0

        def told(step: Step) -> None:
            nonlocal done
            done += 1
            if step.reason is not None:
                bar.console.print(
                    f"{step.name}: {retold(step.reason, say.language)}", markup=False, highlight=False, soft_wrap=True
                )
            bar.update(task, description=say(key, n=done))

        yield told


def put_together(say: Say, ledger: Ledger, *, quiet: bool, anew: bool = False) -> Story:
    """Put a ledger's accounts together; where its sentences are encoded, a line tells of how many articles."""
    from tawatur import api

    with progress(say, "reconcile.progress", quiet=quiet or not ledger.embeddings()) as told:
        return api.reconcile(ledger, anew=anew, told=told)


def feeds_of(names: Sequence[str]) -> list[str]:
    """The feeds that OPML lists and addresses name; InputError where a list names none."""
    from tawatur.ingest.watch import addresses

    found: list[str] = []
    for name in names:
        if "://" in name:
            found.append(name)
            continue
        try:
            listed = addresses(Path(name).read_bytes())
        except OSError as fault:
            raise InputError("file.unread", path=name, why=why_not(fault)) from fault
        if not listed:
            raise InputError("watch.none", path=name)
        found += listed
    return list(dict.fromkeys(found))

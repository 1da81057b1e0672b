"""The commands that take articles in: add, read, reread, watch, migrate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from tawatur.bulk.plan import is_archive
from tawatur.cli.archives import archive_query
from tawatur.cli.options import (
    JsonOption,
    LedgerArgument,
    PrivateOption,
    QuietOption,
    SinceOption,
    SourcesArgument,
    UntilOption,
)
from tawatur.cli.say import Say, voice
from tawatur.errors import InputError
from tawatur.messages.sentence import retold

if TYPE_CHECKING:
    from tawatur.api import AddReport

ReconcileOption = Annotated[
    bool, typer.Option("--reconcile/--no-reconcile", help="Put the accounts together when all is read.")
]


def add(
    context: typer.Context,
    ledger: LedgerArgument,
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE…", help="What to add; nothing goes on with a run that was broken off."),
    ] = None,
    reconcile: ReconcileOption = True,
    private: PrivateOption = False,
    actor: Annotated[list[str] | None, typer.Option(help="Of an archive: articles that name this actor.")] = None,
    word: Annotated[list[str] | None, typer.Option(help="Of an archive: articles that hold these words.")] = None,
    outlet: Annotated[list[str] | None, typer.Option(help="Of an archive: articles of this outlet.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    name: Annotated[str | None, typer.Option(help="Name the story; `tawatur name` changes it.")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add articles to a ledger: read each, keep it with its marks, then put the accounts together.

    Any mix of text, HTML, JSONL, feeds, archives, folders and addresses. What is there already is left as it is, and a
    run that was broken off goes on where it stopped. A source that fails is kept with its reason; the rest goes on, and
    the exit code is 1. From an archive that `tawatur bulk` made, the options take only what a story needs.

    Examples:

      tawatur add story.db articles/ more.jsonl

      tawatur add story.db https://outlet.example/news/1

      tawatur add story.db articles/ --name 'The bridge talks'

      cat article.txt | tawatur add story.db -

      tawatur add postgresql://desk@localhost/story articles/

      tawatur add story.db archive/ --word 'joint committee' --since 2026-01-01
    """
    from tawatur import api
    from tawatur.cli.common import progress, put_together

    say = voice(context)
    with api.open_ledger(ledger) as opened:
        if name is not None:
            opened.name_story({"ar": name, "en": ""})
        wanted = list(sources) if sources else [name for run in opened.runs() for name in run.sources]
        if not wanted:
            raise InputError("add.nothing", ledger=ledger)
        archives = [name for name in wanted if is_archive(Path(name))]
        if not archives and (actor or word or outlet or since or until):
            raise InputError("add.archive")
        with progress(say, "add.progress", quiet=quiet) as told:
            allowed = api.fetching(allow_private=True) if private else None
            report = api.add(opened, [n for n in wanted if n not in archives], context=allowed, told=told)
            if archives:
                query = archive_query(actor, word, outlet, since, until)
                for archive in archives:
                    report.take(api.add_archive(opened, Path(archive), query, told=told))
        _report(say, report, as_json=as_json)  # what is in is told, also where putting it together fails
        if reconcile and not opened.story_is_current():
            put_together(say, opened, quiet=quiet)
    if report.failed:
        raise typer.Exit(1)


def name(
    context: typer.Context,
    ledger: LedgerArgument,
    title: Annotated[str | None, typer.Argument(metavar="NAME", help="The story's name, in either language.")] = None,
    arabic: Annotated[str | None, typer.Option(help="Its name on Arabic pages.")] = None,
    english: Annotated[str | None, typer.Option(help="Its name on English pages.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Name the story, or tell its name: it stands on the desk, in the dossier and on the printed brief.

    A ledger without a name is called as its file is. An empty name takes the name away.

    Examples:

      tawatur name story.db 'The bridge talks'

      tawatur name story.db --english 'The bridge talks'

      tawatur name story.db
    """
    from tawatur import api

    say = voice(context)
    given = {"ar": arabic, "en": english} if title is None else {"ar": arabic or title, "en": english or ""}
    kept = {language: told for language, told in given.items() if told is not None}
    with api.view_ledger(ledger) as view:
        if kept:
            with api.open_ledger(ledger) as opened:
                opened.name_story(kept)
        names = view.names()
        if as_json:
            say.json({"name": api.story_name(view), "names": names})
        else:
            say.line(names.get(say.language) or api.story_name(view))


def watch(
    context: typer.Context,
    ledger: LedgerArgument,
    feeds: Annotated[list[str], typer.Argument(metavar="FEEDS…", help="OPML lists, or addresses of feeds.")],
    every: Annotated[float, typer.Option(min=1, metavar="MINUTES", help="Minutes between two rounds.")] = 15,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once and end.")] = False,
    private: PrivateOption = False,
    quiet: QuietOption = False,
) -> None:
    """Watch feeds and add what is new in them, with manners: conditional requests, a delay per host, robots.txt.

    It can be stopped and started at any time; nothing is taken twice and nothing is lost. A feed that fails is asked
    less and less often.

    Examples:

      tawatur watch story.db feeds.opml

      tawatur watch story.db https://outlet.example/feed --once
    """
    import time

    from tawatur import api
    from tawatur.cli.common import feeds_of, progress, put_together

    say = voice(context)
    addresses = feeds_of(feeds)
    allowed = api.fetching(allow_private=private)
    failed = False
    with api.open_ledger(ledger) as opened:
        while True:
            with progress(say, "add.progress", quiet=quiet) as told:
                report = api.watch(opened, addresses, time.time(), context=allowed, told=told)
            failed = failed or bool(report.failed)
            _report(say, report, as_json=False)
            if not opened.story_is_current() and report.changed:
                put_together(say, opened, quiet=quiet)
            if once:
                break
            time.sleep(every * 60)
    if failed:
        raise typer.Exit(1)


def reread(
    context: typer.Context,
    ledger: LedgerArgument,
    reconcile: ReconcileOption = True,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Read the articles again with this version's language pack. Judgements stay in force.

    Example:

      tawatur reread story.db
    """
    from tawatur import api
    from tawatur.cli.common import progress, put_together

    say = voice(context)
    with api.open_ledger(ledger) as opened:
        with progress(say, "add.progress", quiet=quiet) as told:
            report = api.reread(opened, told=told)
        _report(say, report, as_json=as_json)
        if reconcile and not opened.story_is_current():
            put_together(say, opened, quiet=quiet)
    if report.failed:
        raise typer.Exit(1)


def reconcile(
    context: typer.Context,
    ledger: LedgerArgument,
    embeddings: Annotated[
        bool | None,
        typer.Option(
            "--embeddings/--no-embeddings",
            help="Compare accounts whose sentence vectors are near, too; kept for this ledger. Off at first.",
            show_default=False,
        ),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Put the accounts of a ledger together again from the beginning, as they were judged.

    `add`, `watch` and the desk compare what is new and leave the rest as it was; the story is the same.

    With --embeddings the ledger looks for accounts to compare by sentence vectors, too, from now on; what decides stays
    the same. It needs the extra: pip install 'tawatur[embeddings]'.

    Examples:

      tawatur reconcile story.db

      tawatur reconcile story.db --embeddings
    """
    from tawatur import api
    from tawatur.cli.common import put_together

    say = voice(context)
    with api.open_ledger(ledger) as opened:
        if embeddings is not None:
            api.use_embeddings(opened, embeddings)
        story = put_together(say, opened, quiet=quiet, anew=True)
    say.line(say("reconcile.done", actors=len(story.actors), claims=len(story.claims), disputes=len(story.disputes),
                 series=len(story.series), tracks=len(story.tracks), copies=len(story.copies)))  # fmt: skip


def read(
    context: typer.Context,
    sources: SourcesArgument,
    format: Annotated[str, typer.Option(metavar="jsonl", help="The form of the output.")] = "jsonl",
) -> None:
    """Read articles and print all that is found in them, one JSON object an article. Needs no ledger.

    The form is told in docs/reading-format.md.

    Examples:

      tawatur read article.txt

      tawatur read articles/ | jq '.statements[] | [.speaker, .cue.text]'
    """
    from tawatur.ingest import take
    from tawatur.model.article import Article
    from tawatur.model.contract import to_contract
    from tawatur.read.reader import read as read_article

    say = voice(context)
    if format != "jsonl":
        raise InputError("read.form", format=format)
    failed = False
    for taken in take(sources):
        if isinstance(taken, Article):
            sys.stdout.buffer.write(msgspec.json.encode(to_contract(*read_article(taken))) + b"\n")
        else:
            failed = True
            say.trouble(f"{taken.path}: {retold(taken.reason, say.language)}")
    if failed:
        raise typer.Exit(1)


def migrate(
    context: typer.Context,
    ledger: LedgerArgument,
    to: Annotated[str, typer.Option(metavar="STEP", help="head, base or a step's number.")] = "head",
) -> None:
    """Bring a ledger's tables to this version of the program, or back to an older step.

    Example:

      tawatur migrate story.db --to 0001
    """
    from tawatur.ledger.engine import explained, make_engine
    from tawatur.ledger.migrate import current
    from tawatur.ledger.migrate import migrate as go

    say = voice(context)
    engine = make_engine(ledger, create=False)
    with explained(ledger), engine.connect() as connection, connection.begin():
        go(connection, to)
        at = current(connection)
    engine.dispose()
    say.line(say("migrate.done", step=at or "base"))


def _report(say: Say, report: AddReport, *, as_json: bool) -> None:
    if as_json:
        say.json(report)
        return
    parts = [
        say(f"add.{name}", n=getattr(report, name))
        for name in ("new", "version", "again", "known", "failed")
        if getattr(report, name)
    ]
    say.line(say("add.joiner").join(parts) or say("add.none"))

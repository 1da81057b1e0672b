"""The commands that look into a ledger: show, search, explain, check."""

from __future__ import annotations

from typing import Annotated

import typer

from tawatur.cli.options import JsonOption, LedgerArgument, OutletOption, SinceOption, UntilOption
from tawatur.cli.say import voice
from tawatur.errors import InputError

_CONTEXT = 60
"""Characters shown on each side of a hit."""


def show(
    context: typer.Context,
    ledger: LedgerArgument,
    view: Annotated[
        str,
        typer.Argument(
            metavar="VIEW",
            help="timeline, statements, figures, times, names, actors, events, commitments, claims, disputes, series, "
            "tracks, copies, articles, versions or failures.",
        ),
    ],
    actor: Annotated[str | None, typer.Option(help="Only lines whose speaker or actor holds these words.")] = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many lines.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a ledger holds, one line each; the id in front goes to `explain`.

    Examples:

      tawatur show story.db timeline

      tawatur show story.db statements --since 2026-05-01 --limit 20

      tawatur show story.db claims --json
    """
    from tawatur import api
    from tawatur.cli.common import filter_of
    from tawatur.cli.listing import failures, json_rows, versions
    from tawatur.cli.views import SHORT, SHOWS, STORY_SHOWS
    from tawatur.ledger import Filter

    say = voice(context)
    if view not in (*SHOWS, "versions", "failures"):
        raise InputError("show.view", view=view, views=(*SHOWS, "versions", "failures"))
    where = filter_of(outlet, since, until)
    with api.view_ledger(ledger) as opened:
        if view == "failures":
            failures(say, opened, as_json=as_json)
            return
        if view == "versions":
            versions(say, opened, as_json=as_json)
            return
        if view in STORY_SHOWS and not opened.story_is_current():
            say.note("show.outdated", ledger=ledger)
        material = api.material(opened)
        kept = None if where == Filter() else {article.id for article in opened.articles(where)}
        folding = opened.words.folding
    wanted = folding.full(actor) if actor else None
    rows = [
        row
        for row in SHOWS[view].rows(material, say.language)
        if (kept is None or kept & set(row.articles)) and (wanted is None or wanted in folding.full(row.actor or ""))
    ][:limit]
    if as_json:
        for item in json_rows(material, view, rows):
            say.json(item)
    else:
        say.table(SHOWS[view].heads(say.texts), [(row.id[:SHORT], *row.cells) for row in rows])
        say.note("show.rows", n=len(rows))


def search(
    context: typer.Context,
    ledger: LedgerArgument,
    query: Annotated[str, typer.Argument(metavar="WORDS", help='Words, "a phrase", begin* and -without.')],
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many articles.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Search the articles' words. Spelling is folded, and particles written in one with a word do not hide it.

    Examples:

      tawatur search story.db 'committee report'

      tawatur search story.db '"joint committee" -draft' --since 2026-05-01
    """
    from tawatur import api
    from tawatur.cli.common import filter_of
    from tawatur.cli.table import Column
    from tawatur.cli.views import SHORT, published_text

    say = voice(context)
    with api.view_ledger(ledger) as opened:
        hits = [
            (opened.article(hit.article), hit.spans)
            for hit in opened.search(query, filter_of(outlet, since, until), limit=limit)
        ]
    rows = []
    for article, spans in hits:
        if article is None:
            continue
        if as_json:
            quoted = [{"start": s.start, "end": s.end, "text": s.cut(article.text)} for s in spans]
            say.json({"article": article.id, "path": article.path, "url": article.url, "outlet": article.outlet,
                      "title": article.title, "published": article.published, "spans": quoted})  # fmt: skip
            continue
        first = spans[0]
        around = article.text[max(0, first.start - _CONTEXT) : first.end + _CONTEXT]
        rows.append(
            (article.id[:SHORT], published_text(article.published), article.outlet or "", str(len(spans)), around)
        )
    if not as_json:
        heads = [Column(say(f"head.{key}")) for key in ("id", "published", "outlet", "hits")]
        say.table([*heads, Column(say("head.words"), wide=True)], rows)
        say.note("search.found", n=len(rows))


def explain(
    context: typer.Context,
    ledger: LedgerArgument,
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, or the beginning of one, as `show` prints it.")],
    as_json: JsonOption = False,
) -> None:
    """Explain one thing: the rule that made it, each step with its words, and what of the story stands on it.

    Examples:

      tawatur explain story.db 3f9a12c4

      tawatur explain story.db 3f9a12c4 --json
    """
    from tawatur import api
    from tawatur.cli.explaining import explain_json, explain_lines

    say = voice(context)
    with api.view_ledger(ledger) as opened:
        known = opened.identify(id)
        if as_json:
            say.json(explain_json(opened, known))
        else:
            for line in explain_lines(opened, known, say):
                say.line(line)


def check(context: typer.Context, ledger: LedgerArgument, as_json: JsonOption = False) -> None:
    """Check a ledger's integrity: every span, every link, every extract. Exit code 1 where something does not hold.

    Example:

      tawatur check story.db
    """
    from tawatur import api
    from tawatur.ledger import check as faults_of

    say = voice(context)
    with api.view_ledger(ledger) as opened:
        faults = list(faults_of(opened))
        counts = opened.counts()
    if as_json:
        say.json({"sound": not faults, "faults": faults, "counts": counts})
    else:
        for fault in faults:
            say.line(f"{fault.kind} {fault.id}: {fault.sentence}")
        say.line(
            say("check.faults", n=len(faults))
            if faults
            else say("check.sound", articles=counts.articles, marks=sum(counts.marks.values()),
                     story=sum(counts.story.values()))
        )  # fmt: skip
    if faults:
        raise typer.Exit(1)

"""The commands that draw from a ledger: dossier, demo, serve."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from tawatur.cli.options import JsonOption, LedgerArgument, QuietOption
from tawatur.cli.say import Say, page_language, voice
from tawatur.errors import InputError
from tawatur.messages import LANGUAGES, catalogue
from tawatur.messages.sentence import why_not

if TYPE_CHECKING:
    from tawatur.dossier.material import Material

DEMO_LEDGER = "sample.db"
DEMO_PAGE = "dossier.html"


def dossier(
    context: typer.Context,
    ledger: LedgerArgument,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write one self-contained page.")] = None,
    md: Annotated[Path | None, typer.Option(metavar="FILE", help="Write Markdown.")] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the short brief as PDF; needs Chromium.")
    ] = None,
    format: Annotated[str | None, typer.Option(metavar="json|md", help="Print to standard output instead.")] = None,
    name: Annotated[
        str | None, typer.Option(help="The story's name on these pages; else the one that the ledger keeps.")
    ] = None,
) -> None:
    """Draw the dossier: timeline, statements, figures, claims with their chains, disputes, schedule, articles.

    Every line of it opens at the exact words that it came from. The JSON form is told in docs/story-format.md.

    Examples:

      tawatur dossier story.db --html story.html

      tawatur dossier story.db --format json > story.json

      tawatur --lang ar dossier story.db --md story.md

      tawatur dossier story.db --pdf story.pdf
    """
    from tawatur import api
    from tawatur.dossier.markdown import markdown
    from tawatur.dossier.story_json import story_json

    say = voice(context)
    if format not in (None, "json", "md"):
        raise InputError("dossier.form", format=format)
    if html is None and md is None and pdf is None and format is None:
        raise InputError("dossier.nothing", ledger=ledger)
    with api.view_ledger(ledger) as opened:
        if not opened.story_is_current():
            say.note("show.outdated", ledger=ledger)
        material = api.material(opened, name=name)
    if html is not None:
        _write_html(material, html, say)
    if md is not None:
        _write(md, markdown(material, say.language))
        say.note("dossier.written", path=md)
    if pdf is not None:
        from tawatur.dossier.pdf import write_pdf

        write_pdf(material, pdf, page_language(say.language))
        say.note("dossier.written", path=pdf)
    if format == "json":
        sys.stdout.buffer.write(msgspec.json.encode(story_json(material)) + b"\n")
    elif format == "md":
        say.line(markdown(material, say.language))


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the ledger and the dossier go.")] = Path(
        "tawatur-demo"
    ),
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Read the sample story that comes with the program, tell what is in it and write its dossier.

    The sample is fiction: fourteen articles of eight outlets about one invented process.

    Example:

      tawatur demo demo
    """
    from tawatur import api
    from tawatur.cli.common import progress
    from tawatur.sample import articles_dir

    say = voice(context)
    folder.mkdir(parents=True, exist_ok=True)
    with api.open_ledger(folder / DEMO_LEDGER) as opened:
        with progress(say, "add.progress", quiet=quiet) as told:
            api.add(opened, [articles_dir()], told=told)
        opened.name_story({language: catalogue(language)("demo.name") for language in LANGUAGES})
        api.reread(opened)
        if not opened.story_is_current():
            api.reconcile(opened)
        material = api.material(opened)
    if as_json:
        from tawatur.dossier.views.overview import overview

        say.json(overview(material).counts)
    else:
        for line in summary(material, say):
            say.line(line)
    _write_html(material, folder / DEMO_PAGE, say)
    if not as_json:
        say.line()
        for step in say("demo.next", ledger=folder / DEMO_LEDGER).splitlines():
            say.line(step)


def serve(
    context: typer.Context,
    ledger: LedgerArgument,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show, and take no judgements.")] = False,
    by: Annotated[str, typer.Option(envvar="TAWATUR_BY", help="Under whose name judgements are kept.")] = "desk",
    token: Annotated[
        str | None, typer.Option(envvar="TAWATUR_TOKEN", help="What readers must bring, where others can reach it.")
    ] = None,
    user_header: Annotated[
        str | None, typer.Option(metavar="HEADER", help="The header in which your proxy names the user.")
    ] = None,
) -> None:
    """Open the ledger in a browser: the dossier's pages, the review, and the records for programs.

    Examples:

      tawatur serve story.db --port 8080

      TAWATUR_TOKEN=secret tawatur serve story.db --host 192.0.2.7 --read-only
    """
    from tawatur.web import serve as run

    say = voice(context)
    say.note("serve.listening", host=host, port=port)
    run(
        ledger, host=host, port=port, language=page_language(say.language), by=by, read_only=read_only, token=token,
        user_header=user_header,
    )  # fmt: skip


def summary(material: Material, say: Say) -> Iterator[str]:
    """The first things to know of a story, on one screen."""
    from tawatur.dossier.html import day_text
    from tawatur.dossier.labels import label
    from tawatur.dossier.slips import slip_text
    from tawatur.dossier.views import story as told
    from tawatur.dossier.views.overview import overview

    seen = overview(material)
    yield f"{material.title(say.language)}  {day_text(seen.first, seen.last)}"
    yield "  " + "   ".join(f"{label(kind, say.language)} {count}" for kind, count in seen.counts.items() if count)
    yield ""
    yield say("demo.speakers")
    yield from (f"  {count:>3}  {name}" for name, count in seen.actors[:6])
    # claims that overlap may be told by the same words: each is shown once
    shown = {claim.gist: claim for claim in reversed(told.claims(material)) if claim.outlets > 1}
    claims = list(reversed(shown.values()))[:4]
    if claims:
        yield ""
        yield say("demo.claims")
        for claim in claims:
            yield f"  {say('demo.claim', independent=claim.independent, outlets=claim.outlets)}  {_short(claim.gist)}"
    disputes = told.disputes(material)[:4]
    if disputes:
        yield ""
        yield say("demo.disputes")
        for dispute in disputes:
            yield f"  {label(f'kind_{dispute.kind}', say.language)}"
            for side in dispute.sides:
                first = max(side, key=lambda account: min(_TELLING, len(account.quotes[0].text.split())))
                yield f"    {first.speaker or first.outlet or '—'}: «{_short(first.quotes[0].text)}»"
    tracks = [track for track in told.schedule(material) if track.slips][:3]
    if tracks:
        yield ""
        yield say("demo.slips")
        for track in tracks:
            yield f"  {_short(f'{track.who}: {track.what}' if track.who else track.what)}"
            yield from (f"    {slip_text(slip, track, say.language)}" for slip in track.told_best)


_TELLING = 8
"""Words from which on an account of a side tells what is held there; of those the first is shown."""


def _short(text: str, most: int = 96) -> str:
    one = " ".join(text.split())
    return one if len(one) <= most else one[: one.rfind(" ", 0, most)] + " …"


def _write_html(material: Material, path: Path, say: Say) -> None:
    from tawatur.dossier.html import write_html

    if not path.parent.is_dir():
        raise InputError("file.folder", folder=path.parent)
    write_html(material, path, page_language(say.language))
    say.note("dossier.written", path=path)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as fault:
        raise InputError("file.unwritten", path=path, why=why_not(fault)) from fault

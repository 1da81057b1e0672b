"""The command line's root: `tawatur COMMAND`."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Annotated, Protocol, cast

import typer

from tawatur.cli import archives, dossiers, judging, measuring, outward, showing, taking
from tawatur.cli.say import Say, wanted_language
from tawatur.cli.usage import Complaint, sentence_of
from tawatur.errors import TawaturError
from tawatur.messages import Catalogue, catalogue
from tawatur.messages.sentence import told

_COMMANDS = (
    taking.add,
    taking.name,
    showing.show,
    showing.search,
    showing.explain,
    dossiers.dossier,
    judging.review,
    taking.read,
    taking.reread,
    taking.reconcile,
    outward.export,
    outward.import_,
    taking.watch,
    archives.bulk,
    dossiers.serve,
    showing.check,
    measuring.evaluate,
    taking.migrate,
    dossiers.demo,
)
"""All commands, in the order in which the help lists them."""


_EXAMPLES = re.compile(r"^Examples?:\n\n", re.MULTILINE)


def root(
    context: typer.Context,
    lang: Annotated[
        str | None, typer.Option(metavar="ar|en", help="The interface's language; else TAWATUR_LANG, else English.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Read Arabic news about one contested process and keep the record: who said what, through whom, when.

    Start with `tawatur demo demo`, or: tawatur add story.db articles/, then tawatur dossier story.db --html story.html
    """
    if version:
        from importlib.metadata import version as of

        typer.echo(of("tawatur"))
        raise typer.Exit
    if lang is not None and lang not in ("ar", "en"):
        raise typer.BadParameter("ar or en", param_hint="--lang")
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


class Parameter(Protocol):
    """An argument or option, as far as we touch it."""

    name: str | None
    help: str | None


class Command(Protocol):
    """A command, as far as we touch it."""

    help: str | None
    short_help: str | None
    params: list[Parameter]

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: object) -> object:
        """Run it."""


class Group(Command, Protocol):
    """The root with its commands."""

    commands: dict[str, Command]


def build(texts: Catalogue) -> Group:
    """The command line with its help in one language."""
    app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(root)
    for function in _COMMANDS:
        app.command(function.__name__.strip("_"))(function)
    built = cast(Group, typer.main.get_command(app))
    translate(built, "help.root", texts)
    for name, command in built.commands.items():
        translate(command, f"help.{name}", texts)
    return built


def translate(command: Command, key: str, texts: Catalogue) -> None:
    """Put the catalogue's texts in the place of a command's own, which are English."""
    text = texts.find(f"{key}.text")
    if isinstance(text, str):
        # the examples are commands: the same in every language
        examples = _EXAMPLES.split(command.help or "", maxsplit=1)[1:]
        command.help = f"{text}\n\n{texts('help.examples')}\n\n{examples[0]}" if examples else text
        command.short_help = text.split(". ")[0].split("\n")[0]
    for parameter in command.params:
        told = texts.find(f"{key}.{parameter.name}") or texts.find(f"help.shared.{parameter.name}")
        if isinstance(told, str):
            parameter.help = told


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the exit code: 0 done, 1 some of it failed, 2 it could not be understood."""
    say = Say(catalogue(wanted_language(arguments)))
    try:
        ended = build(say.texts).main(args=list(arguments), prog_name="tawatur", obj=say, standalone_mode=False)
        return ended if isinstance(ended, int) else 0
    except TawaturError as fault:
        say.trouble(say("error", sentence=fault.told(say.language)))
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except typer.Abort:
        return 1
    except Exception as fault:
        if not isinstance(fault, Complaint):
            raise
        complain(say, fault)
        return fault.exit_code


def complain(say: Say, fault: Complaint) -> None:
    """Tell what could not be understood; the parser's own English is kept with the usage that it prints."""
    if say.language == "en" or "\n\n" in fault.format_message():  # the help, where no command is given
        fault.show()
    else:
        say.trouble(told(sentence_of(fault.format_message()), say.language))


def main() -> None:
    """Run the command line on the process's own arguments."""
    sys.exit(run(sys.argv[1:]))

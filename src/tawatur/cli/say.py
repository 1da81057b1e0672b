"""What the command line says, and how: texts of the catalogue, tables that keep their columns, JSON where asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

import msgspec
import typer

from tawatur.cli.table import Column, render
from tawatur.messages import LANGUAGES, Catalogue, Language, catalogue

_WIDTH_WITHOUT_TERMINAL = 120
LANGUAGE_VARIABLE = "TAWATUR_LANG"


class Say:
    """The voice of one run. Results go to standard output, everything else to standard error."""

    def __init__(self, texts: Catalogue) -> None:
        self.texts = texts

    @property
    def language(self) -> Language:
        """The interface's language."""
        return self.texts.language

    def __call__(self, key: str, **values: object) -> str:
        """A text of the catalogue."""
        return self.texts(key, **values)

    def line(self, text: str = "") -> None:
        """A line of the result."""
        typer.echo(text)

    def note(self, key: str, **values: object) -> None:
        """A line beside the result, for the person at the terminal."""
        typer.echo(self.texts(key, **values), err=True)

    def trouble(self, text: str) -> None:
        """A line about something that went wrong."""
        typer.echo(text, err=True)

    def json(self, value: object) -> None:
        """One JSON object on a line of its own."""
        sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
        sys.stdout.buffer.flush()

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """A table that fits the terminal."""
        terminal = sys.stdout.isatty()
        width = os.get_terminal_size().columns if terminal else _WIDTH_WITHOUT_TERMINAL
        for line in render(columns, list(rows), width=width, isolate=terminal):
            typer.echo(line)


def page_language(language: Language) -> Language:
    """The language that pages open in: Arabic first, unless another was asked for."""
    asked = os.environ.get(LANGUAGE_VARIABLE) or any(word.split("=")[0] == "--lang" for word in sys.argv)
    return language if asked else "ar"


def wanted_language(arguments: Sequence[str]) -> Language:
    """The language asked for by ``--lang``, else by TAWATUR_LANG, else English: known before any help is shown."""
    asked = os.environ.get(LANGUAGE_VARIABLE, "")
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            asked = arguments[i + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    found: dict[str, Language] = {language: language for language in LANGUAGES}
    return found.get(asked.lower()[:2], "en")


def voice(context: typer.Context) -> Say:
    """The voice that the command line was started with."""
    found = context.find_object(Say)
    return found if found is not None else Say(catalogue(wanted_language(sys.argv[1:])))

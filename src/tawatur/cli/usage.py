"""What the command line could not understand, told in the interface's language.

The parser speaks English alone. Its complaints are known by their form, and each is told again from the catalogue; one
of a form that is not known is told with the parser's own words in it.
"""

from __future__ import annotations

import re
from typing import Protocol, runtime_checkable

from tawatur.messages.sentence import Sentence

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("usage.missing", re.compile(r"Missing (?:argument|option|parameter) '?(?P<what>[^']*?)'?\.?", re.DOTALL)),
    ("usage.option", re.compile(r"No such option:? '?(?P<what>-[^\s'.]+)'?.*", re.DOTALL)),
    ("usage.command", re.compile(r"No such command '(?P<what>[^']*)'.*", re.DOTALL)),
    ("usage.extra", re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<what>.*)\)\.?", re.DOTALL)),
    ("usage.value", re.compile(r"Option '(?P<what>[^']*)' requires (?:an argument|\d+ arguments)\.?", re.DOTALL)),
)
_INVALID = re.compile(r"Invalid value for '?(?P<what>[^':]*)'?: (?P<why>.*?)\.?", re.DOTALL)


@runtime_checkable
class Complaint(Protocol):
    """What the parser raises for a command line that it does not understand."""

    exit_code: int

    def format_message(self) -> str:
        """Its English words."""

    def show(self) -> None:
        """Print them to standard error, with how the command is used."""


def sentence_of(said: str) -> Sentence:
    """The sentence for one of the parser's complaints."""
    for key, form in _FORMS:
        if found := form.fullmatch(said):
            return Sentence(key, found.groupdict())
    if found := _INVALID.fullmatch(said):
        return Sentence("usage.invalid", found.groupdict())
    return Sentence("usage.other", {"why": said})

"""Errors that a user can act on: each is one sentence that says what to do, in the language of whoever shows it."""

from __future__ import annotations

from tawatur.messages import Language
from tawatur.messages.sentence import Sentence, told

_PLAIN = (str, int, float, Sentence)


class TawaturError(Exception):
    """The root of all errors that are shown to a user.

    It carries a key of the message catalogue and what fills its blanks; `str` gives the English sentence.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.sentence = Sentence(key, {name: _plain(value) for name, value in values.items()})

    def __str__(self) -> str:
        """The sentence in English."""
        return self.told("en")

    def told(self, language: Language) -> str:
        """The sentence in a language of the interface."""
        return told(self.sentence, language)

    def __reduce__(self) -> tuple[object, ...]:
        """What another process makes it from again."""
        return _again, (type(self), self.sentence)


def _again(kind: type[TawaturError], sentence: Sentence) -> TawaturError:
    made = kind.__new__(kind)
    TawaturError.__init__(made, sentence.key, **sentence.values)
    return made


def _plain(value: object) -> object:
    """A value that can go to another process: another error as its sentence, a library's value as its words."""
    if isinstance(value, TawaturError):
        return value.sentence
    if isinstance(value, list | tuple):
        return tuple(_plain(part) for part in value)
    if isinstance(value, set | frozenset):
        return tuple(sorted(map(str, value)))
    return value if isinstance(value, _PLAIN) else str(value)


class InputError(TawaturError):
    """Something that was given to us cannot be used."""


class PackError(TawaturError):
    """A language pack breaks its own rules."""


class LedgerError(TawaturError):
    """A ledger cannot be opened, written or trusted."""


class RefusedError(TawaturError):
    """A fetch, an archive or a page was refused for safety's sake."""

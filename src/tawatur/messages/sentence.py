"""Sentences that can be told in every language of the interface: a key of the catalogue and what fills its blanks.

An error is raised far below any interface and knows nothing of its reader's language. So it carries a sentence, and
whoever shows it says in which language. A ledger keeps the English one; `retold` gives it in another language.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import cast

from tawatur.messages import Catalogue, Language, catalogue

SECTION = "sentence"
"""The part of the catalogue that holds the sentences."""

_LTR, _AUTO, _END = "\u2066", "\u2068", "\u2069"
# a stretch of a sentence without letters of its own script: a command, an option, a file's name with its blanks
_FOREIGN = re.compile(r"[\w./\\'\"`\[\]{}<>@:=*…-]+(?:[ ,|]+[\w./\\'\"`\[\]{}<>@:=*…-]+)*", re.ASCII)
_BLANK = re.compile(r"(?<!\{)\{\w+(?::[^{}]*)?\}")
_EDGE = " .:,'\"`"
_SYSTEM = {"ENOENT": 2, "EACCES": 13, "EPERM": 1, "EEXIST": 17, "ENOTDIR": 20, "EISDIR": 21, "ENOSPC": 28, "EROFS": 30}


@dataclass(frozen=True)
class Sentence:
    """A key below `SECTION` and the values of its blanks: numbers, words, several words, or sentences in their turn."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English sentence."""
        return told(self, "en")


def sentence(key: str, **values: object) -> str:
    """The English sentence of a key, as a ledger keeps it; KeyError for a key that the catalogue lacks."""
    return told(Sentence(key, values), "en")


def why_not(fault: OSError) -> Sentence | str:
    """Why the system refused: a sentence where we have one, else the system's own words."""
    found = next((name for name, number in _SYSTEM.items() if number == fault.errno), None)
    return Sentence(f"system.{found.lower()}") if found else fault.strerror or type(fault).__name__


def told(of: Sentence, language: Language) -> str:
    """The sentence in a language. In one that runs from the right, what does not is isolated.

    A path, a number or a command then keeps its own order and leaves that of the words around it alone (Unicode
    Standard Annex 9, isolates). KeyError for a key that the catalogue lacks.
    """
    texts = catalogue(language)
    template = texts.find(f"{SECTION}.{of.key}")
    if not isinstance(template, str):
        raise KeyError(f"the catalogue {language} has no sentence {of.key}")
    return _Filling(texts).vformat(_isolated(template) if language == "ar" else template, (), of.values)


def retold(text: str, language: Language) -> str:
    """An English sentence of the catalogue, with its blanks filled, in another language; any other text as it stands."""
    if language == "en":
        return text
    for key, blanks, pattern in _patterns():
        if found := pattern.fullmatch(text):
            values = {name: retold(found[f"b{i}"], language) for i, name in enumerate(blanks)}
            return told(Sentence(key, values), language)
    return text


def keys(language: Language) -> dict[str, str]:
    """All sentences of a language as they stand in the catalogue, with their blanks open, by their keys."""
    return dict(_leaves(cast("Mapping[str, object]", catalogue(language).find(SECTION) or {})))


def _leaves(texts: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in texts.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(value)


class _Filling(Formatter):
    """Fills the blanks of a template in one language."""

    def __init__(self, texts: Catalogue) -> None:
        self.texts = texts

    def format_field(self, value: object, format_spec: str) -> str:
        """One blank's text."""
        language = self.texts.language
        shown = self._shown(value) if not format_spec or isinstance(value, str) else format(value, format_spec)
        return f"{_AUTO}{shown}{_END}" if language == "ar" else shown

    def _shown(self, value: object) -> str:
        inner = getattr(value, "sentence", value)  # an error that is the reason of another
        if isinstance(inner, Sentence):
            return told(inner, self.texts.language)
        if isinstance(value, list | tuple | set | frozenset):
            parts = sorted(map(str, value)) if isinstance(value, set | frozenset) else map(self._shown, value)
            return self.texts("joiner").join(parts)
        return os.fsdecode(value) if isinstance(value, os.PathLike) else str(value)


@cache
def _isolated(template: str) -> str:
    """The template with its foreign stretches isolated; a lone blank is isolated when it is filled."""

    def isolate(found: re.Match[str]) -> str:
        stretch = found[0].strip(_EDGE) if not re.search(r"[A-Za-z].*['\"]", found[0]) else found[0].strip(" .:,")
        if not re.search("[A-Za-z0-9]", _BLANK.sub("", stretch)):
            return found[0]
        before, _, after = found[0].partition(stretch)
        return f"{before}{_LTR}{stretch}{_END}{after}"

    return _FOREIGN.sub(isolate, template)


@cache
def _patterns() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """Every English sentence as a pattern, the one with the most words of its own first."""
    out: list[tuple[int, str, tuple[str, ...], re.Pattern[str]]] = []
    for key, template in keys("en").items():
        blanks: dict[str, int] = {}
        pattern, fixed = "", 0
        for text, name, _, _ in Formatter().parse(template):
            pattern, fixed = pattern + re.escape(text), fixed + len(text)
            if name is None:
                continue
            again = name in blanks
            number = blanks.setdefault(name, len(blanks))
            pattern += f"(?P=b{number})" if again else f"(?P<b{number}>.+?)"
        out.append((fixed, key, tuple(blanks), re.compile(pattern, re.DOTALL)))
    ordered = sorted(out, key=lambda one: (-one[0], one[1]))
    return tuple((key, blanks, pattern) for _, key, blanks, pattern in ordered)

"""The texts of a dossier's pages, in Arabic and English, from the catalogue `labels.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")


Text = str | Mapping[str, str]
"""A text, or where it hangs on a number `n` its forms by plural (Unicode CLDR: zero, one, two, few, many, other)."""


@cache
def labels() -> Mapping[str, Mapping[str, Text]]:
    """Every text by its key, each in every language."""
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text("utf-8"))


def label(key: str, language: Language, **values: object) -> str:
    """A text in one language with its blanks filled; KeyError for a key that the catalogue lacks.

    A value that is a text in every language is filled in the language asked for.
    """
    text = labels()[key][language]
    if not isinstance(text, str):
        text = text.get(_plural(language, int(str(values["n"])))) or text["other"]
    filled = {name: value[language] if isinstance(value, Mapping) else value for name, value in values.items()}
    return text.format(**filled) if values else text


@cache
def _plural(language: Language, number: int) -> str:
    return str(Locale(language).plural_form(number))

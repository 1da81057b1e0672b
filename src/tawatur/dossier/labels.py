"""The texts of a dossier's pages, in Arabic and English, from the catalogue `labels.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """Every text by its key, each in every language."""
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text("utf-8"))


def label(key: str, language: Language, **values: object) -> str:
    """A text in one language with its blanks filled; KeyError for a key that the catalogue lacks."""
    text = labels()[key][language]
    return text.format(**values) if values else text

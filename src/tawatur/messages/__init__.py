"""The interface's texts: one catalogue a language, and the code that fills their blanks. The code holds no text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")


class Catalogue:
    """The texts of one language, by dotted keys."""

    def __init__(self, language: Language, texts: Mapping[str, Any]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, **values: object) -> str:
        """The text behind a key with its blanks filled; KeyError for a key that the catalogue lacks.

        A text that depends on a number has one form for each plural of the language and is chosen by `n`.
        """
        found = self.find(key)
        if found is None:
            raise KeyError(f"the catalogue {self.language} has no text {key}")
        if isinstance(found, Mapping):
            found = found.get(_plural(self.language, cast(int, values["n"]))) or found["other"]
        return found.format(**values) if values else found

    def find(self, key: str) -> str | Mapping[str, str] | None:
        """What stands behind a key, as it stands."""
        found: Any = self._texts
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return None
            found = found[part]
        return cast("str | Mapping[str, str]", found)


@cache
def catalogue(language: Language) -> Catalogue:
    """The catalogue of a language; loaded once."""
    texts, sentences = (
        tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
        for name in (f"{language}.toml", f"sentences.{language}.toml")
    )
    return Catalogue(language, {**texts, "sentence": sentences})


def _plural(language: str, number: int) -> str:
    """The plural form of a number: zero, one, two, few, many or other (Unicode CLDR's rules)."""
    from babel import Locale

    return str(Locale(language).plural_form(number))

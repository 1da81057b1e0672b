"""What is kept under plain keys, in the reader's words: what a link was weighed by, and what that rests on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from babel import Locale

from tawatur.dossier.labels import Language, label, labels

_PACK, _TABLE = "ar", "reconcile_concepts.toml"


def feature_name(name: str, language: Language) -> str:
    """What a feature is called; one that the catalogue does not know, of another version, keeps its key."""
    key = f"feature_{name.replace(' ', '_')}"
    return label(key, language) if key in labels() else name


def words_of_keys(detail: str, language: Language) -> str:
    """Keys of words by what they call: families of words and nations by a name of theirs, all others as they are."""
    return " · ".join(_word(key, language) for key in detail.split() if key != "-") if _keyed(detail) else detail


def _keyed(detail: str) -> bool:
    return any(key[0] in "@#" or key in _families() for key in detail.split())


def _word(key: str, language: Language) -> str:
    if key.startswith("@"):
        return str(Locale(language).territories.get(key[1:], key[1:]))
    if key in _families():
        return _families()[key] if language == "ar" else key.lower().replace("_", " ")
    return key.lstrip("#")


@cache
def _families() -> Mapping[str, str]:
    """The families of words of the pack by their keys, each with the word that it is listed under."""
    # this one table of the pack alone: a page of the desk does not wait for its lexica
    concepts = tomllib.loads(resources.files("tawatur.language").joinpath(_PACK, _TABLE).read_text("utf-8"))
    return {
        name.upper(): forms.split()[0].replace("_", " ")
        for group in ("acts", "things")
        for name, forms in concepts[group].items()
    }

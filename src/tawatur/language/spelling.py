"""A language's spelling alone: its folding and its attached particles, without lexica and rules.

Searching a ledger needs no more than this, and it is loaded in a hundredth of the time of the whole pack.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from tawatur.errors import PackError
from tawatur.language.fold import Folding, FoldTable
from tawatur.language.pack import Clitics, Table, clitics_of


@dataclass(frozen=True, eq=False)
class Spelling:
    """How a language's words are written."""

    folding: Folding
    clitics: Clitics


@cache
def load_spelling(code: str = "ar") -> Spelling:
    """The spelling of a language's pack; PackError where there is no such pack. Loaded once per process."""
    folder = resources.files("tawatur.language").joinpath(code)
    if not folder.joinpath("pack.toml").is_file():
        raise PackError("pack.none", code=code)
    head = tomllib.loads(folder.joinpath("pack.toml").read_text("utf-8"))
    folds = cast(Mapping[str, Mapping[str, str]], tomllib.loads(folder.joinpath("fold.toml").read_text("utf-8")))
    return Spelling(FoldTable(folds["light"], folds["full"]).folding, clitics_of(cast(Table, head["clitics"])))

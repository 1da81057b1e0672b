"""A pack's single data files, for whoever needs one table and not the whole pack."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import cast

from tawatur.errors import PackError
from tawatur.language.fold import Folding, FoldTable


@cache
def pack_folder(code: str = "ar") -> Path:
    """The folder of a language's data; raises PackError where there is none."""
    folder = Path(str(resources.files("tawatur.language").joinpath(code)))
    if not (folder / "pack.toml").is_file():
        raise PackError("pack.none", code=code)
    return folder


@cache
def pack_table(name: str, code: str = "ar") -> Mapping[str, object]:
    """One TOML file of the pack (`name` without its suffix); raises PackError where it is missing or not TOML."""
    path = pack_folder(code) / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise PackError("pack.part", code=code, name=name, folder=path.parent.name) from None
    except tomllib.TOMLDecodeError as fault:
        raise PackError("pack.toml", name=path.name, why=fault) from fault


@cache
def pack_folding(code: str = "ar") -> Folding:
    """The pack's folding, without loading its lexicon."""
    folds = pack_table("fold", code)
    light, full = cast(Mapping[str, str], folds["light"]), cast(Mapping[str, str], folds["full"])
    return FoldTable(light, full).folding

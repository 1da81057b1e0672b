"""The gold: what careful readers found in an article, as exact words of its raw text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from tawatur.errors import InputError

GoldItem = dict[str, object]

_SUFFIX = ".gold.json"


@dataclass(frozen=True)
class GoldArticle:
    """One article's gold with the raw text that its words stand in."""

    stem: str
    raw: str
    data: dict[str, object]

    def items(self, kind: str) -> list[GoldItem]:
        """The gold's items of one kind."""
        return cast(list[GoldItem], self.data.get(kind) or [])


def load_gold(folder: Path, raw: Path | None = None) -> tuple[GoldArticle, ...]:
    """All gold of a folder by name; the raw texts lie beside it or in the folder `raw`.

    InputError where there is none, where one is no JSON or where its text is missing.
    """
    found = []
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        stem = path.name.removesuffix(_SUFFIX)
        text = (raw or folder) / f"{stem}.txt"
        if not text.is_file():
            raise InputError("gold.text", name=path.name, path=text)
        try:
            data = json.loads(path.read_text("utf-8"))
        except ValueError as fault:
            raise InputError("gold.json", name=path.name, why=fault) from fault
        found.append(GoldArticle(stem, text.read_text("utf-8"), data))
    if not found:
        raise InputError("gold.none", folder=folder, suffix=_SUFFIX)
    return tuple(found)

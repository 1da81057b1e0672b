"""The ledger in other tools' forms, and back from the two that lose nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tawatur.api import material as material_of
from tawatur.dossier.material import Material
from tawatur.export import citations, events, lines, network, provenance, quotes, webannotation
from tawatur.export.restore import restore
from tawatur.export.tables import write_csv, write_parquet
from tawatur.export.workbook import write_workbook
from tawatur.ledger import LedgerView

__all__ = ["FILES", "STREAMS", "restore", "stream", "write_files"]


@dataclass(frozen=True)
class _Held:
    """A view, and its material once it is asked for."""

    view: LedgerView

    @property
    def name(self) -> str:
        return Path(self.view.location).stem

    def material(self) -> Material:
        return material_of(self.view)


STREAMS: Mapping[str, Callable[[_Held], Iterator[bytes]]] = {
    "jsonl": lambda held: lines.lines(held.view),
    "webannotation": lambda held: _json(webannotation.collection(held.view, held.name)),
    "prov": lambda held: _json(provenance.graph(held.material())),
    "plover": lambda held: events.lines(held.material()),
    "citron": lambda held: quotes.lines(held.material()),
    "ris": lambda held: iter([citations.ris(held.material()).encode()]),
    "bibtex": lambda held: iter([citations.bibtex(held.material()).encode()]),
    "gexf": lambda held: iter([network.gexf(held.material())]),
}
"""The forms that are one stream of bytes."""

FILES: Mapping[str, Callable[[Material, Path], None]] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "xlsx": write_workbook,
}
"""The forms that need a file, or a folder of files."""


def stream(view: LedgerView, form: str) -> Iterator[bytes]:
    """A ledger in one of the STREAMS."""
    return STREAMS[form](_Held(view))


def write_files(view: LedgerView, form: str, path: Path) -> None:
    """A ledger in one of the FILES; InputError where they cannot be written."""
    FILES[form](material_of(view), path)


def _json(value: object) -> Iterator[bytes]:
    yield msgspec.json.encode(value) + b"\n"

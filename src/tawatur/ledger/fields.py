"""The field table of a record: written once, used for tables, rows, exports and documentation alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

FieldType = Literal["text", "int", "float", "bool", "date", "json"]
Value = str | int | float | bool | date | None


@dataclass(frozen=True)
class Field(Generic[T]):
    """One column: its name, what it holds, and how its value is drawn from the record's pure value.

    A ``json`` field holds the canonical JSON of a whole value; it is the truth, and the other fields are extracts of it
    that queries use. `refers` names the ``table.column`` that the value must exist in.
    """

    name: str
    type: FieldType
    doc: str
    draw: Callable[[T], Value]
    key: bool = False
    null: bool = False
    index: bool = False
    refers: str | None = None


@dataclass(frozen=True)
class Record(Generic[T]):
    """One kind of record: its table's name, what one row stands for, and its fields in order."""

    name: str
    doc: str
    fields: tuple[Field[T], ...] = field(default_factory=tuple)

    def row(self, value: T) -> dict[str, Value]:
        """The row of a value."""
        return {each.name: each.draw(value) for each in self.fields}

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that name a row."""
        return tuple(each.name for each in self.fields if each.key)

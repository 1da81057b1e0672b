"""The forms of a verb from its principal parts, by the pack's tables (`inflection.toml`).

A table row says what a form ends in, what is cut off and what is put on. The engine knows no letter: all of that is
data, and each table's examples run as tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tawatur.errors import PackError


@dataclass(frozen=True)
class Ending:
    """One row of a table: for bases that end in one of `after` (all, if empty), cut `cut` letters and add `add`."""

    feature: str
    add: str
    after: tuple[str, ...] = ()
    cut: int = 0
    prefix: str | None = None
    """Replaces the base's first letter (the person prefix of the present)."""

    def apply(self, base: str) -> str | None:
        """The inflected form, or None where this row does not fit the base."""
        if self.after and not base.endswith(self.after):
            return None
        stem = base[: len(base) - self.cut] if self.cut else base
        if self.prefix is not None:
            stem = self.prefix + stem[1:]
        return stem + self.add


@dataclass(frozen=True)
class VerbForm:
    """One generated form: what it is (past, present, noun, participle …) and its person, gender, number."""

    form: str
    part: str
    feature: str


@dataclass(frozen=True)
class Inflection:
    """The pack's tables: for each principal part the rows that it takes."""

    tables: Mapping[str, tuple[Ending, ...]]

    @classmethod
    def from_data(cls, data: Mapping[str, Sequence[Mapping[str, object]]]) -> Inflection:
        """The tables as read from TOML; raises PackError for a row without a feature."""
        tables: dict[str, tuple[Ending, ...]] = {}
        for part, rows in data.items():
            endings = []
            for row in rows:
                feature = row.get("feature")
                if not isinstance(feature, str):
                    raise PackError("pack.feature", part=part)
                after = row.get("after", ())
                prefix = row.get("prefix")
                endings.append(
                    Ending(
                        feature=feature,
                        add=str(row.get("add", "")),
                        after=(after,) if isinstance(after, str) else tuple(str(a) for a in _items(after)),
                        cut=int(str(row.get("cut", 0))),
                        prefix=None if prefix is None else str(prefix),
                    )
                )
            tables[part] = tuple(endings)
        return cls(tables)

    def forms(self, parts: Mapping[str, str]) -> Iterator[VerbForm]:
        """All forms of a verb whose principal parts are given, each part with its own table.

        Several spellings of one part are set apart by a slash.
        """
        for part, bases in parts.items():
            for base in bases.split("/"):
                if not base.strip():
                    continue
                for ending in self.tables.get(part, ()):
                    form = ending.apply(base.strip())
                    if form is not None:
                        yield VerbForm(form, part, ending.feature)


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)

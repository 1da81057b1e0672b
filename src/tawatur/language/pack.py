"""A pack: all that the program knows about one language, loaded from its folder and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import cast

from tawatur.errors import PackError
from tawatur.language.fold import Folding, FoldTable
from tawatur.language.inflection import Inflection
from tawatur.language.lexicon import Entry, Lexicon, build, read_entries, read_verbs

Table = Mapping[str, object]

_LITERAL = re.compile(r"'([^']+)'")
_NOT_ENTRIES = ("outlets.tsv",)
"""Lexicon files with a loader of their own."""


@dataclass(frozen=True)
class Clitic:
    """A particle written in one with the word behind it."""

    form: str
    cls: str
    rank: int
    before: str = ""
    needs: str = ""
    rest: int = 0
    """A word that only its frequency vouches for has this many letters behind it, or takes the article as well."""
    never: str = ""
    """A class of words that it does not stand before."""


@dataclass(frozen=True)
class Clitics:
    """The attached particles and pronouns of a language."""

    front: tuple[Clitic, ...]
    article: str
    merged_article: str
    back: tuple[str, ...]
    closed_t: str
    open_t: str
    seldom: frozenset[str] = frozenset()
    """Features of verb forms that a reading with a particle goes before."""
    no_pronoun: frozenset[str] = frozenset()
    """Lexicon classes whose words take no pronoun: names."""


@dataclass(frozen=True)
class Rule:
    """One rule of `rules/*.toml`: a readable name, a pattern over classes, and what the rule's kind needs besides.

    `examples` and `counterexamples` are sentences of the language; a test runs them all.
    """

    name: str
    kind: str
    """The file's stem: times, figures, cues …"""
    pattern: str
    fields: Table
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Pack:
    """A loaded language pack."""

    code: str
    version: str
    rtl: bool
    folder: Path
    folding: Folding
    clitics: Clitics
    lexicon: Lexicon
    rules: Mapping[str, tuple[Rule, ...]]
    tables: Mapping[str, Table] = field(repr=False)
    """Every further TOML file of the folder, by stem."""

    @property
    def label(self) -> str:
        """What a reading says of its pack: ``ar 0.1.0``."""
        return _label(self.code, self.version)

    def table(self, name: str) -> Table:
        """One of the folder's TOML files as it stands; raises PackError where it is missing."""
        try:
            return self.tables[name]
        except KeyError:
            raise PackError("pack.part", code=self.code, name=name, folder=self.folder.name) from None


def load_pack(code: str = "ar") -> Pack:
    """The pack of a language; raises PackError where it is missing or breaks its rules. Loaded once per process."""
    return _load(code)  # asked for with and without its code, it is still one pack


@cache
def label_of(code: str = "ar") -> str:
    """What a reading says of a language's pack, without loading it; PackError as `load_pack`."""
    head = _toml(_folder(code) / "pack.toml")
    return _label(str(head["code"]), str(head["version"]))


def _label(code: str, version: str) -> str:
    return f"{code} {version}"


def _folder(code: str) -> Path:
    folder = Path(str(resources.files("tawatur.language").joinpath(code)))
    if not (folder / "pack.toml").is_file():
        raise PackError("pack.none", code=code)
    return folder


@cache
def _load(code: str) -> Pack:
    return read_pack(_folder(code))


def read_pack(folder: Path) -> Pack:
    """The pack in a folder."""
    tables = {path.stem: _toml(path) for path in sorted(folder.glob("*.toml"))}
    head = tables["pack"]
    folds = tables["fold"]
    folding = FoldTable(cast(Mapping[str, str], folds["light"]), cast(Mapping[str, str], folds["full"])).folding
    rules = {path.stem: tuple(_rules(path)) for path in sorted((folder / "rules").glob("*.toml"))}
    inflection = Inflection.from_data(cast(Mapping[str, list[Table]], tables["inflection"]))
    clitics = clitics_of(cast(Table, head["clitics"]))
    lexicon = build(_entries(folder / "lexicon", inflection, rules), folding, clitics.article)
    return Pack(
        code=str(head["code"]),
        version=str(head["version"]),
        rtl=bool(head["rtl"]),
        folder=folder,
        folding=folding,
        clitics=clitics,
        lexicon=lexicon,
        rules=rules,
        tables=tables,
    )


def _entries(folder: Path, inflection: Inflection, rules: Mapping[str, tuple[Rule, ...]]) -> Iterator[Entry]:
    for path in sorted(folder.glob("*.tsv")):
        if path.name in _NOT_ENTRIES:
            continue
        if path.name.endswith(".verbs.tsv"):
            yield from read_verbs(path, inflection)
        else:
            yield from read_entries(path)
    # a word that a pattern names in quotes is a class of its own
    for found in rules.values():
        for rule in found:
            for literal in _LITERAL.findall(rule.pattern):
                yield Entry(form=literal, cls=f"={literal}")


def _rules(path: Path) -> Iterator[Rule]:
    data = _toml(path)
    names: set[str] = set()
    for row in cast(list[dict[str, object]], data.get("rule", [])):
        name = str(row.get("name", ""))
        examples = tuple(str(e) for e in cast(list[object], row.get("examples", [])))
        counterexamples = tuple(str(e) for e in cast(list[object], row.get("counterexamples", [])))
        if not name or name in names:
            raise PackError("pack.rule_name", name=path.name, rule=name)
        if not examples or not counterexamples:
            raise PackError("pack.example", name=path.name, rule=name)
        names.add(name)
        fields = {key: value for key, value in row.items() if key not in _RULE_KEYS}
        yield Rule(name, path.stem, str(row["pattern"]), fields, examples, counterexamples)


_RULE_KEYS = frozenset({"name", "pattern", "examples", "counterexamples"})


def clitics_of(data: Table) -> Clitics:
    """The clitics of a pack's head, for who needs them without the whole pack."""
    front = tuple(
        Clitic(
            form=str(row["form"]),
            cls=str(row["class"]),
            rank=int(str(row["rank"])),
            before=str(row.get("before", "")),
            needs=str(row.get("needs", "")),
            rest=int(str(row.get("rest", 0))),
            never=str(row.get("never", "")),
        )
        for row in cast(list[Table], data["front"])
    )
    return Clitics(
        front=front,
        article=str(data["article"]),
        merged_article=str(data["merged_article"]),
        back=tuple(str(b) for b in cast(list[object], data["back"])),
        closed_t=str(data["closed_t"]),
        open_t=str(data["open_t"]),
        seldom=frozenset(str(f) for f in cast(list[object], data.get("seldom", []))),
        no_pronoun=frozenset(str(cls) for cls in cast(list[object], data.get("no_pronoun", []))),
    )


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise PackError("pack.toml", name=path.name, why=fault) from fault

"""The lexicon: forms of words with their classes, from a pack's `lexicon/*.tsv` and its verbs' generated forms.

A form belongs to classes (``month``, ``cue``, ``cue.past`` …); patterns are written over classes. Forms are looked up
in their light spelling first and in the full fold only where that is unknown, so that words which differ in one
letter variant stay apart while careless spelling still finds them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tawatur.errors import PackError
from tawatur.language.fold import Folding
from tawatur.language.inflection import Inflection

VERB_PARTS = (
    "past", "stem", "present", "jussive", "passive_past", "passive_present", "noun", "participle", "passive_participle",
)  # fmt: skip
"""Columns of a `*.verbs.tsv` file behind `past` (which is the lemma), before `class` and `value`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon, or one generated form of a verb."""

    form: str
    cls: str
    value: str = ""
    """What the class says of the form: a number, an ISO code, an act, a kind; see the file's own heading."""
    lemma: str = ""
    part: str = ""
    """For a verb's form: past, present, noun, participle …"""
    feature: str = ""
    """For a verb's form: person, gender, number."""
    note: str = ""

    def is_of(self, cls: str) -> bool:
        """Whether `cls` is one of its classes: asked often, and so without listing them."""
        if self.cls == cls or not self.part:
            return self.cls == cls
        return cls in (f"{self.cls}.{self.part}", "verb" if self.part in _FINITE else "nominal")

    def classes(self) -> Iterator[str]:
        """The classes that patterns may name: the class, and for a verb its parts (``cue.past``)."""
        yield self.cls
        if self.part:
            yield f"{self.cls}.{self.part}"
            yield "verb" if self.part in _FINITE else "nominal"


_FINITE = frozenset({"past", "stem", "present", "jussive", "passive_past", "passive_present"})


@dataclass(frozen=True)
class Lexicon:
    """All forms of a pack. `phrases` are keyed by their first word: (the other words, entries), longest first."""

    light: Mapping[str, tuple[Entry, ...]]
    full: Mapping[str, tuple[Entry, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]]
    by_class: Mapping[str, tuple[Entry, ...]] = field(repr=False)

    def find(self, light: str, full: str) -> tuple[Entry, ...]:
        """The entries of a word given in both folds; empty where it is unknown."""
        return self.light.get(light) or self.full.get(full) or ()

    def of_class(self, cls: str) -> tuple[Entry, ...]:
        """All entries of one class, in file order."""
        return self.by_class.get(cls, ())


_SHORTEST_BARE = 3


def build(entries: Iterable[Entry], folding: Folding, article: str = "") -> Lexicon:
    """Index the entries; the same (form, class, value, lemma, part) twice counts once.

    A form listed with the article has also what is listed of the word without it, so that one file's "the wounded"
    does not hide another's "wounded".
    """
    light: dict[str, dict[Entry, None]] = defaultdict(dict)
    full: dict[str, dict[Entry, None]] = defaultdict(dict)
    phrases: dict[str, dict[tuple[str, ...], dict[Entry, None]]] = defaultdict(lambda: defaultdict(dict))
    by_class: dict[str, dict[Entry, None]] = defaultdict(dict)
    for entry in entries:
        by_class[entry.cls][entry] = None
        words = folding.full(entry.form).split()
        if len(words) > 1:
            phrases[words[0]][tuple(words[1:])][entry] = None
        else:
            light[folding.light(entry.form)][entry] = None
            full[folding.full(entry.form)][entry] = None
    for table in (light, full):
        for form, found in table.items():
            bare = form[len(article) :]
            if article and form.startswith(article) and len(bare) >= _SHORTEST_BARE and bare in table:
                found.update(table[bare])
    return Lexicon(
        light={form: tuple(found) for form, found in light.items()},
        full={form: tuple(found) for form, found in full.items()},
        phrases={
            first: tuple(
                (rest, tuple(found)) for rest, found in sorted(rests.items(), key=lambda item: (-len(item[0]), item[0]))
            )
            for first, rests in phrases.items()
        },
        by_class={cls: tuple(found) for cls, found in by_class.items()},
    )


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file with a heading; empty lines and lines that begin with # are passed over."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if line.strip() and not line.startswith("#"))
        reader = csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in reader:
            if None in row or any(value is None for value in row.values()):
                cells = [value for value in row.values() if isinstance(value, str)]
                raise PackError("pack.columns", name=path.name, cells=cells[:2])
            yield {key: value.strip() for key, value in row.items()}


def read_entries(path: Path) -> Iterator[Entry]:
    """Entries of a plain lexicon file: columns form, class, value (optional), note (optional).

    Several classes of one form are set apart by commas.
    """
    for row in read_rows(path):
        if not row.get("form") or not row.get("class"):
            raise PackError("pack.form", name=path.name)
        for cls in row["class"].split(","):
            yield Entry(form=row["form"], cls=cls.strip(), value=row.get("value", ""), note=row.get("note", ""))


def read_verbs(path: Path, inflection: Inflection) -> Iterator[Entry]:
    """Entries of a verb file: the principal parts, class, value, example; all forms are generated."""
    for row in read_rows(path):
        lemma = row["past"].split("/")[0]
        parts = {part: row.get(part, "") for part in VERB_PARTS}
        parts["stem"] = parts["stem"] or lemma
        seen = set()
        for made in inflection.forms(parts):
            if (made.form, made.part) in seen:
                continue
            seen.add((made.form, made.part))
            for cls in row["class"].split(","):
                yield Entry(made.form, cls.strip(), row.get("value", ""), lemma, made.part, made.feature)

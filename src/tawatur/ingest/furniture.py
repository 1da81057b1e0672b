"""The pack's rules for lines that are the site's and not the article's (`furniture.toml`), compiled and matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from tawatur.errors import PackError
from tawatur.language.lexicon import read_entries
from tawatur.language.outlets import load_outlets, name_key
from tawatur.language.resources import pack_folder, pack_folding, pack_table

Effect = Literal["drop", "related", "tail", "caption", "date", "dateline", "byline"]
Where = Literal["any", "edge", "tail"]

_EFFECTS = ("drop", "related", "tail", "caption", "date", "dateline", "byline")
_WHERE = ("any", "edge", "tail")
_MAX = 120
_SPACE = re.compile(r"\s+")
_PLACES = ("names_places.tsv", "names_countries.tsv")
_PLACE_CLASSES = ("city", "capital", "region", "country")


@dataclass(frozen=True)
class Rule:
    """One rule: what fits it, where it holds and what becomes of the line."""

    name: str
    effect: Effect
    where: Where
    longest: int
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True)
class Furniture:
    """A language's furniture: rules, word lists and shapes, all over folded text."""

    code: str
    rules: tuple[Rule, ...]
    lists: Mapping[str, frozenset[str]]
    months: Mapping[str, int]
    """Folded names of Gregorian months with their numbers."""
    month: str
    """A pattern for any of them."""
    places: frozenset[str]

    def fold(self, line: str) -> str:
        """A line as the rules see it."""
        return _SPACE.sub(" ", pack_folding(self.code).full(_dashed(line))).strip().lower()

    def match(self, folded: str) -> Rule | None:
        """The first rule that a folded line fits; None where it fits none."""
        for rule in self.rules:
            if len(folded) <= rule.longest and rule.pattern.fullmatch(folded):
                return rule
        return None

    def key(self, line: str) -> str:
        """A line's words as they are compared with one another."""
        return name_key(line, self.code)


@cache
def load_furniture(code: str = "ar") -> Furniture:
    """The furniture of a language, compiled once per process; raises PackError where a rule is not usable."""
    table = pack_table("furniture", code)
    fold = pack_folding(code).full
    lists = {name: tuple(words) for name, words in cast(Mapping[str, list[str]], table["lists"]).items()}
    months = dict(_months(code, "months.tsv", "month", fold))
    all_months = [*months, *dict(_months(code, "times_hijri.tsv", "hmonth", fold))]
    outlets = [spelling for one in load_outlets(code).all for spelling in (one.name, *one.variants)]
    macros = {name: _alternatives(words, fold) for name, words in lists.items()}
    macros["outlet"] = _alternatives(outlets, fold)
    macros["month"] = _alternatives(all_months, str)
    for name, shape in cast(Mapping[str, str], table["shapes"]).items():
        macros[name] = _expand(fold(shape), macros)
    rows = cast(list[Mapping[str, object]], table["rule"])
    return Furniture(
        code=code,
        rules=tuple(_rule(row, macros, fold) for row in rows),
        lists={name: frozenset(fold(word).lower() for word in words) for name, words in lists.items()},
        months=months,
        month=_alternatives(months, str),
        places=frozenset(_places(code)),
    )


def _rule(row: Mapping[str, object], macros: Mapping[str, str], fold: Callable[[str], str]) -> Rule:
    name = str(row.get("name", ""))
    effect, where = str(row.get("effect", "")), str(row.get("where", "any"))
    examples = tuple(str(line) for line in cast(list[object], row.get("examples", [])))
    counterexamples = tuple(str(line) for line in cast(list[object], row.get("counterexamples", [])))
    if effect not in _EFFECTS or where not in _WHERE:
        raise PackError("pack.furniture", rule=name, effects=_EFFECTS, places=_WHERE)
    if not examples or not counterexamples:
        raise PackError("pack.furniture_example", rule=name)
    patterns = [_expand(fold(str(pattern)), macros) for pattern in cast(list[object], row["pattern"])]
    try:
        compiled = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    except re.error as fault:
        raise PackError("pack.furniture_pattern", rule=name, why=fault) from fault
    return Rule(
        name=name,
        effect=cast(Effect, effect),
        where=cast(Where, where),
        longest=int(str(row.get("max", _MAX))),
        pattern=compiled,
        examples=examples,
        counterexamples=counterexamples,
    )


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with its {name} parts filled in; braces that hold a count stay."""
    return re.sub(r"\{([a-z]+)\}", lambda found: macros[found.group(1)], pattern)


def _alternatives(words: Iterable[str], fold: Callable[[str], str]) -> str:
    folded = sorted({_SPACE.sub(" ", fold(word)).strip().lower() for word in words}, key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(re.escape(word) for word in folded if word)})"


def _months(code: str, name: str, cls: str, fold: Callable[[str], str]) -> Iterable[tuple[str, int]]:
    path = pack_folder(code) / "lexicon" / name
    if path.is_file():
        for entry in read_entries(path):
            if entry.cls == cls and entry.value.isdigit():
                yield fold(entry.form), int(entry.value)


def _places(code: str) -> Iterable[str]:
    for name in _PLACES:
        path = pack_folder(code) / "lexicon" / name
        if path.is_file():
            for entry in read_entries(path):
                if entry.cls in _PLACE_CLASSES:
                    yield name_key(entry.form, code)


_LONE_TATWEEL = re.compile(r"(?<![\w\u064b-\u0652])\u0640+(?![\w\u064b-\u0652])")


def _dashed(line: str) -> str:
    """The line with a tatweel that stands alone made a dash: many papers write their dashes so."""
    return _LONE_TATWEEL.sub("-", line) if "\u0640" in line else line

"""Precision, recall and F1 of a reader per kind of mark, with what it missed and what it made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast

import msgspec

from tawatur.evaluate.align import Alignment
from tawatur.evaluate.gold import GoldArticle
from tawatur.evaluate.kinds import KINDS, Gold, Kind, Pair, Read
from tawatur.evaluate.names import SameName
from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.model.reading import Reader, Reading


class Miss(msgspec.Struct, frozen=True):
    """One item that the reader missed, or one mark that the gold does not have."""

    article: str
    words: str


class Row(msgspec.Struct, kw_only=True):
    """One kind's tally; the right fields are counted over the items that were found."""

    gold: int = 0
    read: int = 0
    found: int = 0
    right: dict[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Field to (right, asked)."""
    missed: list[Miss] = msgspec.field(default_factory=list)
    spurious: list[Miss] = msgspec.field(default_factory=list)

    @property
    def precision(self) -> float:
        """How much of what was read the gold has."""
        return self.found / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """How much of the gold was read."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def shares(self) -> dict[str, float]:
        """How often each field was right."""
        return {name: right / asked for name, (right, asked) in self.right.items() if asked}

    def add(self, name: str, *, right: bool) -> None:
        """Count one answer."""
        before, asked = self.right.get(name, (0, 0))
        self.right[name] = (before + right, asked + 1)


class Report(msgspec.Struct, kw_only=True):
    """What an evaluation found."""

    kinds: dict[str, Row]
    body: Row
    """How cleaning did: furniture dropped, edges kept, publication dates that meet the gold's."""
    absent: tuple[str, ...] = ()
    """Gold articles that nobody read."""


def evaluate(gold: Iterable[GoldArticle], readings: Iterable[tuple[Article, Reading]]) -> Report:
    """Measure readings against gold; an article is known by its path's or its id's likeness to the gold's name.

    A kind that no gold article lists is left out, for silence is no gold.
    """
    held = tuple(gold)
    known = list(readings)
    report = Report(kinds={kind.name: Row() for kind in KINDS if any(kind.name in a.data for a in held)}, body=Row())
    same = SameName(load_pack("ar"))
    absent = []
    for article in held:
        found = _reading_of(article.stem, known)
        if found is None:
            absent.append(article.stem)
            nobody = Reading(article="", reader=Reader(name="", pack=""))
            found = (Article(id="", text=""), nobody)
        lines = Alignment(article.raw, found[0].text)
        for kind in KINDS:
            if kind.name in article.data:
                answers = _Answers(article, found[0], found[1], lines, same)
                _measure(kind, answers, report.kinds[kind.name])
        _measure_body(article, found[0], lines, report.body)
    report.absent = tuple(absent)
    return report


def stem_of(stem: str, article: Article) -> bool:
    """Whether an article is the one that the gold calls so: by its path, its id or its address."""
    path = article.path or ""
    return PurePath(path).stem == stem or stem in path or stem in article.id


def _reading_of(stem: str, known: Iterable[tuple[Article, Reading]]) -> tuple[Article, Reading] | None:
    return next(((article, reading) for article, reading in known if stem_of(stem, article)), None)


@dataclass(frozen=True)
class _Answers:
    """One gold article beside what was read of it."""

    gold: GoldArticle
    article: Article
    reading: Reading
    lines: Alignment
    same: SameName


def _measure(kind: Kind, answers: _Answers, row: Row) -> None:
    stem = answers.gold.stem
    gold = kind.gold(answers.lines, answers.gold)
    read = kind.read(answers.lines, answers.article, answers.reading)
    pairs = _paired(kind, gold, read)
    waived = {r for g, r in pairs if gold[g].optional}
    kept = [(g, r) for g, r in pairs if not gold[g].optional]
    row.gold += sum(not each.optional for each in gold)
    row.read += len(read) - len(waived)
    row.found += len(kept)
    hit, taken = {g for g, _ in kept}, {r for _, r in kept} | waived
    row.missed += [Miss(stem, g.shown) for i, g in enumerate(gold) if i not in hit and not g.optional]
    row.spurious += [Miss(stem, r.shown) for i, r in enumerate(read) if i not in taken]
    for g, r in kept:
        pair = Pair(gold[g], read[r], answers.lines, answers.article, answers.same)
        for name, check in kind.checks.items():
            right = check(pair)
            if right is not None:
                row.add(name, right=right)


def _paired(kind: Kind, gold: list[Gold], read: list[Read]) -> list[tuple[int, int]]:
    """Gold and read items one to one, the best agreement first."""
    scores = [(kind.agree(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_read: set[int] = set()
    for score, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if score > 0 and i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            pairs.append((i, j))
    return pairs


def _measure_body(article: GoldArticle, read: Article, lines: Alignment, row: Row) -> None:
    body = cast(Mapping[str, object], article.data.get("body") or {})
    title = next((line.strip() for line in article.raw.split("\n") if line.strip()), "")
    for line in cast(list[str], body.get("boilerplate") or []):
        # a title that is repeated in the furniture stands in the article too
        if line.strip() != title:
            kept = any(place >= 0 for place in lines.gold(line, lines.place(line)))
            row.add("furniture dropped", right=not kept)
            if kept:
                row.spurious.append(Miss(article.stem, line))
    for key in ("first", "last"):
        edge = cast("str | None", body.get(key))
        if edge:
            ground = lines.gold(edge, lines.place(edge))
            whole = bool(ground) and all(place >= 0 for place in ground)
            row.add("edges kept", right=whole)
            if not whole:
                row.missed.append(Miss(article.stem, edge))
    want = cast(Mapping[str, str], article.data.get("published") or {})
    if want.get("earliest") and read.published.earliest and read.published.latest:
        meets = (
            read.published.earliest.isoformat() <= want["latest"]
            and want["earliest"] <= read.published.latest.isoformat()
        )
        row.add("date inside", right=meets)

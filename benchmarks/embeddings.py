"""What sentence vectors add when accounts are looked for that are worth comparing, and why they do not decide.

    python -m benchmarks.embeddings [ARTICLES GOLD.story.json …]

Without arguments it takes the sample story; otherwise folders of articles, each with its story's gold. It needs the
extra: pip install 'tawatur[embeddings]'.

"compared" is the share of the gold's pairs of accounts in one claim that are compared at all. "P", "R" and "F1" are the
claims that come of it. "s/article" is reconciling alone, with the encoding of its sentences. "AP" is the average
precision with which one score alone ranks all pairs of the gold's accounts: the declared features' score, and the
cosine of the vectors.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import cast

from tawatur.evaluate import evaluate_story, load_story
from tawatur.evaluate.story import claim_members
from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.model.contract import Json
from tawatur.model.reading import Reading
from tawatur.read.reader import read
from tawatur.reconcile import Reconciler, Sentences, universal
from tawatur.reconcile.claims.decide import decide
from tawatur.reconcile.claims.vectors import cosine
from tawatur.sample import articles_dir, gold_dir

Items = Sequence[tuple[Article, Reading]]


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    paths = [Path(a) for a in arguments] or [articles_dir(), *sorted(gold_dir().glob("*.story.json"))]
    universal().encode(["."])  # loaded before anything is timed
    print(f"{'story':<24} {'vectors':<8} {'compared':>8} {'P':>6} {'R':>6} {'F1':>6} {'s/article':>10} {'AP':>6}")
    for folder, gold in zip(paths[::2], paths[1::2], strict=True):
        items = [read(taken) for taken in take([folder]) if isinstance(taken, Article)]
        wanted = load_story(gold)
        _measure(gold.name.removesuffix(".story.json"), items, wanted, _raws(wanted, folder, gold.parent))


def _measure(name: str, items: Items, gold: Json, raws: dict[str, str]) -> None:
    for label in ("without", "with"):
        start = time.perf_counter()
        reconciler = Reconciler(sentences=Sentences(universal()) if label == "with" else None)
        reconciler.add_all(items)
        story = reconciler.story()
        spent = (time.perf_counter() - start) / max(1, len(items))
        entries = list(reconciler.linker.entries.values())
        places = [(entry.told.article, entry.told.span) for entry in entries]
        claims = claim_members(gold, raws, [article for article, _ in items], places)
        wanted, asked = _wanted(claims), _asked(claims)
        compared = {
            frozenset((entry.name, other))
            for entry in entries
            if (made := reconciler.linker.made(entry.name))
            for other in made.near
        }
        met = sum(frozenset((entries[a].name, entries[b].name)) in compared for a, b in wanted)
        if label == "without":
            scores = [decide(entries[a].told, entries[b].told, reconciler.linker.candidates).score for a, b in asked]
        else:
            scores = [cosine(entries[a].vector or b"", entries[b].vector or b"") for a, b in asked]
        row = evaluate_story(gold, raws, [article for article, _ in items], story)["claims"]
        print(
            f"{name:<24} {label:<8} {met / max(1, len(wanted)):>8.3f} {row.precision:>6.3f} {row.recall:>6.3f} "
            f"{row.f1:>6.3f} {spent:>10.2f} {average_precision(scores, [p in wanted for p in asked]):>6.3f}",
            flush=True,
        )


def _raws(gold: Json, *folders: Path) -> dict[str, str]:
    """The raw texts of the articles that a gold names."""
    names = cast(list[str], gold["articles"])
    paths = {name: path for name in names for folder in folders if (path := folder / f"{name}.txt").is_file()}
    return {name: path.read_text("utf-8") for name, path in paths.items()}


def _wanted(claims: Sequence[Sequence[Sequence[int]]]) -> set[tuple[int, int]]:
    """The pairs of accounts that stand at two places of one claim of the gold."""
    return {
        (min(a, b), max(a, b))
        for members in claims
        for one, other in combinations(members, 2)
        for a in one
        for b in other
        if a != b
    }


def _asked(claims: Sequence[Sequence[Sequence[int]]]) -> list[tuple[int, int]]:
    """All pairs of accounts of which the gold knows both, but for two at one place."""
    places = [set(member) for members in claims for member in members]
    known = sorted(set().union(*places))
    wanted = _wanted(claims)
    return [
        pair for pair in combinations(known, 2) if pair in wanted or not any(set(pair) <= place for place in places)
    ]


def average_precision(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The mean of the precision at each right pair, the pairs being ranked by their scores."""
    ranked = sorted(zip(scores, right, strict=True), key=lambda pair: -pair[0])
    found, total = 0, 0.0
    for place, (_, is_right) in enumerate(ranked, 1):
        if is_right:
            found += 1
            total += found / place
    return total / found if found else 0.0


if __name__ == "__main__":
    main(sys.argv[1:])

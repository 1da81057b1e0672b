"""How finding copies grows: up to 100,000 short articles in memory, every tenth of them a copy made by rule.

    python -m benchmarks.copies [--most N]

Short articles are made of the sample story's sentences with their words varied; a copy is the whole of an earlier
article with a line added, two thirds of it, or its last paragraphs under a new lead. "found" is the share of the copies
made that were found, "n log n" what the first row's time would grow to at that rate, "MB" the greatest memory used.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import log
from random import Random

from tawatur.model.article import Article, Published, article_id
from tawatur.reconcile.copies import CopyIndex
from tawatur.sample import gold_dir

_SIZES = (12_500, 25_000, 50_000, 100_000)
_COPY_EVERY = 10
_PARAGRAPHS = 4
_WORDS = 28
_FIRST_DAY = date(2020, 1, 1)


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    most = int(arguments[arguments.index("--most") + 1]) if "--most" in arguments else _SIZES[-1]
    print(f"{'articles':>9} {'seconds':>9} {'n log n':>9} {'found':>7} {'wrong':>6} {'MB':>7}")
    first: tuple[int, float] | None = None
    for size in (s for s in _SIZES if s <= most):
        index = CopyIndex()
        spent, made, found, wrong = 0.0, 0, 0, 0
        for article, source in articles(size):
            start = time.process_time()
            copies = index.add(article)
            spent += time.process_time() - start
            roots = {copy.a.article for copy in copies} | {copy.b.article for copy in copies}
            made += source is not None
            found += source is not None and source in roots
            wrong += source is None and bool(copies)
        first = first or (size, spent)
        rate = first[1] * size * log(size) / (first[0] * log(first[0]))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:>9,} {spent:>9.1f} {rate:>9.1f} {found / made:>7.3f} {wrong:>6} {memory:>7.0f}", flush=True)


def articles(count: int) -> Iterator[tuple[Article, str | None]]:
    """Short articles, every tenth with the id of the one that it copies."""
    words = sorted(
        {w for path in sorted(gold_dir().glob("*.txt")) for w in path.read_text("utf-8").split() if w.isalpha()}
    )
    chance = Random(5)  # noqa: S311  # the same articles in every run are wanted
    kept: list[tuple[str, list[str]]] = []
    for number in range(count):
        source = None
        paragraphs = [" ".join(chance.choices(words, k=_WORDS)) + "." for _ in range(_PARAGRAPHS)]
        if number % _COPY_EVERY == _COPY_EVERY - 1:
            source, former = kept[chance.randrange(len(kept))]
            how = number // _COPY_EVERY % 3
            paragraphs = (
                [*former, "تابعونا"] if how == 0 else former[:3] if how == 1 else [paragraphs[0], *former[1:]]
            )  # fmt: skip
        text = "\n\n".join(paragraphs)
        name = article_id(text=text, url=None, outlet=str(number))
        day = _FIRST_DAY + timedelta(days=number // 100)
        article = Article(
            id=name, text=text, outlet=str(number), published=Published(earliest=day, latest=day, stated=True)
        )
        if source is None:
            kept.append((name, paragraphs))
        yield article, source


if __name__ == "__main__":
    main(sys.argv[1:])

"""How reconciling grows: ledgers of 2,000 to 16,000 articles, and one article more in each.

    python -m benchmarks.reconcile [FOLDER_OR_FILES …] [--most N]

Articles are made by varying those of the sources (without sources, of the sample story): rare words, figures and days
differ from one variant to the next, so that a larger ledger holds more stories and not one story more often. A word is
always put in the place of one as long, so that the marks read once fit every variant; what is measured is reconciling
alone. "n log n" is what the first row's time would grow to at that rate. "one more" compares an article with those
published before it; where it is put in before others, those that would have seen it are compared when the story is told
next ("wake": the time of that for all that were added one by one). "pairs" is how many accounts each account was compared
with: unlike seconds, it is the same on a machine that does other work, too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import log
from pathlib import Path
from random import Random
from statistics import median

import msgspec

from tawatur.ingest import take
from tawatur.language.frequency import frequencies
from tawatur.language.pack import load_pack
from tawatur.model.article import Article, article_id
from tawatur.model.ids import content_id
from tawatur.model.reading import Reading
from tawatur.read.reader import read
from tawatur.reconcile import Reconciler
from tawatur.sample import articles_dir

Item = tuple[Article, Reading]

_SIZES = (2_000, 4_000, 8_000, 16_000)
_MORE = 24
"""Articles added one by one to a full ledger, of which the median is told."""
_RARE = 2e-6
_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنه"
_VARIED = 0.4
"""Share of the other words that a variant changes."""


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    most = int(arguments[arguments.index("--most") + 1]) if "--most" in arguments else _SIZES[-1]
    sources = [a for a in arguments if not a.startswith("--") and a != str(most)] or [str(articles_dir())]
    base = [read(taken) for taken in take([Path(s) for s in sources]) if isinstance(taken, Article)]
    print(f"{len(base)} articles varied; seconds of processor time")
    print(
        f"{'articles':>9} {'all':>9} {'n log n':>9} {'story':>8} {'one more':>9} {'wake':>7} {'links':>9} {'pairs':>6}"
    )
    first: tuple[int, float] | None = None
    for size in (s for s in _SIZES if s <= most):
        made = variants(base, size + _MORE)
        items = [next(made) for _ in range(size)]
        more = list(made)
        start = time.process_time()
        reconciler = Reconciler()
        reconciler.add_all(items)
        spent = time.process_time() - start
        start = time.process_time()
        reconciler.story()
        told = time.process_time() - start
        steps = []
        for article, reading in more:
            start = time.process_time()
            reconciler.add(article, reading)
            steps.append(time.process_time() - start)
        start = time.process_time()
        reconciler.linker.settle()
        wake = time.process_time() - start
        compared = [found.near for name in reconciler.linker.entries if (found := reconciler.linker.made(name))]
        first = first or (size, spent)
        rate = first[1] * size * log(size) / (first[0] * log(first[0]))
        print(
            f"{size:>9,} {spent:>9.1f} {rate:>9.1f} {told:>8.1f} {1000 * median(steps):>7.1f}ms {wake:>7.1f} "
            f"{len(reconciler.linker.links):>9,} {sum(map(len, compared)) / max(1, len(compared)):>6.2f}",
            flush=True,
        )


def variants(base: Sequence[Item], count: int) -> Iterator[Item]:
    """As many articles as wanted, each unlike the others in its names, figures and days."""
    known = frequencies("ar", load_pack("ar").folding)
    for number in range(count):
        article, reading = base[number % len(base)]
        turn = number // len(base)
        yield (article, reading) if turn == 0 else _variant(article, reading, turn, known.share)


def _variant(article: Article, reading: Reading, turn: int, share: object) -> Item:
    chance = Random(f"{article.id} {turn}")  # noqa: S311  # the same articles in every run are wanted
    often = share if callable(share) else float
    steps = turn % (len(_LETTERS) - 1) + 1
    shifted = dict(zip(_LETTERS, _LETTERS[steps:] + _LETTERS[:steps], strict=True))
    words = []
    for word in article.text.split(" "):
        if word.isdigit():
            words.append("".join(str((int(c) + turn) % 9 + 1) for c in word))
        elif word.isalpha() and (often(word) < _RARE or chance.random() < _VARIED):
            words.append("".join(chance.choice((shifted.get(c, c), c)) for c in word))
        else:
            words.append(word)
    text = " ".join(words)
    name = article_id(text=text, url=None, outlet=article.outlet)
    day = article.published.earliest
    moved = (
        msgspec.structs.replace(
            article.published, earliest=day + timedelta(days=turn), latest=day + timedelta(days=turn)
        )
        if day
        else article.published
    )
    changed = msgspec.structs.replace(article, id=name, text=text, published=moved, title=None)
    renamed = {
        kind: tuple(
            msgspec.structs.replace(mark, id=content_id(kind, name, mark.id)) for mark in getattr(reading, kind)
        )
        for kind in ("statements", "figures", "commitments")
    }
    names = tuple(msgspec.structs.replace(n, actor=n.span.cut(text)) for n in reading.names)
    return changed, msgspec.structs.replace(reading, article=name, names=names, **renamed)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Bulk reading with one worker and with two, in one run; and the most memory that a worker took.

    python -m benchmarks.bulk [ARTICLES] [--source FILE.jsonl …]

The articles are made by varying those of the sources (the sample story, if none is named): every figure is changed, so
that no two are alike. The start of the worker processes is not counted.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import threading
import time
from pathlib import Path

import psutil

from tawatur.bulk.plan import plan
from tawatur.bulk.run import Progress, run
from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.sample import articles_dir

_DIGITS = re.compile(r"\d+")
_STEP = 0.2


def made(path: Path, count: int, sources: list[Path]) -> None:
    """Write so many varied articles as JSONL."""
    kept = [taken for taken in take(sources) if isinstance(taken, Article)]
    chance = random.Random(7)  # noqa: S311 - varied texts, not secrets
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            article = kept[number % len(kept)]
            text = _DIGITS.sub(lambda _: str(chance.randint(2, 999)), article.text)
            day = article.published.earliest
            record = {"id": f"v{number}", "url": f"https://varied.example/{number}", "outlet": article.outlet,
                      "published": day.isoformat() if day else None, "text": text}  # fmt: skip
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def measured(source: Path, out: Path, workers: int) -> tuple[float, float, Progress]:
    """Seconds from the first partition to the last, the most memory a worker took in MB, and what was done."""
    most = 0.0
    ended = threading.Event()
    times: list[float] = []

    def watch() -> None:
        nonlocal most
        while not ended.wait(_STEP):
            for child in psutil.Process().children(recursive=True):
                try:
                    most = max(most, child.memory_info().rss / 1e6)
                except psutil.Error:
                    continue

    threading.Thread(target=watch, daemon=True).start()
    progress = run(
        plan([source], size=1_000_000), out, workers=workers, report=lambda _: times.append(time.monotonic())
    )
    ended.set()
    return times[-1] - times[1], most, progress


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=int, nargs="?", default=3000)
    parser.add_argument("--source", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "many.jsonl"
        made(source, arguments.articles, arguments.source or [articles_dir()])
        print(f"{arguments.articles:,} articles, {source.stat().st_size / 1e6:.1f} MB")
        print(f"{'workers':>8} {'articles/s':>11} {'times one':>10} {'MB a worker, at most':>21}")
        single = 0.0
        for workers in (1, 2):
            seconds, most, progress = measured(source, Path(folder) / f"out{workers}", workers)
            # the first partition of each worker is running before the clock starts
            rate = progress.articles * (1 - 1 / progress.partitions) / seconds
            single = single or rate
            print(f"{workers:8} {rate:11,.1f} {rate / single:10.2f} {most:21,.0f}")


if __name__ == "__main__":
    main()

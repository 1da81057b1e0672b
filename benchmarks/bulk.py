"""Bulk reading with one worker and with two, in one run; and the most memory that a worker took.

    python -m benchmarks.bulk [ARTICLES] [--source FILE.jsonl …]

The articles are made by varying those of the sources (the sample story, if none is named): every figure is changed, so
that no two are alike. All seconds count, the start of the worker processes too. Where other programs share the machine
the processor time tells more than the clock: if an article costs the workers as much with two as with one, and the
parent hardly anything, then two workers do twice the work wherever two processors are free for them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import duckdb
import psutil

from tawatur.bulk.plan import plan
from tawatur.bulk.run import Progress, run
from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.sample import articles_dir

_DIGITS = re.compile(r"\d+")
_STEP = 1.0
"""Seconds between two looks at the workers: looking costs time itself."""


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


class Measured(NamedTuple):
    """One run: its seconds by the clock, and by the processors of workers and parent; the most memory of a worker."""

    seconds: float
    workers: float
    parent: float
    megabytes: float
    progress: Progress


def measured(source: Path, out: Path, workers: int) -> Measured:
    """Read a source into an archive, watching the worker processes."""
    most = 0.0
    spent: dict[int, float] = {}
    ended = threading.Event()

    def watch() -> None:
        nonlocal most
        while not ended.wait(_STEP):
            for child in psutil.Process().children(recursive=True):
                try:
                    most = max(most, child.memory_info().rss / 1e6)
                    times = child.cpu_times()
                    spent[child.pid] = times.user + times.system
                except psutil.Error:
                    continue

    own = psutil.Process().cpu_times()
    threading.Thread(target=watch, daemon=True).start()
    begin = time.monotonic()
    progress = run(plan([source]), out, workers=workers)
    seconds = time.monotonic() - begin
    ended.set()
    now = psutil.Process().cpu_times()
    return Measured(seconds, sum(spent.values()), now.user + now.system - own.user - own.system, most, progress)


def digest(archive: Path) -> str:
    """A hash of all that an archive holds, in one order: the same content has the same hash."""
    with duckdb.connect() as base:
        rows = (
            base.execute(
                f"select md5(string_agg(md5(x::varchar), '' order by x::varchar)) from "  # noqa: S608 - our own folder
                f"(select * from read_parquet('{archive}/{table}/*/*.parquet', hive_partitioning = false)) as x"
            ).fetchone()
            for table in ("articles", "marks")
        )
        return "-".join(str(row[0]) for row in rows if row)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=int, nargs="?", default=3000)
    parser.add_argument("--source", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "many.jsonl"
        made(source, arguments.articles, arguments.source or [articles_dir()])
        print(f"{arguments.articles:,} articles, {source.stat().st_size / 1e6:.1f} MB, {os.cpu_count()} processors")
        print(
            f"{'workers':>8} {'seconds':>8} {'articles/s':>11} {'times one':>10} {'CPU ms an article':>18} "
            f"{'CPU s of parent':>16} {'MB a worker, at most':>21}"
        )
        single = 0.0
        contents = set()
        for workers in (1, 2):
            found = measured(source, Path(folder) / f"out{workers}", workers)
            rate = found.progress.articles / found.seconds
            single = single or rate
            print(
                f"{workers:8} {found.seconds:8.1f} {rate:11,.1f} {rate / single:10.2f} "
                f"{1000 * found.workers / found.progress.articles:18.2f} {found.parent:16.1f} {found.megabytes:21,.0f}",
                flush=True,
            )
            contents.add(digest(Path(folder) / f"out{workers}"))
        print("content of both archives:", "the same" if len(contents) == 1 else "DIFFERENT")
        print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

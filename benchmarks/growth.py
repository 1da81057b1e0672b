"""How every step grows with the number of articles, and how much memory the whole takes.

    python -m benchmarks.growth [FOLDER_OR_FILES …] [--least 1000] [--most 16000]

Articles are made by varying those of the sources (without sources, of the sample story) as `benchmarks.reconcile` does,
written to one file, and taken through every step from there, each size in a process of its own. Figures are milliseconds
of processor time an article; a step that grows no faster than its articles keeps its figure from one column to the next.
"growth" is the power of the number of articles with which the step's time grew over the last doubling: 1 is linear.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from math import log2
from pathlib import Path

from benchmarks.reconcile import variants
from tawatur import api
from tawatur.bulk.plan import plan
from tawatur.bulk.select import Query, select
from tawatur.bulk.work import do
from tawatur.dossier.story_json import story_json
from tawatur.export import stream
from tawatur.ingest import take
from tawatur.ledger import Ledger, LedgerView, check
from tawatur.model.article import Article
from tawatur.read.reader import read
from tawatur.sample import articles_dir

_WORD = "الحكومة"
"""A word that many articles hold."""
_MEMORY = "most memory, MB"


def made(path: Path, count: int, sources: list[Path]) -> None:
    """Write so many articles, each unlike the others."""
    base = [read(taken) for taken in take(sources) if isinstance(taken, Article)]
    with path.open("w", encoding="utf-8") as out:
        for number, (article, _) in enumerate(variants(base, count)):
            day = article.published.earliest
            record = {"id": f"v{number}", "url": f"https://varied.example/{number}", "outlet": article.outlet,
                      "published": day.isoformat() if day else None, "text": article.text}  # fmt: skip
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def steps(folder: Path, source: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """The steps in order; each goes on from what the ones before have made."""
    location = str(folder / "story.db")
    taken: list[Article] = []
    readings: list[object] = []
    yield "taking in", lambda: taken.extend(each for each in take([source]) if isinstance(each, Article))
    yield "reading", lambda: readings.extend(read(each) for each in taken)

    def keep() -> None:
        with Ledger(location) as ledger:
            for pair in readings:
                ledger.add(*pair)  # type: ignore[misc]  # pairs of an article and its reading

    yield "keeping in a ledger", keep
    readings.clear()
    taken.clear()
    with api.open_ledger(location) as ledger:
        yield "reconciling", lambda: api.reconcile(ledger)
    with LedgerView(location) as view:
        yield "searching, all hits", lambda: sum(1 for _ in view.search(_WORD, limit=10**9))
        yield "the dossier as JSON", lambda: story_json(api.material(view))
        yield "export, JSON lines", lambda: sum(map(len, stream(view, "jsonl")))
        yield "export, PROV", lambda: sum(map(len, stream(view, "prov")))
        yield "checking", lambda: list(check(view))
    archive = folder / "archive"
    yield "bulk, one process", lambda: [do(part, str(archive)) for part in plan([source])]
    yield "cutting from an archive", lambda: sum(1 for _ in select(archive, Query(words=(_WORD,))))


def measured(count: int, sources: list[Path]) -> dict[str, float]:
    """Processor milliseconds an article of each step, and the most memory of the whole, at one size."""
    out: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "many.jsonl"
        made(source, count, sources)
        for step, work in steps(Path(name), source):
            begin = time.process_time()
            work()
            out[step] = 1000 * (time.process_time() - begin) / count
    out[_MEMORY] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sources", type=Path, nargs="*")
    parser.add_argument("--least", type=int, default=1_000)
    parser.add_argument("--most", type=int, default=16_000)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    sources = given.sources or [articles_dir()]
    if given.one:
        print(json.dumps(measured(given.one, sources)))
        return
    sizes = [given.least]
    while sizes[-1] * 2 <= given.most:
        sizes.append(sizes[-1] * 2)
    found: list[dict[str, float]] = []
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.growth", "--one", str(size), *map(str, sources)]
        found.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout))
    print(f"{'ms of processor time an article':34}" + "".join(f"{size:>9,}" for size in sizes) + f"{'growth':>9}")
    for step in found[0]:
        row = [each[step] for each in found]
        growth = f"{1 + log2(row[-1] / row[-2]):9.2f}" if len(row) > 1 and step != _MEMORY else ""
        digits = 0 if step == _MEMORY else 2
        print(f"{step:34}" + "".join(f"{value:9.{digits}f}" for value in row) + growth)


if __name__ == "__main__":
    main()

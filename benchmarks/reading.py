"""The whole reading beside trafilatura's extraction, dateparser's search and simplemma's lemmas, in one run.

    python -m benchmarks.reading [FOLDER_OR_FILES …]

Without sources it reads the sample story. The last column is a ratio to the reading of the same articles in the same run:
processor time, each one's quickest of five rounds taken in turn, everything loaded and warm.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import simplemma
import trafilatura
from dateparser.search import search_dates

from benchmarks.pages import page
from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.read.reader import read
from tawatur.sample import articles_dir

_ROUNDS = 5
_OWN = "tawatur, the whole reading"
_SEARCH = "dateparser, search for dates"
_MOST_FOR_DATEPARSER = 4
"""Articles given to dateparser's search, which is slow; its time is scaled up."""


def articles(sources: Sequence[str]) -> list[Article]:
    """The articles to measure on."""
    given = [Path(source) for source in sources] or [articles_dir()]
    return [taken for taken in take(given) if isinstance(taken, Article)]


def quickest(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Processor seconds of each one's quickest round, taken in turn: what else the machine does weighs on all alike."""
    spent = dict.fromkeys(works, float("inf"))
    for _ in range(_ROUNDS):
        for name, work in works.items():
            began = time.process_time()
            work()
            spent[name] = min(spent[name], time.process_time() - began)
    return spent


def main(sources: Sequence[str]) -> None:
    """Print the table."""
    kept = articles(sources)
    pages = [page(article) for article in kept]
    characters = sum(len(article.text) for article in kept)
    for article in kept:
        read(article)
    few = kept[:_MOST_FOR_DATEPARSER]
    share = sum(len(article.text) for article in few) / characters
    spent = quickest(
        {
            _OWN: lambda: [read(article) for article in kept],
            "trafilatura, extraction from the page": lambda: [trafilatura.extract(text) for text in pages],
            "trafilatura, extraction with metadata": lambda: [
                trafilatura.extract(text, with_metadata=True) for text in pages
            ],
            "simplemma, lemmas of the text": lambda: [simplemma.text_lemmatizer(a.text, lang="ar") for a in kept],
            _SEARCH: lambda: [search_dates(a.text, languages=["ar"]) for a in few],
        }
    )
    spent[_SEARCH] /= share
    own = spent[_OWN]
    size = sum(len(text.encode()) for text in pages) / len(pages)
    print(f"{len(kept)} articles, {characters / len(kept):,.0f} characters each, pages of {size / 1000:,.0f} kB")
    print(f"{'':40} {'articles/s':>11} {'characters/s':>13} {'time, reading = 1':>18}")
    for name, seconds in spent.items():
        print(f"{name:40} {len(kept) / seconds:11,.1f} {characters / seconds:13,.0f} {seconds / own:18.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])

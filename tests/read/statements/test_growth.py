"""A long text costs no more by the word than a short one."""

from __future__ import annotations

import time

from tawatur.ingest import take
from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.read.analyse import analyser
from tawatur.read.names import find_names
from tawatur.read.statements import find_statements
from tawatur.sample import articles_dir

READER = analyser(load_pack("ar"))
STORY = "\n\n".join(article.text for article in take([articles_dir()]) if isinstance(article, Article))


def seconds_by_character(copies: int) -> float:
    article = Article(id="long", text="\n\n".join([STORY] * copies))
    analysis = READER.analyse(article.text)
    names = find_names(analysis, article)
    begun = time.process_time()
    find_statements(analysis, article, names, ())
    return (time.process_time() - begun) / len(article.text)


def test_speakers_and_sources_are_looked_up_in_time_linear_in_the_text():
    seconds_by_character(1)
    short = min(seconds_by_character(3) for _ in range(3))
    long = min(seconds_by_character(30) for _ in range(2))
    assert long < 2.5 * short

"""The reader: one article in, one reading out. Pure: no clock, no file, no network."""

from __future__ import annotations

from tawatur.language.pack import Pack, load_pack
from tawatur.model.article import Article
from tawatur.model.reading import Reader, Reading
from tawatur.read.analyse import analyser
from tawatur.read.commitments import find_commitments
from tawatur.read.events import find_events
from tawatur.read.figures import find_figures
from tawatur.read.found import Found
from tawatur.read.names import find_names
from tawatur.read.statements import find_statements
from tawatur.read.times import dated, find_times


def read(article: Article, pack: Pack | None = None) -> tuple[Article, Reading]:
    """The article, its publication date inferred where it was not stated, and all that the rules find in it."""
    pack = pack or load_pack(article.language)
    analysis = analyser(pack).analyse(article.text)
    article = dated(article, analysis)
    times = find_times(analysis, article)
    figures = find_figures(analysis, article, times)
    names = find_names(analysis, article)
    statements = find_statements(analysis, article, names, times)
    found = Found(times=times, figures=figures, names=names, statements=statements)
    events = find_events(analysis, article, found)
    commitments, causes = find_commitments(analysis, article, found, events)
    reading = Reading(
        article=article.id,
        reader=Reader(name="rules", pack=pack.label),
        statements=statements,
        times=times,
        figures=figures,
        names=names,
        events=events,
        commitments=commitments,
        causes=causes,
    )
    return article, reading

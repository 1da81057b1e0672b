from __future__ import annotations

import msgspec
from benchmarks.reconcile import variants

from tawatur import api
from tawatur.model.reading import Reading
from tawatur.sample import articles_dir


def test_a_reading_can_be_kept_whatever_the_words():
    # words that no lexicon has leave happenings of which nothing is told but that they are named again
    base = [api.read_article(article) for article in api.take([articles_dir()])]
    for varied, _ in variants(base, 60):
        titled = msgspec.structs.replace(varied, title=varied.text.partition("\n")[0])
        _, reading = api.read_article(titled)
        assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tawatur.ingest import Context, take
from tawatur.model.article import Article

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the shared articles are not beside the project")


def gold():
    for path in sorted((SHARED / "gold").glob("*.gold.json")):
        yield json.loads(path.read_text("utf-8")), path.with_name(path.name.replace(".gold.json", ".txt"))


def squeezed(text):
    return "".join(text.split())


def test_no_word_that_a_careful_reader_marked_is_lost():
    lost = []
    for marks, path in gold():
        (article,) = take([path], Context())
        kept = squeezed(article.text)
        for kind, field in (("statements", "content"), ("times", "text"), ("figures", "text"), ("events", "trigger")):
            lost += [(path.stem, mark[field]) for mark in marks.get(kind, []) if squeezed(mark[field]) not in kept]
    assert lost == []


def test_nearly_all_of_the_sites_own_lines_are_out_and_the_edges_stay():
    gone, all_ = 0, 0
    for marks, path in gold():
        (article,) = take([path], Context())
        kept = {squeezed(line) for line in article.text.split("\n")}
        assert squeezed(marks["body"]["first"]) in squeezed(article.text)
        assert squeezed(marks["body"]["last"]) in squeezed(article.text)
        for line in marks["body"]["boilerplate"]:
            if squeezed(line) != squeezed(article.title):
                all_ += 1
                gone += squeezed(line) not in kept
    assert gone / all_ >= 0.95


def test_all_seeds_and_stories_are_taken_in():
    for folder in ("seeds", "stories"):
        found = list(take([SHARED / folder], Context()))
        assert found
        assert all(isinstance(item, Article) for item in found), found


def test_the_other_paper_that_a_text_was_taken_from_is_credited():
    (article,) = take([SHARED / "seeds" / "004_fcca456ed15b4c69.txt"], Context())
    assert article.credit == "«الشرق الأوسط»"
    assert article.outlet == "العرب اليوم"

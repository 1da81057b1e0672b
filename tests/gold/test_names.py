"""Persons and bodies on paragraphs written and marked by hand for this purpose (names.jsonl), and on the sample story.

Every paragraph was marked before anything had read it. A mark that readers would disagree on is optional: a body told by a
common noun alone ("the ministry"), so that it is neither missed nor made up.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.model.span import Span
from tawatur.read.analyse import analyser
from tawatur.read.names import find_names
from tawatur.sample import sample_dir

HERE = Path(__file__).parent
KIND = {"person": "person", "body": "body", "group": "body"}
LEAST = 0.88
LEAST_OF_PARAGRAPHS = 0.95


@dataclass
class Wanted:
    kinds: set[str]
    span: Span
    optional: bool


def paragraphs():
    return [json.loads(line) for line in (HERE / "names.jsonl").read_text("utf-8").splitlines()]


def found_in(text):
    names = find_names(analyser(load_pack()).analyse(text), Article(id="gold", text=text))
    return [(KIND[name.kind], name.span) for name in names if name.kind in KIND]


def places(text, words):
    return [found.start() for found in re.finditer(re.escape(words), text)]


def wanted_in(paragraph):
    for mark in paragraph["marks"]:
        start = places(paragraph["text"], mark["text"])[mark["nth"] - 1]
        yield Wanted({mark["kind"]}, Span(start, start + len(mark["text"])), mark.get("optional", False))


def wanted_of_the_sample(data, raw):
    for mark in data["names"]:
        kinds = mark["kind"] if isinstance(mark["kind"], list) else [mark["kind"]]
        wanted = {KIND[kind] for kind in kinds if kind in KIND}
        if wanted:
            start = places(raw, mark["text"])[mark.get("nth", 1) - 1]
            # a country that stands for its government is a place as well
            optional = mark.get("optional", False) or len(kinds) > 1
            yield Wanted(wanted, Span(start, start + len(mark["text"])), optional)


def shared(a, b):
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(0, both) / (max(a.end, b.end) - min(a.start, b.start))


def of_paragraphs():
    return [(paragraph["text"], list(wanted_in(paragraph))) for paragraph in paragraphs()]


def of_the_sample():
    for path in sorted((sample_dir() / "gold").glob("*.gold.json")):
        raw = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
        yield raw, list(wanted_of_the_sample(json.loads(path.read_text("utf-8")), raw))


def scores(texts, kind=None, least=0.5):
    hit = wanted_count = found_count = 0
    for text, marks in texts:
        wanted = [mark for mark in marks if kind is None or kind in mark.kinds]
        free = [name for name in found_in(text) if kind in (None, name[0])]
        for mark in sorted(wanted, key=lambda mark: mark.optional):
            fitting = [n for n in free if n[0] in mark.kinds and shared(n[1], mark.span) >= least]
            for name in fitting[:1]:
                free.remove(name)
            if not mark.optional:
                wanted_count += 1
                hit += bool(fitting)
        found_count += len(free)
    precision, recall = hit / max(1, hit + found_count), hit / wanted_count
    return 2 * precision * recall / max(1e-9, precision + recall)


@pytest.mark.parametrize("kind", [None, "person", "body"])
def test_persons_and_bodies_are_found_at_least_as_well_as_promised(kind):
    assert scores(of_paragraphs(), kind) >= LEAST_OF_PARAGRAPHS


@pytest.mark.parametrize("kind", [None, "person", "body"])
def test_persons_and_bodies_of_the_sample_story_are_found_at_least_as_well_as_promised(kind):
    assert scores(of_the_sample(), kind) >= LEAST


def test_their_spans_are_exact_at_least_as_often_as_promised():
    assert scores(of_paragraphs(), least=1.0) >= LEAST


def test_the_gold_is_large_and_varied_enough_to_mean_something():
    marks = [mark for paragraph in paragraphs() for mark in paragraph["marks"] if not mark.get("optional")]
    assert len(paragraphs()) >= 60
    assert sum(mark["kind"] == "person" for mark in marks) >= 200
    assert sum(mark["kind"] == "body" for mark in marks) >= 250

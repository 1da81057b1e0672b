"""Persons and bodies on paragraphs written and marked by hand for this purpose (names.jsonl)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.model.span import Span
from tawatur.read.analyse import analyser
from tawatur.read.names import find_names

HERE = Path(__file__).parent
KIND = {"person": "person", "body": "body", "group": "body"}
LEAST = 0.88


def paragraphs():
    return [json.loads(line) for line in (HERE / "names.jsonl").read_text("utf-8").splitlines()]


def found_in(text):
    names = find_names(analyser(load_pack()).analyse(text), Article(id="gold", text=text))
    return {(KIND[name.kind], name.span) for name in names if name.kind in KIND}


def wanted_in(paragraph):
    wanted = set()
    for mark in paragraph["marks"]:
        places = [m.start() for m in re.finditer(re.escape(mark["text"]), paragraph["text"])]
        start = places[mark["nth"] - 1]
        wanted.add((mark["kind"], Span(start, start + len(mark["text"]))))
    return wanted


def shared(a, b):
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(0, both) / (max(a.end, b.end) - min(a.start, b.start))


def scores(kind=None, least=0.5):
    hit = wanted_count = found_count = 0
    for paragraph in paragraphs():
        wanted = [m for m in wanted_in(paragraph) if kind in (None, m[0])]
        found = [m for m in found_in(paragraph["text"]) if kind in (None, m[0])]
        hit += sum(any(k == kk and shared(s, ss) >= least for kk, ss in found) for k, s in wanted)
        wanted_count += len(wanted)
        found_count += len(found)
    precision, recall = hit / max(1, found_count), hit / wanted_count
    return 2 * precision * recall / max(1e-9, precision + recall)


@pytest.mark.parametrize("kind", [None, "person", "body"])
def test_persons_and_bodies_are_found_at_least_as_well_as_promised(kind):
    assert scores(kind) >= LEAST


def test_their_spans_are_exact_at_least_as_often_as_promised():
    assert scores(least=1.0) >= LEAST


def test_the_gold_is_large_and_varied_enough_to_mean_something():
    marks = [mark for paragraph in paragraphs() for mark in paragraph["marks"]]
    assert len(paragraphs()) >= 15
    assert sum(mark["kind"] == "person" for mark in marks) >= 40
    assert sum(mark["kind"] == "body" for mark in marks) >= 40

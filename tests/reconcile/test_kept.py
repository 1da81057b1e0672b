"""What is kept between two reconcilings spares work and changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.model.judgement import judgement
from tawatur.model.reading import Reading
from tawatur.read.reader import read
from tawatur.reconcile import Memory, reconcile, resume
from tawatur.sample import articles_dir

Items = list[tuple[Article, Reading]]


@pytest.fixture(scope="module")
def sample() -> Items:
    return [read(taken) for taken in take([articles_dir()]) if isinstance(taken, Article)]


def after(memory: Memory, kept: Memory) -> Memory:
    """What a ledger holds when something was kept."""
    records = {name: record for name, record in memory.records.items() if name not in kept.gone}
    return Memory({**records, **kept.records}, kept.over)


@given(st.data())
@settings(max_examples=5, deadline=None)
def test_the_story_is_the_one_that_all_articles_tell_at_once(sample: Items, data: st.DataObject) -> None:
    order = data.draw(st.permutations(sample), label="articles")
    edges = sorted(data.draw(st.lists(st.integers(1, len(order)), max_size=3), label="steps"))
    memory = Memory({})
    for edge in [*edges, len(order)]:
        story, kept = resume(order[:edge], (), memory)
        memory = after(memory, kept)
        assert story == reconcile(order[:edge])


def test_nothing_is_linked_anew_where_nothing_changed(sample: Items) -> None:
    story, memory = resume(sample, (), Memory({}))
    again, kept = resume(sample, (), memory)
    assert again == story
    assert not kept.records
    assert kept.over == memory.over


def test_what_was_judged_meanwhile_holds(sample: Items) -> None:
    story, memory = resume(sample, (), Memory({}))
    account = story.claims[0].accounts[0]
    no = [judgement("reject", account.id, by="a", at="2026-07-01T00:00:00Z")]
    judged, kept = resume(sample, no, memory)
    assert judged == reconcile(sample, no)
    assert resume(sample, (), after(memory, kept))[0] == story


def test_an_article_that_went_and_one_read_otherwise_are_not_remembered(sample: Items) -> None:
    _, memory = resume(sample, (), Memory({}))
    story, kept = resume(sample[1:], (), memory)
    assert story == reconcile(sample[1:])
    assert kept.gone == (sample[0][0].id,)
    assert not resume(sample[1:], (), after(memory, kept))[1].records
    article, reading = sample[0]
    less = type(reading)(article=reading.article, reader=reading.reader, statements=reading.statements[:1])
    assert resume([(article, less), *sample[1:]], (), memory)[0] == reconcile([(article, less), *sample[1:]])


def test_a_record_that_is_no_record_is_made_anew(sample: Items) -> None:
    story, memory = resume(sample, (), Memory({}))
    name = next(iter(memory.records))
    broken = {**memory.records, name: memory.records[name][:40]}
    assert resume(sample, (), Memory(broken, memory.over))[0] == story

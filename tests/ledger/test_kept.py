"""What reconciling keeps in a ledger spares it the work; the story is the one of all articles."""

from __future__ import annotations

import sqlalchemy as sa

from tawatur import api
from tawatur.ledger import Ledger
from tawatur.model.judgement import judgement
from tawatur.reconcile import Memory, reconcile
from tawatur.sample import articles_dir

ARTICLES = sorted(path for path in articles_dir().iterdir() if path.suffix in (".txt", ".html"))


def test_a_story_put_together_step_by_step_is_the_one_put_together_at_once(location: str) -> None:
    with api.open_ledger(location) as ledger:
        for some in (ARTICLES[4:], ARTICLES[:2], ARTICLES[2:4]):
            api.add(ledger, some)
            api.reconcile(ledger)
        whole = reconcile(list(ledger.readings()), ledger.judgements())
        assert ledger.story() == whole
        assert api.reconcile(ledger, anew=True) == whole
        no = judgement("reject", whole.claims[0].accounts[0].id, by="a", at="2026-07-01T00:00:00Z")
        ledger.judge([no])
        assert api.reconcile(ledger) == reconcile(list(ledger.readings()), ledger.judgements())


def test_only_what_is_new_is_written(location: str) -> None:
    with api.open_ledger(location) as ledger:
        api.add(ledger, ARTICLES[:3])
        api.reconcile(ledger)
        before, over = ledger.kept()
        assert len(before) == 3
        api.reconcile(ledger)
        assert ledger.kept() == (before, over)


def test_what_is_kept_can_be_lost(location: str) -> None:
    with api.open_ledger(location) as ledger:
        api.add(ledger, ARTICLES[:3])
        story = api.reconcile(ledger)
        emptied(ledger)
        assert Memory(*ledger.kept()).records == {}
        assert api.reconcile(ledger) == story


def emptied(ledger: Ledger) -> None:
    with ledger._write("kept") as connection:
        connection.execute(sa.text("DELETE FROM kept"))


def test_whether_vectors_are_used_is_kept_and_outdates_the_story(location: str) -> None:
    with api.open_ledger(location) as ledger:
        api.add(ledger, ARTICLES[:1])
        api.reconcile(ledger)
        assert not ledger.embeddings()
        ledger.use_embeddings(False)
        assert ledger.story_is_current()
        ledger.use_embeddings(True)
        assert not ledger.story_is_current()
        article = next(iter(ledger.articles())).id
        ledger.put_vectors(article, "a")
        ledger.put_vectors(article, "b")
    with api.open_ledger(location) as ledger:
        assert ledger.embeddings()
        assert ledger.vectors() == {article: "b"}

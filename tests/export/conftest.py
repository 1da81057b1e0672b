"""What the tests of the exports share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur import api
from tawatur.model.judgement import judgement
from tawatur.sample import articles_dir


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's ledger with a judgement and an edited article: not to be written."""
    path = tmp_path_factory.mktemp("export") / "sample.db"
    with api.open_ledger(path) as opened:
        api.add(opened, [articles_dir()])
        first = next(opened.articles())
        opened.add(*api.read_text(first.text + "\n\nنقطة أخيرة.", url=first.url, outlet=first.outlet))
        opened.add(
            *api.read_text('=1+1 "مقتبس"، وفاصلة\n\nقال الوزير: \t{كذا} & <كذا> _كذا_.', outlet="=cmd|' /C calc'!A0")
        )
        mark = next(opened.marks("figure"))
        opened.judge([judgement("reject", mark.id, by="Layla", at="2026-06-03T10:00:00Z", why="a year")])
        api.reconcile(opened)
    return path


@pytest.fixture
def view(ledger: Path):
    """A view of it."""
    with api.view_ledger(ledger) as opened:
        yield opened

"""What the tests of the command line share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tawatur.cli.app import run
from tawatur.sample import articles_dir


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict]:
        """Its JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Tawatur = Callable[..., Done]


@pytest.fixture
def tawatur(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Tawatur:
    """The command line."""
    monkeypatch.delenv("TAWATUR_LANG", raising=False)
    monkeypatch.delenv("TAWATUR_BY", raising=False)

    def call(*arguments: object) -> Done:
        capfdbinary.readouterr()
        code = run([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return call


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the sample story, made once: not to be written."""
    from tawatur import api

    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with api.open_ledger(path) as ledger:
        api.add(ledger, [articles_dir()])
        api.reconcile(ledger)
    return path

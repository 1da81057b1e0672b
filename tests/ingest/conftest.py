from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("made_outlet", Path(__file__).with_name("outlet.py"))
made = importlib.util.module_from_spec(_SPEC)


def _load():
    import sys

    sys.modules["made_outlet"] = made
    _SPEC.loader.exec_module(made)


_load()


@pytest.fixture
def outlet():
    with made.serving() as running:
        yield running

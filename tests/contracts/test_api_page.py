"""docs/api.md: each example runs, in order, and prints what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"```python\n(.*?)```(?:\s*```text\n(.*?)```)?", re.DOTALL)


def test_the_examples_run_and_print_what_the_page_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert len(blocks) == 5
    names: dict[str, object] = {}
    for code, printed in blocks:
        exec(compile(code, str(PAGE), "exec"), names)
        assert capsys.readouterr().out == printed


def test_the_package_gives_the_page_its_functions_and_nothing_unknown():
    import tawatur

    for name in tawatur.__all__:
        assert callable(getattr(tawatur, name))
    with pytest.raises(AttributeError):
        _ = tawatur.nothing

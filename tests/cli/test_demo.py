"""demo: the first thing a newcomer sees."""

from __future__ import annotations

import json


def test_the_demo_reads_the_sample_and_writes_its_dossier(tawatur, tmp_path):
    done = tawatur("demo", tmp_path / "demo")
    assert done.code == 0
    assert "fiction" in done.out
    assert "tawatur explain" in done.out
    assert (tmp_path / "demo" / "dossier.html").stat().st_size > 50_000
    again = tawatur("demo", tmp_path / "demo", "--json")
    assert json.loads(again.out)["articles"] == 14
    assert tawatur("check", tmp_path / "demo" / "sample.db").code == 0

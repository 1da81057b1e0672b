"""A story bears the name that it was given, in each language, wherever it is shown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def named(sample_ledger, tmp_path):
    path = tmp_path / "story.db"
    shutil.copy(sample_ledger, path)
    return path


def test_a_story_is_called_as_its_file_until_it_is_named(tawatur, named):
    tawatur("name", named, "")
    assert tawatur("name", named).out.strip() == "story"
    assert tawatur("name", named, "محادثات الجسر").out.strip() == "محادثات الجسر"
    tawatur("name", named, "--english", "The bridge talks")
    assert tawatur("name", named).out.strip() == "The bridge talks"
    assert tawatur("--lang", "ar", "name", named).out.strip() == "محادثات الجسر"
    told = json.loads(tawatur("name", named, "--json").out)
    assert told["names"] == {"ar": "محادثات الجسر", "en": "The bridge talks"}
    tawatur("name", named, "")
    assert tawatur("name", named).out.strip() == "story"


def test_the_name_stands_in_the_dossier(tawatur, named, tmp_path):
    tawatur("name", named, "--arabic", "محادثات الجسر", "--english", "The bridge talks")
    page = tmp_path / "story.html"
    tawatur("dossier", named, "--html", page)
    text = page.read_text("utf-8")
    assert "محادثات الجسر" in text
    assert "The bridge talks" in text
    assert tawatur("dossier", named, "--format", "md").out.startswith("# The bridge talks")
    assert tawatur("--lang", "ar", "dossier", named, "--format", "md").out.startswith("# محادثات الجسر")


def test_a_ledger_that_is_not_there_is_not_made_by_naming_it(tawatur, tmp_path):
    done = tawatur("--lang", "ar", "name", tmp_path / "none.db", "X")
    assert done.code == 1
    assert "لا سجل عند" in done.err
    assert not Path(tmp_path / "none.db").exists()

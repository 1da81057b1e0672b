from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from tawatur.ingest.furniture import Effect, Where
from tawatur.language.lexicon import read_rows
from tawatur.language.resources import pack_folder

DOC = (Path(__file__).parents[2] / "docs" / "add-an-outlet.md").read_text("utf-8")


def test_the_guide_names_every_column_of_the_table_of_outlets_and_no_other():
    row = next(iter(read_rows(pack_folder() / "lexicon" / "outlets.tsv")))
    table = DOC.partition("| column | what |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(row)


def test_the_guide_names_every_effect_and_place_of_a_rule():
    effects = re.search(r"effect = .*# (.*)", DOC).group(1).split(" | ")
    assert tuple(effects) == get_args(Effect)
    places = re.search(r"where = .*# (.*)", DOC).group(1)
    assert all(place in places for place in get_args(Where))


def test_every_file_the_guide_names_is_there():
    root = Path(__file__).parents[2]
    for name in re.findall(r"`((?:src|tests)/[\w./-]+)`", DOC):
        if "NAME" not in name:
            assert (root / name).exists(), name

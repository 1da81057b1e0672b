"""docs/ledger-tables.md and the tables say the same."""

from __future__ import annotations

import re
from pathlib import Path

from tawatur.ledger.records import RECORDS, WORDS_TABLE

DOCS = Path(__file__).parents[2] / "docs" / "ledger-tables.md"


def test_every_table_and_column_is_documented_and_the_other_way_round() -> None:
    documented: dict[str, dict[str, str]] = {}
    for section in re.split(r"^## ", DOCS.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name = section.split("\n", 1)[0].strip("` ")
        documented[name] = {
            row[0]: row[2] for row in re.findall(r"^\| `(\w+)` \| ([^|]*) \| ([^|]*) \|", section, re.MULTILINE)
        }
    assert set(documented) == {record.name for record in RECORDS} | {WORDS_TABLE}
    for record in RECORDS:
        assert documented[record.name] == {field.name: field.doc for field in record.fields}

"""The pages on formats name just the keys that there are."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from tawatur.model import marks
from tawatur.model.contract import MARK_KEYS

DOCS = Path(__file__).resolve().parents[2] / "docs"
KINDS = {
    "statements": marks.Statement, "times": marks.Time, "figures": marks.Figure, "names": marks.Name,
    "events": marks.Event, "commitments": marks.Commitment, "causes": marks.Cause,
}  # fmt: skip


def named(text: str) -> set[str]:
    """The words in backticks, JSON paths and examples left out."""
    return set(re.findall(r"`([a-z_]+)`", text))


def paragraph(kind: str) -> str:
    page = (DOCS / "reading-format.md").read_text("utf-8")
    return re.search(rf"\*\*{kind}\[\]\*\* — (.*?)\n\n", page, re.DOTALL).group(1)


def test_every_kind_of_mark_has_its_paragraph():
    assert set(KINDS) == set(MARK_KEYS)
    assert all(paragraph(kind) for kind in KINDS)


def test_every_field_of_a_mark_is_in_its_paragraph():
    for kind, struct in KINDS.items():
        fields = {field.name for field in msgspec.structs.fields(struct)} - {"id", "trace", "span"}
        assert fields <= named(paragraph(kind)), kind


def test_no_paragraph_names_a_field_or_value_that_there_is_not():
    known = {"start", "end", "text", "span", "null", "id", "what"}
    for kind, struct in KINDS.items():
        allowed = set(known)
        for part in (struct, marks.Anonymous, marks.Hop if hasattr(marks, "Hop") else marks.Anonymous):
            allowed |= {field.name for field in msgspec.structs.fields(part)}
        allowed |= {"name", "role", "carried"}
        for field in msgspec.structs.fields(struct):
            allowed |= set(re.findall(r"[a-z]+", str(field.type)))
        assert named(paragraph(kind)) <= allowed, kind


def test_the_glossary_has_each_word_once_and_in_arabic():
    rows = [
        line.split("|")[1:4] for line in (DOCS / "glossary.md").read_text("utf-8").splitlines() if line.startswith("| ")
    ][1:]
    words = [row[0].strip() for row in rows]
    assert len(words) == len(set(words)) > 25
    assert all(re.search("[\u0621-\u064a]", row[1]) for row in rows)


def test_engine_code_holds_no_arabic_letter():
    source = DOCS.parent / "src" / "tawatur"
    kept = [path for path in source.rglob("*.py") if re.search("[\u0621-\u064a]", path.read_text("utf-8"))]
    assert kept == [], "language facts are data of the pack, interface texts belong in the message catalogue"


def test_no_module_holds_more_than_one_idea_by_its_length():
    source = DOCS.parent / "src" / "tawatur"
    long = {
        path.name: lines for path in source.rglob("*.py") if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}

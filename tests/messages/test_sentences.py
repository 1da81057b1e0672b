"""Errors in the user's language: every sentence in both, none in the code, and safe in text that runs from the right."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import tawatur
from tawatur.errors import InputError, LedgerError, TawaturError
from tawatur.ingest.fetch import BusyError
from tawatur.messages.sentence import Sentence, keys, retold, sentence, told

ROOT = Path(tawatur.__file__).parent
KINDS = {
    "TawaturError", "InputError", "PackError", "LedgerError", "RefusedError", "BusyError", "_MissingError",
    "Sentence", "sentence", "refused",
}  # fmt: skip
MADE = {f"part.{what}" for what in ("content", "cue", "source")}
"""Keys that are put together when running."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every place where a sentence is named."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in KINDS:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def named(node: ast.Call) -> str | None:
    """The key that a call names, where it stands in the code."""
    at = 2 if getattr(node.func, "id", "") == "refused" else 0
    found = node.args[at] if len(node.args) > at else None
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def filled(key: str) -> dict[str, object]:
    text = keys("en")[key]
    specs = {name: spec for _, name, spec, _ in Formatter().parse(text) if name}
    return {name: 12345 if spec else f"/srv/{name}" for name, spec in specs.items()}


def test_every_sentence_stands_in_both_languages_with_the_same_blanks():
    english, arabic = keys("en"), keys("ar")
    assert {key: blanks(text) for key, text in english.items()} == {key: blanks(text) for key, text in arabic.items()}


def test_every_place_that_raises_names_a_sentence_and_fills_its_blanks():
    english, used, faults = keys("en"), set(MADE), []
    for place, node in calls():
        key = named(node)
        if key is None or " " in key:
            if key is not None or (node.args and isinstance(node.args[0], ast.JoinedStr)):
                made = ast.unparse(node.args[0])
                if not made.startswith(("f'part.", "f'system.")):
                    faults.append(f"{place} holds its own words: {made}")
            continue
        used.add(key)
        if getattr(node.func, "id", "") == "Sentence" and len(node.args) > 1:
            continue
        given = {one.arg for one in node.keywords if one.arg not in (None, "retry_after")}
        if key not in english:
            faults.append(f"{place} asks for {key}, which is not in the catalogue")
        elif given != blanks(english[key]) and not any(one.arg is None for one in node.keywords):
            faults.append(f"{place} fills {given} of {key}, which has {blanks(english[key])}")
    assert faults == []
    # those that are chosen when running stand in a table, the system's go by their number
    code = "\n".join(path.read_text("utf-8") for path in ROOT.rglob("*.py"))
    unused = {key for key in english if not key.startswith("system.") and f'"{key}"' not in code} - used
    assert unused == set()


def test_no_arabic_sentence_is_the_english_one():
    for key, text in keys("ar").items():
        assert re.search(r"[\u0600-\u06ff]", text), key


@pytest.mark.parametrize("key", sorted(keys("en")))
def test_arabic_isolates_what_runs_from_the_left(key):
    shown = told(Sentence(key, filled(key)), "ar")
    depth, bare = 0, []
    for letter in shown:
        if letter in "\u2066\u2067\u2068":
            depth += 1
        elif letter == "\u2069":
            depth -= 1
        elif depth == 0 and re.match("[A-Za-z0-9]", letter):
            bare.append(letter)
        assert depth >= 0
    assert depth == 0
    assert bare == [], shown


@pytest.mark.parametrize("key", sorted(key for key in keys("en") if not key.startswith(("part.", "fetch.no_"))))
def test_a_kept_sentence_is_told_again_in_arabic(key):
    values = {name: f"{v:,}" if isinstance(v, int) else v for name, v in filled(key).items()}
    assert retold(sentence(key, **filled(key)), "ar") == told(Sentence(key, values), "ar")


def test_words_that_are_no_sentence_of_ours_are_told_as_they_stand():
    assert retold("an old reason", "ar") == "an old reason"
    assert retold(sentence("line.json"), "en") == sentence("line.json")


def test_an_error_says_itself_in_english_and_in_the_language_asked_for():
    fault = LedgerError("ledger.absent", path=Path("story.db"))
    assert str(fault) == "there is no ledger story.db; make it with: tawatur add story.db SOURCE"
    assert fault.told("ar") == (
        "لا سجل عند \u2068story.db\u2069؛ أنشئه بالأمر: \u2066tawatur add \u2068story.db\u2069 SOURCE\u2069"
    )


def test_a_reason_inside_a_sentence_is_told_in_its_language_too():
    inner = InputError("text.empty")
    assert "هذا فارغ" in InputError("file.unread", path="a", why=inner).told("ar")
    assert "this is empty" in str(InputError("file.unread", path="a", why=inner))


@pytest.mark.parametrize(
    "fault", [TawaturError("read.failed", why=ValueError("x")), BusyError("fetch.busy", status=503)]
)
def test_an_error_reaches_another_process_whole(fault):
    again = pickle.loads(pickle.dumps(fault))
    assert type(again) is type(fault)
    assert again.told("ar") == fault.told("ar")

"""The interface in two languages: nothing missing, nothing left over, help that teaches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tawatur.cli
from tawatur.cli.app import build
from tawatur.messages import LANGUAGES, Catalogue, catalogue

SOURCES = sorted(Path(tawatur.cli.__file__).parent.glob("*.py"))


def keys(texts: Catalogue) -> dict[str, set[str]]:
    """Every key with the blanks of its text."""
    found: dict[str, set[str]] = {}

    def walk(value: object, at: str) -> None:
        if isinstance(value, str):
            found[at] = set(re.findall(r"\{(\w+)\}", value))
        elif isinstance(value, dict) and "other" in value:
            found[at] = set().union(*(re.findall(r"\{(\w+)\}", form) for form in value.values()))
        elif isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, f"{at}.{key}".lstrip("."))

    walk(texts._texts, "")
    return found


def test_both_catalogues_hold_the_same_texts_with_the_same_blanks():
    # the English help stands with the commands themselves
    one, other = ({k: v for k, v in keys(catalogue(lang)).items() if not k.startswith("help.")} for lang in LANGUAGES)
    assert one == other


def test_every_text_that_the_code_asks_for_is_there_and_the_other_way_round():
    code = "\n".join(path.read_text("utf-8") for path in SOURCES)
    known = set(keys(catalogue("en")))
    asked = set(re.findall(r"(?:say|note|texts|progress)\((?:say, )?[\"']([a-z_]+(?:\.[a-z_0-9]+)?)[\"']", code))
    assert len(asked) > 50
    assert asked - known == set()
    # keys that are put together when running
    # sentences are asked for by the whole library: tests/messages
    made = {key for key in known if key.startswith(("head.", "help.", "add.", "evaluate.", "sentence."))}
    assert {key for key in known - made if f'"{key}"' not in code and f"'{key}'" not in code} == set()


def test_every_command_and_parameter_has_its_help_in_arabic():
    english, arabic = build(catalogue("en")), build(catalogue("ar"))
    for name, command in {"root": english, **english.commands}.items():
        other = arabic if name == "root" else arabic.commands[name]
        assert other.help != command.help, name
        for mine, theirs in zip(command.params, other.params, strict=True):
            assert mine.help, f"{name} {mine.name}"
            assert theirs.help != mine.help, f"{name} {mine.name}"


def test_no_arabic_help_is_left_over():
    built = build(catalogue("en"))
    known = {"help.examples"}
    for name, command in {"root": built, **built.commands}.items():
        known |= {f"help.{name}.text", *(f"help.{name}.{p.name}" for p in command.params)}
        known |= {f"help.shared.{p.name}" for p in command.params}
    assert {key for key in keys(catalogue("ar")) if key.startswith("help.")} - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_teaches_with_examples(tawatur, language):
    for name in build(catalogue("en")).commands:
        done = tawatur("--lang", language, name, "--help")
        assert done.code == 0
        assert f"tawatur {name}" in done.out.split("\n", 3)[3]


def test_the_language_comes_from_option_or_environment(tawatur, sample_ledger, monkeypatch):
    assert "Sound" in tawatur("check", sample_ledger).out
    assert "سليم" in tawatur("--lang", "ar", "check", sample_ledger).out
    monkeypatch.setenv("TAWATUR_LANG", "ar")
    assert "سليم" in tawatur("check", sample_ledger).out
    assert "Sound" in tawatur("--lang", "en", "check", sample_ledger).out


@pytest.mark.parametrize(
    ("n", "form"), [(1, "مقال واحد"), (2, "مقالان"), (3, "3 مقالات"), (11, "11 مقالا"), (100, "100 مقال")]
)
def test_arabic_counts_as_arabic_does(n, form):
    assert catalogue("ar")("search.found", n=n) == form


def test_the_engine_holds_no_arabic_letter():
    root = Path(tawatur.cli.__file__).parents[1]
    letter = re.compile(r"[\u0600-\u060b\u060d-\u061a\u061c-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
    mine = [p for part in ("cli", "ledger", "evaluate", "export", "messages") for p in (root / part).rglob("*.py")]
    assert mine
    assert [p.name for p in [*mine, root / "api.py"] if letter.search(p.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show",), "ينقص"),
        (("show", "x.db", "--nothing"), "لا خيار باسم"),
        (("nothing",), "لا أمر باسم"),
        (("check", "x.db", "y", "z"), "زائد عن المطلوب"),
        (("serve", "x.db", "--port"), "يحتاج الخيار"),
        (("serve", "x.db", "--port", "many"), "لا تصلح"),
    ],
)
def test_a_command_line_that_is_not_understood_is_told_in_arabic(tawatur, arguments, words):
    done = tawatur("--lang", "ar", *arguments)
    assert done.code == 2
    assert words in done.err
    assert tawatur(*arguments).code == 2

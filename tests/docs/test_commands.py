"""Every command, table, file and format that a page names is there, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tawatur.cli.app import build
from tawatur.messages import catalogue

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def commands() -> set[str]:
    return set(build(catalogue("en")).commands)


def test_the_page_on_commands_has_each_command_once():
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    listed = re.findall(r"^\| `tawatur (\w+)` \|", page, re.MULTILINE)
    assert sorted(listed) == sorted(commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_command_that_there_is_not(page):
    text = page.read_text("utf-8")
    named = set(re.findall(r"`tawatur ([a-z]\w*)", text))
    for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL):
        named |= set(re.findall(r"^(?:\$ )?tawatur (?:--lang \w+ )?([a-z]\w*)", block, re.MULTILINE))
    assert named <= commands()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_is_there(page):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page):
    named = re.findall(r"`((?:src|docs|tests|benchmarks)/[\w./-]+)`", page.read_text("utf-8"))
    # NAME and CODE stand for any
    assert [path for path in named if not re.search("NAME|CODE", path) and not (ROOT / path).exists()] == []


def test_every_option_that_the_readme_uses_is_one_of_its_command():
    built = build(catalogue("en")).commands
    text = (ROOT / "README.md").read_text("utf-8")
    for name, rest in re.findall(r"^(?:\$ )?tawatur (\w+)(.*)$", text, re.MULTILINE):
        known = {option for parameter in built[name].params for option in getattr(parameter, "opts", ())}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, name


def test_every_page_of_the_docs_can_be_reached_from_the_readme():
    seen, queue = set(), [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    while queue:
        page = queue.pop()
        if page in seen or not page.exists():
            continue
        seen.add(page)
        text = page.read_text("utf-8")
        queue += [(page.parent / link).resolve() for link in re.findall(r"\]\(([\w./-]+\.md)", text)]
        queue += [ROOT / path for path in re.findall(r"`(docs/[\w.-]+\.md)`", text)]
    assert [page.name for page in (ROOT / "docs").glob("*.md") if page not in seen] == []


def test_every_make_target_that_a_page_names_is_there():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        assert set(re.findall(r"`make (\w+)`", page.read_text("utf-8"))) <= targets, page.name

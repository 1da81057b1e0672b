from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tawatur.ingest import Context, take

PAGES = sorted(Path(__file__).with_name("pages").glob("*.txt"))


def load(path):
    head, lines = {}, []
    for row in path.read_text("utf-8").splitlines():
        mark, _, rest = row.partition(" ")
        if mark == "#":
            key, _, value = rest.partition(":")
            head[key.strip()] = value.strip()
        elif row.strip():
            lines.append((mark, rest))
    return head, lines


def article(path, *, titled):
    head, lines = load(path)
    data = {"text": "\n".join(line.replace("¦", "") for _, line in lines), "outlet": head.get("outlet")}
    if titled:
        data["title"] = next(line for mark, line in lines if mark == "~")
    stream = io.BytesIO(json.dumps(data).encode())
    (found,) = take([stream], Context())
    return head, lines, found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("titled", [True, False], ids=["titled", "untitled"])
def test_the_article_stays_and_the_site_goes(path, titled):
    head, lines, found = article(path, titled=titled)
    if not titled and "titled only" in head:
        pytest.skip(head["titled only"])
    assert found.text.split("\n\n") == [line.rpartition("¦")[2] for mark, line in lines if mark in "~+"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_credit_day_and_dateline_are_found(path):
    head, _, found = article(path, titled=True)
    assert found.credit == head.get("want credit")
    if "want day" in head:
        assert str(found.published.day) == head["want day"]
    if "want dateline" in head:
        assert found.dateline == head["want dateline"]

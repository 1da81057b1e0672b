"""Lists beside the views: JSON rows, failures, versions with what changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from tawatur.cli.say import Say
from tawatur.cli.table import Column
from tawatur.cli.views import SHORT, STORY_SHOWS, Row, published_text
from tawatur.dossier.material import Material
from tawatur.dossier.story_json import story_json
from tawatur.ledger import LedgerView
from tawatur.messages.sentence import retold
from tawatur.model.article import Article
from tawatur.model.contract import MARK_KEYS, Json, to_contract


def json_rows(material: Material, view: str, rows: Sequence[Row]) -> Iterator[Json]:
    """The records behind the rows, each once and whole, in the rows' order."""
    found: dict[str, Json] = {}
    if view in STORY_SHOWS:
        items = cast(list[Json], story_json(material)[view])
        found = {str(item["id"]): item for item in items}
    elif view == "articles":
        items = cast(list[Json], story_json(material)["articles"])
        found = {str(item["id"]): item for item in items}
    else:
        for name, reading in material.readings.items():
            article = material.articles[name]
            contract = to_contract(article, reading)
            for key in MARK_KEYS:
                for mark in cast(list[Json], contract[key]):
                    found[str(mark["id"])] = {"kind_of_mark": key, **_head(article), **mark}
    for name in dict.fromkeys(row.id for row in rows):
        yield found[name]


def _head(article: Article) -> Json:
    days = article.published
    return {"article": article.id, "outlet": article.outlet, "published": [days.earliest, days.latest]}


def failures(say: Say, view: LedgerView, *, as_json: bool) -> None:
    """The sources that could not be taken in."""
    rows = view.failures()
    if as_json:
        for row in rows:
            say.json(row)
        return
    columns = [Column(say("head.path"), wide=True), Column(say("head.reason"), wide=True)]
    say.table(columns, [(row.path, retold(row.reason, say.language)) for row in rows])
    say.note("show.rows", n=len(rows))


def versions(say: Say, view: LedgerView, *, as_json: bool) -> None:
    """The articles whose text changed at its address, each with the words that went and came."""
    count = 0
    for former, later in sorted(view.superseded().items()):
        before, after = view.article(former), view.article(later)
        if before is None or after is None:
            continue
        count += 1
        changes = word_changes(before.text, after.text)
        if as_json:
            say.json({"former": former, "later": later, "url": after.url,
                      "changes": [{"removed": old, "added": new} for old, new in changes]})  # fmt: skip
            continue
        say.line(f"{former[:SHORT]} ({published_text(before.published)}) → {later[:SHORT]} "
                 f"({published_text(after.published)})  {after.url or ''}")  # fmt: skip
        for old, new in changes:
            say.line(f"  - {old}" if old else "  -")
            say.line(f"  + {new}" if new else "  +")
    if not as_json:
        say.note("show.rows", n=count)


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """The runs of words that differ between two texts: what stood there, and what stands there now."""
    from tawatur.ingest.versions import word_diff

    return [
        (change.old.cut(before) if change.old else "", change.new.cut(after) if change.new else "")
        for change in word_diff(before, after)
    ]

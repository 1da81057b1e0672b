"""The way back: what another ledger exported, as JSONL or as Web Annotations, is taken in without loss."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec

from tawatur.errors import InputError
from tawatur.ledger import Ledger
from tawatur.messages.sentence import why_not
from tawatur.model.article import Article, Published, article_id
from tawatur.model.contract import MARK_KEYS, Json, from_contract
from tawatur.model.ids import text_hash
from tawatur.model.judgement import Judgement
from tawatur.model.reading import Reading
from tawatur.model.span import Span, SpanError, check_quote

Brought = tuple[Article, Reading | None] | Judgement


def restore(ledger: Ledger, path: Path) -> tuple[int, int]:
    """Take in an export; how many readings and how many judgements were new.

    InputError where the file is neither form, or where a quotation and its text differ: then nothing further is taken.
    """
    readings = 0
    judgements: list[Judgement] = []
    for found in brought(path):
        if isinstance(found, Judgement):
            judgements.append(found)
        else:
            readings += ledger.add(*found) != "known"
    return readings, ledger.judge(judgements)


def brought(path: Path) -> Iterator[Brought]:
    """What an export holds, in its order."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise InputError("file.unread", path=path, why=why_not(fault)) from fault
    try:
        if b'"AnnotationCollection"' in data[:4096]:
            yield from _from_annotations(msgspec.json.decode(data))
        else:
            yield from _from_lines(data)
    except (msgspec.MsgspecError, KeyError, TypeError, UnicodeDecodeError) as fault:
        raise InputError("restore.form", path=path, why=f"{type(fault).__name__}: {fault}") from fault
    except SpanError as fault:
        raise InputError("restore.changed", path=path) from fault


def _from_lines(data: bytes) -> Iterator[Brought]:
    for line in data.splitlines():
        if not line.strip():
            continue
        whole = msgspec.json.decode(line, type=dict[str, object])
        if "judgement" in whole:
            yield msgspec.convert(whole["judgement"], Judgement)
        elif "reader" in whole:
            yield _named(*from_contract(whole))
        else:
            yield _named(_article(cast(Json, whole["article"])), None)


def _from_annotations(collection: Json) -> Iterator[Brought]:
    page = cast(Json, collection["first"])
    open_article: Article | None = None
    bodies: list[Json] = []
    for item in cast(list[Json], page["items"]):
        record = cast(Json, item["record"])
        if "mark" in record:
            if open_article is None or record["article"] != open_article.id:
                raise KeyError("a mark stands before its article")
            _check_targets(item, open_article)
            body = next(body for body in bodies if body["reader"] == record["reader"])
            cast(list[Json], body[str(record["key"])]).append(cast(Json, record["mark"]))
            continue
        yield from _finished(open_article, bodies)
        open_article, bodies = None, []
        if "judgement" in record:
            yield msgspec.convert(record["judgement"], Judgement)
            continue
        text = cast(Json, item["body"])
        open_article = _article({**cast(Json, record["article"]), "text": text["value"]})
        if text["sha256"] != text_hash(open_article.text):
            raise SpanError(f"the text of the article {open_article.id} is not the one that its hash was made of")
        bodies = [
            {"reader": reader, **{key: [] for key in MARK_KEYS}} for reader in cast(list[Json], record["readers"])
        ]
    yield from _finished(open_article, bodies)


def _finished(article: Article | None, bodies: list[Json]) -> Iterator[Brought]:
    if article is None:
        return
    if not bodies:
        yield _named(article, None)
    head = cast(Json, msgspec.to_builtins(article))
    for body in bodies:
        yield _named(*from_contract({"article": head, **body}))


def _check_targets(item: Json, article: Article) -> None:
    """Every quotation of an annotation stands in the text where it is said to."""
    for target in cast(list[Json], item["target"]):
        quoted, position = cast(list[Json], target["selector"])
        span = Span(cast(int, position["start"]), cast(int, position["end"]))
        check_quote(article.text, span, cast(str, quoted["exact"]))


def _article(head: Json) -> Article:
    plain = dict(head)
    plain["published"] = msgspec.convert(plain.get("published") or {}, Published, strict=False)
    return msgspec.convert(plain, Article, strict=False)


def _named(article: Article, reading: Reading | None) -> Brought:
    """The pair, if the article's name is the hash of what it is."""
    if article.id != article_id(text=article.text, url=article.url, outlet=article.outlet):
        raise SpanError(f"the article {article.id} is not the one that its name was made of")
    return article, reading

"""Our own JSONL: everything that people and readers put into a ledger, to be taken in by another without loss.

One object a line: an article with one reader's reading (the contract of docs/reading-format.md, with what cleaning
dropped), or a judgement. A former version stands before the one that follows it. The story is not in it: it is put
together again from these.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import msgspec

from tawatur.ledger import LedgerView
from tawatur.model.article import Article
from tawatur.model.contract import Json, to_contract


def lines(view: LedgerView) -> Iterator[bytes]:
    """The lines of a ledger, in one order."""
    readers = sorted({name for name, _, _ in view.readers()})
    for article in in_order(view):
        readings = [view.reading(article.id, reader=name) for name in readers]
        objects = [to_contract(article, reading) for reading in readings if reading is not None]
        for whole in objects or [cast(Json, {"article": msgspec.to_builtins(article)})]:
            head = cast(Json, whole["article"])
            head["captions"] = msgspec.to_builtins(article.captions)
            head["dropped"] = list(article.dropped)
            yield msgspec.json.encode(whole) + b"\n"
    for judgement in view.judgements():
        yield msgspec.json.encode({"judgement": judgement}) + b"\n"


def in_order(view: LedgerView) -> Iterator[Article]:
    """All articles, by date, each after the version that it follows."""
    follows = {later: former for former, later in view.superseded().items()}
    waiting = {article.id: article for article in view.articles(versions=True)}
    for name in list(waiting):
        chain = [name]
        while chain[-1] in follows and follows[chain[-1]] in waiting:
            chain.append(follows[chain[-1]])
        for each in reversed(chain):
            if each in waiting:
                yield waiting.pop(each)

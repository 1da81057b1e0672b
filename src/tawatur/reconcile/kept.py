"""What a ledger keeps between two reconcilings, so that the next one touches only what is new.

Of each article it keeps what it was made ready as and how its accounts were linked with those published before it.
What is kept changes no outcome: where it does not fit the articles at hand, it is made anew.
"""

from __future__ import annotations

import zlib
from base64 import b85decode, b85encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.metadata import version

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.article import Article
from tawatur.model.ids import content_id
from tawatur.model.judgement import Judgement
from tawatur.model.reading import Reading
from tawatur.model.story import DisputeKind, Story
from tawatur.reconcile.claims.decide import Link
from tawatur.reconcile.claims.vectors import Sentences
from tawatur.reconcile.linking import Linker, Made
from tawatur.reconcile.opposing import Opposed
from tawatur.reconcile.prepared import Prepared
from tawatur.reconcile.story import Reconciler


class Stood(msgspec.Struct, frozen=True, array_like=True):
    """Two accounts (by id) that stand against each other."""

    a: str
    b: str
    kind: DisputeKind
    topic: str


class Linked(msgspec.Struct, frozen=True, array_like=True):
    """How one account was linked."""

    account: str
    links: tuple[Link, ...]
    opposed: tuple[Stood, ...]
    tracks: tuple[Link, ...]
    series: tuple[Link, ...]


class Kept(msgspec.Struct, frozen=True):
    """What is kept of one article."""

    prepared: Prepared
    refused: tuple[str, ...]
    """Accounts that somebody had rejected, so that nothing was linked with them."""
    linked: tuple[Linked, ...]


class Memory(msgspec.Struct, frozen=True):
    """What a ledger keeps: a record for each article, and which articles they were linked over."""

    records: Mapping[str, str]
    over: str = ""
    gone: tuple[str, ...] = ()
    """Articles of which nothing is to be kept any more."""


def resume(
    items: Iterable[tuple[Article, Reading]],
    judgements: Iterable[Judgement],
    memory: Memory,
    *,
    pack: Pack | None = None,
    sentences: Sentences | None = None,
) -> tuple[Story, Memory]:
    """The story of some articles, and what is to be kept of those that were touched.

    With `sentences`, accounts whose vectors are near are compared, too; what was kept without them is made anew.
    """
    reconciler = Reconciler(pack, judgements, sentences)
    by = (_made_by(reconciler.pack), *([sentences.label] if sentences else []))
    keys: dict[str, str] = {}
    kept: dict[str, Kept] = {}
    fresh: list[tuple[Article, Reading]] = []
    for article, reading in items:
        if article.id in keys:
            continue
        keys[article.id] = key = _key(reading, by)
        known = _decoded(memory.records.get(article.id, ""), key)
        if known is None:
            fresh.append((article, reading))
        else:
            kept[article.id] = known
            reconciler.take(article, known.prepared)
    fits = (
        memory.over == _over({name: record.split(" ", 1)[0] for name, record in memory.records.items()})
        and len(kept) == len(memory.records)
        and all(_refused(reconciler, known) == known.refused for known in kept.values())
    )
    if fits:
        _restore(reconciler.linker, kept.values())
    for article, reading in fresh:
        reconciler.take(article, reconciler.prepare(article, reading))
    story = reconciler.story()
    touched = {reconciler.linker.entries[name].told.article for name in reconciler.linker.settled}
    records = {
        name: f"{key} {_encoded(_keep(reconciler, name))}"
        for name, key in keys.items()
        if name in touched or name not in kept
    }
    return story, Memory(records, _over(keys), tuple(sorted(memory.records.keys() - keys.keys())))


def _key(reading: Reading, by: Sequence[str]) -> str:
    return content_id("kept", *by, msgspec.json.encode(reading).decode())


@cache
def _made_by(pack: Pack) -> str:
    """The program and the language's tables by which accounts are linked: what others made is not taken up."""
    here = resources.files("tawatur.reconcile")
    source = [f for folder in (here, here / "claims") for f in folder.iterdir() if f.name.endswith(".py")]
    parts = [f.read_text("utf-8") for f in sorted(source, key=lambda f: f.name)]
    tables = [msgspec.json.encode(pack.table(name)).decode() for name in ("reconcile", "reconcile_concepts")]
    return content_id("program", version("tawatur"), pack.label, *parts, *tables)


def _over(keys: Mapping[str, str]) -> str:
    return content_id("over", *(part for pair in sorted(keys.items()) for part in pair))


def _refused(reconciler: Reconciler, known: Kept) -> tuple[str, ...]:
    return tuple(told.account.id for told in known.prepared.told if reconciler.refused(told))


def _keep(reconciler: Reconciler, article: str) -> Kept:
    prepared = reconciler.whole(article)
    refused = tuple(told.account.id for told in prepared.told if reconciler.refused(told))
    linked = []
    for told in prepared.told:
        made = reconciler.linker.made(told.account.id)
        if made is not None:
            stood = tuple(Stood(p.a.account.id, p.b.account.id, p.kind, p.topic) for p in made.opposed)
            linked.append(Linked(told.account.id, made.links, stood, made.tracks, made.series))
    return Kept(prepared, refused, tuple(linked))


def _restore(linker: Linker, kept: Iterable[Kept]) -> None:
    found = tuple(kept)
    linker.restored()
    told = linker.candidates.told
    for known in found:
        for linked in known.linked:
            made = Made()
            made.links, made.tracks, made.series = linked.links, linked.tracks, linked.series
            made.opposed = tuple(Opposed(told[s.a], told[s.b], s.kind, s.topic, ()) for s in linked.opposed)
            linker.put(linked.account, made)


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder()


@cache
def _decoder() -> msgspec.msgpack.Decoder[Kept]:
    return msgspec.msgpack.Decoder(Kept)


def _encoded(kept: Kept) -> str:
    return b85encode(zlib.compress(_encoder().encode(kept), 1)).decode("ascii")


def _decoded(record: str, key: str) -> Kept | None:
    name, _, body = record.partition(" ")
    if name != key:
        return None
    try:
        return _decoder().decode(zlib.decompress(b85decode(body)))
    except (ValueError, zlib.error, msgspec.MsgspecError):
        return None

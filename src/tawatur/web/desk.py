"""The desk: one ledger behind the pages. It loads what a page quotes and remembers what costs a pass over everything."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

import msgspec
import sqlalchemy as sa

from tawatur.api import story_name
from tawatur.dossier.material import Material
from tawatur.dossier.rates import measured
from tawatur.ledger import Ledger, LedgerView, schema
from tawatur.ledger.engine import is_url
from tawatur.ledger.judged import additions, judged, standing
from tawatur.ledger.rows import MarkRow, mark_rows
from tawatur.ledger.story_rows import StoryRecord, decode
from tawatur.ledger.view import RULES
from tawatur.model.article import Article
from tawatur.model.judgement import Judgement
from tawatur.model.marks import Statement
from tawatur.model.reading import Reader, Reading
from tawatur.model.story import Claim, Copy, Dispute, Series, Story, Track
from tawatur.web.index import Index, story_index

T = TypeVar("T")
Stamp = tuple[str | int | None, ...]

_AT_ONCE = 400
"""Ids in one question."""
LIST, _LISTS = "list ", 12
"""How many long lists are kept, the last ones asked for."""


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows' ids, its number from 1, and how many pages there are."""

    ids: tuple[str, ...]
    number: int
    pages: int
    total: int

    @property
    def former(self) -> int | None:
        """The number of the page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def later(self) -> int | None:
        """The number of the page behind."""
        return self.number + 1 if self.number < self.pages else None


def page_of(ids: Sequence[str], number: int, size: int) -> Page:
    """The page of a list with that number, or the nearest there is."""
    at, pages = page_at(len(ids), number, size)
    return Page(tuple(ids[(at - 1) * size : at * size]), at, pages, len(ids))


def page_at(total: int, number: int, size: int) -> tuple[int, int]:
    """The number of a list's page, or of the nearest there is, and how many pages there are."""
    pages = max(1, -(-total // size))
    return min(max(1, number), pages), pages


class Desk:
    """One ledger, opened for looking; it is opened for writing only while a judgement is put down."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.view = LedgerView(location)
        self._remembered: dict[str, tuple[Stamp, object]] = {}
        self._making: dict[str, Lock] = {}
        self._lock = Lock()

    @property
    def name(self) -> str:
        """What the story is called."""
        return story_name(self.view)

    def close(self) -> None:
        """Let go of the ledger."""
        self.view.close()

    # what is remembered

    def stamp(self) -> Stamp:
        """Changes whenever anything in the ledger has changed."""
        if is_url(self.location):
            table = schema.setting
            row = sa.select(sa.literal_column("CAST(xmin AS text)"), table.c.value).where(table.c.name == "story")
            judgements = self.view.rows(sa.select(sa.func.count()).select_from(schema.judgement))
            return (*(str(value) for found in self.view.rows(row) for value in found), int(judgements[0][0]))
        out: list[str | int | None] = []
        for name in (self.location, f"{self.location}-wal"):
            path = Path(name)
            out += [path.stat().st_mtime_ns, path.stat().st_size] if path.exists() else [None, None]
        return tuple(out)

    def remember(self, key: str, make: Callable[[], T]) -> T:
        """What `make` makes, made again only after the ledger has changed; who asks while it is made waits for it."""
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            stamp = self.stamp()
            kept = self._remembered.get(key)
            if kept is not None and kept[0] == stamp:
                return cast(T, kept[1])
            made = make()
            self._keep(key, stamp, made)
        return made

    def _keep(self, key: str, stamp: Stamp, made: object) -> None:
        with self._lock:
            self._remembered.pop(key, None)
            self._remembered[key] = (stamp, made)
            lists = [name for name in self._remembered if name.startswith(LIST)]
            for old in lists[:-_LISTS]:
                del self._remembered[old]
                self._making.pop(old, None)

    def listed(self, query: sa.Select[Any]) -> Sequence[tuple[str, str]]:
        """A long list's (id, article), gone through once: a later page of it costs no more than the first.

        What was rejected is left out here and not in the question, so that the list outlives a judgement.
        """
        key = LIST + str(query.compile(compile_kwargs={"literal_binds": True}))
        every = self.remember(key, lambda: [(str(a), str(b)) for a, b in map(list, self.view.rows(query))])
        rejected = self.rejected()
        return [pair for pair in every if pair[0] not in rejected] if rejected else every

    def write(self, judgements: Iterable[Judgement]) -> int:
        """Put judgements down. What does not hang on judgements stays remembered."""
        before = self.stamp()
        with Ledger(self.location) as ledger:
            kept = ledger.judge(judgements)
        after = self.stamp()
        with self._lock:
            for key, (stamp, value) in list(self._remembered.items()):
                if stamp == before and key not in _JUDGED:
                    self._remembered[key] = (after, value)
        return kept

    @property
    def index(self) -> Index:
        """The story's index."""
        return self.remember("index", lambda: story_index(self.view))

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements."""
        return self.remember("judgements", self.view.judgements)

    @property
    def verdicts(self) -> Mapping[tuple[str, str | None], Judgement]:
        """The judgements that stand."""
        return self.remember("verdicts", lambda: standing(self.judgements))

    @property
    def additions(self) -> dict[str, list[Statement]]:
        """The statements that people have added, by article."""
        return self.remember("additions", lambda: additions(self.verdicts.values()))

    @property
    def added(self) -> dict[str, str]:
        """The ids of those statements, each with its article."""
        return {statement.id: article for article, found in self.additions.items() for statement in found}

    @property
    def touched(self) -> dict[str, MarkRow]:
        """The marks that people have corrected or added, in a line each, as they stand now."""
        return self.remember("touched", self._touched)

    def _touched(self) -> dict[str, MarkRow]:
        wanted = {subject for (subject, other), j in self.verdicts.items() if j.verdict == "correct" and not other}
        table = schema.mark.c
        query = sa.select(table.article).where(table.reader == RULES).distinct()
        at = {row.article for some in _parts(wanted) for row in self.view.rows(query.where(table.id.in_(some)))}
        at.update(self.additions)
        texts = {article.id: article.text for article in self.articles(at)}
        return {
            row.id: row
            for reading in self.readings(at)
            for row in mark_rows(reading, texts[reading.article])
            if row.id in wanted
        }

    def rejected(self) -> frozenset[str]:
        """Everything that was rejected."""
        return frozenset(
            subject for (subject, other), j in self.verdicts.items() if j.verdict == "reject" and not other
        )

    # what a page quotes

    def articles(self, ids: Iterable[str]) -> list[Article]:
        """Some articles by their ids, without their readings."""
        table = schema.article.c
        return [
            msgspec.structs.replace(msgspec.json.decode(row.record, type=Article), text=row.text)
            for some in _parts(ids)
            for row in self.view.rows(sa.select(table.record, table.text).where(table.id.in_(some)))
        ]

    def readings(self, ids: Iterable[str]) -> list[Reading]:
        """The readings of some articles, as they were judged."""
        table = schema.reading.c
        query = sa.select(table.record).where(table.reader == RULES)
        return [
            judged(msgspec.json.decode(row.record, type=Reading), self.verdicts, self.additions)
            for some in _parts(ids)
            for row in self.view.rows(query.where(table.article.in_(some)))
        ]

    def records(self, kind: str, ids: Sequence[str]) -> list[StoryRecord]:
        """Some of the story's records, in the order asked for."""
        table = schema.story.c
        found = {
            row.id: decode(kind, row.record)
            for some in _parts(ids)
            for row in self.view.rows(
                sa.select(table.id, table.record).where(table.kind == kind, table.id.in_(some))
            )
        }  # fmt: skip
        return [found[name] for name in ids if name in found]

    def material(self, articles: Iterable[str], story: Story | None = None, *, read: bool = False) -> Material:
        """The material of one page: some articles, with their readings where `read`, and a part of the story."""
        ids = sorted(set(articles))
        found = self.articles(ids)
        none = Reader(name=RULES, pack="")
        readings = {reading.article: reading for reading in self.readings(ids)} if read else {}
        made = Material.of(
            self.name,
            ((a, readings.get(a.id) or Reading(article=a.id, reader=none)) for a in found),
            story,
            self.judgements,
            measured(),
        )
        return dataclasses.replace(made, forms=self.index.forms, names=self.view.names())

    def story_material(self, kind: str, ids: Sequence[str]) -> Material:
        """The material of a page of the story's records."""
        records = self.records(kind, ids)
        claims = [r for r in records if isinstance(r, Claim)]
        disputes = [r for r in records if isinstance(r, Dispute)]
        if disputes:
            claims += self._claims_of(disputes)
        story = Story(
            claims=tuple(claims),
            disputes=tuple(disputes),
            series=tuple(r for r in records if isinstance(r, Series)),
            tracks=tuple(r for r in records if isinstance(r, Track)),
            copies=tuple(r for r in records if isinstance(r, Copy)),
        )
        return self.material(_quoted(records), story)

    def _claims_of(self, disputes: Iterable[Dispute]) -> list[Claim]:
        """The claims that the sides of disputes belong to: they tell how many independent chains stand there."""
        marks = {a.mark for dispute in disputes for side in dispute.sides for a in side if a.mark}
        table = schema.place.c
        # by the mark alone: asked for the kind too, a database may go through every place of that kind
        query = sa.select(table.kind, table.id).distinct()
        rows = [row for some in _parts(marks) for row in self.view.rows(query.where(table.mark.in_(some)))]
        ids = {row.id for row in rows if row.kind == "claim"}
        return [r for r in self.records("claim", sorted(ids)) if isinstance(r, Claim)]


_JUDGED = ("judgements", "verdicts", "additions", "touched", "chains", "queue", "coming", "unresolved", "speakerless")
"""What is remembered and hangs on judgements."""


def _parts(ids: Iterable[str]) -> Iterable[list[str]]:
    every = sorted(set(ids))
    return (every[i : i + _AT_ONCE] for i in range(0, len(every), _AT_ONCE))


def _quoted(records: Iterable[StoryRecord]) -> set[str]:
    """The articles that some records quote."""
    out: set[str] = set()
    for record in records:
        match record:
            case Claim():
                out.update(account.article for account in record.accounts)
            case Dispute():
                out.update(account.article for side in record.sides for account in side)
            case Series():
                out.update(point.article for point in record.points)
            case Track():
                out.update(point.article for point in record.points)
                out.update(slip.reason.article for slip in record.slips if slip.reason)
            case Copy():
                out.update((record.a.article, record.b.article))
            case _:
                continue
    return out

"""One article made ready to be put together with others: all that can be known of it without them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.article import Article
from tawatur.model.marks import Cause
from tawatur.model.reading import Reading
from tawatur.read.units import Analysis
from tawatur.reconcile import series
from tawatur.reconcile.copies import publication_order
from tawatur.reconcile.followed import Clause, Followed, follow
from tawatur.reconcile.mentions import mentions
from tawatur.reconcile.namewords import Mention, namewords
from tawatur.reconcile.told import Teller, Told
from tawatur.reconcile.trackwords import trackwords
from tawatur.reconcile.untold import Untold
from tawatur.reconcile.whose import whose

Order = tuple[str, str, int, int]
"""Where an account stands among all: by the day and the id of its article, and its span."""


class Prepared(msgspec.Struct, frozen=True):
    """What one article gives to the story."""

    article: str
    order: tuple[str, str]
    """Its place in the order of publication."""
    told: tuple[Told, ...]
    mentions: tuple[Mention, ...]
    followed: tuple[Followed, ...]
    counted: tuple[series.Counted, ...]
    causes: tuple[Cause, ...]


class Entry:
    """One account with what it is compared by, in the order of publication."""

    __slots__ = ("counted", "followed", "name", "order", "told", "vector", "weights")

    def __init__(
        self, told: Told, order: tuple[str, str], followed: tuple[Followed, ...],
        counted: tuple[series.Counted, ...], vector: bytes | None = None,
    ) -> None:  # fmt: skip
        self.told = told
        self.name = told.account.id
        self.weights = told.weights
        self.order: Order = (*order, told.span.start, told.span.end)
        self.followed = followed
        self.counted = counted
        self.vector = vector


class Preparer:
    """Makes articles ready with one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.teller = Teller(pack)
        self.words = namewords(pack, self.teller.words)
        self._tracks = trackwords(pack)
        self._series = series.countwords(pack)
        self._others = frozenset(
            term.key for word in series.others(pack) for term in self.teller.words.terms_of(self.teller.analysis(word))
        )

    def prepare(self, article: Article, reading: Reading) -> Prepared:
        """All that an article gives, whatever else the ledger holds."""
        found = tuple(mentions(reading, self.teller.analysis(article.text), self.words))
        keys = {m.name: m.key.rsplit(" ", 1)[-1] if m.kind == "person" else m.key for m in found}
        told = tuple(
            msgspec.structs.replace(t, names=frozenset(keys.get(n) or self.words.key(n) for n in t.names))
            for t in self.teller.tell(article, reading)
        )
        return Prepared(
            article=article.id,
            order=publication_order(article),
            told=told,
            mentions=found,
            followed=tuple(self._followed(article, reading, told)),
            counted=tuple(self._counted(article, reading, told)),
            causes=reading.causes,
        )

    def _followed(self, article: Article, reading: Reading, told: Sequence[Told]) -> Iterator[Followed]:
        analysis = self.teller.analysis(article.text)
        places = [name.span for name in reading.names if name.kind in ("place", "facility")]

        def clause(one: Told) -> Clause:
            return self._clause(analysis, one)

        def known(found: Followed, before: Followed | None) -> Followed:
            units = list(analysis.words(found.span))
            theirs = whose(found, units, self._tracks, places, self._name_keys)
            if not theirs and found.goes_on and before is not None:
                theirs = before.whose
            return msgspec.structs.replace(found, whose=theirs or found.whose)

        out: list[Followed] = []
        for one in told:
            last = out[-1] if out else None
            for found in follow(clause(one), reading, self._tracks, last):
                out.append(known(found, out[-1] if out else None))
        besides = Untold(analysis, reading, self.teller.words, self._tracks, clause)
        yield from sorted((*out, *(known(f, None) for f in besides.follow(told, tuple(out)))), key=lambda f: f.span)

    def _clause(self, analysis: Analysis, one: Told) -> Clause:
        """What is needed of a clause to follow it."""
        first = bisect_left(analysis.starts, one.span.start)
        units = list(analysis.words(one.span))
        return Clause(
            told=one,
            keys=tuple((u.start, key) for u in units for key in (self.teller.words.bare(u.key), u.key)),
            coming=tuple(u.start for place, u in enumerate(units) if place and analysis.has(first + place - 1, "sa")),
            verbs={
                u.start: self.teller.words.without_person(u)
                for place, u in enumerate(units)
                if place
                and not u.definite
                and (analysis.has(first + place - 1, "sa") or units[place - 1].key in self._tracks.subjunctive)
            },
        )

    def _name_keys(self, name: str) -> frozenset[str]:
        """The keys of the words of a name, each for itself."""
        return frozenset(t.key for word in name.split() for t in self.teller.words.terms_of(self.teller.analysis(word)))

    def _counted(self, article: Article, reading: Reading, told: Iterable[Told]) -> Iterator[series.Counted]:
        scene = series.Scene(
            self.teller.analysis(article.text),
            self.teller.words,
            self._series,
            tuple(name for name in reading.names if name.kind in ("place", "facility")),
            self._others,
            tuple(time.span for time in reading.times),
        )
        before: series.Counted | None = None
        for one in told:
            for figure in reading.figures:
                if figure.span not in one.span:
                    continue
                near = before if before and before.span.end < figure.span.start <= before.span.end + _REACH else None
                found = series.counted(figure, one, scene, near)
                if found is not None:
                    before = found
                    yield found


_REACH = 60
"""A figure without a noun counts what one at most so many characters before it did ("from 4,000 to 1,800")."""


@cache
def preparer(pack: Pack) -> Preparer:
    """The preparer of a pack, made once per process: it keeps what it learnt of words."""
    return Preparer(pack)

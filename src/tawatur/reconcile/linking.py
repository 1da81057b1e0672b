"""Linking: every account compared with what it can touch, and nothing compared twice.

What is linked is a function of the articles alone. An account is compared with likely ones published before it; how
much words tell is counted over the articles up to a power of two of them in the order of publication. So an article
that is newer than the others is compared itself and touches nothing else, until their number has doubled; one that
is put in before others lets those be compared again that would have seen it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from tawatur.language.pack import Pack
from tawatur.model.story import Account, Feature
from tawatur.reconcile import disputes, series, tracks
from tawatur.reconcile.claims.candidates import Candidates
from tawatur.reconcile.claims.decide import KEPT, Link, Pair, decide, worth_keeping
from tawatur.reconcile.claims.features import compare, cosine
from tawatur.reconcile.claims.postings import Postings
from tawatur.reconcile.followed import Followed
from tawatur.reconcile.opposing import Opposed, disputewords
from tawatur.reconcile.prepared import Entry, Prepared

_FIRST = 64
"""Articles from which on words are counted anew only when there are twice as many."""
_COMPARED = 40
"""A figure or a future act is compared with this many of its kind, the latest before it."""


class Made:
    """What comparing one account with those before it came to."""

    __slots__ = ("links", "near", "opposed", "series", "tracks")

    def __init__(self) -> None:
        self.near: frozenset[str] = frozenset()
        """The accounts that it was compared with, as long as words are as rare as they were then."""
        self.links: tuple[Link, ...] = ()
        self.opposed: tuple[Opposed, ...] = ()
        self.tracks: tuple[Link, ...] = ()
        self.series: tuple[Link, ...] = ()


class Linker:
    """The accounts of a ledger and the links among them."""

    def __init__(self, pack: Pack) -> None:
        self.candidates = Candidates(disputewords(pack).partners)
        self.entries: dict[str, Entry] = {}
        self.counted: dict[str, series.Counted] = {}
        self.followed: dict[str, Followed] = {}
        self.settled: tuple[str, ...] = ()
        """The accounts that were compared last."""
        self._words = disputewords(pack)
        self._articles: list[Prepared] = []
        self._acts = Postings()
        self._heads = Postings()
        self._made: dict[str, Made] = {}
        self._due: dict[str, None] = {}
        self._weighed = 0
        """Over how many articles, the first ones, words were counted; 0 where they are to be counted anew."""

    def add(self, prepared: Prepared, vectors: Mapping[str, bytes] | None = None) -> None:
        """Take in an article, with its accounts' vectors where there are any; it is compared at the next `settle`."""
        known = vectors or {}
        place = bisect_left(self._articles, prepared.order, key=attrgetter("order"))
        self._articles.insert(place, prepared)
        if place < self._weighed:
            self._weighed = 0
        counted: dict[str, list[series.Counted]] = {}
        followed: dict[str, list[Followed]] = {}
        for report in prepared.followed:
            followed.setdefault(report.beside or report.told.account.id, []).append(report)
            self.followed[report.name] = report
        for each in prepared.counted:
            counted.setdefault(each.told.account.id, []).append(each)
            self.counted[each.figure.id] = each
        for told in prepared.told:
            name = told.account.id
            entry = Entry(
                told, prepared.order, tuple(followed.get(name, ())), tuple(counted.get(name, ())), known.get(name)
            )
            self.entries[name] = entry
            self._due[name] = None
            self._due.update((other.name, None) for other in self._place(entry))

    def _place(self, entry: Entry) -> Iterator[Entry]:
        yield from self.candidates.add(entry)
        for act in dict.fromkeys(act for report in entry.followed for act in report.acts):
            yield from self._acts.add(act, entry, _COMPARED)
        for key in dict.fromkeys(map(_kind, entry.counted)):
            yield from self._heads.add(key, entry, _COMPARED)

    def compare(self, names: Sequence[str]) -> None:
        """Compare some accounts now; what else is due stays so until `settle`.

        Where words are to be counted anew, they are compared by the last count, and stay due.
        """
        if not self._made:
            self.settle()
            return
        self.settled = tuple(names)
        for name in names:
            self._made[name] = self._make(self.entries[name])
            if self._weighed == self._over():
                self._due.pop(name, None)

    def settle(self) -> None:
        """Compare what is due."""
        self._weigh()
        self.settled = tuple(self._due)
        self._due.clear()
        for name in self.settled:
            self._made[name] = self._make(self.entries[name])

    def _weigh(self) -> None:
        """Count how rare words are, where the articles that it is counted over are others."""
        size = self._over()
        if size != self._weighed:
            self._weighed = size
            self._made.clear()
            self.candidates.weigh(told for prepared in self._articles[:size] for told in prepared.told)
            self._due = dict.fromkeys(self.entries)

    def _over(self) -> int:
        """Over how many articles words are counted."""
        size = len(self._articles)
        return size if size <= _FIRST else 1 << (size.bit_length() - 1)

    def _make(self, entry: Entry) -> Made:
        made, former = Made(), self._made.get(entry.name)
        links, opposed = [], []
        known = former.near if former else frozenset()
        kept = {link.a if link.b == entry.name else link.b: link for link in former.links} if former else {}
        stood = {pair.a.account.id: pair for pair in former.opposed} if former else {}
        near = self.candidates.near(entry)
        for other in near:
            name = other.account.id
            if name in known:
                if name in kept:
                    links.append(kept[name])
                if name in stood:
                    opposed.append(stood[name])
                continue
            link = decide(other, entry.told, self.candidates)
            if worth_keeping(link):
                links.append(link)
            against = disputes.opposed(other, entry.told, link, self._words, _one_voice, self.candidates)
            if against is not None:
                opposed.append(against)
        made.near = frozenset(other.account.id for other in near)
        made.links, made.opposed = tuple(links), tuple(opposed)
        if entry.followed:
            made.tracks = tuple(self._follow(entry))
        if entry.counted:
            made.series = tuple(self._count(entry))
        return made

    def _follow(self, entry: Entry) -> Iterator[Link]:
        for place, found in enumerate(entry.followed):
            before = {
                report.name: report
                for act in found.acts
                for other in self._acts.before(act, entry, _COMPARED)
                for report in other.followed
                if act in report.acts
            }
            before |= {r.name: r for r in entry.followed[:place] if set(r.acts) & set(found.acts)}
            if found.made and not any(tracks.fulfils(found, former) for former in before.values()):
                continue
            for name, former in before.items():
                if former.made or former.status == found.status == "done":
                    continue  # what is done is tied to what was to be done, or it is no track
                score = self.track_score(former, found)[0]
                if score > KEPT:
                    yield _link(name, found.name, score, same=score > 0)

    def track_score(self, a: Followed, b: Followed) -> tuple[float, tuple[Feature, ...]]:
        """How likely two reports tell of one future act, with the reasons."""
        return tracks.similarity(a, b, cosine(a.told, b.told, self.candidates), self.candidates.rarity)

    def _count(self, entry: Entry) -> Iterator[Link]:
        for place, found in enumerate(entry.counted):
            key = _kind(found)
            before = [
                c for other in self._heads.before(key, entry, _COMPARED) for c in other.counted if _kind(c) == key
            ]
            for other in (*before, *(c for c in entry.counted[:place] if _kind(c) == key)):
                score = series.agree(other, found, self.candidates.rarity)[0]
                if score > KEPT:
                    yield _link(other.figure.id, found.figure.id, score, same=score >= 0)

    def restored(self) -> None:
        """Take what was added so far for compared: `put` says what it came to."""
        self._due.clear()
        self._weighed = self._over()
        self.candidates.weigh(told for prepared in self._articles[: self._weighed] for told in prepared.told)

    def put(self, name: str, made: Made) -> None:
        """Put in what comparing an account with those before it came to when it was compared."""
        self._made[name] = made

    def made(self, name: str) -> Made | None:
        """What comparing an account with those before it came to; None for one that was not taken in."""
        return self._made.get(name)

    # what was found

    @property
    def links(self) -> dict[Pair, Link]:
        """The links between accounts, by their ids."""
        return {(link.a, link.b): link for made in self._made.values() for link in made.links}

    @property
    def track_links(self) -> dict[Pair, Link]:
        """The links between reports of future acts, by account."""
        return {(link.a, link.b): link for made in self._made.values() for link in made.tracks}

    @property
    def series_links(self) -> dict[Pair, Link]:
        """The links between figures, by figure."""
        return {(link.a, link.b): link for made in self._made.values() for link in made.series}

    @property
    def opposed(self) -> Iterator[Opposed]:
        """The pairs that stand against each other, whoever spoke, with their reasons."""
        for made in self._made.values():
            for pair in made.opposed:
                yield _with_features(pair, self.candidates)

    def pairs(self, name: str) -> Iterator[Pair]:
        """The pairs that an account is linked in with those published before it."""
        return ((link.a, link.b) for link in self._made[name].links)

    def linked(self, name: str) -> Mapping[str, Link]:
        """The accounts published before one that it is linked with."""
        return {link.b if link.a == name else link.a: link for link in self._made[name].links}


def _with_features(pair: Opposed, candidates: Candidates) -> Opposed:
    return Opposed(pair.a, pair.b, pair.kind, pair.topic, pair.features or compare(pair.a, pair.b, candidates))


def _one_voice(a: Account, b: Account) -> bool:
    """Whether two accounts have one speaker by the article's own words; the story knows better when all is told."""
    return a.article == b.article and a.speaker is not None and a.speaker == b.speaker


def _kind(found: series.Counted) -> tuple[str, str]:
    return found.role, min(found.head)


def _link(a: str, b: str, score: float, *, same: bool) -> Link:
    return Link(min(a, b), max(a, b), "same" if same else "unrelated", score)

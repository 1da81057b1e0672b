"""The story: readings put together.

`Reconciler` takes articles one by one and touches only what they can touch; what it tells is a function of the
articles and the judgements alone, in whatever order and in however many steps they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tawatur.language.outlets import outlet_by_name
from tawatur.language.pack import Pack, load_pack
from tawatur.model.article import Article
from tawatur.model.ids import content_id
from tawatur.model.judgement import Judgement
from tawatur.model.reading import Reading
from tawatur.model.story import Account, Dispute, Series, Story, Track
from tawatur.reconcile import gathering, series, tracks
from tawatur.reconcile.actors import Actors
from tawatur.reconcile.claims.cluster import groups
from tawatur.reconcile.claims.decide import Pair
from tawatur.reconcile.claims.features import compare
from tawatur.reconcile.claims.make import Maker, strongest
from tawatur.reconcile.claims.vectors import Sentences
from tawatur.reconcile.copies import CopyIndex
from tawatur.reconcile.disputes import within
from tawatur.reconcile.independence import Shared
from tawatur.reconcile.judged import Judged, joined, parted, reasons
from tawatur.reconcile.linking import Linker
from tawatur.reconcile.opposing import Opposed, disputewords
from tawatur.reconcile.prepared import Prepared, preparer
from tawatur.reconcile.sides import Sides, sidewords
from tawatur.reconcile.told import Told


class Touched(msgspec.Struct, frozen=True):
    """What a new article touched, by id."""

    copies: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    """Accounts of other articles that its own were linked with."""


class Reconciler:
    """Everything known of a ledger while articles come in."""

    def __init__(
        self, pack: Pack | None = None, judgements: Iterable[Judgement] = (), sentences: Sentences | None = None
    ) -> None:
        self._sentences = sentences
        self.pack = pack or load_pack("ar")
        self.judged = Judged(judgements)
        self.articles: dict[str, Article] = {}
        self.linker = Linker(self.pack)
        self._preparer = preparer(self.pack)
        self._prepared: dict[str, Prepared] = {}
        self._whole: dict[str, Prepared] = {}
        self._copies = CopyIndex(self.pack)
        self._actors: Actors | None = None

    def add(self, article: Article, reading: Reading) -> Touched:
        """Take in one article and compare it; adding it again changes nothing.

        What is published after it and would have seen it is compared again when the story is told.
        """
        if article.id in self.articles:
            return Touched()
        self.take(article, self.prepare(article, reading))
        own = tuple(told.account.id for told in self._prepared[article.id].told)
        self.linker.compare(own)
        linked = {
            other: None
            for name in own
            for other, link in self.linker.linked(name).items()
            if link.kind != "unrelated" and self.linker.entries[other].told.article != article.id
        }
        return Touched(copies=tuple(c.id for c in self._copies.of(article.id)), accounts=own, linked=tuple(linked))

    def add_all(self, articles: Iterable[tuple[Article, Reading]]) -> None:
        """Take in many articles at once."""
        for article, reading in articles:
            if article.id not in self.articles:
                self.take(article, self.prepare(article, reading))
        self.linker.settle()

    def prepare(self, article: Article, reading: Reading) -> Prepared:
        """An article made ready to be taken in."""
        return self._preparer.prepare(article, reading)

    def take(self, article: Article, prepared: Prepared) -> bool:
        """Take in an article that was made ready; whether it is new. It is linked when the story is told."""
        if article.id in self.articles:
            return False
        self.articles[article.id] = article
        self._whole[article.id] = prepared
        vectors = self._sentences.of(article, prepared) if self._sentences else None
        kept = tuple(told for told in prepared.told if not self.refused(told))
        if len(kept) < len(prepared.told):
            prepared = msgspec.structs.replace(prepared, told=kept)
        self._prepared[article.id] = prepared
        self.linker.add(prepared, vectors)
        self._copies.add(article)
        self._actors = None
        return True

    def whole(self, article: str) -> Prepared:
        """What an article was made ready as, rejected accounts among it."""
        return self._whole[article]

    def refused(self, told: Told) -> bool:
        """Whether somebody rejected an account or the mark that it comes from."""
        return told.account.id in self.judged.rejected or told.account.mark in self.judged.rejected

    @property
    def actors(self) -> Actors:
        """The actors of all articles taken in."""
        if self._actors is None:
            self._actors = Actors(self._preparer.words, self.judged)
            for prepared in sorted(self._prepared.values(), key=lambda p: p.order):
                self._actors.add(
                    prepared.article, self.articles[prepared.article].published.earliest, prepared.mentions
                )
            self._actors.settle()
        return self._actors

    def same_speaker(self, a: Account, b: Account) -> bool:
        """Whether two accounts have one ultimate speaker."""
        if a.speaker is None or b.speaker is None:
            return False
        if self.actors.resolve(a.speaker) != self.actors.resolve(b.speaker):
            return (
                self.actors.voice(a.speaker) == self.actors.voice(b.speaker)
                or bool(self.actors.joined(a.speaker) & self.actors.joined(b.speaker))
                or self._one_outlet(a.speaker, b.speaker)
                or self._shorter(a, b)
            )
        named = self.actors.id(a.speaker) is not None
        return named or a.article == b.article or bool(set(a.chain) & set(b.chain))

    @staticmethod
    def _one_outlet(one: str, two: str) -> bool:
        """Whether two speakers are one listed outlet: "the official news agency of X" by its short name."""
        known = outlet_by_name(one)
        return known is not None and not known.common and known == outlet_by_name(two)

    def _shorter(self, a: Account, b: Account) -> bool:
        """Whether one article names a person whom no other mark names, once in full and once by his family name."""
        one, two = sorted(((a.speaker or "").split(), (b.speaker or "").split()), key=len)
        unknown = self.actors.id(a.speaker) is None and self.actors.id(b.speaker) is None
        return unknown and a.article == b.article and len(one) == 1 and len(two) > 1 and one[0] == two[-1]

    def speaks_for(self, part: Account, whole: Account) -> bool:
        """Whether the one's speaker is an organ of the state that the other's is as a whole, or whose figures it gives."""
        if part.speaker is None or whole.speaker is None:
            return False
        served = self.actors.serves(part.speaker)
        return bool(served) and (self.actors.state(whole.speaker) == served or self.actors.is_record(whole.speaker))

    def account(self, told: Told) -> Account:
        """An account with its actor."""
        return msgspec.structs.replace(told.account, actor=self.actors.id(told.account.speaker))

    def story(self) -> Story:
        """All that the articles taken in say together."""
        self.linker.settle()
        texts = {name: article.text for name, article in self.articles.items()}
        counts = self._all_series(texts)
        copies = tuple(
            sorted((c for c in self._copies.copies() if c.id not in self.judged.rejected), key=lambda c: (c.a, c.b))
        )
        maker = Maker(
            self.linker, self.articles, self._shared(), self.judged, self.same_speaker, self.speaks_for, self.account
        )
        claims = maker.claims(counts)
        return Story(
            actors=self.actors.actors(texts),
            claims=claims,
            disputes=self._disputes(texts),
            series=counts,
            tracks=self._all_tracks(texts),
            copies=copies,
            suggestions=self.actors.suggestions(),
        )

    def _shared(self) -> Mapping[str, Shared]:
        """The passages that articles share, by article."""
        passages: dict[str, Shared] = {}
        for copy in sorted(self._copies.copies(), key=lambda c: (c.a, c.b)):
            for here, there in ((copy.a, copy.b), (copy.b, copy.a)):
                former = passages.get(here.article, Shared())
                passages[here.article] = Shared((*former.passages, (here.span, there.article, there.span)))
        return passages

    def _disputes(self, texts: Mapping[str, str]) -> tuple[Dispute, ...]:
        def why(pair: Opposed) -> str:
            quotes = (t.span.cut(texts[t.article])[:90].strip() for t in (pair.a, pair.b))
            return " / ".join(quotes)

        def told(one: Told) -> Told:
            return msgspec.structs.replace(one, account=self.account(one))

        everybody = (one for prepared in self._prepared.values() for one in prepared.told)
        sides = Sides(everybody, sidewords(self.pack), self.actors.resolve, self.same_speaker, self.actors.country)
        found = {(pair.a.account.id, pair.b.account.id): pair for pair in self.linker.opposed}
        for prepared in self._prepared.values():
            for pair in gathering.dismissed(prepared.told, sides.one):
                found[(pair.a.account.id, pair.b.account.id)] = pair
            for pair in within(prepared.told, disputewords(self.pack), self.linker.candidates):
                ends = (pair.a.account.id, pair.b.account.id)
                if ends not in found and ends[::-1] not in found:
                    features = compare(pair.a, pair.b, self.linker.candidates)
                    found[ends] = msgspec.structs.replace(pair, features=features)
        made = gathering.gather(
            [msgspec.structs.replace(pair, a=told(pair.a), b=told(pair.b)) for pair in found.values()], sides.one, why
        )
        kept = (
            self.judged.applied(
                "dispute", d, [content_id("dispute", a.id, b.id) for a in d.sides[0] for b in d.sides[1]]
            )
            for d in made
        )
        return tuple(d for d in kept if d is not None)

    def _all_series(self, texts: Mapping[str, str]) -> tuple[Series, ...]:
        def words(c: series.Counted) -> tuple[str, str]:
            text = texts[c.article]
            name = c.figure.counted.cut(text) if c.figure.counted else c.figure.span.cut(text)
            # a nation is named in the reader's language, any other place as it is written
            written = {t.key: text[t.start : t.end] for t in reversed(c.told.terms) if not t.key.startswith("@")}
            where = " ".join(written.get(key, key) for key in sorted(c.where))
            return name, c.figure.where.cut(text) if c.figure.where else where

        out = []
        known = self.linker.counted
        links = parted(self.linker.series_links, self.judged, known, "series")
        for members in joined(groups(links, joins=-0.2, absent=-1.0), self.judged, known, "series"):
            found = [known[m] for m in members]
            if len({(c.article, c.span) for c in found}) < 2:
                continue
            link = max((links[p] for p in _pairs(members) if p in links), key=strongest, default=None)
            features = reasons(link, lambda k: series.agree(known[k.a], known[k.b], self.linker.candidates.rarity)[1])
            made = series.make_series(found, self.articles, features, words)
            judged = self.judged.applied("series", made, [content_id("series", p.mark) for p in made.points])
            if judged is not None and len({(p.article, p.as_of) for p in made.points}) > 1:
                out.append(judged)
        return tuple(sorted(out, key=lambda s: (-len(s.points), s.id)))

    def _all_tracks(self, texts: Mapping[str, str]) -> tuple[Track, ...]:
        out = []
        followed = self.linker.followed
        links = parted(self.linker.track_links, self.judged, followed, "track")
        causes = {name: prepared.causes for name, prepared in self._prepared.items()}
        for members in joined(groups(links, joins=-0.4, absent=-1.5), self.judged, followed, "track"):
            found = [followed[m] for m in members]
            link = max((links[p] for p in _pairs(members) if p in links), key=strongest, default=None)
            features = reasons(link, lambda k: self.linker.track_score(followed[k.a], followed[k.b])[1])
            made = tracks.make_track(
                found, self.articles, causes, features,
                lambda f: f.told.account.speaker or "",
                lambda f: f.span.cut(texts[f.told.article]).strip(),
            )  # fmt: skip
            judged = self.judged.applied("track", made, [content_id("track", m) for m in members])
            if judged is not None:
                out.append(judged)
        return tuple(sorted(out, key=lambda t: (-len(t.points), t.id)))


def reconcile(
    items: Iterable[tuple[Article, Reading]], judgements: Iterable[Judgement] = (), *, pack: Pack | None = None,
    sentences: Sentences | None = None,
) -> Story:  # fmt: skip
    """The story that some articles tell together, as far as it was not judged otherwise."""
    reconciler = Reconciler(pack, judgements, sentences)
    reconciler.add_all(items)
    return reconciler.story()


def _pairs(members: Sequence[str]) -> Iterable[Pair]:
    ordered = sorted(members)
    return ((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])

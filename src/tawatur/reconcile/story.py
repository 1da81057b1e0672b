"""The story: readings put together.

`Reconciler` takes articles one by one and touches only what they can touch; `reconcile` takes all at once, so that the
outcome does not depend on their order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from tawatur.language.pack import Pack, load_pack
from tawatur.model.article import Article
from tawatur.model.ids import content_id
from tawatur.model.judgement import Judgement
from tawatur.model.marks import Cause
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.model.story import Account, Claim, Copy, Dispute, Series, Story, Track
from tawatur.reconcile import disputes, series, tracks
from tawatur.reconcile.actors import Actors
from tawatur.reconcile.claims.candidates import Candidates
from tawatur.reconcile.claims.cluster import claims_of, groups
from tawatur.reconcile.claims.decide import KEPT, Link, Pair, decide
from tawatur.reconcile.claims.features import compare, cosine
from tawatur.reconcile.copies import CopyIndex, publication_order
from tawatur.reconcile.independence import Shared, dependences, independent
from tawatur.reconcile.judged import Judged, forced
from tawatur.reconcile.told import Teller, Told

_COMPARED = 40
"""A figure or a future act is compared with this many of its kind, the latest ones."""


class Touched(msgspec.Struct, frozen=True):
    """What a new article touched, by id."""

    copies: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    """Accounts of other articles that its own were linked with."""


class Reconciler:
    """Everything known of a ledger while articles come in."""

    def __init__(self, pack: Pack | None = None, judgements: Iterable[Judgement] = ()) -> None:
        self.pack = pack or load_pack("ar")
        self.judged = Judged(judgements)
        self.teller = Teller(self.pack)
        self.articles: dict[str, Article] = {}
        self.actors = Actors(self.pack, self.teller.words, self.judged)
        self.candidates = Candidates(disputes.disputewords(self.pack).partners)
        self.links: dict[Pair, Link] = {}
        self.copies: list[Copy] = []
        self._copy_index = CopyIndex(self.pack)
        self._shared: dict[str, Shared] = {}
        self._followed: dict[str, tracks.Followed] = {}
        self._last_followed: dict[str, tracks.Followed] = {}
        self._by_act: dict[str, list[str]] = {}
        self._track_links: dict[Pair, Link] = {}
        self._counted: dict[str, series.Counted] = {}
        self._others = frozenset(self.teller.words.stem(self.pack.folding.full(w)) for w in series.others(self.pack))
        self._last_counted: dict[str, series.Counted] = {}
        self._by_head: dict[tuple[str, str], list[str]] = {}
        self._series_links: dict[Pair, Link] = {}
        self._causes: dict[str, tuple[Cause, ...]] = {}
        self._opposed: dict[Pair, disputes.Opposed] = {}

    def add(self, article: Article, reading: Reading) -> Touched:
        """Take in one article; adding it again changes nothing."""
        if article.id in self.articles:
            return Touched()
        told = self._prepare(article, reading)
        for one in told:
            self.candidates.count(one)
        return self._settle(article, reading, told)

    def add_all(self, articles: Iterable[tuple[Article, Reading]]) -> None:
        """Take in many articles at once, in the order of their publication, with the words of all counted first."""
        ordered = sorted({a.id: (a, r) for a, r in articles}.values(), key=lambda pair: publication_order(pair[0]))
        fresh = [(a, r) for a, r in ordered if a.id not in self.articles]
        told = [self._prepare(article, reading) for article, reading in fresh]
        for found in told:
            for one in found:
                self.candidates.count(one)
        for (article, reading), found in zip(fresh, told, strict=True):
            self._settle(article, reading, found)

    def _prepare(self, article: Article, reading: Reading) -> tuple[Told, ...]:
        self.articles[article.id] = article
        self.actors.add(article.id, article.published.earliest, reading, self.teller.analysis(article.text))
        self._causes[article.id] = reading.causes
        told = self.teller.tell(article, reading)
        resolve = self.actors.resolve
        return tuple(
            msgspec.structs.replace(t, names=frozenset(map(resolve, t.names))) for t in told if not self._refused(t)
        )

    def _refused(self, told: Told) -> bool:
        """Whether somebody rejected an account or the mark that it comes from."""
        return told.account.id in self.judged.rejected or told.account.mark in self.judged.rejected

    def _settle(self, article: Article, reading: Reading, told: Sequence[Told]) -> Touched:
        copies = self._copy_index.add(article)
        self.copies.extend(copies)
        for copy in copies:
            for here, there in ((copy.a, copy.b), (copy.b, copy.a)):
                former = self._shared.get(here.article, Shared())
                self._shared[here.article] = Shared((*former.passages, (here.span, there.article, there.span)))
        linked: dict[str, None] = {}
        for one in told:
            for other in self.candidates.near(one):
                link = self._compare(other, one)
                if link.kind != "unrelated":
                    linked[other.account.id] = None
            self.candidates.add(one)
            self._follow(one, reading)
            self._count(one, reading)
        for against in disputes.dismissed(told, self.same_speaker):
            self._opposed[(against.a.account.id, against.b.account.id)] = against
        return Touched(
            copies=tuple(c.id for c in copies),
            accounts=tuple(t.account.id for t in told),
            linked=tuple(linked),
        )

    def _compare(self, a: Told, b: Told) -> Link:
        link = decide(a, b, self.candidates)
        pair = (link.a, link.b)
        if link.score > KEPT:
            self.links[pair] = link
        against = disputes.opposed(a, b, link, disputes.disputewords(self.pack), self.same_speaker, self.candidates)
        if against is not None:
            features = link.features or compare(a, b, self.candidates)
            self._opposed[pair] = msgspec.structs.replace(against, features=features)
        return link

    def _follow(self, told: Told, reading: Reading) -> None:
        words = tracks.trackwords(self.pack)
        analysis = self.teller.analysis(self.articles[told.article].text)
        units = list(analysis.words(told.span))
        first = bisect_left(analysis.starts, told.span.start)
        coming = any(analysis.has(first + place, "sa") for place in range(len(units)))
        keys = [*(self.teller.words.bare(u.key) for u in units), *(u.key for u in units)]
        found = tracks.follow(told, reading, words, keys, self._last_followed.get(told.article), coming=coming)
        if found is None:
            return
        self._last_followed[told.article] = found
        name = told.account.id
        self._followed[name] = found
        posting = self._by_act.setdefault(found.what, [])
        for other in posting[-_COMPARED:]:
            former = self._followed[other]
            near = cosine(former.told, told, self.candidates)
            score, features = tracks.similarity(former, found, near, self.candidates.rarity)
            a, b = sorted((other, name))
            if score > KEPT:
                self._track_links[(a, b)] = Link(a, b, "same" if score > 0 else "unrelated", score, features)
        posting.append(name)

    def _count(self, told: Told, reading: Reading) -> None:
        scene = series.Scene(
            self.teller.analysis(self.articles[told.article].text),
            self.teller.words,
            series.countwords(self.pack),
            tuple(name for name in reading.names if name.kind in ("place", "facility")),
            self._others,
        )
        for figure in reading.figures:
            if figure.span not in told.span:
                continue
            before = self._last_counted.get(told.article)
            near = (
                before if before and before.span.end < figure.span.start <= before.span.end + _SAME_SENTENCE else None
            )
            found = series.counted(figure, told, scene, near)
            if found is None:
                continue
            self._last_counted[told.article] = found
            self._counted[figure.id] = found
            posting = self._by_head.setdefault((found.role, min(found.head)), [])
            for other in posting[-_COMPARED:]:
                score, features = series.agree(self._counted[other], found, self.candidates.rarity)
                a, b = sorted((other, figure.id))
                if score > KEPT:
                    self._series_links[(a, b)] = Link(a, b, "same" if score >= 0 else "unrelated", score, features)
            posting.append(figure.id)

    def same_speaker(self, a: Account, b: Account) -> bool:
        """Whether two accounts have one ultimate speaker."""
        if a.speaker is None or b.speaker is None:
            return False
        one, two = self.actors.resolve(a.speaker), self.actors.resolve(b.speaker)
        if one != two:
            return False
        named = self.actors.id(a.speaker) is not None
        return named or a.article == b.article or bool(set(a.chain) & set(b.chain))

    def story(self) -> Story:
        """All that the articles taken in say together."""
        self.actors.settle()
        texts = {name: article.text for name, article in self.articles.items()}
        counts = self._all_series(texts)
        claims = self._claims(texts, counts)
        of_claim = {account.id: claim.id for claim in claims for account in claim.accounts}
        return Story(
            actors=self.actors.actors(texts),
            claims=claims,
            disputes=self._disputes(of_claim, texts),
            series=counts,
            tracks=self._all_tracks(texts),
            copies=tuple(
                sorted((c for c in self.copies if c.id not in self.judged.rejected), key=lambda c: (c.a, c.b))
            ),
            suggestions=self.actors.suggestions(),
        )

    def account(self, told: Told) -> Account:
        """An account with its actor."""
        return msgspec.structs.replace(told.account, actor=self.actors.id(told.account.speaker))

    def _claims(self, texts: Mapping[str, str], counts: Sequence[Series]) -> tuple[Claim, ...]:
        links = forced(self.links, self.judged, self.candidates.told)
        found = {tuple(members): None for members in (*claims_of(links), *self._counts(counts))}
        out: dict[str, Claim] = {}
        spoken: set[str] = set()
        for members in sorted(found, key=lambda m: (-len(m), m)):
            claim = self._claim(members, texts, spoken)
            if claim is None:
                continue
            # two claims may begin with one account: the smaller one is known by its first two, three …
            known = [account.id for account in claim.accounts]
            name = next(
                (n for i in range(1, len(known) + 1) if (n := content_id("claim", *known[:i])) not in out), claim.id
            )
            judged = self.judged.applied(
                "claim", msgspec.structs.replace(claim, id=name), [content_id("claim", k) for k in known]
            )
            if judged is not None:
                out[name] = judged
        for a, b in self.judged.same:
            if a in out and b in out:
                both = self._claim([x.id for x in (*out[a].accounts, *out.pop(b).accounts)], texts, set())
                out[a] = msgspec.structs.replace(both, id=a) if both else out[a]
        return tuple(sorted(out.values(), key=lambda c: (c.accounts[0].article, c.accounts[0].spans, c.id)))

    def _counts(self, counts: Sequence[Series]) -> Iterable[list[str]]:
        """Claims that a thing counts so many: the points of a series that give one figure, told at one time."""
        for one in counts:
            by_value: dict[tuple[float | None, float | None], list[Told]] = {}
            for point in one.points:
                by_value.setdefault((point.low, point.high), []).append(self._counted[point.mark or ""].told)
            for told in by_value.values():
                told.sort(key=lambda t: (t.published or NEVER, t.article, t.span))
                run: list[Told] = []
                for account in told:
                    if run and (disputes.apart(run[-1], account) or 0) > _ONE_COUNT:
                        yield [t.account.id for t in run]
                        run = []
                    run.append(account)
                yield [t.account.id for t in run]

    def _claim(self, members: Sequence[str], texts: Mapping[str, str], spoken: set[str]) -> Claim | None:
        """A claim of some accounts; None where they are but one voice in one article.

        Its gist is none of those that speak for another claim already, as long as it has another account.
        """
        told = sorted(
            {m: self.candidates.told[m] for m in members}.values(),
            key=lambda t: (publication_order(self.articles[t.article]), t.span),
        )
        if len({(t.article, t.account.speaker) for t in told}) < 2:
            return None
        accounts = tuple(self.account(t) for t in told)
        found = dependences(accounts, self.articles, self._shared, self.same_speaker)
        count, gathered = independent(accounts, found)
        links = (self.links[p] for p in _pairs(members) if p in self.links)
        best = max(links, key=_best, default=None)
        gist = self._central(told, spoken)
        spoken.add(gist.account.id)
        return Claim(
            id=content_id("claim", *sorted(t.account.id for t in told)),
            gist=_shortened(gist.span.cut(texts[gist.article])),
            accounts=accounts,
            independent=count,
            groups=gathered,
            dependences=found,
            features=best.features if best else (),
        )

    def _central(self, told: Sequence[Told], spoken: set[str]) -> Told:
        """The account that the others are nearest to, one that asserts before one that denies, in few words."""

        def rank(one: Told) -> tuple[bool, bool, float, str, Span]:
            near = sum(cosine(one, other, self.candidates) for other in told if other is not one) / max(
                1, len(told) - 1
            )
            lengthy = _LENGTHY * max(0, len(one.terms) - _BRIEF)
            return one.account.id in spoken, one.account.stance == "denies", lengthy - near, one.article, one.span

        return min(told, key=rank)

    def _disputes(self, of_claim: Mapping[str, str], texts: Mapping[str, str]) -> tuple[Dispute, ...]:
        def why(pair: disputes.Opposed) -> str:
            quotes = (t.span.cut(texts[t.article])[:90].strip() for t in (pair.a, pair.b))
            return " / ".join(quotes)

        found = [
            msgspec.structs.replace(
                pair,
                a=msgspec.structs.replace(pair.a, account=self.account(pair.a)),
                b=msgspec.structs.replace(pair.b, account=self.account(pair.b)),
            )
            for pair in self._opposed.values()
        ]
        made = disputes.gather(found, of_claim, why)
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
            where = c.figure.where.cut(text) if c.figure.where else " ".join(sorted(c.where))
            return name, where

        out = []
        for members in groups(self._series_links, joins=-0.2, absent=-1.0):
            found = [self._counted[m] for m in members]
            if len({(c.article, c.span) for c in found}) < 2:
                continue
            link = max((self._series_links[p] for p in _pairs(members) if p in self._series_links), key=_best)
            made = series.make_series(found, self.articles, link.features, words)
            judged = self.judged.applied("series", made, [content_id("series", p.mark) for p in made.points])
            if judged is not None and len({(p.article, p.as_of) for p in made.points}) > 1:
                out.append(judged)
        return tuple(sorted(out, key=lambda s: (-len(s.points), s.id)))

    def _all_tracks(self, texts: Mapping[str, str]) -> tuple[Track, ...]:
        out = []
        for members in groups(self._track_links, joins=-0.8, absent=-1.5):
            found = [self._followed[m] for m in members]
            link = max((self._track_links[p] for p in _pairs(members) if p in self._track_links), key=_best)
            made = tracks.make_track(
                found, self.articles, self._causes, link.features,
                lambda f: f.told.account.speaker or "",
                lambda f: f.told.span.cut(texts[f.told.article]).strip(),
            )  # fmt: skip
            judged = self.judged.applied("track", made, [content_id("track", m) for m in members])
            if judged is not None:
                out.append(judged)
        return tuple(sorted(out, key=lambda t: (-len(t.points), t.id)))


NEVER = (date.max, date.max)
_ONE_COUNT = 300
"""Days between two reports of one figure up to which they tell one count."""
_GIST = 140
"""Characters of a gist at most."""
_LOOSE = " ,;:.-\u060c\u061b"
_BRIEF = 9
"""Words that tell, up to which an account is brief enough to be a claim's gist; each one more counts against it."""
_LENGTHY = 0.03
_SAME_SENTENCE = 60
"""A figure without a noun counts what one at most so many characters before it did ("from 4,000 to 1,800")."""


def reconcile(
    items: Iterable[tuple[Article, Reading]], judgements: Iterable[Judgement] = (), *, pack: Pack | None = None
) -> Story:
    """The story that some articles tell together, as far as it was not judged otherwise."""
    reconciler = Reconciler(pack, judgements)
    reconciler.add_all(items)
    return reconciler.story()


def _shortened(text: str) -> str:
    """A gist on one line, cut at a word's edge where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _GIST else line[:_GIST].rsplit(" ", 1)[0].rstrip(_LOOSE) + "\u2026"


def _pairs(members: Sequence[str]) -> Iterable[Pair]:
    ordered = sorted(members)
    return ((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])


def _best(link: Link) -> tuple[float, str, str]:
    return link.score, link.a, link.b

"""Claims made of accounts that tell one thing: with their chains, their gist and the reasons of their best link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from tawatur.model.article import Article
from tawatur.model.ids import content_id
from tawatur.model.span import Span
from tawatur.model.story import Account, Claim, Series, Stance
from tawatur.reconcile import opposing
from tawatur.reconcile.claims.cluster import claims_of
from tawatur.reconcile.claims.decide import Link, Pair
from tawatur.reconcile.claims.features import compare, large
from tawatur.reconcile.claims.figures import vague
from tawatur.reconcile.copies import publication_order
from tawatur.reconcile.independence import Shared, dependences, independent
from tawatur.reconcile.judged import Judged, forced
from tawatur.reconcile.linking import Linker
from tawatur.reconcile.manner import HEARSAY, SUPPOSED, told_as
from tawatur.reconcile.told import Told

NEVER = (date.max, date.max)
_ONE_COUNT = 300
"""Days between two reports of one figure up to which they tell one count."""
_GIST = 140
"""Characters of a gist at most."""
_LOOSE = " ,;:.-\u060c\u061b"
_PAIRS = (("(", ")"), ("[", "]"), ("\u00ab", "\u00bb"), ("\u201c", "\u201d"))
_BRIEF = 9
"""Words that tell, up to which an account is brief enough to be a claim's gist; each one more counts against it."""
_LENGTHY = 0.03


class Maker:
    """Makes the claims of one story."""

    def __init__(  # noqa: PLR0917  # one inner call; the names at hand are those of the parameters
        self, linker: Linker, articles: Mapping[str, Article], shared: Mapping[str, Shared], judged: Judged,
        same_speaker: Callable[[Account, Account], bool], speaks_for: Callable[[Account, Account], bool],
        account: Callable[[Told], Account],
    ) -> None:  # fmt: skip
        self._linker = linker
        self._articles = articles
        self._shared = shared
        self._judged = judged
        self._same_speaker = same_speaker
        self._speaks_for = speaks_for
        self._account = account

    def claims(self, counts: Sequence[Series]) -> tuple[Claim, ...]:
        """All claims: those that links make, and that a thing counts so many."""
        told = self._linker.candidates.told
        links = forced(self._linker.links, self._judged, told)
        found = {
            tuple(members): None
            for members in (*claims_of(links, large=large(self._linker.candidates)), *self._counts(counts))
        }
        out: dict[str, Claim] = {}
        spoken: set[str] = set()
        for members in sorted(found, key=lambda m: (-len(m), m)):
            claim = self._claim(members, links, spoken)
            if claim is None:
                continue
            # two claims may begin with one account: the smaller one is known by its first two, three …
            known = [account.id for account in claim.accounts]
            name = next(
                (n for i in range(1, len(known) + 1) if (n := content_id("claim", *known[:i])) not in out), claim.id
            )
            judged = self._judged.applied(
                "claim", msgspec.structs.replace(claim, id=name), [content_id("claim", k) for k in known]
            )
            if judged is not None:
                out[name] = judged
        self._join(out, links)
        return tuple(sorted(out.values(), key=lambda c: (c.accounts[0].article, c.accounts[0].spans, c.id)))

    def _join(self, out: dict[str, Claim], links: Mapping[Pair, Link]) -> None:
        """Put together the claims that people said are one, each known by any of its accounts."""
        if not self._judged.same:
            return
        of = {content_id("claim", account.id): name for name, claim in out.items() for account in claim.accounts}
        of |= {name: name for name in out}
        for a, b in self._judged.same:
            one, two = of.get(a), of.get(b)
            if one in out and two in out and one != two:
                both = self._claim([x.id for x in (*out[one].accounts, *out.pop(two).accounts)], links, set())
                out[one] = msgspec.structs.replace(both, id=one) if both else out[one]
                of = {name: one if claim == two else claim for name, claim in of.items()}

    def _counts(self, counts: Sequence[Series]) -> Iterable[list[str]]:
        """Claims that a thing counts so many: the points of a series that give one figure, told at one time."""
        crowded = large(self._linker.candidates) > 0
        for one in counts:
            by_value: dict[tuple[float | None, float | None], list[Told]] = {}
            for point in one.points:
                if crowded and vague(point.low, point.high):
                    continue
                by_value.setdefault((point.low, point.high), []).append(self._linker.counted[point.mark or ""].told)
            for told in by_value.values():
                told.sort(key=lambda t: (t.published or NEVER, t.article, t.span))
                run: list[Told] = []
                for account in told:
                    if run and (opposing.apart(run[-1], account) or 0) > _ONE_COUNT:
                        yield [t.account.id for t in run]
                        run = []
                    run.append(account)
                yield [t.account.id for t in run]

    def _claim(self, members: Sequence[str], links: Mapping[Pair, Link], spoken: set[str]) -> Claim | None:
        """A claim of some accounts; None where they are but one voice in one article.

        Its gist is none of those that speak for another claim already, as long as it has another account.
        """
        known = self._linker.candidates.told
        told = sorted(
            {m: known[m] for m in members}.values(),
            key=lambda t: (publication_order(self._articles[t.article]), t.span),
        )
        if len({(t.article, t.account.speaker) for t in told}) < 2:
            return None
        accounts = tuple(
            msgspec.structs.replace(self._account(t), stance=stance)
            for t, stance in zip(told, _stances(told), strict=True)
        )
        heard = {t.account.id for t in told if HEARSAY in t.manner}
        supposed = {t.account.id for t in _supposing(told)}
        found = dependences(
            accounts,
            self._articles,
            self._shared,
            self._same_speaker,
            self._speaks_for,
            hearsay=lambda a: a.id in heard,
            supposed=lambda a: a.id in supposed,
        )
        count, gathered = independent(accounts, found)
        inside = set(members)
        best = max(
            (links[pair] for name in members for pair in self._linker.pairs(name) if inside.issuperset(pair) and pair in links),
            key=strongest, default=None,
        )  # fmt: skip
        if best is None:  # what a person joined
            best = next((links[p] for p in pairwise(sorted(inside)) if p in links), None)
        gist = self._central(told, spoken)
        spoken.add(gist.account.id)
        features = (best.features or compare(known[best.a], known[best.b], self._linker.candidates)) if best else ()
        return Claim(
            id=content_id("claim", *sorted(t.account.id for t in told)),
            gist=_shortened(_closed(self._articles[gist.article].text, gist.span)),
            accounts=accounts,
            independent=count,
            groups=gathered,
            dependences=found,
            features=features,
        )

    def _central(self, told: Sequence[Told], spoken: set[str]) -> Told:
        """The account that the others are nearest to, in few words.

        One that asserts goes before one that denies, a whole one before a part of one, and one that tells no act beside
        what the others tell before one that does.
        """
        scale = self._linker.candidates
        middle: dict[str, float] = {}
        for one in told:
            share = 1 / (scale.length(one) or 1.0)
            for key, weight in one.weights.items():
                middle[key] = middle.get(key, 0.0) + share * weight * scale.rarity(key) ** 2

        acts = Counter(act for one in told for act in one.acts)

        def rank(one: Told) -> tuple[bool, bool, bool, bool, float, str, Span]:
            # the sum of the cosines with all, itself among them, is the product with the middle of all
            near = sum(weight * middle[key] for key, weight in one.weights.items()) / (scale.length(one) or 1.0)
            lengthy = _LENGTHY * max(0, len(one.terms) - _BRIEF)
            mean = round((near - 1.0) / max(1, len(told) - 1), 6)
            more = any(3 * acts[act] <= len(told) for act in one.acts)
            apart = (one.account.id in spoken, one.account.stance == "denies", one.leans, more)
            return (*apart, lengthy - mean, one.article, one.span)

        return min(told, key=rank)


def _stances(told: Sequence[Told]) -> list[Stance]:
    """Who asserts and who denies what the accounts of a claim tell together.

    Where nobody says that it is so, the negative is another wording for what they say ("will not leave", "stays"). Who says
    something else and denies what the most assert, denies it here ("what we discuss is X, and that is no withdrawal").
    """
    asserting = [t for t in told if t.account.stance == "asserts"]
    asserted = {act for t in asserting for act in t.acts}
    most = Counter(act for t in asserting for act in set(t.acts) - t.denied)

    def stance(one: Told) -> Stance:
        first = next((act for act in one.acts if act in one.denied), one.head)
        if one.negated:
            return "denies" if first in asserted else "asserts"
        if one.account.stance == "asserts" and first in one.denied and 2 * most[first] >= len(asserting):
            return "denies"
        return one.account.stance

    return [stance(one) for one in told]


def _supposing(told: Sequence[Told]) -> Iterable[Told]:
    """The accounts that only suppose what most of a claim's accounts tell ("would strike if there is proof of the use")."""
    times = Counter(act for one in told for act in set(one.acts))
    core = {act for act, n in times.items() if 2 * n > len(told)}
    return (one for one in told if (acts := core.intersection(one.acts)) and acts <= told_as(one.manner, SUPPOSED))


def strongest(link: Link) -> tuple[float, str, str]:
    """What the best of some links is chosen by."""
    return link.score, link.a, link.b


def _closed(text: str, span: Span) -> str:
    """The words of a span with the bracket or mark that they open and the text closes right behind them."""
    words, mark = span.cut(text), text[span.end : span.end + 1]
    opened = any(mark == end and words.count(opening) > words.count(end) for opening, end in _PAIRS)
    return words + mark if opened else words


def _shortened(text: str) -> str:
    """A gist on one line, cut at a word's edge where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _GIST else line[:_GIST].rsplit(" ", 1)[0].rstrip(_LOOSE) + "\u2026"

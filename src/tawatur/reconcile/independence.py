"""Independence: how many chains assert a claim without leaning on each other, with the reasons where they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from tawatur.language.outlets import bare_name, outlet_by_name
from tawatur.model.article import Article
from tawatur.model.span import Span
from tawatur.model.story import Account, Dependence

_ALIKE = 0.5
"""Share of the words of the shorter of two accounts that the other one has too, to be one passage told twice."""
_WORD = re.compile(r"\w+")


class Shared(msgspec.Struct, frozen=True):
    """The passages of one article that stand in others too: (span here, the other article, span there)."""

    passages: tuple[tuple[Span, str, Span], ...] = ()


def dependences(
    accounts: Sequence[Account], articles: Mapping[str, Article], shared: Mapping[str, Shared],
    same_speaker: Callable[[Account, Account], bool], speaks_for: Callable[[Account, Account], bool],
    *, hearsay: Callable[[Account], bool], supposed: Callable[[Account], bool],
) -> tuple[Dependence, ...]:  # fmt: skip
    """Why pairs of accounts of one claim (by index) are not independent, the first reason of each pair.

    `speaks_for` tells whether the first one's speaker is part of what the second one's is as a whole: the ministry of a
    government. What a government says is no second voice beside one of its own; two of its ministries are two. `hearsay`
    tells whether an article passes on what is said by nobody in particular: nothing beside whom it names for the same.
    `supposed` tells whether an account only supposes it ("if …"): nothing beside one that asserts it.
    """
    out: list[Dependence] = []
    for i, a in enumerate(accounts):
        for j in range(i + 1, len(accounts)):
            reason = depends(a, accounts[j], articles, shared, same_speaker)
            if reason:
                out.append(Dependence(a=i, b=j, reason=reason[0], detail=reason[1]))  # type: ignore[arg-type]  # a literal
    known = {(d.a, d.b) for d in out}
    out.extend(_headlines(accounts, articles, known))
    out.extend(_heard(accounts, known, hearsay))
    out.extend(_wholes(accounts, known, speaks_for))
    out.extend(_supposing(accounts, {(d.a, d.b) for d in out}, supposed))
    return tuple(out)


def depends(
    a: Account, b: Account, articles: Mapping[str, Article], shared: Mapping[str, Shared],
    same_speaker: Callable[[Account, Account], bool],
) -> tuple[str, str] | None:  # fmt: skip
    """The reason why two accounts lean on each other and its words; None where they are independent."""
    first, second = articles[a.article], articles[b.article]
    if same_speaker(a, b):
        return "speaker", a.speaker or ""
    hops_a, hops_b = _hops(a, first), _hops(b, second)
    common = sorted(hops_a & hops_b)
    if common:
        return "hop", common[0]
    own_a, own_b = _outlet(first), _outlet(second)
    if own_a and own_a in hops_b:
        return "hop", own_a
    if own_b and own_b in hops_a:
        return "hop", own_b
    for here, other, there in shared.get(a.article, Shared()).passages:
        if (
            other == b.article
            and any(s.overlaps(here) for s in a.spans)
            and any(s.overlaps(there) for s in b.spans)
            and _alike(a, b, first, second)
        ):
            return "copy", other
    if a.speaker is None and b.speaker is None:
        if own_a and own_a == own_b:
            return "outlet", own_a
        if a.article == b.article:
            return "outlet", own_a or a.article
        family_a, family_b = _family(first), _family(second)
        if family_a and family_a == family_b:
            return "family", family_a
    return None


def independent(accounts: Sequence[Account], found: Sequence[Dependence]) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """How many independent chains assert a claim, and the groups of accounts (by index) that hang together.

    Accounts that deny make groups of their own and are not counted, nor is who asserts it here and denies it there.
    """
    root = list(range(len(accounts)))

    def top(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for dependence in found:
        if accounts[dependence.a].stance == accounts[dependence.b].stance:
            one, two = top(dependence.a), top(dependence.b)
            root[max(one, two)] = min(one, two)
    groups: dict[int, list[int]] = {}
    for i in range(len(accounts)):
        groups.setdefault(top(i), []).append(i)
    torn = {
        i for d in found for i in (d.a, d.b) if d.reason == "speaker" and accounts[d.a].stance != accounts[d.b].stance
    }
    count = sum(accounts[found[0]].stance == "asserts" and not torn.issuperset(found) for found in groups.values())
    return count, tuple(tuple(found) for found in groups.values())


@lru_cache(1 << 14)
def outlet_key(name: str) -> str:
    """The one name of an outlet or agency, by the pack's table where it is listed."""
    known = outlet_by_name(name)
    return known.name if known else bare_name(name)


def _headlines(
    accounts: Sequence[Account], articles: Mapping[str, Article], known: set[tuple[int, int]]
) -> Iterator[Dependence]:
    """The author's headlines with whom the text below quotes first for the same: they sum him up and know no more."""
    for i, a in enumerate(accounts):
        title = articles[a.article].title_span
        if a.speaker is not None or title is None or not all(span in title for span in a.spans):
            continue
        below = (j for j, b in enumerate(accounts) if b.article == a.article and b.speaker and b.stance == a.stance)
        yield from _on_first(accounts, i, below, known)


def _heard(
    accounts: Sequence[Account], known: set[tuple[int, int]], hearsay: Callable[[Account], bool]
) -> Iterator[Dependence]:
    """What an article has by hearsay, with the first whom it names for the same."""
    for i, a in enumerate(accounts):
        if hearsay(a):
            named = (j for j, b in enumerate(accounts) if b.article == a.article and b.speaker and b.stance == a.stance)
            yield from _on_first(accounts, i, named, known)


def _wholes(
    accounts: Sequence[Account], known: set[tuple[int, int]], speaks_for: Callable[[Account, Account], bool]
) -> Iterator[Dependence]:
    """What a state says as a whole, with the first of those who speak for it."""
    for i, whole in enumerate(accounts):
        parts = (j for j, part in enumerate(accounts) if part.stance == whole.stance and speaks_for(part, whole))
        yield from _on_first(accounts, i, parts, known)


def _supposing(
    accounts: Sequence[Account], known: set[tuple[int, int]], supposed: Callable[[Account], bool]
) -> Iterator[Dependence]:
    """What is only supposed, with the first who asserts it."""
    told = [a.stance == "asserts" and not supposed(a) for a in accounts]
    for i, a in enumerate(accounts):
        if a.stance == "asserts" and not told[i]:
            yield from _on_first(accounts, i, (j for j, asserts in enumerate(told) if asserts), known, "supposed")


def _on_first(
    accounts: Sequence[Account], i: int, others: Iterator[int], known: set[tuple[int, int]],
    reason: Literal["speaker", "supposed"] = "speaker",
) -> Iterator[Dependence]:  # fmt: skip
    """An account with the first of others that it leans on, so that those do not come to lean on each other."""
    first = next(others, None)
    if first is not None and (min(i, first), max(i, first)) not in known:
        speaker = accounts[i].speaker or accounts[first].speaker
        yield Dependence(a=min(i, first), b=max(i, first), reason=reason, detail=speaker or "")


def _alike(a: Account, b: Account, first: Article, second: Article) -> bool:
    """Whether two accounts in a shared passage are the same words: two speakers quoted in it stay two."""
    one, two = (
        {word for span in account.spans for word in _WORD.findall(span.cut(article.text))}
        for account, article in ((a, first), (b, second))
    )
    return len(one & two) >= _ALIKE * min(len(one), len(two))


def _hops(account: Account, article: Article) -> set[str]:
    """The intermediaries of an account; a credited text's own assertions come through whom it is credited to."""
    hops = {outlet_key(name) for name in account.chain}
    if account.speaker is None and not hops and article.credit:
        hops.add(outlet_key(article.credit))
    return hops


def _outlet(article: Article) -> str:
    return outlet_key(article.outlet) if article.outlet else ""


def _family(article: Article) -> str:
    known = outlet_by_name(article.outlet) if article.outlet else None
    return known.family if known else ""

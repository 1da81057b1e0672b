"""From links to claims: which accounts, taken together, tell one thing.

An account may belong to more than one claim ("the plan was agreed and will be announced soon"), so that claims are
not a partition: they are the cliques of the graph of links, cliques that largely agree put together. Where so many
accounts hang together that their cliques cannot be listed, they are gathered by average score instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from tawatur.reconcile.claims.decide import CERTAIN, Link, Pair

ABSENT = -2.0
"""What a pair that was never compared counts for."""
_JOINS = -0.5
"""Two cliques, or two groups, are one claim where the pairs between them come to this on average."""
_CLASH = -6.0
"""What is added for a pair that was told apart by its figures or dates: one such pair parts two cliques."""
_STRICTER = 0.7
_OVERLAP = 0.5
"""Share of the smaller of two cliques that stands in the larger, to be put together."""
_WHOLE = 0.7
"""How much more the pairs of two cliques taken together, those they share among them, have to come to on average."""
_SHARED = 2
"""Members that they share at least there."""
_SURE = 2.0
"""What a pair counts for at most there: a few copies of one text make no claim of what stands beside them."""
_LISTED = 300
"""A component of more accounts is gathered by average score."""
_MOST_CLIQUES = 500
_MOST_MEMBERS = 400

Near = Mapping[str, Mapping[str, float]]


def claims_of(links: Mapping[Pair, Link], *, large: float = 0.0) -> list[list[str]]:
    """The claims that links make, each as the ids of its accounts; the outcome does not depend on the links' order.

    `large` says how far the ledger is no small one any more, 0 to 1: there what was not linked is not put together.
    """
    joins = _JOINS + large * _STRICTER
    out: list[list[str]] = []
    for component, inside in _components(links, ("same", "denies")):
        kept = {pair: link for pair, link in inside.items() if link.kind in ("same", "denies")}
        near = _near(inside)
        if len(component) > _LISTED:
            out.extend(gathered(kept, inside, joins=joins, absent=ABSENT))
            continue
        found = list(_cliques(component, kept))
        out.extend(_merged(found, near, joins) if len(found) <= _MOST_CLIQUES else [sorted(c) for c in found])
    return sorted(out)


def groups(links: Mapping[Pair, Link], *, joins: float, absent: float) -> list[list[str]]:
    """Things gathered into groups of which none shares a member with another, for tracks and series."""
    out: list[list[str]] = []
    for _, inside in _components(links, ("same",)):
        kept = {pair: link for pair, link in inside.items() if link.kind == "same"}
        out.extend(gathered(kept, inside, joins=joins, absent=absent))
    return sorted(out)


def gathered(kept: Mapping[Pair, Link], links: Mapping[Pair, Link], *, joins: float, absent: float) -> list[list[str]]:
    """Greedy agglomeration by average score, best links first.

    Of each two groups what their pairs come to above `absent` is kept as a sum, so that putting two together costs as
    much as they have neighbours.
    """
    of: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    above: dict[str, dict[str, float]] = {}
    for (a, b), link in links.items():
        much = link.score - absent if link.score <= -CERTAIN else max(0.0, link.score - absent)
        above.setdefault(a, {})[b] = above.setdefault(b, {})[a] = much
    for pair in kept:
        for end in pair:
            of[end] = end
            members[end] = [end]
    for link in sorted(kept.values(), key=lambda k: (-k.score, k.a, k.b)):
        one, two = of[link.a], of[link.b]
        size = len(members[one]) * len(members[two])
        if one == two or len(members[one]) + len(members[two]) > _MOST_MEMBERS:
            continue
        if absent + above[one].get(two, 0.0) / size < joins:
            continue
        if len(above[one]) < len(above[two]):
            one, two = two, one
        for end in members[two]:
            of[end] = one
        members[one].extend(members.pop(two))
        for other, much in above.pop(two).items():
            del above[other][two]
            if other != one:
                above[one][other] = above[other][one] = above[one].get(other, 0.0) + much
    return [sorted(found) for found in members.values() if len(found) > 1]


def _near(links: Mapping[Pair, Link]) -> dict[str, dict[str, float]]:
    near: dict[str, dict[str, float]] = {}
    for (a, b), link in links.items():
        score = link.score + _CLASH if link.clash and link.score < 0 else link.score
        near.setdefault(a, {})[b] = score
        near.setdefault(b, {})[a] = score
    return near


def _components(links: Mapping[Pair, Link], kinds: Sequence[str]) -> Iterator[tuple[list[str], dict[Pair, Link]]]:
    """What hangs together by links of some kinds, each with all links between its members."""
    root: dict[str, str] = {}

    def top(end: str) -> str:
        while root[end] != end:
            root[end] = root[root[end]]
            end = root[end]
        return end

    for (a, b), link in links.items():
        if link.kind in kinds:
            one, two = top(root.setdefault(a, a)), top(root.setdefault(b, b))
            root[max(one, two)] = min(one, two)
    members: dict[str, list[str]] = {}
    for end in root:
        members.setdefault(top(end), []).append(end)
    inside: dict[str, dict[Pair, Link]] = {first: {} for first in members}
    for pair in sorted(links):
        a, b = pair
        if a in root and b in root and top(a) == top(b):
            inside[top(a)][pair] = links[pair]
    for first in sorted(members):
        yield sorted(members[first]), inside[first]


def _cliques(component: list[str], links: Mapping[Pair, Link]) -> Iterator[frozenset[str]]:
    """The maximal cliques of a component (Bron and Kerbosch 1973, with pivots), `_MOST_CLIQUES` + 1 at most."""
    inside = set(component)
    near: dict[str, set[str]] = {end: set() for end in component}
    for a, b in links:
        if a in inside and b in inside:
            near[a].add(b)
            near[b].add(a)
    count = 0

    def grow(chosen: frozenset[str], left: set[str], done: set[str]) -> Iterator[frozenset[str]]:
        nonlocal count
        if count > _MOST_CLIQUES:
            return
        if not left and not done:
            count += 1
            yield chosen
            return
        pivot = max(sorted(left | done), key=lambda end: len(near[end] & left))
        for end in sorted(left - near[pivot]):
            yield from grow(chosen | {end}, left & near[end], done & near[end])
            left = left - {end}
            done = done | {end}

    yield from grow(frozenset(), inside, set())


def _merged(cliques: Iterable[frozenset[str]], near: Near, joins: float) -> list[list[str]]:
    """Cliques that largely agree put together: each into the claim it fits best, until none fits another."""
    found = [set(c) for c in sorted(cliques, key=lambda c: (-len(c), sorted(c)))]
    changed = True
    while changed:
        changed = False
        kept: list[set[str]] = []
        for clique in found:
            fits = [(_fit(clique, other, near), -place) for place, other in enumerate(kept)]
            best = max(fits, default=(_NO_FIT, 0))
            if best[0] >= joins:
                kept[-best[1]] |= clique
                changed = True
            else:
                kept.append(clique)
        found = kept
    return [sorted(c) for c in found]


_NO_FIT = -9.0


def _fit(one: set[str], two: set[str], near: Near) -> float:
    """How well what two cliques do not share agrees; `_NO_FIT` where they share too little."""
    overlap = len(one & two)
    if not overlap or overlap < _OVERLAP * min(len(one), len(two)):
        return _NO_FIT
    only_one, only_two = sorted(one - two), sorted(two - one)
    if not (only_one and only_two):
        return -_NO_FIT
    if any(near.get(a, {}).get(b, 0.0) <= _CLASH for a in only_one for b in only_two):
        return _NO_FIT
    apart = _average(only_one, only_two, near)
    if overlap < _SHARED:
        return apart
    return max(apart, _whole(sorted(one | two), near) - _WHOLE)


def _whole(members: Sequence[str], near: Near) -> float:
    """The average over all pairs of a claim, none counting for more than `_SURE`."""
    pairs = [min(_SURE, near.get(a, {}).get(b, ABSENT)) for a, b in combinations(members, 2)]
    return sum(pairs) / len(pairs)


def _average(one: Iterable[str], two: Iterable[str], near: Near) -> float:
    pairs = [near.get(a, {}).get(b, ABSENT) for a in one for b in two]
    return sum(pairs) / len(pairs)

"""From links to claims: which accounts, taken together, tell one thing.

An account may belong to more than one claim ("the plan was agreed and will be announced soon"), so that claims are
not a partition: they are the cliques of the graph of links, cliques that largely agree put together. Where so many
accounts hang together that their cliques cannot be listed, they are gathered by average score instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tawatur.reconcile.claims.decide import Link, Pair

ABSENT = -2.0
"""What a pair that was never compared counts for."""
_JOINS = -0.2
"""Two cliques, or two groups, are one claim where the pairs between them come to this on average."""
_OVERLAP = 0.5
"""Share of the smaller of two cliques that stands in the larger, to be put together."""
_LISTED = 300
"""A component of more accounts is gathered by average score."""
_MOST_CLIQUES = 500
_MOST_MEMBERS = 400

Near = Mapping[str, Mapping[str, float]]


def claims_of(links: Mapping[Pair, Link]) -> list[list[str]]:
    """The claims that links make, each as the ids of its accounts; the outcome does not depend on the links' order."""
    kept = {pair: link for pair, link in links.items() if link.kind in ("same", "denies")}
    near = _near(links)
    out: list[list[str]] = []
    for component in _components(kept):
        if len(component) > _LISTED:
            inside = set(component)
            out.extend(gathered({p: k for p, k in kept.items() if p[0] in inside}, near, joins=_JOINS, absent=ABSENT))
            continue
        found = list(_cliques(component, kept))
        out.extend(_merged(found, near) if len(found) <= _MOST_CLIQUES else [sorted(c) for c in found])
    return sorted(out)


def groups(links: Mapping[Pair, Link], *, joins: float, absent: float) -> list[list[str]]:
    """Things gathered into groups of which none shares a member with another, for tracks and series."""
    kept = {pair: link for pair, link in links.items() if link.kind == "same"}
    return sorted(gathered(kept, _near(links), joins=joins, absent=absent))


def gathered(kept: Mapping[Pair, Link], near: Near, *, joins: float, absent: float) -> list[list[str]]:
    """Greedy agglomeration by average score, best links first."""
    of: dict[str, int] = {}
    members: dict[int, list[str]] = {}
    for number, link in enumerate(sorted(kept.values(), key=lambda k: (-k.score, k.a, k.b))):
        for end in (link.a, link.b):
            if end not in of:
                of[end] = 2 * number + (end == link.b)
                members[of[end]] = [end]
        one, two = of[link.a], of[link.b]
        if one == two or len(members[one]) + len(members[two]) > _MOST_MEMBERS:
            continue
        if _average(members[one], members[two], near, absent) >= joins:
            for end in members[two]:
                of[end] = one
            members[one].extend(members.pop(two))
    return [sorted(found) for found in members.values() if len(found) > 1]


def _near(links: Mapping[Pair, Link]) -> dict[str, dict[str, float]]:
    near: dict[str, dict[str, float]] = {}
    for (a, b), link in links.items():
        near.setdefault(a, {})[b] = link.score
        near.setdefault(b, {})[a] = link.score
    return near


def _components(links: Iterable[Pair]) -> Iterator[list[str]]:
    neighbours: dict[str, set[str]] = {}
    for a, b in links:
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    seen: set[str] = set()
    for start in sorted(neighbours):
        if start in seen:
            continue
        found, stack = [], [start]
        seen.add(start)
        while stack:
            end = stack.pop()
            found.append(end)
            for other in neighbours[end] - seen:
                seen.add(other)
                stack.append(other)
        yield sorted(found)


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


def _merged(cliques: Iterable[frozenset[str]], near: Near) -> list[list[str]]:
    """Cliques that largely agree put together: each into the claim it fits best, until none fits another."""
    found = [set(c) for c in sorted(cliques, key=lambda c: (-len(c), sorted(c)))]
    changed = True
    while changed:
        changed = False
        kept: list[set[str]] = []
        for clique in found:
            fits = [(_fit(clique, other, near), -place) for place, other in enumerate(kept)]
            best = max(fits, default=(_NO_FIT, 0))
            if best[0] >= _JOINS:
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
    return _average(only_one, only_two, near, ABSENT) if only_one and only_two else -_NO_FIT


def _average(one: Iterable[str], two: Iterable[str], near: Near, absent: float) -> float:
    pairs = [max(absent, near.get(a, {}).get(b, absent)) for a in one for b in two]
    return sum(pairs) / len(pairs)

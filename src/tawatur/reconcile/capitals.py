"""Which unlisted place is whose capital, from what all articles of a ledger say of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import product

from tawatur.reconcile.namewords import Mention

_OUTRIGHT = 3
"""Officials speaking there that weigh as much as the text's saying whose capital it is."""
_ENOUGH = 2
"""Officials of a state who have to be told to speak in a place."""


def capitals(told: Iterable[Mention], states: Mapping[str, str], stem: Callable[[str], str]) -> dict[str, str]:
    """The states by their capitals.

    `states` are those that have bodies of their own, by the stem of name and adjective. A place is the capital of the
    state whose officials speak there, of no two states, and never of one that has an ambassador there. Where two
    capitals are named side by side and their states are too, the one that is known tells the other.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    abroad: dict[str, set[str]] = defaultdict(set)
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    owners = set(states.values())
    for mention in told:
        if mention.beside:
            pairs[mention.key][mention.beside] += 1
        if mention.key in owners:
            continue
        if mention.abroad and stem(mention.abroad) in states:
            abroad[mention.key].add(states[stem(mention.abroad)])
        if mention.seat and stem(mention.seat) in states:
            votes[mention.key][states[stem(mention.seat)]] += _OUTRIGHT if mention.explicit else 1
    found: dict[str, str] = {}
    for city, of in sorted(votes.items(), key=lambda item: (-max(item[1].values()), item[0])):
        state, times = max(of.items(), key=lambda item: (item[1], item[0]))
        sure = times >= _ENOUGH and times > sum(of.values()) - times
        if sure and state not in abroad[city] and state not in found.values():
            found[city] = state
    for city, state in sorted(found.items()):
        others = [place for place in pairs[city] if place not in found and place not in owners]
        partners = [
            place for place in pairs[state] if place in owners and place not in found.values() and place != state
        ]
        fitting = [(o, p) for o, p in product(others, partners) if p not in abroad[o]]
        if len(fitting) == 1:
            found.update(fitting)
    return found

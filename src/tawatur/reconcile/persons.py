"""Persons of several forms: longer and shorter names, other spellings, family names alone."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from tawatur.model.story import Feature
from tawatur.reconcile.roster import Roster

_NAME, _OFFICE, _BESIDE = 0.5, 0.4, 0.3
"""What a shared family name, office and company weigh; a name alone makes a suggestion."""
_ENOUGH = 0.75
_OTHERS = 2
"""Others beside whom two persons of one name have to be told, to be one."""


def join_person(roster: Roster, key: str) -> None:
    """Let a person's name stand for a longer one of the same first and last word, or the other way round."""
    words = key.split()
    if len(words) < 2:
        roster.by_last[words[-1] if words else key].add(key)
        return
    for other in sorted(roster.by_last[words[-1]]):
        longer, shorter = (words, other.split()) if len(words) >= len(other.split()) else (other.split(), words)
        if len(shorter) > 1 and shorter[0] == longer[0] and set(shorter) <= set(longer):
            keep, drop = " ".join(longer), " ".join(shorter)
            roster.merge(drop, keep)
    roster.by_last[words[-1]].add(key)


def join_spellings(roster: Roster) -> None:
    """Let persons of one name that outlets spell in two ways be one: a name of another language has no one spelling."""
    by_shape: dict[str, list[str]] = defaultdict(list)
    for key in sorted(key for key, known in roster.known.items() if known.kind == "person" and " " in key):
        by_shape[roster.words.shape(key)].append(key)
        first, rest = key.split(" ", 1)
        if first in roster.words.dropped and " " in rest and rest in roster.known and roster.offices(key, rest):
            roster.merge(rest, key)
    for keys in by_shape.values():
        for one, two in combinations(keys, 2):
            words = zip(one.split(), two.split(), strict=True)
            if not all(roster.words.sounds_like(a, b) for a, b in words) or not {one, two} <= roster.known.keys():
                continue
            if not roster.articles(one) & roster.articles(two):  # an outlet keeps to one spelling
                roster.merge(*sorted((one, two), key=lambda k: (roster.known[k].names.total(), k)))


def join_family_names(roster: Roster) -> None:
    """Let a family name alone stand for the one person of the ledger who bears it, where something else says so.

    The shared name is never enough: the two have to be told with one office, or beside the same others. Where two
    persons bear the name, or nothing else speaks for it, there is a suggestion.
    """
    for last, bearers in sorted(roster.by_last.items()):
        whole = {roster.final(key) for key in bearers if key != last} - {last}
        if last in bearers and roster.final(last) == last and last in roster.known and len(whole) == 1:
            bearer = whole.pop()
            if sum(f.weight for f in reasons(roster, last, bearer)) >= _ENOUGH:
                roster.merge(last, bearer)


def reasons(roster: Roster, short: str, long: str) -> tuple[Feature, ...]:
    """What speaks for a family name and a full name being one person's."""
    offices = roster.offices(short, long)
    shared = (_beside(roster, short) & _beside(roster, long)) - {short, long}
    found = [Feature(name="family name", value=1.0, weight=_NAME, detail=short)]
    if offices:
        found.append(Feature(name="office", value=1.0, weight=_OFFICE, detail=min(offices)))
    if len(shared) >= _OTHERS:
        found.append(Feature(name="told beside", value=1.0, weight=_BESIDE, detail=" ".join(sorted(shared)[:3])))
    return tuple(found)


def _beside(roster: Roster, key: str) -> set[str]:
    """The persons, bodies and groups of the articles that name somebody."""
    return {
        other
        for article in roster.articles(key)
        for other in map(roster.final, roster.in_article[article])
        if other in roster.known and roster.known[other].kind != "place"
    }

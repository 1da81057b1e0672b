"""In what manner a clause is told: as an outright denial, with a reserve, of all or only of a part.

Comparing accounts word by word does not see these: "we urge them not to leave" denies no departure, "the alleged
attack" asserts none, and "everywhere" and "in the south only" can be said of one truce and yet not both hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from tawatur.language.pack import Pack
from tawatur.model.marks import Statement
from tawatur.model.span import Span
from tawatur.read.units import Analysis, Unit
from tawatur.reconcile.words import Term, Words, nation_of, words_of

OUTRIGHT = "outright"
"""It says itself that something is not so, and neither asks for it nor supposes it."""
HEDGED = "hedged"
"""It supposes, asks, or calls what it tells alleged: it asserts nothing that could be denied."""
ALL = "all "
"""It is told of all or everywhere; the key of what follows is written behind."""
ONLY = "only "
"""It is told of a part and of nothing else; the key of what stands beside that word is written behind."""
SUPPOSED = "if "
"""It only supposes what the key written behind stands for ("if there is proof of their use")."""
OF = "of "
"""It tells what the key written behind stands for only to say more of a thing ("the town that was the last …")."""
FURTHER = "further"
"""The clause begins in the middle, with "which" or "who": it says more of what stands before it."""
BEHIND = "behind"
"""It tells who has done something rather than that it was done ("its responsibility", "its raids")."""
HEARSAY = "hearsay"
"""The author passes on what is being said, by nobody in particular ("there is talk of …")."""

_OPENING = 7
"""Words from the beginning of a clause within which its denial stands."""
_HEARD = 3
"""Words from the beginning of a clause among which it says that it is hearsay."""
_SHORT = 10
_OWNED = 5
"""Letters that a word with a possessor has at least."""
_NO_ASSERTIONS = ("demand", "ask", "promise", "warn")
"""Acts of statements that deny nothing, however they are worded."""


class Mannerwords:
    """The words of a pack that tell in what manner something is said."""

    def __init__(self, pack: Pack) -> None:
        table = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["manner"])
        fold = pack.folding.full
        words: Words = words_of(pack)
        sets = {name: frozenset(words.bare(fold(form)) for form in forms) for name, forms in table.items()}
        self.predicative, self.supposing, self.alleged = sets["predicative"], sets["supposing"], sets["alleged"]
        self.any = sets["any"]
        self.all, self.only, self.referring = sets["all"], sets["only"], sets["referring"]
        self.relative = sets["relative"]
        clauses = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["clauses"])
        self.that_not = frozenset(map(pack.folding.light, clauses["that_not"]))
        self.behind, self.hearsay = sets["behind"], sets["hearsay"]
        self.possessors = tuple(
            map(fold, cast(Mapping[str, Sequence[str]], pack.table("reconcile")["stem"])["pronouns"])
        )
        self._bare = words.bare

    def keys(self, units: Sequence[Unit]) -> list[str]:
        """The folded words of some units without their articles."""
        return [self._bare(unit.key.split(" ")[-1]) for unit in units]


@cache
def mannerwords(pack: Pack) -> Mannerwords:
    """The manner words of a pack, made once per process."""
    return Mannerwords(pack)


def manner_of(
    analysis: Analysis, clause: Span, statement: Statement | None, terms: Sequence[Term], words: Mannerwords
) -> frozenset[str]:
    """In what manner a clause is told."""
    units = tuple(unit for unit in analysis.words(clause) if len(unit.key) > 1)
    keys = words.keys(units)
    told = set(keys)
    act = statement.act if statement is not None else "say"
    out = set()
    supposed = next((u.start for u, key in zip(units, keys, strict=True) if key in words.supposing), clause.end)
    first = next((t.start for t in terms if t.act), clause.end)
    if (supposed < clause.end and supposed <= first) or told & words.alleged or act in _NO_ASSERTIONS:
        out.add(HEDGED)
    if statement is None and words.hearsay.intersection(keys[:_HEARD]):
        out.add(HEARSAY)
    further = next((u.start for u, key in zip(units[1:], keys[1:], strict=True) if key in words.relative), clause.end)
    out.update(OF + t.key for t in terms if t.start > further)
    out.update(SUPPOSED + t.key for t in terms if t.start > supposed)
    first_units = tuple(u for u in units[:_OPENING] if u.start < supposed)
    opening = {form for unit in first_units for form in (words.keys((unit,))[0], unit.key.split(" ")[0])}
    no = bool(words.predicative & opening) or any(unit.light in words.that_not for unit in first_units)
    denies = act == "deny" or no
    if set(keys[:1]) & words.relative:
        out.add(FURTHER)
    elif denies and act not in _NO_ASSERTIONS:
        out.add(OUTRIGHT)
    own = {unit.start for unit in units if unit.key.endswith(words.possessors) and len(unit.key) > _OWNED}
    if told & words.behind or any(t.act and t.start in own for t in terms):
        out.add(BEHIND)
    for unit, key in zip(units, keys, strict=True):
        if key in words.any and not denies:
            out.update(SUPPOSED + t.key for t in [t for t in terms if t.start > unit.start][:1])  # "any agreement"
        if key in words.all:
            out.update(ALL + t.key for t in [t for t in terms if t.start > unit.start][:1])
        if key in words.only:
            before, after = [t for t in terms if t.end <= unit.start], [t for t in terms if t.start > unit.start]
            out.update(ONLY + t.key for t in (*before[-2:], *after[:1]))
    return frozenset(out)


def refers(analysis: Analysis, clause: Span, statement: Statement, words: Mannerwords) -> bool:
    """Whether a denial only points to what it denies ("denied that", "denied these Turkish accusations")."""
    if statement.act != "deny":
        return False
    units = [unit for unit in analysis.words(clause) if len(unit.key) > 1]
    if not 0 < len(units) <= _SHORT:
        return False
    return all(bool(nation_of(unit)) or words.keys((unit,))[0] in words.referring for unit in units)


def told_as(found: frozenset[str], manner: str) -> set[str]:
    """The keys that are told in a manner that says of what it is (`ALL`, `ONLY`, `SUPPOSED`, `OF`)."""
    return {one.removeprefix(manner) for one in found if one.startswith(manner)}

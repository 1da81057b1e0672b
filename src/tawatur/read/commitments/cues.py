"""The cues of commitments: words that plan, promise, agree, demand, postpone, deny or tell of an act to come."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from tawatur.errors import PackError
from tawatur.language.frequency import frequencies
from tawatur.language.pack import Pack
from tawatur.read.analyse import analyser
from tawatur.read.needs import Fitting
from tawatur.read.pattern import Pattern
from tawatur.read.units import Analysis

_STATUSES = (
    "planned", "agreed", "announced", "demanded", "postponed", "denied", "done", "future", "forecast", "obliged",
    "loose", "dated", "bound",
)  # fmt: skip
_WHOSE = ("cue", "act", "object")
_KNOWN_SHARE = 1e-6


class Cue(msgspec.Struct, frozen=True, gc=False):
    """One cue: its unit, where its act begins, and what its rule says of its status."""

    index: int
    act: int
    """The unit where the act begins: the cue itself where the rule marks none."""
    status: str
    negative: bool
    rule: str
    rank: int
    """The rule's place in its file: the earlier decides where two cues share a clause."""
    party: int | None = None
    """The unit where the rule saw the party that is to act."""
    from_act: bool = False
    """Whether only the act is the commitment, not the words that lay it down."""
    whose: str = "cue"
    """Whose subject is to act: the cue's own, that of the act it governs, or the one it is addressed to (object)."""


@dataclass(frozen=True)
class _Maker:
    name: str
    status: str
    negative: bool
    rank: int
    whose: str
    from_act: bool


def find_cues(analysis: Analysis) -> tuple[Cue, ...]:
    """The cues of a text, in order, one a unit."""
    found: dict[int, Cue] = {}
    for pattern, maker in _makers(analysis.pack).to(analysis):
        parts = pattern.regex.groupindex
        for match in pattern.regex.finditer(analysis.symbols):
            index = match.start("c")
            if index in found:
                continue
            act = match.start("w") if "w" in parts else index
            party = match.start("p") if "p" in parts else None
            found[index] = Cue(
                index, act, maker.status, maker.negative, maker.name, maker.rank, party, maker.from_act, maker.whose
            )
    for index in _unlisted_futures(analysis):
        if index not in found:
            found[index] = Cue(index, index, "future", negative=False, rule="will, unlisted verb", rank=_UNLISTED)
    return tuple(found[index] for index in sorted(found))


_UNLISTED = 1000


def _unlisted_futures(analysis: Analysis) -> list[int]:
    """Words with the future's prefix written on a verb that no lexicon lists, told by how common the verb is."""
    table = analysis.pack.table("commitments")
    prefixes, shortest = tuple(str(p) for p in _items(table["future_prefixes"])), int(str(table["future_rest"]))
    known = frequencies(analysis.pack.code, analysis.pack.folding)
    out = []
    plain = analysis.alphabet.symbol(frozenset({"word"}))
    for index in [index for index, sign in enumerate(analysis.signs) if sign == plain]:
        unit = analysis.units[index]
        if not unit.key.startswith(prefixes) or unit.entries or unit.definite:
            continue
        rest = unit.key[1:]
        if len(rest) < shortest:
            continue
        share = known.share(rest)
        if share >= _KNOWN_SHARE and share > known.share(unit.key) / 2:
            out.append(index)
    return out


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


@cache
def _makers(pack: Pack) -> Fitting[_Maker]:
    """The rules of `rules/commitments.toml`, compiled."""
    alphabet = analyser(pack).alphabet
    makers = []
    for rank, rule in enumerate(pack.rules["commitments"]):
        pattern = Pattern(rule.pattern, alphabet)
        status = str(rule.fields.get("status", ""))
        whose = str(rule.fields.get("whose", "cue"))
        if whose not in _WHOSE:
            raise PackError("pack.whose", rule=rule.name, known=_WHOSE)
        if status not in _STATUSES or "c" not in pattern.regex.groupindex:
            raise PackError("pack.commitment", rule=rule.name, statuses=_STATUSES)
        makers.append(
            (
                pattern,
                _Maker(
                    rule.name,
                    status,
                    rule.fields.get("negative") is True,
                    rank,
                    whose,
                    rule.fields.get("from_act") is True,
                ),
            )
        )
    return Fitting(makers, alphabet)

"""Triggers: the words that name a happening, each judged by the first rule of the pack that fits where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import msgspec

from tawatur.errors import PackError
from tawatur.language.lexicon import Entry
from tawatur.language.pack import Pack, Rule
from tawatur.model.marks import EventKind
from tawatur.read.analyse import analyser
from tawatur.read.needs import Fitting
from tawatur.read.pattern import Pattern
from tawatur.read.units import Analysis, Unit

Verdict = Literal["happened", "planned", "current", "denied", "mention", "dated", "none"]
_CLASSES = ("event", "event_weak", "event_speech", "event_toll", "event_claim", "event.noun", "event.past")
_VERDICTS = ("happened", "planned", "current", "denied", "mention", "dated", "none")


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A word that names a happening, with what the pack says of it."""

    index: int
    """The unit."""
    kind: EventKind
    group: str
    """The sort of happening within its class: which arguments it takes and what it may be another mention of."""
    verbal: bool
    """Whether it stands there as a finite verb."""
    passive: bool
    verdict: Verdict
    rule: str
    anchor: int = 0
    """The unit of the verb that carries it: itself, or the light verb of its clause."""
    acted: bool = True
    """Whether the anchor's subject is who did it (launched an attack), not who told of it (announced a death)."""
    during: bool = False
    """Whether the act of the clause went on during it, at the same time."""
    presupposed: bool = False
    """Whether it stands behind a word of time ("after the attack"), which sets it apart from the clause's own time."""


@dataclass(frozen=True)
class _Judge:
    name: str
    verdict: str
    kind: EventKind | None
    group: str | None
    form: str | None
    title_only: bool
    groups: frozenset[str]
    presupposed: bool
    during: bool
    acted: bool


def find_triggers(analysis: Analysis) -> tuple[Trigger, ...]:
    """The triggers of a text, in order; a word that no rule takes for a happening is left out."""
    return tuple(_made(analysis, _settled(analysis)))


def judged(analysis: Analysis) -> list[tuple[int, str, str]]:
    """For each trigger word the unit, the rule that decided on it and its verdict, `none` included."""
    return [(index, judge.name, judge.verdict) for index, (judge, _) in sorted(_settled(analysis).items())]


def _settled(analysis: Analysis) -> dict[int, tuple[_Judge, int]]:
    """For each trigger word the first rule that fits, and the verb that carries it there."""
    settled: dict[int, tuple[_Judge, int]] = {}
    for pattern, judge in _judges(analysis.pack).to(analysis):
        at, search, carried = 0, pattern.regex.search, "v" in pattern.regex.groupindex
        while found := search(analysis.symbols, at):
            index = found.start("t")
            if index not in settled and _admits(judge, analysis, index):
                settled[index] = (judge, found.start("v") if carried else index)
            at = found.start() + 1
    return settled


def _admits(judge: _Judge, analysis: Analysis, index: int) -> bool:
    if judge.title_only and index not in analysis.paragraphs[0]:
        return False
    if not judge.groups:
        return True
    entry = _entry(analysis.units[index], judge.form)
    return entry is not None and entry.value.rpartition(" ")[2] in judge.groups


def _made(analysis: Analysis, settled: dict[int, tuple[_Judge, int]]) -> Iterator[Trigger]:
    for index, (judge, anchor) in sorted(settled.items()):
        if judge.verdict == "none":
            continue
        unit = analysis.units[index]
        entry = _entry(unit, judge.form)
        kind, _, group = entry.value.partition(" ") if entry else ("OTHER", "", "")
        yield Trigger(
            index=index,
            kind=judge.kind or cast(EventKind, kind),
            group=judge.group or group,
            verbal=(entry is not None and _finite(entry)) if judge.form is None else judge.form == "verb",
            passive=entry is not None and entry.part.startswith("passive"),
            verdict=cast(Verdict, judge.verdict),
            rule=judge.name,
            anchor=anchor if anchor >= 0 else index,
            acted=judge.acted,
            during=judge.during,
            presupposed=judge.presupposed,
        )


_FINITE = frozenset({"past", "stem", "present", "jussive", "passive_past", "passive_present"})


def _finite(entry: Entry) -> bool:
    return (entry.part or entry.cls.partition(".")[2]) in _FINITE


def _entry(unit: Unit, form: str | None) -> Entry | None:
    """The unit's trigger entry, of the form (verb or noun) that the rule wants."""
    best = None
    for entry in unit.entries:
        if entry.cls not in _CLASSES:
            continue
        best = best or entry
        if form is None or _finite(entry) == (form == "verb"):
            return entry
    return best


@cache
def _judges(pack: Pack) -> Fitting[_Judge]:
    """The rules of `rules/events.toml`, compiled; the first that fits a place decides."""
    alphabet = analyser(pack).alphabet
    patterns = ((Pattern(rule.pattern, alphabet), rule) for rule in pack.rules["events"])
    return Fitting([(pattern, _judge(rule, pattern)) for pattern, rule in patterns], alphabet)


def _judge(rule: Rule, pattern: Pattern) -> _Judge:
    verdict = str(rule.fields.get("verdict", ""))
    if verdict not in _VERDICTS or "t" not in pattern.regex.groupindex:
        raise PackError("pack.event", rule=rule.name, verdicts=_VERDICTS)
    return _Judge(
        name=rule.name,
        verdict=verdict,
        kind=cast(EventKind | None, rule.fields.get("kind")),
        group=cast(str | None, rule.fields.get("group")),
        form=cast(str | None, rule.fields.get("form")),
        title_only=rule.fields.get("where") == "title",
        groups=frozenset(str(rule.fields.get("groups", "")).split()),
        presupposed=rule.fields.get("presupposed") is True,
        during=rule.fields.get("during") is True,
        acted=rule.fields.get("acted") is not False,
    )

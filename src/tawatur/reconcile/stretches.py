"""Clauses: a text cut into stretches that each tell one thing, and what is negated in them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.span import Span
from tawatur.read.units import Analysis, Unit
from tawatur.reconcile.words import words_of

_SHORTEST = 3
"""A stretch of fewer words stays with the one before it; one of so many too where it tells no act."""
_OTHER_ACT = 5
"""Units before "after" or "following" and an act, from which on that act is told for itself."""
_BEFORE_RELATIVE = 5
"""Units before a relative clause, an act among them, from which on it tells something for itself."""
_RELATIVE = 5
"""Words of a relative clause from which on it may tell something for itself."""
_BEFORE_CUE = 5
"""Units before the cue of a statement, an act among them, from which on they tell something for themselves."""
_SHORT_DISMISSAL = 8
_AT_END = 5
"""Words at a clause's end among which it may say that what stands before is untrue."""
_NEXT = 2
"""Words behind a negator among which the one stands that says that something is there."""
_IN_PASSING = 4
"""Words between two commas, without an act or a verb, that part nothing."""
_ALWAYS_CUT = 7
"""From this many words on, a comma may end a clause."""

Phrase = tuple[str, ...]


class Denial(msgspec.Struct, frozen=True):
    """A stretch of a clause that is denied."""

    start: int
    end: int
    leads: bool
    """Whether it opens the clause, so that the clause as a whole is a denial."""


class Grammar:
    """The words of a pack that open, deny and explain, keyed by their first word."""

    def __init__(self, pack: Pack) -> None:
        data = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["clauses"])
        self._words = words_of(pack)
        self.pack = pack
        fold = pack.folding.full
        lists = {name: tuple(tuple(fold(form).split()) for form in forms) for name, forms in data.items()}
        self.openers = _by_first(lists["openers"])
        self.before_acts = frozenset(form[0] for form in lists["before_acts"])
        self.relatives = frozenset(form[0] for form in lists["relatives"])
        self.negators = frozenset(" ".join(form) for form in lists["negators"])
        self.purposes = frozenset(" ".join(form) for form in lists["purposes"])
        self.contrasts = frozenset(form[0] for form in lists["nominal_negators"])
        self.without = frozenset(" ".join(form) for form in lists["without"])
        self.no_denial = _by_first(lists["no_denial"])
        self.that_not = frozenset(map(pack.folding.light, data["that_not"]))
        self.exceptive = frozenset(form[0] for form in lists["exceptive"])
        self.instead = frozenset(form[0] for form in lists["instead"])
        self.asking = frozenset(map(pack.folding.light, data["asking"]))
        self.cause = _by_first(lists["cause"])
        self.cause_of = frozenset(form[0] for form in lists["cause_of"])
        self.caused_before = _by_first(lists["caused_before"])
        self.attributing = frozenset(form[0] for form in lists["attributing"])
        self.attributed = frozenset(form[0] for form in lists["attributed"])
        self.labelling = frozenset(form[0] for form in lists["labelling"])
        self.continuing = frozenset(form[0] for form in lists["continuing"])
        self.occurring = frozenset(form[0] for form in lists["occurring"])
        self.back = _by_first(lists["back"])
        self.accusative = fold(str(cast(Mapping[str, object], pack.table("names")["shapes"])["adverb"]))
        self.plurals = tuple(form[0] for form in lists["plurals"])
        self.objects = tuple(form[0] for form in lists["objects"])
        further = cast(Mapping[str, Mapping[str, Sequence[str]]], pack.table("reconcile"))
        roles = cast(Mapping[str, Sequence[str]], further["series"]["roles"])
        anyone = frozenset(map(fold, further["series"]["anyone"]))
        self.unmarked = {role: anyone.union(families) for role, families in roles.items()}
        self.partitive = frozenset(map(fold, further["series"]["partitive"]))
        self.says = cast(Mapping[str, float], further["says"])
        self.since = frozenset(map(fold, further["series"]["since"]))
        self.qualifiers = frozenset(map(fold, further["disputes"]["qualifiers"]))
        self.untrue = _by_first(lists["untrue"])
        self.dismissals = _by_first(tuple(fold(form).split()) for form in further["disputes"]["dismissals"])

    def clauses(self, analysis: Analysis, cuts: Iterable[int] = (), cues: Iterable[int] = ()) -> tuple[Span, ...]:
        """The clauses of a text. `cuts` are places where one must end: the edges of what somebody is quoted with.

        At `cues`, where somebody begins to be quoted, one ends that told an act ("an attack that, he said, …").
        """
        cut_at, cue_at = sorted(set(cuts)), frozenset(cues)
        out: list[Span] = []
        for sentence in analysis.sentences:
            out.extend(self._sentence(analysis, sentence, cut_at, cue_at))
        return tuple(out)

    def _sentence(self, analysis: Analysis, sentence: range, cuts: list[int], cues: frozenset[int]) -> list[Span]:
        parts: list[tuple[int, int, bool]] = []
        first = sentence.start
        for at in sentence:
            unit = analysis.units[at]
            hard = any(analysis.units[at - 1].start < cut <= unit.start for cut in cuts) if at > first else False
            quoted = False
            if unit.start in cues:
                slight = bool(parts) and not parts[-1][2] and self._slight(analysis, first, at)
                quoted = self._told_before(analysis, parts[-1][0] if slight else first, at)
            if at > first and (hard or quoted or self._opens(analysis, at, at - first)):
                parts.append((first, at, hard or quoted))
                first = at
        parts.append((first, sentence.stop, True))
        joined: list[tuple[int, int, bool]] = []
        for start, stop, hard in parts:
            if (
                joined
                and not joined[-1][2]
                and (self._slight(analysis, start, stop) or self._slight(analysis, *joined[-1][:2]))
            ):
                joined[-1] = (joined[-1][0], stop, hard)
            else:
                joined.append((start, stop, hard))
        return [span for start, stop, _ in joined if (span := self._bare(analysis, start, stop)) is not None]

    def _told_before(self, analysis: Analysis, first: int, at: int) -> bool:
        """Whether a stretch tells an act in words enough to stand for itself."""
        return at - first >= _BEFORE_CUE and any(self._words.is_act(unit) for unit in analysis.units[first:at])

    def _bare(self, analysis: Analysis, start: int, stop: int) -> Span | None:
        """The span of some units without punctuation and particles at its edges; None where nothing is left."""
        while start < stop and any(analysis.has(start, cls) for cls in ("mark", "break", "wa", "fa")):
            start += 1
        while stop > start and (
            any(analysis.has(stop - 1, cls) for cls in ("mark", "break", "wa"))
            or analysis.units[stop - 1].key in self.relatives
        ):
            stop -= 1
        return analysis.span(start, stop) if start < stop else None

    def _slight(self, analysis: Analysis, start: int, stop: int) -> bool:
        """Whether a stretch is too little to stand alone."""
        words = _count(analysis, start, stop)
        if words != _SHORTEST:
            return words < _SHORTEST
        return not any(self._words.is_act(unit) for unit in analysis.units[start:stop])

    def _opens(self, analysis: Analysis, at: int, length: int) -> bool:
        """Whether a clause begins at a unit that is not the sentence's first."""
        units = analysis.units
        if analysis.has(at - 1, "stop") or analysis.has(at - 1, "colon"):
            return True
        joined = analysis.has(at, "wa") or analysis.has(at, "fa")
        word = at + 1 if joined else at
        if analysis.has(at - 1, "wa") and units[at].attached:
            return False
        if word >= len(units):
            return False
        if match(self.openers, units, word):
            return True
        key = units[word].key
        if key in self.relatives and not joined and length >= _BEFORE_RELATIVE:
            return any(self._words.is_act(unit) for unit in units[at - length : at]) and self._tells_behind(
                analysis, at
            )
        if (
            (key in self.before_acts or key in self.purposes)
            and length >= _OTHER_ACT
            and self._tells_next(analysis, word)
        ):
            return not any(units[place].key in self.relatives for place in range(at - 2, at))
        if key in self.instead or match(self.cause, units, word):
            return False
        if key in self.negators and joined:
            return key not in self.contrasts
        after_comma = analysis.has(at - 1, "comma")
        if joined:
            return after_comma or self._verbal(analysis, word) or self._done(units[word], length)
        if not after_comma or self._set_apart(analysis, at - length, at):
            return False
        if length >= _SHORTEST and self._verbal(analysis, at):
            return True
        if key.endswith(self.accusative) and any(
            unit.key == key.removesuffix(self.accusative) for unit in units[at - length : at]
        ):
            return False  # "seems the announcement of …, an announcement without …": the name told once more
        return length >= _ALWAYS_CUT and key not in self.continuing and not self._in_passing(analysis, at)

    def _done(self, unit: Unit, length: int) -> bool:
        """Whether "and" opens a clause before a noun: one for what is done, not for what is counted."""
        act = length >= _SHORTEST and not unit.definite and self._words.is_act(unit)
        return act and not unit.key.endswith(self.plurals)

    def _set_apart(self, analysis: Analysis, first: int, comma: int) -> bool:
        """Whether the clause goes on behind words on its subject ("the round, which was put off, may be held")."""
        for place in range(first + 1, comma):
            if analysis.units[place].key in self.relatives and analysis.has(place - 1, "comma"):
                return not any(self._verbal(analysis, before) for before in range(first, place))
        return False

    def _in_passing(self, analysis: Analysis, at: int) -> bool:
        """Whether the comma before a unit only opens or closes words put in between ("signed, on Thursday, a deal")."""
        units = analysis.units
        for step, edge in ((1, at), (-1, at - 2)):
            place, words = edge, 0
            while 0 <= place < len(units) and words <= _IN_PASSING and not analysis.has(place, "comma"):
                if analysis.has(place, "stop") or analysis.has(place, "colon") or analysis.has(place, "break"):
                    break
                if self._words.is_act(units[place]) or analysis.has(place, "verb"):
                    break
                words += len(units[place].key) > 1
                place += step
            else:
                if 0 <= place < len(units) and words <= _IN_PASSING and analysis.has(place, "comma"):
                    return True
        return False

    def _tells_next(self, analysis: Analysis, at: int) -> bool:
        """Whether the very next word names an act."""
        return at + 1 < len(analysis.units) and self._words.is_act(analysis.units[at + 1])

    def _tells_behind(self, analysis: Analysis, at: int) -> bool:
        """Whether a relative clause tells an act: "which the state leads" only says of which thing the clause goes on."""
        tells, words = False, 0
        for place in range(at + 1, len(analysis.units)):
            if any(analysis.has(place, mark) for mark in ("stop", "colon", "comma", "break", "wa")):
                break
            if place > at + 1 and self._opens(analysis, place, place - at):
                break
            words += len(analysis.units[place].key) > 1
            tells = tells or self._words.is_act(analysis.units[place])
        return tells and words >= _RELATIVE

    def _verbal(self, analysis: Analysis, at: int) -> bool:
        unit = analysis.units[at]
        return not unit.definite and (analysis.has(at, "verb") or analysis.has(at, "sa"))

    def denials(self, analysis: Analysis, clause: Span) -> tuple[Denial, ...]:
        """What is denied within a clause: from each negator to the clause's end or to what is set against it."""
        units = tuple(analysis.words(clause))
        out: list[Denial] = []
        at = 0
        words = 0
        while at < len(units):
            unit = units[at]
            whole = unit.key in self.negators or unit.light in self.that_not
            # "no talks" may be a unit of its own
            no = whole or unit.key.split(" ")[0] in self.negators
            untrue = at + 1 < len(units) and match(self.untrue, units, at + 1)  # "is not untrue"
            if not no or untrue or match(self.no_denial, units, at):
                words += len(unit.key) > 1
                at += 1
                continue
            stop = at + 1
            while stop < len(units) and units[stop].key not in self.instead and not self._dates(units, stop, at):
                stop += 1
            inside = units[at + 1 if whole else at : stop]
            if inside and not any(u.key in self.exceptive and u.light not in self.that_not for u in inside[:6]):
                # what is done "without a fight" is done
                beside = unit.key in self.without and any(map(self._words.tells_act, units[:at]))
                out.append(Denial(inside[0].start, inside[-1].end, words <= 6 and not beside))
            at = stop + 1
        for at in range(max(1, len(units) - _AT_END), len(units)):
            # "the reports of X are untrue": what stands before is denied, unless that is denied in its turn
            twice = units[at - 1].key in self.negators or any(d.start <= units[at].start for d in out)
            if match(self.untrue, units, at) and not twice:
                return (Denial(units[0].start, units[at - 1].end, leads=True),)
        return tuple(out)

    def says_none(self, analysis: Analysis, denials: Iterable[Denial]) -> bool:
        """Whether what is denied is that the thing named before it is there at all ("the word does not appear")."""
        return any(
            self._words.bare(unit.key) in self.occurring
            for denial in denials
            for unit in itertools.islice(analysis.words(Span(denial.start, denial.end)), _NEXT)
        )

    def _dates(self, units: Sequence[Unit], at: int, negator: int) -> bool:
        """Whether an act begins that only says when: "will not stop before they leave" does not deny that they leave."""
        following = units[at + 1] if at + 1 < len(units) else None
        return (
            at > negator + 1
            and units[at].key in self.before_acts
            and following is not None
            and self._words.is_act(following)
        )

    def asks(self, analysis: Analysis, clause: Span) -> bool:
        """Whether a clause asks if something is so, or offers it as one of two, and so tells nothing."""
        return next(iter(analysis.words(clause))).light in self.asking

    def labels(self, analysis: Analysis, clause: Span) -> bool:
        """Whether a clause ends in "as being", behind which stands what something is called."""
        return tuple(analysis.words(clause))[-1].key in self.labelling

    def leans(self, analysis: Analysis, clause: Span) -> bool:
        """Whether a clause opens as a part of another ("which …", "after …", "despite …", "but also …")."""
        units = tuple(analysis.words(clause))
        key = units[0].key
        return key in self.relatives | self.before_acts | self.purposes or bool(match(self.openers, units, 0))

    def points_back(self, analysis: Analysis, clause: Span) -> bool:
        """Whether a clause leans on what stands before it ("about that", "this step", "announcing it")."""
        units = tuple(analysis.words(clause))
        return any(match(self.back, units, at) for at in range(len(units)))

    def dismisses(self, analysis: Analysis, clause: Span) -> bool:
        """Whether a clause only takes back what was said before it ("inaccurate", "baseless")."""
        units = tuple(analysis.words(clause))
        return len(units) <= _SHORT_DISMISSAL and any(
            match(self.dismissals, units, at) and not (at and units[at - 1].key in self.negators)
            for at in range(len(units))
        )

    def causes(self, analysis: Analysis, clause: Span, cue: Span | None = None) -> tuple[Span, ...]:
        """The stretches of a clause that are given as the cause of the rest: behind "because of", before "led to".

        Where the cue of its statement gives a cause ("attributed … to"), it is what stands behind that "to".
        """
        units = tuple(analysis.words(clause))
        if cue is not None and any(unit.key in self.attributing for unit in analysis.words(cue)):
            for unit in units:
                if unit.key in self.attributed:
                    return (Span(unit.start, clause.end),)
        for at in range(len(units)):
            taken = match(self.cause, units, at)
            if taken:
                of = units[at].key in self.cause_of and at + taken + 1 < len(units)
                return (Span(units[at + taken + 1 if of else at].start, clause.end),)
        for at in range(1, len(units)):
            if match(self.caused_before, units, at) and units[at].start > clause.start:
                return (Span(clause.start, units[at].start),)
        return ()


@cache
def grammar_of(pack: Pack) -> Grammar:
    """The grammar of a pack, made once per process."""
    return Grammar(pack)


def match(table: Mapping[str, Sequence[Phrase]], units: Sequence[Unit], at: int) -> int:
    """How many units a listed phrase takes that begins at a unit; 0 where none does."""
    for rest in table.get(units[at].key.split(" ")[0], ()):
        have: list[str] = units[at].key.split(" ")[1:]
        place = at + 1
        while len(have) < len(rest) and place < len(units):
            have.extend(units[place].key.split(" "))
            place += 1
        if tuple(have[: len(rest)]) == rest:
            return place - at
    return 0


def _by_first(forms: Iterable[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    out: dict[str, list[Phrase]] = {}
    for form in forms:
        out.setdefault(form[0], []).append(form[1:])
    return {first: tuple(sorted(rests, key=lambda r: (-len(r), r))) for first, rests in out.items()}


def _count(analysis: Analysis, start: int, stop: int) -> int:
    return sum(len(unit.key) > 1 for unit in analysis.units[start:stop])

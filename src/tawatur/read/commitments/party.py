"""Who is to act: the party of a commitment, found where the rule that made it says that it stands."""

from __future__ import annotations

from bisect import bisect_left

from tawatur.model.marks import Statement
from tawatur.model.span import Span
from tawatur.read.clauses import Clauses
from tawatur.read.commitments.cues import Cue
from tawatur.read.commitments.extents import Extent
from tawatur.read.events.arguments import Parties
from tawatur.read.found import Found
from tawatur.read.units import Analysis

_OPENERS = ("mark", "wa", "fa", "complementiser", "coordinator", "number")
_FINITE = frozenset({"past", "stem", "present", "jussive", "passive_past", "passive_present"})


class Party:
    """Finds the parties of one article's commitments."""

    def __init__(self, analysis: Analysis, clauses: Clauses, found: Found) -> None:
        self._analysis = analysis
        self._clauses = clauses
        self._parties = found.once(Parties, analysis)
        self._found = found
        self._name_ends = [name.span.end for name in found.names]

    def of(self, extent: Extent, cue: Cue, around: list[Statement]) -> Span | None:
        """The party that is to act, else the one that plans or demands; the speaker where the clause names none."""
        speaking = around[0] if around else None
        if cue.party is not None and (party := self._parties.behind(cue.party, extent.last)) is not None:
            return party
        if self._slips(cue):
            return None
        if (named := self._named_actor(extent, cue)) is not None:
            return named
        if (goer := self._goer(extent, cue)) is not None:
            return goer
        if cue.whose == "object":
            return self._asked(extent, cue) or self._subject(extent, cue.index) or self._speaker(speaking)
        if (cue.whose == "act" or cue.from_act) and self._analysis.has(cue.act, "verb"):
            if self._passive(cue.act):
                return None
            acting = self._before(extent, cue.index) or self._parties.behind(cue.act + 1, extent.last)
            return acting or self._speaker(speaking) or self._announcer(cue.index)
        if self.first_person(cue.index):
            return self._speaker(speaking)
        subject = self._subject(extent, cue.index)
        if subject is not None and self._is_act(subject, cue):
            subject = self._shared(cue.index)
        return subject or self._speaker(speaking) or self._announcer(cue.index)

    def _is_act(self, subject: Span, cue: Cue) -> bool:
        """Whether what stands behind a verb is what it plans, not who ("and intends a second filling")."""
        has, unit = self._analysis.has, self._analysis.units[cue.act]
        stands_there = subject.start == unit.start and has(cue.act, "nominal") and not unit.definite
        return stands_there and has(cue.index, "cm_intend")

    def _shared(self, index: int) -> Span | None:
        """The subject of the verb before one that "and" joins to it."""
        if not self._analysis.has(index - 1, "wa"):
            return None
        sentence = self._analysis.sentences[self._analysis.sentence_of[index]]
        verbs = [i for i in range(sentence.start, index - 1) if self._analysis.has(i, "verb")]
        return self._parties.subject(verbs[0], verbs[0], sentence.start, index - 1) if verbs else None

    def of_stage(self, extent: Extent) -> Span | None:
        """The noun that opens a further stage ("and the rest by the end of the year"): it is the one to act."""
        first = self._opening(extent)
        if self._analysis.has(first, "verb") and not self._analysis.has(first, "nominal"):
            return None if self._passive(first) else self._parties.behind(first + 1, extent.last)
        return self._parties.behind(first, extent.last)

    def moved(self, extent: Extent, cue: Cue) -> Span | None:
        """What was put off, where the verb says no more than that it was ("the vote slipped", "was put off")."""
        if not self._slips(cue):
            return None
        return self._before(extent, cue.index) or self._parties.behind(cue.index + 1, extent.last)

    def _slips(self, cue: Cue) -> bool:
        verb = cue.status == "postponed" and self._analysis.has(cue.index, "verb")
        return verb and (self._passive(cue.index) or self._analysis.has(cue.index, "cm_slip"))

    def _goer(self, extent: Extent, cue: Cue) -> Span | None:
        """Who goes, comes or stays, where the act is the noun of it ("calls for the troops' withdrawal")."""
        act = cue.act
        if not (cue.index < act < extent.last and self._analysis.has(act, "cm_going")):
            return None
        unit = self._analysis.units[act]
        if unit.definite or unit.pronoun:
            return None
        return self._parties.behind(act + 1, extent.last, near=True)

    def _named_actor(self, extent: Extent, cue: Cue) -> Span | None:
        """Whose act it is that is asked ("proposed that the Union hold …"), whose plan it is that is denied."""
        has, act = self._analysis.has, cue.act
        if not cue.index < act < extent.last:
            return None
        asked = cue.whose == "object" and has(act, "verb") and has(act - 1, "ev_an")
        denied = cue.status == "denied" and (has(act, "cm_planned") or has(act, "cm_intend"))
        return self._parties.party_named(act + 1, extent.last) if asked or denied else None

    def _asked(self, extent: Extent, cue: Cue) -> Span | None:
        """Whom a demand is made of: the second noun phrase behind its verb, or the only one where the verb follows its subject."""
        chunks = self._parties.chunks(cue.index + 1, min(cue.act, extent.last))
        verbal = self._analysis.has(cue.index, "verb")
        if len(chunks) > 1:
            return self._analysis.span(*chunks[1])
        if chunks and (not verbal or self._before(extent, cue.index) is not None):
            return self._analysis.span(*chunks[0])
        return None

    def _subject(self, extent: Extent, index: int) -> Span | None:
        analysis = self._analysis
        first = index
        while first > extent.first and analysis.units[first].attached:
            first -= 1
        if analysis.has(index, "verb"):
            if self._passive(index):
                return None
            if first > 0 and analysis.has(first - 1, "cm_self"):
                return None
            if first > 0 and analysis.has(first - 1, "relative"):
                return self._before(Extent(0, extent.last), first - 1, loose=True)
            subject = self._before(extent, first) or self._opener(extent, first)
            return subject or self._parties.behind(index + 1, extent.last)
        if first > 0 and analysis.has(first - 1, "cm_self"):
            return None
        if analysis.has(index, "cm_of") and not analysis.units[index].definite and not analysis.units[index].pronoun:
            holder = self._parties.behind(index + 1, extent.last, near=True)
            if holder is not None:
                return holder
        if (verb := self._governing(index)) is not None:
            return self._parties.subject(verb, verb, min(extent.first, verb), index)
        subject = self._before(extent, index) or self._parties.behind(index + 1, extent.last, near=True)
        if subject is None and not analysis.any_of("verb", extent.first, index):
            subject = self._parties.behind(self._opening(extent), index)
        return subject

    def _before(self, extent: Extent, index: int, *, loose: bool = False) -> Span | None:
        first = index
        while first > extent.first and self._analysis.units[first].attached:
            first -= 1
        return self._parties.before(first, extent.first, loose=loose)

    def _opener(self, extent: Extent, index: int) -> Span | None:
        """The noun that opens the clause before its verb, with what describes it between ("the groups, made up of …, will")."""
        start = self._opening(extent)
        if start >= index or self._analysis.has(start, "verb") or self._analysis.has(start, "ev_prep"):
            return None
        if any(self._told(i) for i in range(start, index)):
            return None
        chunks = self._parties.chunks(start, index)
        subject = chunks[0] if chunks and chunks[0][0] == start else None
        return self._analysis.span(*subject) if subject and self._parties.may_act(subject) else None

    def _told(self, index: int) -> bool:
        """Whether a unit is a finite verb that belongs to no relative clause."""
        has = self._analysis.has
        return has(index, "verb") and not has(index, "nominal") and not has(index - 1, "relative")

    def _announcer(self, index: int) -> Span | None:
        """The speaker of the sentence's last statement before a unit, who goes on to act ("announced … and proposed …")."""
        place = self._analysis.units[index].start
        sentence = self._analysis.sentences[self._analysis.sentence_of[index]]
        start = self._analysis.units[sentence.start].start
        for statement in reversed(self._found.statements):
            if start <= statement.cue.start < place and statement.source is not None:
                return statement.source
        return self._before_it(sentence.start, index)

    def _before_it(self, start: int, index: int) -> Span | None:
        """Who spoke last in the sentence before one that opens with its verb ("called for … . And threatened to …")."""
        opens = all(self._analysis.has(i, "wa") or self._analysis.has(i, "fa") for i in range(start, index))
        if not opens or start == 0 or self._analysis.has(start - 1, "break"):
            return None
        last = self._analysis.sentences[self._analysis.sentence_of[start - 1]]
        first, end = self._analysis.units[last.start].start, self._analysis.units[start].start
        for statement in reversed(self._found.statements):
            if first <= statement.cue.start < end:
                return statement.source
        return None

    def _speaker(self, statement: Statement | None) -> Span | None:
        """The words that name a statement's speaker: its source, else the last name before it that is the speaker's."""
        if statement is None or statement.source is not None or statement.speaker is None:
            return statement.source if statement else None
        last = bisect_left(self._name_ends, statement.cue.start)
        for name in reversed(self._found.names[:last]):
            if name.actor == statement.speaker:
                return name.span
        return None

    def _passive(self, index: int) -> bool:
        parts = {entry.part for entry in self._analysis.units[index].entries if entry.part in _FINITE}
        return bool(parts) and all(part.startswith("passive") for part in parts)

    def first_person(self, index: int) -> bool:
        """Whether a verb's form names its subject: I or we."""
        forms = [entry.feature for entry in self._analysis.units[index].entries if entry.part in _FINITE]
        return bool(forms) and all(form.startswith("1") for form in forms)

    def _opening(self, extent: Extent) -> int:
        first = extent.first
        while first + 1 < extent.last and any(self._analysis.has(first, cls) for cls in _OPENERS):
            if self._analysis.has(first, "number") and self._analysis.has(first + 1, "word"):
                break
            first += 1
        return first

    def _governing(self, index: int) -> int | None:
        """The verb before a nominal cue in its clause ("decided to postpone")."""
        verbs = self._analysis.places("verb", self._clauses.around(index).start, index)
        return verbs[-1] if verbs else None

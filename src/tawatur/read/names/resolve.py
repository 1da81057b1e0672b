"""From a source's noun phrase to its speaker: the head of the phrase decides which way it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tawatur.model.marks import Anonymous, Name
from tawatur.model.span import Span
from tawatur.model.trace import Step
from tawatur.read.names.learn import plain
from tawatur.read.names.roster import Resolved, ResolvedKind
from tawatur.read.names.ties import office_of

if TYPE_CHECKING:
    from tawatur.read.names.roster import Roster

_FAR = 400
"""How many units back an anaphor looks for what it repeats."""
_SPEAKING = ("body", "group", "outlet", "person")


def resolve_phrase(roster: Roster, source: Span, previous: str | None = None) -> Resolved:
    """Who a source's noun phrase stands for."""
    phrase = _Phrase(roster, source, previous)
    return phrase.resolve()


class _Phrase:
    def __init__(self, roster: Roster, source: Span, previous: str | None) -> None:
        self.roster, self.source, self.previous = roster, source, previous
        self.text = roster.text
        self.flags = roster.text.words.flags
        self.first, self.last = roster.range(source)
        self.head = self._head()

    def _head(self) -> int:
        """The unit that heads the phrase: behind particles, numbers and words of quantity."""
        light = self.flags["clitic number quantity mark on_behalf"]
        own = self.flags["people_noun source_noun body_head profession office people honorific country city body given"]
        at = self.first
        while at < self.last - 1 and self.text.has(at, light | self.flags["function"]) and not self.text.has(at, own):
            at += 1
        return at

    def resolve(self) -> Resolved:
        if self.first >= self.last:
            words = self.source.cut(self.roster.analysis.text)
            return Resolved(words, named=False, kind="other", anonymous=Anonymous(description=words))
        for way in (self._joined, self._name, self._document, self._anonymous, self._title, self._body):
            found = way()
            if found is not None:
                return found
        return self._itself()

    # -- the ways -----------------------------------------------------------------------------------------------

    def _joined(self) -> Resolved | None:
        """Two speakers at once: "Moscow and Damascus", "the president X and his minister Y"."""
        wa = self.flags["wa"]
        parts: list[Resolved] = []
        start = self.first
        for at in range(self.first, self.last):
            if not self.text.has(at, wa) or at + 1 >= self.last:
                continue
            left, right = self._part(start, at), self._part(at + 1, self.last)
            if left is None or right is None:
                continue
            parts = [left, right]
            break
        if not parts:
            return None
        speaker = f" {self.text.words.conjunction}".join(part.speaker for part in parts)
        return Resolved(speaker, named=True, kind=parts[0].kind, steps=(self._step("joined", speaker),))

    def _part(self, first: int, last: int) -> Resolved | None:
        """One of two joined speakers, if it is surely one: a place or name that fills it, or a titled person."""
        span = self.roster.analysis.span(first, last)
        names = [name for name in self.roster.inside(span) if name.kind != "office"]
        if not names:
            return None
        filled = names[0].span.start == span.start and names[-1].span.end == span.end
        titled = names[-1].kind == "person" and names[-1].span.end == span.end and names[-1].office is not None
        if not (filled and len(names) == 1) and not titled:
            return None
        if not titled and names[0].kind not in ("place", "person", "body"):
            return None
        return self._of_name(names[-1])

    def _name(self) -> Resolved | None:
        """The phrase begins with a name."""
        start = self.text.units[self.head].start
        name = self.roster.first_name_at(start, ("person", "body", "group", "outlet", "facility", "place"))
        if name is None or name.span.end > self.source.end:
            return None
        return self._of_name(name)

    def _of_name(self, name: Name) -> Resolved:
        speaker, kind = name.actor, name.kind
        named = kind in ("person", "body", "outlet", "place", "facility")
        if kind == "group":
            named = self._self_named(name)
        if kind == "place":
            speaker = self._country_of(name) or speaker
        anonymous = None if named else Anonymous(description=speaker, body=name.country)
        shown: ResolvedKind = "people" if kind == "group" and not named else _KIND.get(kind, "other")
        return Resolved(speaker, named, shown, anonymous, name, steps=(self._step("name", speaker, name.span),))

    def _self_named(self, name: Name) -> bool:
        first, _ = self.roster.range(name.span)
        if self.text.has(first, self.flags["body_head body_def"]):
            return True
        head = self.roster.analysis.pack.folding.light(name.actor.split()[0])
        entries = self.roster.analysis.pack.lexicon.find(head, head)
        return name.trace.rule.startswith("listed-") is False and any(e.cls == "body_head" for e in entries)

    def _country_of(self, name: Name) -> str | None:
        """The country that a capital stands for."""
        _, last = self.roster.range(name.span)
        if not self.text.has(last - 1, self.flags["capital"]) or name.country is None:
            return None
        countries = self.roster.analysis.pack.lexicon.of_class("country")
        return next((entry.value for entry in countries if entry.note == name.country), None)

    def _document(self) -> Resolved | None:
        """A document: its issuer, named in the phrase, or where the document was last mentioned."""
        if not self.text.has(self.head, self.flags["doc_source"]):
            return None
        issuer = self._issuer(self.head + 1, self.last)
        how = "issuer"
        if issuer is None and self.text.units[self.head].definite:
            issuer, how = self._earlier_issuer(), "issuer-before"
        if issuer is None and self.text.units[self.head].definite and self.previous is not None:
            issuer, how = self.previous, "previous-speaker"
        if issuer is None:
            return None
        through = self._words(self.first, self.last)
        return Resolved(issuer, True, "document", through=through, steps=(self._step(how, issuer),))

    def _issuer(self, first: int, last: int) -> str | None:
        if first >= last:
            return None
        span = self.roster.analysis.span(first, last)
        names = list(self.roster.inside(span))
        office = next((name for name in names if name.kind == "office"), None)
        name = next((name for name in names if name.kind in _SPEAKING), None)
        if name is not None and (office is None or name.span.start <= office.span.end + 2):
            return self._whole_body(name, first, last)
        if office is not None:
            return self.roster.holder(office.span) or office.actor
        place = next((name for name in names if name.kind == "place"), None)
        if place is not None:
            return self._country_of(place) or place.actor
        for at in range(first, last):
            if self.text.has(at, self.flags["portfolio body_def"]) and self.text.units[at].definite:
                found = self._known_body(at)
                if found is not None:
                    return found
            if self.text.has(at, self.flags["office"]) and self.text.units[at].definite:
                return self.roster.holder(self.roster.analysis.span(at, last))
        return None

    def _whole_body(self, name: Name, first: int, last: int) -> str:
        """The issuer with a body's head before it: "the office of X" for a name that is only its complement."""
        at, _ = self.roster.range(name.span)
        before = at - 1
        if before >= first and self.text.has(before, self.flags["body_head"]) and not self.text.units[before].definite:
            return f"{self._words(before, at)} {name.actor}"
        del last
        return self._of_name(name).speaker

    def _earlier_issuer(self) -> str | None:
        """Where the same document was mentioned before with its issuer."""
        key = self.text.words.bare(self.text.units[self.head].key)
        for at in range(self.head - 1, max(-1, self.head - _FAR), -1):
            if self.text.words.bare(self.text.units[at].key) != key or not self.text.has(at, self.flags["doc_source"]):
                continue
            sentence = self.roster.analysis.sentences[self.roster.analysis.sentence_of[at]]
            issuer = self._issuer(at + 1, min(at + 7, sentence.stop)) or self._subject(sentence.start, at)
            if issuer is not None:
                return issuer
        return None

    def _subject(self, first: int, last: int) -> str | None:
        """The first body or person of a sentence up to the document: "X said in a statement"."""
        if first >= last:
            return None
        span = self.roster.analysis.span(first, last)
        name = next((name for name in self.roster.inside(span) if name.kind in _SPEAKING), None)
        return name.actor if name else None

    def _anonymous(self) -> Resolved | None:
        """Sources, officials, witnesses: described, not named; a definite one repeats an earlier one."""
        text, head = self.text, self.head
        unit = text.units[head]
        plural = text.has(head, self.flags["people_noun source_noun vague_source"])
        indefinite = text.has(head, self.flags["profession office spokes"]) and not self._definite_phrase()
        repeated = text.has(head, self.flags["profession source_noun people_noun"]) and unit.definite
        if not (plural or indefinite or repeated):
            return None
        person = self._person_inside()
        if person is not None:
            return person
        if repeated and not plural and (held := self._held()) is not None:
            return held
        words = self._words(self.first, self._phrase_end())
        how = "anonymous"
        if repeated:
            earlier = self._earlier_mention()
            if earlier is not None:
                words, how = earlier, "repeats"
            elif not plural and self._has_body():
                return None
        anonymous = Anonymous(description=words, how_many=self._how_many(), body=self._belongs())
        return Resolved(words, False, "anonymous", anonymous, steps=(self._step(how, words),))

    def _definite_phrase(self) -> bool:
        """Whether a head without article has a definite complement right behind it, so that it means one person."""
        unit = self.text.units[self.head]
        if unit.definite or unit.pronoun:
            return True
        start = unit.start
        if self.roster.first_name_at(start, ("office",)) is not None:
            return True
        behind = self.head + 1
        if behind >= self.last or self.text.has(behind, self.flags["function clitic mark"]):
            return False
        nested = self.text.has(behind, self.flags["body_head office portfolio country body"])
        return self.text.units[behind].definite or nested

    def _person_inside(self) -> Resolved | None:
        """A person in apposition: "the activist X", "a source, X"."""
        start = self.text.units[self.head].start
        for name in self.roster.inside(self.source):
            if name.kind != "person":
                continue
            office = self.roster.first_name_at(start, ("office",))
            if office is not None and office.actor == name.actor:
                return self._of_name(name)
            if name.span.end == self.source.end and name.office is not None and office is None:
                first, _ = self.roster.range(name.span)
                if first - self.head <= 3:
                    return self._of_name(name)
        return None

    def _title(self) -> Resolved | None:
        """An office: its holder by name, in the phrase, elsewhere in the article; else the phrase itself."""
        if not self.text.has(self.head, self.flags["office profession spokes honorific rank kin senior"]):
            return None
        person = self._person_inside()
        if person is None:
            persons = [name for name in self.roster.inside(self.source) if name.kind == "person"]
            last = persons[-1] if persons else None
            if last is not None and self._ends_phrase(last):
                person = self._of_name(last)
        if person is not None:
            return person
        held = self._held()
        if held is not None:
            return held
        words = self._expanded(self.head, self._phrase_end())
        complete = self._definite_phrase()
        anonymous = None if complete else Anonymous(description=words, how_many=1, body=self._belongs())
        return Resolved(words, complete, "office", anonymous, steps=(self._step("office", words),))

    def _ends_phrase(self, name: Name) -> bool:
        """Whether a name closes the phrase, or a comma, bracket or relative clause follows it."""
        if name.span.end >= self.source.end:
            return True
        _, after = self.roster.range(name.span)
        return self.text.has(after, self.flags["mark wa relative"])

    def _held(self) -> Resolved | None:
        span = self.roster.analysis.span(self.head, self._phrase_end())
        office = self.roster.first_name_at(span.start, ("office",))
        actor = office.actor if office and office.actor in self.roster.persons else self.roster.holder(span)
        if actor is None:
            return None
        return Resolved(actor, True, "person", name=office, steps=(self._step("office-holder", actor, span),))

    def _body(self) -> Resolved | None:
        """A body without a mark of its own: "the ministry", "the movement", "the office of X"."""
        text, head = self.text, self.head
        if text.has(head, self.flags["body_def portfolio body_head"]) and text.units[head].definite:
            found = self._known_body(head)
            if found is not None:
                return Resolved(found, True, "body", steps=(self._step("body-before", found),))
            words = self._words(head, self._phrase_end())
            return Resolved(words, True, "body", steps=(self._step("body", words),))
        if text.has(head, self.flags["body_head"]) and self._names_inside(head + 1):
            words = self._expanded(head, self._phrase_end())
            return Resolved(words, True, "body", steps=(self._step("body", words),))
        return None

    def _itself(self) -> Resolved:
        words = self._words(self.first, self._phrase_end())
        name = next((n for n in self.roster.inside(self.source) if n.kind == "person"), None)
        if name is not None and name.span.end == self.source.end:
            return self._of_name(name)
        body = self._belongs()
        anonymous = Anonymous(description=words, how_many=self._how_many(), body=body)
        return Resolved(words, False, "anonymous", anonymous, steps=(self._step("phrase", words),))

    # -- helps --------------------------------------------------------------------------------------------------

    def _step(self, what: str, detail: str, span: Span | None = None) -> Step:
        return Step(f"speaker-{what}", detail, span or self.source)

    def _words(self, first: int, last: int) -> str:
        return plain(self.text, first, last)

    def _phrase_end(self) -> int:
        """Behind the phrase itself: before a comma, a bracket or a relative clause."""
        stop = self.flags["relative comma bracket_open"]
        for at in range(self.head + 1, self.last):
            if self.text.has(at, stop):
                return at
        return self.last

    def _expanded(self, first: int, last: int) -> str:
        """The phrase with the names in it in full."""
        out: list[str] = []
        at = first
        while at < last:
            name = self.roster.first_name_at(self.text.units[at].start, ("person", "body"))
            stop = self.roster.range(name.span)[1] if name is not None else at
            if name is not None and at < stop <= last:
                out.append(name.actor)
                at = stop
                continue
            word = self._words(at, at + 1)
            if out and self.text.units[at].attached:
                out[-1] += word
            elif word:
                out.append(word)
            at += 1
        return " ".join(out)

    def _names_inside(self, first: int) -> bool:
        return first < self.last and any(True for _ in self.roster.inside(self.roster.analysis.span(first, self.last)))

    def _has_body(self) -> bool:
        return any(name.kind in ("body", "place", "group") for name in self.roster.inside(self.source))

    def _known_body(self, at: int) -> str | None:
        """The last body before whose head is the same noun ("the ministry" after "ministry of …"), or the next one."""
        words, bare = self.text.words, self.text.words.bare
        key = bare(self.text.units[at].key)
        portfolio = self.text.has(at, self.flags["portfolio"])
        countries = {e.note for p in range(at + 1, self.last) for e in self.text.units[p].entries if e.cls == "demonym"}
        start = self.text.units[at].start
        later = [name for name in self.roster.names if name.span.start > start]
        for name in [*self.roster.before(start), *later]:
            if name.kind not in ("body", "group") or (countries and name.country and name.country not in countries):
                continue
            keys = [bare(k) for k in self.roster.analysis.pack.folding.full(name.actor).split()]
            if keys and keys[0] == key and len(keys) > 1:
                return name.actor
            if portfolio and len(keys) > 1 and keys[0] == words.ministry_key and keys[1] == key:
                return name.actor
        if portfolio:
            return f"{words.ministry} {self._words(at, self._phrase_end())}"
        return None

    def _earlier_mention(self) -> str | None:
        """The description of the source that a definite one repeats: the last one with the same head, in full."""
        text = self.text
        values = {entry.value for entry in text.units[self.head].entries if entry.cls in _REPEATED}
        for at in range(self.head - 1, max(-1, self.head - _FAR), -1):
            unit = text.units[at]
            if unit.definite or not any(e.cls in _REPEATED and e.value in values for e in unit.entries):
                continue
            if self._countries(at) and self._countries(self.head) and self._countries(at) != self._countries(self.head):
                continue
            end = source_end(self.roster, at)
            return self._words(at, end) if end > at else None
        return None

    def _countries(self, at: int) -> set[str]:
        out: set[str] = set()
        for place in range(at + 1, min(at + 4, len(self.text.units))):
            if self.text.has(place, self.flags["mark function"]):
                break
            out.update(e.note for e in self.text.units[place].entries if e.cls == "demonym" and e.note)
        return out

    def _how_many(self) -> int | None:
        """1 for a singular, 2 for a dual, a number that stands before; null for other plurals."""
        for at in range(self.first, self.head):
            for entry in self.text.units[at].entries:
                if entry.cls in ("quantity", "nw") and entry.value.isdigit():
                    return int(entry.value)
            digits = self.text.units[at].light
            if digits.isdigit():
                return int(digits)
        notes = {entry.note for entry in self.text.units[self.head].entries if entry.cls in _REPEATED}
        if "du" in notes and "pl" not in notes:
            return 2
        return None if "pl" in notes else 1

    def _belongs(self) -> str | None:
        """The body or side that the phrase names."""
        for name in self.roster.inside(self.source):
            if name.kind in ("body", "group"):
                return name.actor
        for name in self.roster.inside(self.source):
            if name.kind == "place":
                return self._country_of(name) or name.actor
        for at in range(self.first, self._phrase_end()):
            entry = self.text.units[at].entry("demonym") or self.text.units[at].entry("demonym_dual")
            if entry is not None:
                return entry.value
        office = office_of(self.text, self.head, self._phrase_end())
        del office
        return None


_KIND: dict[str, ResolvedKind] = {
    "person": "person",
    "body": "body",
    "group": "group",
    "outlet": "outlet",
    "place": "place",
    "facility": "body",
}
_REPEATED = frozenset({"source_noun", "people_noun", "profession", "office", "vague_source"})


def source_end(roster: Roster, index: int) -> int:
    """Behind a source's description that begins at a unit: its adjectives, and the body that it belongs to."""
    text, flags = roster.text, roster.text.words.flags
    at = index + 1
    stop = flags["mark break relative verb time number"]
    while at < len(text.units) and at - index < 12:
        if text.has(at, stop) and not text.has(at, flags["demonym qualifier senior body_adj"]):
            break
        if text.has(at, flags["function"]) and not text.has(at, flags["office_link"]):
            break
        if text.has(at, flags["office_link bi li"]) or text.has(at, flags["on_behalf"]):
            inside = (
                roster.first_name_at(text.units[at + 1].start, ("body", "group", "place", "office"))
                if (at + 1 < len(text.units))
                else None
            )
            if inside is None and not text.has(at + 1, flags["def body_head"]):
                break
            if inside is not None:
                at = roster.range(inside.span)[1]
                continue
        elif text.has(at, flags["wa"]):
            if not text.has(at + 1, flags["qualifier body_adj demonym"]):
                break
        at += 1
    while at > index + 1 and text.has(at - 1, flags["office_link clitic on_behalf"]):
        at -= 1
    return at

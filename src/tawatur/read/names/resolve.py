"""From a source's noun phrase to its speaker: the head of the phrase decides which way it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tawatur.model.marks import Anonymous, Name
from tawatur.model.span import Span
from tawatur.read.names.apposed import apposed_person, behind_quoted, closing_person, family_alone, told_name
from tawatur.read.names.chains import chain_at
from tawatur.read.names.draft import plain
from tawatur.read.names.phrase import FAR, Phrase
from tawatur.read.names.resolved import Resolved, ResolvedKind

if TYPE_CHECKING:
    from tawatur.read.names.roster import Roster

_SPEAKING = ("body", "group", "outlet", "person")


def resolve_phrase(roster: Roster, source: Span, previous: str | None = None) -> Resolved:
    """Who a source's noun phrase stands for."""
    return _Source(roster, source, previous).resolve()


class _Source(Phrase):
    def __init__(self, roster: Roster, source: Span, previous: str | None) -> None:
        super().__init__(roster, source)
        self.previous = previous

    def resolve(self) -> Resolved:
        if self.first >= self.last:
            words = self.source.cut(self.roster.analysis.text)
            return Resolved(words, named=False, kind="other", anonymous=Anonymous(description=words))
        for way in (self._joined, self._told, self._name, self._document, self._anonymous, self._title, self._body):
            found = way()
            if found is not None:
                return found
        return self._itself()

    # -- the ways -----------------------------------------------------------------------------------------------

    def _told(self) -> Resolved | None:
        """A noun whose name the clause behind it tells."""
        name = told_name(self)
        return self._of_name(name) if name is not None else None

    def _joined(self) -> Resolved | None:
        """Two speakers at once: "Moscow and Damascus", "the president X and his minister Y"."""
        wa = self.flags["wa"]
        joints = [at for at in range(self.first + 1, self.last - 1) if self.text.has(at, wa)]
        parts = self._several(joints) or next((two for at in joints if (two := self._several([at]))), None)
        if not parts:
            return None
        speaker = f" {self.text.words.conjunction}".join(part.speaker for part in parts)
        return Resolved(speaker, named=True, kind=parts[0].kind, steps=(self.step("joined", speaker),))

    def _several(self, joints: list[int]) -> list[Resolved] | None:
        """The speakers between these conjunctions, if each of them surely is one."""
        if not joints:
            return None
        start = self.head if self.text.has(self.first, self.flags["quantity"]) else self.first  # "each of X and Y"
        starts, ends = [start, *(at + 1 for at in joints)], [*joints, self.last]
        parts = [self._part(first, last) for first, last in zip(starts, ends, strict=True) if first < last]
        return [part for part in parts if part is not None] if len(parts) > 1 and None not in parts else None

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
            name = self.roster.covering(self.source, "person")
        if name is not None and self._other_country(name):
            words = self.words(self.head, self.phrase_end())
            return Resolved(words, named=True, kind="body", steps=(self.step("body", words),))
        return self._of_name(name) if name is not None else None

    def _other_country(self, name: Name) -> bool:
        """Whether a country's adjective behind a listed body says that another body of the kind is meant."""
        if name.kind != "body" or name.trace.rule != "listed":
            return False
        _, behind = self.roster.range(name.span)
        entry = self.text.units[behind].entry("demonym") if behind < self.last else None
        return entry is not None and self.text.units[behind].definite and entry.note != name.country

    def _of_name(self, name: Name) -> Resolved:
        speaker, kind = name.actor, name.kind
        named = kind in ("person", "body", "outlet", "place", "facility")
        if kind == "group":
            named = self._self_named(name)
        if kind == "outlet" and name.trace.rule == "outlet-national":
            first, last = self.roster.range(name.span)
            speaker = plain(self.text, first, last)
        if kind == "place":
            speaker = self.country_of(name) or speaker
        anonymous = None if named else Anonymous(description=speaker, body=name.country)
        shown: ResolvedKind = "people" if kind == "group" and not named else _KIND.get(kind, "other")
        return Resolved(speaker, named, shown, anonymous, name, steps=(self.step("name", speaker, name.span),))

    def _self_named(self, name: Name) -> bool:
        first, _ = self.roster.range(name.span)
        if self.text.has(first, self.flags["body_head body_def"]):
            return True
        head = self.roster.analysis.pack.folding.light(name.actor.split()[0])
        entries = self.roster.analysis.pack.lexicon.find(head, head)
        return name.trace.rule.startswith("listed-") is False and any(e.cls == "body_head" for e in entries)

    def _document(self) -> Resolved | None:
        """A document: its issuer, named in the phrase, or where the document was last mentioned."""
        if not self.text.has(self.head, self.flags["doc_source doc_plural"]):
            return None
        issuer = self._issuer(self.head + 1, self.last)
        how = "issuer"
        if issuer is None and self.text.has(self.head, self.flags["doc_plural"]):
            return None
        bare = self.phrase_end() == self.head + 1 or self.text.has(self.head + 1, self.flags["function unnaming"])
        if issuer is None and self.text.units[self.head].definite and not bare:
            issuer, how = self._side(), "side"
            if issuer is None:
                return None
        if issuer is None and self.text.units[self.head].definite:
            issuer, how = self._earlier_issuer(), "issuer-before"
        if issuer is None and self.text.units[self.head].definite and self.previous is not None:
            issuer, how = self.previous, "previous-speaker"
        if issuer is None:
            return None
        through = self.words(self.first, self.last)
        return Resolved(issuer, named=True, kind="document", through=through, steps=(self.step(how, issuer),))

    def _side(self) -> str | None:
        """The country that a document is said to be of ("the French statement"), or its body that issued one before."""
        entry = self.text.units[self.head + 1].entry("demonym") if self.head + 1 < self.last else None
        if entry is None:
            return None
        earlier = self._earlier_issuer()
        known = {name.actor: name.country for name in self.roster.names if name.kind in ("body", "person")}
        return earlier if earlier is not None and known.get(earlier) in (None, entry.note) else entry.value

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
        if place is not None and self.roster.range(place.span)[0] <= first + 1:
            return self.country_of(place) or place.actor
        for at in range(first, last):
            if self.text.has(at, self.flags["portfolio body_def"]) and self.text.units[at].definite:
                found = self._known_body(at)
                if found is not None:
                    return found
            if self.text.has(at, self.flags["office"]) and self.text.units[at].definite:
                return self.roster.holder(self.roster.analysis.span(at, last))
        at = first + 1 if self.text.has(first, self.flags["li"]) and first + 1 < last else first
        if self.text.has(at, self.flags["body_def"]) and self.text.units[at].definite and first == self.head + 1:
            return self.words(at, min(last, self.phrase_end()))
        return None

    def _whole_body(self, name: Name, first: int, last: int) -> str:
        """The issuer with a body's head before it: "the office of X" for a name that is only its complement."""
        at, _ = self.roster.range(name.span)
        before = at - 1
        if before >= first and self.text.has(before, self.flags["body_head"]) and not self.text.units[before].definite:
            return f"{self.words(before, at)} {name.actor}"
        del last
        return self._of_name(name).speaker

    def _earlier_issuer(self) -> str | None:
        """Where the same document was mentioned before with its issuer."""
        key = self.text.words.bare(self.text.units[self.head].key)
        for at in range(self.head - 1, max(-1, self.head - FAR), -1):
            if self.text.words.bare(self.text.units[at].key).removesuffix(self.text.words.adverb) != key:
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
        indefinite = text.has(head, self.flags["profession office spokes"]) and not self.definite_phrase()
        if text.has(head, self.flags["vague_source"]) and unit.pronoun and self.previous is not None:
            return Resolved(
                self.previous, named=True, kind="other", steps=(self.step("previous-speaker", self.previous),)
            )
        repeated = text.has(head, self.flags["profession source_noun people_noun"]) and unit.definite
        repeated = repeated and not text.has(self.first, self.flags["quantity"])
        if not (plural or indefinite or repeated):
            return None
        person = self._person_inside()
        if person is not None:
            return person
        if repeated and not plural and (held := self._held()) is not None:
            return held
        words = self.described(self.first, self.phrase_end())
        how = "anonymous"
        if repeated:
            earlier = self.earlier_mention()
            person = self._last_official() if earlier is None and self.how_many() == 1 else None
            if person is not None:
                return person
            if earlier is not None:
                words, how = earlier, "repeats"
            elif not plural and self.has_body():
                return None
        anonymous = Anonymous(description=words, how_many=self.how_many(), body=self.belongs())
        return Resolved(words, named=False, kind="anonymous", anonymous=anonymous, steps=(self.step(how, words),))

    def _last_official(self) -> Resolved | None:
        """The person with an office who was named last: "the Iranian official" after a minister's name."""
        behind = self.text.has(self.head + 1, self.flags["office_link clitic on_behalf open straight"])
        if not self.text.has(self.head, self.flags["people_noun profession"]) or (behind and self.head + 1 < self.last):
            return None
        countries = self.countries(self.head)
        unnamed = self._last_unnamed()
        for tie in reversed(self.roster.ties):
            if unnamed < tie.start < self.source.start and (not countries or countries & tie.office.countries):
                return Resolved(tie.actor, named=True, kind="person", steps=(self.step("last-official", tie.actor),))
        return None

    def _last_unnamed(self) -> int:
        """Where in the text a source without a name was last told before; -1 where none was."""
        source = self.flags["source_noun"]
        places = (at for at in reversed(self.roster.source_places) if at < self.head and self.text.has(at, source))
        at = next(places, None)
        return -1 if at is None else self.text.units[at].start

    def _person_inside(self) -> Resolved | None:
        """A person in apposition: "the activist X", "a source, X"."""
        start = self.text.units[self.head].start
        for name in self.roster.inside(self.source):
            if name.kind != "person":
                continue
            office = self.roster.first_name_at(start, ("office",))
            if office is not None and office.actor == name.actor:
                return self._of_name(name)
            ends = name.span.end == self.source.end and name.office is not None and office is None
            if ends and self.roster.range(name.span)[0] - self.head <= 3:
                return self._of_name(name)
            if self._ends_phrase(name) and behind_quoted(self, name):
                return self._of_name(name)  # "the head of “X”, General Such One"
        closing = closing_person(self)
        return self._of_name(closing) if isinstance(closing, Name) else self._unmarked(closing)

    def _unmarked(self, words: str | None) -> Resolved | None:
        """A person whose name has no mark of its own."""
        if words is None:
            return None
        return Resolved(words, named=True, kind="person", steps=(self.step("unknown-person", words),))

    def _title(self) -> Resolved | None:
        """An office: its holder by name, in the phrase, elsewhere in the article; else the phrase itself."""
        if not self.text.has(self.head, self.flags["office profession spokes honorific rank kin senior"]):
            return None
        person = self._person_inside()
        if person is None:
            persons = [name for name in self.roster.inside(self.source) if name.kind == "person"]
            if persons and self._ends_phrase(persons[-1]):
                person = self._of_name(persons[-1])
        if person is not None:
            return person
        held = self._held()
        if held is not None:
            return held
        earlier = self.unnamed_before()
        if earlier is not None:
            unnamed = Anonymous(description=earlier, how_many=1, body=self.belongs())
            steps = (self.step("repeats", earlier),)
            return Resolved(earlier, named=False, kind="anonymous", anonymous=unnamed, steps=steps)
        words = self.expanded(self.head, self.phrase_end())
        told = self.text.has(self.head, self.flags["profession"]) and not self.text.units[self.head].definite
        complete = self.definite_phrase() and not told
        anonymous = None if complete else Anonymous(description=words, how_many=1, body=self.belongs())
        return Resolved(words, complete, "office", anonymous, steps=(self.step("office", words),))

    def _ends_phrase(self, name: Name) -> bool:
        """Whether a name closes the phrase, or a comma, bracket or relative clause follows it."""
        if name.span.end >= self.source.end:
            return True
        _, after = self.roster.range(name.span)
        return self.text.has(after, self.flags["mark wa relative"])

    def _held(self) -> Resolved | None:
        span = self.roster.analysis.span(self.head, self.phrase_end())
        office = self.roster.first_name_at(span.start, ("office",))
        actor = office.actor if office and office.actor in self.roster.persons else self.roster.holder(span)
        if actor is None:
            return None
        return Resolved(actor, named=True, kind="person", name=office, steps=(self.step("office-holder", actor, span),))

    def _body(self) -> Resolved | None:
        """A body without a mark of its own: "the ministry", "the movement", "the office of X"."""
        text, head = self.text, self.head
        if text.has(head, self.flags["body_head"]) and text.units[head].pronoun:
            return self._possessed()
        listed = next((e for e in text.units[head].entries if e.cls in ("body_homonym", "grouping_homonym")), None)
        if listed is not None and text.units[head].definite:
            return Resolved(listed.value, named=True, kind="body", steps=(self.step("body", listed.value),))
        if text.has(head, self.flags["body_def portfolio body_head"]) and text.units[head].definite:
            found = self._known_body(head)
            if found is not None:
                return Resolved(found, named=True, kind="body", steps=(self.step("body-before", found),))
            words = self.words(head, self.phrase_end())
            return Resolved(words, named=True, kind="body", steps=(self.step("body", words),))
        construct = text.has(head + 1, self.flags["def"]) and head + 1 < self.last
        if head + 2 < self.last and not text.has(head + 1, self.flags["function clitic mark qualifier demonym verb"]):
            construct = construct or text.units[head + 2].definite  # "the society for the protection of consumers"
        if text.has(head, self.flags["body_head"]) and (construct or self.names_inside(head + 1)):
            words = self.expanded(head, self.phrase_end())
            return Resolved(words, named=True, kind="body", steps=(self.step("body", words),))
        return None

    def _possessed(self) -> Resolved | None:
        """The body of "his office": the body of the person who was named last."""
        entry = self.text.units[self.head].entry("body_head")
        before = self.roster.before(self.source.start)
        person = next((name for name in before if name.kind == "person"), None)
        if entry is None or person is None:
            return None
        words = f"{entry.form} {person.actor}"
        return Resolved(words, named=True, kind="body", steps=(self.step("possessed", words),))

    def _itself(self) -> Resolved:
        words = self.phrase_words()
        name = next((n for n in self.roster.inside(self.source) if n.kind == "person"), None)
        if name is not None and name.span.end == self.source.end:
            return self._of_name(name)
        person = self._unmarked(apposed_person(self))
        if person is not None:
            return person
        chain = chain_at(self.text, self.head, titled=True)
        if chain is not None and chain.first == self.first and chain.last == self.phrase_end():
            return Resolved(words, named=True, kind="person", steps=(self.step("unknown-person", words),))
        if family_alone(self):
            return Resolved(words, named=True, kind="person", steps=(self.step("unknown-person", words),))
        body = self.belongs()
        anonymous = Anonymous(description=words, how_many=self.how_many(), body=body)
        return Resolved(words, named=False, kind="anonymous", anonymous=anonymous, steps=(self.step("phrase", words),))

    def _known_body(self, at: int) -> str | None:
        """The last body before whose head is the same noun ("the ministry" after "ministry of …"), or the next one."""
        words = self.text.words
        key = words.bare(self.text.units[at].key)
        countries = {e.note for p in range(at + 1, self.last) for e in self.text.units[p].entries if e.cls == "demonym"}
        start = self.text.units[at].start
        heads = [key]
        if self.text.has(at, self.flags["portfolio"]):
            heads.append(f"{words.ministry_key} {key}")
        named = sorted(place for head in heads for place in self.roster.bodies_by_head.get(head, ()))
        names = [self.roster.names[place] for place in named]
        before = [name for name in names if name.span.start < start]
        later = [name for name in names if name.span.start > start]
        for name in [*reversed(before), *later]:
            if not (countries and name.country and name.country not in countries):
                return name.actor
        if self.text.has(at, self.flags["portfolio_strong"]):
            return f"{words.ministry} {self.words(at, self.phrase_end())}"
        return None


_KIND: dict[str, ResolvedKind] = {
    "person": "person",
    "body": "body",
    "group": "group",
    "outlet": "outlet",
    "place": "place",
    "facility": "body",
}

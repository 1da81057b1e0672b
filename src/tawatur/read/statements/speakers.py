"""Who speaks: the source phrase resolved, or the speaker carried on from the statement before."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

import msgspec

from tawatur.model.chain import Hop
from tawatur.model.marks import Anonymous
from tawatur.model.span import Span
from tawatur.model.trace import Step
from tawatur.read.statements.scene import Scene
from tawatur.read.statements.subjects import maker_before, opening, people_of_clause, subject_of_clause


class Speaker(msgspec.Struct, frozen=True, gc=False):
    """A resolved speaker: canonical name, the words it rests on, and how it was found."""

    name: str | None
    named: bool
    anonymous: Anonymous | None = None
    span: Span | None = None
    steps: tuple[Step, ...] = ()


_MEMORY = 40
"""A short name or "the source" takes up one of so many statements before it."""

_FOLLOWED = 3
"""The chain of an unnamed speaker goes on over at most so many statements."""

_STEM = 4
"""A word is known by its first letters, whatever its ending."""

_PLURAL = ("3mp", "3fp", "3md", "3fd")
"""The forms of a verb whose implied subject is several."""

_PLURAL_REACH = 4
"""A verb in the plural goes on with a group among so many statements before it."""


class _Said(msgspec.Struct, frozen=True, gc=False):
    speaker: Speaker
    index: int
    feature: str
    chain: tuple[Hop, ...]


def _index(said: _Said) -> int:
    return said.index


class Speakers:
    """The speakers of one article so far, in the order of the text."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._said: list[_Said] = []
        self._told: dict[str | None, set[str]] = {}
        """By speaker, the words of his source phrases so far, and the phrases whose words were not asked for yet."""
        self._untold: dict[str | None, list[Span]] = defaultdict(list)

    def said(self, speaker: Speaker, index: int, feature: str, chain: tuple[Hop, ...]) -> None:
        """Remember who spoke last."""
        self._said.append(_Said(speaker, index, feature, chain))
        if speaker.span is not None:
            self._untold[speaker.name].append(speaker.span)

    def of(self, source: tuple[int, int] | None, feature: str, kind: str, index: int, outer: Speaker | None) -> Speaker:
        """The speaker of a statement with this source phrase, or the one carried on."""
        scene = self._scene
        if source is None:
            if outer is not None:
                return self._again_as(outer)
            held = self._of_clause(index, kind)
            if held is None or scene.is_(index - 1, "relative"):
                held = self._therein(index) or held
            return held or self._told_of(index, feature) or self._carried(feature, index)
        span = scene.span(*source)
        again = self._again(source) or self._short(source) or self._titled(source) or self._very_one(source)
        again = again or self._realm(source)
        if again is not None:
            return Speaker(again.name, again.named, again.anonymous, span, (Step("same", again.name or "", span),))
        previous = self._said[-1].speaker.name if self._said else None
        document = scene.is_(source[0], "document")
        aside = next(
            (i for i in range(source[0] + 1, source[1] - 1) if scene.is_(i, "wa") and scene.is_(i + 1, "he")), None
        )
        if aside is not None:
            span = scene.span(source[0], aside)
        issuer = self._issuer(source) if document else None
        found = scene.roster.resolve(issuer or span, previous if document else None)
        follows = scene.names.get(source[0] + 1)
        of_somebody = scene.is_(source[0], "kin") and follows is not None and follows[0] == source[1]
        if of_somebody and follows is not None and follows[1].kind == "person":
            words = span.cut(scene.analysis.text)
            return Speaker(words, named=False, span=span, steps=(Step("words", words, span),))
        if self._named_later(source, found.speaker):
            words = span.cut(scene.analysis.text)
            return Speaker(words, named=True, span=span, steps=(Step("words", words, span),))
        headed = self._headlined(source, index) if found.kind == "office" and found.named else None
        if headed is not None:
            return Speaker(headed, named=True, span=span, steps=(Step("headline", headed, span),))
        return Speaker(
            found.speaker, found.named, found.anonymous, span, (Step("resolved", found.speaker, span), *found.steps)
        )

    def carried_chain(self, speaker: Speaker) -> tuple[Hop, ...]:
        """The chain that goes on with a speaker who spoke just before, or whom only the chain makes known."""
        for back, said in enumerate(reversed(self._said[-_FOLLOWED:])):
            if said.speaker.name == speaker.name and (back == 0 or not speaker.named):
                return tuple(Hop(name=hop.name, role=hop.role, span=hop.span, carried=True) for hop in said.chain)
        return ()

    def _again(self, source: tuple[int, int]) -> Speaker | None:
        """The earlier speaker that a definite word such as "the source", "the statement" takes up."""
        scene = self._scene
        first, last = source
        if last - first > 1 and scene.is_(first, "very"):
            first += 1
        before = self._said[-1].speaker if self._said else None
        if scene.is_(first, "honour") and last - first == 1:
            return before
        if last - first == 2 and scene.is_(first, "document") and scene.is_(first + 1, "document"):
            first += 1  # "the text of the statement"
        if last - first > 3 or not scene.is_(first, "def"):
            return None
        if scene.is_(first, "document") and scene.is_(first, "venue") and last - first == 1:
            return self._issued(first) or before
        if scene.is_(first, "informant"):
            bare = self._bare(first)
            for said in reversed(self._said[-_MEMORY:]):
                if (
                    not said.speaker.named
                    and said.speaker.name
                    and not self._several(said.speaker)
                    and bare[:_STEM] in scene.analysis.pack.folding.full(said.speaker.name)
                ):
                    return said.speaker
        return None

    def _realm(self, source: tuple[int, int]) -> Speaker | None:
        """The country that "the kingdom" stands for: the last one named that is a kingdom."""
        scene = self._scene
        if source[1] - source[0] != 1 or not scene.is_(source[0], "realm") or source[0] in scene.in_name:
            return None
        for index in range(source[0] - 1, -1, -1):
            if scene.is_(index, "kingdom") and index in scene.in_name:
                name = scene.in_name[index]
                return Speaker(name.actor, named=True, span=name.span)
        return None

    def _headlined(self, source: tuple[int, int], index: int) -> str | None:
        """Who a title without a name in the lead is: the one person whom the headline has speak, if no title is tied to him."""
        scene = self._scene
        headline = scene.analysis.paragraphs[0]
        if len(self._said) != 1 or self._said[0].index not in headline or not scene.is_(self._said[0].index, "colon"):
            return None
        held = self._said[0].speaker
        lead = index in scene.analysis.paragraphs[1] if len(scene.analysis.paragraphs) > 1 else False
        known = held.name not in scene.roster.persons or any(tie.actor == held.name for tie in scene.roster.ties)
        spokes = scene.units[source[0]].entry("spokes") is not None
        return None if not lead or known or spokes else held.name

    def _issued(self, document: int) -> Speaker | None:
        """Who issued "the statement": who spoke in, or is the subject of, the sentence that first tells of one."""
        scene = self._scene
        bare = self._bare(document)
        forms = (bare, bare + scene.words.accusative)
        at = next((i for i in range(document - 1, -1, -1) if scene.units[i].key in forms), None)
        if at is None:
            return None
        sentence = scene.sentence(at)
        place = bisect_left(self._said, sentence.start, key=_index)
        if place < len(self._said) and self._said[place].index in sentence:
            return self._said[place].speaker
        found = subject_of_clause(scene, at)
        named = scene.names.get(found[0]) if found is not None else None
        if found is None or named is None or named[1].kind not in ("body", "group", "office", "person"):
            return None
        return self._resolved(found)

    def _titled(self, source: tuple[int, int]) -> Speaker | None:
        """The earlier speaker whose own words hold all of a definite title ("the military expert", "the minister")."""
        scene = self._scene
        first, last = source
        if last - first > 1 and scene.is_(first, "very"):
            first += 1
        if not scene.is_(first, "def") or not scene.any(first, "informant", "office") or last - first > 5:
            return None
        words = [self._bare(i) for i in range(first, last) if scene.is_(i, "word") and not scene.is_(i, "same")]
        seen: set[str | None] = set()
        for said in reversed(self._said[-_MEMORY:]):
            held = said.speaker
            if held.span is None or not held.named or held.name in seen:
                continue
            seen.add(held.name)
            if self._titles(held).issuperset(words) and not self._several(held):
                return held
        return None

    def _titles(self, speaker: Speaker) -> set[str]:
        """The words that an article has for one speaker: those of all his source phrases, and of his offices."""
        scene = self._scene
        own = self._told.setdefault(speaker.name, set())
        for span in self._untold.pop(speaker.name, ()):
            begin, end = scene.unit_at(span.start), scene.unit_at(span.end)
            own.update(self._bare(i) for i in range(begin, min(end, begin + 16)))
        return own | self._offices.get(speaker.name or "", set())

    @cached_property
    def _offices(self) -> dict[str, set[str]]:
        """The words of each actor's offices."""
        offices: dict[str, set[str]] = defaultdict(set)
        for first, (end, name) in self._scene.names.items():
            if name.kind == "office":
                offices[name.actor].update(self._bare(i) for i in range(first, end))
        return offices

    @cached_property
    def _first_named(self) -> dict[str, int]:
        """The first unit at which each actor is named."""
        named: dict[str, int] = {}
        for first, (_, name) in self._scene.names.items():
            named[name.actor] = min(first, named.get(name.actor, first))
        return named

    def _told_of(self, index: int, feature: str) -> Speaker | None:
        """Whom the sentence before tells of, where nobody was quoted in it ("The president met X. And he said …")."""
        scene = self._scene
        number = scene.analysis.sentence_of[index]
        here = scene.analysis.sentences[number]
        if number == 0 or index > opening(scene, here.start, index) + 2:
            return None
        before = scene.analysis.sentences[number - 1]
        if self._said and self._said[-1].index >= before.start:
            return None
        if feature in _PLURAL:
            return self._group(before.stop - 1)
        found = subject_of_clause(scene, before.stop - 1)
        if found is None:
            return None
        named = scene.names.get(found[0])
        if named is None or named[1].kind not in ("person", "office"):
            return None
        return self._resolved(found)

    def _group(self, index: int) -> Speaker | None:
        """The people whom the sentence around a unit tells of, for a verb in the plural that goes on with them."""
        scene = self._scene
        found = subject_of_clause(scene, index) or people_of_clause(scene, index)
        if found is None:
            return None
        named, first = scene.names.get(found[0]), scene.units[found[0]]
        many = first.entry("people_noun") is not None or scene.any(found[0], "informant", "ranked")
        many = many or first.light.endswith(scene.words.many)
        return self._resolved(found) if many and (named is None or named[1].kind != "person") else None

    def _resolved(self, units: tuple[int, int]) -> Speaker:
        """The speaker that the subject of a clause is."""
        span = self._scene.span(*units)
        held = self._scene.roster.resolve(span)
        return Speaker(
            held.speaker, held.named, held.anonymous, span, (Step("clause", held.speaker, span), *held.steps)
        )

    def _issuer(self, source: tuple[int, int]) -> Span | None:
        """Who issued a document, where its phrase says so in a clause ("a toll that the observatory published")."""
        scene = self._scene
        for index in range(source[0] + 1, source[1] - 1):
            named = scene.names.get(index + 1)
            if (
                scene.is_(index, "leans")
                and scene.units[index].light.endswith(scene.words.pronouns)
                and named is not None
            ):
                return scene.span(index + 1, named[0])
        return None

    def _named_later(self, source: tuple[int, int], name: str) -> bool:
        """Whether a described body ("the company that owns the ship") would be one that is only named behind it."""
        scene = self._scene
        first, last = source
        if last - first < 2 or not scene.is_(first, "def") or not scene.is_(first, "body_head"):
            return False
        return self._first_named.get(name, last) >= last

    def _several(self, speaker: Speaker) -> bool:
        """Whether a speaker is two told together ("two officials and a source"), of whom "the source" is one."""
        if speaker.span is None:
            return False
        first, last = self._scene.unit_at(speaker.span.start), self._scene.unit_at(speaker.span.end)
        return any(self._scene.is_(index, "wa") for index in range(first, last))

    def _of_clause(self, index: int, kind: str) -> Speaker | None:
        """The subject of the sentence, for a cue in its midst with no statement before it there."""
        scene = self._scene
        sentence = scene.sentence(index)
        spoken = self._said and self._said[-1].index >= sentence.start
        joined = (
            kind not in ("participle", "noun")
            and scene.any(index - 1, "wa", "fa", "comma")
            and not self._goes_on(index)
        )
        if spoken or joined or index <= sentence.start + 1:
            return None
        found = subject_of_clause(scene, index)
        return None if found is None or found[1] > index else self._resolved(found)

    def _therein(self, index: int) -> Speaker | None:
        """Who made that of which a clause tells what was said in it."""
        scene = self._scene
        if not scene.is_(index + 1, "therein") or scene.any(index - 1, "wa", "fa", "comma"):
            return None
        found = maker_before(scene, index)
        return None if found is None else self._resolved(found)

    def _goes_on(self, index: int) -> bool:
        """Whether a verb behind ", and" goes on with a person whom its sentence opens with."""
        scene = self._scene
        if not (scene.is_(index - 1, "wa") and scene.is_(index - 2, "comma")):
            return False
        found = subject_of_clause(scene, index)
        if found is None:
            return False
        named = scene.names.get(found[0])
        if named is not None and named[1].kind in ("person", "office"):
            return True
        entry = scene.units[index].entry("cue")
        if entry is None or "add" in entry.value.split():
            return False  # "and added" goes on with who spoke before
        body = named is not None and named[1].kind in ("body", "group", "place")
        return body or scene.any(found[0], "body_head", "informant", "office")

    def _short(self, source: tuple[int, int]) -> Speaker | None:
        """The earlier speaker whose name ends in this one word, where the article's names do not know it."""
        scene = self._scene
        if source[1] - source[0] != 1 or source[0] in scene.in_name:
            return None
        key = scene.units[source[0]].key
        for said in reversed(self._said[-_MEMORY:]):
            held = said.speaker.span
            if held is None or scene.units[scene.unit_at(held.end) - 1].key != key or len(held) <= len(key):
                continue
            if scene.analysis.pack.folding.full(said.speaker.name or "").endswith(key):
                return said.speaker
        return None

    def _bare(self, index: int) -> str:
        unit = self._scene.units[index]
        article = self._scene.analysis.pack.clitics.article
        return unit.key.removeprefix(article)

    def _very_one(self, source: tuple[int, int]) -> Speaker | None:
        """Who spoke last, where the words are "the same speaker" and nobody of that title is known."""
        scene = self._scene
        first, last = source
        same = any(scene.is_(index, "same") for index in range(first, last)) or scene.is_(first, "very")
        if not same or not self._said or last - first > 3 or not scene.any(last - 2, "def", "very"):
            return None
        held = self._said[-1].speaker
        person = held.named and held.name in scene.roster.persons
        heads = any(scene.units[i].entry("spokes") or scene.is_(i, "office") for i in range(first, last))
        return held if person and heads else None

    def _carried(self, feature: str, index: int) -> Speaker:
        if not self._said:
            return (self._group(index) if feature in _PLURAL else None) or Speaker(None, named=False)
        last = self._said[-1]
        if feature in _PLURAL:
            group = next((said for said in reversed(self._said[-_PLURAL_REACH:]) if self._are_many(said)), None)
            if group is not None:
                return self._again_as(group.speaker)
            acting = self._group(index)
            if acting is not None:
                return acting
        gender = feature[1:2] if feature[:1] == "3" else ""
        for said in reversed(self._said[-3:]):
            if gender and (said.feature[:1] != "3" or said.feature[1:2] == gender):
                last = said
                break
        return self._again_as(last.speaker)

    def _are_many(self, said: _Said) -> bool:
        """Whether a speaker is several: told of in the plural, two joined, or nobody named."""
        return said.feature in _PLURAL or not said.speaker.named or self._several(said.speaker)

    @staticmethod
    def _again_as(speaker: Speaker) -> Speaker:
        return Speaker(
            speaker.name,
            speaker.named,
            speaker.anonymous,
            speaker.span,
            (Step("carried", speaker.name or "", speaker.span),),
        )

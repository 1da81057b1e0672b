"""Offices and other titles: how far their phrase reaches, and whose name stands behind it."""

from __future__ import annotations

from functools import cache

import msgspec

from tawatur.read.names.chains import Chain, chain_at
from tawatur.read.names.draft import Drafts, Text
from tawatur.read.names.words import Flags

_LONGEST = 22


class Title(msgspec.Struct, frozen=True, gc=False):
    """An office, profession, rank or honorific with its complements."""

    first: int
    last: int
    """Behind the last unit of the phrase itself."""
    head: str
    """The masculine singular of its head."""
    office: bool
    """Whether it says what somebody is (an office or profession), not only how they are addressed."""
    holder: Chain | None
    """The name behind it."""
    complete: bool
    """Whether it is definite or has a definite complement, so that it means one person."""


class _Bits:
    def __init__(self, flags: Flags) -> None:
        self.head = flags["office profession kin honorific rank senior spokes"]
        self.means = flags["office profession spokes"]
        self.address = flags["honorific rank"]
        self.definite = flags["def"]
        self.adjective = flags["qualifier body_adj demonym senior"]
        self.office = flags["office profession spokes rank honorific"]
        self.proper = flags["country city region body facility grouping people"]
        self.place = flags["country city"]
        self.link = flags["office_link on_behalf"]
        self.field = flags["field"]
        self.own_behalf = flags["own_behalf"]
        self.particle = flags["li bi"]
        self.spokes = flags["spokes"]
        self.wa = flags["wa"]
        self.li = flags["li"]
        self.clitic = flags["clitic"]
        self.comma = flags["comma"]
        self.mark = flags["mark break"]
        self.close = flags["bracket_close"]
        self.open = flags["bracket_open"]
        self.pron = flags["pron"]
        self.stop = flags["time function number verb"]
        self.time = flags["time"]
        self.relative = flags["relative"]
        self.outlet = flags["outlet_head"]
        self.profession, self.told, self.saying = flags["profession"], flags["doc_plural"], flags["saying"]
        self.addressee = flags["people_noun source_noun"]
        self.verb = flags["verb"]
        self.noun = flags[
            "body_head place_head facility_head doc_head outlet_head portfolio field office profession people_noun body_def "
            "country city region body facility grouping qualifier body_adj people"
        ]
        self.homonym = flags["given_homonym"]
        self.given = flags["given given_homonym link"]
        self.first_name = flags["given"]
        self.article_head = flags["body_def portfolio"]


@cache
def bits_of(flags: Flags) -> _Bits:
    """The bits that titles look at."""
    return _Bits(flags)


def title_at(text: Text, index: int, drafts: Drafts) -> Title | None:
    """The title that begins at a unit that is a title's head; None where the phrase is indefinite."""
    bits = bits_of(text.words.flags)
    unit = text.units[index]
    if unit.pronoun == text.words.plural_construct or (not unit.definite and text.words.is_relation(unit.light)):
        return None
    definite = unit.definite or bool(unit.pronoun) or _his(text, index)
    walk = _Walk(text, index, drafts, definite=definite)
    last = walk.run()
    if last is None:
        return None
    head = next((entry.value for entry in unit.entries if entry.cls in _HEADS), unit.key)
    office = text.has(index, bits.means)
    return Title(index, last, head, office, walk.holder, walk.complete)


_HEADS = frozenset({"office", "profession", "kin", "honorific", "rank", "rank_homonym", "senior"})


def _his(text: Text, index: int) -> bool:
    """Whether a title is spelled like a feminine but with the letter of a pronoun ("his envoy")."""
    unit, words = text.units[index], text.words
    entry = next((entry for entry in unit.entries if entry.cls in _HEADS), None)
    return entry is not None and words.is_his(unit.light) and not words.is_his(entry.form)


class _Walk:
    """Goes through a title's complements and adjectives until the name, or the phrase's end."""

    def __init__(self, text: Text, index: int, drafts: Drafts, *, definite: bool) -> None:
        self.text, self.index, self.drafts = text, index, drafts
        self.bits = bits_of(text.words.flags)
        self.complete = definite
        self.holder: Chain | None = None
        self._safe = index + 1 if definite else 0
        """Behind the last unit at which the phrase could end."""
        self._believed = 0
        """Where a part began that belongs to the phrase only if a name follows."""
        self._open = not definite
        """Whether a noun must follow: behind a head without article, a particle, a conjunction."""

    def run(self) -> int | None:
        """Behind the last unit of the phrase; None for an indefinite one."""
        text, bits, at = self.text, self.bits, self.index + 1
        while at < len(text.units) and at - self.index <= _LONGEST:
            mask = text.masks[at]
            if text.units[at].key in text.words.transparent:
                at += 1
                continue
            if mask & bits.mark:
                return self._behind_mark(at)
            step = self._step(at)
            if step == 0:
                break
            if step < 0:
                return None
            if self.holder is not None:
                return at
            at += step
            if self.complete and not self._open and not self._believed:
                self._safe = at
        return self._safe or None

    def _step(self, at: int) -> int:
        """How many units belong to the phrase here: 0 ends it, -1 says that it is indefinite."""
        text, bits = self.text, self.bits
        mask = text.masks[at]
        if mask & bits.clitic:
            return self._particle(at)
        if mask & bits.relative:
            return 0
        if mask & bits.own_behalf:
            self.complete, self._open = True, False
            return 1
        if mask & bits.link:
            seated = text.units[at].key in text.words.seats_at and self.complete
            if not text.has(at + 1, bits.definite | bits.noun) and not (seated and self._seat(at + 1)):
                return 0
            if self._open and at == self.index + 1 and not text.has(self.index, bits.spokes):
                return -1
            self._open = True
            return 1
        if mask & bits.time and not mask & (bits.given | bits.noun):
            return -1 if self._open and not self.complete else 0
        if mask & bits.definite:
            return self._definite(at)
        if self._open and mask & bits.pron and mask & bits.noun:
            self.complete, self._open = True, False
            return 1
        if mask & bits.stop and not mask & (bits.noun | bits.given):
            return 0
        if mask & bits.proper:
            if self.complete and not self._open and mask & bits.place and not mask & bits.noun & ~bits.proper:
                return 0  # "the American president [warned] Iran"
            self.complete, self._open = True, False
            return 1
        return self._indefinite(at)

    def _particle(self, at: int) -> int:
        text, bits = self.text, self.bits
        if text.has(at, bits.wa):
            # "prime minister and minister of …", "foreign affairs and emigrants"
            if self.complete and not self._open and self._common(at + 1) and text.has(at + 2, bits.definite):
                # "for security and the ban of …": believed only where a name follows in the end
                self._believed = self._believed or at
                return 3
            joined = text.has(at + 1, bits.office) or (
                text.has(at + 1, bits.definite) and not text.has(at + 1, bits.article_head | bits.verb)
            )
            if not joined or not self.complete:
                return 0
            self._open = not text.has(at + 1, bits.definite)
            return 2
        if text.has(at + 1, bits.addressee | bits.saying) or self.drafts_outlet(at + 1):
            return 0
        purpose = text.has(at, bits.li) and text.has(at + 2, bits.definite) and self._common(at + 1)
        if purpose and self.complete:
            return 3
        if text.has(at, bits.particle) and text.has(at + 1, bits.definite | bits.noun) and self.complete:
            self._open = not text.has(at + 1, bits.definite | bits.proper)
            return 2
        return 0

    def _seat(self, at: int) -> bool:
        """Whether a unit is a place that nobody knows, with a whole name behind it: "ambassador in X, Y Z"."""
        chain = chain_at(self.text, at) if at < len(self.text.units) else None
        return chain is not None and chain.parts > 2 and self.text.words.is_strange(self.text.units[at])

    def _common(self, at: int) -> bool:
        """Whether a unit is a common noun without article, as in "for human rights"."""
        if at >= len(self.text.units):
            return False
        never = self.bits.stop | self.bits.mark | self.bits.clitic | self.bits.given | self.bits.definite
        return not self.text.has(at, never) and self.text.words.is_common(self.text.units[at].key)

    def drafts_outlet(self, at: int) -> bool:
        """Whether an outlet was found at a unit: it is spoken to, or served, but names no office."""
        draft = self.drafts.taken.get(at)
        return draft is not None and draft.kind == "outlet"

    def _definite(self, at: int) -> int:
        text, bits = self.text, self.bits
        mask = text.masks[at]
        if self._open:
            if at == self.index + 1 and mask & bits.told and text.has(self.index, bits.profession):
                return -1  # "an official [denied] the accusations"
            self.complete, self._open = True, False
            return 1
        if mask & bits.given:
            self.holder = chain_at(text, at, titled=True)
            if self.holder is not None and self.holder.parts > 1:
                return 1
            self.holder = None
        if mask & bits.adjective or text.words.is_relation(text.units[at].light) or mask & bits.office:
            return 1
        previous = text.units[at - 1]
        # an adjective agrees in the feminine or is common where a title already has its complement
        if previous.key[-1:] == text.units[at].key[-1:] and text.words.is_seldom(text.units[at].key) is False:
            return 1 if at - self.index <= 2 and not text.masks[at] & bits.article_head else 0
        return 0

    def _indefinite(self, at: int) -> int:
        text, bits = self.text, self.bits
        mask = text.masks[at]
        direct = at == self.index + 1
        named = not mask & bits.noun or (mask & bits.homonym and not text.has(at + 1, bits.definite | bits.noun))
        seat = text.has(at - 1, bits.link)
        if not named and mask & bits.first_name and self.complete and not self._open:
            # a country's name that is a first name too: "Captain X Y"
            whole = chain_at(text, at, titled=True)
            named = whole is not None and whole.parts > 1
        if (self.complete or (direct and text.has(self.index, bits.address))) and named and not seat:
            self.holder = self._chain(at)
            if self.holder is not None:
                return 1
        if self._open and mask & bits.given and not mask & bits.noun and not text.has(self.index, bits.address):
            return self._possessor(at)
        if self._open and direct and mask & bits.adjective and not mask & bits.noun & ~bits.adjective:
            return -1
        if self._open and mask & bits.noun:
            if direct and text.words.is_relation(text.units[at].light) and mask & bits.adjective:
                return -1
            return 1
        if self.complete and mask & bits.office and not self._open:
            # "deputy prime minister, minister of …": an office in apposition
            self._open = True
            return 1
        if self._open and not text.units[at].pronoun:
            if text.words.has_pronoun(text.units[at].key):
                self.complete, self._open = True, False
                return 1
            if not text.words.is_strange(text.units[at]):
                return 1 if not direct or not text.words.is_relation(text.units[at].light) else -1
            return self._possessor(at)
        return 0

    def _possessor(self, at: int) -> int:
        """A person whose adviser, office or deputy it is: the name belongs to the title."""
        text = self.text
        chain = chain_at(text, at)
        if chain is None:
            return 0
        last = chain.last
        held = text.units[at - 1].key in text.words.seats_at or text.has(at - 1, self.bits.field)
        if held and chain.parts > 2 and not text.has(at, self.bits.given):
            last = at + 1  # "the ambassador in X, Y Z", "foreign minister of X, Y Z": the place, then the name
        for split in range(at + 1, chain.last):
            if chain.parts > 2 and text.has(split, self.bits.first_name) and not text.has(at, self.bits.given):
                last = split
                break
        self.complete, self._open = True, False
        return last - at

    def _chain(self, at: int) -> Chain | None:
        chain = chain_at(self.text, at, titled=True)
        if chain is None:
            return None
        if chain.sure or chain.parts > 1:
            return chain
        # one unknown word: a name only where nothing but a name can stand
        unit = self.text.units[at]
        words = self.text.words
        if words.is_relation(unit.light) and not self.text.units[self.index].definite:
            return None
        stem = unit.key.removesuffix(words.adverb)
        if stem != unit.key and words.share(stem) > words.share(unit.key):
            return None  # "wondering": how somebody did it
        return chain

    def _behind_mark(self, at: int) -> int | None:
        """A name set off by a comma behind the title, or the phrase's end."""
        text, bits = self.text, self.bits
        if not self.complete or self._open:
            return self._safe or None
        behind = at
        if text.has(at, bits.open):
            while behind < min(len(text.units), at + 8) and not text.has(behind, bits.close):
                behind += 1
            behind += 1
            if behind < len(text.units) and not text.has(behind, bits.mark):
                self.holder = self._strong(behind)
            elif text.has(behind, bits.comma):
                self.holder = self._strong(behind + 1)
            return at
        if text.has(at, bits.comma):
            start = at + 1
            if text.has(start, bits.address):
                start += 1
            self.holder = self._strong(start)
        return at

    def _strong(self, at: int) -> Chain | None:
        if at < len(self.text.units) and self.text.units[at].key in self.text.words.transparent:
            at += 1
        if at >= len(self.text.units) or self.text.has(at, self.bits.mark):
            return None
        chain = chain_at(self.text, at, titled=True)
        return chain if chain is not None and chain.parts > 1 else None

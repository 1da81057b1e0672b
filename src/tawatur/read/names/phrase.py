"""A source's noun phrase: its head, its end, and what it tells of a speaker who is not named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tawatur.model.marks import Name
from tawatur.model.span import Span
from tawatur.model.trace import Step
from tawatur.read.names.draft import plain

if TYPE_CHECKING:
    from tawatur.read.names.roster import Roster

_STEM = 4
"""Letters by which two forms of one adjective are compared."""
FAR = 400
"""How many units back a document is looked for."""
REPEATED = frozenset({"source_noun", "people_noun", "profession", "office", "vague_source"})


class Phrase:
    """The units of a source's phrase, with its head."""

    def __init__(self, roster: Roster, source: Span) -> None:
        self.roster, self.source = roster, source
        self.text = roster.text
        self.flags = roster.text.words.flags
        self.first, self.last = roster.range(source)
        self.head = self.find_head() if self.first < self.last else self.first

    def find_head(self) -> int:
        """The unit that heads the phrase: behind particles, numbers and words of quantity."""
        light = self.flags["clitic number quantity mark on_behalf"]
        own = self.flags["people_noun source_noun body_head profession office people honorific country city body given"]
        at = self.first
        while at < self.last - 1 and self.text.has(at, light | self.flags["function"]) and not self.text.has(at, own):
            at += 1
        return at

    def step(self, what: str, detail: str, span: Span | None = None) -> Step:
        """A step of the derivation."""
        return Step(f"speaker-{what}", detail, span or self.source)

    def words(self, first: int, last: int) -> str:
        """Some units as plain words."""
        return plain(self.text, first, last)

    def phrase_end(self) -> int:
        """Behind the phrase itself: before a comma, a bracket or a relative clause."""
        stop = self.flags["relative comma bracket_open"]
        for at in range(self.head + 1, self.last):
            if self.text.has(at, stop):
                return at
        return self.last

    def phrase_words(self) -> str:
        """The phrase as plain words, an accusative of common nouns without its ending ("that an expert …")."""
        words, out = self.text.words, self.words(self.first, self.phrase_end()).split()
        if self.head == self.first and not self.text.has(self.head, self.flags["def given given_homonym city country"]):
            for place, word in enumerate(out):
                bare = words.without_accusative(word)
                if bare == word or not words.is_common(self.roster.analysis.pack.folding.full(bare)):
                    break
                out[place] = bare
        return " ".join(out)

    def expanded(self, first: int, last: int) -> str:
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
            word = self.piece(at, joined=bool(out))
            if out and self.text.units[at].attached:
                out[-1] += word
            elif word:
                out.append(word)
            at += 1
        return " ".join(out)

    def piece(self, at: int, *, joined: bool) -> str:
        """One unit's word: as it stands where the unit before is kept too, else with its own article."""
        unit = self.text.units[at]
        if joined and unit.attached:
            return self.text.analysis.text[unit.start : unit.end]
        return self.words(at, at + 1)

    def names_inside(self, first: int) -> bool:
        """Whether a name stands in the phrase from a unit on."""
        return first < self.last and any(True for _ in self.roster.inside(self.roster.analysis.span(first, self.last)))

    def has_body(self) -> bool:
        """Whether the phrase names a body, group or place."""
        return any(name.kind in ("body", "place", "group") for name in self.roster.inside(self.source))

    def country_of(self, name: Name) -> str | None:
        """The country that a capital stands for."""
        _, last = self.roster.range(name.span)
        if not self.text.has(last - 1, self.flags["capital"]) or name.country is None:
            return None
        countries = self.roster.analysis.pack.lexicon.of_class("country")
        return next((entry.value for entry in countries if entry.note == name.country), None)

    def earlier_mention(self, *, unnamed: bool = False) -> str | None:
        """The description of the source that a definite one repeats: the last one with the same head, in full.

        With `unnamed`, offices that name their holder by what they hold ("minister of X") do not count.
        """
        text = self.text
        values = {entry.value for entry in text.units[self.head].entries if entry.cls in REPEATED}
        number = self.number(self.head)
        own, asked = self.countries(self.head), self.adjectives(self.head, self.phrase_end())
        nearest: str | None = None
        for at in reversed(self.roster.source_places):
            if at >= self.head or text.units[at].definite or self.number(at) != number:
                continue
            if not any(entry.cls in REPEATED and entry.value in values for entry in text.units[at].entries):
                continue
            if unnamed and not self._is_told_in_general(at):
                continue
            theirs = self.countries(at)
            end = source_end(self.roster, at)
            if end <= at or (own and theirs and own != theirs):
                continue
            if not asked or asked & self.adjectives(at, end):
                return self.described(at, end)
            nearest = nearest or self.described(at, end)
        # one official told in other words is the last one; several are others
        return nearest if number == "" else None

    def definite_phrase(self) -> bool:
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

    def unnamed_before(self) -> str | None:
        """What was said before of the unnamed person that "the minister of Y" takes up ("a minister of Y's …")."""
        alone = self.phrase_end() == self.head + 1
        if not self.text.units[self.head].definite or alone:
            return None
        return self.earlier_mention(unnamed=True)

    def _is_told_in_general(self, at: int) -> bool:
        """Whether an indefinite office means some person who carries it, as "a minister in the government" does."""
        if self.roster.first_name_at(self.text.units[at].start, ("office",)) is not None:
            return False
        return not self.text.has(at - 1, self.flags["office body_head portfolio kin"]) and self.text.has(
            at + 1, self.flags["bi office_link qualifier demonym senior"]
        )

    def number(self, at: int) -> str:
        """du, pl or nothing, as the lexicon notes it; a word that can be either counts as the plural."""
        notes = {entry.note for entry in self.text.units[at].entries if entry.cls in REPEATED}
        return "pl" if "pl" in notes else "du" if "du" in notes else ""

    def adjectives(self, at: int, last: int) -> set[str]:
        """The stems of the words behind a head, for comparing a definite phrase with an indefinite one."""
        bare, light = self.text.words.bare, self.flags["mark function clitic"]
        places = (place for place in range(at + 1, last) if not self.text.has(place, light))
        return {bare(self.text.units[place].key)[:_STEM] for place in places}

    def described(self, first: int, last: int) -> str:
        """A source's description in the nominative, as one would list it: the head and its adjectives."""
        out: list[str] = []
        agreeing, accusative = True, False
        for at in range(first, last):
            word = self.piece(at, joined=bool(out))
            if not word:
                continue
            noun = self.text.has(at, self.flags["people_noun source_noun people profession office"])
            free = agreeing and not self.text.units[at].attached and not self.text.units[at].definite
            if free and (accusative or (noun and at == self.head)):
                plain_word = self.text.words.without_accusative(word, agrees=accusative)
                accusative = plain_word != word
                word = plain_word
            part = self.text.has(at, self.flags["tail given given_homonym"])
            if agreeing and not part and (noun or at > self.head):
                # a counted plural stays in the genitive: three of them, whoever speaks
                quantified = self.text.has(self.first, self.flags["quantity"]) or (
                    self.head > self.first and self.text.has(self.first, self.flags["number"])
                )
                word = self._as_subject(at, word) if not (quantified or self.text.units[at].attached) else word
            agreeing = agreeing and not self.text.has(at, self.flags["function clitic verb"])
            if out and self.text.units[at].attached:
                out[-1] += word
            else:
                out.append(word)
        return " ".join(out)

    def _as_subject(self, at: int, word: str) -> str:
        """A word of a description in the nominative: a dual where the head is one, a plural before its complement."""
        words = self.text.words
        entries = [entry for entry in self.text.units[at].entries if entry.cls in REPEATED]
        if at == self.head and any(
            entry.note == "pl" and word == entry.value + words.plural_construct for entry in entries
        ):
            return word.removesuffix(words.plural_construct) + words.construct_nominative
        return words.dual(word) if self._two() else words.nominative(word)

    def _two(self) -> bool:
        """Whether the head is a dual by its form, or by the number behind it."""
        notes = {entry.note for entry in self.text.units[self.head].entries if entry.cls in REPEATED}
        behind = self.text.units[self.head + 1].entry("nw") if self.head + 1 < self.last else None
        return (behind is not None and behind.value == "2") or ("du" in notes and "pl" not in notes)

    def countries(self, at: int) -> set[str]:
        """The countries of the adjectives right behind a unit."""
        out: set[str] = set()
        for place in range(at + 1, min(at + 4, len(self.text.units))):
            if self.text.has(place, self.flags["mark function"]):
                break
            out.update(e.note for e in self.text.units[place].entries if e.cls == "demonym" and e.note)
        return out

    def how_many(self) -> int | None:
        """1 for a singular, 2 for a dual, a number that stands before; null for other plurals."""
        for at in range(self.first, self.head):
            for entry in self.text.units[at].entries:
                if entry.cls in ("quantity", "nw") and entry.value.isdigit():
                    return int(entry.value)
            digits = self.text.units[at].light
            if digits.isdigit():
                return int(digits)
        notes = {entry.note for entry in self.text.units[self.head].entries if entry.cls in REPEATED}
        if "du" in notes and "pl" not in notes:
            return 2
        return None if "pl" in notes else 1

    def belongs(self) -> str | None:
        """The body or side that the phrase names."""
        for name in self.roster.inside(self.source):
            if name.kind in ("body", "group"):
                return name.actor
        for name in self.roster.inside(self.source):
            if name.kind == "place":
                return self.country_of(name) or name.actor
        for at in range(self.first, self.phrase_end()):
            entry = self.text.units[at].entry("demonym") or self.text.units[at].entry("demonym_dual")
            if entry is not None:
                return entry.value
        return None


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
        elif text.has(at, flags["wa"]) and not text.has(at + 1, flags["qualifier body_adj demonym"]):
            break
        at += 1
    while at > index + 1 and text.has(at - 1, flags["office_link clitic on_behalf"]):
        at -= 1
    return at

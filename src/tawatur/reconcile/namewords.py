"""The words by which names are told from each other, and what is known of one mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.marks import NameKind
from tawatur.model.span import Span
from tawatur.reconcile.words import Words

GROUP = "group"
"""What the keys of groups without a name begin with."""
_KEPT_NAMES = 1 << 16
_WHOSE = 2
"""Words at least of a body that an office is told with."""
_BASE = 3
"""Letters that a place's name and its adjective share at least."""
_LONG = 5
"""Consonants of a name that another writes with other vowels: shorter names of one root are many."""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """One mention of an actor, by the key it is known under."""

    key: str
    name: str
    kind: NameKind
    span: Span
    text: str = ""
    """The words of the mention."""
    office: str | None = None
    country: str | None = None
    unsure: bool = False
    """Whether it is a name only if another article gives it in full."""
    state: str = ""
    """The key of the state whose office a person is told with here; its adjective where no list knows it."""
    located: bool = False
    """Whether a place that no list knows is told as a place, and not as who rules there."""
    seat: str = ""
    """The state, by its name or adjective, whose capital a place is said to be or whose official speaks there, or he."""
    explicit: bool = False
    """Whether the text says outright whose capital it is."""
    abroad: str = ""
    """The state whose ambassador sits there: it is another's capital."""
    beside: str = ""
    """The key of the place that it is joined with ("X and Y have agreed")."""


class Namewords:
    """The words of a pack by which names are told from each other."""

    def __init__(self, pack: Pack, words: Words) -> None:
        data = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["actors"])
        tables = cast(Mapping[str, Mapping[str, Sequence[str]]], pack.table("reconcile")["actors"])
        lists = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["clauses"])
        self._fold = fold = pack.folding.full
        self._feminine = fold(cast(Mapping[str, Sequence[str]], pack.table("reconcile")["stem"])["feminine"][0])
        self._plain: dict[str, str] = {}
        self.words = words
        self._marks = "".join(cast(Mapping[str, str], pack.table("marks")["classes"]).values()) + "'"
        self._light = frozenset(map(fold, data["light"]))
        self.government = frozenset(words.bare(fold(w)) for w in data["government"])
        self.relatives = frozenset(fold(w) for w in lists["relatives"])
        self.locative = frozenset(map(fold, data["locative"]))
        self.held = frozenset(map(fold, data["held"]))
        self.attached = tuple(map(fold, data["attached"]))
        self.within = frozenset(map(fold, data["within"]))
        self.capital = tuple(map(fold, data["capital"]))
        self.accredited = frozenset(map(fold, data["accredited"]))
        self.own = {fold(w): words.bare(fold(h)) for w in data["own"] for h in data["government"][:1]}
        self.led = frozenset(map(fold, data["led"]))
        self.leads = frozenset(map(fold, data["leads"]))
        self.stand_ins = frozenset(map(fold, data["stand_ins"]))
        self.members = frozenset(map(fold, data["members"]))
        self.groups = frozenset(map(fold, data["groups"]))
        self.armed = frozenset(map(fold, data["armed"]))
        self.patrons = frozenset(map(fold, data["patrons"]))
        self.group_words = frozenset(map(fold, data["group_words"]))
        shapes = cast(Mapping[str, Sequence[str]], pack.table("names")["shapes"])
        self._relation = tuple(sorted(map(fold, shapes["relation"]), key=len, reverse=True))
        self.accusative = fold(str(shapes["adverb"]))
        self._homes = tuple(sorted(map(fold, shapes["place_endings"]), key=len, reverse=True))
        self._variants = {
            words.bare(fold(variant)): words.bare(fold(kept))
            for kept, variants in tables["variants"].items()
            for variant in variants
        }
        self._spokesmen = frozenset(map(self.spelt, map(fold, data["spokesmen"])))
        self._bureaus = frozenset(map(self.spelt, map(fold, data["bureaus"])))
        self._presidencies = frozenset(map(self.spelt, map(fold, data["presidencies"])))
        self._presidents = tuple(map(self.spelt, map(fold, data["presidents"])))
        self._palaces = {self.plain(palace): tuple(map(self.plain, held)) for palace, held in tables["palaces"].items()}
        self._spokes = self._spokesmen | frozenset(map(self.spelt, map(fold, data["on_behalf"])))
        sounds = fold(str(data["sounds"]))
        self._sounds = {ord(c): sounds[0] for c in sounds}
        self._vowels = {ord(c): None for c in fold(str(data["vowels"]))}
        self._given = frozenset(
            self.plain(entry.form) for cls in ("given", "given_homonym") for entry in pack.lexicon.of_class(cls)
        )
        self.dropped = frozenset(map(fold, data["dropped"]))
        self._heads = frozenset(map(self.spelt, map(fold, data["heads"])))
        self._organs = tuple(f"{self.plain(form)} " for form in data["organs"])
        self._records = frozenset(map(self.spelt, map(fold, data["records"])))
        self._official = frozenset(map(self.spelt, map(fold, data["official"])))
        self._former = frozenset(map(self.spelt, map(fold, data["former"])))
        self._ministry = self.spelt(fold(str(shapes["ministry"])))
        self._offices = {
            self.plain(variant): self.plain(kept)
            for kept, variants in tables["offices"].items()
            for variant in variants
        }

    def plain(self, text: str) -> str:
        """A name's folded words without article and marks, in one spelling."""
        known = self._plain.get(text)
        if known is None:
            known = self._plainly(text)
            if len(self._plain) < _KEPT_NAMES:
                self._plain[text] = known
        return known

    def _plainly(self, text: str) -> str:
        found = (self.spelt(word.strip(self._marks)) for word in self._fold(text).split())
        return " ".join(word for word in found if word)

    def spelt(self, word: str) -> str:
        """One folded word without its article, in the pack's own spelling of it."""
        bare = self.words.bare(word)
        return self._variants.get(bare, bare)

    def key(self, name: str) -> str:
        """A name as it is compared: its plain words without those that tell nothing.

        A title is told with the article; without, it heads an office ("the president", "president of the council").
        """
        plain = self.plain(name)
        light = [self._is_light(word) for word in (w.strip(self._marks) for w in self._fold(name).split()) if word]
        kept = [word for word, drop in zip(plain.split(), light, strict=False) if not drop]
        return " ".join(kept) or plain or name

    def _is_light(self, word: str) -> bool:
        return word in self._light or self.words.bare(word) in self._light

    def spoken_for(self, text: str) -> Iterator[str]:
        """Whom an office speaks for, as he may be told elsewhere: "the ministry", "the ministry of X" for "the X".

        A rank may stand behind it ("spokesman for the army, General"); a bureau speaks for whose it is, a presidency and a
        palace for the president. Nothing where it is none of these.
        """
        plain = self.plain(text)
        yield from self._palaces.get(plain, ())
        words = plain.split()
        if len(words) > 1 and words[0] in self._bureaus:
            yield " ".join(words[1:])
            return
        if len(words) > 1 and words[0] in self._presidencies:
            rest = " ".join(words[1:])
            for president in self._presidents:
                yield f"{president} {rest}"
                yield f"{president} {rest.removesuffix(self._feminine)}"
            return
        at = 0
        while at < len(words) and words[at] in self._spokes:
            at += 1
        if not at or words[0] not in self._spokesmen:
            return
        for end in range(len(words), at, -1):
            body = " ".join(words[at:end])
            yield body
            yield f"{self._ministry} {body}"
            if end - at <= _WHOSE:
                return

    def office(self, text: str) -> str:
        """An office in one wording, whatever its holder's or its body's gender."""
        plain = self.plain(text)
        for variant, kept in self._offices.items():
            if plain.startswith(variant):
                rest = (word.removesuffix(self._feminine) for word in plain[len(variant) :].split(" "))
                return kept + " ".join(rest)
        return plain

    def is_heads(self, text: str) -> bool:
        """Whether an office is that of a state's head or minister, in whatever wording."""
        plain = f"{self.plain(text)} "
        return any(plain.startswith(f"{form} ") for form in (*self._offices, *self._offices.values()))

    def rules(self, text: str) -> bool:
        """Whether an office or a body is part of a state's own rule, by how it begins: its head, a ministry, an envoy.

        One who held the office once is no part of it any more.
        """
        plain = f"{self.plain(text)} "
        organ = plain.startswith(self._organs) or self.is_heads(text)
        return organ and self._former.isdisjoint(plain.split())

    def is_record(self, text: str) -> bool:
        """Whether it names nothing but official figures ("an official toll"), by no body in particular."""
        head, *rest = self.plain(text).split() or [""]
        return head in self._records and bool(rest) and self._official.issuperset(rest)

    def home(self, place: str) -> str:
        """What a place's name and its adjective have in common, from the name."""
        return _without(place, self._homes)

    def home_of(self, adjective: str) -> str:
        """The same from the adjective; empty where a word has no adjective's ending."""
        home = _without(adjective, self._relation)
        return home if home != adjective else ""

    def sounds_like(self, one: str, two: str) -> bool:
        """Whether two words of names write one name of another language: its sounds, or its vowels where it is long."""
        a, b = one.translate(self._sounds), two.translate(self._sounds)
        if a == b:
            return True
        if one in self._given and two in self._given:
            return False
        bare = a.translate(self._vowels)
        return len(bare) >= _LONG and bare == b.translate(self._vowels)

    def shape(self, name: str) -> str:
        """What all spellings of a name have in common: its consonants, word by word."""
        return name.translate(self._sounds).translate(self._vowels)

    def heads(self, text: str) -> bool:
        """Whether an office is that of the one head of a body ("the president of the council")."""
        return self.plain(text).split(" ")[0] in self._heads


def _without(word: str, endings: Sequence[str]) -> str:
    ending = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= _BASE), "")
    return word.removesuffix(ending)


@cache
def namewords(pack: Pack, words: Words) -> Namewords:
    """The name words of a pack, made once per process."""
    return Namewords(pack, words)

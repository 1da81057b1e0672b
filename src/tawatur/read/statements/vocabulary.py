"""What the pack says of speech: the frames of its reporting verbs, the small words around them, the shapes of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from tawatur.errors import PackError
from tawatur.language.lexicon import Entry
from tawatur.language.pack import Pack
from tawatur.model.marks import Act
from tawatur.read.units import Alphabet, Unit

ACTS: tuple[Act, ...] = (
    "say", "deny", "announce", "demand", "warn", "promise", "expect", "confirm", "accuse", "ask",
)  # fmt: skip
PREPOSITIONS = ("to", "from", "on", "about", "in", "bi", "li")
"""The prepositions that may open a content; ``bi`` and ``li`` are attached particles."""

_CLASSES = (
    "cue", "that", "that.bi", "that.to", "bi.masdar", "negation", "perhaps", "future", "if", "prep", "relative", "contrast", "contrast.he",
    "contrast.full", "then", "comment", "anaphor", "norm",
    "quantity", "estimate", "latest",
    "measure",
    "subordinator",
    "coordinator",
    "weekday",
    "one-of",
    "nocue.ever",
    "given",
    "ranked",
    "condition",
    "without",
    "as-for",
    "office",
    "source_noun",
    "body_head", "comment.head", "meanwhile", "amid", "amid.course", "ev_with", "as", "accord.what", "where", "when", "because", "adverb", "adverb.near", "not-that",
    "aside", "same", "turn", "venue", "document", "gesture", "this", "social", "informant", "outlet.head", "press",
    "accord", "accord.weak", "accord.from", "what", "he", "be", "aux", "masdar", "masdar.what", "feel",
    "speech.object", "blame", "inanimate", "leans", "nocue", "verb", "nominal", "first", "time.word",
    "wa", "fa", "bi", "li", "ka", "sa", "clitic", "word", "def", "pron", "mark", "break", "stop", "comma", "colon",
    "slash", "open", "close", "straight", "quote", "bracket_open", "bracket_close", "bullet", "number", "latin", "dash",
    "prep.to", "prep.from", "prep.on", "prep.about", "prep.in",
    "very", "honour", "draft", "seen", "told", "place.m", "relative.wa", "outletname", "privy", "there", "saying", "capital", "spokes", "realm", "kingdom", "public", "country", "city", "podium", "going-on", "asked", "attending", "own-land", "remain", "reply", "question", "came", "disclose", "what-not", "masdar.def", "for-it", "eve", "as-known", "place_head", "before-that", "bi.what", "after-that", "noted", "elative", "details", "kin", "therein", "written", "yet",
)  # fmt: skip


_EITHER: Mapping[str, tuple[str, ...]] = {
    # what can be no part of a noun phrase: a conjunction, an adverb, a complementiser
    "stopper": (
        "that", "adverb", "as", "meanwhile", "contrast", "contrast.full", "yet", "then", "subordinator", "coordinator",
        "adverb.near", "where", "when", "because", "negation", "perhaps", "future", "if", "fa", "sa", "ka", "be",
        "aux", "he", "accord", "accord.from", "stop", "colon", "bracket_open", "bracket_close", "break", "dash",
        "aside", "this",
    ),
    # where the search for what a verb opens (`complements.py`) has something to look at
    "opening": ("colon", "that", "bi.masdar", "bi.what", "bi", "li", "prep", "comma", "cue", "open", "close", "straight"),
    # before what a content may end by its own form: every rule of that (`clauses.py`) begins with one of these
    "closing": ("prep", "prep.on", "prep.in", "adverb", "comma", "wa", "contrast", "contrast.full", "after-that", "colon"),
    # what leads to the one spoken to
    "told-to": ("li", "adverb", "venue"),
    "not-verb": ("def", "clitic"),
}  # fmt: skip
"""Classes of ours: units that belong to one of several, asked for so often that they have a name."""


class Unions(dict[tuple[str, ...], frozenset[str]]):
    """The symbols of units that belong to one of several classes, worked out once for each wording of the rules."""

    def __init__(self, sets: Mapping[str, frozenset[str]]) -> None:
        super().__init__()
        self._sets = sets

    def __missing__(self, classes: tuple[str, ...]) -> frozenset[str]:
        found = self[classes] = frozenset().union(*(self._sets[cls] for cls in classes))
        return found


@dataclass(frozen=True)
class Frame:
    """What a reporting verb takes: its act and the complements that make it a statement."""

    act: Act
    takes: frozenset[str]
    """``that``, ``quote``, ``obj`` and its narrower kinds, ``whom+bi`` …: the words of the lexicon's value."""
    prepositions: Mapping[str, bool]
    """The prepositions that open its content; True where a complementiser must follow at once."""

    def __contains__(self, what: str) -> bool:
        return what in self.takes


@lru_cache(4096)
def frame(value: str) -> Frame:
    """The frame that a verb's value in the lexicon describes; PackError for an unknown act."""
    act, *words = value.split()
    if act not in ACTS:
        raise PackError("pack.act", value=value, acts=ACTS)
    prepositions = {}
    for word in words:
        name, _, condition = word.partition(":")
        if name in PREPOSITIONS:
            prepositions[name] = condition == "that"
    return Frame(act, frozenset(words), prepositions)


class Vocabulary:
    """Sets of unit symbols by class, and the shapes of words: compiled once per pack."""

    def __init__(self, pack: Pack, alphabet: Alphabet) -> None:
        self.sets: dict[str, frozenset[str]] = {cls: frozenset(alphabet.members(cls)) for cls in _CLASSES}
        self.sets.update({name: frozenset().union(*(self.sets[c] for c in all_)) for name, all_ in _EITHER.items()})
        self.unions = Unions(self.sets)
        self.prepositions = self._short_names()
        """By symbol the short name of the preposition that it is."""
        self.opening = re.compile(f"[{re.escape(''.join(sorted(self.sets['opening'])))}]")
        table = pack.table("statements")
        self._noun = _shapes(table, "verbal_noun")
        self._present = _shapes(table, "present")
        self._circumstance = _shapes(table, "circumstance")
        self._belonging = _shapes(table, "belonging")
        self.pronouns = tuple(cast(list[str], table["pronouns"]))
        self._not_present = frozenset(cast(list[str], table["present_not"]))
        self.accusative = str(table["accusative"])
        self.oblique = str(table["oblique"])
        self.many = tuple(cast(list[str], table["many"]))
        self.feminine = tuple(cast(list[str], table["feminine"]))
        self._open_t = pack.clitics.open_t
        self._article = pack.clitics.article
        self._kinds = lru_cache(1 << 15)(self._kind_of)
        cues = alphabet.members("cue")
        self.cue = re.compile(f"[{re.escape(cues)}]")
        accords = "".join(
            sorted(
                {
                    *alphabet.members("accord"),
                    *alphabet.members("accord.from"),
                    *alphabet.members("accord.what"),
                    *alphabet.members("as"),
                }
            )
        )
        self.accord = re.compile(f"[{re.escape(accords)}]")

    def _short_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for name in ("in", "about", "on", "from", "to"):
            names.update(dict.fromkeys(self.sets[f"prep.{name}"] & self.sets["prep"], name))
        for name in ("li", "bi"):
            names.update(dict.fromkeys(self.sets[name], name))
        return names

    def kind(self, unit: Unit) -> frozenset[str]:
        """The shapes that a word has: ``noun`` (a verbal noun's), ``present`` (a finite verb's), ``belonging``."""
        return self._kinds(unit.light, unit.pronoun)

    def _kind_of(self, light: str, pronoun: str) -> frozenset[str]:
        definite = light.startswith(self._article) and len(light) > len(self._article) + 2
        bare = light[len(self._article) :] if definite else light
        if pronoun and bare.endswith(pronoun):
            bare = bare[: -len(pronoun)]
        kinds = set()
        if not pronoun and not definite:
            # an unknown word may carry a pronoun that only its shape betrays
            for ending in self.pronouns:
                if bare.endswith(ending) and self._noun.fullmatch(bare[: -len(ending)]):
                    kinds.add("noun")
                if bare.endswith(self._open_t + ending) and len(bare) > len(ending) + 3:
                    kinds.add("owned")
        if not definite and self._circumstance.fullmatch(bare):
            kinds.add("circumstance")
        if self._noun.fullmatch(bare):
            kinds.add("noun")
        if not definite and self._present.fullmatch(bare) and bare not in self._not_present:
            kinds.add("present")
        if self._belonging.fullmatch(bare):
            kinds.add("belonging")
        return frozenset(kinds)


def _shapes(table: Mapping[str, object], key: str) -> re.Pattern[str]:
    return re.compile("|".join(cast(list[str], table[key])))


@cache
def vocabulary(pack: Pack, alphabet: Alphabet) -> Vocabulary:
    """The vocabulary of a pack, compiled once per process."""
    return Vocabulary(pack, alphabet)


def cue_entries(unit: Unit) -> list[Entry]:
    """The readings of a unit as a reporting verb, finite forms first."""
    found = [entry for entry in unit.entries if entry.cls == "cue"]
    if len(found) > 1:
        found.sort(key=lambda entry: entry.part in ("noun", "participle"))
    return found

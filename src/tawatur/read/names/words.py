"""What a word can be in a name: the classes of its unit as bits, and whether it looks like a name at all.

A word that the lexicon does not know is judged by how the language uses it (wordfreq's counts): a common noun or
adjective is also written with the article or in the feminine, a verb also with other persons' letters; a name is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from tawatur.language.frequency import Frequencies, frequencies
from tawatur.language.pack import Pack
from tawatur.read.units import Alphabet, Analysis, Unit

_KEPT_WORDS = 1 << 16
_SHARE_WITH_ARTICLE = 0.04
"""A word is a common noun where it is written with the article at least this often (share of its bare use)."""
_SHARE_OF_OTHER_FORM = 0.02
_RARE = 3e-6
_FREQUENT = 2e-5
_MIN_LETTERS = 2
_SHORT = 3
"""A word that nobody has counted is taken for a place by its use only if it has more letters."""


class Flags(dict[str, int]):
    """The parts that classes play in names (`names.toml`), one bit each, and the bits of every symbol.

    Looked up by the name of a part, or by several names set apart by blanks for their bits together.
    """

    __hash__ = object.__hash__  # type: ignore[assignment]  # told from others by itself, as a key of caches

    def __init__(self, table: Mapping[str, Sequence[str]], alphabet: Alphabet) -> None:
        super().__init__()
        self._bits = {name: 1 << place for place, name in enumerate(table)}
        of_class: dict[str, int] = {}
        for name, classes in table.items():
            for cls in classes:
                of_class[cls] = of_class.get(cls, 0) | self._bits[name]
        self.of_symbol = {
            alphabet.symbol(classes): _joined(of_class.get(cls, 0) for cls in classes) for classes in alphabet.sets
        }
        definite, verb = self._bits["def"], self._bits["verb"]
        for symbol, mask in self.of_symbol.items():
            if mask & definite:
                self.of_symbol[symbol] = mask & ~verb  # a word with the article is no verb

    def __missing__(self, names: str) -> int:
        """Worked out once for each wording that the rules ask with."""
        found = self[names] = _joined(self._bits[name] for name in names.split())
        return found


def _joined(bits: object) -> int:
    out = 0
    for bit in cast(Sequence[int], bits):
        out |= bit
    return out


class Words:
    """The tests of a pack's words; made once per pack, each word judged once."""

    def __init__(self, pack: Pack, alphabet: Alphabet) -> None:
        table = pack.table("names")
        self.pack = pack
        self.flags = Flags(cast(Mapping[str, Sequence[str]], table["flags"]), alphabet)
        shapes = cast(Mapping[str, object], table["shapes"])
        self._frequencies: Frequencies = frequencies(pack.code, pack.folding)
        self._full = pack.folding.full
        self.article = str(shapes["article"])
        self._relation = _strings(shapes, "relation")
        self._relation_full = tuple(dict.fromkeys(self._full(end) for end in self._relation))
        self._place_endings = tuple(self._full(end) for end in _strings(shapes, "place_endings"))
        self._relation_masculine = _strings(shapes, "relation_masculine")
        self._past_feminine = str(shapes["past_feminine"])
        self._present = tuple(self._full(letter) for letter in _strings(shapes, "present"))
        self._feminine = _strings(shapes, "feminine")
        self.adverb = str(shapes["adverb"])
        self.transparent = frozenset(_strings(shapes, "transparent"))
        self._verb_plural = _strings(shapes, "verb_plural")
        self._present_plural = _strings(shapes, "present_plural")
        self._neutral = frozenset(_strings(shapes, "neutral"))
        self.final_a = str(shapes["final_a"])
        self.plural_construct = str(shapes["plural_construct"])
        self.news = frozenset(self._full(word) for word in _strings(shapes, "news"))
        self._particles = tuple(str(c.form) for c in pack.clitics.front if c.cls in ("bi", "li"))
        self.conjunction = next(c.form for c in pack.clitics.front if c.cls == "wa")
        self._nominative = dict(cast(Mapping[str, str], table["nominative"]))
        self._dual = dict(cast(Mapping[str, str], table["dual"]))
        self.construct_nominative = str(shapes["plural_construct_nominative"])
        self._his = str(shapes["his"])
        self._hamza = str(shapes["hamza"])
        self._seats = _strings(shapes, "seats")
        self._derived_present = tuple(self._full(start) for start in _strings(shapes, "derived_present"))
        self._compound_first = _strings(shapes, "compound_first")
        self._broken = frozenset(self._full(word) for word in _strings(shapes, "broken"))
        self._plural_nominative = str(shapes["plural_nominative"])
        self._seldom = _strings(shapes, "seldom")
        self.kunya, self.no_purpose, self.serving, self.for_sake, self.led, self.seats_at = (
            frozenset(self._full(word) for word in _strings(shapes, name))
            for name in ("kunya", "no_purpose", "serving", "for_sake", "led", "seats_at")
        )
        self.common_heads = frozenset(_strings(shapes, "common_heads"))
        self.firms = frozenset(_strings(shapes, "firms"))
        self._verbal = re.compile("|".join(_strings(shapes, "verbal")))
        self.governed = {
            self._full(noun): self._full(particle)
            for noun, particle in cast(Mapping[str, str], table["governed"]).items()
        }
        self.joining = frozenset(_strings(shapes, "joining"))
        self.ministry = str(shapes["ministry"])
        self.before_verbal = frozenset(self._full(word) for word in _strings(shapes, "before_verbal"))
        self.place_prepositions = frozenset(self._full(word) for word in _strings(shapes, "place_prepositions"))
        self.ministry_key = self._full(self.ministry)
        self.where = frozenset(self._full(word) for word in _strings(shapes, "where"))
        self.is_common = lru_cache(_KEPT_WORDS)(self._is_common)
        self.is_unheard = lru_cache(_KEPT_WORDS)(self._is_unheard)

    def masks(self, analysis: Analysis) -> list[int]:
        """The bits of every unit."""
        of_symbol = self.flags.of_symbol
        return [of_symbol[sign] for sign in analysis.signs]

    def is_relation(self, light: str) -> bool:
        """Whether a word ends as a relational adjective does."""
        return light.endswith(self._relation)

    def is_masculine_relation(self, light: str) -> bool:
        """Whether a word ends as a masculine relational adjective, as many family names do."""
        return light.endswith(self._relation_masculine)

    def relation_stems(self, key: str) -> tuple[str, ...]:
        """What a relational adjective (full fold) may be made of: the word without its article and its ending."""
        bare = self.bare(key)
        return tuple(
            bare[: -len(end)] for end in self._relation_full if bare.endswith(end) and len(bare) > len(end) + 2
        )

    def home(self, key: str) -> set[str]:
        """The stems that the adjective of a place may have: "X" and "Xa" both make "Xi"."""
        if key.endswith(self.adverb) and self.share(key[: -len(self.adverb)]):
            return set()  # an adjective in the accusative
        return {
            key,
            *(key[: -len(end)] for end in self._place_endings if key.endswith(end) and len(key) > len(end) + 2),
        }

    def is_compound_first(self, light: str) -> bool:
        """Whether a word is a first name of two parts written as one."""
        return light.startswith(self._compound_first)

    def with_article(self, word: str) -> str:
        """A definite word whose article is merged into the particle before it, as it is written alone."""
        return word if self._full(word).startswith(self.article) else self.article + word[1:]

    def is_his(self, light: str) -> bool:
        """Whether a word ends as a noun with the pronoun "his" does."""
        return light.endswith(self._his)

    def nominative(self, word: str) -> str:
        """A sound plural in the nominative, an accusative singular without its ending."""
        for ending, plain in self._nominative.items():
            if word.endswith(ending) and len(word) > len(ending) + _MIN_LETTERS:
                return word[: -len(ending)] + plain
        return word

    def dual(self, word: str) -> str:
        """A dual in the nominative; any other word as it stands."""
        for ending, plain in self._dual.items():
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word[: -len(ending)] + plain
        return word

    def without_accusative(self, word: str, *, agrees: bool = False) -> str:
        """An indefinite masculine in the accusative without its ending; any other word as it stands.

        `agrees`: it stands behind a noun that had the ending, so that a word nobody has counted has it too.
        """
        bare = "".join(c for c in word if unicodedata.category(c) != "Mn")
        stem = bare.removesuffix(self.adverb)
        if stem == bare or len(stem) <= _MIN_LETTERS:
            return word
        key = self._full(stem)
        marked = bare != word  # a tanwin is written
        more = self.share(key) - self.share(self._full(bare))
        return stem if marked or more > 0 or (agrees and more == 0) else word

    def is_feminine(self, key: str) -> bool:
        """Whether a word in full fold ends as a feminine does."""
        return key.endswith(self._feminine[0])

    def is_masculine_singular(self, key: str) -> bool:
        """Whether a body's definite head in full fold is one whose adjectives are masculine."""
        return not key.endswith((self._feminine[0], self._feminine[1])) and key not in self._broken

    def is_seldom(self, key: str) -> bool:
        """Whether a word ends as names seldom do: in a sound plural."""
        return key.endswith(self._seldom)

    def share(self, key: str) -> float:
        """How often a word is written, as a share of running words."""
        return self._frequencies.share(key)

    def is_nominative(self, key: str) -> bool:
        """Whether a word ends as a sound plural in the nominative does; many family names do."""
        return key.endswith(self._plural_nominative)

    def is_rare(self, key: str) -> bool:
        """Whether a word is hardly ever written."""
        return self._frequencies.share(key) < _RARE

    def bare(self, key: str) -> str:
        """A word without its article."""
        return key[len(self.article) :] if key.startswith(self.article) and len(key) > len(self.article) + 1 else key

    def _is_common(self, key: str) -> bool:
        """Whether a bare word (full fold) is used as a common noun, adjective, verb or adverb of the language."""
        share = self._frequencies.share
        if len(key) < _MIN_LETTERS:
            return True
        own = max(share(key), 1e-6)
        if share(self.article + key) >= own * _SHARE_WITH_ARTICLE:
            return True
        if any(share(key + ending) >= own * _SHARE_OF_OTHER_FORM for ending in self._feminine):
            return True
        if share(key + self._past_feminine) >= own * _SHARE_OF_OTHER_FORM:
            return True
        if key[0] in self._present and len(key) > 3:
            others = (letter + key[1:] for letter in self._present if letter != key[0])
            if any(share(other) >= own * _SHARE_OF_OTHER_FORM for other in others):
                return True
        if key.endswith(self._verb_plural) or (key[0] in self._present and key.endswith(self._present_plural)):
            return True
        if own >= _FREQUENT and key[0] in self._particles and len(key) > 3 and share(key[1:]) >= _FREQUENT:
            return True
        if key.startswith(self._derived_present) or self.has_pronoun(key):
            return True
        if key[0] in self._particles and not share(key) and self.has_pronoun(key[1:]):
            return True
        for ending in (self._feminine[0], self.adverb, self._past_feminine):
            stem = key[: -len(ending)]
            if key.endswith(ending) and len(stem) > _MIN_LETTERS and share(stem) >= _RARE and self._is_common(stem):
                return True
        return False

    def has_pronoun(self, key: str) -> bool:
        """Whether a word is a common word with a pronoun attached."""
        share, back = self._frequencies.share, self.pack.clitics
        closed = self._full(back.closed_t)
        for pronoun in back.back:
            stem = key[: -len(pronoun)]
            if len(stem) <= _MIN_LETTERS or not key.endswith(pronoun) or len(pronoun) < 2:
                continue
            if share(stem) >= _RARE and self._is_common(stem):
                return True
            if stem.endswith(self._seats) and share(stem[:-1] + self._hamza) >= _RARE:
                return True
            if stem.endswith(back.open_t) and share(stem[:-1] + closed) >= _RARE:
                return True
        return False

    def unlisted(self, unit: Unit) -> bool:
        """Whether the lexicon has nothing to say of a word that matters for names."""
        return not unit.entries or all(entry.cls in self._neutral for entry in unit.entries)

    def is_verbal(self, key: str) -> bool:
        """Whether a word has the shape of a derived verb's noun, as names seldom have."""
        return self._verbal.fullmatch(key) is not None

    def _is_unheard(self, key: str) -> bool:
        return (
            len(key) > _SHORT and self.is_rare(key) and not self.is_verbal(key) and not self.is_common(self.bare(key))
        )

    def is_strange(self, unit: Unit) -> bool:
        """Whether a unit is a word that neither the lexicon nor the language's common use knows."""
        return self.unlisted(unit) and not unit.pronoun and not self.is_common(self.bare(unit.key))


def _strings(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in cast(Sequence[object], table[key]))


@cache
def words_of(pack: Pack, alphabet: Alphabet) -> Words:
    """The word tests of a pack, made once per process."""
    return Words(pack, alphabet)

"""Words brought to one form: what two accounts share is counted over stems and families of words, not over letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import log10
from typing import cast

import msgspec
import simplemma

from tawatur.language.frequency import frequencies
from tawatur.language.pack import Pack
from tawatur.model.span import Span
from tawatur.read.units import Analysis, Unit

_COMMON = 1e-3
"""A word with this share of running words says nothing of what a clause tells."""
_RARE = 3e-7
"""Names of places that no list has are rarer than this share of running words."""
NATION = 0.6
"""What a state says."""
_NAMED = 0.7
_HEAD = 0.5
"""What the head of a name says for itself: the name is taken up by it alone ("the coalition")."""
_KEPT_WORDS = 1 << 16


class Term(msgspec.Struct, frozen=True, gc=False):
    """One word of an account as it is compared."""

    key: str
    """The family's name in capitals, or the stem."""
    weight: float
    """How much it says, 0 to 1: rare words say more (wordfreq), a family says what the pack gives it."""
    start: int
    end: int
    act: bool = False
    """Whether its family is one of acts."""


class Words:
    """The stems and families of one pack. Keeps what it learnt of each word."""

    def __init__(self, pack: Pack) -> None:
        data = pack.table("reconcile")
        stem = cast(Mapping[str, list[str]], data["stem"])
        self._fold = pack.folding.full
        self._code = pack.code
        self._suffixes = tuple(sorted(map(self._fold, stem["suffixes"]), key=lambda s: (-len(s), s)))
        self._keep = int(cast(int, data["stem"]["keep"]))  # type: ignore[index]  # the table is checked by its test
        self._always = frozenset(stem["always"])
        self._where_long = frozenset(stem["where_long"])
        self._article = stem["article"][0]
        self._prefixes = tuple(stem["persons"][1:])
        self._third = stem["persons"][0]
        self._closed = self._fold(stem["feminine"][0])
        self._pronouns = tuple(sorted(map(self._fold, stem["pronouns"]), key=lambda s: (-len(s), s)))
        self._frequencies = frequencies(pack.code, pack.folding)
        concepts = pack.table("reconcile_concepts")
        self.acts = frozenset(name.upper() for name in cast(Mapping[str, str], concepts["acts"]))
        self._exact: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for group in ("acts", "things"):
            for name, forms in cast(Mapping[str, str], concepts[group]).items():
                for form in forms.split():
                    words = [self.bare(word) for word in self._fold(form).split("_")]
                    if len(words) > 1:
                        self._phrases.setdefault(words[0], []).append((tuple(words[1:]), name.upper()))
                    else:
                        self._exact.setdefault(words[0], name.upper())
        for form, name in self._exact.items():
            key = self.stem(form)
            if len(key) >= self._keep:
                self._stems.setdefault(key, name)
        clauses = cast(Mapping[str, list[str]], data["clauses"])
        self.own_country = frozenset(map(self._fold, clauses["own_country"]))
        """Words for a speaker's own country."""
        empty = cast(Mapping[str, str], concepts["empty"])["words"]
        self._empty = frozenset(self._fold(word) for word in empty.split())
        apart = cast(Mapping[str, str], concepts["apart"])["words"]
        self._apart = frozenset(self._fold(word) for word in apart.split())
        self._found: dict[tuple[str, str], tuple[str, float]] = {}

    def stem(self, word: str) -> str:
        """The consonants of a folded word without article, ending and long vowels; two words of one root mostly agree."""
        for suffix in self._suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= self._keep:
                word = word[: -len(suffix)]
                break
        bare = "".join(c for c in word if c not in self._always)
        if len(bare) < 2:
            return word
        short = "".join(c for c in bare if c not in self._where_long)
        return short if len(short) >= self._keep else bare

    def ending(self, word: str) -> str:
        """A word without its ending."""
        for suffix in self._suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= self._keep:
                return word[: -len(suffix)]
        return word

    def terms(self, analysis: Analysis, span: Span) -> tuple[Term, ...]:
        """The words of a span that say something, in order."""
        parts: list[tuple[str, Unit]] = []
        for unit in analysis.words(span):
            if nation_of(unit) or self._named(unit):
                parts.append((unit.key, unit))
            else:
                parts.extend((part, unit) for part in unit.key.split(" ") if len(part) > 1)
        out = []
        at = 0
        while at < len(parts):
            part, unit = parts[at]
            nation = nation_of(unit)
            if nation:
                out.append(Term(nation, NATION, unit.start, unit.end))
                at += 1
                continue
            named = self._named(unit)
            if named:
                out.append(Term(f"#{self._fold(named)}", _NAMED, unit.start, unit.end))
                head, weight = self.look(part.split(" ")[0], unit)
                if weight > 0 and head.isupper():
                    out.append(Term(head, _HEAD * weight, unit.start, unit.end))
                at += 1
                continue
            rest, name = self._phrase(parts, at)
            if name:
                end = parts[at + rest][1].end
                out.append(Term(name, 1.0, unit.start, end, name in self.acts))
                at += rest + 1
                continue
            key, weight = self.look(part, unit)
            if weight > 0:
                out.append(Term(key, weight, unit.start, unit.end, key in self.acts))
            at += 1
        return tuple(out)

    def _named(self, unit: Unit) -> str:
        """The name that a unit stands for; empty where it is none. A single word that is in a family is no name."""
        if " " not in unit.key and self.bare(unit.key) in self._exact:
            return ""
        return next((entry.value for entry in unit.entries if entry.cls in _NAME_CLASSES), "")

    def terms_of(self, analysis: Analysis) -> tuple[Term, ...]:
        """The words of a whole text that say something."""
        return self.terms(analysis, Span(0, len(analysis.text))) if analysis.text else ()

    def _phrase(self, parts: list[tuple[str, Unit]], at: int) -> tuple[int, str]:
        """How many further words a family's phrase takes that begins here, and the family; empty where none does."""
        for rest, name in self._phrases.get(self.bare(parts[at][0]), ()):
            following = tuple(self.bare(part) for part, _ in parts[at + 1 : at + 1 + len(rest)])
            if following == rest:
                return len(rest), name
        return 0, ""

    def bare(self, part: str) -> str:
        """A folded word without the article."""
        return part[len(self._article) :] if part.startswith(self._article) and len(part) > 4 else part

    def is_act(self, unit: Unit) -> bool:
        """Whether a word names an act outright."""
        return self._exact.get(self.bare(unit.key), "") in self.acts

    def tells_act(self, unit: Unit) -> bool:
        """Whether a word tells of an act in whatever form."""
        return self.look(unit.key, unit)[0] in self.acts

    def is_rare(self, unit: Unit) -> bool:
        """Whether a word is hardly ever written and in no family: most likely a name."""
        bare = self.bare(unit.key)
        return (
            len(bare) > 2
            and bare.isalpha()
            and bare not in self._exact
            and max(self._frequencies.share(bare), self._frequencies.share(unit.key)) < _RARE
        )

    def look(self, part: str, unit: Unit) -> tuple[str, float]:
        """Key and weight of one word of a unit; weight 0 where it says nothing."""
        light = unit.light if part == unit.key else part
        known = self._found.get((light, unit.pronoun))
        if known is None:
            known = self._judge(part, unit.pronoun, light)
            if len(self._found) < _KEPT_WORDS:
                self._found[(light, unit.pronoun)] = known
        return known

    def _lemma(self, bare: str, light: str) -> str:
        """The folded lemma of a word: of its spelling as written, which tells endings and plurals from one another."""
        start = len(self._article) if light.startswith(self._article) and len(light) > 4 else 0
        written = light[start : start + len(bare)]
        lemma = simplemma.lemmatize(written, lang=self._code)
        return self._fold(lemma)

    def without_person(self, unit: Unit) -> str:
        """The key of a verb of the present without its person: the verbal noun's, where the two share their letters."""
        key, _ = self.look(unit.key, unit)
        if key.isupper() or len(unit.key) <= self._keep or unit.key[0] not in (self._third, *self._prefixes):
            return key
        return self.look(unit.key[1:], unit)[0]

    def _judge(self, part: str, pronoun: str, light: str) -> tuple[str, float]:
        if not part or not part[0].isalpha():
            return part, 0.0
        bare = self.bare(part)
        if pronoun and bare.endswith(pronoun) and len(bare) - len(pronoun) >= self._keep:
            bare = bare[: -len(pronoun)]
        if bare in self._empty or part in self._empty or len(bare) < 2:
            return bare, 0.0
        lemma = self._lemma(bare, light)
        if lemma in self._empty and bare not in self._exact:
            return bare, 0.0
        share = max(self._frequencies.share(bare), self._frequencies.share(part), 1e-8)
        weight = min(1.0, max(0.0, log10(_COMMON / share) / 3))
        if bare in self._apart or part in self._apart:
            return self.ending(lemma), round(weight, 3)
        for form in (bare, part, lemma, *self._inflected(bare)):
            if form in self._exact:
                return self._exact[form], 1.0
        for form in (bare, lemma):
            key = self.stem(form)
            if len(key) > self._keep and key in self._stems:
                return self._stems[key], 0.9
        short = self._without_pronoun(bare)
        for form in (short, *self._inflected(short)) if short != bare else ():
            if form in self._exact:
                return self._exact[form], 0.9
        return self.ending(lemma), round(weight, 3)

    def _without_pronoun(self, bare: str) -> str:
        """A word without a possessor or object at its end, where no list says that it has one."""
        for pronoun in self._pronouns:
            if bare.endswith(pronoun) and len(bare) - len(pronoun) >= self._keep:
                return bare[: -len(pronoun)]
        return bare

    def _inflected(self, bare: str) -> Iterator[str]:
        """Shorter and other persons' forms that a word may be listed under: without its ending, in the third person."""
        bases = [
            bare,
            *(bare[: -len(e)] for e in self._suffixes if bare.endswith(e) and len(bare) - len(e) >= self._keep),
        ]
        yield from bases[1:]
        for base in bases:
            for prefix in self._prefixes:
                if base.startswith(prefix) and len(base) > self._keep:
                    yield self._third + base[len(prefix) :]
        yield from (base + self._closed for base in bases[1:])


_NATION_CLASSES = ("country", "demonym", "people", "capital", "demonym_dual")


def nation_of(unit: Unit) -> str:
    """The key of a country behind a word: its name, its capital, its people and their adjective; empty for others."""
    for entry in unit.entries:
        if entry.cls in _NATION_CLASSES and entry.note:
            return f"@{entry.note}"
    return ""


_NAME_CLASSES = ("body", "city", "region", "facility")


@cache
def words_of(pack: Pack) -> Words:
    """The words of a pack, made once per process."""
    return Words(pack)


def bag(terms: Iterable[Term]) -> dict[str, float]:
    """Each key once with its greatest weight."""
    out: dict[str, float] = {}
    for term in terms:
        if term.weight > out.get(term.key, 0.0):
            out[term.key] = term.weight
    return out

"""Actors: the persons, bodies, groups and places behind the names of all articles.

The reader has resolved names within each article. Across articles two canonical names are one actor where their
spellings fold to the same words, where the pack lists them as one, or where the shorter name of a person is the
longer one's first and last name; a shared family name alone only makes a suggestion.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.ids import content_id
from tawatur.model.marks import Name, NameKind
from tawatur.model.reading import Reading
from tawatur.model.story import Actor, Feature, Place, Suggestion
from tawatur.reconcile.words import Words

_KINDS: dict[str, str] = {"facility": "place", "office": "person"}
"""Kinds that are compared with others."""


class Known(msgspec.Struct):
    """One actor while names are still added."""

    key: str
    kind: NameKind
    names: Counter[str]
    forms: dict[str, None]
    mentions: list[Place]
    offices: dict[str, None]
    countries: Counter[str]


class Actors:
    """All actors of a ledger. Adding an article costs as much as it has names."""

    def __init__(self, pack: Pack, words: Words) -> None:
        data = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["actors"])
        self._fold = pack.folding.full
        self._marks = "".join(cast(Mapping[str, str], pack.table("marks")["classes"]).values()) + "'"
        self._words = words
        self._light = frozenset(map(self._fold, data["light"]))
        self._variants = {self._fold(v): self._fold(k) for k, vs in data["variants"].items() for v in vs}  # type: ignore[attr-defined]  # a table of lists
        self._known: dict[str, Known] = {}
        self._alias: dict[str, str] = {}
        self._by_last: dict[str, set[str]] = defaultdict(set)

    def key(self, name: str) -> str:
        """A canonical name as it is compared: folded words without light words and article, one spelling of each."""
        words = []
        for word in self._fold(name).replace('"', " ").split():
            bare = word.strip(self._marks)
            if not bare:
                continue
            bare = self._variants.get(bare, bare)
            if bare in self._light:
                continue
            words.append(self._variants.get(self._words.bare(bare), self._words.bare(bare)))
        return " ".join(words) or self._fold(name)

    def resolve(self, name: str) -> str:
        """The key of the actor that a canonical name stands for; the name's own key where none is known."""
        key = self.key(name)
        seen = set()
        while key in self._alias and key not in seen:
            seen.add(key)
            key = self._alias[key]
        return key

    def id(self, name: str | None) -> str | None:
        """The id of an actor by a name; None where no article names it."""
        key = self.resolve(name) if name else None
        return content_id("actor", key) if key in self._known else None

    def add(self, article: str, reading: Reading) -> None:
        """Take in the names of one article."""
        for name in reading.names:
            self._take(article, name)

    def _take(self, article: str, name: Name) -> None:
        key = self.resolve(name.actor)
        known = self._known.get(key)
        if known is None:
            kind = cast(NameKind, _KINDS.get(name.kind, name.kind))
            known = self._known[key] = Known(key, kind, Counter(), {}, [], {}, Counter())
            if known.kind == "person":
                self._join_person(key)
                key = self.resolve(name.actor)
                known = self._known[key]
        known.names[name.actor] += 1
        known.mentions.append(Place(article, name.span))
        if name.office:
            known.offices[name.office] = None
        if name.country:
            known.countries[name.country] += 1

    def _join_person(self, key: str) -> None:
        """Let a person's name stand for a longer one of the same first and last word, or the other way round."""
        words = key.split()
        if len(words) < 2:
            self._by_last[words[-1] if words else key].add(key)
            return
        for other in sorted(self._by_last[words[-1]]):
            longer, shorter = (words, other.split()) if len(words) >= len(other.split()) else (other.split(), words)
            if len(shorter) >= 2 and shorter[0] == longer[0] and set(shorter) <= set(longer):
                keep, drop = " ".join(longer), " ".join(shorter)
                self._merge(drop, keep)
        self._by_last[words[-1]].add(key)

    def _merge(self, drop: str, keep: str) -> None:
        if drop == keep or drop not in self._known or keep not in self._known:
            return
        gone, kept = self._known.pop(drop), self._known[keep]
        self._alias[drop] = keep
        kept.names.update(gone.names)
        kept.mentions.extend(gone.mentions)
        kept.offices.update(gone.offices)
        kept.countries.update(gone.countries)

    def join(self, a: str, b: str) -> None:
        """Make two actors (by id) one, as a person decided."""
        keys = {content_id("actor", key): key for key in self._known}
        if a in keys and b in keys:
            one, two = sorted((keys[a], keys[b]), key=lambda k: (-sum(self._known[k].names.values()), k))
            self._merge(two, one)

    def actors(self, texts: Mapping[str, str]) -> tuple[Actor, ...]:
        """All actors, the most mentioned first."""
        out = []
        for key, known in self._known.items():
            mentions = tuple(sorted(known.mentions))
            forms = dict.fromkeys(place.span.cut(texts[place.article]) for place in mentions)
            name = max(known.names, key=lambda n: (known.names[n], len(n), n))
            country = known.countries.most_common(1)[0][0] if known.countries else None
            out.append(
                Actor(
                    id=content_id("actor", key), name=name, kind=known.kind, forms=tuple(forms), mentions=mentions,
                    offices=tuple(known.offices), country=country,
                )
            )  # fmt: skip
        return tuple(sorted(out, key=lambda a: (-len(a.mentions), a.id)))

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Actors that may be one: persons of one family name, of whom one is never named in full."""
        out = []
        for last, keys in sorted(self._by_last.items()):
            live = sorted(key for key in keys if key in self._known)
            for short in (key for key in live if " " not in key):
                for long in (key for key in live if " " in key):
                    features = (Feature(name="family name", value=1.0, weight=0.5, detail=last),)
                    a, b = content_id("actor", short), content_id("actor", long)
                    out.append(
                        Suggestion(
                            id=content_id("suggestion", a, b), what="actor", a=a, b=b, score=0.5, features=features
                        )
                    )
        return tuple(out)


@cache
def light_words(pack: Pack) -> frozenset[str]:
    """Words of a name that do not tell it from another."""
    return frozenset(cast(Iterable[str], cast(Mapping[str, object], pack.table("reconcile")["actors"])["light"]))

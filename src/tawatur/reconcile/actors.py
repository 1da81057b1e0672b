"""Actors: the persons, bodies, groups and places behind the names of all articles.

The reader has resolved names within each article. Across articles two canonical names are one actor where their
spellings fold to the same words, where the pack lists them as one, or where the shorter name of a person is the
longer one's first and last name. A state is told by its name, its capital, its government and who leads it, also
where no list knows it; an office without its holder by who held it then. A family name alone is its only bearer's where both are told with one office or
beside the same others; a shared family name by itself only makes a suggestion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from tawatur.model.ids import content_id
from tawatur.model.marks import NameKind
from tawatur.model.story import Actor, Place, Suggestion
from tawatur.reconcile.governing import join_capitals, join_governments, join_heads, join_nameless_states, told_homes
from tawatur.reconcile.judged import Judged
from tawatur.reconcile.namewords import Mention, Namewords
from tawatur.reconcile.persons import join_family_names, join_person, join_spellings, reasons
from tawatur.reconcile.roster import Holding, Known, Roster

_KINDS: dict[str, NameKind] = {"facility": "place", "office": "person"}
"""Kinds that are compared with others."""
_MOSTLY = 5
"""One in so many tellings of an office may give another holder: an earlier one is named with it for a while."""
_TERM = 300
"""Days up to which an office named without its holder is taken for the holder's."""


class Actors:
    """All actors of a ledger. Adding an article costs as much as it has names."""

    def __init__(self, words: Namewords, judged: Judged | None = None) -> None:
        self._all = Roster(words, judged or Judged())
        self._words = words
        self._unsure: set[str] = set()
        self._sure: set[str] = set()
        self._waiting: list[tuple[str, Mention]] = []
        self._vacant: list[tuple[str, date | None]] = []
        self._office_states: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._served: dict[str, str] = {}

    def resolve(self, name: str) -> str:
        """The key of the actor that a canonical name stands for; the name's own key where none is known."""
        known = self._all.resolved.get(name)
        if known is None:
            key = self._words.key(name)
            known = self._all.resolved[name] = self._all.final(self._all.by_name.get(key, key))
        return known

    def voice(self, name: str) -> str:
        """The key of whom a speaker speaks for, where the ledger tells of him; else his own.

        That is the body of a spokesman, the one holder of the office whose bureau or house it is.
        """
        key = self.resolve(name)
        known = self._all.known.get(key)
        for office in (*(known.offices if known else ()), name):
            for body in self._words.spoken_for(office):
                if (told := self.resolve(body)) in self._all.known:
                    return told
                held = {self._all.final(holding.key) for holding in self._all.holders.get(self._words.office(body), ())}
                if len(held) == 1:
                    return held.pop()
        return key

    def joined(self, name: str) -> frozenset[str]:
        """The keys of those who speak together ("relief workers and the observatory"), as far as the ledger tells of them."""
        parts = name.split(f" {self._words.attached[0]}")
        if len(parts) == 1 or self.resolve(name) in self._all.known:
            return frozenset((self.resolve(name),))
        return frozenset(key for key in map(self.resolve, parts) if key in self._all.known)

    def id(self, name: str | None) -> str | None:
        """The id of an actor by a name; None where no article names it."""
        key = self.resolve(name) if name else None
        return content_id("actor", key) if key in self._all.known else None

    def country(self, name: str) -> str | None:
        """The country (ISO 3166) that an actor mostly is told of; None where none is known."""
        known = self._all.known.get(self.resolve(name))
        return known.country if known else None

    def state(self, name: str) -> str:
        """The key of the state that a name stands for as a whole: its own name, its government, its capital; else empty."""
        key = self.resolve(name)
        known = self._all.known.get(key)
        return key if key.startswith("@") or (known is not None and known.kind == "place") else ""

    def is_record(self, name: str) -> bool:
        """Whether a name is that of official figures of no body in particular."""
        return self._words.is_record(name)

    def serves(self, name: str) -> str:
        """The key of the state that a ministry, a minister, a spokesman speaks for; empty where none is known."""
        known = self._served.get(name)
        if known is None:
            keys = dict.fromkeys((self.resolve(name), self.voice(name)))
            known = self._served[name] = next(filter(None, map(self._state_served, keys)), "")
        return known

    def _state_served(self, key: str) -> str:
        known = self._all.known.get(key)
        if known is None or not any(map(self._words.rules, known.offices or known.names)):
            return ""
        country = known.country
        told = self._office_states.get(key) or (f"@{country}" if country else key.rsplit(maxsplit=1)[-1])
        return told if told.startswith("@") else self._places.get(self._words.words.stem(told), "")

    def add(self, article: str, day: date | None, found: Iterable[Mention]) -> None:
        """Take in the names of one article that was published on a day; articles come in the order of publication."""
        for mention in found:
            if mention.seat or mention.abroad or mention.beside:
                self._all.seats.append(mention)
            if mention.located:
                self._all.located.add(Place(article, mention.span))
            if mention.unsure and (" " in mention.key or mention.kind == "place"):
                self._waiting.append((article, mention))
            else:
                self._take(article, day, mention)

    def _take(self, article: str, day: date | None, mention: Mention) -> None:
        key = self._all.final(mention.key)
        (self._unsure if mention.unsure else self._sure).add(key)
        known = self._all.known.get(key)
        if known is None:
            kind = _KINDS.get(mention.kind, mention.kind)
            known = self._all.known[key] = Known(key, kind, Counter(), [], {}, Counter())
            vacant = mention.kind == "office" and self._words.key(mention.text) == self._words.key(mention.name)
            if vacant:
                self._vacant.append((key, day))
            elif kind == "person":
                join_person(self._all, key)
                key = self._all.final(key)
                known = self._all.known[key]
        name = self._words.key(mention.name)
        if name not in self._all.by_name:
            self._all.by_name[name] = key
            self._all.resolved.pop(mention.name, None)
        known.names[mention.name] += 1
        known.mentions.append(Place(article, mention.span))
        self._all.in_article[article][key] = None
        words = self._words.plain(mention.text).split()
        if len(words) > 1 and words[0] in self._words.government:
            self._all.governed[words[0]].add(key)
        if mention.office:
            known.offices[mention.office] = None
            if day is not None:
                self._all.holders[self._words.office(mention.office)].append(Holding(key, day))
        if mention.country:
            known.countries[mention.country] += 1
        if mention.state:
            self._all.states[mention.key][mention.state] += 1

    def settle(self) -> None:
        """Join what only the whole ledger can tell: heads with their one body, groups with their one patron, offices.

        An office that is told without its holder stands for who mostly was told to hold it then.
        """
        homes = told_homes(self._all)
        for article, mention in self._waiting:
            known = self._all.known.get(self._all.final(mention.key))
            beside = self._all.known.get(mention.beside)
            told = self._words.home(mention.key) in homes or (beside is not None and beside.kind == "place")
            if known is None and mention.kind == "place" and told and mention.key not in self._all.by_last:
                self._take(article, None, msgspec.structs.replace(mention, unsure=False))
                continue
            if known is not None and known.kind == mention.kind:
                known.mentions.append(Place(article, mention.span))
        join_capitals(self._all)
        join_governments(self._all)
        join_heads(self._all)
        join_nameless_states(self._all)
        join_spellings(self._all)
        join_family_names(self._all)
        for a, b in self._all.judged.same:
            self.join(a, b)
        for key, day in self._vacant:
            if key not in self._all.known or day is None:
                continue
            known = self._all.known[key]
            office = self._words.office(next(iter(known.names)))
            near = Counter(
                self._all.final(h.key) for h in self._all.holders.get(office, ()) if abs((h.day - day).days) <= _TERM
            )
            del near[key]
            holder = max(near, key=lambda k: (near[k], k), default=key)
            others = near.total() - near[holder]
            if others * _MOSTLY <= near.total() and (not others or " " in office):  # "the president" is any country's
                self._all.merge(key, holder)
        for key in self._unsure - self._sure:
            self._forget(key)
        self._office_states, self._places = self._all.office_states(), self._all.places()

    def _forget(self, key: str) -> None:
        """Drop what may be no name, where it was not found to be the short form of one."""
        known = self._all.known.pop(key, None)
        if known is not None:
            for name in known.names:
                self._all.by_name.pop(self._words.key(name), None)
            self._all.resolved.clear()
            self._all.by_last[key.rsplit(maxsplit=1)[-1]].discard(key)

    def join(self, a: str, b: str) -> None:
        """Make two actors (by id) one, as a person decided."""
        keys = {content_id("actor", key): key for key in self._all.known}
        if a in keys and b in keys:
            one, two = sorted((keys[a], keys[b]), key=lambda k: (-sum(self._all.known[k].names.values()), k))
            self._all.merge(two, one)

    def actors(self, texts: Mapping[str, str]) -> tuple[Actor, ...]:
        """All actors, the most mentioned first."""
        out = []
        for key, known in self._all.known.items():
            mentions = tuple(sorted(known.mentions))
            forms = dict.fromkeys(place.span.cut(texts[place.article]) for place in mentions)
            name = _fullest(known.names)
            out.append(
                Actor(
                    id=content_id("actor", key), name=name, kind=known.kind, forms=tuple(forms), mentions=mentions,
                    offices=tuple(known.offices), country=known.country,
                )
            )  # fmt: skip
        return tuple(sorted(out, key=lambda a: (-len(a.mentions), a.id)))

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Actors that may be one: persons of one family name, of whom one is never named in full."""
        out = []
        for keys in (self._all.by_last[last] for last in sorted(self._all.by_last)):
            live = sorted(key for key in keys if key in self._all.known)
            for short in (key for key in live if " " not in key):
                for long in (key for key in live if " " in key):
                    a, b = content_id("actor", short), content_id("actor", long)
                    if self._all.judged.parted(a, b):
                        continue
                    features = reasons(self._all, short, long)
                    score = round(min(1.0, sum(f.weight for f in features)), 2)
                    out.append(
                        Suggestion(
                            id=content_id("suggestion", a, b), what="actor", a=a, b=b, score=score, features=features
                        )
                    )
        return tuple(out)


_SHARE = 4
"""A fuller name is taken where at least one mention in so many of the usual name has it: an odd one is not."""


def _fullest(names: Counter[str]) -> str:
    """The usual one of an actor's names, or a fuller one that holds all its words ("the foreign ministry of X")."""
    usual = max(names, key=lambda n: (names[n], len(n), n))
    words = set(usual.split())
    fuller = [n for n in names if words <= set(n.split()) and names[n] * _SHARE >= names[usual]]
    return max(fuller, key=lambda n: (len(n.split()), names[n], n))

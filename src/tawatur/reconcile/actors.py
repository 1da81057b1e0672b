"""Actors: the persons, bodies, groups and places behind the names of all articles.

The reader has resolved names within each article. Across articles two canonical names are one actor where their
spellings fold to the same words, where the pack lists them as one, or where the shorter name of a person is the
longer one's first and last name. A family name alone is its only bearer's where both are told with one office or
beside the same others; a shared family name by itself only makes a suggestion.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from tawatur.model.ids import content_id
from tawatur.model.marks import NameKind
from tawatur.model.story import Actor, Feature, Place, Suggestion
from tawatur.reconcile.capitals import capitals
from tawatur.reconcile.judged import Judged
from tawatur.reconcile.namewords import GROUP, Mention, Namewords

_KINDS: dict[str, NameKind] = {"facility": "place", "office": "person"}
"""Kinds that are compared with others."""
_NAME, _OFFICE, _BESIDE = 0.5, 0.4, 0.3
"""What a shared family name, office and company weigh; a name alone makes a suggestion."""
_ENOUGH = 0.75
_OTHERS = 2
"""Others beside whom two persons of one name have to be told, to be one."""
_TERM = 300
"""Days up to which an office named without its holder is taken for the holder's."""


class Known(msgspec.Struct):
    """One actor while names are still added."""

    key: str
    kind: NameKind
    names: Counter[str]
    mentions: list[Place]
    offices: dict[str, None]
    countries: Counter[str]


class Holding(msgspec.Struct, frozen=True):
    """That somebody held an office when an article was published."""

    key: str
    day: date


class Actors:
    """All actors of a ledger. Adding an article costs as much as it has names."""

    def __init__(self, words: Namewords, judged: Judged | None = None) -> None:
        self._judged = judged or Judged()
        self._words = words
        self._known: dict[str, Known] = {}
        self._alias: dict[str, str] = {}
        self._resolved: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._by_last: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[str, list[Holding]] = defaultdict(list)
        self._in_article: dict[str, dict[str, None]] = defaultdict(dict)
        self._governed: dict[str, set[str]] = defaultdict(set)
        self._unsure: set[str] = set()
        self._sure: set[str] = set()
        self._seats: list[Mention] = []
        self._located: set[Place] = set()
        self._waiting: list[tuple[str, Mention]] = []
        self._states: dict[str, Counter[str]] = defaultdict(Counter)
        self._vacant: list[tuple[str, date | None]] = []

    def resolve(self, name: str) -> str:
        """The key of the actor that a canonical name stands for; the name's own key where none is known."""
        known = self._resolved.get(name)
        if known is None:
            key = self._words.key(name)
            known = self._resolved[name] = self._final(self._by_name.get(key, key))
        return known

    def voice(self, name: str) -> str:
        """The key of whom a speaker speaks for: the body of a spokesman, where the ledger tells of it; else his own."""
        key = self.resolve(name)
        known = self._known.get(key)
        for office in (*(known.offices if known else ()), name):
            body = self._words.spoken_for(office)
            if body and (told := self.resolve(body)) in self._known:
                return told
        return key

    def _final(self, key: str) -> str:
        seen = set()
        while key in self._alias and key not in seen:
            seen.add(key)
            key = self._alias[key]
        return key

    def id(self, name: str | None) -> str | None:
        """The id of an actor by a name; None where no article names it."""
        key = self.resolve(name) if name else None
        return content_id("actor", key) if key in self._known else None

    def country(self, name: str) -> str | None:
        """The country (ISO 3166) that an actor mostly is told of; None where none is known."""
        known = self._known.get(self.resolve(name))
        return known.countries.most_common(1)[0][0] if known and known.countries else None

    def add(self, article: str, day: date | None, found: Iterable[Mention]) -> None:
        """Take in the names of one article that was published on a day; articles come in the order of publication."""
        for mention in found:
            if mention.seat or mention.abroad or mention.beside:
                self._seats.append(mention)
            if mention.located:
                self._located.add(Place(article, mention.span))
            if mention.unsure and (" " in mention.key or mention.kind == "place"):
                self._waiting.append((article, mention))
            else:
                self._take(article, day, mention)

    def _take(self, article: str, day: date | None, mention: Mention) -> None:
        key = self._final(mention.key)
        (self._unsure if mention.unsure else self._sure).add(key)
        known = self._known.get(key)
        if known is None:
            kind = _KINDS.get(mention.kind, mention.kind)
            known = self._known[key] = Known(key, kind, Counter(), [], {}, Counter())
            vacant = mention.kind == "office" and self._words.key(mention.text) == self._words.key(mention.name)
            if vacant:
                self._vacant.append((key, day))
            elif kind == "person":
                self._join_person(key)
                key = self._final(key)
                known = self._known[key]
        name = self._words.key(mention.name)
        if name not in self._by_name:
            self._by_name[name] = key
            self._resolved.pop(mention.name, None)
        known.names[mention.name] += 1
        known.mentions.append(Place(article, mention.span))
        self._in_article[article][key] = None
        words = self._words.plain(mention.text).split()
        if len(words) > 1 and words[0] in self._words.government:
            self._governed[words[0]].add(key)
        if mention.office:
            known.offices[mention.office] = None
            if day is not None:
                self._holders[self._words.office(mention.office)].append(Holding(key, day))
        if mention.country:
            known.countries[mention.country] += 1
        if mention.state:
            self._states[mention.key][mention.state] += 1

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

    def _join_family_names(self) -> None:
        """Let a family name alone stand for the one person of the ledger who bears it, where something else says so.

        The shared name is never enough: the two have to be told with one office, or beside the same others. Where two
        persons bear the name, or nothing else speaks for it, there is a suggestion.
        """
        for last, bearers in sorted(self._by_last.items()):
            whole = {self._final(key) for key in bearers if key != last} - {last}
            if last in bearers and self._final(last) == last and last in self._known and len(whole) == 1:
                bearer = whole.pop()
                if sum(f.weight for f in self._reasons(last, bearer)) >= _ENOUGH:
                    self._merge(last, bearer)

    def _reasons(self, short: str, long: str) -> tuple[Feature, ...]:
        """What speaks for a family name and a full name being one person's."""
        one, two = self._known[short], self._known[long]
        offices = {self._words.office(o) for o in one.offices} & {self._words.office(o) for o in two.offices}
        beside = (self._beside(short) & self._beside(long)) - {short, long}
        found = [Feature(name="family name", value=1.0, weight=_NAME, detail=short)]
        if offices:
            found.append(Feature(name="office", value=1.0, weight=_OFFICE, detail=min(offices)))
        if len(beside) >= _OTHERS:
            found.append(Feature(name="told beside", value=1.0, weight=_BESIDE, detail=" ".join(sorted(beside)[:3])))
        return tuple(found)

    def _beside(self, key: str) -> set[str]:
        """The persons, bodies and groups of the articles that name somebody."""
        return {
            other
            for article in {place.article for place in self._known[key].mentions}
            for other in map(self._final, self._in_article[article])
            if other in self._known and self._known[other].kind != "place"
        }

    def settle(self) -> None:
        """Join what only the whole ledger can tell: heads with their one body, groups with their one patron, offices.

        An office that is told without its holder stands for who held it then, where only one is known.
        """
        for article, mention in self._waiting:
            known = self._known.get(self._final(mention.key))
            if known is not None and known.kind == mention.kind:
                known.mentions.append(Place(article, mention.span))
        self._join_capitals()
        self._join_governments()
        self._join_heads()
        self._join_nameless_states()
        self._join_family_names()
        for a, b in self._judged.same:
            self.join(a, b)
        for key, day in self._vacant:
            if key not in self._known or day is None:
                continue
            known = self._known[key]
            office = self._words.office(next(iter(known.names)))
            near = {self._final(h.key) for h in self._holders.get(office, ()) if abs((h.day - day).days) <= _TERM}
            near.discard(key)
            if len(near) == 1:
                self._merge(key, near.pop())
        for key in self._unsure - self._sure:
            self._forget(key)

    def _forget(self, key: str) -> None:
        """Drop what may be no name, where it was not found to be the short form of one."""
        known = self._known.pop(key, None)
        if known is not None:
            for name in known.names:
                self._by_name.pop(self._words.key(name), None)
            self._resolved.clear()
            self._by_last[key.rsplit(maxsplit=1)[-1]].discard(key)

    def _join_heads(self) -> None:
        """Let a body told by its head alone, and a group told without its patron, stand for the only one there is."""
        owners: dict[str, list[str]] = defaultdict(list)
        for key, known in sorted(self._known.items()):
            if known.kind in ("body", "group") and " " in key:
                head = " ".join(key.split()[:2]) if key.startswith(GROUP) else key.split()[0]
                if head != key:
                    owners[head].append(key)
        for head, keys in owners.items():
            alone = self._known.get(head)
            if alone is not None and alone.kind in ("body", "group") and len(keys) == 1:
                self._merge(head, keys[0])

    def _join_governments(self) -> None:
        """Let a government told by its adjective stand for its state, and one without it for the only one there is."""
        stems = self._places()
        for key in sorted(k for k, known in self._known.items() if known.kind == "body"):
            words = key.split()
            if len(words) == 2 and words[0] in self._words.government:
                state = stems.get(self._words.words.stem(words[1]))
                if state is not None:
                    self._merge(key, state)
            if len(words) > 1 and words[0] in self._words.government and key in self._known:
                self._merge(key, self._state_of(" ".join(words[1:]), stems))
        for head, keys in sorted(self._governed.items()):
            owners = {self._final(key) for key in keys} - {head}
            if head in self._known and len(owners) == 1:
                self._merge(head, owners.pop())

    def _join_capitals(self) -> None:
        """Let a capital that no list knows stand for its state, wherever it is not told as a place."""
        stems, states = self._places(), {}
        for key, known in self._known.items():
            last = key.split()[-1] if " " in key else ""
            state = stems.get(self._words.words.stem(last)) if known.kind == "body" and last else None
            if state and state != last:
                states[self._words.words.stem(last)] = state
        seats = [msgspec.structs.replace(m, seat=self._office_state(m.seat) or m.seat) for m in self._seats]
        for city, state in capitals(seats, states, self._words.words.stem).items():
            if city not in self._known:
                continue
            here = self._known[city]
            self._known[state].mentions.extend(place for place in here.mentions if place not in self._located)
            here.mentions[:] = [place for place in here.mentions if place in self._located]
            self._resolved.clear()
            self._by_name[city] = state
            if not here.mentions:
                del self._known[city]
                self._alias[city] = state

    def _state_of(self, name: str, stems: Mapping[str, str]) -> str:
        """The key of the state that a person, told by his name or his family name, holds an office of; empty if none."""
        bearers = {
            self._final(key)
            for key in self._by_last.get(name.rsplit(maxsplit=1)[-1], ())
            if key == name or " " not in name
        }
        whole = {key for key in bearers if key in self._known and " " in key} or bearers
        if len(whole) != 1:
            return ""
        state = self._office_state(whole.pop())
        return state if state.startswith("@") else stems.get(self._words.words.stem(state), "")

    def _office_state(self, person: str) -> str:
        """The key or the adjective of the state that a person mostly is told to hold an office of; empty for none."""
        key = self._final(person)
        told = sum((states for of, states in self._states.items() if self._final(of) == key), Counter[str]())
        return max(told, key=lambda s: (told[s], s), default="")

    def _join_nameless_states(self) -> None:
        """Let a body told without its state be the one of the state that its articles tell of ("the national council").

        A body that the same article tells with its state is another one.
        """
        stems = self._places()
        owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, known in sorted(self._known.items()):
            words = key.split()
            state = stems.get(self._words.words.stem(words[-1]))
            if not state and known.countries:
                state = f"@{known.countries.most_common(1)[0][0]}"
            if known.kind == "body" and len(words) > 2 and state in self._known:
                owners[" ".join(words[:-1])].append((key, state))
        for short, found in sorted(owners.items()):
            if short not in self._known or self._known[short].kind != "body":
                continue
            here = {place.article for place in self._known[short].mentions}
            told = {article: {self._final(key) for key in self._in_article[article]} for article in here}
            open_ = [(key, state) for key, state in found if not any(key in keys for keys in told.values())]
            if len(open_) == 1 and any(open_[0][1] in keys for keys in told.values()):
                self._merge(short, open_[0][0])

    def _places(self) -> dict[str, str]:
        """The places of one word by their stem."""
        return {
            self._words.words.stem(key): key
            for key, known in sorted(self._known.items())
            if known.kind == "place" and " " not in key and not key.startswith("@")
        }

    def _merge(self, drop: str, keep: str) -> None:
        if drop == keep or drop not in self._known or keep not in self._known:
            return
        if self._judged.parted(content_id("actor", drop), content_id("actor", keep)):
            return
        self._resolved.clear()
        gone, kept = self._known.pop(drop), self._known[keep]
        self._alias[drop] = keep
        for name, times in gone.names.items():
            kept.names[name] += times if kept.kind == gone.kind else 0
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
            name = _fullest(known.names)
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
        for keys in (self._by_last[last] for last in sorted(self._by_last)):
            live = sorted(key for key in keys if key in self._known)
            for short in (key for key in live if " " not in key):
                for long in (key for key in live if " " in key):
                    a, b = content_id("actor", short), content_id("actor", long)
                    if self._judged.parted(a, b):
                        continue
                    features = self._reasons(short, long)
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

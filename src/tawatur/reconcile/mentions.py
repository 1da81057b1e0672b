"""Mentions that the reader leaves unmarked: the further forms of one article's actors.

A body once named in full goes on by its head alone ("the committee"), a person by the last name, a force without its
article; groups without a name ("militias allied to X") are known by what they are and by whom they follow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.marks import Name, NameKind
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.read.units import Analysis, Unit
from tawatur.reconcile.words import Words, nation_of

GROUP = "group"
"""What the keys of groups without a name begin with."""
_KEPT_NAMES = 1 << 16
_GROUP_REACH = 7
"""Words in which a group's phrase says whom it follows."""


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


class Namewords:
    """The words of a pack by which names are told from each other."""

    def __init__(self, pack: Pack, words: Words) -> None:
        data = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["actors"])
        tables = cast(Mapping[str, Mapping[str, Sequence[str]]], pack.table("reconcile")["actors"])
        self._fold = fold = pack.folding.full
        self._plain: dict[str, str] = {}
        self.words = words
        self._marks = "".join(cast(Mapping[str, str], pack.table("marks")["classes"]).values()) + "'"
        self.light = frozenset(words.bare(fold(w)) for w in data["light"])
        self.government = frozenset(words.bare(fold(w)) for w in data["government"])
        self.locative = frozenset(map(fold, data["locative"]))
        self.members = frozenset(map(fold, data["members"]))
        self.groups = frozenset(map(fold, data["groups"]))
        self.armed = frozenset(map(fold, data["armed"]))
        self.patrons = frozenset(map(fold, data["patrons"]))
        self.group_words = frozenset(map(fold, data["group_words"]))
        self._variants = {
            words.bare(fold(variant)): words.bare(fold(kept))
            for kept, variants in tables["variants"].items()
            for variant in variants
        }
        self._spokesmen = frozenset(map(self.spelt, map(fold, data["spokesmen"])))
        self._spokes = self._spokesmen | frozenset(map(self.spelt, map(fold, data["on_behalf"])))
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
        """A name as it is compared: its plain words without those that tell nothing."""
        plain = self.plain(name)
        kept = [word for word in plain.split() if word not in self.light]
        return " ".join(kept) or plain or name

    def spoken_for(self, text: str) -> str:
        """Whom an office speaks for ("spokesman for the ministry"); empty where it is no spokesman's."""
        words = self.plain(text).split()
        at = 0
        while at < len(words) and words[at] in self._spokes:
            at += 1
        return " ".join(words[at:]) if at and words[0] in self._spokesmen else ""

    def office(self, text: str) -> str:
        """An office in one wording."""
        plain = self.plain(text)
        for variant, kept in self._offices.items():
            if plain.startswith(variant):
                return kept + plain[len(variant) :]
        return plain


@cache
def namewords(pack: Pack, words: Words) -> Namewords:
    """The name words of a pack, made once per process."""
    return Namewords(pack, words)


def mentions(reading: Reading, analysis: Analysis, words: Namewords) -> Iterator[Mention]:
    """All mentions of actors in one article: the reader's and the further forms of the same actors."""
    marked = [_mention(name, analysis, words) for name in reading.names]
    marked = _as_states(marked, analysis, words)
    marked.extend(_speakers(reading, analysis, words))
    groups = list(_groups(analysis, words, [m.span for m in marked if not _is_group(m, words)]))
    inside = [g.span for g in groups]
    marked = [m for m in marked if not _is_group(m, words) and not any(m.span in span for span in inside)]
    yield from (m for m in marked if not _holds_another(m, marked))
    yield from groups
    yield from _short(marked, analysis, words, [*(m.span for m in marked), *inside])


def _speakers(reading: Reading, analysis: Analysis, words: Namewords) -> Iterator[Mention]:
    """Speakers told by a family name alone that the article never gives in full; another article may."""
    marked = [name.span for name in reading.names]
    for statement in reading.statements:
        source = statement.source
        if source is None or any(span.overlaps(source) for span in marked):
            continue
        units = [u for u in analysis.words(source) if len(u.key) > 1]
        if not 0 < len(units) <= _TITLED:
            continue
        last = units[-1]
        listed = {entry.cls for entry in last.entries} - _NAMELIKE
        if len(last.key) >= _NAME and not listed and not words.words.look(last.key, last)[0].isupper():
            name = last.span.cut(analysis.text)
            yield Mention(words.key(name), name, "person", last.span, name, unsure=True)


_NAME = 4
"""Letters of a family name at least."""
_NAMELIKE = frozenset({"given", "given_homonym", "notdual"})
"""Classes of words that are names, too."""
_TITLED = 2
"""Words of a speaker who is told by his family name, with a title at most."""


def _holds_another(mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a phrase of office names another actor in it ("the ministry's spokesman"): no name of its holder's."""
    return mention.kind in ("person", "office") and any(
        other.span != mention.span and other.span in mention.span and other.key != mention.key for other in found
    )


def _is_group(mention: Mention, words: Namewords) -> bool:
    """Whether a marked name is but a group's phrase."""
    return mention.kind in ("body", "group") and words.plain(mention.text).split(" ")[0] in words.groups


def _mention(mark: Name, analysis: Analysis, words: Namewords) -> Mention:
    key = words.key(mark.actor)
    parts = words.plain(mark.actor).split()
    if len(parts) > 1 and words.words.bare(parts[0]) in words.members:
        key = words.key(" ".join(parts[1:])) if not _only_nation(mark.span, analysis) else key
    return Mention(key, mark.actor, mark.kind, mark.span, mark.span.cut(analysis.text), mark.office, mark.country)


def _only_nation(span: Span, analysis: Analysis) -> bool:
    """Whether behind a name's head stands but a nation's adjective ("American forces")."""
    units = [u for u in analysis.words(span) if len(u.key) > 1]
    return len(units) >= 2 and bool(nation_of(units[1]))


def _as_states(found: list[Mention], analysis: Analysis, words: Namewords) -> list[Mention]:
    """States by one key, whether told by their name, their capital, their people or their government."""
    stems = {
        words.words.stem(m.key): m.key
        for m in found
        if m.kind == "place" and " " not in m.key and not m.key.startswith("@")
    }
    out = []
    for mention in found:
        if mention.kind == "person":  # a family name may be a nation's adjective
            out.append(mention)
            continue
        units = [u for u in analysis.words(mention.span) if len(u.key) > 1]
        nations = [nation_of(u) for u in units if nation_of(u)]
        head = words.words.bare(units[0].key.split(" ")[0]) if units else ""
        key = mention.key
        if nations and len(units) == 1:
            capital = any(e.cls == "capital" for e in units[0].entries)
            if not (capital and _located(units[0], analysis, words)):
                key = nations[0]
        elif (
            words.spelt(units[0].key.split(" ")[0] if units else "") in words.members
            and nations
            and _is_country(units[-1])
        ) or (head in words.government and nations and len(units) <= 3):
            key = nations[0]
        elif head in words.government and len(units) == 2 and words.words.stem(words.spelt(units[1].key)) in stems:
            key = stems[words.words.stem(words.spelt(units[1].key))]
        out.append(msgspec.structs.replace(mention, key=key))
    states = {m.name: m.key for m in out if m.key.startswith("@") and words.plain(m.text) == words.plain(m.name)}
    # "the government" of which the article says elsewhere whose it is
    return [msgspec.structs.replace(m, key=states[m.name]) if m.kind == "body" and m.name in states else m for m in out]


def _is_country(unit: Unit) -> bool:
    return any(entry.cls == "country" for entry in unit.entries)


def _located(unit: Unit, analysis: Analysis, words: Namewords) -> bool:
    """Whether a capital is told as a place: behind a preposition of place."""
    index = bisect_left(analysis.starts, unit.start)
    return index > 0 and analysis.units[index - 1].key in words.locative


def _groups(analysis: Analysis, words: Namewords, taken: Sequence[Span]) -> Iterator[Mention]:
    """Groups without a name: a plural head, what it is like and whom it follows."""
    found: list[tuple[str, str, Span]] = []
    for index, unit in enumerate(analysis.units):
        if words.words.bare(unit.key) not in words.groups:
            continue
        family = "armed" if words.words.bare(unit.key) in words.armed else words.words.bare(unit.key)
        stop, nation = _group_end(analysis, words, index)
        span = analysis.span(index, stop)
        wider = [t for t in taken if t in span or span in t]
        if any(span in t and t != span and len(t) > len(span) for t in wider):
            continue
        found.append((family, nation, span))
    told = Counter((family, nation) for family, nation, _ in found if nation)
    for family, nation, span in found:
        # a bare "the factions" are those of whom the article has said more
        whose = nation or next((n for (f, n), _ in told.most_common() if f == family), "")
        yield Mention(f"{GROUP} {family} {whose}".strip(), span.cut(analysis.text), "group", span)


def _group_end(analysis: Analysis, words: Namewords, index: int) -> tuple[int, str]:
    stop, nation = index + 1, ""
    last, follows = index, False
    while stop < len(analysis.units) and stop - index <= _GROUP_REACH:
        unit = analysis.units[stop]
        if analysis.has(stop, "mark") or analysis.has(stop, "break") or analysis.has(stop, "verb"):
            break
        if words.words.bare(unit.key) in words.group_words:
            last, follows = stop, follows or words.words.bare(unit.key) in words.patrons
        elif nation_of(unit):
            if not follows and (_is_country(unit) or stop - last > 1):
                break  # what the group is in, or does something to, is no patron
            nation, last = nation_of(unit), stop
            if _is_country(unit):
                break
        elif len(unit.key) > 2 and stop - last > 2:
            break
        stop += 1
    return last + 1, nation


def _short(found: Sequence[Mention], analysis: Analysis, words: Namewords, taken: Sequence[Span]) -> Iterator[Mention]:
    """The short and the indefinite forms of the article's actors, where no longer name stands."""
    phrases: dict[tuple[str, ...], Mention] = {}
    heads: dict[str, dict[str, Mention]] = {}
    for mention in found:
        parts = tuple(words.plain(mention.span.cut(analysis.text)).split())
        if mention.kind in ("body", "group") and len(parts) > 1:
            phrases.setdefault(parts, mention)
            heads.setdefault(parts[0], {})[mention.key] = mention
        elif mention.kind in ("place", "facility") and len(parts) == 2:
            heads.setdefault(parts[0], {})[mention.key] = mention
        elif mention.kind == "person" and len(mention.key.split()) > 1:
            phrases.setdefault((mention.key.split()[-1],), msgspec.structs.replace(mention, office=None))
    covered = sorted(taken)
    units = [(i, u) for i, u in enumerate(analysis.units) if len(u.key) > 1]
    plain = [words.spelt(u.key) for _, u in units]
    longest = max((len(p) for p in phrases), default=0)
    for place, (index, unit) in enumerate(units):
        if any(s.start < unit.end and unit.start < s.end for s in covered):
            continue
        for length in range(min(longest, len(units) - place), 0, -1):
            hit = phrases.get(tuple(plain[place : place + length]))
            if hit is not None:
                yield msgspec.structs.replace(hit, span=Span(unit.start, units[place + length - 1][1].end))
                break
        else:
            owners = heads.get(plain[place], {})
            if len(owners) == 1 and unit.definite and not _goes_on(analysis, index):
                yield msgspec.structs.replace(next(iter(owners.values())), span=unit.span)


def _goes_on(analysis: Analysis, index: int) -> bool:
    """Whether an adjective follows that makes it another thing."""
    following = index + 1
    return following < len(analysis.units) and analysis.units[following].definite

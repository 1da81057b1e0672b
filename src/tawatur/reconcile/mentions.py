"""The mentions of actors in one article: the reader's marks under the keys by which articles are compared.

States are known by one key, however they are told; groups without a name ("militias allied to X") by what they are
and by whom they follow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from tawatur.model.marks import Name
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.read.units import Analysis, Unit
from tawatur.reconcile.further import short, speakers
from tawatur.reconcile.governed import governments, led
from tawatur.reconcile.namewords import GROUP, Mention, Namewords
from tawatur.reconcile.seats import seated
from tawatur.reconcile.words import nation_of

_GROUP_REACH = 7
"""Words in which a group's phrase says whom it follows."""


def mentions(reading: Reading, analysis: Analysis, words: Namewords) -> Iterator[Mention]:
    """All mentions of actors in one article: the reader's and the further forms of the same actors."""
    marked = [_mention(name, analysis, words) for name in reading.names]
    marked = _as_states(marked, analysis, words)
    marked = [m for m in marked if not _of_office(m, marked, words)]
    marked = led(governments(_with_states(marked, analysis, words), analysis, words), analysis, words)
    marked.extend(speakers(reading, analysis, words))
    marked = seated(marked, analysis, words)
    groups = list(_groups(analysis, words, [m.span for m in marked if not _is_group(m, words)]))
    inside = [g.span for g in groups]
    marked = [m for m in marked if not _is_group(m, words) and not any(m.span in span for span in inside)]
    yield from (m for m in marked if not _holds_another(m, marked, words))
    yield from groups
    yield from short(marked, analysis, words, [*(m.span for m in marked), *inside])


def _of_office(mention: Mention, found: Sequence[Mention], words: Namewords) -> bool:
    """Whether a government is but named in the office of who leads it."""
    head = words.plain(mention.text).split(" ")[0]
    return (
        mention.kind == "body"
        and head in words.government
        and any(
            other.kind == "office" and other.span != mention.span and mention.span in other.span
            for other in found
            if words.is_heads(other.text)
        )
    )


def _with_states(found: list[Mention], analysis: Analysis, words: Namewords) -> list[Mention]:
    """The persons with the state that their office here is of."""
    states: dict[str, str] = {}
    for mention in found:
        if mention.kind == "office":
            units = [u for u in analysis.words(mention.span) if len(u.key) > 1]
            nations = [nation_of(u) for u in units if nation_of(u)]
            last = units[-1] if len(units) > 1 and units[-1].definite and not units[-1].entries else None
            state = nations[-1] if nations else words.spelt(last.key) if last else ""
            if state:
                states.setdefault(mention.name, state)
    return [msgspec.structs.replace(m, state=states.get(m.name, "")) if m.kind == "person" else m for m in found]


def _holds_another(mention: Mention, found: Sequence[Mention], words: Namewords) -> bool:
    """Whether a phrase of office names another actor in it ("the ministry's spokesman"): no name of its holder's.

    A body has one head at a time, and many spokesmen.
    """
    if mention.kind == "office" and words.heads(mention.text):
        return False
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
    here = {words.spelt(u.key): nation_of(u) for u in analysis.units if nation_of(u)}
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
            if not (_is_capital(units[0]) and _located(units[0], analysis, words)):
                key = nations[0]
        elif head in words.government and nations and _leads(units):
            pass  # "the government of Such One", whose family name is a nation's adjective
        elif (
            words.spelt(units[0].key.split(" ")[0] if units else "") in words.members
            and nations
            and _is_country(units[-1])
        ) or (head in words.government and nations and len(units) <= 3):
            key = nations[0]
        elif mention.kind == "body" and (state := _named_state(mention, here, words)):
            key = state
        elif head in words.government and len(units) == 2 and words.words.stem(words.spelt(units[1].key)) in stems:
            key = stems[words.words.stem(words.spelt(units[1].key))]
        out.append(msgspec.structs.replace(mention, key=key))
    states = {m.name: m.key for m in out if m.key.startswith("@") and words.plain(m.text) == words.plain(m.name)}
    # "the government" of which the article says elsewhere whose it is
    return [msgspec.structs.replace(m, key=states[m.name]) if m.kind == "body" and m.name in states else m for m in out]


def _named_state(mention: Mention, nations: Mapping[str, str], words: Namewords) -> str:
    """The state of a government that is told without its adjective here, and with it elsewhere in the article."""
    parts = words.plain(mention.name).split()
    return nations.get(parts[1], "") if len(parts) == 2 and parts[0] in words.government else ""


def _leads(units: Sequence[Unit]) -> bool:
    """Whether behind an indefinite head a definite word stands that would be its adjective, were it one."""
    return not units[0].definite and units[-1].definite and not _is_country(units[-1]) and not _is_capital(units[-1])


def _is_capital(unit: Unit) -> bool:
    return any(entry.cls == "capital" for entry in unit.entries)


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

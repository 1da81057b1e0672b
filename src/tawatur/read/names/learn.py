"""What the article itself teaches: full names for short ones, holders for offices, one form for each body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from tawatur.read.names.draft import Draft, Drafts, Text, plain
from tawatur.read.names.places import settle_places

_MOST_ALIAS_WORDS = 4


class Person(msgspec.Struct):
    """One person of the article: the words of the fullest name, and all places where they stand."""

    words: tuple[str, ...]
    name: str
    mentions: list[Draft] = msgspec.field(default_factory=list)


_ByLast = dict[str, list[tuple[tuple[str, ...], Person]]]
"""By the last word of their names, persons with the words that their family names have."""


def learn(text: Text, drafts: Drafts) -> dict[tuple[int, int], int]:
    """Completes the names found: short forms of known persons, canonical forms, offices behind a name.

    Returns the further offices of persons who carry a title already ("Prince X, ambassador of Y"): by the range of the
    office, the first unit of the person's name.
    """
    further = _offices_behind(text, drafts)
    persons = _persons(text, drafts)
    _short_forms(text, drafts, persons)
    for person in persons:
        for draft in person.mentions:
            drafts.put(draft, replace(draft, actor=person.name))
    _aliases(text, drafts)
    _bodies(text, drafts)
    settle_places(text, drafts)
    return further


def _keys(text: Text, draft: Draft) -> tuple[str, ...]:
    mark = text.words.flags["mark"]
    places = (place for place in range(draft.first, draft.last) if not text.has(place, mark))
    return tuple(text.units[place].key.replace(" ", "") for place in places)


def _offices_behind(text: Text, drafts: Drafts) -> dict[tuple[int, int], int]:
    """An office ("X, minister of …") set off by a comma, or right behind the name, is that person's."""
    comma = text.words.flags["comma"]
    held = {draft.office for draft in drafts.found if draft.office}
    further: dict[tuple[int, int], int] = {}
    for office in drafts.offices:
        if (office.first, office.last) in held:
            continue
        before = office.first - 1
        if text.has(before, comma):
            before -= 1
        person = drafts.taken.get(before)
        if person is None or person.kind != "person" or person.last != before + 1:
            continue
        if person.office is None:
            drafts.put(person, replace(person, office=(office.first, office.last), head=office.head))
        else:
            further[office.first, office.last] = person.first
    return further


def _persons(text: Text, drafts: Drafts) -> list[Person]:
    found = [draft for draft in drafts.found if draft.kind == "person"]
    persons: list[Person] = []
    for keys, draft in sorted(((_keys(text, d), d) for d in found), key=lambda told: (-len(told[0]), told[1].first)):
        fitting = [person for person in persons if _same(keys, person.words)]
        if not fitting:
            person = Person(keys, plain(text, draft.first, draft.last))
            persons.append(person)
        else:
            person = min(fitting, key=lambda p: _distance(draft, p))
        person.mentions.append(draft)
    return persons


def _same(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a shorter name can be a fuller one's: its words in the same order, among them the first or the last."""
    rest = iter(full)
    return all(word in rest for word in short) and (short[-1] == full[-1] or short[0] == full[0])


def _distance(draft: Draft, person: Person) -> int:
    return min(abs(draft.first - mention.first) for mention in person.mentions)


def _short_forms(text: Text, drafts: Drafts, persons: Iterable[Person]) -> None:
    """Marks family names that stand alone, for persons whose full name the article gives."""
    flags = text.words.flags
    link = {entry.form: entry for entry in text.analysis.pack.lexicon.of_class("name_link")}
    links = {text.analysis.pack.folding.full(form) for form in link}
    by_last: _ByLast = {}
    for person in persons:
        if len(person.words) < 2 and not any(m.rule in {"speaker", "title"} for m in person.mentions):
            continue
        form = person.words[-2:] if len(person.words) > 2 and person.words[-2] in links else person.words[-1:]
        by_last.setdefault(form[-1], []).append((form, person))
    if not by_last:
        return
    for at, found in _standing(text, by_last):
        if at in drafts.taken and not _of_document(drafts, at):
            continue
        fitting: list[tuple[int, Person]] = []
        for form, person in found:
            first = at - len(form) + 1
            if len(form) == 1 or (first >= 0 and text.units[first].key == form[0] and first not in drafts.taken):
                fitting.append((first, person))
        if not fitting or not _stands_alone(text, at, flags["demonym qualifier people"]):
            continue
        first, person = min(fitting, key=lambda item: _before(at, item[1]))
        first = _with_first_names(text, first, person)
        draft = Draft(first, at + 1, "person", "known-person")
        if _of_document(drafts, at) and first == at:
            drafts.drop(drafts.taken[at])
        if drafts.add(draft):
            person.mentions.append(draft)


def _standing(text: Text, by_last: _ByLast) -> list[tuple[int, list[tuple[tuple[str, ...], Person]]]]:
    """The units that are the last words of known persons' names, also where the lexicon has one as a phrase."""
    phrases = {key: bare for key in text.keys if " " in key and (bare := key.replace(" ", "")) in by_last}
    return [
        (at, by_last.get(text.keys[at]) or by_last[phrases[text.keys[at]]])
        for at in text.standing(by_last.keys() | phrases.keys())
    ]


def _of_document(drafts: Drafts, at: int) -> bool:
    """Whether a unit closes a document's name of two words ("the decision of X"), which may be its author."""
    held = drafts.taken.get(at)
    return held is not None and held.kind == "document" and held.last == at + 1 and held.last - held.first == 2


def _with_first_names(text: Text, first: int, person: Person) -> int:
    """Where a known person's name begins when its earlier words stand right before."""
    key = text.units[first].key.replace(" ", "")
    place = person.words.index(key) if key in person.words else 0
    while place > 0 and first > 0 and text.units[first - 1].key.replace(" ", "") == person.words[place - 1]:
        place, first = place - 1, first - 1
    return first


def _before(at: int, person: Person) -> tuple[bool, int]:
    last = max((m.first for m in person.mentions if m.first < at), default=-1)
    return last < 0, at - last


def _stands_alone(text: Text, at: int, adjective: int) -> bool:
    """Whether a word that may be an adjective or a common noun stands where a name does."""
    flags = text.words.flags
    unit = text.units[at]
    if unit.pronoun and unit.pronoun != text.words.plural_construct:
        return False
    doubtful = text.has(at, adjective) or not text.words.is_strange(unit)
    if not doubtful or text.has(at, flags["given"]):
        return True
    if at and text.has(at - 1, flags["verb relative"]):
        return True
    if at == 0 or text.has(at - 1, flags["verb function mark break clitic time"]):
        return not (not unit.definite and text.has(at + 1, flags["def"]))
    return False


def _aliases(text: Text, drafts: Drafts) -> None:
    """The name in brackets behind a body ("Movement of … (X)") is the same body's."""
    flags = text.words.flags
    known: dict[str, Draft] = {}
    for draft in drafts.found:
        at = draft.last
        if draft.kind not in ("body", "group", "outlet") or not text.has(at, flags["bracket_open"]):
            continue
        close = next((p for p in range(at + 1, at + 2 + _MOST_ALIAS_WORDS) if text.has(p, flags["bracket_close"])), 0)
        inside = [p for p in range(at + 1, close) if not text.has(p, flags["mark"])]
        if close and len(inside) == 1 and not text.has(inside[0], flags["number function time"]):
            known[text.units[inside[0]].key] = draft
    if not known:
        return
    for at, unit in enumerate(text.units):
        body = known.get(unit.key)
        if body is not None:
            actor = body.actor or plain(text, body.first, body.last)
            drafts.add(Draft(at, at + 1, body.kind, "known-alias", actor=actor, country=body.country))


def _bodies(text: Text, drafts: Drafts) -> None:
    """One canonical form for each body: the pack's, else the article's fullest."""
    full: dict[tuple[str, ...], str] = {}
    since: dict[tuple[str, ...], int] = {}
    later: list[tuple[Draft, tuple[str, ...]]] = []
    for draft in sorted(drafts.found, key=lambda d: d.first):
        if draft.kind in {"person", "place"}:
            continue
        country = draft.country or _country(text, draft.first, draft.last)
        actor = draft.actor or plain(text, draft.first, draft.last)
        signature = _signature(text, draft)
        actor = full.setdefault(signature, actor)
        since.setdefault(signature, draft.first)
        new = replace(draft, actor=actor, country=country)
        drafts.put(draft, new)
        if new.head and not draft.actor:
            later.append((new, signature))
    for draft, signature in later:
        # only a fuller name that went before can be meant: "the ministry of …" told first is the story's own
        longer = [key for key in full if len(key) > len(signature) and since[key] < since[signature]]
        fuller = {full[key] for key in longer if key[: len(signature)] == signature}
        if len(fuller) == 1 and draft.country is None:
            drafts.put(draft, replace(draft, actor=fuller.pop()))


def _signature(text: Text, draft: Draft) -> tuple[str, ...]:
    """What a body's name says, its country by code: spellings of one country's adjective are one."""
    out: list[str] = []
    flags = text.words.flags
    if draft.head and draft.head != text.units[draft.first].key:
        out.append(draft.head)
    for place in range(draft.first, draft.last):
        if text.has(place, flags["mark"]):
            continue
        entry = text.units[place].entry("demonym")
        out.append(entry.note if entry and entry.note else text.units[place].key)
    return tuple(out)


def _country(text: Text, first: int, last: int) -> str | None:
    for place in range(last - 1, first - 1, -1):
        for cls in ("demonym", "country"):
            entry = text.units[place].entry(cls)
            if entry is not None and entry.note:
                return entry.note
    return None

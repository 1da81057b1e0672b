"""Finding names: the rules of the pack open them, and each kind is measured by its own grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tawatur.language.lexicon import Entry
from tawatur.language.pack import Pack, Rule
from tawatur.model.marks import NameKind
from tawatur.read.names import bodies, outlets, persons
from tawatur.read.names.chains import chain_at
from tawatur.read.names.draft import Draft, Drafts, Text, plain
from tawatur.read.names.offices import title_at
from tawatur.read.pattern import Pattern
from tawatur.read.units import Alphabet

Grow = Callable[[Text, Drafts, str, int], None]
"""Adds what opens at a unit: the text, the names so far, the rule's name and the unit's index."""


@dataclass(frozen=True)
class Opener:
    """A rule of `rules/names.toml`, ready to run."""

    rule: str
    pattern: Pattern
    grow: Grow
    part: str | int
    """The part of its pattern where the name begins; 0 for the whole."""

    def places(self, symbols: str) -> Iterator[int]:
        """The units where the names that the rule opens begin."""
        for found in self.pattern.regex.finditer(symbols):
            start = found.start(self.part)
            yield start if start >= 0 else found.start()


@cache
def openers(pack: Pack, alphabet: Alphabet) -> tuple[Opener, ...]:
    """The pack's rules of names in file order, compiled once per process."""
    rules = pack.rules.get("names", ())
    return tuple(_opener(rule, Pattern(rule.pattern, alphabet)) for rule in rules)


def _opener(rule: Rule, pattern: Pattern) -> Opener:
    part = next((part for part in ("name", "title") if part in pattern.regex.groupindex), 0)
    return Opener(rule.name, pattern, GROW[str(rule.fields["grow"])], part)


def find_drafts(text: Text) -> Drafts:
    """All names that rules open in a text, before what the article itself teaches."""
    drafts = Drafts()
    outlets.find_listed(text, drafts)
    for opener in openers(text.analysis.pack, text.analysis.alphabet):
        for index in opener.places(text.analysis.symbols):
            opener.grow(text, drafts, opener.rule, index)
    return drafts


def _entry(text: Text, index: int, *classes: str) -> Entry | None:
    return next((entry for entry in text.units[index].entries if entry.cls in classes), None)


def _grow_listed(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    entry = _entry(text, index, *_LISTED)
    if entry is None:
        return
    kind = _LISTED[entry.cls]
    if kind == "group" and _describes(text, index):
        return
    last, actor = index + 1, entry.value
    if kind == "body" and _takes_adjective(text, index):
        last = bodies.adjectives_end(text, last)
        # "the Kuwaiti Red Crescent" is another than the one that has no country
        actor = actor if entry.note else ""
    drafts.add(Draft(index, last, kind, rule, actor=actor, country=entry.note or None))


def _describes(text: Text, index: int) -> bool:
    """Whether a people's name is an adjective of persons ("the Arab journalists"), or closes another name ("Umm …")."""
    flags = text.words.flags
    before = index - 1
    persons = text.has(before, flags["people_noun office profession"]) and text.units[before].definite
    return persons or (before >= 0 and text.units[before].key in text.words.kunya)


def _takes_adjective(text: Text, index: int) -> bool:
    """Whether the adjective behind a listed body belongs to its name: its own country's ("the Pentagon" has none)."""
    entry = _entry(text, index + 1, "demonym") if index + 1 < len(text.units) else None
    own = _entry(text, index, "body")
    return bool(entry and own and own.note in ("", entry.note) and text.units[index + 1].definite)


def _grow_behind_head(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    entry = _entry(text, index, *_LISTED)
    if entry is not None and index:
        drafts.add(Draft(index - 1, index + 1, _LISTED[entry.cls], rule, entry.value, entry.note or None))


def _grow_construct(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    end = bodies.construct_end(text, index)
    if not end:
        return
    entry = _entry(text, index, "body_head")
    note = entry.note if entry else ""
    flags = text.words.flags
    if text.has(index - 1, flags["bi"]) and text.units[index].key in text.words.led:
        # "led by X"
        led = text.has(index + 1, flags["given given_homonym office honorific profession link"])
        if led or text.words.is_strange(text.units[index + 1]):
            return
    if "weak" in note and not _strong_enough(text, index, end):
        return
    if text.has(index + 1, text.words.flags["office honorific"]) and text.units[index + 1].definite:
        longer = _with_holder(text, index + 1) if "place" in note else 0
        if not longer:
            return
        end = longer
    kind: NameKind = "group" if "group" in note else "body"
    drafts.add(Draft(index, end, kind, rule, head=text.units[index].key))


def _with_holder(text: Text, index: int) -> int:
    title = title_at(text, index, Drafts())
    return title.holder.last if title and title.holder else 0


def _strong_enough(text: Text, index: int, end: int) -> bool:
    """Whether a head that is a common noun too ("movement", "network") opens a name here."""
    flags = text.words.flags
    first = index + 1
    head = _entry(text, index, "body_head")
    verbal = head is not None and "verbal" in head.note
    serves = text.has(first, flags["body_field"]) and end - first > 1 and not (verbal and text.units[index].attached)
    if serves or _speaks(text, index):
        return True
    if verbal and index and text.units[index - 1].key in text.words.before_verbal:
        return False
    described = any(text.has(place, flags["body_adj"]) for place in range(first + 1, end))
    if head and not verbal and described and head.value not in text.words.common_heads:
        return True
    if head and head.value in text.words.firms and end - first > 1:
        return True
    if text.has(first, flags["body_def"]) and not text.units[index].attached:
        return True  # "the leadership of the movement"
    if text.has(first, flags["open straight"]) or text.has(first, flags["body country grouping people"]):
        return True
    if any(text.has(place, flags["demonym"]) for place in range(first, end)):
        return True
    unit = text.units[first]
    if text.words.is_strange(unit):
        return True
    if head and "tribe" in head.note and not unit.definite:
        return True
    if head and "group" in head.note and unit.definite:
        # a movement that has a rare name, or that the article calls "the movement" elsewhere
        short = text.words.article + text.units[index].key
        if (end - first == 1 and text.words.is_rare(unit.key)) or (
            not verbal and any(other.key == short for other in text.units)
        ):
            return True
    return end - first > 1 and text.has(first, flags["body_head given given_homonym link"])


def _speaks(text: Text, index: int) -> bool:
    """Whether somebody heads what opens at a unit, or it speaks itself: no traffic does, but a movement."""
    flags = text.words.flags
    before = index - 1
    if before < 0 or text.units[index].attached:
        return False
    headed = text.has(before, flags["office"]) and not text.units[before].definite
    said = text.has(before, flags["cue"]) and text.has(before, flags["verb"])
    return headed or (
        said
        and any(e.feature.startswith("3fs") for e in text.units[before].entries)
        == text.words.is_feminine(text.units[index].key)
    )


def _grow_definite(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    end = bodies.definite_end(text, index)
    if end:
        drafts.absorb(Draft(index, end, "body", rule, head=text.units[index].key))


def _grow_alone(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    if not text.units[index].pronoun:
        drafts.add(Draft(index, index + 1, "body", rule, head=text.units[index].key))


def _grow_field(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    flags = text.words.flags
    country = _entry(text, index + 1, "demonym")
    if country is None or not text.words.is_feminine(text.units[index + 1].key):
        return
    if text.has(index - 1, flags["office"]) and not text.units[index - 1].definite:
        return
    actor = f"{text.words.ministry} {plain(text, index, index + 2)}"
    drafts.add(Draft(index, index + 2, "body", rule, actor, country.note or None, head=text.words.ministry_key))


def _grow_facility(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    flags = text.words.flags
    if text.has(index + 1, flags["office honorific"]) and text.units[index + 1].definite:
        end = _with_holder(text, index + 1)
        end = bodies.adjectives_end(text, end) if end else 0
    else:
        end = bodies.construct_end(text, index, depth=1)
    first = index + 1
    named = end and (
        end - index > 2
        or text.has(first, flags["open straight country city region given given_homonym"])
        or text.words.is_strange(text.units[first])
    )
    if named:
        drafts.add(Draft(index, end, "facility", rule))


def _grow_place(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    first = index + 1
    flags = text.words.flags
    if first >= len(text.units) or text.units[first].attached or text.units[index].pronoun:
        return
    listed = _entry(text, first, *_PLACES)
    if listed is not None:
        drafts.add(Draft(index, first + 1, "place", rule, listed.value, listed.note or None))
        return
    if text.has(
        first, flags["mark break function verb number time clitic demonym qualifier people people_noun office"]
    ):
        return
    unit = text.units[first]
    if not text.words.unlisted(unit) and not text.has(first, flags["given given_homonym link"]):
        return
    end = first + 1
    if unit.definite:
        end = bodies.adjectives_end(text, end)
        if end == first + 1 and text.words.is_common(text.words.bare(unit.key)):
            return
    else:
        chain = chain_at(text, first, titled=True)
        if chain is None:
            if not text.units[first + 1].definite if first + 1 < len(text.units) else True:
                return
            end = first + 2
        else:
            end = chain.last
    drafts.add(Draft(index, end, "place", rule))


def _grow_document(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    flags = text.words.flags
    first = index + 1
    if first >= len(text.units) or text.units[first].attached:
        return
    if text.has(first, flags["open straight"]):
        end = 0 if text.has(first + 1, flags["function verb mark"]) else bodies.quoted_end(text, first)
    elif text.has(first, flags["country city region"]):
        entry = _entry(text, index, "doc_head")
        end = first + 1 if entry and entry.note == "place" else 0
    else:
        strange = text.words.is_strange(text.units[first]) and not text.has(first, flags["mark break number latin"])
        end = first + 1 if strange else 0
    if end:
        drafts.add(Draft(index, end, "document", rule))


def _grow_listed_place(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    entry = _entry(text, index, *_PLACES, "people")
    if entry is None or (text.units[index].definite and not _with_article(text, entry)):
        return
    if entry.cls == "people":
        if text.units[index].definite and not _describes(text, index):
            drafts.add(Draft(index, index + 1, "group", rule, plain(text, index, index + 1), entry.note or None))
        return
    drafts.add(Draft(index, index + 1, "place", rule, entry.value, entry.note or None))


def _with_article(text: Text, entry: Entry) -> bool:
    """Whether the lexicon writes a name with the article; peoples have it in running text only."""
    return entry.cls == "people" or entry.form.startswith(text.words.article)


def _grow_place_homonym(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    entry = _entry(text, index, *_PLACES)
    before = text.units[index - 1] if index else None
    if entry is None or before is None or before.key not in text.words.where:
        return
    if text.has(index + 1, text.words.flags["qualifier demonym"]) and text.units[index + 1].definite:
        return
    drafts.add(Draft(index, index + 1, "place", rule, entry.value, entry.note or None))


def _grow_strange_place(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    """A word that no list and no use of the language knows, behind "in": a place."""
    if index in drafts.taken or text.units[index - 1].key not in text.words.place_prepositions:
        return
    unit = text.units[index]
    if len(unit.key) < 3 or not text.words.is_strange(unit) or not text.words.is_rare(unit.key):
        return
    last = index + 1
    while last < min(len(text.units), index + 3) and last not in drafts.taken and bodies.unknown(text, last):
        last += 1
    drafts.add(Draft(index, last, "place", rule))


_LISTED: Mapping[str, NameKind] = {
    "body": "body",
    "body_homonym": "body",
    "grouping": "group",
    "grouping_homonym": "group",
    "facility": "facility",
}
_PLACES = ("country", "city", "region", "country_homonym", "city_homonym", "region_homonym")

GROW: Mapping[str, Grow] = {
    "listed": _grow_listed,
    "listed-behind-head": _grow_behind_head,
    "construct": _grow_construct,
    "definite": _grow_definite,
    "alone": _grow_alone,
    "field": _grow_field,
    "outlet": outlets.grow_outlet,
    "facility": _grow_facility,
    "place": _grow_place,
    "document": _grow_document,
    "title": persons.grow_title,
    "first-name": persons.grow_first_name,
    "nationality": persons.grow_nationality,
    "speaker": persons.grow_speaker,
    "subject": persons.grow_subject,
    "apposition": persons.grow_apposition,
    "listed-place": _grow_listed_place,
    "place-homonym": _grow_place_homonym,
    "strange-place": _grow_strange_place,
}
"""How the names of each kind of rule are measured."""

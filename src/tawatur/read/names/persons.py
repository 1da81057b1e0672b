"""Persons: names behind titles and first names, before verbs, and beside what tells who somebody is."""

from __future__ import annotations

from tawatur.read.names.chains import chain_at
from tawatur.read.names.draft import Draft, Drafts, Text
from tawatur.read.names.offices import title_at


def grow_title(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    """A title with its complements, and the name behind it."""
    if index < drafts.titled or text.has(index, text.words.flags["clitic"]):
        return
    title = title_at(text, index, drafts)
    if title is None:
        return
    office = (title.first, title.last) if title.office else None
    if title.holder is not None:
        drafts.titled = title.holder.first
        drafts.add(Draft(title.holder.first, title.holder.last, "person", rule, office=office, head=title.head))
    if office and (title.last - title.first > 1 or title.holder is not None):
        drafts.titled = max(drafts.titled, title.last)
        drafts.offices.append(Draft(title.first, title.last, "office", rule, head=title.head))


def grow_first_name(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    """A name that a first name or a particle opens."""
    if index in drafts.taken:
        return
    chain = chain_at(text, index)
    flags = text.words.flags
    if chain is None or not chain.sure or (chain.parts < 2 and not _is_kunya(text, index)):
        return
    if text.has(index, flags["link"]):
        behind = text.units[index + 1]
        known = text.has(index + 1, flags["given given_homonym link"])
        if not known and not text.words.is_strange(behind):
            return
    first = chain.first
    if text.units[index].definite and first and _may_open(text, first - 1) and first - 1 not in drafts.taken:
        first -= 1  # an unknown first name before one that is written with the article
    drafts.add(Draft(first, chain.last, "person", rule))


def _may_open(text: Text, index: int) -> bool:
    """Whether a unit is a strange word without article, as a first name of another language is."""
    unit = text.units[index]
    return not unit.definite and not unit.attached and not unit.pronoun and text.words.is_strange(unit)


def _is_kunya(text: Text, index: int) -> bool:
    """Whether a man is called by his son or an alias ("Abu X"), and not a place that is called so."""
    before = text.units[index - 1].key if index else ""
    place = text.words.flags["place_head facility_head facility"]
    named = text.has(index + 1, text.words.flags["given given_homonym"]) or text.has(
        index - 1, text.words.flags["open"]
    )
    return (
        text.units[index].key in text.words.kunya
        and named
        and before not in text.words.where
        and not text.has(index - 1, place)
    )


def grow_nationality(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    """A name behind the adjective of a country: "the French X Y"."""
    if index in drafts.taken or text.units[index].attached:
        return
    chain = chain_at(text, index)
    if chain is not None and chain.parts > 1 and text.words.is_masculine_relation(text.units[index - 1].light):
        drafts.add(Draft(chain.first, chain.last, "person", rule))


def _is_called(text: Text, index: int) -> bool:
    """Whether a word behind a verb of saying can only be a name: no common word, or one with a family name."""
    flags = text.words.flags
    return not text.has(index, flags["given_homonym"]) or text.has(index + 1, flags["def"])


def grow_speaker(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    """A name behind a verb of saying."""
    if index in drafts.taken or text.units[index].attached:
        return
    flags = text.words.flags
    if text.has(index, flags["country city region body outlet_head body_head"]):
        return
    chain = chain_at(text, index, titled=_is_called(text, index))
    noun = text.has(index - 1, flags["cue_noun"])  # "he described" is spelled like "description"
    if chain is None or (
        noun and (chain.parts > 1 or text.has(index - 2, flags["li bi"]) or not text.has(chain.last, flags["def"]))
    ):
        return
    unit = text.units[index]
    if chain.parts == 1:
        masculine = any(e.feature.startswith("3ms") for e in text.units[index - 1].entries)
        closed = text.has(chain.last, flags["function mark"])
        known = text.has(index, flags["given given_homonym link"])
        # "X described the talks": a strange word that a masculine verb has for its subject is no place
        rare = text.words.is_strange(unit) and text.words.is_rare(unit.key) and not text.words.is_verbal(unit.key)
        rare = rare and not unit.light.endswith(text.words.plural_construct)
        alone = masculine and rare and text.has(chain.last, flags["def"])
        if not (closed or alone) or not (known or (masculine and len(unit.key) > 3)):
            return
    drafts.add(Draft(chain.first, chain.last, "person", rule))


def grow_subject(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    """A strange word before a masculine verb: "that X received the ambassador"."""
    unit, verb = text.units[index], text.units[index + 1]
    fits = text.words.is_strange(unit) and text.words.is_rare(unit.key) and len(unit.key) > 3
    if index not in drafts.taken and fits and any(entry.feature.startswith("3ms") for entry in verb.entries):
        drafts.add(Draft(index, index + 1, "person", rule))


def grow_apposition(text: Text, drafts: Drafts, rule: str, index: int) -> None:
    """A name before a title that is set off: "X, the minister of …"."""
    flags = text.words.flags
    last = index - 1 if text.has(index - 1, flags["comma"]) else index
    first = last
    while first > 0 and last - first < 4 and first - 1 not in drafts.taken and _may_be_name(text, first - 1):
        first -= 1
    while first < last - 1:
        chain = chain_at(text, first, titled=True)
        if chain is not None and chain.last == last and chain.parts > 1:
            drafts.add(Draft(first, last, "person", rule))
            return
        first += 1


def _may_be_name(text: Text, index: int) -> bool:
    flags = text.words.flags
    if text.has(index, flags["given given_homonym link"]):
        return True
    unit = text.units[index]
    known = not text.words.unlisted(unit) or unit.attached or text.has(index, flags["mark break clitic number latin"])
    return not known and (unit.definite or not text.words.is_common(unit.key))

"""Names that a source's phrase holds without a mark of their own: behind a title, before one, or told in a clause."""

from __future__ import annotations

from tawatur.model.marks import Name
from tawatur.read.names.chains import chain_at
from tawatur.read.names.phrase import Phrase

_LONGEST_TITLE = 7
"""A title has at most so many units before the name that closes its phrase."""
_NOUN_WITH_ARTICLE = 0.4
"""A noun for a person is written with the article at least this often (share of its bare use)."""
_NAMING_REACH = 14
"""A clause that tells a group's name does so within so many units."""


def behind_quoted(phrase: Phrase, name: Name) -> bool:
    """Whether but a comma and titles stand between a person and a name in quotation marks before him."""
    at, _ = phrase.roster.range(name.span)
    while at > phrase.head and phrase.text.has(at - 1, phrase.flags["comma office rank honorific profession"]):
        at -= 1
    return at > phrase.head and phrase.text.has(at - 1, phrase.flags["close straight"])


def closing_person(phrase: Phrase) -> Name | str | None:
    """The person whose name closes the phrase, behind a title that is complete without it.

    "the preacher of the mosque of X, Y": behind a definite word or a name only a name in apposition can follow. Where
    what stands before is a person too ("the lawyer of the accused Y"), the name is that person's.
    """
    text, flags = phrase.text, phrase.flags
    if text.has(phrase.head, flags["kin"]) or phrase.last - phrase.head < 3:
        return None
    never = flags["function clitic office_link on_behalf mark"]
    persons = flags["people_noun profession office kin honorific people"]
    for at in range(phrase.head + 1, min(phrase.last - 1, phrase.head + _LONGEST_TITLE)):
        if text.has(at, never):
            return None
        start = text.units[at].start
        if at < phrase.head + 2 or text.has(at - 1, persons) or not _closed(phrase, at - 1):
            continue
        name = phrase.roster.first_name_at(start, ("person",))
        if name is not None and name.span.end == phrase.source.end:
            return name
        if name is not None or text.has(at, flags["def"]):
            continue
        chain = chain_at(text, at, titled=True)
        if chain is not None and chain.last == phrase.last and chain.parts > 1 and chain.sure:
            return phrase.words(at, phrase.last)
    return None


def _closed(phrase: Phrase, at: int) -> bool:
    """Whether a unit ends a construct: it is definite, or the last word of a body, facility or place."""
    if phrase.text.units[at].definite:
        return True
    span = phrase.roster.analysis.span(at, at + 1)
    return any(phrase.roster.covering(span, kind) is not None for kind in ("place", "facility", "body"))


def apposed_person(phrase: Phrase) -> str | None:
    """The person whose name opens the phrase, before a definite title: "X, the spokesman of Y"."""
    text, flags = phrase.text, phrase.flags
    office = phrase.roster.first_name_at(text.units[min(phrase.head + 2, phrase.last - 1)].start, ("office",))
    if office is not None and office.span.end == phrase.source.end and _two_names(phrase):
        return phrase.words(phrase.head, phrase.head + 2)
    chain = chain_at(text, phrase.head, titled=True)
    if chain is None or phrase.head != phrase.first or chain.parts < 2 or chain.last >= phrase.last:
        return None
    titled = text.has(chain.last, flags["office profession spokes senior rank"]) and text.units[chain.last].definite
    return phrase.words(chain.first, chain.last) if titled else None


def _two_names(phrase: Phrase) -> bool:
    """Whether a phrase begins with a first name and one more word, and then with a definite title."""
    text, flags, head = phrase.text, phrase.flags, phrase.head
    first = text.has(head, flags["given given_homonym"]) and not text.units[head].definite
    single = not text.has(head + 1, flags["function clitic mark number"])
    return first and single and phrase.head == phrase.first and text.units[head + 2].definite


def family_alone(phrase: Phrase) -> bool:
    """Whether the phrase is one word that can only be a family name.

    A month does not speak, nor does an adjective without article, unless it is a noun for a person, which is written
    with the article about as often.
    """
    text, words, unit = phrase.text, phrase.text.words, phrase.text.units[phrase.head]
    if phrase.last - phrase.first != 1 or unit.definite or unit.pronoun:
        return False
    if text.has(phrase.head, phrase.flags["month"]):
        return True
    often = words.share(unit.key) * _NOUN_WITH_ARTICLE > words.share(words.article + unit.key)
    return words.unlisted(unit) and words.is_masculine_relation(unit.light) and often


def told_name(phrase: Phrase) -> Name | None:
    """The name that the clause behind an indefinite noun tells: "a group that calls itself X"."""
    text, flags = phrase.text, phrase.flags
    if text.units[phrase.head].definite or text.units[phrase.head].pronoun:
        return None
    stop = flags["comma stop break wa"]
    for at in range(phrase.head + 1, min(len(text.units) - 1, phrase.last + _NAMING_REACH)):
        if text.has(at, stop):
            return None
        if text.has(at, flags["self_named"]):
            behind = at + 1
            while behind < min(len(text.units) - 1, at + 3) and text.has(behind, flags["mark"]):
                behind += 1
            return phrase.roster.first_name_at(text.units[behind].start, ("person", "body", "group", "outlet"))
    return None

"""States and capitals that no list knows: what one article says of them.

A strange word is a place where any article of the ledger tells it as one. Whose capital it is says the text outright,
or the officials who speak there, or the ambassador who sits there; which state that is, the whole ledger decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from tawatur.model.span import Span
from tawatur.read.units import Analysis, Unit
from tawatur.reconcile.namewords import Mention, Namewords
from tawatur.reconcile.words import nation_of

_LETTERS = 4
"""Letters of a strange name at least."""
_NEXT = 4
"""Mentions up to which a place that is joined with another is looked for: one word may be read in two ways."""


def seated(found: Sequence[Mention], analysis: Analysis, words: Namewords) -> list[Mention]:
    """All mentions, the places that no list knows with what tells whose capital they are."""
    told = [*found, *_strange(found, analysis, words), *_accredited(found, analysis, words)]
    told.sort(key=lambda m: m.span)
    out = {n: _seat(m, told, analysis, words) for n, m in enumerate(told) if _is_unlisted(m, analysis)}
    for n, one in list(out.items()):
        if n + 1 in out and out[n + 1].span.end == one.span.end:
            continue  # the same word, read without what is attached to it
        for m in range(n + 1, min(n + _NEXT, len(told))):
            between = analysis.text[one.span.end : told[m].span.start].strip()
            if m in out and between == words.attached[0] and one.key != told[m].key:
                out[n] = msgspec.structs.replace(out[n], beside=told[m].key)
                out[m] = msgspec.structs.replace(out[m], beside=one.key)
    return [out.get(n, mention) for n, mention in enumerate(told)]


def _is_unlisted(mention: Mention, analysis: Analysis) -> bool:
    if mention.kind != "place" or " " in mention.key or mention.key.startswith("@"):
        return False
    return not any(unit.entries for unit in analysis.words(mention.span))


def _strange(found: Sequence[Mention], analysis: Analysis, words: Namewords) -> Iterator[Mention]:
    """Words that nobody has listed or counted: names of places, if another mention says so."""
    known = {m.key for m in found if _is_unlisted(m, analysis)}
    taken = sorted(m.span for m in found)
    for index, unit in enumerate(analysis.units):
        if _is_accusative(analysis, index, words):
            continue
        if unit.entries or unit.definite or len(unit.key) < _LETTERS or not words.words.is_rare(unit):
            continue
        if any(span.start < unit.end and unit.start < span.end for span in taken):
            continue
        for skip in (0, 1):
            if skip and not (unit.key.startswith(words.attached) and len(unit.key) > _LETTERS):
                continue
            name = Span(unit.start + skip, unit.end).cut(analysis.text)
            key = words.key(name)
            if skip and key != words.spelt(unit.key[1:]):
                continue  # signs stand between the letters
            here = words.attached.index(unit.key[0]) > 0 if skip else False
            span = Span(unit.start + skip, unit.end)
            yield Mention(key, name, "place", span, name, unsure=key not in known, located=here)


def _is_accusative(analysis: Analysis, index: int, words: Namewords) -> bool:
    """Whether a word ends as an indefinite adjective does: by its sign, or behind a noun that has the ending too."""
    unit = analysis.units[index]
    if not unit.light.endswith(words.accusative):
        return False
    marked = analysis.text[unit.end - 1] not in unit.light
    before = analysis.units[index - 1] if index and not unit.attached else None
    return marked or (
        before is not None and before.light.endswith(words.accusative) and not words.words.is_rare(before)
    )


def _accredited(found: Sequence[Mention], analysis: Analysis, words: Namewords) -> Iterator[Mention]:
    """The capitals in the offices of ambassadors ("the Xian ambassador to Y")."""
    for office in found:
        if office.kind != "office":
            continue
        units = list(analysis.words(office.span))
        for before, unit in pairwise(units):
            states = [u for u in units if u.definite and not u.entries and u.start < before.start]
            if before.key in words.accredited and states and not unit.entries and not unit.definite:
                name = unit.span.cut(analysis.text)
                yield Mention(
                    words.key(name),
                    name,
                    "place",
                    unit.span,
                    name,
                    unsure=True,
                    located=True,
                    abroad=words.spelt(states[-1].key),
                )


def _seat(mention: Mention, found: Sequence[Mention], analysis: Analysis, words: Namewords) -> Mention:
    """A place with what the words around it say."""
    units, at = analysis.units, bisect_left(analysis.starts, mention.span.start)
    if at < len(units) and units[at].start > mention.span.start:
        at -= 1
    outright = _outright(units, at, words)
    if outright:
        return msgspec.structs.replace(mention, seat=outright, explicit=True)
    located = mention.located or (at > 0 and units[at - 1].key in words.locative) or _opens(analysis, at)
    if at == 0 or units[at - 1].key not in words.within or mention.abroad:
        return msgspec.structs.replace(mention, located=located)
    sentence = analysis.sentences[analysis.sentence_of[at]]
    first = units[sentence[0]].start
    persons = [m for m in found if m.kind == "person" and first <= m.span.start < mention.span.start]
    speaker = max(persons, key=lambda m: m.span.start, default=None)
    return msgspec.structs.replace(mention, located=True, seat=(speaker.state or speaker.key) if speaker else "")


def _outright(units: Sequence[Unit], at: int, words: Namewords) -> str:
    """The state whose capital the text calls a place, by its name or adjective."""
    if at > 1 and units[at - 2].key in words.capital and not units[at - 1].entries:
        return words.spelt(units[at - 1].key)  # "the Xian capital Y", "X's capital Y"
    if at + 2 < len(units) and units[at + 1].key in words.capital and not nation_of(units[at + 2]):
        return words.spelt(units[at + 2].key)  # "Y, capital of X"
    return ""


def _opens(analysis: Analysis, at: int) -> bool:
    """Whether a place stands before the date or the mark of a dateline."""
    begins = at == analysis.sentences[analysis.sentence_of[at]][0]
    return begins and (analysis.has(at + 1, "number") or analysis.has(at + 1, "mark"))

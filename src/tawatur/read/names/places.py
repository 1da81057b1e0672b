"""Places that the article itself makes known, and which place is meant where one form names two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec.structs import replace

from tawatur.read.names.draft import Draft, Drafts, Text, plain

_TOLD = 2
"""A place that nobody knows is told by its verb only if the article names it so often."""


def settle_places(text: Text, drafts: Drafts) -> None:
    """Marks the places that only the article makes known, and settles which is meant where one form names two.

    Of two, the one whose country the article speaks of.
    """
    spoken: Counter[str] = Counter()
    strange = {text.units[d.first].key for d in drafts.found if d.rule == "strange-place" and d.last == d.first + 1}
    unheard = _unheard(text, drafts)
    strange |= _homes(text, unheard) | _subjects(text, drafts, unheard)
    strange |= _joined(text, strange, unheard)
    for at in text.standing(strange) if strange else ():
        if not _accusative(text, at):
            drafts.add(Draft(at, at + 1, "place", "known-place"))
    for draft in list(drafts.found):
        if draft.kind != "place":
            continue
        entries = [
            entry
            for entry in text.units[draft.last - 1].entries
            if entry.cls.removesuffix("_homonym") in ("country", "city", "region")
        ]
        codes = {entry.note for entry in entries}
        if len(codes) > 1:
            spoken = spoken or _spoken(text)
            best = max(entries, key=lambda entry: (spoken[entry.note], entry.note))
            drafts.put(draft, replace(draft, actor=best.value, country=best.note))
        elif not draft.actor:
            drafts.put(draft, replace(draft, actor=plain(text, draft.first, draft.last)))


def _unheard(text: Text, drafts: Drafts) -> dict[int, str]:
    """The units, with their keys, that are words without article in no name so far, which nobody has listed or counted."""
    units, taken, words = text.units, drafts.taken, text.words
    return {
        at: units[at].key
        for at, mask in enumerate(text.masks)
        if not mask and at not in taken and words.is_unheard(units[at].key) and words.is_strange(units[at])
    }


def _homes(text: Text, unheard: Mapping[int, str]) -> set[str]:
    """Strange words of which the article has the adjective too ("the Xian minister"): countries and cities."""
    if not unheard:
        return set()
    words, definite = text.words, text.words.flags["def"]
    stems = {
        stem
        for unit, mask in zip(text.units, text.masks, strict=True)
        if mask == definite and words.is_relation(unit.light) and words.is_strange(unit)
        for stem in words.relation_stems(unit.key)
    }
    if not stems:
        return set()
    return {key for at, key in unheard.items() if words.home(key) & stems and not _accusative(text, at)}


def _subjects(text: Text, drafts: Drafts, unheard: Mapping[int, str]) -> set[str]:
    """Strange words, told more than once, that feminine verbs have for a subject ("X and Y have agreed"): capitals."""
    seen = Counter(unheard.values())
    if not seen or seen.most_common(1)[0][1] < _TOLD:
        return set()
    verb = text.words.flags["verb"]
    spots = (drafts.taken[at] for at in sorted(drafts.taken))
    persons = {text.units[at].key for draft in spots if draft.kind == "person" for at in range(draft.first, draft.last)}
    out: set[str] = set()
    for at, key in unheard.items():
        if seen[key] < _TOLD or key in persons or not text.has(at - 1, verb):
            continue
        if any(entry.feature.startswith("3fs") for entry in text.units[at - 1].entries):
            out.add(key)
    return out


def _joined(text: Text, known: set[str], unheard: Mapping[int, str]) -> set[str]:
    """Strange words joined to a place: "between X and Y"."""
    if not known:
        return set()
    wa = text.words.flags["wa"]
    out: set[str] = set()
    for at, key in unheard.items():
        before = text.has(at - 1, wa) and at > 1 and text.units[at - 2].key in known
        behind = text.has(at + 1, wa) and at + 2 < len(text.units) and text.units[at + 2].key in known
        if before or behind:
            out.add(key)
    return out


def _accusative(text: Text, at: int) -> bool:
    """Whether a word ends as an indefinite accusative does: by its sign, or behind a noun that has the ending too."""
    adverb = text.words.adverb
    if not text.units[at].light.endswith(adverb):
        return False
    marked = text.analysis.text[text.units[at].end - 1] not in text.units[at].light
    return marked or (at > 0 and text.units[at - 1].light.endswith(adverb) and not text.units[at].attached)


def _spoken(text: Text) -> Counter[str]:
    """How often the article speaks of each country, by code."""
    spoken: Counter[str] = Counter()
    for unit in text.units:
        codes = {entry.note for entry in unit.entries if entry.cls in ("demonym", "country", "city", "people")}
        if len(codes) == 1:
            spoken[codes.pop()] += 1
    return spoken

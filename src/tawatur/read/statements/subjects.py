"""Whom a sentence tells of: the subject of the verb that opens it, for cues in its midst and in the sentence behind."""

from __future__ import annotations

from tawatur.read.statements.phrases import noun_phrase, phrase_before
from tawatur.read.statements.scene import Scene

_OPENING = 12
"""An adverbial at the head of a sentence has at most so many units."""


def subject_of_clause(scene: Scene, index: int) -> tuple[int, int] | None:
    """The subject of the verb that opens the sentence of a participle ("he thanked …, saying")."""
    sentence = scene.sentence(index)
    turn = next((at for at in range(index - 1, sentence.start, -1) if scene.is_(at, "contrast")), None)
    if turn is not None and scene.is_(turn + 1, "word"):
        return _subject_behind(scene, turn + 1, index)
    verb = opening(scene, sentence.start, index)
    while verb < index and scene.any(verb, "wa", "fa", "perhaps", "as"):
        verb += 1
    if scene.any(verb, "he", "this") and scene.is_(verb + 1, "what"):
        verb += 2  # "which is what X confirmed"
    if scene.is_(verb, "be") and verb + 1 in scene.names:
        return verb + 1, scene.names[verb + 1][0]
    if verb >= index or scene.any(verb, "def", "prep", "clitic", "mark", "adverb", "number") or verb in scene.in_name:
        return None
    first = verb + 1
    named = scene.names.get(first)
    if named is not None and named[1].kind in ("person", "body", "group", "office", "place"):
        end = named[0]
        second = scene.names.get(end + 1) if end + 1 < index and joined(scene, end + 1) else None
        return first, second[0] if second is not None else end
    if scene.is_(first, "def") and (scene.is_(verb, "verb") or scene.any(first, "informant", "office")):
        behind = scene.names.get(first + 1)
        return first, behind[0] if behind is not None and behind[1].kind == "person" else first + 1
    return None


def opening(scene: Scene, first: int, stop: int) -> int:
    """Behind an adverbial that opens a sentence up to its comma ("for his part, …"), or a time up to its verb; else `first`."""
    at = first + 1 if scene.is_(first, "wa") else first
    if not scene.any(at, "prep", "bi", "adverb"):
        return first
    comma = next((i for i in range(at + 1, min(at + _OPENING, stop)) if scene.is_(i, "comma")), None)
    time = at + 1
    while time < stop and time in scene.in_time:
        time += 1
    if time > at + 1 and not scene.is_(time, "comma"):
        return time  # "since last February the government keeps …"
    return first if comma is None else comma + 1


def people_of_clause(scene: Scene, index: int) -> tuple[int, int] | None:
    """The indefinite people right behind the verb that opens the sentence of a unit ("activists met the minister")."""
    sentence = scene.sentence(index)
    verb = opening(scene, sentence.start, index)
    while verb < index and scene.any(verb, "wa", "fa", "perhaps", "as"):
        verb += 1
    first = verb + 1
    if first >= index or not scene.is_(first, "word") or scene.any(first, "def", "prep", "adverb"):
        return None
    if scene.any(verb, "def", "prep", "clitic", "mark", "adverb", "number") or verb in scene.in_name:
        return None
    people = scene.units[first].entry("people_noun")
    if not (scene.is_(first, "informant") or people is not None or scene.units[first].light.endswith(scene.words.many)):
        return None
    end = noun_phrase(scene, first, index)
    named = next((at for at in range(first + 1, end) if at in scene.names and scene.is_(at, "def")), end)
    return (first, named) if named > first else None


def maker_before(scene: Scene, index: int) -> tuple[int, int] | None:
    """Who made that in which something was said ("the speech that X gave and in which he said …"): the last one named.

    Whom it was made to or with, or is about, stands behind a preposition.
    """
    at, floor = index - 1, scene.sentence(index).start
    while at >= floor:
        name = scene.in_name.get(at)
        if name is None:
            at -= 1
            continue
        first, last = scene.unit_at(name.span.start), at + 1
        begin = min(first, phrase_before(scene, last, floor))
        owner = next((i for i in range(first - 1, begin, -1) if scene.is_(i, "li")), None)
        begin = begin if owner is None else owner + 1  # "remarks of X's"
        governed = scene.any(begin - 1, "prep", "adverb", "bi")
        if name.kind in ("person", "body", "group", "office") and not governed:
            return begin, last
        at = begin - 1
    return None


def _subject_behind(scene: Scene, first: int, index: int) -> tuple[int, int] | None:
    """The subject of the clause that "but" opens, which stands before its verb ("but X denied it, saying")."""
    named = scene.names.get(first)
    if named is not None and named[1].kind in ("person", "body", "group", "office"):
        return first, named[0]
    alone = scene.is_(first, "def") and first + 1 < index and scene.any(first + 1, "verb", "cue")
    return (first, first + 1) if alone else None


def joined(scene: Scene, index: int) -> bool:
    """Whether a unit begins a second speaker behind "and": two names of one kind."""
    if scene.is_(index, "wa"):
        return index + 1 in scene.names and index - 1 in scene.in_name
    if not scene.is_(index - 1, "wa") or index not in scene.names or index - 2 not in scene.in_name:
        return False
    return scene.in_name[index - 2].kind == scene.names[index][1].kind

"""The source phrase of a cue: behind the verb, before it, or none of its own."""

from __future__ import annotations

from tawatur.read.statements.complements import subject_of
from tawatur.read.statements.cues import Cue
from tawatur.read.statements.objects import carries_pronoun, opens_object
from tawatur.read.statements.phrases import noun_phrase, subject_before
from tawatur.read.statements.scene import Scene


def source_of(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The units of a cue's source phrase; None where the subject is only implied."""
    if cue.kind == "participle" and "bare" in cue.frame:
        return subject_of_clause(scene, cue.index)
    if cue.kind == "noun" and scene.is_(cue.index, "def"):
        return subject_of_clause(scene, cue.index)
    if cue.kind in ("participle", "noun"):
        return None
    if "in-document" in cue.frame and cue.complement is not None:
        first, last = cue.complement.zone
        end = noun_phrase(scene, first + 1, last)
        return (first + 1, end) if end > first + 1 else None
    if cue.kind == "relay":
        return relay_source(scene, cue)
    if cue.complement is None:
        behind = subject_of(scene, cue.index, (cue.index + 1, _behind_limit(scene, cue)), cue.frame)
    else:
        behind = _between(scene, cue)
    if behind is not None:
        return behind
    return _before(scene, cue)


def subject_of_clause(scene: Scene, index: int) -> tuple[int, int] | None:
    """The subject of the verb that opens the sentence of a participle ("he thanked …, saying")."""
    sentence = scene.sentence(index)
    verb = sentence.start
    while verb < index and scene.any(verb, "wa", "fa", "perhaps", "as"):
        verb += 1
    if scene.is_(verb, "be") and verb + 1 in scene.names:
        return verb + 1, scene.names[verb + 1][0]
    if verb >= index or scene.any(verb, "def", "prep", "clitic", "mark", "adverb", "number") or verb in scene.in_name:
        return None
    first = verb + 1
    named = scene.names.get(first)
    if named is not None and named[1].kind in ("person", "body", "group", "office", "place"):
        return first, named[0]
    if scene.is_(verb, "verb") and scene.is_(first, "def"):
        return first, first + 1
    return None


def relay_source(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The innermost source of a relay: the phrase behind its preposition."""
    if cue.complement is None:
        return None
    link = "prep.to" if "relay-to" in cue.frame else "prep.about"
    first, last = cue.complement.zone
    place = next((i for i in range(first, last) if scene.is_(i, link)), None)
    if place is None:
        return None
    end = noun_phrase(scene, place + 1, last)
    return (place + 1, end) if end > place + 1 else None


def _behind_limit(scene: Scene, cue: Cue) -> int:
    index, stop = cue.index + 1, scene.sentence(cue.index).stop
    while index < stop and not scene.any(index, "stop", "colon") and scene.quotes.at(index) is None:
        index += 1
    return index


def _between(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The subject between a verb and its content."""
    assert cue.complement is not None  # noqa: S101  # the caller has looked; this tells the type checker
    zone = cue.complement.zone
    first, last = zone
    if first >= last:
        return None
    if scene.is_(first, "comma"):
        return None
    quoting = next(
        (i for i in range(first, last) if scene.is_(i, "accord.from") and scene.is_(i + 1, "prep.about")), None
    )
    if quoting is not None:
        end = noun_phrase(scene, quoting + 2, last)
        if end > quoting + 2:
            return quoting + 2, end
    found = subject_of(scene, cue.index, zone, cue.frame)
    if found is None or (cue.complement.opening == "object" and "whom+blame" not in cue.frame):
        return found
    begin, end = found
    if scene.units[cue.index].pronoun and "whom" not in " ".join(cue.frame.takes):
        return None
    if any(item.startswith("whom") for item in cue.frame.takes):
        return _without_whom(scene, cue, begin, end)
    return begin, end


def _without_whom(scene: Scene, cue: Cue, first: int, end: int) -> tuple[int, int] | None:
    """The subject where the person spoken to or of stands behind it in the same zone."""
    if _before(scene, cue) is not None:
        return None
    if scene.is_(first, "masdar"):
        return None  # "all the parties" are called upon
    if scene.units[first].light.endswith(scene.words.oblique) and scene.is_(first, "def"):
        return None
    alone = first in scene.names and scene.names[first][0] >= end
    if alone and scene.is_(cue.index - 1, "wa") and cue.entry.part == "present":
        return None
    closed = False
    for index in range(first, end):
        named = scene.names.get(index)
        if (
            named is not None
            and index > first
            and (closed or (named[1].kind != "person" and scene.is_(index - 1, "def")))
        ):
            return first, index
        if closed and scene.is_(index, "def") and "belonging" not in scene.shape(index) and index not in scene.in_name:
            return first, index
        if named is not None and index == first and named[0] < end:
            closed = True
        if "belonging" in scene.shape(index) and scene.is_(index, "def"):
            closed = True
        named_object = "noun" in scene.shape(index) or scene.any(index, "masdar", "nominal")
        if index > first and named_object and index not in scene.in_name:
            return first, index
        if index > first and scene.is_(index - 1, "def") and carries_pronoun(scene, index):
            return first, index
        if index > first and opens_object(scene, index, cue.frame, closed=closed):
            return first, index
    return first, end


def _before(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The subject before a verb (noun first, or behind an auxiliary), if it stands next to it."""
    index = cue.index
    floor = scene.sentence(index).start
    while index > floor and scene.any(index - 1, "perhaps", "aside"):
        index -= 1
    if index == floor or scene.is_(index - 1, "wa"):
        return None
    if scene.is_(index - 1, "fa"):
        return _as_for(scene, index - 1, floor)
    if cue.feature.endswith("+o") and index - 1 not in scene.in_name:
        return None  # the noun before is what the verb's pronoun stands for
    found = subject_before(scene, index, floor)
    if found is None:
        return None
    begin, index = found
    if not _could_speak(scene, begin, index):
        return None
    for at in range(begin + 1, index):
        if scene.is_(at, "prep.in") and scene.any(at + 1, "venue", "time.word", "this"):
            return begin, at
    return begin, index


def _as_for(scene: Scene, comma: int, floor: int) -> tuple[int, int] | None:
    """The subject in "as for X, he said"."""
    start = next((i for i in range(floor, min(comma, floor + 3)) if scene.is_(i, "as-for")), None)
    if start is None:
        return None
    end = noun_phrase(scene, start + 1, comma)
    return (start + 1, end) if end > start + 1 else None


def _could_speak(scene: Scene, begin: int, end: int) -> bool:
    if any(i in scene.in_time for i in range(begin, end)):
        return False
    if any(scene.is_(i, "inanimate") for i in range(begin, min(end, begin + 2))) or scene.any(begin, "aside", "same"):
        return False
    if scene.units[begin].light.endswith(scene.words.accusative) and not scene.any(begin - 1, "contrast", "that"):
        return begin in scene.in_name
    return scene.is_(begin, "word") and not scene.any(begin, "adverb", "prep", "number")

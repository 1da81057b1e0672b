"""Attributions without a verb of their own: according to X, in the words of X, as X reported."""

from __future__ import annotations

import msgspec

from tawatur.read.statements.cues import Cue
from tawatur.read.statements.joints import clause_start
from tawatur.read.statements.phrases import is_verb, noun_phrase, with_clause
from tawatur.read.statements.scene import Scene
from tawatur.read.statements.vocabulary import Frame, cue_entries, frame

_ASIDE = 10
"""A remark on the source of an attribution ends at a comma within so many units."""


class Attribution(msgspec.Struct, frozen=True, gc=False):
    """``according to`` and its like: the cue, the source behind it, and where it stands in its sentence."""

    start: int
    cue: tuple[int, int]
    source: tuple[int, int] | None
    end: int
    leading: bool
    """Whether it stands before its content."""
    frame: Frame
    rule: str
    verb: int | None = None
    """The reporting verb inside it ("as X announced"), if it has one."""
    teller: tuple[int, int] | None = None
    """Who passed the source's words on ("as X quoted Y")."""


def find_attributions(scene: Scene, cues: list[Cue]) -> list[Attribution]:
    """All prepositional attributions, and the cues introduced by "as" that have no content of their own."""
    by_index = {cue.index: cue for cue in cues}
    found = []
    for match in scene.words.accord.finditer(scene.analysis.symbols):
        attribution = _read(scene, match.start(), by_index)
        if attribution is not None:
            found.append(attribution)
    return found


def _read(scene: Scene, index: int, cues: dict[int, Cue]) -> Attribution | None:
    sentence = scene.sentence(index)
    if index not in sentence or scene.quotes.around(index) is not None:
        return None
    start = _opening(scene, index, sentence.start)
    floor = _content_floor(scene, sentence.start)
    limit = sentence.stop
    follows = index + 1
    if scene.any(index, "as") or (scene.is_(index, "accord") and scene.is_(follows, "what")):
        return _as(scene, index, start, limit, cues)
    if scene.is_(index, "accord.from"):
        told = any(
            (cue := cues.get(at)) is not None
            and cue.complement is not None
            and cue.complement.zone[0] <= index < cue.complement.zone[1]
            for at in range(sentence.start, index)
        )
        if told or not scene.is_(follows, "prep.about"):
            return None
        follows += 1
    elif scene.is_(follows, "li"):
        follows += 1
    if scene.is_(follows, "latest") and scene.is_(follows + 1, "document"):
        follows += 1  # "according to the latest toll"
    if follows >= limit or (scene.any(follows, "mark", "what", "that") and not scene.is_(follows, "quote")):
        return None
    own = scene.units[follows].entry("cue.noun")
    if own is not None and own.feature == "s+p":
        return Attribution(
            start, (index, follows + 1), None, follows + 1, leading=False, frame=frame("say"), rule="own-words"
        )
    if own is not None and not scene.any(follows, "def", "document") and _speaks(scene, follows + 1):
        follows += 1  # "in the words of X"
    elif not scene.is_(index, "accord.from") and not _speaks(scene, follows):
        return None
    end = _before_object(scene, follows, noun_phrase(scene, follows, limit))
    if end == follows:
        return None
    comma = next((i for i in range(end, min(limit, end + _ASIDE)) if scene.is_(i, "comma")), end)
    end = with_clause(scene, follows, end, comma)
    leading = start in (floor, floor + 1)
    named = next((i for i in range(follows + 1, end) if scene.is_(i, "seen")), end)  # "a copy, seen by X, of …"
    behind = comma if is_verb(scene, end) and named == end else end  # "sources who spoke to X, …"
    return Attribution(start, (index, index + 1), (follows, named), behind, leading, frame("say"), "according-to")


def _opening(scene: Scene, index: int, floor: int) -> int:
    """Where an "according to" begins: with its particle, and with "and that" before it."""
    start = index
    while start > floor and scene.any(start - 1, "bi", "wa"):
        start -= 1
    if scene.is_(start - 1, "this") and scene.any(start - 2, "wa", "comma"):
        start -= 2 if scene.is_(start - 2, "wa") else 1
    return start


def _before_object(scene: Scene, first: int, end: int) -> int:
    """Where a source ends whose clause goes on behind it without a comma ("according to X several towns")."""
    for index in range(first + 1, end):
        known = scene.is_(index - 1, "def") or index - 1 in scene.in_name
        bare = (
            scene.is_(index, "word") and not scene.any(index, "def", "ranked", "leans") and index not in scene.in_name
        )
        if known and bare and (scene.is_(index, "masdar") or scene.units[index].light.endswith(scene.words.feminine)):
            return index
    return end


def _content_floor(scene: Scene, floor: int) -> int:
    while scene.any(floor, "dash", "bullet", "contrast", "contrast.full", "as-for") or (
        scene.is_(floor, "number") and scene.is_(floor + 1, "dash")
    ):
        floor += 1
    return floor


def _speaks(scene: Scene, index: int) -> bool:
    """Whether what an "according to" names can say something: a name, an informant, a document; no law, no plan."""
    if scene.is_(index, "very") and scene.is_(index + 1, "def"):
        index += 1
    if index in scene.in_name or scene.any(
        index, "source_noun", "office", "informant", "document", "outlet.head", "press", "latin", "quote"
    ):
        return True
    if index + 1 in scene.names and scene.names[index + 1][1].kind == "person":
        return True
    if scene.is_(index, "draft") and scene.is_(index + 1, "norm"):
        return True  # what a draft foresees is told by it, what is in force is not
    if scene.any(index, "norm", "inanimate", "masdar", "this", "relative"):
        return False
    if scene.is_(index, "cue"):
        return scene.any(index, "def", "pron")
    return scene.is_(index, "def") and "noun" not in scene.shape(index)


def _as(scene: Scene, index: int, start: int, limit: int, cues: dict[int, Cue]) -> Attribution | None:
    """``as X said``: the verb follows within a few units and opens no content of its own."""
    at = index + 1
    while at < min(limit, index + 4) and not scene.is_(at, "cue"):
        if not scene.any(at, "what", "perhaps", "be"):
            return None
        at += 1
    if at >= limit or not scene.is_(at, "cue"):
        return None
    cue = cues.get(at)
    if (
        cue is not None
        and cue.complement is not None
        and scene.is_(index, "as")
        and not scene.is_(index, "accord.what")
    ):
        return None
    entries = [
        entry
        for entry in cue_entries(scene.units[at])
        if entry.part not in ("noun", "participle") and entry.feature[0] == "3"
    ]
    if not entries:
        return None
    first = at + 1
    while first < limit and (scene.is_(first, "anaphor") or (scene.is_(first, "prep") and scene.units[first].pronoun)):
        first += 1
    if "in-document" in entries[0].value.split() and scene.is_(first, "prep.in") and _speaks(scene, first + 1):
        first += 1
    end = noun_phrase(scene, first, limit)
    if end <= first:
        return None
    source, teller = (first, end), None
    if "relay" in entries[0].value.split() and scene.is_(end, "prep.about"):
        behind = noun_phrase(scene, end + 1, limit)
        if behind > end + 1:
            teller, source, end = source, (end + 1, behind), behind
    begin = clause_start(scene, index)
    leading = begin == _content_floor(scene, scene.sentence(index).start)
    return Attribution(
        min(start, begin), (index, at + 1), source, max(end, at + 1), leading, frame(entries[0].value), "as-said", at,
        teller,
    )  # fmt: skip

"""Where the clause of a cue begins: before its particles, its auxiliary, its time, the subject that stands before it."""

from __future__ import annotations

from tawatur.read.statements.phrases import phrase_before
from tawatur.read.statements.scene import Scene

_JOINTS = (
    "wa", "fa", "as", "contrast.he", "contrast", "contrast.full", "perhaps", "meanwhile", "what", "sa", "accord", "be",
    "where",
)  # fmt: skip


def clause_start(scene: Scene, index: int) -> int:
    """Where the clause of a cue begins: before its particle, conjunction, auxiliary or the subject before it."""
    floor = scene.sentence(index).start
    start = _before_joints(scene, index, floor)
    setting = _before_setting(scene, start, floor)
    if setting < start:
        return setting
    if start == index and index > floor:
        begin = phrase_before(scene, index, floor)
        if begin < index:
            joined = _before_joints(scene, begin, floor)
            if joined < begin:
                return joined
    return start


def _before_setting(scene: Scene, start: int, floor: int) -> int:
    """Where a clause begins that opens with its time behind a comma (", and on Monday he said"); `start` where none does."""
    at = start
    while at > floor and at - 1 in scene.in_time:
        at -= 1
    if at == start or not scene.any(at - 1, "prep.in", "adverb"):
        return start
    begin = _before_joints(scene, at - 1, floor)
    return begin if begin < at - 1 and scene.is_(begin - 1, "comma") else start


def _before_joints(scene: Scene, start: int, floor: int) -> int:
    while start > floor and (scene.any(start - 1, *_JOINTS) or _yet(scene, start - 1)):
        start -= 1
    # ", before he added"
    return start - 1 if scene.is_(start - 1, "before-that") and scene.is_(start - 2, "comma") else start


def _yet(scene: Scene, index: int) -> bool:
    """Whether a unit is "yet" ("and with that"), rather than "with that" inside a clause."""
    return scene.is_(index, "yet") and scene.is_(index - 1, "wa")

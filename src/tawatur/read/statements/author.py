"""Where the author of an article speaks again: asides on what was said, on where it was said, on what was left unsaid."""

from __future__ import annotations

from tawatur.read.statements.phrases import is_verb
from tawatur.read.statements.scene import Scene

_ANSWER = 8
"""Who answers stands in at most so many units behind a contrast."""


def author_again(scene: Scene, index: int) -> bool:
    """Whether the words behind a comma are plainly the author's: an aside on what was said, a contrast in time."""
    if scene.any(index, "meanwhile", "amid", "eve") or (
        scene.is_(index, "noted") and scene.any(index + 1, "that", "that.bi")
    ):
        return True
    if scene.is_(index, "ev_with") and scene.is_(index + 1, "amid.course"):
        return True
    if scene.is_(index, "prep.in") and scene.any(index + 1, "when", "time.word"):
        return True
    if (
        unexplained(scene, index)
        or scene.any(index, "without")
        or (scene.is_(index, "prep.from") and scene.is_(index + 1, "without"))
    ):
        return True
    return remarks(scene, index)


def remarks(scene: Scene, index: int) -> bool:
    """Whether the words behind a comma are a remark on what was said: what it alludes to, answers, comes amid."""
    if scene.is_(index, "prep.in"):
        return scene.is_(index + 1, "gesture")
    at = index + 1 if scene.is_(index, "wa") else index
    if scene.any(at, "he", "this"):
        whole = scene.any(at + 1, "what", "what-not", "comment.head") or (
            scene.is_(at, "he") and scene.is_(at + 1, "relative")
        )
        return whole or _answers(scene, at + 1)
    if scene.is_(at, "came"):
        return scene.any(at + 1, "this", "podium")
    if scene.is_(index, "as-for"):
        return index + 1 in scene.in_name or scene.any(index + 1, "informant", "source_noun", "office")
    return _answers(scene, at)


def _answers(scene: Scene, index: int) -> bool:
    """Whether it is told what the speaker answered ("in reply to a question")."""
    return scene.is_(index, "reply") and any(scene.is_(i, "question") for i in (index + 2, index + 3))


def unexplained(scene: Scene, index: int) -> bool:
    """Whether behind a comma and "and" it is told that the speaker gave no details."""
    told = scene.is_(index, "wa") and scene.is_(index + 1, "negation") and scene.is_(index + 2, "disclose")
    return told and any(scene.is_(i, "details") for i in range(index + 3, index + 6))


def left_unsaid(scene: Scene, index: int) -> bool:
    """Whether behind a contrast it is told what the speaker did not disclose ("but he named no date")."""
    return scene.is_(index + 1, "negation") and scene.is_(index + 2, "disclose")


def answered(scene: Scene, index: int) -> bool:
    """Whether behind a contrast somebody's answer is told without its words ("but his lawyer denied this")."""
    stop = scene.sentence(index).stop
    return any(
        scene.is_(i, "cue")
        and scene.any(i + 1, "this", "anaphor")
        and (i + 2 >= stop or scene.any(i + 2, "comma", "stop"))
        for i in range(index + 1, min(index + _ANSWER, stop))
    )


def commented(scene: Scene, index: int) -> bool:
    """Whether a clause on all that was told begins ("which …"): behind a noun phrase that is the author's."""
    return scene.is_(index, "comment") or (scene.is_(index, "comment.head") and scene.is_(index + 1, "relative"))


def aside_on_place(scene: Scene, index: int) -> bool:
    """Whether only the place of the speech is told to the sentence's end ("…, in a statement to the press")."""
    at = index + 1 if scene.is_(index, "wa") else index
    at = at + 1 if scene.is_(at, "this") else at
    if not (scene.any(at, "prep.in", "adverb") and scene.is_(at + 1, "podium")):
        return False
    stop = scene.sentence(index).stop
    return not any(scene.is_(i, "that") or (scene.is_(i, "wa") and is_verb(scene, i + 1)) for i in range(at + 2, stop))


def on_terms(scene: Scene, index: int) -> bool:
    """Whether a participle tells on what terms the source spoke ("refusing to be named")."""
    entry = scene.units[index].entry("cue.participle") if scene.is_(index, "cue") else None
    return entry is not None and "aside" in entry.value.split() and not scene.is_(index, "def")


def names_again(scene: Scene, index: int, source: tuple[int, int]) -> bool:
    """Whether the words behind "but" name the speaker again, of whom the author goes on to tell."""
    if not scene.is_(index, "def"):
        return False
    article = scene.analysis.pack.clitics.article
    word = scene.units[index].key.removeprefix(article)
    return any(scene.units[i].key.removeprefix(article) == word and scene.any(i, "word", "def") for i in range(*source))


def speaker_acts(scene: Scene, first: int, index: int) -> bool:
    """Whether the speaker acts behind a content without a verb ("they are “friends”, and raised a picture")."""
    if scene.is_(index, "be") or scene.any(index + 1, "def", "that", "prep", "li", "bi"):
        return False
    done = any(entry.part == "past" and entry.feature == "3ms" for entry in scene.units[index].entries)
    return done and not any(is_verb(scene, i) and not scene.is_(i, "def") for i in range(first, index - 1))

"""Where a clause that is no quotation as a whole ends: at another statement, where the author speaks again, at the stop."""

from __future__ import annotations

import msgspec

from tawatur.read.statements.author import (
    answered,
    aside_on_place,
    author_again,
    commented,
    left_unsaid,
    names_again,
    on_terms,
    speaker_acts,
)
from tawatur.read.statements.borders import Borders, border_at
from tawatur.read.statements.cues import Cue
from tawatur.read.statements.phrases import is_verb
from tawatur.read.statements.scene import Scene


def clause_end(scene: Scene, cue: Cue, first: int, around: Borders) -> tuple[int, str]:
    """The unit behind a content that begins at `first` and is not set in quotation marks as a whole."""
    stop = scene.sentence(first).stop
    holder = scene.quotes.around(cue.index)
    if holder is not None:
        stop = min(stop, holder.last)
    limits = _Limits(
        inner=scene.any(cue.index - 1, "what", "relative") and cue.kind == "verb",
        nominal=cue.complement is not None and cue.complement.opening in ("preposition", "object"),
        counted="obj-estimate" in cue.frame,
        within=holder is not None,
        ahead=cue.frame.act in ("warn", "demand", "promise", "expect"),
        label=cue.complement is not None and "label" in cue.frame and cue.complement.opening == "object",
        contrast=_attribution_after(scene, cue, first, stop, around),
        source=cue.complement.zone if cue.complement is not None else (0, 0),
    )
    index = first
    while index < stop:
        quote = scene.quotes.at(index)
        if quote is not None:
            if quote.closed and quote.last >= stop:
                stop = scene.sentence(quote.last).stop
            index = max(index + 1, quote.last + 1 if quote.closed else quote.last)
            continue
        reason = border_at(scene, cue, index, around) if index in around.places else ""
        reason = reason or _closes(scene, index, first, limits)
        if reason and index > first:
            return strip_end(scene, first, index), reason
        index += 1
    return strip_end(scene, first, min(index, stop)), "sentence-end"


class _Limits(msgspec.Struct, frozen=True, gc=False):
    """What bounds one content beyond its sentence."""

    inner: bool
    """The cue stands in a relative clause: a comma closes it."""
    nominal: bool
    """The content is a noun phrase: the next clause is no part of it."""
    ahead: bool
    """What is asked, warned of, promised lies ahead: what went before is no part of it."""
    counted: bool
    """The content is a toll or an estimate that was raised or lowered: upon what, is told beside it."""
    within: bool
    """The cue stands inside a quotation."""
    label: bool
    """The content is something and what it is called."""
    contrast: int
    """The contrast behind which somebody else is made responsible; -1 where there is none."""
    source: tuple[int, int]
    """The units between the cue and the content, where the speaker is named."""


def _closes(scene: Scene, index: int, first: int, limits: _Limits) -> str:
    """Why the clause ends before this unit by its own form; empty where it does not, as before most words."""
    if not scene.is_(index, "closing") and index != limits.contrast:
        return ""
    in_measure = scene.is_(index, "prep.on") and scene.is_(index + 1, "measure") and not scene.is_(index + 1, "def")
    if index == limits.contrast or in_measure:
        return "attribution"
    if scene.any(index, "contrast", "contrast.full") and left_unsaid(scene, index):
        # who told of somebody's words tells of what that one left unsaid too
        return "" if any(scene.is_(i, "that") for i in range(first, index)) else "author-again"
    comma = scene.is_(index, "comma")
    if limits.nominal:
        reason = _closes_noun(scene, index, first, limits)
        if reason:
            return reason
    if not comma:
        return ""
    at = index + 1
    joined = at + 1 if scene.is_(at, "wa") else at
    if (limits.inner and not scene.is_(at, "going-on")) or author_again(scene, at):
        return "author-again"
    if aside_on_place(scene, at) or on_terms(scene, at):
        return "place-told"
    told = index - 1 in scene.quotes.closes and scene.is_(joined, "this") and scene.any(joined + 1, "adverb", "prep.in")
    turned = scene.any(joined, "contrast", "contrast.full")
    if told or (turned and (names_again(scene, joined + 1, limits.source) or answered(scene, joined))):
        return "author-again"
    if index - 1 in scene.quotes.closes and joined > at and not limits.nominal and speaker_acts(scene, first, joined):
        return "author-again"
    if limits.within and joined > at and not scene.is_(joined, "that"):
        return "clause-end"
    return ""


def _closes_noun(scene: Scene, index: int, first: int, limits: _Limits) -> str:
    """Why a content that is a noun phrase ends before this unit; empty where it does not."""
    comma = scene.is_(index, "comma")
    at = index + 1 if comma else index
    joined = at + 1 if scene.is_(at, "wa") else at
    if scene.is_(index, "prep.in") and scene.is_(at + 1, "venue") and scene.is_(at + 1, "document"):
        return "author-again"
    apart = scene.is_(joined, "this") and scene.any(joined + 1, "prep.in", "adverb") and scene.is_(joined + 2, "venue")
    if comma and (apart or author_again(scene, at)):
        return "author-again"
    if scene.is_(index, "colon") and scene.is_(at + 1, "quote"):
        return "quote-opens"
    if joined > at and _another_clause(scene, first, joined):
        return "outer-clause"
    if limits.label and index - 1 in scene.quotes.closes and scene.any(index, "adverb", "prep"):
        return "quote-close"
    if comma and (aside_on_place(scene, at) or on_terms(scene, at)):
        return "place-told"
    if (limits.ahead and scene.is_(at, "after-that")) or (limits.counted and comma and scene.is_(at, "adverb")):
        return "author-again"
    return "author-again" if comma and _leaves_noun(scene, at, joined) else ""


def _another_clause(scene: Scene, first: int, index: int) -> bool:
    """Whether behind "and" a clause beside the cue's own begins: "and that …", "and he threatens"."""
    if scene.is_(index, "that"):
        return not scene.is_(first - 1, "that")
    if not scene.is_(index, "cue") or scene.any(index, "def", "nocue", "nominal", "masdar") or index in scene.in_name:
        return False
    return all(entry.part in ("past", "present") for entry in scene.units[index].entries if entry.cls == "cue")


def _leaves_noun(scene: Scene, at: int, joined: int) -> bool:
    """Whether the words behind a comma (and behind its "and") are no part of a content that is a noun phrase."""
    return (
        scene.any(joined, "contrast", "contrast.full", "relative")
        or (scene.is_(at, "coordinator") and is_verb(scene, at + 1))
        or "circumstance" in scene.shape(at)
        or commented(scene, joined)
        or (scene.is_(at, "what") and is_verb(scene, at + 1))
        or (scene.is_(at, "not-that") and scene.is_(at + 1, "that") and not scene.is_(at, "condition"))
        or (scene.is_(at, "subordinator") and not scene.is_(at, "going-on"))
    )


def _attribution_after(scene: Scene, cue: Cue, first: int, stop: int, around: Borders) -> int:
    """The contrast behind which the clause is laid to somebody else ("but …, according to"); -1 where there is none."""
    place = next(
        (
            at
            for at in range(first + 1, stop)
            if at in around.attributions and not around.attributions[at].leading and at > cue.index
        ),
        -1,
    )
    return max(
        (i for i in range(first, place) if scene.any(i, "contrast", "contrast.full") and scene.quotes.within[i] < 0),
        default=-1,
    )


def strip_end(scene: Scene, first: int, last: int) -> int:
    """The end without commas, points and conjunctions left hanging; a question mark stays."""
    while last > first:
        unit = scene.units[last - 1]
        if (
            scene.any(last - 1, "comma", "wa", "dash", "break", "bullet")
            or unit.key in (".", "…")
            or (scene.is_(last - 1, "close") and last - 1 not in scene.quotes.closes)
        ):
            last -= 1
        else:
            break
    return last

"""Where a content ends: at the quote's close, at the next cue, where the author speaks again, at the sentence's end."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from tawatur.read.statements.attributions import Attribution
from tawatur.read.statements.author import (
    aside_on_place,
    author_again,
    commented,
    left_unsaid,
    names_again,
    on_terms,
    speaker_acts,
)  # fmt: skip
from tawatur.read.statements.cues import Cue
from tawatur.read.statements.phrases import is_verb
from tawatur.read.statements.quotes import Quote
from tawatur.read.statements.scene import Scene

_REOPENED = 4
"""A quotation is followed over at most so many further paragraphs."""
_WHOLE = 4
"""A clause begins in quotation marks with at least so many units."""
_TAIL = 8
"""It runs on behind them over at most so many."""


@dataclass(frozen=True)
class Extent:
    """The units of a content, in one or more parts, and why it ends where it ends."""

    parts: tuple[tuple[int, int], ...]
    why: str
    quoted: bool = False
    """Whether all of it stands inside quotation marks."""


@dataclass(frozen=True)
class Borders:
    """The cues and attributions of an article by where their clauses start."""

    cues: tuple[Cue, ...]
    starts: tuple[int, ...]
    attributions: dict[int, Attribution]


def borders(cues: list[Cue], attributions: list[Attribution]) -> Borders:
    """Index the cues and attributions for the search of content ends."""
    ordered = tuple(sorted(cues, key=lambda cue: (cue.start, cue.index)))
    return Borders(ordered, tuple(cue.start for cue in ordered), {found.start: found for found in attributions})


def extent(scene: Scene, cue: Cue, around: Borders) -> Extent | None:
    """The content of a cue that stands before it."""
    complement = cue.complement
    if complement is None:
        return None
    first, quote = complement.first, complement.quote
    if first >= scene.size:
        return None
    if quote is not None:
        alone = complement.opening == "quote" and not _goes_on(scene, quote, cue, around)
        if alone or not quote.closed or _stands_alone(scene, quote, cue, around):
            found = quoted(scene, quote, first)
            front = quoted(scene, cue.quote, cue.quote.first) if cue.quote is not None else None
            return Extent(front.parts + found.parts, found.why, quoted=True) if front and found else found
        last, why = clause_end(scene, cue, quote.last + 1, around)
        return Extent(((first, last),), why) if last > first else None
    last, why = clause_end(scene, cue, first, around)
    if complement.opening == "colon" and why == "sentence-end" and first == complement.zone[1] + 1:
        last, why = _on_over_sentences(scene, first, last)
    return Extent(((first, last),), why) if last > first else None


def _on_over_sentences(scene: Scene, first: int, last: int) -> tuple[int, str]:
    """Where words without quotation marks behind a colon end: with the paragraph, or where the author tells again."""
    paragraph = scene.paragraph(first).stop
    at = scene.sentence(first).stop
    told = last
    while at < paragraph:
        sentence = scene.sentence(at)
        begin = at + 1 if scene.any(at, "wa", "fa") else at
        if sentence.stop <= at or scene.any(
            begin, "be", "cue", "as", "meanwhile", "contrast", "accord", "quote", "aux"
        ):
            break
        if any(scene.is_(i, "cue") or scene.is_(i, "quote") for i in range(at, sentence.stop)):
            break
        at = sentence.stop
        told = strip_end(scene, first, min(at, paragraph))
    return told, "paragraph-end" if told > last else "sentence-end"


def quoted(scene: Scene, quote: Quote, first: int) -> Extent | None:
    """The content of a quotation, followed into the paragraphs that it is opened again in."""
    parts = []
    why = "quote-close" if quote.closed else "paragraph-end"
    last = strip_end(scene, first, quote.last)
    if last > first:
        parts.append((first, last))
    current = quote
    for _ in range(_REOPENED):
        if current.closed:
            break
        at = current.last
        if not scene.is_(at, "break"):
            break
        again = scene.quotes.at(at + 1)
        if again is None:
            break
        end = strip_end(scene, again.first, again.last)
        if end > again.first:
            parts.append((again.first, end))
        current, why = again, "quote-reopened"
    return Extent(tuple(parts), why, quoted=True) if parts else None


def _goes_on(scene: Scene, quote: Quote, cue: Cue, around: Borders) -> bool:
    """Whether the speaker's clause runs on, without its quotation marks, to the sentence's end ("“… firms” of Iran")."""
    after = quote.last + 1
    if not quote.closed or quote.last - quote.first < _WHOLE or cue.complement is None or cue.quote is not None:
        return False
    if not (scene.any(after, "prep.from", "word")) or scene.any(after, "clitic", "verb", "cue", "relative"):
        return False
    if scene.is_(after, "prep.from"):
        if scene.any(after + 1, "turn", "without", "adverb", "venue") or after + 1 in scene.in_time:
            return False
    elif scene.any(after, "prep", "adverb", "that", "as", "where", "when", "venue", "comment.head") or (
        after in scene.in_time
        or after in scene.in_name
        or "circumstance" in scene.shape(after)
        or is_verb(scene, after)
        or not (scene.any(after, "masdar", "nominal") or "noun" in scene.shape(after))
        or cue.complement.zone[0] == cue.complement.zone[1]
    ):
        return False
    stop = scene.sentence(after).stop
    if stop - after > _TAIL:
        return False
    return not any(
        scene.any(i, "comma", "cue", "quote", "venue") or is_verb(scene, i) or _border(scene, cue, i, around)
        for i in range(after, stop)
    )


def _stands_alone(scene: Scene, quote: Quote, cue: Cue, around: Borders) -> bool:
    """Whether the content is just the quote it begins with, rather than a clause that goes on behind it."""
    after = quote.last + 1
    if after >= len(scene.units) or scene.any(after, "stop", "break", "bracket_close", "dash"):
        return True
    if _border(scene, cue, after, around):
        return True
    if scene.is_(after, "comma"):
        follows = after + 1
        if scene.is_(follows, "wa"):
            follows += 1
        return not scene.is_(follows, "that") and not (
            scene.is_(follows, "contrast") and scene.is_(follows + 1, "quote")
        )
    if scene.is_(after, "wa"):
        return not scene.any(after + 1, "that", "quote")
    return False


def clause_end(scene: Scene, cue: Cue, first: int, around: Borders) -> tuple[int, str]:
    """The unit behind a content that begins at `first` and is not set in quotation marks as a whole."""
    stop = scene.sentence(first).stop
    holder = scene.quotes.around(cue.index)
    if holder is not None:
        stop = min(stop, holder.last)
    limits = _Limits(
        inner=scene.any(cue.index - 1, "what", "relative") and cue.kind == "verb",
        nominal=cue.complement is not None and cue.complement.opening in ("preposition", "object"),
        within=holder is not None,
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
        reason = _border(scene, cue, index, around) or _closes(scene, index, first, limits)
        if reason and index > first:
            return strip_end(scene, first, index), reason
        index += 1
    return strip_end(scene, first, min(index, stop)), "sentence-end"


@dataclass(frozen=True)
class _Limits:
    """What bounds one content beyond its sentence."""

    inner: bool
    """The cue stands in a relative clause: a comma closes it."""
    nominal: bool
    """The content is a noun phrase: the next clause is no part of it."""
    within: bool
    """The cue stands inside a quotation."""
    contrast: int
    """The contrast behind which somebody else is made responsible; -1 where there is none."""
    source: tuple[int, int]
    """The units between the cue and the content, where the speaker is named."""


def _closes(scene: Scene, index: int, first: int, limits: _Limits) -> str:
    """Why the clause ends before this unit by its own form; empty where it does not."""
    in_measure = scene.is_(index, "prep.on") and scene.is_(index + 1, "measure") and not scene.is_(index + 1, "def")
    if index == limits.contrast or in_measure:
        return "attribution"
    comma = scene.is_(index, "comma")
    at = index + 1 if comma else index
    joined = at + 1 if scene.is_(at, "wa") else at
    if limits.nominal and scene.is_(index, "prep.in") and scene.is_(at + 1, "venue") and scene.is_(at + 1, "document"):
        return "author-again"
    apart = scene.is_(joined, "this") and scene.is_(joined + 1, "prep.in") and scene.is_(joined + 2, "venue")
    if limits.nominal and comma and apart:
        return "author-again"
    if limits.nominal and joined > at and scene.is_(joined, "that") and not scene.is_(first - 1, "that"):
        return "outer-clause"
    if scene.any(index, "contrast", "contrast.full") and left_unsaid(scene, index):
        return "author-again"
    if not comma:
        return ""
    if (limits.inner and not scene.is_(at, "going-on")) or author_again(scene, at):
        return "author-again"
    if aside_on_place(scene, at) or on_terms(scene, at):
        return "place-told"
    if limits.nominal and _leaves_noun(scene, at, joined):
        return "author-again"
    if scene.is_(joined, "contrast") and names_again(scene, joined + 1, limits.source):
        return "author-again"
    if index - 1 in scene.quotes.closes and joined > at and not limits.nominal and speaker_acts(scene, first, joined):
        return "author-again"
    if limits.within and joined > at and not scene.is_(joined, "that"):
        return "clause-end"
    return ""


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


def _border(scene: Scene, cue: Cue, index: int, around: Borders) -> str:
    """Why the content ends before this unit; empty where it does not."""
    attribution = around.attributions.get(index)
    if attribution is not None and not attribution.leading and index > cue.index and _ends_with(scene, attribution):
        return "attribution"
    place = bisect_left(around.starts, index)
    while place < len(around.starts) and around.starts[place] == index:
        if _sibling(scene, cue, around.cues[place]):
            return "next-cue"
        place += 1
    return ""


def _ends_with(scene: Scene, attribution: Attribution) -> bool:
    """Whether a content ends where an attribution begins: always, save for a mere aside ("in its words")."""
    return attribution.source is not None or not scene.is_(attribution.end, "comma")


def _sibling(scene: Scene, cue: Cue, other: Cue) -> bool:
    """Whether another cue goes on beside this one, rather than inside its content."""
    if other.index <= cue.index:
        return False
    if scene.quotes.within[other.index] != scene.quotes.within[cue.index]:
        return False
    before = other.start - 1
    set_off = scene.any(before, "comma", "close", "straight", "stop", "dash", "break")
    if other.kind == "participle":
        return set_off or other.feature == "ms-acc"
    if other.kind == "noun":
        return scene.is_(other.start, "bi") and set_off
    if other.kind == "behind":
        return any(scene.is_(i, "as") for i in range(other.start, other.index)) and set_off
    if set_off and any(scene.any(i, "meanwhile", "when") for i in range(cue.start, cue.index)):
        return other.complement is not None  # "while he said that …, she confirmed that …"
    if scene.any(other.start, "as", "contrast.he", "contrast.full", "contrast", "meanwhile", "where"):
        return True
    if "add" in other.frame:
        return other.start < other.index or set_off
    if all(scene.is_(i, "be") for i in range(other.start, other.index)):
        nominal = cue.complement is not None and cue.complement.opening in ("preposition", "object")
        return (
            set_off and nominal and other.complement is not None and other.complement.zone[0] < other.complement.zone[1]
        )
    present, now = other.entry.part.endswith("present"), cue.entry.part.endswith("present")
    if cue.kind == "participle":
        now = present
    return present == now or (set_off and not present)


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


def before_cue(scene: Scene, cue: Cue) -> Extent | None:
    """The content of a cue that stands behind it: the quote that closed, or the clause before."""
    if cue.quote is not None:
        front, rest = quoted(scene, cue.quote, cue.quote.first), _rest_of_quote(scene, cue)
        if front is None or rest is None:
            return front
        return Extent(front.parts + rest.parts, rest.why, quoted=True)
    sentence = scene.sentence(cue.index)
    first, last = clause_before(scene, sentence.start, cue.start)
    return Extent(((first, last),), "cue-behind") if last > first else None


def _rest_of_quote(scene: Scene, cue: Cue) -> Extent | None:
    """The second part of a quotation that its cue splits, behind the speaker and what he does the while."""
    stop = scene.sentence(cue.index).stop
    for index in range(cue.index + 1, stop):
        if scene.any(index, "that", "colon", "stop") or (index > cue.index + 1 and scene.is_(index, "cue")):
            return None
        quote = scene.quotes.at(index)
        if quote is not None:
            told = scene.is_(index - 1, "comma") and quote.closed and quote.last - quote.first > 1
            return quoted(scene, quote, quote.first) if told else None
    return None


def clause_before(scene: Scene, floor: int, end: int) -> tuple[int, int]:
    """The clause that ends before a unit, from the sentence's start or the last contrast."""
    first = floor
    for index in range(end - 1, floor, -1):
        if (
            scene.any(index, "contrast", "contrast.full", "meanwhile")
            and scene.quotes.within[index] < 0
            and end - index > 3
        ):
            first = index + 1
            break
    while first < end and scene.any(first, "wa", "fa", "comma", "mark", "number") and not scene.is_(first, "quote"):
        if scene.is_(first, "number") and not scene.is_(first + 1, "dash"):
            break
        first += 1
    if scene.is_(first, "quote") and scene.quotes.at(first) is not None:
        quote = scene.quotes.at(first)
        if quote is not None and strip_end(scene, first, end) - 1 <= quote.last:
            first += 1
    last = strip_end(scene, first, end)
    if last > first and scene.is_(last - 1, "quote") and last - 1 in scene.quotes.closes:
        last -= 1
    return first, last


def is_clause(scene: Scene, first: int, last: int) -> bool:
    """Whether a stretch holds a verb, a complementiser or enough words to say something."""
    return last - first > 3 or any(is_verb(scene, i) or scene.is_(i, "that") for i in range(first, last))

"""The units of a content: a clause, a quotation with its further paragraphs, the words before a cue that stands behind."""

from __future__ import annotations

import msgspec

from tawatur.read.statements.attributions import Attribution
from tawatur.read.statements.author import remarks
from tawatur.read.statements.borders import Borders, border_at
from tawatur.read.statements.clauses import clause_end, strip_end
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
_BEGUN = 5
"""A clause of fewer units before an attribution goes on behind it."""


class Extent(msgspec.Struct, frozen=True, gc=False):
    """The units of a content, in one or more parts, and why it ends where it ends."""

    parts: tuple[tuple[int, int], ...]
    why: str
    quoted: bool = False
    """Whether all of it stands inside quotation marks."""


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
        again = scene.quotes.at(at + 1) or scene.quotes.at(at)
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
    headline = cue.index in scene.analysis.paragraphs[0] and scene.is_(quote.first - 2, "colon")
    if headline and quote.closed and scene.any(after, "prep", "clitic") and not scene.is_(after, "wa"):
        return True
    if not quote.closed or quote.last - quote.first < _WHOLE or cue.complement is None or cue.quote is not None:
        return False
    if scene.is_(after, "li") and (scene.is_(after + 1, "masdar") or "noun" in scene.shape(after + 1)):
        return _runs_out(scene, cue, after, around)
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
    return _runs_out(scene, cue, after, around)


def _runs_out(scene: Scene, cue: Cue, after: int, around: Borders) -> bool:
    """Whether a few words without a verb or another statement are left of the sentence."""
    stop = scene.sentence(after).stop
    return stop - after <= _TAIL and not any(
        scene.any(i, "comma", "cue", "venue") or is_verb(scene, i) or border_at(scene, cue, i, around)
        for i in range(after, stop)
    )


def _stands_alone(scene: Scene, quote: Quote, cue: Cue, around: Borders) -> bool:
    """Whether the content is just the quote it begins with, rather than a clause that goes on behind it."""
    after = quote.last + 1
    if scene.is_(after, "wa") and scene.is_(after + 1, "he"):
        return False  # "the “rebels”, which is what it calls them, …"
    if after >= len(scene.units) or scene.any(after, "stop", "break", "bracket_close", "dash"):
        return True
    if border_at(scene, cue, after, around):
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
    if scene.is_(first, "prep.from") and scene.is_(first + 1, "turn") and scene.is_(first + 2, "comma"):
        first += 3
    known = next((i for i in (first + 1, first + 2) if scene.is_(i, "that")), None)
    if known is not None and scene.is_(first, "as-known"):
        first = known + 1
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


def attributed(scene: Scene, found: Attribution, around: Borders) -> Extent | None:
    """The content of an attribution without a verb of its own: the clause behind it where it leads, else that before it."""
    before = sentence_before(scene, found)
    if before is not None:
        content = Extent((clause_before(scene, before.start, before.stop),), "attribution-behind")
    elif found.leading:
        content = _led(scene, found, around)
    else:
        content = _laid_over(scene, found)
    return content if content.parts and content.parts[0][1] > content.parts[0][0] else None


def _led(scene: Scene, found: Attribution, around: Borders) -> Extent:
    """The clause behind an attribution, up to the next one or to a remark of the author's."""
    stop = scene.sentence(found.cue[0]).stop
    first = _past_hearer(scene, found.end, stop)
    while first < stop and scene.any(first, "comma", "fa", "that", "then"):
        first += 1
    last = stop
    for at in range(first + 1, stop):
        other = around.attributions.get(at)
        apart = scene.is_(at, "comma") and scene.quotes.within[at] < 0
        if (other is not None and other is not found) or (apart and remarks(scene, at + 1)):
            last = at
            break
    quote = scene.quotes.at(first)
    if quote is not None and quote.closed and strip_end(scene, first, last) - 1 == quote.last:
        return Extent(((quote.first, strip_end(scene, quote.first, quote.last)),), "quote-close", quoted=True)
    return Extent(((first, strip_end(scene, first, last)),), "sentence-end")


def _laid_over(scene: Scene, found: Attribution) -> Extent:
    """The clause before an attribution, and what goes on behind it."""
    sentence = scene.sentence(found.cue[0])
    first, last = clause_before(scene, sentence.start, found.start)
    if found.source is not None and scene.is_(found.source[0], "estimate"):
        first = _counts_from(scene, first, last)
    parts = [(first, last)]
    if last - first < _BEGUN and found.end < sentence.stop and not scene.is_(found.end, "stop"):
        begin = found.end
        while begin < sentence.stop and scene.any(begin, "comma", "dash"):
            begin += 1
        parts.append((begin, strip_end(scene, begin, sentence.stop)))
    elif scene.is_(found.end, "word") and found.rule == "according-to":
        # the clause goes on behind a source that no comma sets off
        rest = next((i for i in range(found.end, sentence.stop) if scene.any(i, "comma", "stop")), sentence.stop)
        parts.append((found.end, strip_end(scene, found.end, rest)))
    return Extent(tuple(part for part in parts if part[1] > part[0]), "attribution-behind")


def _counts_from(scene: Scene, first: int, last: int) -> int:
    """Where the words begin that a toll tells: of several clauses, behind the last one's "which" ("which killed five")."""
    clause = next((at for at in range(last - 1, first, -1) if scene.is_(at, "comma")), first)
    if clause == first:
        return first
    which = (at + 1 for at in range(last - 1, clause, -1) if scene.is_(at, "relative") and scene.is_(at + 1, "word"))
    return next(which, first)


def sentence_before(scene: Scene, found: Attribution) -> range | None:
    """The sentence that an attribution is laid over which fills its own ("…. According to X."); else None."""
    sentence = scene.sentence(found.cue[0])
    first, last = sentence.start, sentence.stop
    while first < found.start and scene.is_(first, "mark"):
        first += 1
    while last > found.end and scene.any(last - 1, "mark", "aside", "anaphor"):
        last -= 1
    apart = first >= found.start and last <= found.end and sentence.start > scene.paragraph(found.start).start
    return scene.sentence(sentence.start - 1) if apart else None


def _past_hearer(scene: Scene, first: int, stop: int) -> int:
    """Behind the one spoken to and the place of speech, where a comma ends them ("as X told Y on Monday, …")."""
    if not scene.any(first, "li", "prep.in"):
        return first
    comma = next((i for i in range(first, min(first + 10, stop)) if scene.is_(i, "comma")), None)
    return first if comma is None else comma

"""Bodies told by who leads them: governments by their heads, coalitions by the states that lead them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from tawatur.model.span import Span
from tawatur.read.units import Analysis
from tawatur.reconcile.namewords import Mention, Namewords


def governments(found: list[Mention], analysis: Analysis, words: Namewords) -> list[Mention]:
    """All mentions with the governments told by their head's name ("the administration of Such One")."""
    out = list(found)
    begins = {m.span.start: m for m in found if m.kind == "person"}
    begins |= {m.span.start: m for m in found if m.kind == "office" and m.span.start not in begins}
    for index, unit in enumerate(analysis.units):
        own = words.own.get(unit.key)
        if own:
            leader = _before(unit.span, found, analysis)
            if leader is not None and not any(unit.span.overlaps(m.span) for m in out):
                out.append(_government(own, leader, unit.span, analysis))
            continue
        head = words.spelt(unit.key)
        if head not in words.government or unit.definite or index + 1 >= len(analysis.units):
            continue
        leader = begins.get(analysis.units[index + 1].start)
        if leader is not None and leader.kind == "office":
            behind = bisect_left(analysis.starts, leader.span.end)
            leader = begins.get(analysis.units[behind].start) if behind < len(analysis.units) else None
        if leader is not None and leader.kind == "person":
            span = Span(unit.start, leader.span.end)
            out = [m for m in out if m.kind != "body" or not m.span.overlaps(span)]
            out.append(_government(head, leader, span, analysis))
            continue
        body = next((m for m in found if m.kind == "body" and m.span.start == unit.start), None)
        if body is not None and not body.key.startswith("@") and len(body.key.split()) > _FULL:
            # who leads it is named here in full, and may be told of elsewhere
            rest = Span(analysis.units[index + 1].start, body.span.end)
            name = rest.cut(analysis.text)
            out.append(Mention(words.key(name), name, "person", rest, name, unsure=True))
    return [_whose(mention, out, words) for mention in out]


_FULL = 2
"""Words of a government and a person's first name."""


def _whose(mention: Mention, found: Sequence[Mention], words: Namewords) -> Mention:
    """A bare "the government" as the one that the article has told before, where it tells of but one."""
    if mention.kind != "body" or mention.key not in words.government:
        return mention
    told = [m for m in found if m.kind == "body" and m.key != mention.key and _head(m, words) == mention.key]
    if len({m.key for m in told}) != 1 or min(m.span.start for m in told) > mention.span.start:
        return mention
    return msgspec.structs.replace(mention, key=told[0].key)


def _head(mention: Mention, words: Namewords) -> str:
    parts = words.plain(mention.text).split()
    return parts[0] if parts else ""


def _government(head: str, leader: Mention, span: Span, analysis: Analysis) -> Mention:
    text = span.cut(analysis.text)
    return Mention(f"{head} {leader.key}", text, "body", span, text)


def _before(span: Span, found: Sequence[Mention], analysis: Analysis) -> Mention | None:
    """The last person told with an office before a place, in the same sentence."""
    sentence = analysis.sentences[analysis.sentence_of[bisect_left(analysis.starts, span.start)]]
    first = analysis.units[sentence[0]].start
    held = [m for m in found if m.kind == "person" and m.office and first <= m.span.start and m.span.end <= span.start]
    return max(held, key=lambda m: m.span.start, default=None)


def led(found: list[Mention], analysis: Analysis, words: Namewords) -> list[Mention]:
    """All mentions, with what says who leads a body within its own: it tells which one it is.

    The leader stays an actor where he is a verb's subject ("which X leads"), and is part of the name behind a noun.
    """
    begins = {m.span.start: m for m in sorted(found, key=lambda m: m.span.end)}
    out, within = [], []
    for mention in found:
        told = mention
        if mention.kind in ("body", "group"):
            end, named = _led_end(mention, begins, analysis, words)
            if end:
                told = msgspec.structs.replace(mention, span=Span(mention.span.start, end))
            if named:
                within.append(Span(mention.span.end, end))
        out.append(told)
    return [m for m in out if not any(m.span in span for span in within)]


def _led_end(mention: Mention, begins: dict[int, Mention], analysis: Analysis, words: Namewords) -> tuple[int, bool]:
    """Where the clause that says who leads a body ends, 0 where there is none; whether it is part of the name."""
    units, at = analysis.units, bisect_left(analysis.starts, mention.span.end)
    keys = [unit.key for unit in units[at : at + 3]]
    clause = bool(keys) and keys[0] in words.relatives
    at, keys = (at + 1, keys[1:]) if clause else (at, keys)
    named = "".join(keys[:2]) in words.led
    if not named and (not keys or keys[0] not in words.led | words.leads):
        return 0, False
    at += named
    # a reader may have taken the noun for the head of a body's name
    leader = begins.get(units[at].start) or (begins.get(units[at + 1].start) if at + 1 < len(units) else None)
    if leader is None or leader.kind not in ("place", "body", "group"):
        return 0, False
    return leader.span.end, named or keys[0] in words.led

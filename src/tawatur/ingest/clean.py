"""An article's lines are told from the site's: title, paragraphs and, apart from them, all that was dropped.

A line is judged by what it says (the pack's furniture rules) and by where it stands: above the text, in its midst, or
below it. What no rule knows is kept, save where it stands among furniture above or below the text. Nothing is changed
inside a line, but for the dateline in front of the first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from tawatur.ingest import credits as signing
from tawatur.ingest import dates
from tawatur.ingest.dateline import split_dateline
from tawatur.ingest.furniture import Furniture, Rule
from tawatur.ingest.lines import is_headline, is_stopped
from tawatur.ingest.teasers import carries_on, headlines, other_leads
from tawatur.language.outlets import outlet_by_name

_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_OUTER = " \t\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"
_BODY = 100
"""A line of so many characters is a paragraph even without a full stop."""
_STOPPED_BODY = 45
"""A line of so many characters is a paragraph where it ends like a sentence."""
_TITLE = 250
_TITLE_WORDS = 3
_TITLE_ZONE = 40
_NEAR = 88.0
_QUOTE_WORDS = 9
"""So many words make a pull quote; a sub-head that takes up words of its paragraph has fewer."""
_LEFT = 0.15
_CRUMB_WORDS = 5
_CRUMBS = 2
"""No more lines of more words than that stand as captions and crumbs above a text."""
_SUMMARY = 200
"""A summary under another story's headline is no longer."""
_CONDENSED_WORDS = 12
_CONDENSED = 0.9
_PULL = 300
_COMPARED = 200_000
"""Texts longer than this are not searched for repeated passages."""


@dataclass(slots=True)
class Line:
    """One line of the source and what became of it."""

    text: str
    folded: str
    rule: Rule | None
    body: bool
    kept: bool = True
    dropped: bool = False


@dataclass
class Cleaned:
    """What a text comes to. `dates` are full dates of visible date lines, `modified` those that speak of a change."""

    title: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    signatures: list[signing.Signature] = field(default_factory=list)
    dateline: str | None = None
    dates: list[date] = field(default_factory=list)
    modified: list[date] = field(default_factory=list)


def clean(
    text: str,
    furniture: Furniture,
    *,
    title: str | None = None,
    outlet: str | None = None,
    captions: Iterable[str] = (),
) -> Cleaned:
    """The article in a text; `title`, `outlet` and `captions` are what its carrier states of them."""
    lines = [_line(part, furniture) for part in _BREAK.split(text) if part.strip(_OUTER).strip()]
    out = Cleaned()
    known = {furniture.key(caption) for caption in captions}
    for line in lines if known else ():
        if furniture.key(line.text) in known:
            line.dropped, line.body = True, False
    at = _title_place(lines, furniture, title, outlet)
    if at is None:
        out.title = title
        rest = lines
    else:
        out.title = lines[at].text
        for line in lines[:at]:
            _drop(line, out, furniture, outlet, own=True)
        rest = lines[at + 1 :]
    _zones(rest, out, furniture, outlet)
    _repeats(rest, furniture)
    kept = [line for line in rest if not line.dropped]
    for place in headlines([k.text for k in kept], [k.folded for k in kept], furniture):
        kept[place].dropped = True
    kept = [line for line in kept if not line.dropped]
    others = other_leads([k.text for k in kept], [k.folded for k in kept], furniture, out.title or "")
    for line in kept[len(kept) - others :] if others else ():
        line.dropped = True
    out.paragraphs = [line.text for line in rest if not line.dropped]
    out.dropped = [line.text for line in lines if line.dropped]
    if out.paragraphs:
        dateline, first = split_dateline(out.paragraphs[0], furniture, outlet)
        if dateline:
            out.dateline = dateline
            out.paragraphs[0] = first
            signed = signing.credit_line(dateline, furniture, outlet)
            if signed:
                out.signatures.append(signed)
    return out


def _line(part: str, furniture: Furniture) -> Line:
    text = part.strip().strip(_OUTER).strip()
    folded = furniture.fold(text)
    rule = furniture.match(folded)
    sentence = is_stopped(text) and (
        len(text) >= _STOPPED_BODY
        or (text[0].isalpha() and len(text.split()) > _TITLE_WORDS and carries_on(folded, furniture))
    )
    body = rule is None and (len(text) >= _BODY or sentence)
    return Line(text, folded, rule, body)


def _title_place(lines: list[Line], furniture: Furniture, title: str | None, outlet: str | None) -> int | None:
    """Where the title stands among the lines; None where it is not there."""
    zone = lines[:_TITLE_ZONE]
    first_body = next((place for place, line in enumerate(zone) if line.body), len(zone))
    if title is not None:
        want = furniture.key(title)
        keys = [furniture.key(line.text) for line in zone]
        # a long title looks like a paragraph: it is looked for up to the second one
        for place in range(min(first_body + 2, len(zone))):
            if keys[place] == want:
                return place
        for place in range(min(first_body + 1, len(zone))):
            if not zone[place].rule and ratio(keys[place], want, score_cutoff=_NEAR):
                return place
        return None
    for place, line in enumerate(zone):
        if line.rule is None and not _is_signed(line, furniture, outlet):
            if len(line.text.split()) < _TITLE_WORDS and _has_title_below(zone[place + 1 : first_body]):
                continue
            stop = line.text.rstrip().endswith(".") and len(line.text) > _BODY
            return None if len(line.text) > _TITLE or stop else place
    return 0 if lines and len(lines[0].text) <= _TITLE else None


def _has_title_below(lines: list[Line]) -> bool:
    """Whether a line that is more like a title stands among those above the first paragraph."""
    return any(line.rule is None and len(line.text.split()) > _TITLE_WORDS for line in lines)


def _zones(lines: list[Line], out: Cleaned, furniture: Furniture, outlet: str | None) -> None:
    """Drop the furniture above, amid and below the text."""
    end = _tail(lines, furniture)
    bodies = [place for place, line in enumerate(lines[:end]) if line.body]
    first = bodies[0] if bodies else next((p for p, line in enumerate(lines[:end]) if not line.rule), 0)
    # a summary may stand above the byline: the top reaches to the second paragraph
    top = bodies[1] if len(bodies) > 1 else first
    last = bodies[-1] if bodies else max((p for p, line in enumerate(lines[:end]) if not line.rule), default=first)
    title_key = furniture.key(out.title or "")
    under = False
    for place, line in enumerate(lines):
        if place >= end:
            _drop(line, out, furniture, outlet)
            continue
        zone = "top" if place < top else "tail" if place > last else "midst"
        if under and is_headline(line.text) and not line.body and not _is_subhead(lines, place):
            _drop(line, out, furniture, outlet)
            continue
        under = bool(line.rule and line.rule.effect == "related")
        site = _is_furniture(line, zone, furniture, outlet) or _repeats_title(line, title_key, furniture, outlet)
        if site and not _closes_text(line, place, last, bodies):
            _drop(line, out, furniture, outlet, own=True)
    _strays(lines[:top], above=True, out=out, furniture=furniture, outlet=outlet)
    _strays(lines[last + 1 : end], above=False, out=out, furniture=furniture, outlet=outlet)


def _tail(lines: list[Line], furniture: Furniture) -> int:
    """Where the site's tail begins: at the first mark of one that most of the text stands above.

    A list of related stories with their summaries is such a tail too, where nothing after it carries the text on.
    """
    weight = [len(line.text) if line.body else 0 for line in lines]
    above, all_ = 0, sum(weight)
    for place, line in enumerate(lines):
        if line.rule and above and above >= all_ - above:
            if line.rule.effect == "tail" and _ends_text(lines[place + 1 :], above, furniture):
                return place
            if line.rule.effect == "related" and _only_stories(lines[place + 1 :], furniture):
                return place
        above += weight[place]
    return len(lines)


def _ends_text(lines: list[Line], above: int, furniture: Furniture) -> bool:
    """Whether nothing of the text follows a mark of the site's tail: a sub-head may read like one."""
    bodies = [line for line in lines if line.body]
    if not bodies or sum(line.rule is not None for line in lines[:6]) >= 2:
        return True
    return sum(len(line.text) for line in bodies) <= above * _LEFT and not carries_on(bodies[0].folded, furniture)


def _only_stories(lines: list[Line], furniture: Furniture) -> bool:
    """Whether what follows are headlines, each perhaps with a short summary, and no paragraph of the text."""
    told = [line for line in lines if line.rule is None]
    bodies = [line for line in told if line.body]
    return (
        bool(bodies)
        and is_headline(told[0].text)
        and all(len(line.text) <= _SUMMARY and not carries_on(line.folded, furniture) for line in bodies)
    )


def _is_subhead(lines: list[Line], place: int) -> bool:
    """Whether a short line under a list of links is rather the head of the paragraph that follows it."""
    following = lines[place + 1] if place + 1 < len(lines) else None
    return bool(following and following.body and len(lines[place].text.split()) <= 4 and not lines[place].rule)


def _is_furniture(line: Line, zone: str, furniture: Furniture, outlet: str | None) -> bool:
    if line.rule:
        where = line.rule.where
        return where == "any" or (where == "edge" and zone != "midst") or (where == "tail" and zone == "tail")
    return not line.body and _is_signed(line, furniture, outlet, strict=zone == "midst", tail=zone == "tail")


def _is_signed(
    line: Line, furniture: Furniture, outlet: str | None, *, strict: bool = False, tail: bool = False
) -> bool:
    """Whether a line is a dateline, a byline or a credit and nothing else."""
    if is_stopped(line.text) and not line.text.rstrip().endswith((".", ":")):
        return False
    signed = signing.signature(line.text, furniture, outlet)
    if signed is None:
        return False
    names = len(signed.outlets) + len(signed.generic) + len(signed.desks)
    if tail and not names:
        return bool(_BRACKETED.fullmatch(line.text.strip()))
    if strict:
        return bool(names) and not signed.others and bool(signed.places or signed.generic or len(signed.outlets) > 1)
    if names:
        return True
    # a place and a person: a correspondent's line
    return (
        bool(signed.places)
        and len(signed.others) == 1
        and 2 <= len(signed.others[0].split()) <= 4
        and bool(_DASHED.search(line.text))
    )


_BRACKETED = re.compile(r"[(\[]\s*[^()\[\]]{2,30}\s*[)\]]\.?")
_DASHED = re.compile(r"\s(?:[-–—/|]|\u0640)\s|[-/:]")


def _repeats_title(line: Line, title: str, furniture: Furniture, outlet: str | None) -> bool:
    """Whether a line is the title again: alone, twice, or with the outlet's name."""
    if not title or len(line.text) > 3 * len(title) + 60:
        return False
    key = furniture.key(line.text)
    if key == title:
        return True
    left = key.replace(title, " ").split() if title in key else None
    if left is None:
        return False
    name = set(furniture.key(outlet).split()) if outlet else set()
    return not left or set(left) <= name or (len(left) <= 4 and outlet_by_name(" ".join(left)) is not None)


def _closes_text(line: Line, place: int, last: int, bodies: list[int]) -> bool:
    """Whether a line that looks like a caption is the text's last paragraph with its agency in brackets."""
    return bool(
        line.rule
        and line.rule.effect == "caption"
        and place > last
        and (not bodies or place == last + 1)
        and len(line.text) > _BODY
    )


def _strays(lines: list[Line], *, above: bool, out: Cleaned, furniture: Furniture, outlet: str | None) -> None:
    """Drop short lines that no rule knows where they stand among furniture above the text, or behind it below."""
    gone = [place for place, line in enumerate(lines) if line.dropped]
    if not gone:
        return
    long = [line for line in lines[gone[0] : gone[-1]] if not line.dropped and len(line.text.split()) > _CRUMB_WORDS]
    if above and len(long) > _CRUMBS:
        return  # a text of short open paragraphs with a notice in its midst
    for place, line in enumerate(lines):
        if line.dropped or line.body:
            continue
        between = gone[0] < place and (not above or place < gone[-1])
        if between or _is_name(line, gone, place):
            _drop(line, out, furniture, outlet)


def _is_name(line: Line, gone: list[int], place: int) -> bool:
    """Whether a line beside a date or byline holds just the writer's name: two to four words, no digit, no stop."""
    words = line.text.split()
    return 2 <= len(words) <= 3 and line.text.replace(" ", "").isalpha() and (place + 1 in gone or place - 1 in gone)


def _repeats(lines: list[Line], furniture: Furniture) -> None:
    """Drop passages set out a second time: pull quotes that repeat the text, and paragraphs that stand there twice."""
    kept = [line for line in lines if not line.dropped]
    if sum(len(line.text) for line in kept) > _COMPARED:
        return
    keys = [f" {furniture.key(line.text)} " for line in kept]
    seen: set[str] = set()
    for place, (line, key) in enumerate(zip(kept, keys, strict=True)):
        words = len(key.split())
        if words >= 4 and key in seen:
            line.dropped = True
        seen.add(key)
        if (
            not line.dropped
            and len(line.text) <= _PULL
            and words >= _QUOTE_WORDS
            and (
                any(key in other and len(other) > len(key) for at, other in enumerate(keys) if at != place)
                or (is_headline(line.text) and _condenses(key, keys[max(0, place - 3) : place + 4]))
            )
        ):
            line.dropped = True


def _condenses(key: str, near: list[str]) -> bool:
    """Whether a line is a paragraph near by with a few words left out."""
    words = key.split()
    return len(words) >= _CONDENSED_WORDS and any(
        LCSseq.similarity(words, other.split()) >= _CONDENSED * len(words) for other in near if len(other) > len(key)
    )


def _drop(line: Line, out: Cleaned, furniture: Furniture, outlet: str | None, *, own: bool = False) -> None:
    """Take a line out and note what it tells: a caption, a date, whom the text is credited to.

    `own` is true where it may speak of this article: what stands under another story's headline does not.
    """
    line.dropped = True
    effect = line.rule.effect if line.rule else None
    if effect == "caption" and own and signing.is_dateline(line.text, furniture, outlet):
        effect = None
    if effect == "caption":
        out.captions.append(line.text)
    if own and effect in ("date", "dateline", "byline"):
        published, changed = dates.on_line(line.folded, furniture)
        out.dates.extend(filter(None, (published,)))
        out.modified.extend(filter(None, (changed,)))
    if own and effect == "dateline" and out.dateline is None:
        out.dateline = line.text
    if own and effect in (None, "byline", "date", "dateline"):
        signed = signing.credit_line(line.text, furniture, outlet)
        if signed and (signed.outlets or signed.generic):
            out.signatures.append(signed)
            others = [part for part in signed.others if furniture.match(furniture.fold(part)) is None]
            whence = signed.places or (effect is None and others)
            if out.dateline is None and whence:
                out.dateline = line.text


def joined(title: str | None, paragraphs: Iterable[str]) -> str:
    """The article's text: title and paragraphs, each set off by an empty line."""
    return "\n\n".join(part for part in (title, *paragraphs) if part)

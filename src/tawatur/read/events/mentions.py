"""One event per happening: further mentions in the article are joined to its fullest one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from typing import cast

import msgspec
from msgspec.structs import replace

from tawatur.model.marks import Figure
from tawatur.model.span import Span
from tawatur.read.events.arguments import Arguments
from tawatur.read.events.days import Interval
from tawatur.read.events.triggers import Trigger
from tawatur.read.units import Analysis

_MONTH = 31
_OLD = 92
"""What is told with no day is news: not what is dated so many days before the article."""
_LOOKED_BACK = 20
"""A happening is told again among so many of its sort, compared with so many of its mentions."""
_NUMERAL = "nw"
"""The lexicon's class of numerals: two tolls of hundreds are not the same people."""


class Told(msgspec.Struct, frozen=True, gc=False):
    """One mention with what it tells."""

    trigger: Trigger
    days: Interval
    arguments: Arguments
    figures: tuple[Figure, ...]
    statement: str | None
    in_title: bool


def happenings(analysis: Analysis, told: list[Told]) -> list[list[Told]]:
    """The mentions in groups, one group a happening, each with its fullest mention first; in order of the text."""
    groups: list[list[Told]] = []
    by_sort: dict[str, list[list[Told]]] = defaultdict(list)
    anaphora: list[Told] = []
    known = frozenset(cast(Mapping[str, list[str]], analysis.pack.table("events")["known"])["groups"])
    for mention in told:
        if mention.trigger.verdict == "mention":
            anaphora.append(mention)
            continue
        for group in by_sort[mention.trigger.group][-_LOOKED_BACK:]:
            members = group[:_LOOKED_BACK]
            if not any(_apart(analysis, mention, other) for other in members) and any(
                _alike(analysis, mention, other) for other in members
            ):
                group.append(mention)
                break
        else:
            groups.append([mention])
            by_sort[mention.trigger.group].append(groups[-1])
    for mention in anaphora:
        close = by_sort.get(mention.trigger.group)
        if close:
            before = bisect_left(close, mention.trigger.index, key=_begins)
            close[max(before - 1, 0)].append(mention)
        elif mention.trigger.group in known:
            groups.append([replace(mention, trigger=replace(mention.trigger, verdict="happened"))])
            by_sort[mention.trigger.group].append(groups[-1])
    return [sorted(group, key=_fullness) for group in groups]


def _begins(group: list[Told]) -> int:
    return group[0].trigger.index


def _fullness(mention: Told) -> tuple[int, int, int]:
    """Sorts the mention that tells most first, and among equals the earliest.

    One that only names again what was told stands last: whether it happened is told by another.
    """
    arguments = mention.arguments
    parts = sum(part is not None for part in (arguments.actor, arguments.target, arguments.place))
    weak = 2 if mention.trigger.verdict == "mention" else int(mention.in_title)
    told = _precision(mention.days) + parts + bool(mention.figures) + mention.trigger.verbal
    return weak, -told, mention.trigger.index


def _precision(days: Interval) -> int:
    """How closely a mention dates itself: 3 to the day, 2 to the month, 1 more loosely, 0 not at all."""
    if days.time is None or days.earliest is None or days.latest is None:
        return int(days.time is not None)
    width = (days.latest - days.earliest).days
    return 3 if width == 0 else 2 if width <= _MONTH else 1


def _apart(analysis: Analysis, one: Told, other: Told) -> bool:
    """Whether something speaks against one happening: its sort, its days, its parties or its counts."""
    if one.trigger.group != other.trigger.group or one.trigger.verdict != other.trigger.verdict:
        return True
    if _days_differ(one.days, other.days) or _figures_differ(one.figures, other.figures):
        return True
    return False in _shared(analysis, one, other)


def _alike(analysis: Analysis, one: Told, other: Told) -> bool:
    """Whether something speaks for one happening: a party of both, the title, a noun that refers back."""
    again = analysis.units[one.trigger.index]
    refers = again.definite or bool(again.pronoun)
    return bool(_shared(analysis, one, other)) or other.in_title or (refers and not one.trigger.verbal)


def _shared(analysis: Analysis, one: Told, other: Told) -> list[bool]:
    """For actor and target, where both mentions have one, whether they share a word."""
    pairs = (
        (one.arguments.actor, other.arguments.actor),
        (one.arguments.target, other.arguments.target),
    )
    return [_share_words(analysis, a, b) for a, b in pairs if a is not None and b is not None]


def _days_differ(one: Interval, other: Interval) -> bool:
    if (one.time is None) != (other.time is None):
        dated, news = (other, one) if one.time is None else (one, other)
        if dated.latest is None or news.latest is None:
            return False
        return (news.latest - dated.latest).days > _OLD
    if one.time is None or not one.earliest or not other.earliest:
        return False
    if not one.latest or not other.latest:
        return False
    return one.latest < other.earliest or other.latest < one.earliest


def _figures_differ(one: tuple[Figure, ...], other: tuple[Figure, ...]) -> bool:
    """Whether both count and no count is the same."""
    counts = [{(figure.low, figure.high) for figure in figures} for figures in (one, other)]
    return bool(counts[0] and counts[1]) and not counts[0] & counts[1]


def _share_words(analysis: Analysis, one: Span, other: Span) -> bool:
    """Whether two phrases share a word of weight."""
    return bool(_words(analysis, one) & _words(analysis, other))


def _words(analysis: Analysis, span: Span) -> set[str]:
    article = len(analysis.pack.clitics.article)
    words = [unit for unit in analysis.words(span) if not unit.entry(_NUMERAL)]
    keys = [unit.key[article:] if unit.definite else unit.key for unit in words]
    return {key for key in keys if len(key) > article}

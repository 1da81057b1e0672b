"""Series: one counted thing's figures through time, in one scope. Another scope is another series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.article import Article, Published
from tawatur.model.ids import content_id
from tawatur.model.marks import Figure
from tawatur.model.span import Span
from tawatur.model.story import Feature, Series, SeriesPoint
from tawatur.read.units import Analysis
from tawatur.reconcile.told import Days, Told
from tawatur.reconcile.words import Words

_SMALL = 12
_ONE_EVENT = 30
"""Days within which killed, wounded and the like are told of one event."""
_NEAR = 40
"""Characters around a figure that say what is counted where its mark does not."""


class Counted(msgspec.Struct, frozen=True):
    """One figure as it is put into a series."""

    figure: Figure
    told: Told
    head: frozenset[str]
    """What is counted: soldiers, observers, dead."""
    role: str
    """What the counted do or undergo: killed, wounded, leaving …; empty for those that are there."""
    whom: frozenset[str]
    """Of whom: nations and further words beside what is counted."""
    where: frozenset[str]
    """In which place."""
    article: str
    span: Span


class Countwords:
    """The words of a pack that say in what role something is counted."""

    def __init__(self, pack: Pack) -> None:
        data = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["series"])
        self.roles = {
            act: role for role, acts in cast(Mapping[str, Sequence[str]], data["roles"]).items() for act in acts
        }
        self.people = frozenset(data["people"])
        self.partitive = frozenset(map(pack.folding.full, data["partitive"]))


@cache
def countwords(pack: Pack) -> Countwords:
    """The count words of a pack, made once per process."""
    return Countwords(pack)


def counted(  # noqa: PLR0917  # one inner call; the names at hand are those of the parameters
    figure: Figure, told: Told, analysis: Analysis, words: Words, table: Countwords,
    before: Counted | None = None,
) -> Counted | None:  # fmt: skip
    """A figure of an account with its scope; None for what makes no series (shares without a subject, dates)."""
    if figure.counted is None or (figure.counted == figure.span and figure.high is not None and figure.high <= 2):
        return None if before is None or figure.counted is not None else _after(figure, told, before)
    keys = [t.key for t in words.terms(analysis, figure.counted)] if figure.counted else []
    role = figure.role or _role(figure, told, table)
    head = [k for k in keys if not k.startswith("@")][:1]
    if head and head[0] in table.roles:
        role, head = table.roles[head[0]], ["PEOPLE"]
    if not head:
        head = ["PEOPLE"] if role else []
    if not head:
        return None
    places = _places(figure, told, analysis, words)
    whom = frozenset(k for k in keys if k not in head and k not in places)
    if _partitive(figure, told, analysis, table):
        whom |= {"PART"}
    return Counted(
        figure, told, frozenset("PEOPLE" if k in table.people and role else k for k in head), role, whom, places,
        told.article, figure.span,
    )  # fmt: skip


def _after(figure: Figure, told: Told, before: Counted) -> Counted:
    """A figure without a noun of its own counts what the one before it did ("from 4,000 to 1,800")."""
    return msgspec.structs.replace(before, figure=figure, told=told, span=figure.span)


def _partitive(figure: Figure, told: Told, analysis: Analysis, table: Countwords) -> bool:
    """Whether a figure counts a part of what was counted before ("1,200 of them")."""
    near = Span(max(told.span.start, figure.span.start - 8), min(told.span.end, figure.span.end + 8))
    return any(unit.key in table.partitive for unit in analysis.words(near))


def _role(figure: Figure, told: Told, table: Countwords) -> str:
    """The role that the nearest act gives what is counted, acts before the figure first."""
    best: tuple[int, str] | None = None
    for term in told.terms:
        role = table.roles.get(term.key)
        if role is None:
            continue
        gap = figure.span.start - term.end if term.end <= figure.span.start else 2 * (term.start - figure.span.end) + 8
        if gap <= 3 * _NEAR and (best is None or gap < best[0]):
            best = (gap, role)
    return best[1] if best else ""


def _places(figure: Figure, told: Told, analysis: Analysis, words: Words) -> frozenset[str]:
    """The places of a figure: the mark's own, or the nations of its clause that are not adjectives of the counted."""
    if figure.where is not None:
        found = [t.key for t in words.terms(analysis, figure.where)]
        if found:
            return frozenset(found)
    taken = figure.counted
    near = [
        t for t in told.terms
        if t.key.startswith("@") and not (taken and taken.start <= t.start < taken.end) and analysis_place(analysis, t.start)
    ]  # fmt: skip
    if not near:
        return frozenset()
    nearest = min(near, key=lambda t: abs(t.start - figure.span.start))
    return frozenset({nearest.key})


def analysis_place(analysis: Analysis, start: int) -> bool:
    """Whether a country's word at a place names the country itself, not what or who is of it."""
    for unit in analysis.words(Span(start, start + 60)):
        return unit.start == start and any(e.cls in ("country", "capital", "city") for e in unit.entries)
    return False


def agree(a: Counted, b: Counted) -> tuple[float, tuple[Feature, ...]]:
    """Whether two figures belong to one series: above 0 they do."""
    if a.figure.unit != b.figure.unit or a.role != b.role or not a.head & b.head:
        return -9.0, ()
    nations_a, nations_b = _nations(a.whom), _nations(b.whom)
    equal = (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high)
    values = {
        "counted": 1.0,
        "same value": 0.8 * (equal and (a.figure.low or 0) > _SMALL),
        "other whom": -2.0 * bool(nations_a and nations_b and not nations_a & nations_b),
        "other place": -2.0 * bool(a.where and b.where and not a.where & b.where),
        "same place": 1.0 * bool(a.where & b.where),
        "same whom": 0.8 * bool(a.whom & b.whom),
        "one event": 0.7 * bool(a.role and _days_apart(a, b) <= _ONE_EVENT),
        "part": -2.0 * (("PART" in a.whom) != ("PART" in b.whom)),
        "size": -1.5 * (not _sizes(a, b)),
        "contested": -3.0 * _contested(a, b),
    }
    features = tuple(Feature(name=n, value=round(v, 2), weight=1.0) for n, v in values.items() if v)
    return sum(f.value for f in features) - 1.6, features


def _contested(a: Counted, b: Counted) -> bool:
    """Whether two sources hold different figures against each other at one time: a dispute, not a series."""
    if a.told.account.speaker == b.told.account.speaker:
        return False
    if a.article != b.article and not (a.role and _days_apart(a, b) <= 1):
        return False
    return (a.figure.low, a.figure.high) != (b.figure.low, b.figure.high)


def _days_apart(a: Counted, b: Counted) -> int:
    first, second = a.told.published, b.told.published
    return abs((first[0] - second[0]).days) if first and second else 0


def _nations(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(k for k in keys if k.startswith("@"))


def _sizes(a: Counted, b: Counted) -> bool:
    """Whether two figures are of one order, so that one can be a later value of the other."""
    x, y = _size(a.figure), _size(b.figure)
    return not (x and y) or max(x, y) <= 4 * min(x, y)


def _size(figure: Figure) -> float:
    return figure.low or figure.high or 0.0


def make_series(
    found: Iterable[Counted], articles: Mapping[str, Article], features: tuple[Feature, ...],
    words_of: Callable[[Counted], tuple[str, str]],
) -> Series:  # fmt: skip
    """A series from its figures, in the order of the days they hold for."""
    points = sorted(
        (
            SeriesPoint(
                article=c.article,
                span=c.span,
                low=c.figure.low,
                high=c.figure.high,
                as_of=as_of(c, articles[c.article]),
                reported=articles[c.article].published,
                according_to=c.told.account.speaker,
                mark=c.figure.id,
            )
            for c in found
        ),
        key=lambda p: (str((p.as_of or p.reported).earliest or ""), p.article, p.span),
    )
    first = min(found, key=lambda c: (not c.where, not c.whom, c.article, c.span))
    name, scope = words_of(first)
    return Series(
        id=content_id("series", *sorted(c.figure.id for c in found)[:1]),
        counted=name, scope=scope, points=tuple(points), features=features,
    )  # fmt: skip


def as_of(counted_: Counted, article: Article) -> Published | None:
    """The days a figure holds for: a date of its own clause, else those of publication."""
    days: Days | None = min(counted_.told.times, default=None)
    if days is not None and counted_.told.since:
        days = None
    if days is not None:
        return Published(earliest=days[0], latest=days[1], stated=True, how="text")
    return article.published if article.published.earliest else None

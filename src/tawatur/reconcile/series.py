"""Series: one counted thing's figures through time, in one scope. Another scope is another series."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.article import Article, Published
from tawatur.model.ids import content_id
from tawatur.model.marks import Figure, Name
from tawatur.model.span import Span
from tawatur.model.story import Feature, Series, SeriesPoint
from tawatur.read.units import Analysis, Unit
from tawatur.reconcile.told import Days, Told
from tawatur.reconcile.words import Words, nation_of

_SMALL = 12
_ONE_EVENT = 30
"""Days within which killed, wounded and the like are told of one event."""
_BACK = 10
"""Words before a figure in which it is said whose it is."""
_FAR = 70
"""Characters between a figure and its place, at most; what stands before it counts double."""
_NEAR = 40
"""Characters around a figure that say what is counted where its mark does not."""


class Counted(msgspec.Struct, frozen=True, gc=False):
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
        self.presence = frozenset(data["presence"])
        self.locative = frozenset(map(pack.folding.full, data["locative"]))
        self.possession = frozenset(map(pack.folding.full, data["possession"]))
        self.numbering = frozenset(map(pack.folding.full, data["numbering"]))


def others(pack: Pack) -> tuple[str, ...]:
    """Words for those besides what was counted before."""
    return tuple(cast(Mapping[str, Sequence[str]], pack.table("reconcile")["series"])["others"])


class Scene(msgspec.Struct, frozen=True):
    """What is needed of a figure's article."""

    analysis: Analysis
    words: Words
    table: Countwords
    places: tuple[Name, ...] = ()
    others: frozenset[str] = frozenset()
    """Keys of words that stand for people counted before ("others")."""
    dates: tuple[Span, ...] = ()


@cache
def countwords(pack: Pack) -> Countwords:
    """The count words of a pack, made once per process."""
    return Countwords(pack)


def counted(figure: Figure, told: Told, scene: Scene, before: Counted | None = None) -> Counted | None:
    """A figure of an account with its scope; None for what makes no series (duals, figures of nothing told)."""
    words, table = scene.words, scene.table
    role = "" if _numbered(figure, scene) else _role(figure, told, table)
    places = _places(figure, told, scene)
    whom = _whom(figure, scene)
    keys = [t.key for t in words.terms(scene.analysis, figure.counted)] if figure.counted else []
    if not keys:
        if before is not None:
            # a figure without a noun of its own counts what the one before it did ("three soldiers killed, ten wounded")
            keys, role = sorted(before.head), role or before.role
            whom = whom or before.whom - {"PART"}
            places = places or before.where
        elif role:
            keys = ["PEOPLE"]
        else:
            return None
    elif figure.counted == figure.span and (figure.high or 3) <= 2:
        return None
    head = [k for k in keys if not k.startswith("@")][:1] or ["PEOPLE"]
    if head[0] in table.roles:
        role, head = table.roles[head[0]], ["PEOPLE"]
    if (role and head[0] in table.people) or head[0] in scene.others:
        head = ["PEOPLE"]
    whom |= frozenset(k for k in keys if k not in head and k not in places)
    whom = frozenset(k for k in whom if k not in table.roles and k not in words.acts)
    if any(number.part for number in told.numbers if number.mark == figure.id):
        whom |= {"PART"}
    return Counted(figure, told, frozenset(head), role, whom, places, told.article, figure.span)


def _whom(figure: Figure, scene: Scene) -> frozenset[str]:
    """Of whom something is counted: who has it, or whose number is told, as far as it stands before the figure."""
    if figure.whom is not None:
        return frozenset(t.key for t in scene.words.terms(scene.analysis, figure.whom))
    here = bisect_left(scene.analysis.starts, figure.span.start)
    sentence = scene.analysis.sentences[scene.analysis.sentence_of[min(here, len(scene.analysis.units) - 1)]]
    units = [u for u in scene.analysis.units[max(sentence.start, here - _BACK) : here] if len(u.key) > 1]
    keys: set[str] = set()
    for place, unit in enumerate(units):
        if unit.key in scene.table.possession and place + 1 < len(units) and nation_of(units[place + 1]):
            keys.add(nation_of(units[place + 1]))
        if unit.key in scene.table.numbering and place and not _tells(units[place - 1], scene):
            first = place - 1
            while first > max(0, place - 3) and not _tells(units[first - 1], scene):
                first -= 1
            span = Span(units[first].start, units[place - 1].end)
            keys.update(
                t.key for t in scene.words.terms(scene.analysis, span)
                if t.key not in scene.table.people and not any(d.start <= t.start < d.end for d in scene.dates)
            )  # fmt: skip
    return frozenset(k for k in keys if k not in scene.table.roles)


def _tells(unit: Unit, scene: Scene) -> bool:
    """Whether a word is a verb, behind which nobody is named that a number right after it counts."""
    return scene.analysis.has(bisect_left(scene.analysis.starts, unit.start), "verb")


def _numbered(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is told as the number of those named before it, whatever is told of them ("who number 5,000")."""
    here = bisect_left(scene.analysis.starts, figure.span.start)
    before = scene.analysis.units[max(0, here - _RIGHT_BEFORE) : here]
    for at, (a, b) in enumerate(pairwise(before)):
        if a.key in scene.table.numbering and any(
            b.key.startswith(n) and 0 < len(b.key) - len(n) <= _PRONOUN for n in scene.table.numbering
        ):
            named = scene.analysis.units[max(0, here - len(before) + at - 2) : here - len(before) + at]
            return not any(scene.words.look(u.key, u)[0] in scene.table.roles for u in named)
    return _number_of(scene, here)


def _number_of(scene: Scene, here: int) -> bool:
    """Whether "the number of" those counted stands before a figure, with no word between that gives them a role."""
    first = max(0, here - _BACK)
    for at in range(here - 1, first - 1, -1):
        unit = scene.analysis.units[at]
        if scene.analysis.has(at, "stop") or scene.analysis.has(at, "comma"):
            return False
        if unit.key in scene.table.numbering:
            return True
        if scene.words.look(unit.key, unit)[0] in scene.table.roles:
            return False
    return False


_RIGHT_BEFORE = 4
_PRONOUN = 3


def _role(figure: Figure, told: Told, table: Countwords) -> str:
    """The reader's role, or what the nearest act gives what is counted, acts before the figure first."""
    if figure.role:
        return "" if figure.role in table.presence else figure.role
    best: tuple[int, str] | None = None
    for term in told.terms:
        role = table.roles.get(term.key)
        if role is None:
            continue
        gap = figure.span.start - term.end if term.end <= figure.span.start else 2 * (term.start - figure.span.end) + 8
        if gap <= 3 * _NEAR and (best is None or gap < best[0]):
            best = (gap, role)
    return best[1] if best else ""


def _places(figure: Figure, told: Told, scene: Scene) -> frozenset[str]:
    """The places of a figure: the mark's own, else what a preposition of place is followed by, nearest behind it."""
    if figure.where is not None:
        found = [t.key for t in scene.words.terms(scene.analysis, figure.where) if not t.act]
        if found and not any(t.act for t in scene.words.terms(scene.analysis, figure.where)):
            return frozenset(found)
    units = list(scene.analysis.words(told.span))
    best: tuple[int, frozenset[str]] | None = None
    for at, unit in enumerate(units[:-1]):
        if unit.key not in scene.table.locative:
            continue
        keys = _place_at(units, at + 1, scene)
        if not keys:
            continue
        gap = unit.start - figure.span.end if unit.start >= figure.span.end else 2 * (figure.span.start - unit.end) + 10
        if gap <= _FAR and (best is None or gap < best[0]):
            best = (gap, keys)
    return best[1] if best else frozenset()


def _place_at(units: Sequence[Unit], at: int, scene: Scene) -> frozenset[str]:
    """The keys of the place that begins at a unit; empty where none does."""
    unit = units[at]
    if nation_of(unit):
        return frozenset({nation_of(unit)})
    for name in scene.places:
        if name.span.start <= unit.start < name.span.end:
            return frozenset(t.key for t in scene.words.terms(scene.analysis, name.span))
    if scene.words.is_rare(unit):
        return frozenset({scene.words.look(unit.key, unit)[0]})
    return frozenset()


def agree(a: Counted, b: Counted, rarity: Callable[[str], float]) -> tuple[float, tuple[Feature, ...]]:
    """Whether two figures belong to one series: above 0 they do."""
    if a.figure.unit != b.figure.unit or a.role != b.role or not a.head & b.head:
        return -9.0, ()
    whom_a, whom_b = a.whom - {"PART"}, b.whom - {"PART"}
    equal = (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high)
    values = {
        "counted": 0.9 if a.role else 0.6 + 0.8 * max(map(rarity, a.head & b.head)),
        "near value": 0.6 * (not equal and not a.role and _near_values(a.figure, b.figure)),
        "same value": 0.8 * (equal and (a.figure.low or 0) > _SMALL),
        "other whom": -_whose(whom_a, whom_b),
        "other place": -2.0 * bool(a.where and b.where and not a.where & b.where),
        "same place": 1.0 * bool(a.where & b.where),
        "same whom": 0.8 * bool(a.whom & b.whom),
        "one event": 0.7 * bool(a.role and _days_apart(a, b) <= (4 * _ONE_EVENT if equal else _ONE_EVENT)),
        "falls": -1.0 * _falls(a, b),
        "part": -2.0 * (("PART" in a.whom) != ("PART" in b.whom)),
        "size": -1.5 * (not _sizes(a, b)),
        "contested": -3.0 * _contested(a, b),
    }
    features = tuple(Feature(name=n, value=round(v, 2), weight=1.0) for n, v in values.items() if v)
    return sum(f.value for f in features) - (_DOUBT_OF_ROLES if a.role else _DOUBT), features


_DOUBT = 1.1
_DOUBT_OF_ROLES = 1.4
"""What has to be said for two figures to be one count's; more for those killed, freed and the like, of whom there are
others every day."""


def _whose(a: frozenset[str], b: frozenset[str]) -> float:
    """How much it tells against two figures that they are told of others.

    Nations and kinds of people tell; another word beside a figure is often but another way to say the same.
    """
    if not a or not b or a & b:
        return 0.0
    return _OTHERS if any(map(_is_kind, a)) and any(map(_is_kind, b)) else _OTHER_WORD


def _is_kind(key: str) -> bool:
    return key.startswith("@") or key.isupper()


_OTHERS = 2.0
_OTHER_WORD = 0.3


def _falls(a: Counted, b: Counted) -> bool:
    """Whether a later toll is lower: tolls rise, so that it is more likely another one's."""
    if a.role not in ("killed", "wounded") or not a.told.published or not b.told.published:
        return False
    first, second = sorted((a, b), key=lambda c: c.told.published or (date.max, date.max))
    return _size(second.figure) < 0.8 * _size(first.figure) and first.told.published != second.told.published


def _contested(a: Counted, b: Counted) -> bool:
    """Whether two sources hold different figures against each other at one time: a dispute, not a series."""
    if a.told.account.speaker == b.told.account.speaker:
        return False
    if a.article != b.article and (a.told.published is None or b.told.published is None):
        return False
    if a.article != b.article and not (a.role and _days_apart(a, b) <= 1):
        return False
    return (a.figure.low, a.figure.high) != (b.figure.low, b.figure.high)


def _days_apart(a: Counted, b: Counted) -> int:
    first, second = a.told.published, b.told.published
    return abs((first[0] - second[0]).days) if first and second else 0


def _sizes(a: Counted, b: Counted) -> bool:
    """Whether two figures are of one order, so that one can be a later value of the other."""
    x, y = _size(a.figure), _size(b.figure)
    return not (x and y) or max(x, y) <= 4 * min(x, y)


def _near_values(a: Figure, b: Figure) -> bool:
    """Whether two figures are so near each other that one is likely the other one's later value."""
    low, high = sorted((_size(a), _size(b)))
    return low >= _MANY and high <= _LITTLE_MORE * low


_MANY = 50
_LITTLE_MORE = 1.35


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
    first = min(found, key=lambda c: (c.figure.counted is None, not c.where, not c.whom, c.article, c.span))
    name, scope = words_of(first)
    return Series(
        id=content_id("series", points[0].mark),
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

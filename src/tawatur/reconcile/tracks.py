"""Tracks: one future act through its reports, what was said of it each time and by how much its date moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from tawatur.model.article import Article
from tawatur.model.ids import content_id
from tawatur.model.marks import Cause
from tawatur.model.span import Span
from tawatur.model.story import Deadline, Feature, Place, Slip, Track, TrackPoint
from tawatur.reconcile.followed import NEXT, Followed

_JOINS = 0.0
_BIAS = -0.9
_SAME_DATE = 15
"""Days by which two deadlines may miss each other and still be told of one stage."""

WEIGHTS = {
    "wording": 2.0,
    "things": 0.6,
    "deadline": 1.2,
    "other deadline": -0.6,
    "rest": -4.0,
    "steps": 1.8,
    "nations": -0.8,
    "other whose": -1.5,
    "same whose": 1.0,
    "act": 1.2,
    "status": 0.4,
    "far apart": -1.8,
    "goes on": 2.0,
}


def similarity(
    a: Followed, b: Followed, cosine: float, rarity: Callable[[str], float]
) -> tuple[float, tuple[Feature, ...]]:
    """How likely two reports tell of one future act; only called for the same kind of act."""
    x, y = a.told, b.told
    things = [k for k in x.weights if k in y.weights and k not in x.acts]
    nations_x = {k for k in x.weights if k.startswith("@")}
    nations_y = {k for k in y.weights if k.startswith("@")}
    near, far = _dates(a, b)
    values = {
        "wording": cosine,
        "things": min(2.0, sum(rarity(k) * min(x.weights[k], y.weights[k]) for k in things)),
        "deadline": float(near),
        "other deadline": far,
        "rest": float(a.rest != b.rest),
        "steps": float(bool(set(x.steps) & set(y.steps))),
        "other whose": _other_whose(a, b),
        "same whose": float(bool(a.whose & b.whose)),
        "act": max((rarity(act) for act in a.acts if act in b.acts), default=0.0),
        "status": float(a.status == b.status != "planned"),
        "far apart": 0.0 if near else _apart(a, b),
        "goes on": float(_follows(a, b) or _follows(b, a)),
        "nations": float(bool(nations_x and nations_y and not nations_x & nations_y)),
    }
    features = tuple(Feature(name=n, value=round(v, 3), weight=WEIGHTS[n]) for n, v in values.items() if v)
    return _BIAS + sum(f.value * f.weight for f in features), features


def fulfils(found: Followed, former: Followed) -> bool:
    """Whether an announcement that was made is one that had been told of: on its day, and with words in common that tell something."""
    if former.made or former.status in ("done", "denied", "demanded") or former.deadline is None:
        return False
    day = found.deadline.latest if found.deadline else None
    first = former.deadline.earliest or former.deadline.latest
    last = former.deadline.latest or former.deadline.earliest
    if day is None or first is None or last is None:
        return False
    shared = {t.key: t.weight for t in found.told.terms if t.key in former.told.weights and t.key not in found.acts}
    if sum(shared.values()) < _TELLING:
        return False
    return first - _LATE <= day <= last + _LATE


_TELLING = 0.3
_LATE = timedelta(days=3)
"""Time by which an announcement may miss the day that was set for it."""


def _follows(a: Followed, b: Followed) -> bool:
    """Whether the second goes on with the act of the first."""
    return b.goes_on and a.told.article == b.told.article and 0 <= b.span.start - a.span.end <= NEXT


def _other_whose(a: Followed, b: Followed) -> float:
    """Whether the act is told of different ones; two nations are not one by another name."""
    if not a.whose or not b.whose or a.whose & b.whose:
        return 0.0
    nations = all(any(key.startswith("@") for key in whose) for whose in (a.whose, b.whose))
    return 3.0 if nations else 1.0


_FAR = 240
"""Days between two reports from which on an act without a common date is another one."""


def _apart(a: Followed, b: Followed) -> float:
    """How far two reports lie apart: by their days, and by years where the act was done long before."""
    first, second = a.told.published, b.told.published
    if first is None or second is None:
        return 0.0
    if any(one.status == "done" and _since(one, other[0]) > _LONG for one, other in ((a, second), (b, first))):
        return 3.0
    return float(abs((first[0] - second[0]).days) > _FAR)


def _since(found: Followed, day: date) -> int:
    """Days from when an act was done to a day."""
    done = (found.deadline.latest or found.deadline.earliest) if found.deadline else None
    return (day - done).days if done else 0


_LONG = 730
"""Days before a report from which on what was done is not what is told there."""


def _dates(a: Followed, b: Followed) -> tuple[bool, float]:
    """Whether two dates are one, and how far they are from being one."""
    if a.deadline is None or b.deadline is None:
        return False, 0.0
    first = a.deadline.latest or a.deadline.earliest
    second = b.deadline.latest or b.deadline.earliest
    if first is None or second is None:
        return False, 0.0
    gap = abs((first - second).days)
    if "done" in (a.status, b.status) and gap > _SAME_DATE:
        return False, 0.0  # what was to be done by a day may be done long before it, or behind it
    if gap <= _SAME_DATE:
        return True, 0.0
    # a date that was put off may be far from the first one: only a stage told beside it is another
    if "postponed" in (a.status, b.status) or gap <= _STAGE:
        return False, 0.0
    return False, 1.0 + min(2, gap // 365)


_STAGE = 60
"""Days by which two dates miss each other from which on they are those of two stages."""


def make_track(  # noqa: PLR0917  # one inner call; the names at hand are those of the parameters
    found: Iterable[Followed], articles: Mapping[str, Article], causes: Mapping[str, Sequence[Cause]],
    features: tuple[Feature, ...], who: Callable[[Followed], str], what: Callable[[Followed], str],
) -> Track:  # fmt: skip
    """A track from its reports, in the order in which they were published."""
    ordered = sorted(found, key=lambda f: (f.told.published or (date.max, date.max), f.told.article, f.span))
    points = tuple(
        TrackPoint(
            article=f.told.article,
            span=f.span,
            deadline=f.deadline,
            status=f.status,
            reported=articles[f.told.article].published,
            according_to=f.told.account.speaker,
            mark=f.mark or f.told.account.mark,
        )
        for f in ordered
    )
    first = ordered[0]
    return Track(
        id=content_id("track", first.name),
        who=who(first),
        what=what(max(ordered, key=lambda f: (len(f.told.terms) < 14, len(f.told.terms)))),
        points=points,
        slips=tuple(_slips(ordered, causes)),
        features=features,
    )


def _slips(ordered: Sequence[Followed], causes: Mapping[str, Sequence[Cause]]) -> Iterable[Slip]:
    """The moves of a track's date.

    Between one report's date and the next one that differs, or a date that was put off without another.
    """
    last: int | None = None
    for place, found in enumerate(ordered):
        day = (found.deadline.latest or found.deadline.earliest) if found.deadline else None
        if day is None:
            dated = {f.told.article for f in ordered if f.deadline is not None}
            former_done = bool(place) and ordered[place - 1].status == "done"
            if found.status == "postponed" and place and found.told.article not in dated and not former_done:
                yield _slip(ordered, last if last is not None else place - 1, place, None, causes)
            continue
        if last is not None:
            before = cast(Deadline, ordered[last].deadline)
            former = cast(date, before.latest or before.earliest)
            if not _sets_anew(ordered[last], found, day) or (found.status == "postponed" and day < former):
                continue  # nothing is put off to an earlier day: that is the one it was put off from
            if day != former and not _overlaps(before, cast(Deadline, found.deadline)):
                yield _slip(ordered, last, place, (day - former).days, causes)
        if found.status != "demanded" and (not found.retold or last is None):
            last = place


def _sets_anew(before: Followed, found: Followed, day: date) -> bool:
    """Whether a later report gives an act a date of its own.

    What only recalls an earlier plan does not, nor a date that was past when it was told, unless it is when the act was
    done after it had been promised; two dates in one article are two acts' or stages', unless one was put off to the other.
    """
    if before.status == "done":
        return False
    if found.status == "postponed":
        return True
    if found.retold or found.status in ("denied", "demanded"):
        return False
    told, former = found.told.published, before.told.published
    if found.status == "done":
        return former is not None and day >= former[0]
    return before.told.article != found.told.article and (told is None or day >= told[0])


def _overlaps(a: Deadline, b: Deadline) -> bool:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return a.latest == b.latest
    return a.earliest <= b.latest and b.earliest <= a.latest


def _slip(
    ordered: Sequence[Followed], before: int, after: int, days: int | None, causes: Mapping[str, Sequence[Cause]]
) -> Slip:
    found = ordered[after]
    for cause in causes.get(found.told.article, ()):
        if cause.effect == found.mark or _near(cause, found.span):
            place = Place(found.told.article, cause.reason)
            return Slip(before=before, after=after, days=days, reason=place, according_to=cause.according_to)
    return Slip(before=before, after=after, days=days, according_to=found.told.account.mark)


def _near(cause: Cause, span: Span) -> bool:
    return cause.link.overlaps(span) or cause.reason.overlaps(span)

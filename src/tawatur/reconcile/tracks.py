"""Tracks: one future act through its reports, what was said of it each time and by how much its date moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import cast

import msgspec

from tawatur.language.pack import Pack
from tawatur.model.article import Article
from tawatur.model.ids import content_id
from tawatur.model.marks import Cause, Commitment, CommitmentStatus
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.model.story import Deadline, Feature, Place, Slip, Track, TrackPoint
from tawatur.reconcile.told import Days, Told

_JOINS = 0.0
_BIAS = -1.3
_SAME_DATE = 15
"""Days by which two deadlines may miss each other and still be told of one stage."""

WEIGHTS = {
    "wording": 3.0,
    "things": 0.6,
    "deadline": 1.2,
    "other deadline": -1.0,
    "rest": -3.0,
    "steps": 1.0,
    "nations": -0.8,
    "other whose": -0.5,
    "act": 1.2,
    "status": 0.4,
    "far apart": -1.8,
}


class Followed(msgspec.Struct, frozen=True):
    """One report of a future act."""

    told: Told
    what: str
    """The family of the act that is followed."""
    deadline: Deadline | None
    status: CommitmentStatus
    rest: bool
    """Whether it is told of the rest, after a first part."""
    mark: str | None


class Trackwords:
    """The words of a pack that say what is followed and how it stands."""

    def __init__(self, pack: Pack) -> None:
        data = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["tracks"])
        self.modal = frozenset(data["modal"])
        self.announce = frozenset(data["announce"])
        self.never = frozenset(data["never"])
        self.future = frozenset(map(pack.folding.full, data["future"]))
        self.rest = frozenset(map(pack.folding.full, data["rest"]))


@cache
def trackwords(pack: Pack) -> Trackwords:
    """The track words of a pack, made once per process."""
    return Trackwords(pack)


def follow(
    told: Told, reading: Reading, words: Trackwords, keys: Sequence[str], before: Followed | None, *, coming: bool
) -> Followed | None:
    """What an account says of a future act; None where it tells none.

    `keys` are the folded words of its clause, `before` is what the clause before it followed, `coming` is whether a verb of it is told as coming.
    """
    marks = [c for c in reading.commitments if c.id in told.commitments]
    commitment = max(marks, key=lambda c: _overlap(c.span, told.span), default=None)
    live = [act for act in told.acts if act not in words.never]
    what = _what(live, words)
    rest = any(key in words.rest for key in keys)
    if what is None and commitment is not None and before is not None and (rest or not live):
        what = before.what  # "and the rest by the end of the year": the act is that of the clause before
    future = coming or any(key in words.future for key in keys)
    modal = [act for act in told.acts if act in words.modal]
    if what is None or (commitment is None and not modal and not future):
        return None
    if what in words.announce and commitment is None and not (set(modal) & _GOVERNS or coming):
        return None
    status = commitment.status if commitment is not None else _status(told, modal, future=future)
    if status is None:
        return None
    days = _deadline(told, commitment)
    return Followed(told, what, days, status, rest, commitment.id if commitment else None)


_GOVERNS = frozenset({"POSTPONE", "CANCEL", "NEAR", "DECIDE", "SCHEDULE", "CONTINUE", "PLAN"})


def _what(acts: Sequence[str], words: Trackwords) -> str | None:
    """The act that is followed: the first that is governed by others rather than governing."""
    plain = [act for act in acts if act not in words.modal and act not in words.announce]
    said = [act for act in acts if act in words.announce]
    if said:
        before = set(acts[: acts.index(said[0])])
        if before & _GOVERNS or not plain or plain == ["SCHEDULE"]:
            return said[0]
    return plain[0] if plain else None


def _status(told: Told, modal: Sequence[str], *, future: bool) -> CommitmentStatus | None:
    if told.account.stance == "denies":
        return "denied"
    for act, status in (
        ("POSTPONE", "postponed"),
        ("CANCEL", "postponed"),
        ("AGREE", "agreed"),
        ("DEMAND", "demanded"),
    ):
        if act in modal:
            return cast(CommitmentStatus, status)
    if future or modal:
        return "planned"
    return None


def _deadline(told: Told, commitment: Commitment | None) -> Deadline | None:
    if commitment is not None and (commitment.earliest or commitment.latest):
        return Deadline(earliest=commitment.earliest, latest=commitment.latest)
    if told.times:
        first, last = told.times[-1]
        return Deadline(earliest=first, latest=last)
    return None


def _overlap(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def similarity(
    a: Followed, b: Followed, cosine: float, rarity: Callable[[str], float]
) -> tuple[float, tuple[Feature, ...]]:
    """How likely two reports tell of one future act; only called for the same kind of act."""
    x, y = a.told, b.told
    things = {k for k in x.weights if k in y.weights} - set(x.acts)
    nations_x = {k for k in x.weights if k.startswith("@")}
    nations_y = {k for k in y.weights if k.startswith("@")}
    near, far = _dates(a, b)
    values = {
        "wording": cosine,
        "things": min(2.0, sum(rarity(k) * min(x.weights[k], y.weights[k]) for k in things)),
        "deadline": float(near),
        "other deadline": float(far),
        "rest": float(a.rest != b.rest),
        "steps": float(bool(set(x.steps) & set(y.steps))),
        "other whose": float(_other_whose(a, b)),
        "act": rarity(a.what),
        "status": float(a.status == b.status != "planned"),
        "far apart": float(_apart(a, b) and not near),
        "nations": float(bool(nations_x and nations_y and not nations_x & nations_y)),
    }
    features = tuple(Feature(name=n, value=round(v, 3), weight=WEIGHTS[n]) for n, v in values.items() if v)
    return _BIAS + sum(f.value * f.weight for f in features), features


def _other_whose(a: Followed, b: Followed) -> bool:
    """Whether the act is told of different ones: what stands right behind it, the commonest words left out."""
    first, second = _whose(a), _whose(b)
    return bool(first and second and not first & second)


def _whose(found: Followed) -> frozenset[str]:
    terms = found.told.terms
    for place, term in enumerate(terms):
        if term.key == found.what:
            return frozenset(t.key for t in terms[place + 1 : place + 4] if not t.act and t.key not in _COMMON_OBJECTS)
    return frozenset()


_COMMON_OBJECTS = frozenset({"SOLDIER", "AREA", "REST"})
_FAR = 240
"""Days between two reports from which on an act without a common date is another one."""


def _apart(a: Followed, b: Followed) -> bool:
    first, second = a.told.published, b.told.published
    return bool(first and second) and abs((cast(Days, first)[0] - cast(Days, second)[0]).days) > _FAR


def _dates(a: Followed, b: Followed) -> tuple[bool, bool]:
    if a.deadline is None or b.deadline is None:
        return False, False
    first = a.deadline.latest or a.deadline.earliest
    second = b.deadline.latest or b.deadline.earliest
    if first is None or second is None:
        return False, False
    gap = abs((first - second).days)
    if gap <= _SAME_DATE:
        return True, False
    # a date that was put off may be far from the first one: only a stage told beside it is another
    return False, "postponed" not in (a.status, b.status) and gap > 60


def make_track(  # noqa: PLR0917  # one inner call; the names at hand are those of the parameters
    found: Iterable[Followed], articles: Mapping[str, Article], causes: Mapping[str, Sequence[Cause]],
    features: tuple[Feature, ...], who: Callable[[Followed], str], what: Callable[[Followed], str],
) -> Track:  # fmt: skip
    """A track from its reports, in the order in which they were published."""
    ordered = sorted(found, key=lambda f: (f.told.published or (date.max, date.max), f.told.article, f.told.span))
    points = tuple(
        TrackPoint(
            article=f.told.article,
            span=f.told.span,
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
        id=content_id("track", first.told.account.id),
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
            if found.status == "postponed" and place:
                yield _slip(ordered, last if last is not None else place - 1, place, None, causes)
            continue
        if last is not None:
            before = cast(Deadline, ordered[last].deadline)
            former = cast(date, before.latest or before.earliest)
            overlap = _overlaps(before, cast(Deadline, found.deadline))
            if day != former and not overlap:
                yield _slip(ordered, last, place, (day - former).days, causes)
        last = place


def _overlaps(a: Deadline, b: Deadline) -> bool:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return a.latest == b.latest
    return a.earliest <= b.latest and b.earliest <= a.latest


def _slip(
    ordered: Sequence[Followed], before: int, after: int, days: int | None, causes: Mapping[str, Sequence[Cause]]
) -> Slip:
    found = ordered[after]
    for cause in causes.get(found.told.article, ()):
        if cause.effect == found.mark or _near(cause, found.told.span):
            place = Place(found.told.article, cause.reason)
            return Slip(before=before, after=after, days=days, reason=place, according_to=cause.according_to)
    return Slip(before=before, after=after, days=days, according_to=found.told.account.mark)


def _near(cause: Cause, span: Span) -> bool:
    return cause.link.overlaps(span) or cause.reason.overlaps(span)

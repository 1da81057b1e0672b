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
_BIAS = -0.9
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
    "goes on": 2.0,
}


class Followed(msgspec.Struct, frozen=True, gc=False):
    """One report of a future act."""

    told: Told
    span: Span
    """Its clause, or what of its clause is told of this act where it tells of two."""
    acts: tuple[str, ...]
    """The acts that are followed: families, or the stem where the pack knows no family."""
    deadline: Deadline | None
    status: CommitmentStatus
    rest: bool
    """Whether it is told of the rest, after a first part."""
    mark: str | None
    goes_on: bool = False
    """Whether its act is that of the clause before it."""

    @property
    def name(self) -> str:
        """What it is known by: the account, where that is all told of one act."""
        account = self.told.account
        return account.id if self.span == self.told.span else content_id("followed", account.id, self.span.start)


class Trackwords:
    """The words of a pack that say what is followed and how it stands."""

    def __init__(self, pack: Pack) -> None:
        data = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["tracks"])
        self.modal = frozenset(data["modal"])
        self.announce = frozenset(data["announce"])
        self.alone = frozenset(data["alone"])
        self.never = frozenset(data["never"])
        self.future = frozenset(map(pack.folding.full, data["future"]))
        self.rest = frozenset(map(pack.folding.full, data["rest"]))
        self.second = frozenset(map(pack.folding.full, data["second"]))
        self.portions = frozenset(map(pack.folding.full, data["portions"]))

    def is_rest(self, keys: Sequence[str]) -> bool:
        """Whether words tell of the rest: by that word, or as the second portion of something."""
        return any(
            key in self.rest or (key in self.second and bool(self.portions & set(keys[max(0, place - 3) : place])))
            for place, key in enumerate(keys)
        )


@cache
def trackwords(pack: Pack) -> Trackwords:
    """The track words of a pack, made once per process."""
    return Trackwords(pack)


class Clause(msgspec.Struct, frozen=True):
    """What is needed of an account's clause to tell what it follows."""

    told: Told
    keys: tuple[tuple[int, str], ...]
    """The folded words with their places, with and without their article."""
    coming: tuple[int, ...]
    """The places of verbs told as coming."""

    def part(self, span: Span) -> Clause:
        """A part of the clause."""
        told = msgspec.structs.replace(
            self.told,
            terms=tuple(t for t in self.told.terms if span.start <= t.start < span.end),
            acts=tuple(a for a in self.told.acts if any(t.key == a and t.start in span for t in self.told.terms)),
        )
        return Clause(told, tuple(k for k in self.keys if k[0] in span), tuple(c for c in self.coming if c in span))


def follow(clause: Clause, reading: Reading, words: Trackwords, before: Followed | None) -> tuple[Followed, ...]:
    """What an account says of future acts, in order; `before` is what the account before it followed last."""
    told = clause.told
    marks = sorted((c for c in reading.commitments if c.id in told.commitments), key=lambda c: c.span)
    out: list[Followed] = []
    for span, mark in _parts(told.span, marks):
        part = clause if span == told.span else clause.part(span)
        found = _follow(part, span, mark, words, out[-1] if out else before)
        if found is not None:
            out.append(msgspec.structs.replace(found, told=told))
    return tuple(out)


def _parts(span: Span, marks: Sequence[Commitment]) -> Iterable[tuple[Span, Commitment | None]]:
    """A clause, or its parts where it sets two dates: each from its own commitment to the next one's."""
    dated = [c for c in marks if c.when is not None and c.when in span and c.earliest]
    days = {(c.earliest, c.latest) for c in dated}
    if len(days) < 2 or any(c.status == "postponed" for c in dated):
        yield span, max(marks, key=lambda c: _overlap(c.span, span), default=None)
        return
    start = span.start
    for place, mark in enumerate(dated):
        end = span.end if place == len(dated) - 1 else cast(Span, mark.when).end
        yield Span(start, max(end, start)), mark
        start = end


def _follow(
    clause: Clause, span: Span, commitment: Commitment | None, words: Trackwords, before: Followed | None
) -> Followed | None:
    told, keys = clause.told, [key for _, key in clause.keys]
    live = [act for act in told.acts if act not in words.never]
    verbs = [t.key for t in told.terms if t.key in live and any(t.start <= c < t.end for c in clause.coming)]
    acts = _acts(verbs, words) or _acts(live, words)
    rest, goes_on = words.is_rest(keys), False
    if not acts and commitment is not None and before is not None and _goes_on(told, commitment, before, rest=rest):
        acts, goes_on = before.acts, not rest
    if not acts:
        acts = tuple(act for act in live if act in words.alone)
        acts += _stems(told, commitment, clause.coming) if commitment is not None else ()
    coming = bool(clause.coming)
    future = coming or any(key in words.future for key in keys)
    modal = [act for act in told.acts if act in words.modal]
    governed = coming or bool(set(told.acts) & _GOVERNS)
    if not acts:
        return None
    if commitment is None and not future and not governed and _happened(told):
        return Followed(told, span, acts, _deadline(told, None, "done"), "done", rest, None)
    if commitment is None and not modal and not future and not governed:
        return None
    if acts[0] in words.announce and commitment is None and not governed:
        return None
    status = commitment.status if commitment is not None else _status(told, modal, future=future or governed)
    if status is None:
        return None
    mark = commitment.id if commitment else None
    return Followed(told, span, acts, _deadline(told, commitment, status), status, rest, mark, goes_on)


def _happened(told: Told) -> bool:
    """Whether an act is told as done: affirmed, with a day that was past when it was told."""
    past = told.published is not None and any(days[1] <= told.published[1] for days in told.times)
    return past and told.account.stance == "asserts"


def _goes_on(told: Told, commitment: Commitment, before: Followed, *, rest: bool) -> bool:
    """Whether a clause without an act tells of the act of the clause before it.

    It does where it tells of the rest ("and the rest by June"), leans on that clause ("that could be done by June"),
    belongs to its commitment, or stands right behind it and says nothing of its own ("most likely it is in June").
    """
    if rest or commitment.id == before.mark or any(act in told.weights for act in before.acts):
        return True
    near = told.article == before.told.article and 0 <= told.span.start - before.span.end <= _NEXT
    return near and not any(t.weight >= _TELLING for t in told.terms)


_NEXT = 30
"""Characters between two clauses of which the second goes on with the first."""


def _stems(told: Told, commitment: Commitment, coming: Sequence[int]) -> tuple[str, ...]:
    """The words of an act that is in no family: the verb told as coming, else the first word of what is committed."""
    spoken = [t.key for t in told.terms if not t.act and not t.key.startswith("@") and not t.key.isupper()]
    verbs = [t.key for t in told.terms if any(t.start <= c < t.end for c in coming) and t.key in spoken]
    if verbs:
        return (verbs[0],)
    first = [t.key for t in told.terms if t.start in commitment.what and t.key in spoken and t.weight >= _TELLING]
    return tuple(first[:1])


_TELLING = 0.4


_GOVERNS = frozenset({"POSTPONE", "CANCEL", "NEAR", "DECIDE", "SCHEDULE", "CONTINUE", "PLAN"})


def _acts(acts: Sequence[str], words: Trackwords) -> tuple[str, ...]:
    """The acts that are followed: those that are governed by others rather than governing."""
    plain = tuple(act for act in acts if act not in words.modal and act not in words.announce)
    said = [act for act in acts if act in words.announce]
    if said:
        before = set(acts[: acts.index(said[0])])
        if before & _GOVERNS or not plain or plain == ("SCHEDULE",):
            return (said[0],)
    return plain[:_ACTS]


_ACTS = 1


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


def _deadline(told: Told, commitment: Commitment | None, status: CommitmentStatus) -> Deadline | None:
    if status == "postponed" and len(told.times) > 1:
        first, last = max(told.times, key=lambda days: (days[1], days[0]))  # "from the 1st to the 9th"
        return Deadline(earliest=first, latest=last)
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
    things = [k for k in x.weights if k in y.weights and k not in x.acts]
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
        "act": max((rarity(act) for act in a.acts if act in b.acts), default=0.0),
        "status": float(a.status == b.status != "planned"),
        "far apart": float(_apart(a, b) and not near),
        "goes on": float(_follows(a, b) or _follows(b, a)),
        "nations": float(bool(nations_x and nations_y and not nations_x & nations_y)),
    }
    features = tuple(Feature(name=n, value=round(v, 3), weight=WEIGHTS[n]) for n, v in values.items() if v)
    return _BIAS + sum(f.value * f.weight for f in features), features


def _follows(a: Followed, b: Followed) -> bool:
    """Whether the second goes on with the act of the first."""
    return b.goes_on and a.told.article == b.told.article and 0 <= b.span.start - a.span.end <= _NEXT


def _other_whose(a: Followed, b: Followed) -> bool:
    """Whether the act is told of different ones: what stands right behind it, the commonest words left out."""
    first, second = _whose(a), _whose(b)
    return bool(first and second and not first & second)


def _whose(found: Followed) -> frozenset[str]:
    terms = found.told.terms
    for place, term in enumerate(terms):
        if term.key in found.acts:
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
    if "done" in (a.status, b.status) and gap > _SAME_DATE:
        return False, False  # what was to be done by a day may be done long before it, or behind it
    if gap <= _SAME_DATE:
        return True, False
    # a date that was put off may be far from the first one: only a stage told beside it is another
    return False, "postponed" not in (a.status, b.status) and gap > 60


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
        if cause.effect == found.mark or _near(cause, found.span):
            place = Place(found.told.article, cause.reason)
            return Slip(before=before, after=after, days=days, reason=place, according_to=cause.according_to)
    return Slip(before=before, after=after, days=days, according_to=found.told.account.mark)


def _near(cause: Cause, span: Span) -> bool:
    return cause.link.overlaps(span) or cause.reason.overlaps(span)

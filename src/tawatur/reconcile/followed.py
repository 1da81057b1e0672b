"""Following: what one account says of future acts, each with its date and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import cast

import msgspec

from tawatur.model.ids import content_id
from tawatur.model.marks import Commitment, CommitmentStatus
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.model.story import Deadline
from tawatur.reconcile.told import Told
from tawatur.reconcile.trackwords import Trackwords


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
    whose: frozenset[str] = frozenset()
    """Whose act it is, or what it is done to: what stands right behind it, up to a preposition."""
    beside: str | None = None
    """The account that it stands beside, where it is told in none."""
    made: bool = False
    """Whether it is an announcement that was made, known by the frame of what was announced."""
    retold: bool = False
    """Whether it only recalls what had been planned ("was at first to be …"): its date is no new one."""

    @property
    def name(self) -> str:
        """What it is known by: the account, where that is all told of one act."""
        account = self.told.account
        return account.id if self.span == self.told.span else content_id("followed", account.id, self.span.start)


class Clause(msgspec.Struct, frozen=True):
    """What is needed of an account's clause to tell what it follows."""

    told: Told
    keys: tuple[tuple[int, str], ...]
    """The folded words with their places, with and without their article."""
    coming: tuple[int, ...]
    """The places of verbs told as coming."""
    verbs: Mapping[int, str]
    """The places of verbs of what is to be, with their keys without the person."""

    @property
    def written(self) -> frozenset[str]:
        """The folded words as they are written, article and all."""
        return frozenset(dict(self.keys).values())

    def part(self, span: Span) -> Clause:
        """A part of the clause."""
        told = msgspec.structs.replace(
            self.told,
            terms=tuple(t for t in self.told.terms if span.start <= t.start < span.end),
            acts=tuple(a for a in self.told.acts if any(t.key == a and t.start in span for t in self.told.terms)),
        )
        return Clause(
            told, tuple(k for k in self.keys if k[0] in span), tuple(c for c in self.coming if c in span), self.verbs
        )


def follow(clause: Clause, reading: Reading, words: Trackwords, before: Followed | None) -> tuple[Followed, ...]:
    """What an account says of future acts, in order; `before` is what the account before it followed last."""
    told = clause.told
    marks = sorted((c for c in reading.commitments if c.id in told.commitments), key=lambda c: c.span)
    out: list[Followed] = []
    for span, mark in _parts(told.span, marks):
        part = clause if span == told.span else clause.part(span)
        found = _follow(part, span, mark, words, out[-1] if out else before)
        if found is not None:
            retold = found.status in _PLANNED and any(key in words.retold for _, key in part.keys)
            out.append(msgspec.structs.replace(found, told=told, retold=retold))
    return tuple(out)


_PLANNED = ("planned", "agreed", "announced")


def _parts(span: Span, marks: Sequence[Commitment]) -> Iterable[tuple[Span, Commitment | None]]:
    """A clause, or its parts where it sets two dates: each from its own commitment to the next one's."""
    dated = [c for c in marks if c.when is not None and c.when in span and c.earliest]
    days = {(c.earliest, c.latest) for c in dated}
    if len(days) < 2 or any(c.status == "postponed" for c in dated):
        best = max(marks, key=lambda c: _overlap(c.span, span), default=None)
        fits = best is not None and _overlap(best.span, span) >= _FITS * min(len(best.span), len(span))
        yield span, best if fits else None
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
    aside = _aside(clause, words)
    live = [act for act in _meant(clause, words) if act not in aside]
    if words.signing & set(keys) and words.signed & set(keys) and "SIGN" not in live:
        live.insert(0, "SIGN")
    verbs = [clause.verbs.get(t.start, t.key) for t in told.terms if t.start in clause.coming]
    verbs = [_together(key, told, words) for key in verbs]
    verbs = [key for key in verbs if key.isupper() and key not in words.never]
    if aside and not live:
        return None  # "after a delay of two months" tells of what another clause told
    if commitment is not None and commitment.status == "postponed" and not words.puts_off & set(told.acts):
        commitment = None  # it was put off by another clause's words
    verbs = [key for key in verbs if key not in words.again | words.announce]
    acts = _completed(clause, words) or _talks(clause, words) or _acts(verbs, words) or _acts(live, words)
    rest, goes_on = words.is_rest(keys), False
    turns = bool(words.turns & set(told.acts))
    if (
        (not acts or (told.leans and set(acts) <= words.again))
        and commitment is not None
        and before is not None
        and not turns
        and _goes_on(told, commitment, before, rest=rest)
    ):
        acts, goes_on = before.acts, not rest
    alone = not acts
    if not acts:
        acts = tuple(act for act in live if act in words.alone)
        acts = acts or (_stems(clause, commitment) if commitment is not None else ())
    modal = [act for act in live if act in words.modal and not (alone and act in acts)]
    modal = [act for act in modal if act not in words.things or _leads(act, acts, clause)]
    coming = bool(clause.coming)
    future = coming or bool(words.future & clause.written)
    governed = coming or bool(set(told.acts) & _GOVERNS)
    if not acts:
        return None
    if commitment is None and not governed and _is_past(told) and _vague(clause, told, modal, words):
        if told.account.stance != "asserts":
            return None
        return Followed(told, span, acts, _deadline(told, None, "done"), "done", rest, None)
    if commitment is None and not modal and not future and not governed:
        return None
    if acts[0] in words.announce and commitment is None and not governed:
        return None
    status = commitment.status if commitment is not None else _status(told, modal, future=future or governed)
    if status is None:
        return None
    mark = commitment.id if commitment else None
    deadline = _deadline(told, commitment, status)
    certain = bool((words.future - words.vague | words.retold) & clause.written)
    if status in _PLANNED and not certain and not _set_by(commitment) and _gone(deadline, told, status):
        deadline = None  # a day that was past is when something else was
    return Followed(told, span, acts, deadline, status, rest, mark, goes_on)


def _is_past(told: Told) -> bool:
    """Whether all days that a clause names were past when it was told."""
    return told.published is not None and bool(told.times) and all(d[1] <= told.published[1] for d in told.times)


def _leads(act: str, acts: Sequence[str], clause: Clause) -> bool:
    """Whether an act stands before the one that is followed, or behind it without the article."""
    places = {term.key: term.start for term in reversed(clause.told.terms)}
    followed = [places[key] for key in acts if key in places]
    definite = len({key for start, key in clause.keys if start == places[act]}) > 1
    return not definite or not followed or places[act] < min(followed)


def _set_by(commitment: Commitment | None) -> bool:
    """Whether a commitment sets a date of its own."""
    return commitment is not None and (commitment.earliest or commitment.latest) is not None


def _gone(deadline: Deadline | None, told: Told, status: CommitmentStatus) -> bool:
    """Whether a date was past when it was told; the day on which something was agreed is none to come either."""
    last = (deadline.latest or deadline.earliest) if deadline else None
    if last is None or told.published is None or last > told.published[1]:
        return False
    return status != "planned" or last < told.published[0] or deadline is None or deadline.earliest != last


def _vague(clause: Clause, told: Told, modal: Sequence[str], words: Trackwords) -> bool:
    """Whether nothing in a clause says for certain that its act is one to come ("during …" may be told of the past)."""
    said = words.future & clause.written
    return said <= words.vague and _status(told, modal, future=False) in (None, "planned", "denied")


def _goes_on(told: Told, commitment: Commitment, before: Followed, *, rest: bool) -> bool:
    """Whether a clause without an act tells of the act of the clause before it.

    It does where it tells of the rest ("and the rest by June"), leans on that clause ("that could be done by June"),
    belongs to its commitment, or stands right behind it and says nothing of its own ("most likely it is in June").
    """
    own = {t.key for t in told.terms}
    if rest or commitment.id == before.mark or any(act in told.weights and act not in own for act in before.acts):
        return True
    near = told.article == before.told.article and 0 <= told.span.start - before.span.end <= NEXT
    if near and told.leans:
        return True
    return near and not any(t.weight >= _TELLING for t in told.terms)


NEXT = 30
"""Characters between two clauses of which the second goes on with the first."""


def _meant(clause: Clause, words: Trackwords) -> Iterable[str]:
    """The acts of a clause in order, each once: two that are one together as that one, one that only leads to another left out."""
    terms = [t for t in clause.told.terms if not t.key.startswith(("@", "#"))]
    out: dict[str, None] = {}
    taken = -1
    for place, term in enumerate(terms):
        following = terms[place + 1] if place + 1 < len(terms) else None
        if not term.act or place == taken:
            continue
        pair = (term.key, following.key) if following is not None else ("", "")
        if pair in words.together:
            out[words.together[pair]] = None
            taken = place + 1
        elif term.key in words.never or (term.key in words.light and following is not None and following.act):
            continue
        elif term.key in words.raises and words.amounts & {key for _, key in clause.keys}:
            out = {"INCREASE": None, **out}
        else:
            out[term.key] = None
    return out


def _together(act: str, told: Told, words: Trackwords) -> str:
    """What an act is with the one that it is done to, where the two are one."""
    for term, following in pairwise(told.terms):
        if term.key == act and (act, following.key) in words.together:
            return words.together[act, following.key]
    return act


def _completed(clause: Clause, words: Trackwords) -> tuple[str, ...]:
    """The act that a clause says is completed."""
    end = next((start for start, key in clause.keys if key in words.complete), None)
    first = next((t for t in clause.told.terms if t.act), None)
    if end is None or first is None or first.start >= end:
        return ()
    return _acts([act for act in _meant(clause, words) if act == first.key], words)


def _talks(clause: Clause, words: Trackwords) -> tuple[str, ...]:
    """The talks that a clause says begin or end, whatever they are about."""
    acts = [t for t in clause.told.terms if t.act and t.key not in words.modal - words.talks]
    runs = next((start for start, key in clause.keys if key in words.runs), None)
    if runs is None or not acts or acts[0].key not in words.talks:
        return ()
    before = [t.key for t in clause.told.terms if t.start < acts[0].start and t.key in words.alone]
    return tuple(dict.fromkeys((*before, acts[0].key)))


def _aside(clause: Clause, words: Trackwords) -> frozenset[str]:
    """The acts of a clause that only say when or why another one is ("paid before the opening")."""
    out: dict[str, bool] = {}
    supposed = next((start for start, key in clause.keys if key in words.supposing), -1)
    then = next((start for start, key in clause.keys if start > supposed and key in words.then), clause.told.span.end)
    for term in clause.told.terms:
        if term.act:
            before = [key for start, key in clause.keys if term.start - _ARTICLE <= start < term.start][-2:]
            beside = any(key in words.aside for key in before) or 0 <= supposed < term.start < then
            out[term.key] = out.get(term.key, True) and beside
    return frozenset(act for act, beside in out.items() if beside)


_ARTICLE = 8
"""Characters before a word in which the one before it begins, where that is a short one."""
_FITS = 0.4
"""Share of the shorter of a clause and a commitment's span that the two have in common, to be one."""


def _stems(clause: Clause, commitment: Commitment) -> tuple[str, ...]:
    """The words of an act that is in no family: the verb of what is to be, else the first word of what is committed."""
    told = clause.told
    spoken = [t for t in told.terms if not t.act and not t.key.startswith("@") and not t.key.isupper()]
    verbs = [clause.verbs[t.start] for t in spoken if t.start in clause.verbs]
    if verbs:
        return (verbs[0],)
    first = [t.key for t in spoken if t.start in commitment.what and t.weight >= _TELLING]
    return tuple(first[:1])


_TELLING = 0.4


_GOVERNS = frozenset({"POSTPONE", "CANCEL", "NEAR", "DECIDE", "SCHEDULE", "CONTINUE", "PLAN"})


def _acts(acts: Sequence[str], words: Trackwords) -> tuple[str, ...]:
    """The acts that are followed: those that are governed by others rather than governing."""
    plain = tuple(act for act in acts if act not in words.modal and act not in words.announce)
    plain = tuple(act for act in plain if act not in words.again) or plain
    said = [act for act in acts if act in words.announce]
    if said and said[0] in words.concludes and not any(a in plain for a in acts[: acts.index(said[0])]):
        return (said[0],)
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

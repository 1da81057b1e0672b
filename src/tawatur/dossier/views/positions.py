"""Positions: actors against a question through time, and where an actor's words changed.

A question is a dispute (which side?), a claim (asserted or denied?), or words that somebody looks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tawatur.dossier.material import Material
from tawatur.dossier.views.statements import StatementRow
from tawatur.dossier.views.story import AccountRow, account_row, claims, disputes
from tawatur.dossier.views.titles import claim_title
from tawatur.model.story import Account, Claim, Dispute
from tawatur.reconcile import positions as found


@dataclass(frozen=True)
class Said:
    """One account on a question, and the answer it gives."""

    side: str
    """``a`` or ``b`` in a dispute, else ``asserts`` or ``denies``."""
    account: AccountRow
    former: AccountRow | None
    """What the same actor had said before, where the answer was another one."""
    at: float | None
    """Where it stands between the question's first day (0) and its last (1); null where its day is not known."""


@dataclass(frozen=True)
class Position:
    """One actor on one question, in order of publication."""

    actor: str | None
    """Null: the author of the outlet."""
    outlet: str | None
    said: tuple[Said, ...]

    @property
    def changed(self) -> bool:
        """Whether the actor's words changed."""
        return any(one.former for one in self.said)


@dataclass(frozen=True)
class Question:
    """One question with what each actor said on it."""

    kind: Literal["dispute", "claim", "search"]
    id: str
    """The id of the dispute or claim; of a search its words."""
    about: str
    """For a dispute its kind, else empty."""
    title: str
    first: date | None
    last: date | None
    positions: tuple[Position, ...]
    sides: tuple[str, str] = ("", "")
    """Of a dispute the words of each side, told once."""

    @property
    def changed(self) -> int:
        """How many actors' words changed."""
        return sum(position.changed for position in self.positions)


@dataclass(frozen=True)
class _Head:
    kind: Literal["dispute", "claim", "search"]
    id: str
    about: str
    title: str
    sides: tuple[str, str] = ("", "")


def questions(material: Material) -> tuple[Question, ...]:
    """All disputes, and the claims on which more than one actor speaks, with the actors' words."""
    return (*dispute_questions(material), *claim_questions(material, fewest=2))


def dispute_questions(material: Material) -> tuple[Question, ...]:
    """The disputes as questions, in the order of the disputes' page."""
    by_id = {dispute.id: dispute for dispute in material.story.disputes}
    return tuple(of_dispute(material, by_id[row.id]) for row in disputes(material))


def claim_questions(material: Material, *, fewest: int = 1) -> tuple[Question, ...]:
    """The claims as questions, in the order of the claims' page; those on which at least `fewest` actors speak."""
    by_id = {claim.id: claim for claim in material.story.claims}
    made = (of_claim(material, by_id[row.id]) for row in claims(material))
    return tuple(question for question in made if len(question.positions) >= fewest)


def of_dispute(material: Material, dispute: Dispute) -> Question:
    """Who stands on which side of a dispute, through time."""
    first, second = (" ".join(span.cut(material.articles[side[0].article].text) for span in side[0].spans)
                     for side in dispute.sides)  # fmt: skip
    head = _Head("dispute", dispute.id, dispute.kind, dispute.why, (first, second))
    return _question(material, head, found.on_dispute(dispute, material.articles))


def of_claim(material: Material, claim: Claim) -> Question:
    """Who asserts a claim and who denies it, through time."""
    return _question(
        material, _Head("claim", claim.id, "", claim_title(material, claim)), found.on_claim(claim, material.articles)
    )


def of_search(material: Material, words: str, rows: Iterable[StatementRow]) -> Question:
    """Who spoke of some words, and whether in denial, through time. A statement stands under its speaker."""
    told = []
    for row in rows:
        actor = material.actors_by_form.get(row.speaker or "")
        stance: Literal["asserts", "denies"] = "denies" if row.act == "deny" else "asserts"
        account = Account(
            id=row.id,
            article=row.article,
            spans=tuple(quote.span for quote in row.contents),
            stance=stance,
            speaker=row.speaker,
            actor=actor.id if actor else None,
            chain=tuple(hop.name for hop in row.chain),
            mark=row.id,
        )
        told.append((account, stance))
    return _question(material, _Head("search", words, "", words), found.positions(told, material.articles))


def _question(material: Material, head: _Head, told: tuple[found.Position, ...]) -> Question:
    days = [day for p in told for one in p.said if (day := material.articles[one.account.article].published.earliest)]
    first, last = min(days, default=None), max(days, default=None)

    def at(day: date | None) -> float | None:
        if day is None or first is None or last is None:
            return None
        return (day - first) / (last - first) if last > first else 0.5

    rows = []
    for position in told:
        said: list[Said] = []
        for one in position.said:
            row = account_row(material, one.account)
            former = said[-1].account if one.changed and said else None
            said.append(Said(one.side, row, former, at(row.published.earliest)))
        whose = said[0].account
        rows.append(Position(whose.speaker, None if whose.speaker else whose.outlet, tuple(said)))
    return Question(head.kind, head.id, head.about, head.title, first, last, tuple(rows), head.sides)

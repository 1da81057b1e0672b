"""Positions: what each actor said on each disputed question, through time, and where an actor's words changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tawatur.dossier.material import Material
from tawatur.dossier.views.story import AccountRow, DisputeRow, disputes


@dataclass(frozen=True)
class Position:
    """One actor on one question: accounts in order of time, each with its side (0 or 1)."""

    actor: str
    accounts: tuple[tuple[int, AccountRow], ...]

    @property
    def changed(self) -> bool:
        """Whether the actor stands on both sides."""
        return len({side for side, _ in self.accounts}) > 1


@dataclass(frozen=True)
class Question:
    """One dispute with what each actor said on it."""

    dispute: DisputeRow
    positions: tuple[Position, ...]


def positions(material: Material) -> tuple[Question, ...]:
    """All questions that the story disputes, with the actors' words; authors' own words stand under their outlet."""
    return tuple(Question(row, _positions(row)) for row in disputes(material))


def _positions(row: DisputeRow) -> tuple[Position, ...]:
    said: dict[str, list[tuple[int, AccountRow]]] = {}
    for side, accounts in enumerate(row.sides):
        for account in accounts:
            said.setdefault(account.speaker or account.outlet or "", []).append((side, account))
    ordered = {
        actor: sorted(accounts, key=lambda item: (item[1].published.earliest or date.max, item[1].id))
        for actor, accounts in said.items()
    }
    return tuple(Position(actor, tuple(accounts)) for actor, accounts in sorted(ordered.items()))

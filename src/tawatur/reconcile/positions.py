"""Positions: what each actor said on a question through time, and where an actor's words changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from tawatur.model.article import Article
from tawatur.model.story import Account, Claim, Dispute
from tawatur.reconcile.copies import publication_order


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One account on a question, and the answer it gives."""

    account: Account
    side: str
    """``a`` or ``b`` for a dispute's sides; ``asserts`` or ``denies`` for a claim; empty for a search."""
    changed: bool = False
    """Whether the same actor had given another answer before."""


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """What one actor, or one speaker without a name, said on a question, in the order of publication."""

    speaker: str | None
    actor: str | None
    said: tuple[Said, ...]

    @property
    def changes(self) -> tuple[int, ...]:
        """The places in `said` where the answer is another than the one before."""
        return tuple(place for place, one in enumerate(self.said) if one.changed)


def on_claim(claim: Claim, articles: Mapping[str, Article]) -> tuple[Position, ...]:
    """Who asserts a claim and who denies it, through time."""
    return positions(((account, account.stance) for account in claim.accounts), articles)


def on_dispute(dispute: Dispute, articles: Mapping[str, Article]) -> tuple[Position, ...]:
    """Who stands on which side of a dispute, through time."""
    sides = (("a", dispute.sides[0]), ("b", dispute.sides[1]))
    return positions(((account, name) for name, side in sides for account in side), articles)


def positions(found: Iterable[tuple[Account, str]], articles: Mapping[str, Article]) -> tuple[Position, ...]:
    """Accounts with the answers they give, by actor; those who spoke first come first, the authors last."""
    by_actor: dict[str, list[tuple[Account, str]]] = {}
    for account, side in found:
        if account.actor:
            key = account.actor
        elif account.speaker:
            # a speaker without a name is one only within an article
            key = f"{account.article} {account.speaker}"
        else:
            key = f"outlet {articles[account.article].outlet or account.article}"
        by_actor.setdefault(key, []).append((account, side))
    out = []
    for told in by_actor.values():
        told.sort(key=lambda pair: (publication_order(articles[pair[0].article]), pair[0].spans))
        said: list[Said] = []
        for account, side in told:
            said.append(Said(account=account, side=side, changed=bool(said) and side != said[-1].side))
        first = told[0][0]
        out.append(Position(speaker=first.speaker, actor=first.actor, said=tuple(said)))
    return tuple(
        sorted(
            out,
            key=lambda p: (
                p.speaker is None,
                publication_order(articles[p.said[0].account.article]),
                p.said[0].account.id,
            ),
        )
    )

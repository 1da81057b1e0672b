"""What reconciling found, with its words: disputes, claims, series, schedule, copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tawatur.dossier.material import Material, Quote
from tawatur.dossier.views.titles import claim_title, track_title
from tawatur.model.article import Published
from tawatur.model.story import Account, Claim, Dependence, DisputeKind, Feature, Slip, Stance, Track


@dataclass(frozen=True)
class AccountRow:
    """One account with its words and its way."""

    id: str
    speaker: str | None
    """Null: the outlet's author asserts it."""
    outlet: str | None
    chain: tuple[str, ...]
    stance: Stance
    quotes: tuple[Quote, ...]
    published: Published
    mark: str | None


@dataclass(frozen=True)
class ClaimRow:
    """One claim with its accounts, grouped by what makes them depend on each other."""

    id: str
    gist: str
    """Its title: the fullest whole wording among its accounts."""
    independent: int
    groups: tuple[tuple[AccountRow, ...], ...]
    dependences: tuple[Dependence, ...]
    outlets: int
    """How many outlets carry it: what independence is often mistaken for."""
    features: tuple[Feature, ...]


@dataclass(frozen=True)
class DisputeRow:
    """Two sides, face to face."""

    id: str
    kind: DisputeKind
    sides: tuple[tuple[AccountRow, ...], tuple[AccountRow, ...]]
    independent: tuple[int | None, int | None]
    """How many independent chains assert each side; null where the side is no claim of several accounts."""
    why: str
    features: tuple[Feature, ...]


@dataclass(frozen=True)
class PointRow:
    """One figure of a series, or one report of a track."""

    quote: Quote
    reported: Published
    earliest: date | None
    latest: date | None
    """For a figure the days it holds for; for a track the promised days."""
    low: float | None
    high: float | None
    status: str | None
    according_to: str | None
    mark: str | None


@dataclass(frozen=True)
class SeriesRow:
    """One counted thing's figures."""

    id: str
    counted: str
    scope: str
    points: tuple[PointRow, ...]


@dataclass(frozen=True)
class SlipRow:
    """A move of a track's date."""

    before: int
    after: int
    days: int | None
    reason: Quote | None
    according_to: str | None
    """Who said that it moved, and why; null is the author of the outlet."""
    outlet: str | None


@dataclass(frozen=True)
class TrackRow:
    """One commitment through time."""

    id: str
    who: str
    """Who is heard in the title; empty where it is an outlet's own words."""
    what: str
    """Its title: the fullest whole wording of what is promised."""
    points: tuple[PointRow, ...]
    slips: tuple[SlipRow, ...]

    @property
    def told_best(self) -> tuple[SlipRow, ...]:
        """The moves that tell most, two of them at most, in their order.

        A move with a reason tells more than one without, then one between two days more than one to none; a day that
        was over when it was reported tells what had been promised before, not what is promised now.
        """

        def rank(slip: SlipRow) -> tuple[bool, bool, bool, int]:
            point = self.points[slip.after]
            day, reported = point.latest, point.reported.earliest
            past = day is not None and reported is not None and day < reported and point.status != "done"
            return (past, slip.reason is None, slip.days is None, -slip.after)

        kept: dict[tuple[str | None, int | None], SlipRow] = {}
        for slip in sorted(self.slips, key=rank):
            kept.setdefault((slip.reason.text if slip.reason else None, slip.days), slip)
        return tuple(sorted(tuple(kept.values())[:2], key=lambda slip: slip.after))


def account_row(material: Material, account: Account) -> AccountRow:
    """An account with its words."""
    article = material.articles[account.article]
    return AccountRow(
        id=account.id,
        speaker=material.actor_name(account.speaker),
        outlet=article.outlet,
        chain=account.chain,
        stance=account.stance,
        quotes=tuple(material.quote(account.article, span) for span in account.spans),
        published=article.published,
        mark=account.mark,
    )


def claims(material: Material) -> tuple[ClaimRow, ...]:
    """The claims, those with most independent chains first, then those with most accounts."""
    rows = [_claim_row(material, claim) for claim in material.story.claims]
    return tuple(sorted(rows, key=lambda row: (-row.independent, -sum(map(len, row.groups)), row.id)))


def _claim_row(material: Material, claim: Claim) -> ClaimRow:
    accounts = [account_row(material, account) for account in claim.accounts]
    return ClaimRow(
        id=claim.id,
        gist=claim_title(material, claim),
        independent=claim.independent,
        groups=tuple(tuple(accounts[i] for i in group) for group in claim.groups),
        dependences=claim.dependences,
        outlets=len({account.outlet or account.id for account in accounts}),
        features=claim.features,
    )


def disputes(material: Material) -> tuple[DisputeRow, ...]:
    """The disputes, the best-founded first: those whose weaker side has most accounts."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for claim in material.story.claims:
        for number, group in enumerate(claim.groups):
            for index in group:
                groups.setdefault(claim.accounts[index].id, []).append((claim.id, number))
    rows = []
    for dispute in material.story.disputes:
        first, second = (tuple(account_row(material, a) for a in side) for side in dispute.sides)
        rows.append(
            DisputeRow(
                id=dispute.id,
                kind=dispute.kind,
                sides=(first, second),
                independent=(_strength(first, groups), _strength(second, groups)),
                why=dispute.why,
                features=dispute.features,
            )
        )
    return tuple(
        sorted(rows, key=lambda row: (-min(len(s) for s in row.sides), -max(len(s) for s in row.sides), row.id))
    )


def _strength(side: tuple[AccountRow, ...], groups: dict[str, list[tuple[str, int]]]) -> int | None:
    """In how many independent groups of one claim the accounts of a side stand; the most, where they stand in several.

    Accounts of the claim that are not on this side do not count for it.
    """
    met: dict[str, set[int]] = {}
    for account in side:
        for claim, number in groups.get(account.id, ()):
            met.setdefault(claim, set()).add(number)
    return max(map(len, met.values())) if met else None


def series(material: Material) -> tuple[SeriesRow, ...]:
    """The series, the longest first, each point in order of when it was reported."""
    rows = []
    for found in material.story.series:
        points = [
            PointRow(
                quote=material.quote(point.article, point.span),
                reported=point.reported,
                earliest=point.as_of.earliest if point.as_of else None,
                latest=point.as_of.latest if point.as_of else None,
                low=point.low,
                high=point.high,
                status=None,
                according_to=material.actor_name(point.according_to),
                mark=point.mark,
            )
            for point in found.points
        ]
        rows.append(SeriesRow(found.id, found.counted, found.scope, tuple(points)))
    return tuple(sorted(rows, key=lambda row: (-len(row.points), row.counted, row.id)))


def schedule(material: Material) -> tuple[TrackRow, ...]:
    """The tracks, those that slipped first, then the longest."""
    rows = []
    for track in material.story.tracks:
        points = tuple(
            PointRow(
                quote=material.quote(point.article, point.span),
                reported=point.reported,
                earliest=point.deadline.earliest if point.deadline else None,
                latest=point.deadline.latest if point.deadline else None,
                low=None,
                high=None,
                status=point.status,
                according_to=material.actor_name(point.according_to),
                mark=point.mark,
            )
            for point in track.points
        )
        slips = tuple(
            SlipRow(
                before=slip.before,
                after=slip.after,
                days=slip.days,
                reason=None if slip.reason is None else material.quote_at(slip.reason),
                according_to=_mover(material, track, slip),
                outlet=material.articles[
                    slip.reason.article if slip.reason else track.points[slip.after].article
                ].outlet,
            )
            for slip in track.slips
        )
        rows.append(TrackRow(track.id, *track_title(material, track), points, slips))
    return tuple(sorted(rows, key=lambda row: (-len(row.slips), -len(row.points), row.id)))


def _mover(material: Material, track: Track, slip: Slip) -> str | None:
    """Who tells of a move: the speaker of the mark that it rests on, as far as the material knows the mark."""
    points = {point.mark: point.according_to for point in track.points if point.mark}
    if slip.according_to in points:
        return material.actor_name(points[slip.according_to])
    found = material.marks.get(slip.according_to or "")
    if found is not None:
        return material.actor_name(getattr(found[1], "speaker", None))
    return None if slip.reason else material.actor_name(track.points[slip.after].according_to)

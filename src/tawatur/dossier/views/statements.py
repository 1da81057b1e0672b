"""Statements: who said what, through whom, and the filters that find them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tawatur.dossier.material import Material, Quote
from tawatur.model.chain import Hop
from tawatur.model.marks import Act, Anonymous, Mode


@dataclass(frozen=True)
class StatementRow:
    """One statement as a list shows it."""

    id: str
    speaker: str | None
    named: bool
    anonymous: Anonymous | None
    act: Act
    mode: Mode
    cue: Quote
    source: Quote | None
    contents: tuple[Quote, ...]
    chain: tuple[Hop, ...]
    outlet: str | None
    article: str
    earliest: date | None
    """When it was said, as stated; else the publication's first day."""
    latest: date | None
    stated: bool
    """Whether the text says when it was said."""


@dataclass(frozen=True)
class Filter:
    """What to keep; a null keeps all. `matches` compares with folded spelling and is given by the caller."""

    speaker: str | None = None
    act: str | None = None
    named: bool | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    matches: Callable[[str], bool] | None = None


def statements(material: Material, kept: Filter | None = None) -> tuple[StatementRow, ...]:
    """The statements that a filter keeps, in order of publication and place."""
    rows = []
    for article, reading in material.readings.items():
        head = material.articles[article]
        times = {time.id: time for time in reading.times}
        for mark in reading.statements:
            time = times.get(mark.time or "")
            stated = time is not None and time.earliest is not None
            rows.append(
                StatementRow(
                    id=mark.id,
                    speaker=material.actor_name(mark.speaker),
                    named=mark.named,
                    anonymous=mark.anonymous,
                    act=mark.act,
                    mode=mark.mode,
                    cue=material.quote(article, mark.cue),
                    source=None if mark.source is None else material.quote(article, mark.source),
                    contents=tuple(material.quote(article, span) for span in mark.contents),
                    chain=mark.chain,
                    outlet=head.outlet,
                    article=article,
                    earliest=time.earliest if time and stated else head.published.earliest,
                    latest=time.latest if time and stated else head.published.latest,
                    stated=stated,
                )
            )
    return tuple(row for row in rows if kept is None or _keeps(kept, row))


def by_speaker(rows: tuple[StatementRow, ...]) -> tuple[tuple[str | None, tuple[StatementRow, ...]], ...]:
    """The statements of each speaker, those with most first; unknown speakers come last."""
    groups: dict[str | None, list[StatementRow]] = {}
    for row in rows:
        groups.setdefault(row.speaker, []).append(row)
    order = sorted(groups, key=lambda name: (name is None, -len(groups[name]), name or ""))
    return tuple((name, tuple(groups[name])) for name in order)


def _keeps(kept: Filter, row: StatementRow) -> bool:
    return (
        (kept.speaker is None or kept.speaker == row.speaker)
        and (kept.act is None or kept.act == row.act)
        and (kept.named is None or kept.named == row.named)
        and (kept.outlet is None or kept.outlet == row.outlet)
        and (kept.since is None or (row.latest is not None and row.latest >= kept.since))
        and (kept.until is None or (row.earliest is not None and row.earliest <= kept.until))
        and (kept.matches is None or any(kept.matches(part.text) for part in row.contents))
    )

"""The overview: what the story is, what stands open, what comes next, and what is not known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tawatur.dossier.material import Material, Quote
from tawatur.dossier.views.timeline import Line, timeline


@dataclass(frozen=True)
class Unresolved:
    """What the reader left open, so that nobody takes silence for knowledge."""

    times: tuple[Quote, ...]
    """Dates that could not be placed: some of them."""
    times_count: int
    """How many dates could not be placed."""
    speakers: int
    """Statements whose speaker is not known."""
    undated: tuple[str, ...]
    """Ids of articles whose publication date is not known."""


@dataclass(frozen=True)
class Overview:
    """The first page."""

    name: str
    first: date | None
    last: date | None
    outlets: tuple[tuple[str, int], ...]
    actors: tuple[tuple[str, int], ...]
    """The actors that speak or are spoken of most, with how often."""
    counts: dict[str, int]
    coming: tuple[Line, ...]
    """Commitments whose day lies behind the last report, the next first."""
    unresolved: Unresolved
    unnamed: tuple[tuple[str, int], ...] = ()
    """Those who speak without a name, as they are called, most first."""


def overview(material: Material, *, most: int = 12) -> Overview:
    """The overview of a story; `most` bounds the lists of actors and coming dates."""
    published = [article.published for article in material.articles.values()]
    days = [p.earliest for p in published if p.earliest] + [p.latest for p in published if p.latest]
    last = max(days, default=None)
    lines = timeline(material)
    coming = [
        x for x in lines if x.kind == "commitment" and x.latest and last and x.latest > last and x.label != "denied"
    ]
    coming.sort(key=lambda line: (line.latest or date.max, line.id))
    spoken: Counter[str] = Counter()
    for reading in material.readings.values():
        spoken.update(material.actor_name(s.speaker) or "" for s in reading.statements if s.named)
    spoken.pop("", None)
    unnamed = Counter(s.speaker for r in material.readings.values() for s in r.statements if not s.named and s.speaker)
    outlets = Counter(article.outlet or "" for article in material.articles.values())
    return Overview(
        name=material.name,
        first=min(days, default=None),
        last=last,
        outlets=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
        actors=tuple(sorted(spoken.items(), key=lambda item: (-item[1], item[0]))[:most]),
        counts=_counts(material),
        coming=tuple(coming[:most]),
        unresolved=_unresolved(material),
        unnamed=tuple(sorted(unnamed.items(), key=lambda item: (-item[1], item[0]))[:most]),
    )


def _counts(material: Material) -> dict[str, int]:
    story = material.story
    counts = {"articles": len(material.articles)}
    for kind in ("statements", "times", "figures", "names", "events", "commitments"):
        counts[kind] = sum(len(getattr(reading, kind)) for reading in material.readings.values())
    counts |= {
        "actors": len(story.actors), "claims": len(story.claims), "disputes": len(story.disputes),
        "series": len(story.series), "tracks": len(story.tracks), "copies": len(story.copies),
    }  # fmt: skip
    return counts


def _unresolved(material: Material) -> Unresolved:
    times = tuple(
        material.quote(article, time.span)
        for article, reading in material.readings.items()
        for time in reading.times
        if time.kind == "date" and time.earliest is None and time.latest is None
    )
    speakers = sum(s.speaker is None for reading in material.readings.values() for s in reading.statements)
    undated = tuple(article.id for article in material.articles.values() if article.published.earliest is None)
    return Unresolved(times, len(times), speakers, undated)

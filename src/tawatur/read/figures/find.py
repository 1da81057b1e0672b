"""From numbers and what is beside them to figure marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from tawatur.model.marks import Figure, mark_id
from tawatur.model.trace import Step, Trace
from tawatur.read.figures.context import is_counting, role_of, where_of, whom_of
from tawatur.read.figures.counted import (
    Phrase,
    adjective,
    counted_after,
    counted_before,
    counted_before_indefinite,
    counted_of_number,
)
from tawatur.read.figures.modifiers import Modifier, modifiers
from tawatur.read.figures.sites import Site, places, site_at
from tawatur.read.units import Analysis

_REACH = 10
"""Units before a number in which a word of change bears on it."""


class Finder:
    """Reads one article's figures, left to right."""

    def __init__(self, analysis: Analysis, article: str, timed: Callable[[int], bool]) -> None:
        self.analysis = analysis
        self.article = article
        self.timed = timed
        self.beside = modifiers(analysis)
        self.last: tuple[int, Phrase | None] | None = None
        """The sentence and the counted phrase of the figure before."""

    def figures(self) -> Iterator[Figure]:
        """All figures."""
        behind = 0
        for index in places(self.analysis):
            if index < behind or self.timed(self.analysis.units[index].start):
                continue
            site = site_at(self.analysis, index)
            if site is None:
                continue
            behind = site.last
            found = self._figure(site)
            if found is not None:
                figure, behind = found
                yield figure

    def _figure(self, site: Site) -> tuple[Figure, int] | None:
        """The figure of a site and the unit to go on from; None where the number counts nothing."""
        analysis = self.analysis
        first = site.first
        before = self._modifier(first)
        second = self._second(site) if site.kind == "number" else None
        last = second.last if second is not None else site.last
        percent = self._after(last, percent=True)
        if percent is not None:
            last = percent.last
        close = self._after(last, percent=False)
        end = close.last if close is not None else last
        counted = self._counted(site, end, percent=percent is not None)
        if not is_counting(
            analysis, site, before=before or close, counted=counted, percent=percent is not None, last=last
        ):
            return None
        far = self._after(counted.last, percent=False) if counted is not None and close is None else None
        said = [modifier for modifier in (before, close, far) if modifier is not None]
        start = before.first if before is not None and before.last == first else first
        if second is not None and analysis.has(first - 1, "w.between"):
            start = first - 2 if analysis.has(first - 2, "w.ma") else first - 1
        least = float(site.low) * (_scale_shared(analysis, site, second) if second is not None else 1)
        low, high = _bounds(least, float((second or site).high), said)
        where = where_of(analysis, counted.last if counted is not None and counted.first >= first else end)
        whom = whom_of(analysis, counted) if counted is not None else None
        span = analysis.span(start, end)
        self.last = (analysis.sentence_of[first], counted)
        steps = tuple(Step(what=m.how, detail=m.rule, span=analysis.span(m.first, m.last)) for m in said)
        figure = Figure(
            id=mark_id("figure", self.article, span),
            span=span,
            low=low,
            high=high,
            approx=any(m.how == "approx" for m in said),
            counted=counted.span(analysis) if counted is not None else None,
            whom=whom.span(analysis) if whom is not None else None,
            where=where.span(analysis) if where is not None else None,
            unit=self._unit(site, counted, percent=percent is not None),
            role=role_of(analysis, first, counted),
            change=self._change(site),
            trace=Trace(rule=site.rule if second is None else "range", steps=steps),
        )
        return figure, _behind_adjectives(analysis, site) if site.kind == "dual" else end

    def _after(self, index: int, *, percent: bool) -> Modifier | None:
        """The modifier that begins at a unit: the percent sign, or one of the others."""
        found = self.beside.after.get(index)
        return found if found is not None and (found.how == "percent") == percent else None

    def _counted(self, site: Site, end: int, *, percent: bool) -> Phrase | None:
        """What is counted: behind the number, or before it, or what the words before count."""
        analysis = self.analysis
        if site.kind == "dual":
            return Phrase(site.first, site.last)
        found = None
        if analysis.units[site.first].definite and site.kind == "number":
            found = counted_before(analysis, site.first)
        elif analysis.has(site.first - 1, "w.al") and site.first > 1 and analysis.units[site.first - 2].definite:
            found = counted_before(analysis, site.first - 1)
        if found is None:
            found = counted_after(analysis, end, site, whole=percent)
        return self._other_noun(site) if found is None and not percent else found

    def _modifier(self, first: int) -> Modifier | None:
        """The words right before a number that say how it is meant, an article set off by a tatweel passed over."""
        found = self.beside.before.get(first)
        if found is None and self.analysis.has(first - 1, "w.al"):
            return self.beside.before.get(first - 1)
        return found

    def _second(self, site: Site) -> Site | None:
        """The second number of a range: between 20 and 30, three or five, 20 to 30, 20-30."""
        analysis = self.analysis
        link = site.last
        between = analysis.has(site.first - 1, "w.between")
        if not (
            analysis.has(link, "w.aw")
            or (between and (analysis.has(link, "wa") or analysis.has(link, "w.aw")))
            or (analysis.has(link, "w.ila") and not self._changes(site.first))
            or (analysis.has(link, "dash") and not analysis.units[link].space)
        ):
            return None
        place = link + 1
        if place >= len(analysis.units) or analysis.has(place, "w.between"):
            place += 1
        if place >= len(analysis.units):
            return None
        found = site_at(analysis, place)
        if found is None or found.kind != "number" or found.low <= site.low:
            return None
        return found

    def _changes(self, first: int) -> bool:
        """Whether a word before a number says that something rose, fell or was cut."""
        sentence = self.analysis.sentences[self.analysis.sentence_of[first]]
        return self.analysis.any_of("change", max(sentence.start, first - _REACH), first)

    def _change(self, site: Site) -> Literal["from", "to"] | None:
        """Whether a figure is where a change began or what it came to."""
        if not self._changes(site.first):
            return None
        if self.analysis.has(site.first - 1, "w.ila"):
            return "to"
        return "from" if self.analysis.has(site.first - 1, "w.min") else None

    def _other_noun(self, site: Site) -> Phrase | None:
        """What is counted where no noun follows: the definite noun before, or the figure before's noun."""
        analysis = self.analysis
        first = site.first
        if site.kind != "number":
            return None
        place = first - 1 if analysis.has(first - 1, "w.al") else first
        if place < first:
            return counted_before(analysis, place)
        told = counted_of_number(analysis, first)
        if told is not None:
            return told
        if analysis.has(first, "nw.u") and site.last - first == 1 and 2 <= site.low <= 10:
            return counted_before_indefinite(analysis, first)
        beside = analysis.has(first - 1, "wa") and analysis.has(site.last, "w.fi")
        if self.last is not None and (
            beside or analysis.has(first - 1, "f.versus") or analysis.has(site.last, "f.ofthem")
        ):
            sentence, counted = self.last
            if sentence == analysis.sentence_of[first]:
                return counted
        return None

    def _unit(self, site: Site, counted: Phrase | None, *, percent: bool) -> str | None:
        if percent:
            return "percent"
        if site.kind == "share":
            return "share"
        if counted is not None:
            entry = self.analysis.units[counted.first].entry("money")
            if entry is not None:
                return entry.value or "money"
        return None


def _scale_shared(analysis: Analysis, site: Site, second: Site) -> float:
    """The scale that is said once for both numbers of a range: 50 to 60 thousand."""
    if any(analysis.has(index, "nw.s") for index in range(site.first, site.last)):
        return 1
    scales = [
        float(entry.value)
        for index in range(second.first, second.last)
        if (entry := analysis.units[index].entry("nw.s")) is not None
    ]
    shared = max(scales, default=1.0)
    return shared if second.last - second.first > 1 and site.low * shared < second.low else 1


def _behind_adjectives(analysis: Analysis, site: Site) -> int:
    """The index behind a dual and its adjectives, which are duals too but count nothing."""
    end = site.last
    while end < len(analysis.units) and end - site.first < 4 and adjective(analysis, end, site.first):
        end += 1
    return end


def _bounds(low: float, high: float, said: list[Modifier]) -> tuple[float | None, float | None]:
    """The bounds as told: an open end where the words give only the other."""
    moods = {modifier.how for modifier in said}
    if "min" in moods:
        return low, None
    if "max" in moods:
        return None, high
    return low, max(low, high)

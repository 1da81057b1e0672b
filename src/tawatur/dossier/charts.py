"""Charts as Vega-Lite specifications: plain values that the vendored bundle draws, each beside a table that says the same.

Colours are CSS variables' names, resolved by the page, so that charts follow the light and the dark theme.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tawatur.dossier.labels import Language, label
from tawatur.dossier.views.story import SeriesRow, TrackRow
from tawatur.dossier.views.timeline import Line
from tawatur.model.article import Published

Spec = dict[str, object]

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_MOST_WORDS = 90
_MOST_ROWS = 14
"""Rows of the timeline chart: the actors with most lines; the table below it has them all."""
_MOST_DAYS, _MUCH_LONGER = 0.85, 2
"""The share of its days that the timeline shows at first, where the whole is so many times as long."""


# every axis of days reads the days as they stand, in no time zone, and writes them in ISO form: no month names to misread
_DAY = 86_400_000
"""Milliseconds: no axis is cut finer than a day."""
_EPOCH = date(1970, 1, 1).toordinal() * _DAY
_FLUSH = 30
"""Pixels: a label so near to an axis' end is drawn inside it, not over the other axis' labels."""
_DAYS: Spec = {
    "scale": {"type": "utc"},
    "axis": {"format": "%Y-%m-%d", "labelOverlap": "greedy", "tickCount": 6, "tickMinStep": _DAY, "labelFlush": _FLUSH},
}


def series_chart(row: SeriesRow, language: Language) -> Spec | None:
    """A series' figures with their ranges by the day they were reported; None where fewer than two are dated."""
    values = [
        {
            "day": _middle(point.reported),
            "low": point.low,
            "high": point.high if point.high is not None else point.low,
            "bound": label("at_least" if point.high is None else "as_told", language),
            "outlet": point.quote.outlet or label("unknown_outlet", language),
            "words": _short(point.quote.prefix[-30:] + point.quote.text + point.quote.suffix),
        }
        for point in row.points
        if point.low is not None and _middle(point.reported)
    ]
    if len(values) < 2:
        return None
    x = {"field": "day", "type": "temporal", "title": label("reported", language), **_DAYS}
    y = {
        "field": "low", "type": "quantitative", "title": None, "scale": {"zero": True, "nice": True},
        "axis": {"format": ",~f", "tickCount": 5},
    }  # fmt: skip
    return _spec(
        values,
        height=220,
        layer=[
            {"mark": {"type": "line", "interpolate": "step-after", "opacity": 0.5}, "encoding": {"x": x, "y": y}},
            {"mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.4}, "encoding": {"x": x, "y": y, "y2": {"field": "high"}}},
            {
                "mark": {"type": "point", "filled": True, "size": 90},
                "encoding": {
                    "x": x,
                    "y": y,
                    "shape": {
                        "field": "bound", "type": "nominal", "title": None, "legend": {"orient": "top"},
                        "scale": {"domain": [label("as_told", language), label("at_least", language)], "range": ["circle", "triangle-up"]},
                    },
                    "tooltip": _tooltip(("outlet", "outlet"), ("low", "value"), ("words", "words"), language=language),
                },
            },
        ],
    )  # fmt: skip


def track_chart(row: TrackRow, language: Language) -> Spec | None:
    """A milestone trend chart: report date across, promised date up, so that a slip is a step."""
    why = {slip.after: slip.reason.text for slip in row.slips if slip.reason}
    values = [
        {
            "day": _middle(point.reported),
            "who": point.according_to or label("author", language),
            "why": _short(why.get(number, "—")),
            "from": point.earliest.isoformat() if point.earliest else point.latest.isoformat(),
            "to": point.latest.isoformat() if point.latest else None,
            "status": label(point.status or "planned", language),
            "outlet": point.quote.outlet or label("unknown_outlet", language),
            "words": _short(point.quote.text),
        }
        for number, point in enumerate(row.points)
        if _middle(point.reported) and point.latest
    ]
    if len(values) < 2:
        return None
    x = {"field": "day", "type": "temporal", "title": label("reported", language), **_DAYS}
    y = {"field": "to", "type": "temporal", "title": label("promised", language), **_DAYS}
    return _spec(
        values,
        height=220,
        layer=[
            {"mark": {"type": "line", "interpolate": "step-after", "opacity": 0.5}, "encoding": {"x": x, "y": y}},
            {"mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.4}, "encoding": {"x": x, "y": {**y, "field": "from"}, "y2": {"field": "to"}}},
            {
                "mark": {"type": "point", "filled": True, "size": 90},
                "encoding": {
                    "x": x,
                    "y": y,
                    "shape": {"field": "status", "type": "nominal", "title": None, "legend": {"orient": "top"}},
                    "tooltip": _tooltip(
                        ("who", "who"), ("outlet", "outlet"), ("status", "status"), ("words", "words"), ("why", "why"),
                        language=language,
                    ),
                },
            },
        ],
    )  # fmt: skip


def timeline_chart(lines: tuple[Line, ...], language: Language) -> Spec | None:
    """All dated lines by actor, an uncertain day as its interval; wheel and drag zoom the axis."""
    dated = [line for line in lines if line.earliest is not None and line.latest is not None]
    if len(dated) < 2:
        return None
    unknown = label("unknown", language)
    seen = _bulk([line.earliest for line in dated if line.earliest])
    within = [line for line in dated if seen is None or (line.earliest and seen[0] <= line.earliest <= seen[1])]
    counts = Counter(line.who or unknown for line in within)
    rows = sorted(counts, key=lambda name: (-counts[name], name))[:_MOST_ROWS]
    values = [
        {
            "from": line.earliest.isoformat() if line.earliest else None,
            "to": line.latest.isoformat() if line.latest else None,
            "who": line.who or unknown,
            "kind": label(line.kind, language),
            "words": _short(line.quote.text),
            "outlet": line.quote.outlet or label("unknown_outlet", language),
        }
        for line in dated
        if (line.who or unknown) in rows
    ]
    x = {"field": "from", "type": "temporal", "title": None, **_DAYS}
    grid: Spec = {"name": "grid", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"}
    if seen:
        grid["value"] = {"x": [day.toordinal() * _DAY - _EPOCH for day in seen]}
    side = "right" if language == "ar" else "left"
    y = {"field": "who", "type": "nominal", "title": None, "sort": rows, "axis": {"orient": side}}
    colour = {"field": "kind", "type": "nominal", "title": None, "legend": {"orient": "top"}}
    tip = _tooltip(("who", "who"), ("kind", "kind"), ("words", "words"), ("outlet", "outlet"), language=language)
    return _spec(
        values,
        height=24 * len(rows) + 20,
        layer=[
            {
                "mark": {"type": "rule", "strokeWidth": 4, "opacity": 0.35, "clip": True},
                "params": [grid],
                "encoding": {"x": x, "x2": {"field": "to"}, "y": y, "color": colour, "tooltip": tip},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 45, "clip": True},
                "encoding": {"x": x, "y": y, "color": colour, "tooltip": tip},
            },
        ],
    )  # fmt: skip


def _bulk(days: list[date]) -> tuple[date, date] | None:
    """The shortest stretch that holds most days, to be seen first; None where the whole is not much longer.

    One article that recalls the year 1916 must not press a story of six weeks into a dot.
    """
    ordered = sorted(days)
    most = math.ceil(len(ordered) * _MOST_DAYS)
    first, last = min(zip(ordered, ordered[most - 1 :], strict=False), key=lambda ends: ends[1] - ends[0])
    if (ordered[-1] - ordered[0]).days < _MUCH_LONGER * max(1, (last - first).days):
        return None
    room = timedelta(days=3 + (last - first).days // 20)
    return max(first - room, ordered[0]), min(last + room, ordered[-1])


def _spec(values: Sequence[Mapping[str, object]], **parts: object) -> Spec:
    return {"$schema": _SCHEMA, "data": {"values": values}, **parts}


def _tooltip(*fields: tuple[str, str], language: Language) -> list[dict[str, str]]:
    return [{"field": field, "title": label(title, language)} for field, title in fields]


def _middle(published: Published) -> str | None:
    day: date | None = published.earliest or published.latest
    return day.isoformat() if day else None


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MOST_WORDS else flat[: _MOST_WORDS - 1] + "…"

"""The charts open where a reader wants to look."""

from dataclasses import replace
from datetime import date, timedelta

from tawatur.dossier.charts import timeline_chart
from tawatur.dossier.views.timeline import timeline

_DAY = timedelta(days=1)
_EPOCH = date(1970, 1, 1)


def _lines(material, days):
    one = next(line for line in timeline(material) if line.earliest)
    return tuple(replace(one, id=str(n), who=f"who {day.year}", earliest=day, latest=day) for n, day in enumerate(days))


def _domain(spec):
    return spec["layer"][0]["params"][0].get("value", {}).get("x")


def test_a_day_long_ago_does_not_press_the_timeline_into_a_dot(material):
    days = [date(1916, 5, 16), *(date(2026, 1, 1) + n * _DAY for n in range(20))]
    spec = timeline_chart(_lines(material, days), "ar")
    first, last = (_EPOCH + timedelta(milliseconds=end) for end in _domain(spec))
    assert date(2025, 12, 20) <= first <= date(2026, 1, 1)
    assert date(2026, 1, 17) <= last <= date(2026, 1, 20)
    assert {value["who"] for value in spec["data"]["values"]} == {"who 2026"}


def test_a_timeline_that_is_even_opens_whole(material):
    spec = timeline_chart(_lines(material, [date(2026, 1, 1) + n * _DAY for n in range(20)]), "ar")
    assert _domain(spec) is None
    assert len(spec["data"]["values"]) == 20

"""How moves of a date and the titles of claims and tracks are told: in words that an analyst can quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tawatur.dossier.slips import amount, slip_text
from tawatur.dossier.views.story import schedule
from tawatur.dossier.views.titles import closed
from tawatur.model.story import Deadline


def day(text: str) -> Deadline:
    return Deadline(earliest=date.fromisoformat(text), latest=date.fromisoformat(text))


SOME_DAY_IN_MAY = Deadline(earliest=date(2031, 5, 1), latest=date(2031, 5, 31))


@pytest.mark.parametrize(
    ("days", "old", "new", "done", "told"),
    [
        (11, day("2031-05-20"), day("2031-05-31"), False, "slipped 11 days"),
        (-1, day("2031-05-20"), day("2031-05-19"), False, "moved one day earlier"),
        (12, SOME_DAY_IN_MAY, day("2031-06-12"), False, "slipped 12 days or so"),
        (122, SOME_DAY_IN_MAY, day("2031-09-30"), False, "slipped about 4 months"),
        (0, day("2031-05-20"), day("2031-05-20"), True, "reported done on its day"),
        (None, day("2031-05-20"), None, False, "the date was dropped and no other given"),
        (None, day("2031-05-20"), SOME_DAY_IN_MAY, False, "the date moved by an amount that is not known"),
    ],
)
def test_a_move_is_told_as_exactly_as_its_days_are_known(days, old, new, done, told):
    assert amount(days, old, new, "en", done=done) == told


def test_a_move_is_told_with_both_dates_its_outlet_and_its_reason(material):
    (track,) = schedule(material)
    line = slip_text(track.slips[0], track, "en")
    for part in ("slipped about 4 months", "from (", "according to قناة السفح", "«بسبب العاصفة»"):
        assert part in line, part
    assert "تأخّر نحو 4 أشهر" in slip_text(track.slips[0], track, "ar")


def test_a_title_closes_the_quotation_that_it_opens(material):
    text = "قال الناطق «إن البعثة ستغادر» ومضى"
    quote = next(iter(schedule(material)[0].points)).quote
    start, end = text.index("«"), text.index("»")

    def cut(first: int, last: int) -> str:
        return closed(replace(quote, text=text[first:last], prefix=text[:first], suffix=text[last:]))

    assert cut(start, end) == text[start : end + 1]
    assert cut(start + 1, end + 1) == text[start : end + 1]
    assert cut(0, start) == text[:start]

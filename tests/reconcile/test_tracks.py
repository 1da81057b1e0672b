"""One commitment through time: what moves its date, and what only recalls an earlier one."""

from __future__ import annotations

from datetime import date

from tawatur.model.article import Article, Published
from tawatur.model.story import Track
from tawatur.read.reader import read
from tawatur.reconcile import reconcile


def signing(*reports: tuple[date, str]) -> Track:
    """The longest track of some reports, each with its day."""
    articles = [
        Article(id=f"a{n}", text=text, outlet=f"صحيفة {n}", published=Published(earliest=day, latest=day, stated=True))
        for n, (day, text) in enumerate(reports)
    ]
    return max(reconcile(read(article) for article in articles).tracks, key=lambda track: len(track.points))


FIRST = date(2025, 9, 10), "قال وزير النقل إن توقيع عقد تطوير ميناء ساريفا مع الشركة سيتم في 30 أكتوبر 2025."
LATER = date(2025, 11, 3), "أكد وزير النقل أن توقيع عقد تطوير ميناء ساريفا مع الشركة سيتم في 10 ديسمبر 2025."


def test_a_later_report_with_a_new_date_moves_it() -> None:
    track = signing(FIRST, LATER)
    assert [(slip.before, slip.after, slip.days) for slip in track.slips] == [(0, 1, 41)]


def test_a_report_that_recalls_the_first_date_moves_nothing_back() -> None:
    recalled = date(2025, 11, 20), "وكان توقيع عقد تطوير ميناء ساريفا مع الشركة مقررا في البداية في 30 أكتوبر 2025."
    track = signing(FIRST, LATER, recalled)
    assert [(slip.before, slip.after, slip.days) for slip in track.slips] == [(0, 1, 41)]

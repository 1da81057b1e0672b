from __future__ import annotations

from datetime import date

import pytest

from tawatur.model.article import Article, Published
from tawatur.read.reader import read

DAY = date(2024, 8, 16)


def causes(text: str) -> list[tuple[str, str, str, str | None]]:
    published = Published(earliest=DAY, latest=DAY, stated=True)
    _, reading = read(Article(id="example", text=text, published=published))
    moved = {mark.id: mark.span for mark in reading.commitments} | {mark.id: mark.trigger for mark in reading.events}
    givers = {mark.id: mark.speaker for mark in reading.statements}
    return [
        (cause.relation, cause.reason.cut(text), moved[cause.effect].cut(text), givers.get(cause.according_to or ""))
        for cause in reading.causes
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "تأجل الإعلان عن الاتفاق بسبب التصعيد.",
            [("because", "التصعيد", "تأجل الإعلان عن الاتفاق بسبب التصعيد", None)],
        ),
        (
            "الهجوم على القاعدة يؤجل انسحاب القوات.",
            [("because", "الهجوم على القاعدة", "الهجوم على القاعدة يؤجل انسحاب القوات", None)],
        ),
        (
            "كان مقررا أن يعقد المؤتمر في مايو لولا القصف.",
            [("because", "القصف", "كان مقررا أن يعقد المؤتمر في مايو لولا القصف", None)],
        ),
    ],
)
def test_a_reason_is_tied_to_the_move_it_explains(text, found):
    assert causes(text) == found


def test_a_reason_inside_a_statement_is_its_speakers():
    text = "قال الوزير سالم الراشد إن الإعلان تأجل بسبب الخلافات."
    assert [(reason, giver) for _, reason, _, giver in causes(text)] == [("الخلافات", "سالم الراشد")]


def test_because_without_a_move_is_no_cause():
    assert causes("الطقس بارد بسبب الرياح.") == []

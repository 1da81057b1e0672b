"""What a user must be able to read out of five real articles on one process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.model.reading import Reading
from tawatur.read.reader import read


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, tuple[Article, Reading]]:
    found = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        (article,) = take([path])
        assert isinstance(article, Article)
        found[path.name[:3]] = read(article)
    return found


def terms(pair: tuple[Article, Reading]) -> set[tuple[date | None, date | None, str]]:
    return {(mark.earliest, mark.latest, mark.status) for mark in pair[1].commitments if mark.when}


def test_a_staged_plan_is_two_commitments(seeds):
    found = terms(seeds["001"])
    assert (date(2025, 9, 1), date(2025, 9, 30), "planned") in found
    assert (date(2026, 12, 1), date(2026, 12, 31), "planned") in found


def test_the_end_of_the_combat_presence_has_its_day(seeds):
    assert any(earliest == latest == date(2021, 12, 31) for earliest, latest, _ in terms(seeds["003"]))


def reasons(pair: tuple[Article, Reading]) -> list[tuple[str, str | None]]:
    article, reading = pair
    postponed = {mark.id for mark in reading.commitments if mark.status == "postponed"}
    speakers = {mark.id: mark.speaker for mark in reading.statements}
    return [
        (cause.reason.cut(article.text), speakers.get(cause.according_to or ""))
        for cause in reading.causes
        if cause.effect in postponed
    ]


def test_the_postponed_announcement_has_its_reasons_with_who_gave_them(seeds):
    escalation = [giver for reason, giver in reasons(seeds["001"]) if "التصعيد" in reason]
    assert escalation
    assert all("مصادر" in (giver or "") for giver in escalation)
    given = reasons(seeds["004"])
    assert any("القصف" in reason or "الهجوم" in reason for reason, _ in given)
    assert any("التطورات" in reason and "الخارجية العراقية" in (giver or "") for reason, giver in given)


def test_the_review_is_the_condition_of_the_timetable(seeds):
    article, reading = seeds["000"]
    conditions = [mark.condition.cut(article.text) for mark in reading.commitments if mark.condition]
    assert "في ضوء هذه المراجعة" in conditions


def test_the_parliaments_request_and_its_vote_are_events(seeds):
    assert any(event.kind == "REQUEST" for event in seeds["002"][1].events)
    votes = [
        event
        for event in seeds["003"][1].events
        if event.earliest == date(2020, 1, 1) and event.latest == date(2020, 1, 31)
    ]
    assert any("تصويت" in event.trigger.cut(seeds["003"][0].text) for event in votes)

"""A long day: feeds that never rest, servers that fail, clocks that jump, a program that is broken off, another that
reads and adds at the same time. Nothing is lost, nothing is kept twice, and every fault is one clear sentence.

Time is simulated. The short form takes seconds; with TAWATUR_SOAK=1 a whole hour of a busy day goes by, a poll a minute.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import msgspec
import pytest

from tawatur import api
from tawatur.errors import InputError, RefusedError
from tawatur.ingest import Context
from tawatur.ingest.record import Fetched
from tawatur.ledger import Ledger, LedgerView, check
from tawatur.model.judgement import judgement

LONG = bool(os.environ.get("TAWATUR_SOAK"))
POLLS, NEW_A_POLL = (60, 6) if LONG else (7, 3)
CLOCKS = {
    "autumn change of clocks": datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp(),
    "an hour back": datetime(2026, 10, 24, 23, 30, tzinfo=UTC).timestamp(),
    "the end of 32 bits": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC).timestamp(),
    "back again": datetime(2026, 10, 25, 1, 30, tzinfo=UTC).timestamp(),
}
OTHER = """
import sys, time
from pathlib import Path
from tawatur import api

location, folder, stop = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
api.read_text("warm")
print("ready", flush=True)
before, number = 0, 0
while True:
    last = stop.exists()
    with api.view_ledger(location) as view:
        now = view.counts().articles
        assert now >= before, "articles are gone"
        before = now
        known = {article.id for article in view.articles(versions=True)}
        assert len(known) >= before
        assert all(view.article(hit.article) for hit in view.search("الوزير", limit=20))
        for article, reading in view.readings():
            for statement in reading.statements:
                statement.cue.cut(article.text)
    with api.open_ledger(location) as ledger:
        api.add(ledger, [folder / f"{number:03}.txt", folder / f"{max(0, number - 1):03}.txt"])
    number += 1
    if last:
        break
    time.sleep(0.3)
    (folder / f"{number:03}.txt").write_text(f"خبر محلي {number}\\n\\nقال المدير إن {number + 40} عاملا عادوا أمس.", "utf-8")
print(number, flush=True)
"""


class PowerError(Exception):
    """The power goes."""


@dataclass
class Story:
    """One article of the simulated outlets, with the versions published so far."""

    number: int
    outlet: int
    copied: int | None = None
    versions: int = 1
    broken: int = 0

    @property
    def url(self) -> str:
        return f"https://outlet{self.outlet}.example/{self.number}"

    def text(self, version: int | None = None) -> str:
        told, at = self.copied if self.copied is not None else self.number, version or self.versions
        edited = f" وأضاف في تحديث رقم {at} أن {at * 7 + told} حافلة وصلت." if at > 1 else ""
        return (
            f"<p>قال الوزير سالم إن {told + 20} عاملا عادوا إلى الميناء رقم {told} بعد إضراب دام أسبوعين.{edited}</p>"
            f"<p>ونفت نقابة العمال في بيان أن يكون الاتفاق {told} قد وُقّع، مضيفة أن المحادثات مستمرة حتى نهاية الشهر المقبل.</p>"
        )


@dataclass
class World:
    """Five feeds of made outlets; it answers as a fetcher and fails as servers do."""

    chance: random.Random
    stories: list[Story] = field(default_factory=list)
    down: set[int] = field(default_factory=set)
    power: int | None = None
    asked: int = 0

    feeds = tuple(f"https://outlet{n}.example/feed" for n in range(5))

    def goes_on(self) -> None:
        """A minute of news."""
        for _ in range(NEW_A_POLL):
            copied = self.chance.choice(self.stories).number if self.stories and self.chance.random() < 0.25 else None
            self.stories.append(Story(len(self.stories), self.chance.randrange(5), copied))
        for story in self.chance.sample(self.stories, min(2, len(self.stories))):
            story.versions += 1
        for story in self.chance.sample(self.stories, min(2, len(self.stories))):
            story.broken = self.chance.randrange(3)
        self.down = {n for n in range(5) if self.chance.random() < 0.15}

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        self.asked += 1
        if self.power is not None and self.asked >= self.power:
            self.power = None
            raise PowerError
        outlet = int(url.partition("outlet")[2].partition(".")[0])
        if url.endswith("/feed"):
            if outlet in self.down:
                raise (
                    RefusedError("watch.no_feed")
                    if self.chance.random() < 0.5
                    else InputError("fetch.failed", status=503)
                )
            return self._feed(url, outlet, etag)
        story = self.stories[int(url.rpartition("/")[2])]
        if story.broken:
            story.broken -= 1
            raise RefusedError("fetch.slow")
        page = f"<html><head><title>عودة العمال {story.number}</title></head><body><article><h1>عودة العمال {story.number}</h1>{story.text()}</article></body></html>"
        return Fetched(url=url, data=page.encode(), charset="utf-8")

    def _feed(self, url: str, outlet: int, etag: str | None) -> Fetched:
        listed = [story for story in self.stories if story.outlet == outlet]
        tag = f'"{sum(story.versions for story in listed)}-{len(listed)}"'
        if etag == tag:
            return Fetched(url=url, unchanged=True)
        # every third story comes whole in the feed; one stands in it twice
        items = [
            f"<entry><id>{story.url}</id><link href='{story.url}'/><title>عودة العمال {story.number}</title>"
            f"<updated>2026-10-{1 + story.versions % 28:02}T08:00:00Z</updated>"
            + (f"<content type='html'>{escape(story.text() * 3)}</content>" if story.number % 3 == 0 else "")
            + "</entry>"
            for story in (*reversed(listed), *listed[:1])
        ]
        head = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>منبر {outlet}</title>"
        return Fetched(url=url, data=f"{head}{''.join(items)}</feed>".encode(), charset="utf-8", etag=tag)


def test_a_simulated_hour_of_a_busy_day_loses_nothing(location, tmp_path):
    folder, stop = tmp_path / "local", tmp_path / "stop"
    folder.mkdir()
    (folder / "000.txt").write_text("خبر محلي\n\nقال المدير إن 40 عاملا عادوا أمس.", "utf-8")
    with Ledger(location):
        pass
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER, location, str(folder), str(stop)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert other.stdout.readline().strip() == "ready"
        world, reasons = _lived(location)
    finally:
        stop.touch()
        said, trouble = other.communicate(timeout=120)
    assert other.returncode == 0, trouble
    local = int(said)
    assert local >= 1
    with api.open_ledger(location) as ledger:
        api.reconcile(ledger)
    with LedgerView(location) as view:
        _nothing_is_lost(view, world, local)
    for reason in reasons:
        assert reason.strip()
        assert "\n" not in reason
        assert "Traceback" not in reason
        assert "Error" not in reason


def _lived(location: str) -> tuple[World, list[str]]:
    """The world at the end of its hour, and the reasons that were told on the way."""
    chance = random.Random(9)
    world, reasons = World(chance), []
    context = Context(fetcher=world)
    now, jumps = datetime(2026, 10, 25, 0, 0, tzinfo=UTC).timestamp(), list(CLOCKS.values())
    crashes = 0

    def told(step: api.Step) -> None:
        if step.reason:
            reasons.append(step.reason)
        if chance.random() < (0.01 if LONG else 0.08):
            raise PowerError

    for poll in range(POLLS):
        world.goes_on()
        now += 60
        if poll % max(1, POLLS // 6) == 1 and jumps:
            now = jumps.pop(0)
        if chance.random() < 0.3:
            world.power = world.asked + chance.randrange(1, 8)
        try:
            with api.open_ledger(location) as ledger:
                api.watch(ledger, world.feeds, now, context=context, told=told)
        except PowerError:
            crashes += 1
    assert crashes
    # the servers are well again, and the news rests
    world.power, world.down = None, set()
    for story in world.stories:
        story.broken = 0
    with api.open_ledger(location) as ledger:
        for wait in (0, 7 * 3600):
            api.watch(ledger, world.feeds, now + wait, context=context)
        assert api.watch(ledger, world.feeds, now + 8 * 3600, context=context) == api.AddReport()
        api.reconcile(ledger)
    return world, reasons


def _nothing_is_lost(view: LedgerView, world: World, local: int) -> None:
    assert list(check(view)) == []
    assert view.failures() == ()
    assert view.runs() == ()
    every = list(view.articles(versions=True))
    assert len({(a.url, a.text, a.outlet) for a in every}) == len(every)
    current = Counter(article.url for article in view.articles())
    assert {url: count for url, count in current.items() if url} == {story.url: 1 for story in world.stories}
    assert current[None] == local
    for story in world.stories:
        (newest,) = [article for article in view.articles() if article.url == story.url]
        if story.versions > 1:
            assert f"في تحديث رقم {story.versions} أن" in newest.text
        versions = [article.text for article in view.versions(newest.id)]
        numbers = [_version(text) for text in versions]
        assert numbers == sorted(set(numbers)), "the versions stand in the order in which they came"
    assert len([r for _, r in view.readings()]) == len(list(view.articles()))
    assert view.story_is_current()
    assert view.story().copies or len(world.stories) < 10


def _version(text: str) -> int:
    found = text.partition("في تحديث رقم ")[2]
    return int(found.split()[0]) if found else 1


def test_a_story_that_another_process_has_overtaken_stays_outdated(location, monkeypatch):
    import tawatur.reconcile

    put_together = tawatur.reconcile.resume

    def slow(*given, **named):
        with api.open_ledger(location) as other:
            other.add(*api.read_text("خبر آخر\n\nقال الوزير إن 30 عاملا عادوا أمس."))
        return put_together(*given, **named)

    with api.open_ledger(location) as ledger:
        ledger.add(*api.read_text("خبر\n\nقال الوزير إن 40 عاملا عادوا أمس."))
        monkeypatch.setattr(tawatur.reconcile, "resume", slow)
        api.reconcile(ledger)
        assert not ledger.story_is_current()
        monkeypatch.undo()
        api.reconcile(ledger)
        assert ledger.story_is_current()


def test_a_clock_that_went_back_stops_no_feed(location):
    world = World(random.Random(1))
    world.goes_on()
    for story in world.stories:
        story.broken = 0
    context = Context(fetcher=world)
    world.down = set(range(5))
    later, today = CLOCKS["the end of 32 bits"], CLOCKS["an hour back"]
    with api.open_ledger(location) as ledger:
        assert api.watch(ledger, world.feeds, later, context=context).failed == 5
        assert all(each.not_before > later for each in ledger.watched())
        world.down = set()
        assert api.watch(ledger, world.feeds, later + 30, context=context) == api.AddReport(), "it waits as it should"
        assert api.watch(ledger, world.feeds, today, context=context).new == NEW_A_POLL


def test_an_articles_page_is_asked_for_again_until_it_comes(location):
    world = World(random.Random(1), stories=[Story(1, 0), Story(2, 0)][:0])
    world.stories = [Story(0, 0), Story(1, 0, broken=2), Story(2, 0, broken=99)]
    context = Context(fetcher=world)
    with api.open_ledger(location) as ledger:
        done = [api.watch(ledger, world.feeds, 60.0 * poll, context=context) for poll in range(8)]
        assert [report.new for report in done] == [1, 0, 1, 0, 0, 0, 0, 0]
        assert [report.failed for report in done] == [2, 2, 1, 1, 1, 1, 0, 0]
        assert [failure.path for failure in ledger.failures()] == [world.stories[2].url]
        # given up, until the outlet changes it
        world.stories[2].versions, world.stories[2].broken = 2, 0
        assert api.watch(ledger, world.feeds, 3600.0, context=context).new == 1
        assert ledger.failures() == ()


def test_who_decides_last_is_in_force_though_the_clock_went_back():
    from tawatur.ledger.judged import moment, standing

    early, late = datetime(2026, 10, 25, tzinfo=UTC), datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC)
    known = [judgement("accept", "aaaa", by="Layla", at=moment(late, [], "aaaa"))]
    for verdict in ("reject", "accept", "reject"):
        known.append(judgement(verdict, "aaaa", by="Omar", at=moment(early, known, "aaaa")))
        assert standing(known)["aaaa", None] == known[-1]
    assert moment(early, known, "bbbb").startswith("2026-10-25"), "other things keep the clock's own moment"
    pair = judgement("same", "bbbb", other="aaaa", by="Layla", at=moment(late, known, "bbbb", "aaaa"))
    assert moment(early, [pair], "aaaa", "bbbb") > pair.at


@pytest.mark.parametrize("now", CLOCKS.values(), ids=CLOCKS.keys())
def test_moments_of_every_age_come_back_from_the_ledger(location, now):
    world = World(random.Random(2))
    world.goes_on()
    world.down = set(range(5))
    with api.open_ledger(location) as ledger:
        api.watch(ledger, world.feeds, now, context=Context(fetcher=world))
        kept = ledger.watched()
    assert [each.not_before for each in kept] == [now + 60] * 5
    assert msgspec.json.decode(msgspec.json.encode(kept[0]), type=type(kept[0])) == kept[0]

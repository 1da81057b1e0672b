from __future__ import annotations

import msgspec
import pytest
from made_outlet import title

from tawatur.ingest import Context, Failure
from tawatur.ingest.fetch import Fetcher, Manners
from tawatur.ingest.versions import word_diff
from tawatur.ingest.watch import WatchState, poll


@pytest.fixture
def context():
    with Fetcher(Manners(delay=0.0, allow_private=True)) as fetcher:
        yield Context(fetcher=fetcher)


def run(outlet, state, context, now=0.0, most=None):
    titles = []
    for step in poll([f"{outlet.url}/feed.xml"], state, context, now):
        state = step.state
        if step.taken is not None:
            titles.append(step.taken.reason if isinstance(step.taken, Failure) else step.taken.title)
        if most is not None and len(titles) >= most:
            break
    return titles, state


def test_a_poll_takes_each_entry_once_and_the_next_asks_only_for_what_is_new(outlet, context):
    outlet.items = range(1, 4)
    first, state = run(outlet, WatchState(), context)
    assert sorted(first) == sorted(title(number) for number in (1, 2, 3))
    again, state = run(outlet, state, context)
    assert again == []
    assert outlet.conditions == ["", '"4"']
    outlet.items = range(1, 5)
    later, _ = run(outlet, state, context)
    assert later == [title(4)]


@pytest.mark.parametrize("stopped", [1, 2, 3])
def test_a_poll_that_is_stopped_goes_on_where_it_stopped(outlet, context, stopped):
    outlet.items = range(1, 5)
    first, state = run(outlet, WatchState(), context, most=stopped)
    # the state is kept as bytes between the two runs
    state = msgspec.json.decode(msgspec.json.encode(state), type=WatchState)
    rest, state = run(outlet, state, context)
    assert sorted(first + rest) == sorted(title(number) for number in range(1, 5))
    assert len(first) == stopped
    assert run(outlet, state, context)[0] == []


def test_a_feed_that_fails_waits_longer_each_time(outlet, context):
    address = f"{outlet.url}/nothing.xml"
    state, waits, now = WatchState(), [], 0.0
    for _ in range(4):
        (step,) = poll([address], state, context, now)
        state = step.state
        assert "404" in step.taken.reason
        assert list(poll([address], state, context, now + 1)) == []
        waits.append(state.of(address).not_before - now)
        now = state.of(address).not_before
    assert waits == [60.0, 120.0, 240.0, 480.0]


def test_a_page_edited_between_visits_is_another_text_at_the_same_address(outlet, context):
    from tawatur.ingest import take

    address = f"{outlet.url}/news/2"
    (before,) = take([address], context)
    outlet.edit = " في نهاية الشهر المقبل"
    (after,) = take([address], context)
    assert before.url == after.url
    assert before.id != after.id
    changes = word_diff(before.text, after.text)
    # the comma is written in one with the word before it
    assert [(change.kind, change.new.cut(after.text)) for change in changes] == [
        ("replace", "البيئي في نهاية الشهر المقبل،")
    ]
    assert changes[0].old.cut(before.text) == "البيئي،"

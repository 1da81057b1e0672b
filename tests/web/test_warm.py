"""What the first pages wait for is made ready in the background once the desk is open."""

from threading import Event, Thread

import httpx
import pytest

from tawatur.ledger import LedgerView
from tawatur.web import desk as desks
from tawatur.web.desk import Desk
from tawatur.web.warm import warm

PAGES = ("/", "/timeline", "/claims", "/chains", "/statements", "/articles", "/review")


def _refuse(*_args, **_options):
    raise AssertionError("a page went over the whole ledger")


def test_once_warm_no_page_goes_over_the_whole_ledger(small_file, serve, monkeypatch):
    with serve(small_file) as served:
        warm(served.desk, Event())
        monkeypatch.setattr(desks, "story_index", _refuse)
        monkeypatch.setattr(LedgerView, "stream", _refuse)
        for page in PAGES:
            assert httpx.get(served.url + page).status_code == 200, page


def test_warming_stops_between_two_questions(small_file):
    desk, stop = Desk(str(small_file)), Event()
    stop.set()
    warm(desk, stop)
    asked = []
    desk.remember("index", lambda: asked.append(1))
    assert asked == [1]
    desk.close()


def test_a_ledger_that_is_gone_is_told_by_the_page_and_not_by_the_warming(small_file, tmp_path):
    copied = tmp_path / "gone.db"
    copied.write_bytes(small_file.read_bytes())
    desk = Desk(str(copied))
    desk.close()
    copied.write_bytes(b"no ledger any more" * 100)
    warm(desk, Event())
    with pytest.raises(Exception, match=r"gone\.db"):
        _ = desk.index


def test_who_asks_for_what_is_being_made_waits_for_it(small_file):
    desk, begun, go, made, got = Desk(str(small_file)), Event(), Event(), [], []

    def make():
        made.append(1)
        begun.set()
        go.wait(5)
        return "made"

    threads = [Thread(target=lambda: got.append(desk.remember("slow", make))) for _ in range(4)]
    for thread in threads:
        thread.start()
    begun.wait(5)
    go.set()
    for thread in threads:
        thread.join(5)
    assert (got, made) == (["made"] * 4, [1])
    desk.close()

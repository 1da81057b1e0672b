"""watch: new entries come in once, politely, and a broken round goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tawatur import api

PAGE = """<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="2026-05-0{n}T08:00:00+00:00"></head>
<body><article><h1>{title}</h1><p>قال الوزير إن {n}0 عاملا عادوا إلى الميناء بعد إضراب دام أسبوعين، وإن الإدارة
ستصرف أجورهم كاملة قبل نهاية الشهر الجاري.</p><p>وأضاف الوزير أن المحادثات مع النقابة مستمرة في العاصمة.</p></article>
</body></html>"""


class Outlet(ThreadingHTTPServer):
    """A made outlet: its feed lists the first `count` pages."""

    count = 2
    broken = False
    asked: ClassVar[list[str]] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        server.asked.append(self.path)
        base = f"http://127.0.0.1:{server.server_port}"
        if server.broken and self.path == "/feed":
            self.send_error(500)
            return
        if self.path == "/feed":
            tag = f'"{server.count}"'
            if self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            items = "".join(
                f"<item><title>خبر {n}</title><link>{base}/p/{n}</link><guid>{base}/p/{n}</guid></item>"
                for n in range(1, server.count + 1)
            )
            self.give(f'<?xml version="1.0"?><rss version="2.0"><channel><title>م</title>{items}</channel></rss>',
                      "application/rss+xml", tag)  # fmt: skip
        elif self.path.startswith("/p/"):
            n = int(self.path.removeprefix("/p/"))
            self.give(PAGE.format(title=f"عودة العمال {n}", n=n), "text/html; charset=utf-8")
        else:
            self.send_error(404)

    def give(self, text: str, kind: str, tag: str | None = None) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Tests are silent."""


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    server = Outlet(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def no_delay(monkeypatch):
    monkeypatch.setattr("tawatur.ingest.fetch.time.sleep", lambda _: None)


def test_what_is_new_comes_in_once(tawatur, outlet, tmp_path):
    ledger, feeds = tmp_path / "story.db", tmp_path / "feeds.opml"
    address = f"http://127.0.0.1:{outlet.server_port}/feed"
    feeds.write_text(f'<opml version="2.0"><body><outline type="rss" xmlUrl="{address}"/></body></opml>', "utf-8")
    first = tawatur("watch", ledger, feeds, "--once", "--allow-private")
    assert (first.code, first.out.strip()) == (0, "2 articles added")
    assert tawatur("watch", ledger, feeds, "--once", "--allow-private").out.strip() == "Nothing there to add."
    outlet.count = 3
    outlet.asked.clear()
    assert tawatur("watch", ledger, feeds, "--once", "--allow-private").out.strip() == "1 article added"
    assert [path for path in outlet.asked if path.startswith("/p/")] == ["/p/3"]
    assert tawatur("check", ledger).code == 0
    with api.view_ledger(ledger) as view:
        assert view.counts().articles == 3
        assert all(article.published.day is not None for article in view.articles())


def test_a_round_that_breaks_off_goes_on_where_it_stopped(outlet, tmp_path, monkeypatch):
    address = f"http://127.0.0.1:{outlet.server_port}/feed"
    outlet.count = 4
    context = api.fetching(allow_private=True)

    class PowerError(Exception):
        """The power goes."""

    def stop(step):
        if step.done == "new" and len(seen) == 1:
            raise PowerError
        seen.append(step)

    seen: list[object] = []
    with api.open_ledger(tmp_path / "story.db") as ledger:
        with pytest.raises(PowerError):
            api.watch(ledger, [address], 1000.0, context=context, told=stop)
        assert ledger.counts().articles == 2
        outlet.asked.clear()
        report = api.watch(ledger, [address], 1001.0, context=context)
        assert (report.new, report.known) == (2, 0)
        assert sorted(p for p in outlet.asked if p.startswith("/p/")) in (["/p/1", "/p/2"], ["/p/3", "/p/4"])


def test_a_feed_that_fails_is_told_and_left_alone_for_a_while(outlet, tmp_path):
    address = f"http://127.0.0.1:{outlet.server_port}/feed"
    outlet.broken = True
    context = api.fetching(allow_private=True)
    with api.open_ledger(tmp_path / "story.db") as ledger:
        assert api.watch(ledger, [address], 1000.0, context=context).failed == 1
        assert ledger.watched()[0].failures == 1
        outlet.asked.clear()
        assert api.watch(ledger, [address], 1001.0, context=context).failed == 0
        assert "/feed" not in outlet.asked
        outlet.broken = False
        assert api.watch(ledger, [address], 5000.0, context=context).new == 2
        assert ledger.watched()[0].failures == 0


def test_private_addresses_are_refused_without_the_flag(tawatur, outlet, tmp_path):
    address = f"http://127.0.0.1:{outlet.server_port}/p/1"
    done = tawatur("add", tmp_path / "story.db", address)
    assert done.code == 1
    assert outlet.asked == []
    assert tawatur("add", tmp_path / "story.db", address, "--allow-private").code == 0


def test_a_list_without_feeds_is_named(tawatur, tmp_path):
    (tmp_path / "empty.opml").write_text('<opml version="2.0"><body/></opml>', "utf-8")
    done = tawatur("watch", tmp_path / "story.db", tmp_path / "empty.opml", "--once")
    assert done.code == 1
    assert "empty.opml" in done.err or "feed" in done.err

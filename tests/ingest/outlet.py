"""A made outlet on a local web server: twenty pages in two templates, and every way in which a server misbehaves."""

from __future__ import annotations

import gzip
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAMES = [
    "الزاهية",
    "الورديان",
    "تل القمر",
    "وادي السرو",
    "الجونة",
    "المنارة",
    "القصيبة",
    "رأس الحجر",
    "عين الديب",
    "السفانة",
]


def title(number):
    return f"مجلس {NAMES[number % 10]} يبحث مشروع الميناء في جلسته رقم {number}"


def paragraphs(number, edit=""):
    name = NAMES[number % 10]
    return [
        f"عقد مجلس بلدية {name} اليوم جلسة مغلقة خصصها لمشروع الميناء الجديد، وحضرها ممثلون عن شركات النقل والصيادين في المنطقة.",
        f"وقال رئيس المجلس إن المرحلة رقم {number} من المشروع ستبدأ بعد الانتهاء من دراسة الأثر البيئي{edit}، مضيفا أن التمويل متوفر.",
        "ونقلت وكالة رويترز عن أحد المتعهدين قوله إن الأعمال تأخرت بسبب ارتفاع أسعار الحديد والإسمنت في الأسواق العالمية.",
        f"ويضم ميناء {name} القديم ثلاثة أرصفة لا تتسع للسفن الكبيرة، ويعمل فيه أكثر من مئتي عامل منذ افتتاحه قبل عقود.",
    ]


def newer(number, edit=""):
    """The new template: JSON-LD, a share bar, related stories, comments."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs(number, edit))
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title(number)} | صحيفة المرفأ</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title(number)}",
"datePublished":"2026-03-{number:02d}T09:30:00+02:00","author":{{"@type":"Person","name":"سلمى الراجحي"}},
"publisher":{{"@type":"Organization","name":"صحيفة المرفأ"}}}}</script></head><body>
<nav><a href="/">الرئيسية</a><a href="/e">اقتصاد</a></nav><article><h1>{title(number)}</h1>
<div class="share">شارك على فيسبوك تويتر واتساب</div>
<figure><img src="x.jpg"><figcaption>الميناء القديم (أرشيف)</figcaption></figure>{body}
<p class="source">المصدر: المرفأ + رويترز</p><p>اقرأ أيضا: خطة لتوسعة الطريق الساحلي</p></article>
<aside><h3>الأكثر قراءة</h3><p>أسعار السمك ترتفع في الأسواق</p></aside><div id="comments"><p>أضف تعليقا</p></div>
<footer>جميع الحقوق محفوظة لصحيفة المرفأ 2026</footer></body></html>"""


def older(number):
    """The old template: no metadata, a visible date line, tables of the last century, windows-1256 by the caller."""
    body = "<br><br>".join(paragraphs(number))
    return f"""<html><head><title>صحيفة المرفأ - {title(number)}</title></head><body><table><tr><td>القائمة</td></tr></table>
<div id="main"><h1>{title(number)}</h1><div class="newsdate">الأحد {number} مارس 2026 - 10:20 ص</div>
<div class="story"><p>{body}</p></div></div><div class="footer">كل الحقوق محفوظة</div></body></html>"""


@dataclass
class Outlet:
    """The running outlet: what it was asked, and switches for what it does."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    edit: str = ""
    busy: int = 0
    items: range = range(1, 21)
    conditions: list[str] = field(default_factory=list)

    def feed(self):
        items = "".join(
            f"<item><title>{title(n)}</title><link>{self.url}/news/{n}</link><guid>{n}</guid></item>"
            for n in self.items
        )
        return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>صحيفة المرفأ</title>{items}</channel></rss>'


@contextmanager
def serving():
    """The outlet while it runs; its address is `outlet.url`."""
    outlet = Outlet()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(outlet))
    server.daemon_threads = True
    outlet.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield outlet
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(outlet):
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            outlet.asked.append(self.path)
            with suppress(BrokenPipeError, ConnectionResetError):
                _answer(self, outlet)

    return Handler


def _send(handler, data, kind="text/html; charset=utf-8", status=200, **headers):
    data = data.encode() if isinstance(data, str) else data
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def _answer(handler, outlet):  # noqa: C901  # a table of addresses, one branch each
    path = handler.path
    if path == "/robots.txt":
        _send(handler, "User-agent: *\nDisallow: /private/\n", "text/plain")
    elif path.startswith("/news/"):
        _page(handler, outlet, int(path.rpartition("/")[2]))
    elif path == "/feed.xml":
        _feed(handler, outlet)
    elif path == "/feeds.opml":
        _send(
            handler,
            f'<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="{outlet.url}/feed.xml"/></body></opml>',
            "text/xml",
        )
    elif path == "/sitemap.xml":
        pages = "".join(f"<url><loc>{outlet.url}/news/{n}</loc></url>" for n in (1, 11))
        _send(handler, f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>', "text/xml")
    elif path == "/moved":
        _send(handler, "", status=302, Location="/news/1")
    elif path == "/loop":
        _send(handler, "", status=302, Location="/loop")
    elif path == "/outside":
        _send(handler, "", status=302, Location="file:///etc/passwd")
    elif path == "/huge":
        _send(handler, b"<p>" + b"x" * 3_000_000)
    elif path == "/bomb":
        _send(handler, gzip.compress(b"\0" * 80_000_000), Content_Encoding="gzip")
    elif path == "/slow":
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x" * 70_000)
            time.sleep(0.02)
    elif path == "/broken":
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b"<html>")
        handler.close_connection = True
    elif path == "/private/1":
        _send(handler, newer(1))
    else:
        _send(handler, "no", status=404)


def _page(handler, outlet, number):
    if outlet.busy and number == 3:
        outlet.busy -= 1
        _send(handler, "later", status=503, Retry_After="120")
    elif number == 13:  # declared wrongly: the bytes are windows-1256
        _send(handler, older(number).encode("windows-1256"), "text/html; charset=utf-8")
    elif number > 10:
        _send(handler, older(number).encode("windows-1256"), "text/html; charset=windows-1256")
    else:
        _send(handler, newer(number, outlet.edit if number == 2 else ""))


def _feed(handler, outlet):
    tag = f'"{outlet.items.stop}"'
    outlet.conditions.append(handler.headers.get("If-None-Match") or "")
    if handler.headers.get("If-None-Match") == tag:
        handler.send_response(304)
        handler.end_headers()
    else:
        _send(handler, outlet.feed(), "application/rss+xml", ETag=tag)

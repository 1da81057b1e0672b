"""How fast the desk answers, and how much a first paint needs, on a ledger of many articles.

    python -m benchmarks.web [ARTICLES] [LEDGER]

The ledger is the sample story over and over, each time under other names, so that its shape is a real one: about 11
marks of each kind and six claims an article. It is kept at LEDGER where a path is given, and used again.
"""

from __future__ import annotations

import gzip
import re
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx
import msgspec
import uvicorn

from tawatur import api
from tawatur.ledger import Ledger
from tawatur.model.article import Article, article_id
from tawatur.model.ids import content_id
from tawatur.model.reading import Reading
from tawatur.model.story import Story
from tawatur.sample import articles_dir
from tawatur.web import create_app

_ROUNDS = 7
_FIRST_PAINT = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_ID = re.compile(r"\b[0-9a-f]{16}\b")


def make(path: Path, articles: int) -> None:
    """A ledger of about that many articles."""
    with tempfile.TemporaryDirectory() as folder, api.open_ledger(Path(folder) / "one.db") as one:
        api.add(one, [articles_dir()])
        story = msgspec.json.encode(api.reconcile(one)).decode()
        pairs = list(one.readings())
    parts: dict[str, list[object]] = {}
    with Ledger(str(path)) as ledger:
        for copy in range(-(-articles // len(pairs))):
            names: dict[str, str] = {}
            for article, reading in pairs:
                names[article.id] = _add(ledger, article, reading, copy)
            renamed = msgspec.json.decode(_renamed(story, names, copy), type=Story)
            for key in Story.__struct_fields__:
                parts.setdefault(key, []).extend(getattr(renamed, key))
        ledger.put_story(Story(**{key: tuple(found) for key, found in parts.items()}))  # type: ignore[arg-type]  # each key has its own kind


def _add(ledger: Ledger, article: Article, reading: Reading, copy: int) -> str:
    url = f"https://example.org/{copy}/{article.id}"
    name = article_id(text=article.text, url=url, outlet=article.outlet)
    own = msgspec.structs.replace(article, id=name, url=url, path=None)
    text = _renamed(msgspec.json.encode(reading).decode(), {article.id: name}, copy)
    ledger.add(own, msgspec.json.decode(text, type=Reading))
    return name


def _renamed(text: str, names: dict[str, str], copy: int) -> str:
    """The JSON with every id another one: the article's as told, all others by the copy's number."""
    return _ID.sub(lambda found: names.get(found[0]) or content_id("copy", found[0], copy), text)


def pages(app_url: str, desk_order: dict[str, tuple[str, ...]], article: str, speaker: str) -> list[str]:
    """The addresses that are measured."""
    del app_url
    middle = {kind: ids[len(ids) // 2] for kind, ids in desk_order.items() if ids}
    return [
        "/", "/timeline", "/timeline?page=400", f"/timeline?speaker={speaker}", "/timeline?since=2026-02-01&until=2026-02-28",
        "/disputes", "/positions", "/claims", "/claims?page=300", "/schedule", "/figures", "/chains", "/statements",
        "/statements?page=900", f"/statements?speaker={speaker}&named=yes&act=say", "/statements?text=الانسحاب",
        "/copies", "/articles", "/articles?page=100", f"/articles/{article}", "/search?q=الانسحاب", "/review",
        f"/claims/{middle['claim']}", f"/disputes/{middle['dispute']}", f"/schedule/{middle['track']}",
        f"/figures/{middle['series']}",
    ]  # fmt: skip


def main() -> None:
    """Measure and print."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp()) / "many.db"
    if not path.exists():
        start = time.perf_counter()
        make(path, articles)
        print(f"made {path} in {time.perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    app = create_app(str(path))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    desk = app.state.desk
    print(desk.view.counts().story, desk.view.counts().articles, "articles")
    from tawatur.web import queries

    speaker = queries.speakers(desk)[0][0]
    article = next(iter(desk.view.articles())).id
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    print(f"{'median ms':>10} {'first ms':>9} {'html kB':>8} {'paint kB':>9}  page")
    with httpx.Client(base_url=url, headers={"accept-encoding": "gzip"}, timeout=120) as client:
        for page in pages(url, dict(desk.index.order), article, speaker):
            took, size, paint = _ask(client, page)
            print(f"{statistics.median(took):10.0f} {took[0]:9.0f} {size / 1e3:8.0f} {paint / 1e3:9.0f}  {page}")
    server.should_exit = True
    thread.join(10)


def _ask(client: httpx.Client, page: str) -> tuple[list[float], int, int]:
    took = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        answer = client.get(page)
        took.append((time.perf_counter() - start) * 1000)
        answer.raise_for_status()
    html = len(gzip.compress(answer.content, 5))
    # the page, its styles, scripts and fonts as they go over the wire; charts come later, once one is near the screen
    paint = html + sum(
        len(gzip.compress(found.content, 5)) if not name.endswith("woff2") else len(found.content)
        for name in {*_FIRST_PAINT.findall(answer.text), *_FONTS}
        for found in [client.get(name)]
    )
    return took, html, paint


_FONTS = tuple(f"/static/plex-{name}-normal.woff2" for name in ("arabic-400", "arabic-600", "latin-400", "latin-600"))


if __name__ == "__main__":
    main()

"""A desk over the small story of the dossier's tests, one over the sample, and a browser where there is one."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from tawatur import api
from tawatur.ledger import Ledger
from tawatur.sample import articles_dir
from tawatur.web import create_app
from tawatur.web.desk import Desk

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Served:
    """A desk that listens."""

    url: str
    desk: Desk
    location: str

    def client(self, **cookies: str) -> httpx.Client:
        return httpx.Client(base_url=self.url, cookies=cookies, follow_redirects=False)


@contextmanager
def served(location: Path | str, **options) -> Iterator[Served]:
    app = create_app(str(location), **options)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", app.state.desk, str(location))
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@pytest.fixture
def serve():
    """Serve a ledger with options of one's own."""
    return served


@pytest.fixture(scope="session")
def small_story():
    """The module with the small story of two invented articles, one of them hostile."""
    path = Path(__file__).parents[1] / "dossier" / "conftest.py"
    spec = importlib.util.spec_from_file_location("small_story", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def small_file(small_story, tmp_path_factory) -> Path:
    material = small_story.material.__wrapped__()
    path = tmp_path_factory.mktemp("small") / "oasis.db"
    with Ledger(str(path)) as ledger:
        for name, article in material.articles.items():
            ledger.add(article, material.readings[name])
        ledger.put_story(material.story)
    return path


@pytest.fixture(scope="session")
def small(small_file) -> Iterator[Served]:
    """A desk over the small story that nobody changes."""
    with served(small_file, by="Huda") as desk:
        yield desk


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with api.open_ledger(path) as ledger:
        api.add(ledger, [articles_dir()])
        api.reconcile(ledger)
    return path


@pytest.fixture(scope="session")
def sample(sample_file) -> Iterator[Served]:
    """A desk over the sample story that nobody changes."""
    with served(sample_file, by="Huda") as desk:
        yield desk


@pytest.fixture
def own_sample(sample_file, tmp_path) -> Iterator[Served]:
    """A desk over a copy of the sample story, to be judged at will."""
    path = tmp_path / "sample.db"
    for suffix in ("", "-wal"):
        if Path(f"{sample_file}{suffix}").exists():
            shutil.copy(f"{sample_file}{suffix}", f"{path}{suffix}")
    with served(path, by="Huda") as desk:
        yield desk


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()

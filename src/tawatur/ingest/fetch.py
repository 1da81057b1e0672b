"""Fetching, with manners and within limits: robots.txt, a delay for each host, no more than asked for, no surprises."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec
from protego import Protego

from tawatur.errors import InputError, RefusedError
from tawatur.ingest.addresses import check_address, transport
from tawatur.ingest.record import Fetched
from tawatur.messages.sentence import Sentence

AGENT = "tawatur"
_HEADERS = {"User-Agent": "tawatur/0.1 (reads news articles; obeys robots.txt)", "Accept-Encoding": "gzip, deflate"}
_ROBOTS_SIZE = 512_000
_LONGEST_DELAY = 60.0
_BUSY = (429, 503)


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How fetching behaves. Times in seconds, sizes in bytes."""

    delay: float = 1.0
    """The least time between two requests to one host; a longer Crawl-delay of its robots.txt is kept."""
    timeout: float = 20.0
    """For a connection and for each wait on it."""
    total: float = 60.0
    """For one page in all."""
    size: int = 10_000_000
    redirects: int = 5
    allow_private: bool = False
    robots: bool = True


class BusyError(InputError):
    """The server asks to come back later; `wait` is for how many seconds, where it says so."""

    def __init__(self, key: str, /, *, retry_after: float | None = None, **values: object) -> None:
        super().__init__(key, **values)
        self.wait = retry_after


class Fetcher:
    """Fetches pages one after the other. `clock` and `sleep` stand in for time in tests."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners or Manners()
        self._clock, self._sleep = clock, sleep
        self._client = httpx.Client(
            transport=transport(allow_private=self.manners.allow_private),
            timeout=self.manners.timeout,
            headers=_HEADERS,
            follow_redirects=False,
            trust_env=False,
        )
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The page at an address; raises RefusedError where it may not be fetched, InputError where that fails.

        `etag` and `modified` are what the last answer gave: the server then need not send the same again.
        """
        condition = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in condition.items() if value}
        deadline = self._clock() + self.manners.total
        for _ in range(self.manners.redirects + 1):
            self._allow(url)
            answer = self._ask(url, headers, deadline, self.manners.size)
            if answer.location is None:
                return answer.fetched
            url = urljoin(url, answer.location)
        raise RefusedError("fetch.redirects", limit=self.manners.redirects)

    def _allow(self, url: str) -> None:
        host = check_address(url)
        if self.manners.robots:
            rules = self._rules(url)
            if rules is None:
                raise RefusedError("fetch.no_robots")
            if not rules.can_fetch(url, AGENT):
                raise RefusedError("fetch.robots")
            wanted = rules.crawl_delay(AGENT) or 0.0
        else:
            wanted = 0.0
        self._wait(host, max(self.manners.delay, min(float(wanted), _LONGEST_DELAY)))

    def _wait(self, host: str, delay: float) -> None:
        last = self._last.get(host)
        now = self._clock()
        if last is not None and now < last + delay:
            self._sleep(last + delay - now)
        self._last[host] = self._clock()

    def _rules(self, url: str) -> Protego | None:
        """The robots.txt of a page's site; None where it is there but cannot be had (RFC 9309: then nothing is allowed)."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._robots_of(site)
        return self._robots[site]

    def _robots_of(self, site: str) -> Protego | None:
        url = f"{site}/robots.txt"
        deadline = self._clock() + self.manners.total
        try:
            for _ in range(self.manners.redirects + 1):
                check_address(url)
                answer = self._ask(url, {}, deadline, _ROBOTS_SIZE)
                if answer.location is None:
                    return Protego.parse(answer.fetched.data.decode("utf-8", "replace"))
                url = urljoin(url, answer.location)
        except _MissingError:
            return Protego.parse("")
        except RefusedError:
            raise
        except InputError:
            return None
        return Protego.parse("")

    def _ask(self, url: str, headers: dict[str, str], deadline: float, size: int) -> _Answer:
        """One request and its answer, read piece by piece so that neither size nor time runs away."""
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return self._read(url, response, deadline, size)
        except httpx.HTTPError as fault:
            raise InputError("fetch.unreached", why=_kind(fault)) from fault
        except (httpx.InvalidURL, UnicodeError) as fault:
            raise RefusedError("address.invalid") from fault

    def _read(self, url: str, response: httpx.Response, deadline: float, size: int) -> _Answer:
        status, headers = response.status_code, response.headers
        etag, modified = headers.get("ETag"), headers.get("Last-Modified")
        if status == httpx.codes.NOT_MODIFIED:
            return _Answer(Fetched(url=url, etag=etag, modified=modified, unchanged=True))
        if response.has_redirect_location:
            return _Answer(Fetched(url=url), headers["Location"])
        if status in _BUSY:
            raise BusyError("fetch.busy", status=status, retry_after=_retry_after(headers.get("Retry-After")))
        if 400 <= status < 500:
            raise _MissingError("fetch.missing", status=status)
        if status != httpx.codes.OK:
            raise InputError("fetch.failed", status=status)
        parts: list[bytes] = []
        length = 0
        for chunk in response.iter_bytes(65_536):
            length += len(chunk)
            if length > size:
                raise RefusedError("fetch.size", limit=size)
            if self._clock() > deadline:
                raise InputError("fetch.slow")
            parts.append(chunk)
        return _Answer(
            Fetched(url=url, data=b"".join(parts), charset=response.charset_encoding, etag=etag, modified=modified)
        )


class _MissingError(InputError):
    """The server says that there is no such page, or not for us."""


class _Answer(msgspec.Struct, frozen=True):
    fetched: Fetched
    location: str | None = None


def _retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After header asks for; None where it names a date or nothing."""
    if value and value.strip().isdigit():
        return float(value)
    return None


def _kind(fault: httpx.HTTPError) -> Sentence:
    if isinstance(fault, httpx.TimeoutException):
        return Sentence("fetch.no_answer")
    if isinstance(fault, httpx.ConnectError):
        return Sentence("fetch.no_connection")
    return Sentence("fetch.broken")

"""Watching feeds: each poll takes what is new, politely, and hands over the state from which the next one goes on.

The state is a plain value. Whoever keeps the articles keeps it with them in one step, so that a run that is killed
goes on where it stopped and takes nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from tawatur.errors import RefusedError, TawaturError
from tawatur.ingest.feeds import feed, opml
from tawatur.ingest.fetch import BusyError
from tawatur.ingest.forms import Context, entry_record
from tawatur.ingest.record import Failure, Taken
from tawatur.ingest.sniff import HEAD, sniff
from tawatur.ingest.sources import article

_FIRST_WAIT = 60.0
_LONGEST_WAIT = 6 * 3600.0
_MOST_TRIES = 6
"""How often an entry's page is asked for before it is given up: a server's bad hour loses nothing."""
_REMEMBERED = 5_000
"""So many keys of entries are remembered for each feed: more than any feed lists at once."""


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one feed: its last answer's marks, the entries taken, and how it fails."""

    etag: str | None = None
    modified: str | None = None
    taken: tuple[str, ...] = ()
    tried: tuple[tuple[str, int], ...] = ()
    """Entries whose page could not be had, with how often it was asked for; they are asked for again."""
    failures: int = 0
    not_before: float = 0.0
    """Seconds since 1970 before which it is not asked again."""


class WatchState(msgspec.Struct, frozen=True):
    """What is known of all watched feeds, by address."""

    feeds: dict[str, FeedState] = {}

    def of(self, address: str) -> FeedState:
        """One feed's state; a fresh one where it was never asked."""
        return self.feeds.get(address, FeedState())

    def having(self, address: str, state: FeedState) -> WatchState:
        """This state with one feed's replaced."""
        return WatchState({**self.feeds, address: state})


class Step(msgspec.Struct, frozen=True):
    """One step of a poll: what was taken (null where a feed only ended), and the state to keep together with it."""

    taken: Taken | None
    state: WatchState


def addresses(data: bytes) -> tuple[str, ...]:
    """The feeds that an OPML list names; raises InputError where it is none."""
    return opml(data)


def poll(feeds: Iterable[str], state: WatchState, context: Context, now: float) -> Iterator[Step]:
    """Ask each feed once and take its new entries, the oldest first; `now` is in seconds since 1970.

    A feed that fails waits twice as long each time (a minute at first, six hours at most), or as long as its server
    asks; a wait beyond that comes from a clock that has gone back, and is over. An entry whose page fails is reported
    and tried again with the next polls, six times in all, or when the feed changes it.
    """
    for address in feeds:
        known = state.of(address)
        if now < known.not_before <= now + _LONGEST_WAIT:
            continue
        for step in _one(address, known, state, context, now):
            state = step.state
            yield step


def _one(address: str, known: FeedState, state: WatchState, context: Context, now: float) -> Iterator[Step]:
    if context.fetcher is None:
        raise RefusedError("watch.offline")
    try:
        answer = context.fetcher.get(address, etag=known.etag, modified=known.modified)
        if answer.unchanged:
            calm = msgspec.structs.replace(known, failures=0, not_before=0.0)
            yield Step(None, state.having(address, calm))
            return
        if sniff(answer.data[:HEAD]) != "feed":
            raise RefusedError("watch.no_feed")
        entries = feed(answer.data, address).entries
    except TawaturError as fault:
        wait = fault.wait if isinstance(fault, BusyError) and fault.wait is not None else _backed_off(known.failures)
        later = msgspec.structs.replace(known, failures=known.failures + 1, not_before=now + min(wait, _LONGEST_WAIT))
        yield Step(Failure(address, str(fault)), state.having(address, later))
        return
    taken, tried = known.taken, dict(known.tried)
    seen = set(taken)
    for entry in reversed(entries):
        if entry.key in seen:
            continue
        seen.add(entry.key)
        record = entry_record(entry, context)
        tries = tried.pop(entry.key, 0) + 1
        if isinstance(record, Failure) and not entry.whole and tries < _MOST_TRIES:
            tried[entry.key] = tries
        else:
            taken = (*taken, entry.key)[-_REMEMBERED:]
        # the feed's own marks are kept only once all its entries are: a killed poll asks for the whole feed again
        state = state.having(address, msgspec.structs.replace(known, taken=taken, tried=tuple(tried.items())))
        yield Step(record if isinstance(record, Failure) else article(record), state)
    listed = {entry.key for entry in entries}
    missing = tuple((key, tries) for key, tries in tried.items() if key in listed)
    # the feed is asked for whole again, changed or not, while a page of it is missing
    etag, modified = (None, None) if missing else (answer.etag, answer.modified)
    done = FeedState(etag=etag, modified=modified, taken=taken, tried=missing)
    yield Step(None, state.having(address, done))


def _backed_off(failures: int) -> float:
    """The wait after so many failures in a row, in seconds."""
    return min(_FIRST_WAIT * 2.0 ** min(failures, 20), _LONGEST_WAIT)

"""Where a ledger lives: a SQLite file or a PostgreSQL database, opened with the same promises."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event, exc

from tawatur.errors import LedgerError

_BUSY_MS = 30_000
"""How long one writer waits for another before it gives up, in milliseconds."""

_SQLITE_HEAD = b"SQLite format 3\x00"


def is_url(location: str) -> bool:
    """Whether a ledger's location is a database URL and not a file."""
    return "://" in location


def make_engine(location: str, *, create: bool) -> sa.Engine:
    """An engine for a ledger's file or PostgreSQL URL; LedgerError where it is neither, or missing and not to be made."""
    if is_url(location):
        return _postgres(location)
    return _sqlite(Path(location), create=create)


def is_sqlite(connection: sa.Connection) -> bool:
    """Whether this connection speaks to SQLite."""
    return connection.dialect.name == "sqlite"


@contextmanager
def explained(location: str) -> Iterator[None]:
    """Turn what the database complains of into one sentence that a user can act on."""
    try:
        yield
    except exc.DBAPIError as fault:
        raise _complaint(location, fault) from fault


def _complaint(location: str, fault: exc.DBAPIError) -> LedgerError:
    said = " ".join(str(fault.orig).split())
    known = (
        ("locked", "ledger.locked"),
        ("disk is full", "ledger.full"),
        ("No space left", "ledger.full"),
        ("readonly", "ledger.fixed"),
        ("read-only", "ledger.fixed"),
        ("not a database", "ledger.other"),
        ("malformed", "ledger.damaged"),
        ("unable to open", "ledger.unopened"),
        ("onnection", "ledger.unreached"),
    )
    key = next((key for sign, key in known if sign in said), "ledger.refused")
    return LedgerError(key, location=_shown(location), said=said[:300])


def _shown(location: str) -> str:
    """The location without a password."""
    return sa.make_url(location).render_as_string(hide_password=True) if is_url(location) else location


def _sqlite(path: Path, *, create: bool) -> sa.Engine:
    if path.is_dir():
        raise LedgerError("ledger.folder", path=path)
    if path.exists():
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_HEAD))
        if head and head != _SQLITE_HEAD:
            raise LedgerError("ledger.no_ledger", path=path)
    elif not create:
        raise LedgerError("ledger.absent", path=path)
    elif not path.parent.is_dir():
        raise LedgerError("file.folder", folder=path.parent)
    url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, connect_args={"timeout": _BUSY_MS / 1000})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    # the driver must not begin transactions by itself: they begin in `_on_begin`, and hold reads too
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={_BUSY_MS}", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    _use_log(cursor)
    cursor.close()


def _use_log(cursor: sqlite3.Cursor) -> None:
    """Write ahead: readers and the writer do not wait for each other.

    A file is turned over to it once, which another process may be doing at this moment: SQLite then gives up at once
    instead of waiting, and so the waiting is ours.
    """
    deadline = time.monotonic() + _BUSY_MS / 1000
    while cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _on_begin(connection: sa.Connection) -> None:
    # a writer takes its lock at once: two that read first and write later would refuse each other half-way
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(location: str) -> sa.Engine:
    try:
        url = sa.make_url(location)
    except exc.ArgumentError:
        raise LedgerError("ledger.address", location=location) from None
    if url.get_backend_name() != "postgresql":
        raise LedgerError("ledger.postgres_address", location=_shown(location))
    try:
        return sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ImportError:
        raise LedgerError("ledger.postgres_extra") from None

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
        raise LedgerError(_sentence(location, fault)) from fault


def _sentence(location: str, fault: exc.DBAPIError) -> str:
    said = " ".join(str(fault.orig).split())
    known = (
        ("locked", "is being written by another process; wait for it to end and try again"),
        ("disk is full", "cannot grow because the disk is full; free some space and run the same command again"),
        ("No space left", "cannot grow because the disk is full; free some space and run the same command again"),
        ("readonly", "cannot be written; check the permissions of the file and its folder"),
        ("read-only", "cannot be written; check the permissions of the file and its folder"),
        ("not a database", "is no ledger; name another file"),
        ("malformed", "is damaged; restore it from a copy and add what is missing again"),
        ("unable to open", "cannot be opened; check that its folder exists and may be written"),
        ("onnection", "cannot be reached; check that the server runs and that the address is right"),
    )
    for sign, advice in known:
        if sign in said:
            return f"the ledger {_shown(location)} {advice} ({said[:200]})"
    return f"the ledger {_shown(location)} refused: {said[:300]}"


def _shown(location: str) -> str:
    """The location without a password."""
    return sa.make_url(location).render_as_string(hide_password=True) if is_url(location) else location


def _sqlite(path: Path, *, create: bool) -> sa.Engine:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; name a file for the ledger, for instance {path}/story.db")
    if path.exists():
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_HEAD))
        if head and head != _SQLITE_HEAD:
            raise LedgerError(f"{path} is no ledger; name the ledger first and then what is to be added")
    elif not create:
        raise LedgerError(f"there is no ledger {path}; make it with: tawatur add {path} SOURCE")
    elif not path.parent.is_dir():
        raise LedgerError(f"the folder {path.parent} does not exist; make it first")
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
        raise LedgerError(f"{location} is no database address; write postgresql://USER@HOST/DATABASE") from None
    if url.get_backend_name() != "postgresql":
        raise LedgerError(f"{_shown(location)} is no PostgreSQL address; write postgresql://USER@HOST/DATABASE")
    try:
        return sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ImportError:
        raise LedgerError("PostgreSQL needs the extra: pip install 'tawatur[postgres]'") from None

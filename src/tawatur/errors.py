"""Errors that a user can act on: each message is one sentence that says what to do."""

from __future__ import annotations


class TawaturError(Exception):
    """The root of all errors that are shown to a user as they stand."""


class InputError(TawaturError):
    """Something that was given to us cannot be used."""


class PackError(TawaturError):
    """A language pack breaks its own rules."""


class LedgerError(TawaturError):
    """A ledger cannot be opened, written or trusted."""


class RefusedError(TawaturError):
    """A fetch, an archive or a page was refused for safety's sake."""

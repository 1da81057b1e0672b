"""Tawatur reads Arabic news about one contested process and keeps the record.

The Python interface is `tawatur.api`; what is wanted most can be taken from here. It is loaded when it is first used,
so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tawatur.api import open_ledger, read_article, read_text, view_ledger

__all__ = ["open_ledger", "read_article", "read_text", "view_ledger"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from tawatur import api

        return getattr(api, name)
    raise AttributeError(f"module 'tawatur' has no attribute {name!r}")

"""The ledger: the database of one story. It stores; it does not read and does not reconcile."""

from tawatur.ledger.check import Fault, check
from tawatur.ledger.rows import MarkRow, Run, Watched
from tawatur.ledger.search import Hit
from tawatur.ledger.view import Filter, LedgerView
from tawatur.ledger.writer import Ledger

__all__ = ["Fault", "Filter", "Hit", "Ledger", "LedgerView", "MarkRow", "Run", "Watched", "check"]

"""Bytes become articles: files, folders, JSONL, HTML and the rest; clean text, credits, publication date."""

from __future__ import annotations

from tawatur.ingest.forms import Context
from tawatur.ingest.record import Failure, Limits, Taken
from tawatur.ingest.sources import take, take_lines

__all__ = ["Context", "Failure", "Limits", "Taken", "take", "take_lines"]

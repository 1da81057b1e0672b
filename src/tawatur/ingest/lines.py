"""The shapes of lines, whatever language they are in: sentences, headlines, items of a list."""

from __future__ import annotations

import re

_STOPPED = re.compile(r"[.\u061f!?…:][\s»\"”)\]’'\u200f\u200e]*$")
_LIST_ITEM = re.compile(r"\s*(?:\d{1,2}\s*[-.)–\u0640]|[-–—•*·▪◾]|[(\[]\d)")
HEADLINE = 120
"""No headline is longer."""


def is_stopped(line: str) -> bool:
    """Whether a line ends as a sentence, a question or an announcement of what follows does."""
    return bool(_STOPPED.search(line))


def is_list_item(line: str) -> bool:
    """Whether a line is numbered or marked as one of several."""
    return bool(_LIST_ITEM.match(line))


def is_headline(line: str) -> bool:
    """Whether a line is short, whole and unstopped, as a headline or a sub-head is."""
    return len(line) <= HEADLINE and not is_stopped(line) and not is_list_item(line)

"""How often a word is written, from wordfreq's small lists: the judge of whether a rest is a word of its own.

Source: Speer (2022), rspeer/wordfreq 3.0; frequencies are shares of running words, 1e-6 being once in a million.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import wordfreq

from tawatur.language.fold import Folding


class Frequencies:
    """Word frequencies of one language over folded forms."""

    def __init__(self, code: str, folding: Folding) -> None:
        table: dict[str, float] = defaultdict(float)
        for word, share in wordfreq.get_frequency_dict(code, "small").items():
            table[folding.full(word)] += share
        self._table = dict(table)

    def share(self, full: str) -> float:
        """The share of running words that a folded form has; 0 where it is not listed."""
        return self._table.get(full, 0.0)


@cache
def frequencies(code: str, folding: Folding) -> Frequencies:
    """The frequencies of a language, loaded once per process."""
    return Frequencies(code, folding)

"""The folded words of a text, as the search knows them, and the way back to where they stand.

Particles are written in one with the word behind them, so each word is known under every rest that is left when they
are taken off. That is generous by intent: the index only proposes, and a hit is always shown at its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tawatur.language.fold import Folded
from tawatur.language.spelling import Spelling

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_REST = 2
"""Letters that must be left when a particle is taken off."""


_KEPT = 100_000
"""Words whose rests are kept: texts say the same words over and over."""


class Words:
    """The words of one language's texts."""

    def __init__(self, spelling: Spelling) -> None:
        self.folding = spelling.folding
        full = spelling.folding.full
        self._front = tuple((full(c.form), c.rank, full(c.before)) for c in spelling.clitics.front)
        self._article = full(spelling.clitics.article)
        self._merged = full(spelling.clitics.merged_article)
        self.forms = lru_cache(_KEPT)(self._forms)
        self.begins = lru_cache(_KEPT)(self._begins)

    def folded(self, text: str) -> str:
        """What the index holds of a text: its words and their rests, each once, in one order, a space between."""
        found = {form for _, _, word in self.stand(self.folding.full(text)) for form, _ in self.forms(word)}
        return " ".join(sorted(found))

    def mapped(self, text: str) -> Folded:
        """The folded text with the way back."""
        return self.folding.mapped(text)

    @staticmethod
    def stand(folded: str) -> Iterator[tuple[int, int, str]]:
        """The words of a folded text in order, each with its start and its end."""
        for match in _WORD.finditer(folded):
            yield match.start(), match.end(), match.group().lower()

    def terms(self, text: str) -> tuple[str, ...]:
        """The words of a query, folded, without rests: a query means what it says."""
        return tuple(match.group().lower() for match in _WORD.finditer(self.folding.full(text)))

    def _forms(self, word: str) -> tuple[tuple[str, int], ...]:
        """A word and its rests, each with how far behind the word's beginning it begins."""
        return tuple(dict.fromkeys(self._rests(word, 0, 0)))

    def _begins(self, word: str, wanted: str, open_end: bool) -> int | None:  # noqa: FBT001 - called through the cache
        """How far behind a word's beginning a wanted word begins in it; None where it is neither the word nor a rest.

        With `open_end` the wanted word is only the beginning of one.
        """
        return next(
            (at for form, at in self.forms(word) if (form.startswith(wanted) if open_end else form == wanted)), None
        )

    def _rests(self, word: str, at: int, rank: int) -> Iterator[tuple[str, int]]:
        yield word, at
        cut = len(self._article)
        if self._article and word.startswith(self._article) and len(word) - cut >= _SHORTEST_REST:
            yield word[cut:], at + cut
            return
        merged = len(self._merged)
        if self._merged and word.startswith(self._merged) and len(word) - merged >= _SHORTEST_REST:
            # the article has lost its first letter to the particle: it is known with it, too
            yield self._article + word[merged:], at + 1
            yield word[merged:], at + merged
        for form, order, before in self._front:
            rest = word[len(form) :]
            if order <= rank or not word.startswith(form) or len(rest) <= _SHORTEST_REST:
                continue
            if not before or rest[0] in before:
                yield from self._rests(rest, at + len(form), order)

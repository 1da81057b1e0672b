"""Whether two names mean the same bearer, as far as their spelling goes: for measuring alone."""

from __future__ import annotations

import re

from tawatur.language.pack import Pack

_WORD = re.compile(r"\w+")
_SHARED = 0.6
"""Share of common words from which two names count as one."""


class SameName:
    """The comparison under one language's folding."""

    def __init__(self, pack: Pack) -> None:
        self._fold = pack.folding.full
        fold = pack.folding.full
        front = "|".join(re.escape(fold(c.form)) for c in pack.clitics.front if len(c.form) == 1)
        article = re.escape(fold(pack.clitics.article))
        merged = re.escape(fold(pack.clitics.merged_article))
        # a name keeps its first letters where taking them off would leave less than two
        self._head = re.compile(rf"^(?:(?:{front})?{article}|{merged})(?=\w{{2}})")

    def __call__(self, a: str | None, b: str | None) -> bool:
        """Equal words, one name inside the other, or most words shared; two missing names agree."""
        x, y = self._words(a), self._words(b)
        if not x or not y:
            return not x and not y
        return x <= y or y <= x or len(x & y) / len(x | y) >= _SHARED

    def _words(self, name: str | None) -> set[str]:
        return {self._head.sub("", word) for word in _WORD.findall(self._fold(name or ""))} - {""}

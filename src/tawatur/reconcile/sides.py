"""Sides: whether two accounts are told by one side, so that they are no dispute even where they seem to differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import cast

from tawatur.language.pack import Pack
from tawatur.model.story import Account
from tawatur.read.analyse import analyser
from tawatur.reconcile.independence import outlet_key
from tawatur.reconcile.told import Told
from tawatur.reconcile.words import words_of


class Sidewords:
    """The words of a pack that say whether somebody speaks for a state."""

    def __init__(self, pack: Pack) -> None:
        table = cast(Mapping[str, Sequence[str]], pack.table("reconcile")["sides"])
        words = words_of(pack)
        analyse = analyser(pack).analyse

        def keys(forms: Sequence[str]) -> frozenset[str]:
            spelt = (form for form in forms if not form.isupper())
            found = {term.key for form in spelt for term in words.terms_of(analyse(form))}
            return frozenset(found | {form for form in forms if form.isupper()})

        self.state, self.others, self.heads = keys(table["state"]), keys(table["others"]), keys(table["heads"])
        self._key = keys

    def body(self, key: str) -> frozenset[str]:
        """The key of the word that a named body begins with."""
        return self._key((key.removeprefix("#").split(" ", maxsplit=1)[0],)) if key.startswith("#") else frozenset()


@cache
def sidewords(pack: Pack) -> Sidewords:
    """The side words of a pack, made once per process."""
    return Sidewords(pack)


class Sides:
    """The states that the speakers of a ledger speak for."""

    def __init__(
        self, told: Iterable[Told], words: Sidewords, resolve: Callable[[str], str],
        same_speaker: Callable[[Account, Account], bool], country: Callable[[str], str | None],
    ) -> None:  # fmt: skip
        self._words = words
        self._resolve = resolve
        self._same = same_speaker
        self._country = country
        self._of: dict[str, set[str]] = {}
        for one in told:
            state = self._state(one)
            if state and one.account.speaker is not None:
                self._of.setdefault(resolve(one.account.speaker), set()).add(state)

    def _state(self, told: Told) -> str:
        """The state whose organ or holder of office the words for a speaker name; empty for everybody else."""
        nations = {key for key in told.speaker_keys if key.startswith("@")}
        rest = told.speaker_keys - nations
        if not nations and told.account.speaker and (country := self._country(told.account.speaker)):
            nations = {f"@{country}"}
        if len(nations) != 1 or told.statement is None or not told.statement.named or rest & self._words.others:
            return ""
        return min(nations) if not rest or rest & self._words.state else ""

    def state(self, told: Told) -> str:
        """The one state that a speaker is known to speak for in this ledger; empty where there is none."""
        if told.account.speaker is None:
            return ""
        own = self._state(told)
        known = self._of.get(self._resolve(told.account.speaker), set())
        return own or (min(known) if len(known) == 1 else "")

    def one(self, a: Told, b: Told) -> bool:
        """Whether two accounts have one speaker, or two who speak for one state."""
        if self._same(a.account, b.account):
            return True
        if a.account.speaker and b.account.speaker and outlet_key(a.account.speaker) == outlet_key(b.account.speaker):
            return True
        if self._heads(a, b) or self._heads(b, a):
            return True
        state = self.state(a)
        return bool(state) and state == self.state(b)

    def _heads(self, a: Told, b: Told) -> bool:
        """Whether the first speaker is told as head or voice of the second one, a body with a name."""
        if not a.speaker_keys & self._words.heads:
            return False
        return any(self._words.body(key) & a.speaker_keys for key in b.speaker_keys)

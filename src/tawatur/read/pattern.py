"""Patterns over classes of units, as the rules of a pack write them, compiled to regular expressions over symbols.

The notation, one item after another with blanks between:

* ``<month>`` one unit of that class; ``<month&!def>`` with conditions (``&`` and, ``|`` or, ``!`` not);
* ``'word'`` one unit that is just this word (written as in the text; every such word becomes a class of its own);
* ``.`` any one unit inside the paragraph; ``( a | b )`` a choice; ``?``, ``*``, ``+``, ``{1,3}`` repeat what stands
  before them, each with ``?`` behind it for as few as possible;
* ``name=<month>`` or ``name=( … )`` keeps the place under a name;
* ``[= … ]`` looks ahead, ``[! … ]`` forbids what follows, ``[<= x]`` and ``[<! x]`` the same for the one unit before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from tawatur.errors import PackError
from tawatur.model.span import Span
from tawatur.read.units import Alphabet, Analysis, Unit

TOKEN = re.compile(
    r"\s+|(?P<literal>'[^']+')|(?P<cls><[^<>=\s][^<>]*>)|(?P<name>[a-z_][a-z0-9_]*=)|(?P<look>\[(?:<=|<!|=|!))"
    r"|(?P<repeat>[?*+]\??|\{\d+(?:,\d*)?\}\??)|(?P<paren>[()|\]])|(?P<any>\.)"
)


class Match(msgspec.Struct, frozen=True, gc=False):
    """One place where a pattern fits, in unit indices, with its named parts."""

    analysis: Analysis
    first: int
    last: int
    """Behind the last unit."""
    groups: dict[str, tuple[int, int]]

    @property
    def span(self) -> Span:
        """The whole place in the text."""
        return self.analysis.span(self.first, self.last)

    def group(self, name: str) -> Span | None:
        """The place of a named part; None where it did not take part."""
        found = self.groups.get(name)
        return self.analysis.span(*found) if found and found[0] < found[1] else None

    def units(self, name: str) -> tuple[Unit, ...]:
        """The units of a named part; empty where it did not take part."""
        found = self.groups.get(name)
        return self.analysis.units[found[0] : found[1]] if found is not None else ()

    def value(self, name: str, cls: str) -> str | None:
        """What the lexicon says (`value`) of the first unit of a named part that has an entry of this class."""
        for unit in self.units(name):
            entry = unit.entry(cls)
            if entry is not None:
                return entry.value
        return None


class Pattern:
    """A compiled pattern."""

    def __init__(self, source: str, alphabet: Alphabet) -> None:
        self.source = source
        self.regex = re.compile(_translate(_led_by_atom(source), alphabet))

    def finditer(self, analysis: Analysis, first: int = 0, last: int | None = None) -> Iterator[Match]:
        """All places, left to right and not overlapping, among the units `first` up to `last`."""
        stop = len(analysis.units) if last is None else last
        for found in self.regex.finditer(analysis.symbols, first, stop):
            if found.end() > found.start():
                yield match_of(analysis, found)

    def at(self, analysis: Analysis, index: int, last: int | None = None) -> Match | None:
        """The match that begins at one unit, if there is one."""
        stop = len(analysis.units) if last is None else last
        found = self.regex.match(analysis.symbols, index, stop)
        return match_of(analysis, found) if found else None


def match_of(analysis: Analysis, found: re.Match[str]) -> Match:
    """What a regular expression over symbols found, with its named parts."""
    places = found.regs
    groups = {name: places[number] for name, number in found.re.groupindex.items() if places[number][0] >= 0}
    return Match(analysis, found.start(), found.end(), groups)


@cache
def symbol_set(condition: str, alphabet: Alphabet) -> str:
    """All symbols that fulfil a condition such as ``month&!def|year``; PackError for a class that nothing has."""
    chosen: set[str] = set()
    for choice in condition.split("|"):
        kept: set[str] | None = None
        dropped: set[str] = set()
        for part in choice.split("&"):
            wanted = part.strip()
            members = alphabet.members(wanted.lstrip("!"))
            if wanted.startswith("!"):
                dropped.update(members)
            elif not members:
                raise PackError("pack.class", name=wanted)
            else:
                kept = set(members) if kept is None else kept.intersection(members)
        chosen.update((set(alphabet.all) if kept is None else kept) - dropped)
    return "".join(sorted(chosen))


_ATOM = r"(?:<[^<>=\s][^<>]*>|'[^']+')"
_BEHIND = rf"\[<[=!]\s*(?:{_ATOM}\s*)+\]"
_LED = re.compile(
    rf"\s*(?P<looks>{_BEHIND}|\(\s*{_BEHIND}(?:\s*\|\s*{_BEHIND})*\s*\))"
    rf"\s*(?P<name>[a-z_][a-z0-9_]*=)?(?P<atom>{_ATOM})(?!\s*[?*+{{])"
)


def _led_by_atom(source: str) -> str:
    """A pattern that begins with a look at the unit before it, told with the unit itself first.

    A regular expression that begins with a set is searched for by it, one that begins with a look behind is tried at
    every place: four times slower. `[<! <a>] <b>` and `<b> [<! <a> <b>]` are the same.
    """
    found = _LED.match(source)
    if found is None:
        return source
    looks, atom = found["looks"], found["atom"]
    return f"{found['name'] or ''}{atom} {looks.replace(']', f' {atom}]')}{source[found.end() :]}"


def tokens_of(source: str) -> Iterator[tuple[str, str]]:
    """The kinds and texts of a pattern's words in order, without the names of its parts; up to what is none."""
    at = 0
    while at < len(source):
        token = TOKEN.match(source, at)
        if token is None:
            return
        at = token.end()
        if token.lastgroup is not None and token.lastgroup != "name":
            yield token.lastgroup, token.group()


def symbols_of(kind: str, text: str, alphabet: Alphabet) -> str:
    """The symbols that one unit's token stands for: a class in angle brackets or a quoted word."""
    return symbol_set(f"={text[1:-1]}" if kind == "literal" else text[1:-1], alphabet)


def _translate(source: str, alphabet: Alphabet) -> str:
    """The regular expression of a pattern."""
    out: list[str] = []
    closers: list[str] = []
    named = False
    at = 0
    while at < len(source):
        token = TOKEN.match(source, at)
        if token is None:
            raise PackError("pack.pattern", place=source[at : at + 20], pattern=source)
        at = token.end()
        kind, text = token.lastgroup, token.group()
        if kind == "name":
            out.append(f"(?P<{text[:-1]}>")
            named = True
            continue
        if kind == "look":
            out.append({"[=": "(?=", "[!": "(?!", "[<=": "(?<=", "[<!": "(?<!"}[text])
            closers.append("]")
        elif kind == "paren" and text == "(":
            out.append("(?:" if not named else "")
            closers.append(")")
            named = False
            continue
        elif kind == "paren" and text in ")]":
            if not closers or closers.pop() != text:
                raise PackError("pack.brackets", pattern=source)
            out.append(")")
        elif kind == "paren":
            out.append("|")
        elif kind == "repeat":
            out.append(text)
        elif kind is not None:
            out.append(_atom(kind, text, alphabet) + (")" if named else ""))
            named = False
    if closers:
        raise PackError("pack.brackets", pattern=source)
    return "".join(out)


def _atom(kind: str, text: str, alphabet: Alphabet) -> str:
    if kind == "any":
        return f"[^{re.escape(alphabet.members('break'))}]"
    chosen = symbols_of(kind, text, alphabet)
    if len(chosen) * 2 > len(alphabet.all):
        # the smaller set compiles faster; every symbol of a text is one of the alphabet's
        others = "".join(sorted(set(alphabet.all) - set(chosen)))
        return f"[^{others}]" if others else f"[{chosen}]"
    # symbols are letters to a regular expression: none needs an escape
    return f"[{chosen}]" if chosen else "(?!)"

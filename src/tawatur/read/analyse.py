"""From text to units: tokens, attached particles and pronouns, lexicon phrases, sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import cast

from msgspec.structs import replace

from tawatur.language.frequency import frequencies
from tawatur.language.lexicon import Entry
from tawatur.language.pack import Clitic, Pack
from tawatur.read.phrases import Head, Phrases
from tawatur.read.units import Analysis, Classes, Unit, alphabet_of, entry_classes, number_classes
from tawatur.read.whole import loose_rests, rejoined

_MIN_REST = 2
"""A word is at least this long once its particles are off."""
_ATTACHED = "+"
"""In the feature of an inflected form: a pronoun is attached to it."""
_MIN_REST_BY_FREQUENCY = 3
_TIMES_MORE_FREQUENT = 2.0
"""Without the lexicon's word for it, a split is accepted where the rest is this much more frequent than the whole."""
_MIN_SHARE = 1e-6
_KEPT_SURFACES = 1 << 16
_PIECE = re.compile(r"\S+(?: (?=\S))?|\s+")
"""What a text is made of: words and marks written in one, with the blank behind them; other white space; breaks."""
_LONGEST_KEPT = 64
"""Characters of the longest token whose units are kept: a longer one does not come again."""


_Piece = tuple[tuple[Unit, ...], int, bool, tuple[Head, ...], tuple[int, ...]]
"""The units of a piece of text, placed within it; its length; whether a blank ends it; which of its units may begin
phrases; which are rests that nobody lists behind a particle."""


class Analyser:
    """Cuts texts into units with one pack. Keeps what it learnt of each surface word, since news repeats its words."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._folding = pack.folding
        self._lexicon = pack.lexicon
        self._clitics = pack.clitics
        self._frequencies = frequencies(pack.code, pack.folding)
        table = cast(dict[str, dict[str, str]], pack.table("marks"))["classes"]
        characters = sorted(set("".join(table.values())))
        self._marks: dict[str, Classes] = {
            c: frozenset({"mark", *(cls for cls, members in table.items() if c in members)}) for c in characters
        }
        self.alphabet = alphabet_of(pack, self._marks)
        self._mark_symbols = {c: self.alphabet.symbol(classes) for c, classes in self._marks.items()}
        self._other_mark = self.alphabet.symbol(frozenset({"mark"}))
        self._break = self.alphabet.symbol(frozenset({"break"}))
        self._phrase_heads = frozenset(self._lexicon.phrases)
        self._phrases = Phrases(pack, self.alphabet)
        self._silent = frozenset(str(pack.table("marks")["silent"]))
        self._token = _token_pattern(pack)
        self._known: dict[str, tuple[Unit, ...]] = {}
        """The units of each token seen, placed within it."""
        self._pieces: dict[str, _Piece] = {}
        """The same of what stands between white space: most of a text is taken from here, word and comma at once."""
        stretch_ends = re.escape(self.alphabet.members("break") + self.alphabet.members("stop"))
        self._ends = re.compile(f"[{stretch_ends}]")

    def analyse(self, text: str) -> Analysis:
        """The units, sentences and paragraphs of a text, in time linear in its length."""
        cut, heads, loose = self._units(text)
        units = rejoined(cut, loose, self.alphabet, self._clitics.article)
        units = self._phrases.joined(units, heads if units is cut else self._phrases.heads(units))
        signs = [unit.symbol for unit in units]
        symbols = "".join(signs)
        paragraphs, sentences = self._stretches(units, symbols)
        return Analysis(
            text=text,
            pack=self.pack,
            alphabet=self.alphabet,
            units=tuple(units),
            symbols=symbols,
            signs=tuple(signs),
            having=self.alphabet.having,
            sentences=sentences,
            paragraphs=paragraphs,
            starts=tuple([unit.start for unit in units]),
        )

    def _units(self, text: str) -> tuple[list[Unit], list[Head], list[int]]:
        """The units of a text, those of them that may begin a phrase, and those that are loose rests of words."""
        units: list[Unit] = []
        heads: list[Head] = []
        loose: list[int] = []
        pieces, add = self._pieces, units.append
        at, space = 0, False
        for written in _PIECE.findall(text):
            piece = pieces.get(written)
            if piece is None:
                piece = self._cut_piece(written)
            placed, length, blank, begin, rest = piece
            if begin:
                heads += [(len(units) + index, family) for index, family in begin]
            if rest:
                loose += [len(units) + index for index in rest]
            for unit in placed:
                add(
                    Unit(
                        at + unit.start, at + unit.end, unit.key, unit.light, unit.symbol,
                        unit.entries, unit.definite, unit.pronoun, unit.attached, space or unit.space,
                    )
                )  # fmt: skip
                space = False
            at += length
            space = blank
        return units, heads, loose

    def _cut_piece(self, piece: str) -> _Piece:
        """The units of what is written in one or of a break, placed within it, and what to go on with."""
        units: list[Unit] = []
        at = 0
        for token in self._token.finditer(piece):
            start, end = token.span()
            surface = token.group()
            placed = self._known.get(surface)
            if placed is None:
                placed = self._learnt(surface, str(token.lastgroup))
            if not placed:
                continue
            space, at = start > at, end
            for unit in placed:
                units.append(replace(unit, start=start + unit.start, end=start + unit.end, space=space))
                space = False
        blank = piece[-1].isspace() and "\n" not in piece
        found = tuple(units), len(piece), blank, tuple(self._phrases.heads(units)), tuple(loose_rests(units))
        if len(piece) <= _LONGEST_KEPT:
            if len(self._pieces) >= _KEPT_SURFACES:
                self._pieces.clear()
            self._pieces[piece] = found
        return found

    def _learnt(self, surface: str, kind: str) -> tuple[Unit, ...]:
        """The units of one token, placed within it; none for a sign without a sound."""
        if surface in self._silent:
            pieces: tuple[Unit, ...] = ()
        elif kind == "word":
            pieces = self._cut_word(surface)
        elif kind == "number":
            digits = self._folding.light(surface)
            pieces = (Unit(0, len(surface), digits, digits, self.alphabet.symbol(number_classes(digits))),)
        elif kind == "break":
            pieces = (Unit(0, len(surface), "\n", "\n", self._break),)
        else:
            symbol = self._mark_symbols.get(surface, self._other_mark)
            pieces = (Unit(0, len(surface), surface, surface, symbol),)
        if len(surface) <= _LONGEST_KEPT:
            if len(self._known) >= _KEPT_SURFACES:
                self._known.clear()
            self._known[surface] = pieces
        return pieces

    def _cut_word(self, surface: str) -> tuple[Unit, ...]:
        """The particles and the core of one surface word, placed within it."""
        view = self._folding.mapped(surface, full=False)
        if not (light := view.text):
            return (Unit(0, len(surface), "", "", self._other_mark),)
        if light.isascii():
            entries = self._lexicon.find(light, light)
            symbol = self.alphabet.symbol(entry_classes(entries) if entries else frozenset({"word", "latin"}))
            return (Unit(view.origin[0], len(surface), light, light, symbol, entries),)
        front, core, entries, definite, pronoun = self._best_split(light)
        at = view.origin
        if any(at[cut] == at[cut - 1] for cut in accumulate(len(clitic.form) for clitic in front)):
            entries = self._lexicon.find(light, self._folding.join(light))  # one character is never cut (a ligature)
            front, core, definite, pronoun = [], light, False, ""
        if definite or core.endswith(self._clitics.closed_t):
            # a word with the article or with the closed t at its end has no pronoun attached
            entries = tuple(entry for entry in entries if _ATTACHED not in entry.feature)
        pieces: list[Unit] = []
        place = 0
        for clitic in front:
            key, symbol = clitic.form, self.alphabet.symbol(frozenset({"clitic", clitic.cls}))
            end = view.back(place, place + len(key)).end
            pieces.append(Unit(at[place], end, key, key, symbol, attached=bool(pieces)))
            place += len(key)
        if not core:
            return tuple(pieces)
        flags = ({"def"} if definite else set()) | ({"pron"} if pronoun else set())
        symbol = self.alphabet.symbol(entry_classes(entries) | flags)
        # an article merged into a preposition has one letter less in the text than in the core
        start = at[min(place, len(light) - 1)]
        end = view.back(len(light) - 1, len(light)).end
        signs = ("Mn", "Lm") if len(light) == 1 else ("Mn",)
        while end < len(surface) and unicodedata.category(surface[end]) in signs:
            # a sign on the last letter belongs to the word (a tanwin behind its alef), a tatweel to an abbreviation
            end += 1
        folded = self._folding.join(core)
        key = core if folded == core else folded  # one string for both takes half the room
        pieces.append(Unit(start, end, key, core, symbol, entries, definite, pronoun, attached=bool(pieces)))
        return tuple(pieces)

    def _best_split(self, light: str) -> tuple[list[Clitic], str, tuple[Entry, ...], bool, str]:
        """Particles, core, entries, definiteness and attached pronoun of a word."""
        splits = list(self._splits(light))
        whole = self._lexicon.find(light, self._folding.join(light))
        seldom = bool(whole) and all(entry.feature in self._clitics.seldom for entry in whole)
        for front, core in splits:
            exact = whole if core is light else self._lexicon.find(core, self._folding.join(core))
            if not front and seldom and self._likelier(splits):
                continue  # a dual of a rare verb gives way to a particle and a common one
            if exact and _fits(front, exact):
                return front, core, exact, self._has_article(core) and not _finite(exact), ""
            bare = self._without_article(core)
            found = self._lexicon.find(bare, self._folding.join(bare)) if bare else ()
            if found:
                return front, core, found, True, ""
        for front, core in splits:
            found, pronoun = self._without_pronoun(core)
            if found and _fits(front, found):
                return front, core, found, self._has_article(core), pronoun
        if light in {clitic.form for clitic in self._clitics.front}:
            # a particle that stands alone, before a quotation mark or a tatweel
            return [c for c in self._clitics.front if c.form == light][:1], "", (), False, ""
        for front, core in splits[1:]:
            if self._folding.join(core) in self._phrase_heads and _fits(front, ()):
                return front, core, (), self._has_article(core), ""
        best = self._by_frequency(light, splits)
        return best[0], best[1], (), self._has_article(best[1]), ""

    def _stretches(self, units: list[Unit], symbols: str) -> tuple[tuple[range, ...], tuple[range, ...]]:
        """The paragraphs and sentences of a text as ranges of units."""
        breaks = self.alphabet.having["break"]
        paragraphs: list[range] = []
        sentences: list[range] = []
        para = first = 0
        for found in self._ends.finditer(symbols):
            index = found.start()
            if found.group() in breaks:
                _close(sentences, first, index)
                _close(paragraphs, para, index)
                para = first = index + 1
            elif not _inside_abbreviation(units, index):
                _close(sentences, first, index + 1)
                first = index + 1
        _close(sentences, first, len(units))
        _close(paragraphs, para, len(units))
        return tuple(paragraphs), tuple(sentences)

    def _likelier(self, splits: list[tuple[list[Clitic], str]]) -> bool:
        """Whether a word reads as a particle and a form that is no seldom one."""
        for front, core in splits[1:]:
            found = self._lexicon.find(core, self._folding.join(core))
            if found and _fits(front, found) and any(e.feature not in self._clitics.seldom for e in found):
                return True
        return False

    def _splits(self, light: str) -> Iterator[tuple[list[Clitic], str]]:
        """All ways to take particles off the front, the fewest first."""
        yield [], light
        queue: list[tuple[list[Clitic], str]] = [([], light)]
        while queue:
            front, rest = queue.pop(0)
            for clitic in self._clitics.front:
                if front and clitic.rank <= front[-1].rank:
                    continue
                left = rest[len(clitic.form) :]
                if not rest.startswith(clitic.form) or len(left) < _MIN_REST:
                    continue
                if clitic.before and left[0] not in clitic.before and self._folding.join(left)[0] not in clitic.before:
                    continue
                taken = [*front, clitic]
                if rest.startswith(self._clitics.merged_article):
                    # the article's alef is gone: put it back so that the core is looked up as any definite word
                    yield taken, self._clitics.article + rest[len(self._clitics.merged_article) :]
                yield taken, left
                queue.append((taken, left))

    def _has_article(self, core: str) -> bool:
        return bool(self._without_article(core))

    def _without_article(self, core: str) -> str:
        article = self._clitics.article
        return core[len(article) :] if core.startswith(article) and len(core) - len(article) >= _MIN_REST else ""

    def _without_pronoun(self, core: str) -> tuple[tuple[Entry, ...], str]:
        for back in self._clitics.back:
            stem = core[: -len(back)]
            if not core.endswith(back) or len(stem) < _MIN_REST + 1:
                continue
            stems = [stem]
            if stem.endswith(self._clitics.open_t):
                stems.insert(0, stem[: -len(self._clitics.open_t)] + self._clitics.closed_t)
            for candidate in stems:
                found = self._lexicon.find(candidate, self._folding.join(candidate))
                nominal = tuple(e for e in found if not e.part and e.cls not in self._clitics.no_pronoun)
                if nominal:
                    return nominal, back
        return (), ""

    def _by_frequency(self, light: str, splits: list[tuple[list[Clitic], str]]) -> tuple[list[Clitic], str]:
        """The split whose rest is a far more frequent word than the whole; the whole where there is none."""
        best, share = splits[0], self._frequencies.share(self._folding.join(light)) * _TIMES_MORE_FREQUENT
        if not share:
            # nobody writes the whole: a particle before an article is the likelier reading
            articled = (split for split in splits[1:] if len(self._without_article(split[1])) > _MIN_REST_BY_FREQUENCY)
            best = next(articled, best)
        for split in splits[1:]:
            front, core = split
            if len(core) < _MIN_REST_BY_FREQUENCY:
                continue
            found = self._frequencies.share(self._folding.join(core))
            if not share and not found:
                found = self._owned_share(core)
            bare = self._without_article(core)
            if len(core) < front[-1].rest and not bare and not self._is_noun(core):
                continue
            if len(bare) > _MIN_REST_BY_FREQUENCY:
                # written with its article the word is rarer, but then a particle before it is the likelier reading
                found = _TIMES_MORE_FREQUENT * max(found, self._frequencies.share(self._folding.join(bare)))
            if front[-1].needs and len(core) < _MIN_REST_BY_FREQUENCY + 1:
                continue
            if found >= _MIN_SHARE and found > share:
                best, share = split, found
        return best

    def _owned_share(self, core: str) -> float:
        """The share of the noun that a word nobody writes has before its attached pronoun; 0 where it has none."""
        for back in self._clitics.back:
            stem = core[: -len(back)]
            if len(back) < _MIN_REST or not core.endswith(back) or len(stem) < _MIN_REST_BY_FREQUENCY + 1:
                continue
            closed = stem[: -len(self._clitics.open_t)] + self._clitics.closed_t
            for noun in (closed, stem) if stem.endswith(self._clitics.open_t) else (stem,):
                if self._is_noun(noun):
                    return self._frequencies.share(self._folding.join(noun))
        return 0.0

    def _is_noun(self, core: str) -> bool:
        """Whether a word is also written with the article."""
        return bool(self._frequencies.share(self._folding.join(self._clitics.article + core)))


def _finite(entries: tuple[Entry, ...]) -> bool:
    """Whether a word is a finite verb and nothing else: its first letters are then no article."""
    return all("verb" in entry.classes() for entry in entries)


def _fits(front: list[Clitic], entries: tuple[Entry, ...]) -> bool:
    """Whether the last particle may stand before a core with these entries."""
    if front and front[-1].never and entries and all(front[-1].never in entry.classes() for entry in entries):
        return False
    if not front or not front[-1].needs:
        return True
    return any(front[-1].needs in entry.classes() for entry in entries)


def _token_pattern(pack: Pack) -> re.Pattern[str]:
    signs = "".join(
        re.escape(c) for c, plain in cast(dict[str, dict[str, str]], pack.table("fold"))["light"].items() if not plain
    )
    # a Latin name written in one with an Arabic particle is a word of its own
    latin = "A-Za-z\u00c0-\u024f"
    letter = rf"[^\W\d_{latin}]"
    digits = r"\d+(?:[.,\u066b\u066c]\d+)*"
    date = r"\d{1,4}(?P<separator>[/.\-])\d{1,2}(?P=separator)\d{1,4}(?!\d)"
    # no two kinds begin alike: words come first since most tokens are words
    return re.compile(
        rf"(?P<word>{letter}+(?:[{signs}]+{letter}*)*|[{latin}]+)|(?P<break>(?<![^\S\n])[^\S\n]*\n\s*)"
        rf"|(?P<number>{date}|\d{{1,2}}:\d{{2}}(?!\d)|{digits})|(?P<mark>\S)"
    )


def _close(stretches: list[range], first: int, last: int) -> None:
    if first < last:
        stretches.append(range(first, last))


def _inside_abbreviation(units: list[Unit], index: int) -> bool:
    """Whether a full stop stands within letters set apart by stops, or before the last word of an address."""
    if not 0 < index < len(units) - 1:
        return False
    before, after = units[index - 1], units[index + 1]
    if after.space or units[index].space:
        return False
    # a particle is short because its word was cut, not because a letter stands alone
    particle = index + 2 < len(units) and units[index + 2].attached
    short = len(before.key) == 1 or (len(after.key) == 1 and not particle)
    # names spelled letters by letters: (bi.bi.si)
    if len(before.key) <= 3 and len(after.key) <= 3 and not particle and index > 1 and index + 2 < len(units):
        short = short or not (units[index - 2].key.isalnum() and units[index + 2].key.isalnum())
    if after.entry("site_end") is not None:
        return True
    return (short and before.key.isalpha() and after.key.isalpha()) or (before.key.isascii() and after.key.isascii())


@cache
def analyser(pack: Pack) -> Analyser:
    """The analyser of a pack, made once per process."""
    return Analyser(pack)

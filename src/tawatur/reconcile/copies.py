"""Copies: articles and passages that share their text. MinHash proposes, alignment confirms.

A text is cut into blocks (paragraphs, long ones by sentence). Blocks whose MinHash signatures (rensa; Broder 1997)
meet in a band are proposed; the two articles are then aligned word by word (rapidfuzz, Myers' bit-parallel LCS), and
only runs of equal words outside quotation marks count as evidence: two reporters who quote one speaker share his
words, not their text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, cast

import msgspec
from rapidfuzz.distance import LCSseq
from rensa import RMinHash

from tawatur.language.pack import Pack, load_pack
from tawatur.model.article import Article
from tawatur.model.ids import content_id
from tawatur.model.span import Span
from tawatur.model.story import Copy, CopyKind, Place

_SHINGLE = 3
_PERMUTATIONS = 40
_ROWS = 4
"""Ten bands of four rows: half of the pairs of blocks are proposed at a Jaccard similarity of 0.5, 0.94 at 0.7."""
_SEED = 7
_MIN_BLOCK = 8
_LONG_BLOCK = 60
_BUCKET = 3
"""An article is held against so many of the first that share a band, and of the last before it."""
_MIN_RUN = 6
"""A run of fewer equal words is chance."""
_MIN_PASSAGE = 18
"""Own words (outside quotation marks) that a shared passage needs, one run of it `_MIN_LONGEST` long."""
_MIN_LONGEST = 10
_GAP = 6
"""Runs at most this many words apart are one region."""
_SAME = 0.93
_TRIMMED = 0.85
_REWRITTEN = 0.55

Ends = tuple[int, int]
Order = tuple[str, str]


class Worded(msgspec.Struct, frozen=True):
    """An article's words for comparing: folded, their places, and which stand inside quotation marks."""

    words: tuple[str, ...]
    places: tuple[Ends, ...]
    quoted: tuple[bool, ...]
    blocks: tuple[Ends, ...]
    """Ranges of word indices."""


class Region(msgspec.Struct, frozen=True):
    """A stretch that two texts share, in word indices."""

    a: Ends
    b: Ends
    matched: int
    own: int
    longest: int


class CopyIndex:
    """Finds the copies among articles, whatever the order in which they come. Adding one costs the same in any number.

    An article is held against the first and the last before it that share a band, so that a line that ten thousand
    articles share costs nothing; copies of copies stay joined through the root.
    """

    def __init__(self, pack: Pack | None = None) -> None:
        self._pack = pack or load_pack("ar")
        self._marks = cast(Mapping[str, str], self._pack.table("marks")["classes"])
        self._articles: dict[str, Article] = {}
        self._bands: dict[int, Order | list[Order]] = {}
        self._found: dict[str, dict[str, tuple[Copy, ...]]] = {}
        """By the later article and the earlier one."""
        self._pattern = re.compile(r"\w+|[^\w\s]|\n\s*\n|\n")
        self._fold = lru_cache(1 << 16)(self._pack.folding.full)
        self._words = lru_cache(512)(self._worded)

    def add(self, article: Article) -> tuple[Copy, ...]:
        """The copies that an article makes with those added before; adding it again adds nothing."""
        if article.id in self._articles:
            return ()
        self._articles[article.id] = article
        order = publication_order(article)
        earlier: set[str] = set()
        later: set[str] = set()
        for band in self._bands_of(article):
            bucket = self._bands.get(band)
            if bucket is None:
                self._bands[band] = order
                continue
            if isinstance(bucket, tuple):
                bucket = self._bands[band] = [bucket]
            place = bisect_left(bucket, order)
            if place < len(bucket) and bucket[place] == order:
                continue
            bucket.insert(place, order)
            earlier.update(name for _, name in _seen(bucket, place))
            later.update(name for _, name in bucket[place + 1 : None if place < _BUCKET else place + 1 + _BUCKET])
        found: list[Copy] = []
        for other in sorted(earlier):
            found.extend(self._held(other, article.id))
        for other in sorted(later):
            proposed = self._proposed(other)
            known = self._found.get(other, {})
            self._found[other] = {name: copies for name, copies in known.items() if name in proposed}
            if article.id in proposed:
                found.extend(self._held(article.id, other))
        return tuple(found)

    def _bands_of(self, article: Article) -> dict[int, None]:
        worded = self._words(article.text)
        return {band: None for first, last in worded.blocks for band in _signature(worded.words[first:last])}

    def _proposed(self, name: str) -> set[str]:
        """The articles before one that it is held against."""
        order = publication_order(self._articles[name])
        out: set[str] = set()
        for band in self._bands_of(self._articles[name]):
            bucket = self._bands[band]
            if isinstance(bucket, list):
                out.update(other for _, other in _seen(bucket, bisect_left(bucket, order)))
        return out

    def _held(self, first: str, second: str) -> tuple[Copy, ...]:
        """The copies of an earlier article in a later one."""
        one, two = self._articles[first], self._articles[second]
        copies = tuple(self._confirm(one, two, self._words(one.text), self._words(two.text)))
        if copies:
            self._found.setdefault(second, {})[first] = copies
        return copies

    def copies(self) -> Iterator[Copy]:
        """All copies found."""
        return (copy for found in self._found.values() for copies in found.values() for copy in copies)

    def of(self, article: str) -> Iterator[Copy]:
        """The copies that an article makes with those published before it."""
        return (copy for copies in self._found.get(article, {}).values() for copy in copies)

    def _worded(self, text: str) -> Worded:
        words: list[str] = []
        places: list[Ends] = []
        quoted: list[bool] = []
        blocks: list[Ends] = []
        opened, first, depth = 0, 0, 0
        for token in self._pattern.finditer(text):
            form = token.group()
            if form[0].isalnum() or form[0] == "_" or form[0].isalpha():
                words.append(self._fold(form))
                places.append(token.span())
                quoted.append(depth > 0)
                continue
            if form in self._marks["open"]:
                depth = 1
            elif form in self._marks["close"]:
                depth = 0
            elif form in self._marks["straight"]:
                depth = 0 if depth else 1
            ends = form.startswith("\n")
            if ends:
                depth = 0
            if (ends and len(words) - first >= _MIN_BLOCK) or (
                form in self._marks["stop"] and len(words) - first >= _LONG_BLOCK // 2
            ):
                blocks.append((first, len(words)))
                first = len(words)
            opened = token.end()
        if len(words) - first >= _MIN_BLOCK or (first < len(words) and not blocks):
            blocks.append((first, len(words)))
        del opened
        return Worded(tuple(words), tuple(places), tuple(quoted), tuple(blocks))

    def _confirm(self, old: Article, new: Article, old_words: Worded, new_words: Worded) -> list[Copy]:
        regions = shared(old_words, new_words)
        if not regions:
            return []
        lengths = len(old_words.words), len(new_words.words)
        matched = sum(region.matched for region in regions)
        own = sum(region.own for region in regions)
        shorter = min(lengths)
        longest = max(region.longest for region in regions)
        if own < min(_MIN_PASSAGE, int(0.6 * shorter)) or longest < _MIN_LONGEST:
            return []
        share = matched / shorter
        kind: CopyKind = (
            "same" if matched >= _SAME * max(lengths)
            else "trimmed" if share >= _TRIMMED
            else "rewritten" if share >= _REWRITTEN
            else "passage"
        )  # fmt: skip
        order, directed = direction(old, new, self._fold)
        if kind in ("same", "trimmed", "rewritten"):
            whole = Region(
                (regions[0].a[0], regions[-1].a[1]), (regions[0].b[0], regions[-1].b[1]), matched, own, longest
            )
            return [_copy(whole, old, new, old_words, new_words, kind, share, order, directed=directed)]
        return [
            _copy(region, old, new, old_words, new_words, kind, region.matched / shorter, order, directed=directed)
            for region in regions
            if region.own >= min(_MIN_PASSAGE, int(0.6 * shorter)) and region.longest >= _MIN_LONGEST
        ]


def _seen(bucket: Sequence[Order], place: int) -> Sequence[Order]:
    """What stands before a place of a bucket: its first members and the last ones."""
    return bucket[:place] if place <= 2 * _BUCKET else [*bucket[:_BUCKET], *bucket[place - _BUCKET : place]]


def find_copies(articles: Iterable[Article], pack: Pack | None = None) -> tuple[Copy, ...]:
    """All copies among some articles, whatever their order."""
    index = CopyIndex(pack)
    for article in sorted(articles, key=publication_order):
        index.add(article)
    return tuple(sorted(index.copies(), key=lambda copy: (copy.a, copy.b)))


def publication_order(article: Article) -> tuple[str, str]:
    """Articles by the first day on which they can have appeared, undated ones last, then by id."""
    day = article.published.earliest
    return (day.isoformat() if day else "9999", article.id)


def shared(a: Worded, b: Worded) -> list[Region]:
    """The regions of equal words of two texts, in order."""
    runs = [
        (block.src_start, block.dest_start, block.src_end - block.src_start)
        for block in LCSseq.opcodes(a.words, b.words)
        if block.tag == "equal" and block.src_end - block.src_start >= _MIN_RUN
    ]
    regions: list[Region] = []
    for at, bt, length in runs:
        own = sum(not (a.quoted[at + i] and b.quoted[bt + i]) for i in range(length))
        last = regions[-1] if regions else None
        if last and at - last.a[1] <= _GAP and bt - last.b[1] <= _GAP:
            regions[-1] = Region(
                (last.a[0], at + length), (last.b[0], bt + length), last.matched + length, last.own + own,
                max(last.longest, own),
            )  # fmt: skip
        else:
            regions.append(Region((at, at + length), (bt, bt + length), length, own, own))
    return regions


def direction(a: Article, b: Article, fold: object) -> tuple[Literal[1, -1], bool]:
    """Which of two copies stands at the root (1: the first), and whether date or credit says so."""
    spell = cast("type[str]", fold)
    for first, second, sign in ((a, b, 1), (b, a, -1)):
        outlet = spell(first.outlet or "")
        credit = spell(" ".join(filter(None, (second.credit, second.byline, second.dateline))))
        if outlet and outlet != spell(second.outlet or "") and outlet in credit:
            return cast(Literal[1, -1], sign), True
    last_a, first_b = a.published.latest, b.published.earliest
    if last_a and first_b and last_a < first_b:
        return 1, True
    last_b, first_a = b.published.latest, a.published.earliest
    if last_b and first_a and last_b < first_a:
        return -1, True
    time_a, time_b = a.published.time, b.published.time
    if time_a and time_b and time_a != time_b:
        return (1 if time_a < time_b else -1), True
    if bool(a.credit) != bool(b.credit):
        return (1 if b.credit else -1), True
    return (1 if publication_order(a) <= publication_order(b) else -1), False


def _copy(  # noqa: PLR0917  # one inner call; the names at hand are those of the parameters
    region: Region, old: Article, new: Article, old_words: Worded, new_words: Worded, kind: CopyKind, share: float,
    order: Literal[1, -1], *, directed: bool,
) -> Copy:  # fmt: skip
    a = Place(old.id, Span(old_words.places[region.a[0]][0], old_words.places[region.a[1] - 1][1]))
    b = Place(new.id, Span(new_words.places[region.b[0]][0], new_words.places[region.b[1] - 1][1]))
    if order < 0:
        a, b = b, a
    name = content_id("copy", a.article, a.span.start, a.span.end, b.article, b.span.start, b.span.end)
    return Copy(id=name, a=a, b=b, kind=kind, share=round(min(1.0, share), 3), directed=directed)


def _signature(words: tuple[str, ...]) -> list[int]:
    """The band keys of a block of words."""
    sketch = RMinHash(_PERMUTATIONS, _SEED)
    sketch.update([" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))])
    digest = sketch.digest()
    return [hash((band, *digest[band * _ROWS : band * _ROWS + _ROWS])) for band in range(_PERMUTATIONS // _ROWS)]

"""What is measured of each kind of mark: when a gold item and a read one are the same, and which fields are then right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date
from typing import cast

from tawatur.evaluate.align import Alignment, Ground, share
from tawatur.evaluate.gold import GoldArticle, GoldItem
from tawatur.evaluate.names import SameName
from tawatur.model.article import Article
from tawatur.model.marks import Commitment, Event, Figure, Mark, Name, Statement, Time
from tawatur.model.reading import Reading

HALF, THIRD, NEARLY_ALL = 0.5, 0.33, 0.9
"""Shares of common characters: the same mark; the same clause; the same content but for an edge."""


@dataclass(frozen=True)
class Gold:
    """A gold item on the common ground."""

    item: GoldItem
    shown: str
    ground: Ground
    cue: Ground = frozenset()
    at: int | None = None

    @property
    def optional(self) -> bool:
        """Neither missed nor spurious, for careful readers disagree on it."""
        return bool(self.item.get("optional"))

    def text(self, key: str) -> str | None:
        """A field's words."""
        return cast("str | None", self.item.get(key))


@dataclass(frozen=True)
class Read:
    """A mark on the common ground."""

    mark: Mark
    shown: str
    ground: Ground
    cue: Ground = frozenset()


@dataclass(frozen=True)
class Pair:
    """A gold item and the mark that was found for it."""

    gold: Gold
    read: Read
    lines: Alignment
    article: Article
    same: SameName


Check = Callable[[Pair], bool | None]
"""Whether a field is right; None where the gold does not say."""


@dataclass(frozen=True)
class Kind:
    """One kind of mark and its measure."""

    name: str
    gold: Callable[[Alignment, GoldArticle], list[Gold]]
    read: Callable[[Alignment, Article, Reading], list[Read]]
    agree: Callable[[Gold, Read], float]
    checks: dict[str, Check] = default(default_factory=dict)


def accepted(want: object, got: object) -> bool:
    """Whether `got` is the gold's answer, or one of them where the gold lists several."""
    return got in want if isinstance(want, list) else got == want


def _bounds(pair: Pair, earliest: date | None, latest: date | None) -> bool | None:
    item = pair.gold.item
    if not item.get("earliest"):
        return None
    answers = [[item.get("earliest"), item.get("latest")], *cast(list[list[str]], item.get("alt_bounds") or [])]
    return [earliest.isoformat() if earliest else None, latest.isoformat() if latest else None] in answers


def _by_text(key: str, *shown: str) -> Callable[[Alignment, GoldArticle], list[Gold]]:
    """Gold items whose main words stand under `text` or another key."""

    def gold(lines: Alignment, article: GoldArticle) -> list[Gold]:
        out = []
        main = "trigger" if key == "events" else "text"
        for item in article.items(key):
            words = cast(str, item[main])
            at = lines.place(words, cast(int, item.get("nth", 1)))
            label = " ".join(str(item.get(name) or "") for name in (main, *shown)).strip()
            out.append(Gold(item, label, lines.gold(words, at), at=at))
        return out

    return gold


def _gold_statements(lines: Alignment, article: GoldArticle) -> list[Gold]:
    out = []
    for item in article.items("statements"):
        content, rest = cast(str, item["content"]), cast("str | None", item.get("content2"))
        at = lines.place(content, cast(int, item.get("nth_content", 1)))
        ground = lines.gold(content, at) | lines.gold(rest, lines.near(rest, at))
        cue = cast("str | None", item.get("cue"))
        out.append(Gold(item, f"[{cue}] {content}", ground, lines.gold(cue, lines.near(cue, at)), at))
    return out


def _read(attribute: str) -> Callable[[Alignment, Article, Reading], list[Read]]:
    def read(lines: Alignment, article: Article, reading: Reading) -> list[Read]:
        out = []
        for mark in cast(Sequence[Mark], getattr(reading, attribute)):
            spans = (mark.trigger,) if isinstance(mark, Event) else (mark.span,)  # type: ignore[union-attr]  # the kinds read here have one
            shown = " ".join(span.cut(article.text) for span in spans)
            out.append(Read(mark, shown, lines.read(*spans)))
        return out

    return read


def _read_statements(lines: Alignment, article: Article, reading: Reading) -> list[Read]:
    out = []
    for mark in reading.statements:
        words = " … ".join(span.cut(article.text) for span in mark.contents)
        shown = f"[{mark.cue.cut(article.text)}] {words}"
        out.append(Read(mark, shown, lines.read(*mark.contents), lines.read(mark.cue)))
    return out


def _overlap(least: float) -> Callable[[Gold, Read], float]:
    def agree(gold: Gold, read: Read) -> float:
        found = share(gold.ground, read.ground)
        return found if found >= least else 0.0

    return agree


def _agree_statements(gold: Gold, read: Read) -> float:
    found = share(gold.ground, read.ground)
    touch = bool(gold.cue & read.cue)
    return found + touch if found >= HALF and (touch or not gold.cue or not read.cue) else 0.0


def _exact(pair: Pair) -> bool:
    return pair.gold.ground == pair.read.ground


def _field(name: str) -> Check:
    def check(pair: Pair) -> bool:
        return accepted(pair.gold.item.get(name), getattr(pair.read.mark, name))

    return check


def _bounds_of(pair: Pair) -> bool | None:
    mark = cast("Time | Event | Commitment", pair.read.mark)
    return _bounds(pair, mark.earliest, mark.latest)


def _figure_value(pair: Pair) -> bool:
    mark = cast(Figure, pair.read.mark)
    want = tuple(None if (x := pair.gold.item.get(key)) is None else float(cast(float, x)) for key in ("low", "high"))
    return want == tuple(None if x is None else float(x) for x in (mark.low, mark.high))


def _near_words(name: str) -> Check:
    """A field of words that stands near the item's own."""

    def check(pair: Pair) -> bool | None:
        words = pair.gold.text(name)
        if not words:
            return None
        want = pair.lines.gold(words, pair.lines.near(words, pair.gold.at))
        return share(want, pair.lines.read(getattr(pair.read.mark, name))) >= HALF

    return check


def _speaker(pair: Pair) -> bool:
    return _bears(pair, "speaker", cast(Statement, pair.read.mark).speaker)


def _bears(pair: Pair, field: str, got: str | None) -> bool:
    """Whether a name is the one in a gold field, or one of those that the gold lists."""
    want = pair.gold.item.get(field)
    return any(pair.same(cast("str | None", each), got) for each in (want if isinstance(want, list) else [want]))


def _chain(pair: Pair) -> bool:
    want = cast(list[str], pair.gold.item.get("chain") or [])
    got = [hop.name for hop in cast(Statement, pair.read.mark).chain]
    return len(want) == len(got) and all(map(pair.same, want, got))


def _who(pair: Pair) -> bool | None:
    if not pair.gold.item.get("who"):
        return None
    who = cast(Commitment, pair.read.mark).who
    return _bears(pair, "who", who.cut(pair.article.text) if who else None)


def _actor(pair: Pair) -> bool | None:
    return _bears(pair, "actor", cast(Name, pair.read.mark).actor) if pair.gold.item.get("actor") else None


KINDS: tuple[Kind, ...] = (
    Kind(
        "statements",
        _gold_statements,
        _read_statements,
        _agree_statements,
        {
            "content": lambda pair: share(pair.gold.ground, pair.read.ground) >= NEARLY_ALL,
            "source": _near_words("source"),
            "speaker": _speaker,
            "named": _field("named"),
            "act": _field("act"),
            "mode": _field("mode"),
            "chain": _chain,
        },
    ),
    Kind("times", _by_text("times"), _read("times"), _overlap(HALF),
         {"exact": _exact, "kind": _field("kind"), "value": _bounds_of}),
    Kind("figures", _by_text("figures", "counted"), _read("figures"), _overlap(HALF),
         {"exact": _exact, "value": _figure_value, "counted": _near_words("counted")}),
    Kind("names", _by_text("names"), _read("names"), _overlap(HALF),
         {"exact": _exact, "kind": _field("kind"), "actor": _actor}),
    Kind("commitments", _by_text("commitments"), _read("commitments"), _overlap(THIRD),
         {"when": _bounds_of, "status": _field("status"), "who": _who}),
    Kind("events", _by_text("events", "kind"), _read("events"), lambda g, r: float(len(g.ground & r.ground)),
         {"kind": _field("kind"), "day": _bounds_of}),
)  # fmt: skip
"""The kinds that gold knows, in the order of the report."""

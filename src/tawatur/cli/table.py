"""Tables for terminals: columns stay columns, whatever script their cells are in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ISOLATE, _END = "\u2068", "\u2069"
"""First strong isolate and its end: a cell's direction is its own and does not turn its neighbours round."""
_LEFT_TO_RIGHT = "\u200e"
_GAP = "  "


@dataclass(frozen=True)
class Column:
    """A column: its head, and whether its cells may be broken over several lines (`wide`) or stand as they are."""

    head: str
    wide: bool = False
    right: bool = False


def render(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, width: int, isolate: bool) -> Iterator[str]:
    """The lines of a table no wider than `width` cells as far as its fixed columns allow."""
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = _widths(columns, cells, width)
    yield _line(columns, [column.head for column in columns], widths, isolate=isolate)
    yield _GAP.join("─" * size for size in widths)
    for row in cells:
        broken = [_broken(cell, size) for cell, size in zip(row, widths, strict=True)]
        for i in range(max(len(lines) for lines in broken)):
            parts = [lines[i] if i < len(lines) else "" for lines in broken]
            yield _line(columns, parts, widths, isolate=isolate)


def plain(cell: str) -> str:
    """A cell's text on one line, without characters that steer the terminal or its direction."""
    return " ".join("".join(c if c.isprintable() or c == "\u200c" else " " for c in cell).split())


def cells_of(text: str) -> int:
    """How many cells of a terminal a text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Fixed columns get what they need; the wide ones share the rest by what they hold."""
    needed = [max([cells_of(column.head), *(cells_of(row[i]) for row in rows)]) for i, column in enumerate(columns)]
    wide = [i for i, column in enumerate(columns) if column.wide]
    free = width - sum(needed[i] for i in range(len(columns)) if i not in wide) - len(_GAP) * (len(columns) - 1)
    if not wide or sum(needed[i] for i in wide) <= free:
        return needed
    total = sum(needed[i] for i in wide)
    for i in wide:
        needed[i] = min(needed[i], max(16, free * needed[i] // total))
    return needed


def _broken(text: str, width: int) -> list[str]:
    """The text over lines of at most `width` cells, at spaces where there are any."""
    if cells_of(text) <= width:
        return [text]
    lines, line = [], ""
    for whole in text.split(" "):
        word = whole
        while cells_of(word) > width:
            cut = _fitting(word, width)
            lines += [line] if line else []
            line = ""
            lines.append(word[:cut])
            word = word[cut:]
        joined = f"{line} {word}" if line else word
        if cells_of(joined) > width:
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line] if line else lines


def _fitting(word: str, width: int) -> int:
    cut = 1
    while cut < len(word) and cells_of(word[: cut + 1]) <= width:
        cut += 1
    return cut


def _line(columns: Sequence[Column], parts: Sequence[str], widths: Sequence[int], *, isolate: bool) -> str:
    out = []
    for column, part, width in zip(columns, parts, widths, strict=True):
        padding = " " * max(0, width - cells_of(part))
        shown = f"{_ISOLATE}{part}{_END}" if isolate and part else part
        out.append(padding + shown if column.right else shown + padding)
    return (_LEFT_TO_RIGHT if isolate else "") + _GAP.join(out).rstrip()

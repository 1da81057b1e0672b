"""How days and figures are written: at their own precision, the same in every language."""

from __future__ import annotations

from datetime import date, timedelta


def day_text(earliest: date | None, latest: date | None) -> str:
    """An interval at its own precision: a day, a month, a year, else both ends; a dash where nothing is known."""
    if earliest is None and latest is None:
        return "—"
    if earliest is None or latest is None:
        return f"≤ {latest}" if latest else f"≥ {earliest}"
    if earliest == latest:
        return earliest.isoformat()
    first_day, last_day = earliest.day == 1, (latest + timedelta(days=1)).day == 1 if latest < date.max else True
    if first_day and last_day and (earliest.year, earliest.month) == (latest.year, latest.month):
        return earliest.isoformat()[:7]
    if first_day and last_day and earliest.month == 1 and latest.month == 12:
        years = (earliest.isoformat()[:4], latest.isoformat()[:4])
        return years[0] if years[0] == years[1] else f"{years[0]} – {years[1]}"
    return f"{earliest.isoformat()} – {latest.isoformat()}"


def number_text(low: float | None, high: float | None) -> str:
    """A figure's bounds as told: one number, a range, or an open bound."""

    def plain(x: float) -> str:
        return f"{x:,.0f}" if float(x).is_integer() else f"{x:,g}"

    if low is None and high is None:
        return "—"
    if low is None or high is None:
        return f"≤ {plain(high)}" if high is not None else f"≥ {plain(low or 0)}"
    return plain(low) if low == high else f"{plain(low)} – {plain(high)}"


def ending(text: str, most: int) -> str:
    """The last whole words of a text, for what stands before a quotation; nothing of an earlier line."""
    line = text[-most:] if len(text) > most else text
    line = line.rpartition("\n")[2]
    if len(text) > most and "\n" not in text[-most:]:
        line = line.partition(" ")[2]
    return line


def beginning(text: str, most: int) -> str:
    """The first whole words of a text, for what stands behind a quotation; nothing of a later line."""
    line = text[:most].partition("\n")[0]
    if len(text) > most and "\n" not in text[:most]:
        line = line.rpartition(" ")[0]
    return line


def shortened(text: str, most: int = 1200) -> str:
    """A text that is shown in a list: beyond any quotation's length it is cut at a word, with an ellipsis."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"

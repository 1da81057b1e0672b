"""How the move of a promised date is told: by how much, from which day to which, said when, by whom, and why."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from tawatur.dossier.labels import Language, label
from tawatur.dossier.shown import day_text
from tawatur.dossier.views.story import SlipRow, TrackRow

_MONTH = 30.44
"""Days in a month at the mean of the Gregorian calendar."""
_SOME_MONTHS = 45
"""From so many days on a move between days that are not known to the day is told in months."""


class _Days(Protocol):
    """Days from one to another; the report of a track and its deadline both are."""

    @property
    def earliest(self) -> date | None: ...
    @property
    def latest(self) -> date | None: ...


def slip_amount(slip: SlipRow, track: TrackRow, language: Language) -> str:
    """By how much a date moved, in words; in round numbers where either end is not known to the day."""
    old, new = track.points[slip.before], track.points[slip.after]
    return amount(slip.days, old, new, language, done=new.status == "done")


def amount(days: int | None, old: _Days | None, new: _Days | None, language: Language, *, done: bool = False) -> str:
    """The same from plain days; `done` says that the later report tells that it happened."""
    if days is None:
        dropped = new is None or (new.earliest is None and new.latest is None)
        return label("slip_open" if dropped else "slip_unknown", language)
    key, size = ("slip_earlier" if days < 0 else "slip_days"), abs(days)
    if done and not days:
        return label("slip_done_on_day", language)
    if done:
        key = "slip_done_earlier" if days < 0 else "slip_done_later"
    if _one_day(old) and _one_day(new):
        return label(key, language, n=size)
    if size >= _SOME_MONTHS:
        return label(f"{key}_months", language, n=round(size / _MONTH))
    return label("about", language, amount=label(key, language, n=size))


def slip_text(slip: SlipRow, track: TrackRow, language: Language) -> str:
    """A move as one line of plain text."""
    old, new = track.points[slip.before], track.points[slip.after]
    told = slip_amount(slip, track, language)
    if new.earliest or new.latest:
        days = {"a": _told(old), "b": _told(new)}
        told += f"{label('comma', language)} {label('slip_from', language, **days)}"
    else:
        told += f" ({label('slip_had_been', language, a=day_text(old.earliest, old.latest))})"
    outlet = slip.outlet or label("unknown_outlet", language)
    who = outlet if slip.according_to in (None, outlet) else f"{slip.according_to} · {outlet}"
    reported = day_text(new.reported.earliest, new.reported.latest)
    told += f"{label('semicolon', language)} {label('slip_said', language, who=who, day=reported)}"
    if slip.reason:
        told += f". {label('why', language)}: «{' '.join(slip.reason.text.split())}»"
    return told


def _told(days: _Days) -> str:
    """The days as one thing that can stand between two words."""
    text = day_text(days.earliest, days.latest)
    return f"({text})" if " " in text else text


def _one_day(days: _Days | None) -> bool:
    return days is not None and days.earliest is not None and days.earliest == days.latest

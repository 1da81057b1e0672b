"""A judgement: what a person decided. Appended, superseded, never erased."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawatur.model.ids import content_id

Verdict = Literal["accept", "reject", "correct", "same", "different"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One decision about one thing, or about two things being one.

    `at` is given by the caller in ISO 8601 (UTC): the model reads no clock.
    """

    id: str
    verdict: Verdict
    subject: str
    """The id of the mark, claim, actor, track or dispute that was judged."""
    other: str | None = None
    """The second thing, for ``same`` and ``different``."""
    value: str | None = None
    """For ``correct``: the corrected fields as a JSON object."""
    by: str
    at: str
    why: str = ""
    supersedes: str | None = None


def judgement(
    verdict: Verdict,
    subject: str,
    *,
    by: str,
    at: str,
    other: str | None = None,
    value: str | None = None,
    why: str = "",
    supersedes: str | None = None,
) -> Judgement:
    """A judgement with its content id; a pair is kept in one order, so that "a same b" is "b same a"."""
    if other is not None and other < subject:
        subject, other = other, subject
    name = content_id("judgement", verdict, subject, other, value, by, at, why, supersedes)
    return Judgement(
        id=name,
        verdict=verdict,
        subject=subject,
        other=other,
        value=value,
        by=by,
        at=at,
        why=why,
        supersedes=supersedes,
    )

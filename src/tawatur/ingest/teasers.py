"""Teasers of other stories that run into a text without a mark: headlines in its midst, other leads at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawatur.ingest.furniture import Furniture
from tawatur.ingest.lines import is_headline, is_stopped
from tawatur.language.resources import pack_folding

_WORD = re.compile(r"[^\W\d_]{3,}")
_RARE = 3e-5
"""Share of running words under which a word speaks of a story and not of the news at large."""
_KNOWN = 2e-4
"""And under which a word is more than grammar."""
_CHANCE = 2
"""So many of those may be shared by chance."""
_LEAD = 100
_LONG = 90
_FEWEST = 3
"""Long paragraphs that a text must have to be judged by their stops."""
_SUBHEAD_WORDS = 3
_HEADLINE_WORDS = 5
_STRANGE_WORDS = 8
_STRANGE_STEMS = 4
_STRANGE_SHARE = 0.25


def headlines(lines: Sequence[str], folded: Sequence[str], furniture: Furniture) -> set[int]:
    """Places of headlines of other stories between paragraphs or behind them: two or more in a row, or strange ones.

    A sub-head stands alone and speaks of the paragraphs that follow it. Only texts whose paragraphs end in full stops
    are judged: where they do not, a short paragraph looks like a headline.
    """
    long = [line for line in lines if len(line) >= _LONG]
    if len(long) < _FEWEST or sum(map(is_stopped, long)) < 0.8 * len(long):
        return set()
    found: set[int] = set()
    run: list[int] = []
    for place in range(len(lines) + 1):
        if place < len(lines) and _is_teaser(lines[place], folded[place], furniture):
            run.append(place)
            continue
        # behind an open sentence or a colon they are what it counts up
        before = lines[run[0] - 1].rstrip() if run and run[0] > 0 else ":"
        if is_stopped(before) and not before.endswith(":"):
            longest = max(len(folded[at].split()) for at in run)
            strange = len(run) == 1 and place < len(lines) and _is_strange(run[0], folded, furniture)
            if (len(run) > 1 and longest >= _HEADLINE_WORDS) or strange:
                found.update(run)
        run = []
    return found


def _is_teaser(line: str, folded: str, furniture: Furniture) -> bool:
    bare = folded.lstrip("«\"“(' ")
    return is_headline(line) and len(bare.split()) >= _SUBHEAD_WORDS and not carries_on(bare, furniture)


def _is_strange(place: int, folded: Sequence[str], furniture: Furniture) -> bool:
    """Whether a long headline says hardly anything that the rest of the text takes up."""
    if len(folded[place].split()) < _STRANGE_WORDS:
        return False
    said = _stems(folded[place], furniture, _KNOWN)
    around = _stems(" ".join([*folded[:place], *folded[place + 1 : place + 6]]), furniture, _KNOWN)
    return len(said) >= _STRANGE_STEMS and len(said & around) <= _STRANGE_SHARE * len(said)


def other_leads(lines: Sequence[str], folded: Sequence[str], furniture: Furniture, title: str) -> int:
    """How many paragraphs at the end open other stories: none carries on, and none shares a rare word with the text.

    0 where fewer than two such paragraphs stand there, or where they would be more than two thirds of the text.
    """
    count = 0
    while count < len(lines) and _is_lead(lines[len(lines) - count - 1], folded[len(lines) - count - 1], furniture):
        count += 1
    # the article's own part is what stands before; its lead never counts as a teaser
    while count >= 2:
        start = len(lines) - count
        if start >= 3:
            told = " ".join([furniture.fold(title), *folded[:start]])
            rare, known = _stems(told, furniture, _RARE), _stems(told, furniture, _KNOWN)
            if rare and all(
                not rare & _stems(part, furniture, _RARE) and len(known & _stems(part, furniture, _KNOWN)) <= _CHANCE
                for part in folded[start:]
            ):
                return count
        count -= 1
    return 0


def _is_lead(line: str, folded: str, furniture: Furniture) -> bool:
    """Whether a paragraph is long enough for the lead of a story, and opens one."""
    return len(line) >= _LEAD and not carries_on(folded, furniture)


def carries_on(folded: str, furniture: Furniture) -> bool:
    """Whether a paragraph opens with a joining particle, a connective or a quotation mark: it belongs to the one before."""
    start = folded.lstrip("\u200f\u200e ")
    if not start or not start[0].isalpha():
        return True
    joined = furniture.lists["joined"]
    words = start.split(maxsplit=3)
    return any(start.startswith(letter) for letter in joined) or any(
        " ".join(words[:count]).rstrip(":\u060c,") in furniture.lists["carry"] for count in (1, 2, 3)
    )


def _stems(folded: str, furniture: Furniture, share: float) -> set[str]:
    """The words that are rarer than `share` of a folded text without the article, attached particles and pronouns, cut to their first five letters."""
    from tawatur.language.frequency import frequencies  # slow to load, and seldom needed

    frequency = frequencies(furniture.code, pack_folding(furniture.code))
    found = set()
    for word in _WORD.findall(folded):
        bare = _bare(word, furniture)
        if len(bare) >= 4 and bare not in furniture.lists["day"] and max(map(frequency.share, (word, bare))) < share:
            found.add(bare[:5])
    return found


def _bare(word: str, furniture: Furniture) -> str:
    for suffix in sorted(furniture.lists["suffix"], key=len, reverse=True):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    for prefix in sorted(furniture.lists["prefix"], key=len, reverse=True):
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            return word[len(prefix) :]
    return word

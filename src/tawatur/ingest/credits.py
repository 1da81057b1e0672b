"""Lines that sign: who wrote, from where, and whom a text is credited to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from tawatur.ingest.furniture import Furniture
from tawatur.language.outlets import Outlet, name_key, openers, outlet_by_name

_SEPARATORS = re.compile(r"\s*(?:--|[-–—/|:\u060c,;()\[\]«»\"“”+•·]|\s\u0640+\s)\s*")
_LONGEST = 90
_WORDS = 4


@dataclass(frozen=True)
class Signature:
    """What a signing line holds, in its own spellings."""

    line: str
    places: tuple[str, ...]
    outlets: tuple[str, ...]
    generic: tuple[str, ...]
    desks: tuple[str, ...]
    others: tuple[str, ...]


def signature(line: str, furniture: Furniture, own: str | None) -> Signature | None:
    """The parts of a line that may be a dateline, byline or credit line; None where it is a sentence or a headline.

    `own` is the article's outlet where it is known already.
    """
    if len(line) > _LONGEST:
        return None
    parts = [part.strip(" .\t\u200f\u200e") for part in _SEPARATORS.split(line)]
    parts = [piece for part in parts if part for piece in _coordinated(part, furniture)]
    if not parts or len(parts) > 8:
        return None
    sorted_: dict[str, list[str]] = {"places": [], "outlets": [], "generic": [], "desks": [], "others": []}
    # a name that is also a common word is an outlet's only beside another part of a signing line
    lone = len(parts) == 1 or any(character.isdigit() for character in line)
    for part in parts:
        sorted_[_sort(part, furniture, own, lone=lone and f"\u00ab{part}\u00bb" not in line)].append(part)
    if len(sorted_["others"]) > 2 or any(len(part.split()) > _WORDS for part in sorted_["others"]):
        return None
    return Signature(line, **{kind: tuple(found) for kind, found in sorted_.items()})


def credit_line(line: str, furniture: Furniture, own: str | None) -> Signature | None:
    """The signature of a line that is known to sign.

    What stands behind a label counts, and a lone name in brackets is an agency even where the pack does not know it.
    """
    label, colon, body = line.partition(":")
    signed = signature(body if colon and body.strip() and len(label.split()) <= _WORDS else line, furniture, own)
    if colon and (signed is None or not (signed.outlets or signed.generic)):
        signed = signature(line, furniture, own)
    if signed and not signed.outlets and not signed.generic and not signed.desks:
        bracketed = _IN_BRACKETS.search(line)
        name = bracketed.group(1).strip() if bracketed else None
        if name and name in signed.others and not any(map(outlet_by_name, signed.others)):
            return replace(signed, outlets=(name,), others=tuple(part for part in signed.others if part != name))
    return signed


def is_dateline(line: str, furniture: Furniture, own: str | None) -> bool:
    """Whether a line that ends with an agency's name is where and by whom a text was written, and no caption."""
    signed = signature(line, furniture, own)
    if signed is None or not signed.outlets:
        return False
    mine = outlet_key(own) if own else None
    return bool(signed.places) or len(signed.others) > 1 or any(outlet_key(name) == mine for name in signed.outlets)


_IN_BRACKETS = re.compile(r"[(\[/]\s*([^()\[\]/\d]{2,25}?)\s*[)\]/]\s*\.?$")


def _coordinated(part: str, furniture: Furniture) -> list[str]:
    """The part, or its two halves where the second is an agency or a word for agencies joined by "and"."""
    for particle in furniture.lists["joined"]:
        head, joint, tail = part.rpartition(f" {particle}")
        if joint and (furniture.key(tail) in furniture.lists["generic"] or outlet_by_name(tail)):
            return [head.strip(), tail]
    return [part]


def _sort(part: str, furniture: Furniture, own: str | None, *, lone: bool) -> str:
    key = furniture.key(part)
    if own and outlet_key(part) == outlet_key(own):
        return "outlets"
    if key in furniture.lists["generic"]:
        return "generic"
    if key in furniture.lists["desk"]:
        return "desks"
    found = outlet_by_name(part)
    if found and not (found.common and (lone or key in furniture.places)):
        return "outlets"
    if key in furniture.places:
        return "places"
    return "outlets" if found and not lone else "others"


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """A name for comparing outlets: the pack's canonical one, else the folded words without their opener."""
    found: Outlet | None = outlet_by_name(name)
    if found:
        return found.name
    key = name_key(name)
    return next((key[len(word) + 1 :] for word in openers() if key.startswith(f"{word} ")), key)


def credit_of(signed: Signature, own: str | None) -> str | None:
    """Whom a signing line credits besides the outlet itself, as it stands there; None where nobody."""
    mine = outlet_key(own) if own else None
    credited = [part for part in signed.outlets if outlet_key(part) != mine]
    return _as_written([*credited, *signed.generic], signed.line) if credited or signed.generic else None


def _as_written(parts: list[str], line: str) -> str:
    """The parts in the order of the line, quotation marks with them where they stand around one alone."""
    ordered = sorted(dict.fromkeys(parts), key=line.find)
    written = []
    for part in ordered:
        quoted = next((f"{a}{part}{b}" for a, b in ("«»", '""', "“”") if f"{a}{part}{b}" in line), part)
        written.append(quoted)
    return "\u060c ".join(written) if len(written) > 1 else written[0]


def told_to(text: str, own: str | None) -> str | None:
    """Another outlet to which the text's speakers spoke, twice or more: the text is then taken from it.

    Its mark is the name in quotation marks behind an attached preposition: a paper says so of itself, and a text that
    says it of another was taken over from there.
    """
    mine = outlet_key(own) if own else None
    counts: Counter[str] = Counter()
    for quoted in _TOLD.findall(text):
        outlet = outlet_by_name(quoted)
        if outlet and outlet.kind != "agency" and outlet.name != mine:
            counts[quoted] += 1
    best = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return best[0] if best[1] >= _TOLD_TWICE else None


_TOLD = re.compile(r"(?<!\w)\w\u0640?\s?([«\"“][^«»\"“”\n]{3,30}[»\"”])")
_TOLD_TWICE = 2

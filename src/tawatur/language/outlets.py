"""The outlets that a pack knows: names, domains, families, countries (`lexicon/outlets.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast
from urllib.parse import urlsplit

from tawatur.errors import PackError
from tawatur.language.lexicon import read_rows
from tawatur.language.resources import pack_folder, pack_folding, pack_table

Kind = Literal["agency", "newspaper", "broadcaster", "website"]
_KINDS = ("agency", "newspaper", "broadcaster", "website")
_NOT_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Outlet:
    """One outlet or agency."""

    name: str
    variants: tuple[str, ...]
    domains: tuple[str, ...]
    family: str
    """The publisher: outlets of one family are not independent of one another."""
    country: str
    """ISO 3166-1 alpha-2 code of its seat."""
    kind: Kind
    common: bool
    """Whether the bare name is also an ordinary word or place, or the name of several outlets."""
    source: str
    """Where what is stated can be checked."""


@dataclass(frozen=True)
class Outlets:
    """The outlets of a pack with their look-up tables."""

    all: tuple[Outlet, ...]
    by_domain: Mapping[str, Outlet]
    by_name: Mapping[str, Outlet]
    """By folded name; where several share one, the first of the file has it."""


def outlet_by_domain(address: str, code: str = "ar") -> Outlet | None:
    """The outlet of a URL or host name, subdomains included; None where the pack knows none."""
    try:
        host = (urlsplit(address if "//" in address else f"//{address}").hostname or "").lower().rstrip(".")
    except ValueError:
        return None
    table = load_outlets(code).by_domain
    labels = host.split(".")
    for start in range(len(labels) - 1):
        found = table.get(".".join(labels[start:]))
        if found:
            return found
    return None


_NATIONAL = 3
"""Words at least of an agency's name with its nation's."""


@lru_cache(maxsize=8192)
def outlet_by_name(name: str, code: str = "ar") -> Outlet | None:
    """The outlet of a name in any of its spellings, with or without an opener ("newspaper X"); None where unknown.

    Whether a word of running text is meant as an outlet is for the reader to decide: `Outlet.common` warns.
    """
    table = load_outlets(code).by_name
    key = name_key(name, code)
    if not key:
        return None
    found = table.get(key)
    if found:
        return found
    for bare in _bare(key, code):
        if bare in table:
            return table[bare]
    # "the official news agency of X" is X's news agency
    plain = [word for word in key.split() if word not in official(code)]
    return table.get(" ".join(plain)) if len(plain) >= _NATIONAL else None


def bare_name(name: str, code: str = "ar") -> str:
    """A name without the opener that says of what kind the outlet is; as it stands where it has none."""
    key, words = name_key(name, code), name.split()
    opened = max((len(o.split()) for o in openers(code) if key.startswith(f"{o} ")), default=0)
    return " ".join(words[opened:]) if len(words) > opened else name


def name_key(name: str, code: str = "ar") -> str:
    """A name as it is compared: folded, without quotation marks and points, in small letters."""
    return " ".join(_NOT_LETTERS.sub(" ", pack_folding(code).full(name)).lower().replace("_", " ").split())


@cache
def load_outlets(code: str = "ar") -> Outlets:
    """The pack's outlets; raises PackError where a line is not usable."""
    path = pack_folder(code) / "lexicon" / "outlets.tsv"
    outlets = tuple(_outlet(row) for row in read_rows(path)) if path.is_file() else ()
    by_domain: dict[str, Outlet] = {}
    by_name: dict[str, Outlet] = {}
    for outlet in outlets:
        for domain in outlet.domains:
            if domain in by_domain:
                raise PackError("pack.domain", domain=domain, outlet=outlet.name)
            by_domain[domain] = outlet
        by_name.setdefault(name_key(outlet.name, code), outlet)
    for outlet in outlets:  # a canonical name goes before any variant
        for variant in outlet.variants:
            by_name.setdefault(name_key(variant, code), outlet)
    return Outlets(outlets, by_domain, by_name)


@cache
def openers(code: str = "ar") -> tuple[str, ...]:
    """The folded words that may stand before an outlet's name, longest first."""
    return _words("openers", code)


@cache
def telling(code: str = "ar") -> frozenset[str]:
    """The folded words behind which even a common word is an outlet's name."""
    return frozenset(_words("telling", code))


@cache
def official(code: str = "ar") -> frozenset[str]:
    """The folded words that call a state's own agency so, and are no part of its name."""
    return frozenset(_words("official", code))


@cache
def _words(key: str, code: str) -> tuple[str, ...]:
    words = cast(list[str], pack_table("outlets", code)[key])
    return tuple(sorted((name_key(word, code) for word in words), key=len, reverse=True))


def _bare(key: str, code: str) -> Iterator[str]:
    """The name without its opener, without its closer, without both."""
    for opener in ("", *openers(code)):
        if opener and not key.startswith(f"{opener} "):
            continue
        rest = key[len(opener) :].strip()
        for closer in ("", *_words("closers", code)):
            if closer and not rest.endswith(f" {closer}"):
                continue
            bare = rest[: len(rest) - len(closer)].strip()
            if bare and bare != key:
                yield bare


def _outlet(row: Mapping[str, str]) -> Outlet:
    name = row.get("name", "")
    if row.get("kind") not in _KINDS:
        raise PackError("pack.outlet_kind", outlet=name, kinds=_KINDS)
    missing = [key for key in ("name", "family", "country", "source") if not row.get(key)]
    if missing:
        raise PackError("pack.outlet_lacks", outlet=name, columns=missing)
    return Outlet(
        name=name,
        variants=_split(row["variants"]),
        domains=tuple(domain.lower() for domain in _split(row["domains"])),
        family=row["family"],
        country=row["country"],
        kind=cast(Kind, row["kind"]),
        common=row["common"] == "yes",
        source=row["source"],
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())

"""The further forms of one article's actors, where the reader left no mark.

A body once named in full goes on by its head alone ("the committee"), a person by the last name, a force without its
article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.read.units import Analysis
from tawatur.reconcile.namewords import Mention, Namewords


def speakers(reading: Reading, analysis: Analysis, words: Namewords) -> Iterator[Mention]:
    """Speakers told by a family name alone that the article never gives in full; another article may."""
    marked = [name.span for name in reading.names]
    for statement in reading.statements:
        source = statement.source
        if source is None or any(span.overlaps(source) for span in marked):
            continue
        units = [u for u in analysis.words(source) if len(u.key) > 1]
        if not 0 < len(units) <= _TITLED:
            continue
        last = units[-1]
        listed = {entry.cls for entry in last.entries} - _NAMELIKE
        if len(last.key) >= _NAME and not listed and not words.words.look(last.key, last)[0].isupper():
            name = last.span.cut(analysis.text)
            yield Mention(words.key(name), name, "person", last.span, name, unsure=True)


_NAME = 4
"""Letters of a family name at least."""
_NAMELIKE = frozenset({"given", "given_homonym", "notdual"})
"""Classes of words that are names, too."""
_TITLED = 2
"""Words of a speaker who is told by his family name, with a title at most."""


def short(found: Sequence[Mention], analysis: Analysis, words: Namewords, taken: Sequence[Span]) -> Iterator[Mention]:
    """The short and the indefinite forms of the article's actors, where no longer name stands."""
    phrases, heads = _forms(found, analysis, words)
    groups = [m for m in found if m.kind == "group"]
    covered = sorted(taken)
    units = [(i, u) for i, u in enumerate(analysis.units) if len(u.key) > 1]
    plain = [words.spelt(u.key) for _, u in units]
    longest = max((len(p) for p in phrases), default=0)
    for place, (index, unit) in enumerate(units):
        if any(s.start < unit.end and unit.start < s.end for s in covered):
            continue
        for length in range(min(longest, len(units) - place), 0, -1):
            hit = phrases.get(tuple(plain[place : place + length]))
            if hit is not None:
                yield msgspec.structs.replace(hit, span=Span(unit.start, units[place + length - 1][1].end))
                break
        else:
            owners = heads.get(plain[place]) or (groups if plain[place] in words.stand_ins else ())
            if owners and unit.definite and not _goes_on(analysis, index):
                owner = _meant(owners, unit.span)
                if owner is not None:
                    yield msgspec.structs.replace(owner, span=unit.span)


def _forms(
    found: Sequence[Mention], analysis: Analysis, words: Namewords
) -> tuple[dict[tuple[str, ...], Mention], dict[str, list[Mention]]]:
    """The phrases by which actors may be told again, and the actors by the heads of their names."""
    phrases: dict[tuple[str, ...], Mention] = {}
    heads: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        parts = tuple(words.plain(mention.span.cut(analysis.text)).split())
        if mention.kind in ("body", "group") and len(parts) > 1:
            phrases.setdefault(parts, mention)
            heads[parts[0]].append(mention)
        elif mention.kind in ("body", "group") and (fuller := words.plain(mention.name).split())[1:]:
            heads[fuller[0]].append(mention)  # a short name of what has a head in its full name
        elif mention.kind in ("place", "facility") and len(parts) == 2:
            heads[parts[0]].append(mention)
        elif mention.kind == "person" and len(mention.key.split()) > 1:
            phrases.setdefault((mention.key.split()[-1],), msgspec.structs.replace(mention, office=None))
        if mention.kind in ("place", "facility") and len(parts) > _TITLED and parts[0] in words.held:
            phrases.setdefault(parts[1:], mention)
    return phrases, heads


def _meant(owners: Sequence[Mention], span: Span) -> Mention | None:
    """Whose head a word is: the only one's, or the one's that was told last before it."""
    before = [m for m in owners if m.span.start < span.start]
    if before and not any(m.kind == "place" for m in owners):  # a city is mostly told without its head
        return max(before, key=lambda m: m.span.start)
    return owners[0] if len({m.key for m in owners}) == 1 else None


def _goes_on(analysis: Analysis, index: int) -> bool:
    """Whether an adjective follows that makes it another thing."""
    following = index + 1
    return following < len(analysis.units) and analysis.units[following].definite

"""What a ledger's story holds, lightly: enough to put its records in the pages' order without loading them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa

from tawatur.dossier.material import by_form
from tawatur.ledger import LedgerView, schema
from tawatur.model.marks import NameKind
from tawatur.model.story import Actor, Suggestion

_Skipped = tuple[msgspec.Raw, ...]
"""Values that are counted and never decoded."""


class _Claim(msgspec.Struct, frozen=True):
    independent: int


class _Dispute(msgspec.Struct, frozen=True):
    sides: tuple[_Skipped, _Skipped]


class _Track(msgspec.Struct, frozen=True):
    slips: _Skipped = ()


class _Actor(msgspec.Struct, frozen=True):
    id: str
    name: str
    kind: NameKind
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Index:
    """The story's records by kind in the order in which the pages show them, and the actors without their mentions."""

    order: Mapping[str, tuple[str, ...]]
    sizes: Mapping[str, int]
    """How many accounts, points or mentions each record holds."""
    actors: Mapping[str, Actor]
    """Actors by id."""
    forms: Mapping[str, Actor]
    """Actors by the forms of their names."""
    suggestions: tuple[Suggestion, ...]
    slipped: frozenset[str]
    """Tracks whose date has moved."""

    def actor_name(self, name: str | None) -> str | None:
        """The name under which a speaker stands in the pages."""
        actor = self.forms.get(name or "")
        return actor.name if actor else name

    def forms_of(self, name: str) -> tuple[str, ...]:
        """Every form under which an actor's marks may stand."""
        actor = self.forms.get(name)
        return tuple(sorted({name, actor.name, *actor.forms})) if actor else (name,)


def story_index(view: LedgerView) -> Index:
    """The index of the story as it stands."""
    table = schema.story.c
    keys: dict[str, list[tuple[tuple[int | str, ...], str]]] = defaultdict(list)
    sizes: dict[str, int] = {}
    actors, suggestions, slipped = {}, [], set()
    # a page at a time: the records of a large story together are hundreds of megabytes
    for row in view.stream(sa.select(table.kind, table.id, table.rank, table.size, table.record)):
        sizes[row.id] = row.size
        key: tuple[int | str, ...] = (row.rank, row.id)
        match row.kind:
            case "claim":
                independent = msgspec.json.decode(row.record, type=_Claim).independent
                key = (-independent, -row.size, row.id)
            case "dispute":
                sides = [len(side) for side in msgspec.json.decode(row.record, type=_Dispute).sides]
                key = (-min(sides), -max(sides), row.id)
            case "track":
                slips = len(msgspec.json.decode(row.record, type=_Track).slips)
                key = (-slips, -row.size, row.id)
                if slips:
                    slipped.add(row.id)
            case "series":
                key = (-row.size, row.rank, row.id)
            case "actor":
                light = msgspec.json.decode(row.record, type=_Actor)
                actors[row.id] = Actor(id=light.id, name=light.name, kind=light.kind, forms=light.forms)
            case "suggestion":
                suggestions.append(msgspec.json.decode(row.record, type=Suggestion))
        keys[row.kind].append((key, row.id))
    return Index(
        order={kind: tuple(name for _, name in sorted(found)) for kind, found in keys.items()},
        sizes=sizes,
        actors=actors,
        forms=by_form(actors.values()),
        suggestions=tuple(suggestions),
        slipped=frozenset(slipped),
    )

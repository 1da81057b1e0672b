"""Chains: who speaks through whom, so that one agency behind many outlets is seen at a glance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tawatur.dossier.material import Material

NodeKind = Literal["outlet", "hop", "speaker"]


@dataclass(frozen=True)
class Node:
    """An outlet, an intermediary or a speaker."""

    kind: NodeKind
    name: str
    named: bool = True


@dataclass(frozen=True)
class Link:
    """How many statements go from one node to the next, and which."""

    source: Node
    target: Node
    statements: tuple[str, ...]


@dataclass(frozen=True)
class ChainGraph:
    """All links, the strongest first, and the hops by how many outlets draw on them."""

    links: tuple[Link, ...]
    shared_hops: tuple[tuple[str, int], ...]


def chains(material: Material) -> ChainGraph:
    """The graph of all statements' chains, from the outlet through its hops to the speaker."""
    carried: dict[tuple[Node, Node], list[str]] = {}
    outlets: dict[str, set[str]] = {}
    for article, reading in material.readings.items():
        outlet = Node("outlet", material.articles[article].outlet or "")
        for statement in reading.statements:
            speaker = Node("speaker", material.actor_name(statement.speaker) or "", statement.named)
            way = [outlet, *(Node("hop", hop.name) for hop in statement.chain), speaker]
            for source, target in pairwise(way):
                carried.setdefault((source, target), []).append(statement.id)
            for hop in statement.chain:
                outlets.setdefault(hop.name, set()).add(outlet.name)
    links = [Link(source, target, tuple(ids)) for (source, target), ids in carried.items()]
    links.sort(key=lambda link: (-len(link.statements), link.source.name, link.target.name))
    shared = Counter({name: len(names) for name, names in outlets.items()})
    return ChainGraph(tuple(links), tuple(sorted(shared.items(), key=lambda item: (-item[1], item[0]))))

"""Chains: who speaks through whom, so that one agency behind many outlets is seen at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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
class Fan:
    """One intermediary: the outlets that draw on it and the speakers behind it, each with how many statements."""

    name: str
    outlets: tuple[tuple[str, int], ...]
    speakers: tuple[tuple[str, bool, int], ...]
    """Name, whether it is a name, and how many statements."""


@dataclass(frozen=True)
class ChainGraph:
    """All links, the strongest first, and the hops by how many outlets draw on them."""

    links: tuple[Link, ...]
    shared_hops: tuple[tuple[str, int], ...]
    fans: tuple[Fan, ...] = ()


@dataclass(frozen=True)
class Way:
    """One statement's way: what a chain graph is drawn from."""

    statement: str
    outlet: str
    hops: tuple[str, ...]
    speaker: str
    named: bool


def chains(material: Material) -> ChainGraph:
    """The graph of all statements' chains, from the outlet through its hops to the speaker."""
    return chain_graph(
        Way(
            statement.id,
            material.articles[article].outlet or "",
            tuple(hop.name for hop in statement.chain),
            material.actor_name(statement.speaker) or "",
            statement.named,
        )
        for article, reading in material.readings.items()
        for statement in reading.statements
    )


def chain_graph(ways: Iterable[Way]) -> ChainGraph:
    """The graph of some statements' ways."""
    carried: dict[tuple[Node, Node], list[str]] = {}
    outlets: dict[str, Counter[str]] = {}
    speakers: dict[str, Counter[tuple[str, bool]]] = {}
    for way in ways:
        first, last = Node("outlet", way.outlet), Node("speaker", way.speaker, way.named)
        for source, target in pairwise([first, *(Node("hop", hop) for hop in way.hops), last]):
            carried.setdefault((source, target), []).append(way.statement)
        for hop in way.hops:
            outlets.setdefault(hop, Counter())[way.outlet] += 1
            speakers.setdefault(hop, Counter())[(way.speaker, way.named)] += 1
    links = [Link(source, target, tuple(ids)) for (source, target), ids in carried.items()]
    links.sort(key=lambda link: (-len(link.statements), link.source.name, link.target.name))
    order = sorted(outlets, key=lambda name: (-len(outlets[name]), -sum(outlets[name].values()), name))
    fans = tuple(
        Fan(
            name,
            tuple(sorted(outlets[name].items(), key=lambda item: (-item[1], item[0]))),
            tuple((*who, n) for who, n in sorted(speakers[name].items(), key=lambda item: (-item[1], item[0]))),
        )
        for name in order
    )
    return ChainGraph(tuple(links), tuple((fan.name, len(fan.outlets)) for fan in fans), fans)

"""The chains as a GEXF 1.3 graph: outlets, the hops they draw on, and the speakers behind; for Gephi and its kin."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tawatur.dossier.material import Material
from tawatur.dossier.views.chains import Node, chains
from tawatur.model.ids import content_id

_NAMESPACE = "http://gexf.net/1.3"


def gexf(material: Material) -> bytes:
    """The graph; an edge's weight is how many statements go that way."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(_tag("gexf"), {"version": "1.3"})
    graph = ET.SubElement(root, _tag("graph"), {"defaultedgetype": "directed", "mode": "static"})
    attributes = ET.SubElement(graph, _tag("attributes"), {"class": "node"})
    ET.SubElement(attributes, _tag("attribute"), {"id": "kind", "title": "kind", "type": "string"})
    ET.SubElement(attributes, _tag("attribute"), {"id": "named", "title": "named", "type": "boolean"})
    links = chains(material).links
    found = {node: None for link in links for node in (link.source, link.target)}
    nodes = ET.SubElement(graph, _tag("nodes"))
    for node in sorted(found, key=_name):
        element = ET.SubElement(nodes, _tag("node"), {"id": _name(node), "label": _printable(node.name) or "?"})
        values = ET.SubElement(element, _tag("attvalues"))
        ET.SubElement(values, _tag("attvalue"), {"for": "kind", "value": node.kind})
        ET.SubElement(values, _tag("attvalue"), {"for": "named", "value": str(node.named).lower()})
    edges = ET.SubElement(graph, _tag("edges"))
    for number, link in enumerate(links):
        ends = {"source": _name(link.source), "target": _name(link.target)}
        ET.SubElement(edges, _tag("edge"), {"id": str(number), **ends, "weight": f"{len(link.statements):.1f}"})
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _name(node: Node) -> str:
    return content_id(node.kind, node.name, node.named)


def _printable(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return "".join(c for c in text if c.isprintable())


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"

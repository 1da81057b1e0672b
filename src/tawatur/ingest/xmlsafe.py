"""XML from outside, parsed without entities, DTDs or the network."""

from __future__ import annotations

import re

from lxml import etree

from tawatur.errors import InputError, RefusedError

_ENTITY = re.compile(rb"<!ENTITY|<!\[CDATA\[\s*<!ENTITY", re.IGNORECASE)
_WIDE_ENTITY = ("<!ENTITY".encode("utf-16-le"), "<!ENTITY".encode("utf-16-be"))


def refuse_entities(data: bytes) -> None:
    """Raise RefusedError where a document declares entities of its own: that is how small files become enormous."""
    if _ENTITY.search(data) or any(mark in data for mark in _WIDE_ENTITY):
        raise RefusedError("xml.entities")


def parse(data: bytes) -> etree._Element:
    """The root of an XML document; raises RefusedError for entities, InputError for what is no XML."""
    refuse_entities(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as fault:
        raise InputError("xml.broken") from fault
    if root is None:
        raise InputError("xml.broken")
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace, in small letters; empty for comments."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""

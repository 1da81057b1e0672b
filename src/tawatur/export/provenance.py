"""PROV-O and schema.org as JSON-LD: who is made responsible for what, through whom, in which article.

An article is a prov:Entity and a schema:NewsArticle; a statement a prov:Entity and a schema:Quotation, attributed to
its speaker, with its hops as qualified attributions in order; a claim a prov:Collection and a schema:Claim of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from tawatur.dossier.material import Material
from tawatur.model.article import Article
from tawatur.model.contract import Json
from tawatur.model.ids import content_id, text_hash
from tawatur.model.marks import Statement
from tawatur.model.reading import Reader

CONTEXT: Json = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "tawatur": "urn:tawatur:ns#",
}


def graph(material: Material) -> Json:
    """The graph of a dossier's material."""
    agents: dict[str, Json] = {}
    nodes: list[Json] = []
    for article in material.articles.values():
        nodes.append(_article(article, agents))
        reading = material.readings[article.id]
        nodes.append(_reader(reading.reader))
        activity = f"urn:tawatur:reading:{quote(reading.reader.name, safe='')}:{article.id}"
        nodes.append({
            "@id": activity,
            "@type": "prov:Activity",
            "prov:used": _ref(_article_name(article.id)),
            "prov:wasAssociatedWith": _ref(_reader_name(reading.reader)),
        })  # fmt: skip
        nodes += [_statement(material, article, mark, activity, agents) for mark in reading.statements]
    nodes += _claims(material)
    nodes += _copies(material)
    known: dict[str, Json] = {}
    for node in [*nodes, *agents.values()]:
        # a node may be told of twice (a copy names its article): what is said adds up
        known[str(node["@id"])] = {**known.get(str(node["@id"]), {}), **node}
    return {"@context": CONTEXT, "@graph": list(known.values())}


def _article(article: Article, agents: dict[str, Json]) -> Json:
    days = article.published
    node: Json = {
        "@id": _article_name(article.id),
        "@type": ["prov:Entity", "schema:NewsArticle"],
        "schema:inLanguage": article.language,
        "schema:identifier": article.id,
        "tawatur:sha256": text_hash(article.text),
    }
    if article.title:
        node["schema:headline"] = _said(article.title, article.language)
    if article.url:
        node["schema:url"] = _ref(article.url)
    if article.byline:
        node["schema:author"] = article.byline
    if article.outlet:
        node["schema:publisher"] = _ref(_agent(article.outlet, "schema:Organization", agents))
    if article.credit:
        node["schema:creditText"] = article.credit
    if days.day is not None:
        node["schema:datePublished"] = _day(days.day.isoformat())
    elif days.earliest is not None and days.latest is not None:
        # an interval, never an invented day
        node["tawatur:publishedEarliest"] = _day(days.earliest.isoformat())
        node["tawatur:publishedLatest"] = _day(days.latest.isoformat())
    return node


def _statement(material: Material, article: Article, mark: Statement, activity: str, agents: dict[str, Json]) -> Json:
    node: Json = {
        "@id": f"urn:tawatur:mark:{mark.id}",
        "@type": ["prov:Entity", "schema:Quotation"],
        "schema:text": _said(" … ".join(span.cut(article.text) for span in mark.contents), article.language),
        "schema:isPartOf": _ref(_article_name(article.id)),
        "prov:wasQuotedFrom": _ref(_article_name(article.id)),
        "prov:wasGeneratedBy": _ref(activity),
        "tawatur:act": mark.act,
        "tawatur:mode": mark.mode,
        "tawatur:named": mark.named,
    }
    speaker = material.actor_name(mark.speaker)
    if speaker:
        name = _agent(speaker, "prov:Agent", agents)
        node["prov:wasAttributedTo"] = _ref(name)
        node["schema:spokenByCharacter"] = _ref(name)
    if mark.chain:
        node["prov:qualifiedAttribution"] = [
            {
                "@id": f"urn:tawatur:mark:{mark.id}:hop:{order}",
                "@type": "prov:Attribution",
                "prov:agent": _ref(_agent(hop.name, "prov:Agent", agents)),
                "prov:hadRole": _ref(f"urn:tawatur:role:{hop.role}"),
                "tawatur:order": order,
            }
            for order, hop in enumerate(mark.chain, 1)
        ]
    return node


def _claims(material: Material) -> Iterator[Json]:
    for claim in material.story.claims:
        members = [f"urn:tawatur:mark:{account.mark}" for account in claim.accounts if account.mark]
        articles = dict.fromkeys(account.article for account in claim.accounts)
        yield {
            "@id": f"urn:tawatur:claim:{claim.id}",
            "@type": ["prov:Entity", "prov:Collection", "schema:Claim"],
            "schema:text": claim.gist,
            "schema:appearance": [_ref(_article_name(name)) for name in articles],
            "prov:hadMember": [_ref(name) for name in members],
            "tawatur:independent": claim.independent,
        }


def _copies(material: Material) -> Iterator[Json]:
    for copy in material.story.copies:
        relation = "prov:wasDerivedFrom" if copy.directed else "prov:alternateOf"
        yield {"@id": _article_name(copy.b.article), relation: _ref(_article_name(copy.a.article))}


def _reader(reader: Reader) -> Json:
    return {
        "@id": _reader_name(reader),
        "@type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
        "schema:name": reader.name,
        "schema:softwareVersion": reader.pack,
    }


def _agent(name: str, sort: str, agents: dict[str, Json]) -> str:
    key = f"urn:tawatur:agent:{content_id('agent', name)}"
    before = agents.get(key)
    types = dict.fromkeys(["prov:Agent", sort, *(before["@type"] if before else [])])  # type: ignore[misc]  # a list, made here
    agents[key] = {"@id": key, "@type": list(types), "schema:name": name}
    return key


def _article_name(article: str) -> str:
    return f"urn:tawatur:article:{article}"


def _reader_name(reader: Reader) -> str:
    return f"urn:tawatur:reader:{quote(reader.name, safe='')}:{quote(reader.pack, safe='')}"


def _ref(name: str) -> Json:
    return {"@id": name}


def _day(text: str) -> Json:
    return {"@type": "xsd:date", "@value": text}


def _said(text: str, language: str) -> Json:
    return {"@value": text, "@language": language}

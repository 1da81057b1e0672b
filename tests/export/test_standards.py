"""Each export opens in its own tool, and says there what the ledger says."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tawatur import api
from tawatur.export import stream, write_files
from tawatur.model.ids import text_hash

OA, AS, RDF = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
)
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
}  # fmt: skip


def exported(view, form: str) -> bytes:
    return b"".join(stream(view, form))


def load(url: str, _options: object) -> dict:
    """The standard's own context, from beside this file: tests ask no network."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    document = json.loads(Path(__file__).with_name("anno_context.json").read_text("utf-8"))
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}


@pytest.fixture(scope="module")
def expanded(ledger):
    from pyld import jsonld

    with api.view_ledger(ledger) as view:
        data = json.loads(exported(view, "webannotation"))
    return jsonld.expand(data, {"documentLoader": load})[0]


def test_web_annotations_expand_to_the_standards_terms_alone(expanded):
    assert expanded["@type"] == [f"{AS}OrderedCollection"]
    items = expanded[f"{AS}first"][0][f"{AS}items"][0]["@list"]
    assert expanded[f"{AS}totalItems"][0]["@value"] == len(items)

    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key.endswith("#record"):
                    continue
                yield key
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    strange = {key for key in keys(expanded) if not key.startswith(("@", "http://", "urn:tawatur:ns#"))}
    assert strange == set()


def test_each_annotation_has_what_the_model_demands(expanded):
    items = expanded[f"{AS}first"][0][f"{AS}items"][0]["@list"]
    names = [item["@id"] for item in items]
    assert len(set(names)) == len(names)
    texts = {}
    for item in items:
        assert item["@type"] == [f"{OA}Annotation"]
        assert item[f"{OA}hasTarget"]
        assert item[f"{OA}motivatedBy"][0]["@id"].startswith(OA)
        for body in item[f"{OA}hasBody"]:
            assert body["@type"] == [f"{OA}TextualBody"]
            assert isinstance(body[f"{RDF}value"][0]["@value"], str)
            if "@id" in body:
                texts[body["@id"]] = body[f"{RDF}value"][0]["@value"]
                assert body["urn:tawatur:ns#sha256"][0]["@value"] == text_hash(texts[body["@id"]])
    places = 0
    for item in items:
        for target in item[f"{OA}hasTarget"]:
            if f"{OA}hasSource" not in target:
                continue
            text = texts[target[f"{OA}hasSource"][0]["@id"]]
            found = {s["@type"][0].removeprefix(OA): s for s in target[f"{OA}hasSelector"]}
            quote, position = found["TextQuoteSelector"], found["TextPositionSelector"]
            start, end = (position[f"{OA}{key}"][0]["@value"] for key in ("start", "end"))
            exact, prefix, suffix = (quote[f"{OA}{key}"][0]["@value"] for key in ("exact", "prefix", "suffix"))
            assert text[start:end] == exact
            assert text[:start].endswith(prefix)
            assert text[end:].startswith(suffix)
            places += 1
    assert places > 300


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own parser of JSON-LD
def test_provenance_is_a_graph_that_can_be_asked(view):
    import rdflib

    graph = rdflib.Graph().parse(data=exported(view, "prov"), format="json-ld")
    prefixes = "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/> "
    said = list(graph.query(prefixes + """
        SELECT ?text ?speaker ?article WHERE {
          ?s a schema:Quotation, prov:Entity ; schema:text ?text ; prov:wasAttributedTo/schema:name ?speaker ;
             prov:wasQuotedFrom ?article . ?article a schema:NewsArticle . }"""))  # fmt: skip
    material = api.material(view)
    with_speaker = sum(s.speaker is not None for r in material.readings.values() for s in r.statements)
    assert len(said) == with_speaker > 50
    hops = list(
        graph.query(
            prefixes
            + """
        SELECT ?s ?hop WHERE { ?s prov:qualifiedAttribution [ a prov:Attribution ; prov:agent/schema:name ?hop ] }"""
        )
    )
    assert len(hops) == sum(len(s.chain) for r in material.readings.values() for s in r.statements)
    dated = list(graph.query(prefixes + "SELECT ?d WHERE { ?a schema:datePublished ?d }"))
    assert all(row.d.datatype == rdflib.XSD.date for row in dated)
    claims = list(graph.query(prefixes + "SELECT ?c WHERE { ?c a schema:Claim, prov:Collection ; prov:hadMember ?m }"))
    assert claims
    derived = list(graph.query(prefixes + "SELECT ?b WHERE { ?b prov:wasDerivedFrom ?a . ?a a schema:NewsArticle }"))
    assert len({row.b for row in derived}) == len({c.b.article for c in material.story.copies if c.directed})


def test_plover_events_have_its_fields_and_classes(view):
    events = [json.loads(line) for line in exported(view, "plover").splitlines()]
    assert len(events) > 10
    for event in events:
        assert event["event"] in PLOVER
        assert event["date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", event["date"])
        article = view.article(event["textInfo"]["id"])
        assert article.text[event["span"]["start"] : event["span"]["end"]] == event["eventText"]
        assert event["eventText"] in event["text"]
        assert event["status"] in ("happened", "planned", "denied")


def test_citron_documents_quote_their_text(view):
    documents = [json.loads(line) for line in exported(view, "citron").splitlines()]
    spans = 0
    for document in documents:
        for quote in document["quotes"]:
            assert set(quote) >= {"cue", "sources", "contents"}
            for span in (quote["cue"], *quote["sources"], *quote["contents"]):
                assert document["text"][span["start"] : span["end"]] == span["text"]
                spans += 1
    assert spans > 200


@pytest.fixture(scope="module")
def written(ledger, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    with api.view_ledger(ledger) as view:
        write_files(view, "csv", folder / "csv")
        write_files(view, "parquet", folder / "parquet")
        write_files(view, "xlsx", folder / "story.xlsx")
    return folder


def test_parquet_and_csv_hold_the_same_rows(view, written):
    for path in sorted((written / "csv").glob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        relation = duckdb.sql(f"SELECT * FROM '{written}/parquet/{path.stem}.parquet'")
        assert relation.columns == rows[0]
        assert len(relation.fetchall()) == len(rows) - 1
    count, mark = duckdb.sql(
        f"SELECT count(*), max(low) FROM '{written}/parquet/marks.parquet' WHERE kind = 'figure'"
    ).fetchall()[0]
    assert count == sum(1 for _, reading in view.readings() for _ in reading.figures)
    assert isinstance(mark, float)
    texts = dict(duckdb.sql(f"SELECT id, text FROM '{written}/parquet/articles.parquet'").fetchall())
    assert texts == {a.id: a.text for a in view.articles()}
    days = duckdb.sql(f"SELECT earliest FROM '{written}/parquet/articles.parquet' WHERE stated").fetchall()
    assert sorted(day for (day,) in days) == sorted(a.published.earliest for a in view.articles() if a.published.stated)


def test_the_workbook_opens_and_runs_nothing(view, written):
    book = openpyxl.load_workbook(written / "story.xlsx")
    assert set(book.sheetnames) == {p.stem for p in (written / "csv").glob("*.csv")}
    sheet = book["articles"]
    heads = [cell.value for cell in sheet[1]]
    rows = {row[heads.index("id")].value: row for row in sheet.iter_rows(min_row=2)}
    assert len(rows) == len(list(view.articles()))
    for row in rows.values():
        assert all(cell.data_type != "f" for cell in row)
    outlets = {row[heads.index("outlet")].value for row in rows.values()}
    assert "=cmd|' /C calc'!A0" in outlets
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "B2"


def test_ris_and_bibtex_cite_every_article(view):
    articles = list(view.articles())
    ris = exported(view, "ris").decode()
    records = [r for r in ris.split("ER  - \r\n") if r.strip()]
    assert len(records) == len(articles)
    for record, article in zip(records, articles, strict=True):
        lines = record.strip("\r\n").split("\r\n")
        assert lines[0] == "TY  - NEWS"
        assert all(re.match(r"[A-Z][A-Z0-9]  - \S", line) for line in lines)
        assert (f"UR  - {article.url}" in lines) == bool(article.url)
    bibtex = exported(view, "bibtex").decode()
    entries = [entry for entry in bibtex.split("@online{") if entry.strip()]
    assert len(entries) == len(articles)
    for entry in entries:
        # what stands escaped is no brace of the entry's own
        bare = re.sub(r"\\[{}%&#$_]", "", entry)
        assert bare.count("{") + 1 == bare.count("}")


def test_citation_programs_read_what_was_cited(view):
    import bibtexparser
    import rispy

    articles = list(view.articles())
    library = bibtexparser.parse_string(exported(view, "bibtex").decode())
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [f"tawatur-{article.id}" for article in articles]
    for entry, article in zip(library.entries, articles, strict=True):
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        assert entry.entry_type == "online"
        assert fields.get("url") == article.url
        assert fields.get("date", "") == (article.published.day.isoformat() if article.published.day else "")
        plain = re.sub(r"\\(\w+\{\}|.)", lambda found: found[1][-1], fields.get("organization", ""))
        assert plain == " ".join((article.outlet or "").split())
    references = rispy.loads(exported(view, "ris").decode())
    for reference, article in zip(references, articles, strict=True):
        assert reference["type_of_reference"] == "NEWS"
        assert reference.get("title") == (" ".join(article.title.split()) if article.title else None)
        assert reference.get("secondary_title") == article.outlet
        assert reference.get("urls") == ([article.url] if article.url else None)
        assert reference["id"] == article.id


def test_the_chains_are_a_graph_for_network_tools(view, tmp_path):
    import networkx as nx

    (tmp_path / "chains.gexf").write_bytes(exported(view, "gexf"))
    graph = nx.read_gexf(tmp_path / "chains.gexf")
    kinds = nx.get_node_attributes(graph, "kind")
    assert set(kinds.values()) == {"outlet", "hop", "speaker"}
    assert graph.is_directed()
    weights = sum(weight for _, _, weight in graph.edges(data="weight"))
    material = api.material(view)
    assert weights == sum(len(s.chain) + 1 for r in material.readings.values() for s in r.statements)

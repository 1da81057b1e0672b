"""A dossier's material as flat tables, each declared once and written as CSV, Parquet and Excel alike."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tawatur.dossier.material import Material
from tawatur.errors import InputError
from tawatur.ledger.fields import FieldType, Value
from tawatur.ledger.rows import mark_rows
from tawatur.messages.sentence import why_not
from tawatur.model.story import Account


@dataclass(frozen=True)
class Table:
    """One table: its name, its columns with their types, and its rows."""

    name: str
    columns: tuple[tuple[str, FieldType], ...]
    rows: tuple[tuple[Value, ...], ...]


_SQL: dict[FieldType, str] = {
    "text": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN", "date": "DATE", "json": "VARCHAR",
}  # fmt: skip


def tables(material: Material) -> Iterator[Table]:
    """All tables, in one order; ids tie them together."""
    yield _articles(material)
    yield _statements(material)
    yield _marks(material)
    yield _accounts(material)
    yield _disputes(material)
    yield _points(material)
    yield _mentions(material)
    yield _copies(material)


def write_csv(material: Material, folder: Path) -> None:
    """One file a table, UTF-8 with a byte order mark: without it spreadsheets take Arabic for something else."""
    _make(folder)
    for table in tables(material):
        (folder / f"{table.name}.csv").write_text(_csv(table), "utf-8-sig", newline="")


def write_parquet(material: Material, folder: Path) -> None:
    """One file a table, with its types."""
    import duckdb

    _make(folder)
    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as database:
        for table in tables(material):
            source = Path(scratch) / "table.csv"
            source.write_text(_csv(table), "utf-8", newline="")
            types = ", ".join(f"'{name}': '{_SQL[sort]}'" for name, sort in table.columns)
            target = str(folder / f"{table.name}.parquet").replace("'", "''")
            # an empty text is quoted in the file, and a missing value is not
            reading = (
                f"read_csv('{str(source).replace(chr(39), chr(39) * 2)}', header=true, columns={{{types}}}, delim=',', "
                "quote='\"', escape='\"', nullstr='', allow_quoted_nulls=false, max_line_size=100000000, parallel=false)"
            )
            database.execute(f"COPY (SELECT * FROM {reading}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608  # the names are ours


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise InputError("file.no_folder", folder=folder, why=why_not(fault)) from fault


def _csv(table: Table) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NOTNULL if hasattr(csv, "QUOTE_NOTNULL") else csv.QUOTE_MINIMAL)
    writer.writerow([name for name, _ in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: Value) -> Value:
    return str(value).lower() if isinstance(value, bool) else value


def _articles(material: Material) -> Table:
    columns: tuple[tuple[str, FieldType], ...] = (
        ("id", "text"), ("earliest", "date"), ("latest", "date"), ("stated", "bool"), ("outlet", "text"),
        ("title", "text"), ("byline", "text"), ("credit", "text"), ("url", "text"), ("path", "text"),
        ("language", "text"), ("text", "text"), ("sha256", "text"),
    )  # fmt: skip
    return Table("articles", columns, tuple(
        (a.id, a.published.earliest, a.published.latest, a.published.stated, a.outlet, a.title, a.byline, a.credit,
         a.url, a.path, a.language, a.text, material.hash_of(a.id))
        for a in material.articles.values()
    ))  # fmt: skip


def _statements(material: Material) -> Table:
    columns: tuple[tuple[str, FieldType], ...] = (
        ("id", "text"), ("article", "text"), ("outlet", "text"), ("earliest", "date"), ("latest", "date"),
        ("speaker", "text"), ("named", "bool"), ("anonymous", "text"), ("act", "text"), ("mode", "text"),
        ("cue", "text"), ("source", "text"), ("content", "text"), ("chain", "text"), ("start", "int"), ("end", "int"),
        ("rule", "text"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for name, reading in material.readings.items():
        article = material.articles[name]
        times = {time.id: time for time in reading.times}
        for mark in reading.statements:
            time = times.get(mark.time or "")
            rows.append((
                mark.id, name, article.outlet, time.earliest if time else None, time.latest if time else None,
                material.actor_name(mark.speaker), mark.named, mark.anonymous.description if mark.anonymous else None,
                mark.act, mark.mode, mark.cue.cut(article.text), mark.source.cut(article.text) if mark.source else None,
                " … ".join(span.cut(article.text) for span in mark.contents),
                " > ".join(hop.name for hop in mark.chain) or None,
                mark.contents[0].start, mark.contents[-1].end, mark.trace.rule,
            ))  # fmt: skip
    return Table("statements", columns, tuple(rows))


def _marks(material: Material) -> Table:
    columns: tuple[tuple[str, FieldType], ...] = (
        ("id", "text"), ("article", "text"), ("outlet", "text"), ("kind", "text"), ("sort", "text"), ("words", "text"),
        ("start", "int"), ("end", "int"), ("actor", "text"), ("earliest", "date"), ("latest", "date"),
        ("low", "float"), ("high", "float"), ("rule", "text"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for name, reading in material.readings.items():
        article = material.articles[name]
        rows += [
            (row.id, name, article.outlet, row.kind, row.sort, row.span.cut(article.text), row.start, row.end,
             row.actor, row.earliest, row.latest, row.low, row.high, row.rule)
            for row in mark_rows(reading, article.text)
        ]  # fmt: skip
    return Table("marks", columns, tuple(rows))


def _accounts(material: Material) -> Table:
    columns: tuple[tuple[str, FieldType], ...] = (
        ("claim", "text"), ("gist", "text"), ("independent", "int"), ("group", "int"), ("account", "text"),
        ("article", "text"), ("outlet", "text"), ("stance", "text"), ("speaker", "text"), ("chain", "text"),
        ("words", "text"), ("mark", "text"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for claim in material.story.claims:
        groups = {index: number for number, group in enumerate(claim.groups, 1) for index in group}
        rows += [
            (claim.id, claim.gist, claim.independent, groups.get(index), account.id, *_told(material, account))
            for index, account in enumerate(claim.accounts)
        ]
    return Table("claims", columns, tuple(rows))


def _disputes(material: Material) -> Table:
    columns: tuple[tuple[str, FieldType], ...] = (
        ("dispute", "text"), ("kind", "text"), ("why", "text"), ("side", "int"), ("account", "text"),
        ("article", "text"), ("outlet", "text"), ("stance", "text"), ("speaker", "text"), ("chain", "text"),
        ("words", "text"), ("mark", "text"),
    )  # fmt: skip
    rows = [
        (dispute.id, dispute.kind, dispute.why, number, account.id, *_told(material, account))
        for dispute in material.story.disputes
        for number, side in enumerate(dispute.sides, 1)
        for account in side
    ]
    return Table("disputes", columns, tuple(rows))


def _told(material: Material, account: Account) -> Sequence[Value]:
    article = material.articles[account.article]
    words = " … ".join(span.cut(article.text) for span in account.spans)
    return (article.id, article.outlet, account.stance, material.actor_name(account.speaker),
            " > ".join(account.chain) or None, words, account.mark)  # fmt: skip


def _points(material: Material) -> Table:
    """The points of series and of tracks, told apart by `kind`."""
    columns: tuple[tuple[str, FieldType], ...] = (
        ("kind", "text"), ("id", "text"), ("who", "text"), ("what", "text"), ("point", "int"), ("article", "text"),
        ("outlet", "text"), ("words", "text"), ("low", "float"), ("high", "float"), ("earliest", "date"),
        ("latest", "date"), ("status", "text"), ("reported_earliest", "date"), ("reported_latest", "date"),
        ("according_to", "text"), ("moved_days", "int"), ("mark", "text"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for series in material.story.series:
        for number, p in enumerate(series.points, 1):
            article, days = material.articles[p.article], p.as_of
            rows.append((
                "series", series.id, series.scope, series.counted, number, p.article, article.outlet,
                p.span.cut(article.text), p.low, p.high, days.earliest if days else None, days.latest if days else None,
                None, p.reported.earliest, p.reported.latest, p.according_to, None, p.mark,
            ))  # fmt: skip
    for track in material.story.tracks:
        moved = {slip.after: slip.days for slip in track.slips}
        for index, t in enumerate(track.points):
            article, deadline = material.articles[t.article], t.deadline
            rows.append((
                "track", track.id, track.who, track.what, index + 1, t.article, article.outlet,
                t.span.cut(article.text), None, None, deadline.earliest if deadline else None,
                deadline.latest if deadline else None, t.status, t.reported.earliest, t.reported.latest,
                t.according_to, moved.get(index), t.mark,
            ))  # fmt: skip
    return Table("points", columns, tuple(rows))


def _mentions(material: Material) -> Table:
    columns: tuple[tuple[str, FieldType], ...] = (
        ("actor", "text"), ("name", "text"), ("kind", "text"), ("country", "text"), ("article", "text"),
        ("outlet", "text"), ("words", "text"), ("start", "int"), ("end", "int"),
    )  # fmt: skip
    rows = [
        (actor.id, actor.name, actor.kind, actor.country, place.article, material.articles[place.article].outlet,
         place.span.cut(material.articles[place.article].text), place.span.start, place.span.end)
        for actor in material.story.actors
        for place in actor.mentions
    ]  # fmt: skip
    return Table("actors", columns, tuple(rows))


def _copies(material: Material) -> Table:
    columns: tuple[tuple[str, FieldType], ...] = (
        ("id", "text"), ("kind", "text"), ("share", "float"), ("directed", "bool"), ("root", "text"),
        ("root_outlet", "text"), ("copy", "text"), ("copy_outlet", "text"), ("words", "text"),
    )  # fmt: skip

    rows = [
        (each.id, each.kind, each.share, each.directed, each.a.article, material.articles[each.a.article].outlet,
         each.b.article, material.articles[each.b.article].outlet, material.quote_at(each.b).text)
        for each in material.story.copies
    ]  # fmt: skip
    return Table("copies", columns, tuple(rows))

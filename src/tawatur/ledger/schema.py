"""The tables, made from the field tables of the records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from tawatur.ledger.fields import FieldType, Record
from tawatur.ledger.records import RECORDS, WORDS_TABLE

_TYPES: Mapping[FieldType, type[sa.types.TypeEngine[Any]]] = {
    "text": sa.Text,
    "int": sa.Integer,
    "float": sa.Float,
    "bool": sa.Boolean,
    "date": sa.Date,
    # JSON is kept as text: its bytes are canonical, and must come back as they went in
    "json": sa.Text,
}

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(record: Record[Any]) -> sa.Table:
    columns = (
        sa.Column(
            each.name,
            _TYPES[each.type](),
            *([sa.ForeignKey(each.refers)] if each.refers else []),
            primary_key=each.key,
            nullable=each.null,
            index=each.index or None,
            autoincrement=False,
        )
        for each in record.fields
    )
    return sa.Table(record.name, metadata, *columns)


TABLES: Mapping[str, sa.Table] = {record.name: _table(record) for record in RECORDS}

article = TABLES["article"]
reading = TABLES["reading"]
mark = TABLES["mark"]
failure = TABLES["failure"]
run = TABLES["run"]
watch = TABLES["watch"]
judgement = TABLES["judgement"]
story = TABLES["story"]
place = TABLES["place"]
kept = TABLES["kept"]
vector = TABLES["vector"]
setting = TABLES["setting"]

words = sa.table(WORDS_TABLE, sa.column("article", sa.Text), sa.column("words", sa.Text))
"""The search index; made by the migration, each backend in its own way, and so no part of `metadata`."""

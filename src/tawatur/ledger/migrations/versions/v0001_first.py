"""The first tables.

A step is a record of its day: it names its columns itself and never follows the field tables as they change later.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

_INDEXES = {
    "article": ("version_of", "url", "outlet", "earliest"),
    "mark": ("article", "kind", "rule", "sort", "actor", "earliest"),
    "judgement": ("subject", "other", "supersedes"),
    "story": ("rank",),
    "place": ("article", "mark"),
}


def upgrade() -> None:
    """Make the tables."""
    _articles()
    _work()
    _story()
    for table, columns in _INDEXES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    _words()


def downgrade() -> None:
    """Drop them all."""
    op.execute("DROP TABLE article_words")
    for table in ("setting", "place", "story", "judgement", "watch", "run", "failure", "mark", "reading", "article"):
        op.drop_table(table)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _articles() -> None:
    op.create_table(
        "article",
        _text("id"),
        _text("version_of", null=True),
        _text("url", null=True),
        _text("outlet", null=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("stated", sa.Boolean(), nullable=False),
        _text("language"),
        _text("path", null=True),
        _text("title", null=True),
        _text("text"),
        _text("text_hash"),
        _text("record"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.ForeignKeyConstraint(["version_of"], ["article.id"], name="fk_article_version_of"),
    )
    op.create_table(
        "reading",
        _text("article"),
        _text("reader"),
        _text("pack"),
        sa.Column("marks", sa.Integer(), nullable=False),
        _text("record"),
        sa.PrimaryKeyConstraint("article", "reader", name="pk_reading"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_reading_article"),
    )
    op.create_table(
        "mark",
        _text("id"),
        _text("reader"),
        _text("article"),
        _text("kind"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        _text("rule"),
        _text("sort", null=True),
        _text("actor", null=True),
        sa.Column("named", sa.Boolean(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", "reader", name="pk_mark"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_mark_article"),
    )


def _work() -> None:
    op.create_table("failure", _text("path"), _text("reason"), sa.PrimaryKeyConstraint("path", name="pk_failure"))
    op.create_table("run", _text("id"), _text("sources"), sa.PrimaryKeyConstraint("id", name="pk_run"))
    op.create_table(
        "watch",
        _text("url"),
        _text("etag", null=True),
        _text("last_modified", null=True),
        sa.Column("not_before", sa.Float(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        _text("status"),
        _text("record"),
        sa.PrimaryKeyConstraint("url", name="pk_watch"),
    )
    op.create_table(
        "judgement",
        _text("id"),
        _text("verdict"),
        _text("subject"),
        _text("other", null=True),
        _text("value", null=True),
        _text("by"),
        _text("at"),
        _text("why"),
        _text("supersedes", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
    )
    op.create_table("setting", _text("name"), _text("value"), sa.PrimaryKeyConstraint("name", name="pk_setting"))


def _story() -> None:
    op.create_table(
        "story",
        _text("kind"),
        _text("id"),
        sa.Column("rank", sa.Integer(), nullable=False),
        _text("title"),
        _text("sort", null=True),
        sa.Column("size", sa.Integer(), nullable=False),
        _text("record"),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_story"),
    )
    op.create_table(
        "place",
        _text("kind"),
        _text("id"),
        sa.Column("item", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        _text("article"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        _text("mark", null=True),
        sa.PrimaryKeyConstraint("kind", "id", "item", "part", name="pk_place"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_place_article"),
    )


def _words() -> None:
    # the words are split and folded before they come here, so neither backend's own notion of a word matters
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE article_words USING fts5(article UNINDEXED, words, detail=none, "
            "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\")"
        )
    else:
        op.execute(
            "CREATE TABLE article_words (article text PRIMARY KEY REFERENCES article(id), words text NOT NULL, "
            "lexemes tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED)"
        )
        op.execute("CREATE INDEX ix_article_words_lexemes ON article_words USING gin (lexemes)")

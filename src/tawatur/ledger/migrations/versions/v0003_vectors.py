"""The sentence vectors of each article, where the ledger compares by them, too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "vector",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_vector"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_vector_article"),
    )


def downgrade() -> None:
    """Drop it: nothing is lost with it but time. That the ledger wants vectors stays a setting of it."""
    op.drop_table("vector")

"""What reconciling keeps of each article between two runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "kept",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_kept"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_kept_article"),
    )


def downgrade() -> None:
    """Drop it: nothing is lost with it but time."""
    op.drop_table("kept")

"""What is typed and not saved yet, kept for who typed it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "unsaved",
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("settled", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("officer_id", "place", name=op.f("pk_unsaved")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_unsaved_at"), "unsaved", ["at"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_unsaved_at"), table_name="unsaved")
    op.drop_table("unsaved")

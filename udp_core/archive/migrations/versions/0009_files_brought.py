"""A file brought to a screen and not saved yet, kept for who brought it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "unsaved_file",
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("screen", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("officer_id", "screen", name=op.f("pk_unsaved_file")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_unsaved_file_at"), "unsaved_file", ["at"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_unsaved_file_at"), table_name="unsaved_file")
    op.drop_table("unsaved_file")

"""What the walls of a sitting show, where every server sees it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "showing",
        sa.Column("sitting_id", sa.Text(), nullable=False),
        sa.Column("slide", sa.Text(), nullable=False),
        sa.Column("item", WHOLE, nullable=False),
        sa.Column("dark", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("recalled", WHOLE, nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sitting_id", name=op.f("pk_showing")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("showing")

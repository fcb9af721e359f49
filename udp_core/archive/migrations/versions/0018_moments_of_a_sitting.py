"""What happens while a sitting is open: who comes and leaves, suspensions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "sitting_moment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("sitting_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("item", WHOLE, nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('left', 'returned', 'suspended', 'resumed')",
            name=op.f("ck_sitting_moment_kind_list"),
        ),
        sa.CheckConstraint("item <= 99", name=op.f("ck_sitting_moment_item_most")),
        sa.CheckConstraint("item >= 1", name=op.f("ck_sitting_moment_item_least")),
        sa.CheckConstraint("length(at) <= 60", name=op.f("ck_sitting_moment_at_length")),
        sa.CheckConstraint(
            "length(member_id) <= 300", name=op.f("ck_sitting_moment_member_id_length")
        ),
        sa.CheckConstraint(
            "length(sitting_id) <= 300", name=op.f("ck_sitting_moment_sitting_id_length")
        ),
        sa.CheckConstraint("number <= 999", name=op.f("ck_sitting_moment_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_sitting_moment_number_least")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_sitting_moment_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_sitting_moment_sitting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting_moment")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_sitting_moment_member_id"), "sitting_moment", ["member_id"], unique=False
    )
    op.create_index(
        op.f("ix_sitting_moment_sitting_id"), "sitting_moment", ["sitting_id"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_sitting_moment_sitting_id"), table_name="sitting_moment")
    op.drop_index(op.f("ix_sitting_moment_member_id"), table_name="sitting_moment")
    op.drop_table("sitting_moment")

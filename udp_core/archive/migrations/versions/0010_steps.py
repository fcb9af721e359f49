"""The steps that rows take between their states are rows too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "state_step",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("of_table", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("row_title", sa.Text(), nullable=False),
        sa.Column("district_id", sa.Text(), nullable=True),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_state_step_act_id_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_state_step_district_id_length")
        ),
        sa.CheckConstraint(
            "length(from_state) <= 60", name=op.f("ck_state_step_from_state_length")
        ),
        sa.CheckConstraint("length(of_table) <= 60", name=op.f("ck_state_step_of_table_length")),
        sa.CheckConstraint(
            "length(officer_id) <= 300", name=op.f("ck_state_step_officer_id_length")
        ),
        sa.CheckConstraint("length(reason) <= 300", name=op.f("ck_state_step_reason_length")),
        sa.CheckConstraint("length(row_id) <= 300", name=op.f("ck_state_step_row_id_length")),
        sa.CheckConstraint(
            "length(row_title) <= 4000", name=op.f("ck_state_step_row_title_length")
        ),
        sa.CheckConstraint("length(to_state) <= 60", name=op.f("ck_state_step_to_state_length")),
        sa.CheckConstraint("number <= 999", name=op.f("ck_state_step_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_state_step_number_least")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_state_step_act_id")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_state_step_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_state_step_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state_step")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_state_step_act_id"), "state_step", ["act_id"], unique=False)
    op.create_index(op.f("ix_state_step_district_id"), "state_step", ["district_id"], unique=False)
    op.create_index(op.f("ix_state_step_officer_id"), "state_step", ["officer_id"], unique=False)


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_state_step_officer_id"), table_name="state_step")
    op.drop_index(op.f("ix_state_step_district_id"), table_name="state_step")
    op.drop_index(op.f("ix_state_step_act_id"), table_name="state_step")
    op.drop_table("state_step")

"""The scenarios to be looked at beside the one that a point of the agenda proposes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "agenda_alternative",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("scenario_id", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(item_id) <= 300", name=op.f("ck_agenda_alternative_item_id_length")
        ),
        sa.CheckConstraint(
            "length(scenario_id) <= 300", name=op.f("ck_agenda_alternative_scenario_id_length")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_agenda_alternative_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"], ["scenario.id"], name=op.f("fk_agenda_alternative_scenario_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_alternative")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_agenda_alternative_item_id"), "agenda_alternative", ["item_id"], unique=False
    )
    op.create_index(
        op.f("ix_agenda_alternative_scenario_id"),
        "agenda_alternative",
        ["scenario_id"],
        unique=False,
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_agenda_alternative_scenario_id"), table_name="agenda_alternative")
    op.drop_index(op.f("ix_agenda_alternative_item_id"), table_name="agenda_alternative")
    op.drop_table("agenda_alternative")

"""The acts made from decisions; what was transmitted, to whom, by when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from udp_core.archive.migrations.growing import add_field, remove_field

revision = "0013"
down_revision = "0012"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "decision_act",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("decision_id", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Text(), nullable=False),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_decision_act_act_id_length")),
        sa.CheckConstraint(
            "length(decision_id) <= 300", name=op.f("ck_decision_act_decision_id_length")
        ),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_decision_act_act_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_act_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_act")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_decision_act_act_id"), "decision_act", ["act_id"], unique=False)
    op.create_index(
        op.f("ix_decision_act_decision_id"), "decision_act", ["decision_id"], unique=False
    )
    add_field("annual_programme", "transmit_by", sa.Text(), {})
    add_field("annual_programme", "transmitted_on", sa.Text(), {})
    add_field("plan", "transmit_by", sa.Text(), {})
    add_field("plan", "transmitted_on", sa.Text(), {})
    add_field(
        "state_step",
        "recipient",
        sa.Text(),
        {"ck_state_step_recipient_length": "length(recipient) <= 300"},
    )
    add_field(
        "state_step",
        "protocol",
        sa.Text(),
        {"ck_state_step_protocol_length": "length(protocol) <= 60"},
    )
    add_field(
        "state_step",
        "content",
        sa.Text(),
        {"ck_state_step_content_length": "length(content) <= 300"},
    )


def downgrade() -> None:
    """Take the step back."""
    remove_field("annual_programme", "transmit_by")
    remove_field("annual_programme", "transmitted_on")
    remove_field("plan", "transmit_by")
    remove_field("plan", "transmitted_on")
    remove_field("state_step", "recipient")
    remove_field("state_step", "protocol")
    remove_field("state_step", "content")
    op.drop_index(op.f("ix_decision_act_decision_id"), table_name="decision_act")
    op.drop_index(op.f("ix_decision_act_act_id"), table_name="decision_act")
    op.drop_table("decision_act")

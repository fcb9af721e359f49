"""The desk: officers, mandates, transfers, closures, senders; and what signing in needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "attempt",
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_attempt")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_attempt_at"), "attempt", ["at"], unique=False)
    op.create_index(op.f("ix_attempt_officer"), "attempt", ["officer"], unique=False)
    op.create_table(
        "credential",
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_credential")),
        sa.UniqueConstraint("identity", name=op.f("uq_credential_identity")),
        sqlite_strict=True,
    )
    op.create_table(
        "invitation",
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_invitation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_invitation_officer_id"), "invitation", ["officer_id"], unique=False)
    op.create_table(
        "officer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_officer_active_flag")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_officer_code_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_officer_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sqlite_strict=True,
    )
    op.create_table(
        "sender_mapping",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('frna_monitoring', 'activity', 'schede', 'indicators', 'population')",
            name=op.f("ck_sender_mapping_kind_list"),
        ),
        sa.CheckConstraint(
            "length(choices) <= 20000", name=op.f("ck_sender_mapping_choices_length")
        ),
        sa.CheckConstraint("length(layout) <= 60", name=op.f("ck_sender_mapping_layout_length")),
        sa.CheckConstraint("length(sender) <= 60", name=op.f("ck_sender_mapping_sender_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sender_mapping")),
        sqlite_strict=True,
    )
    op.create_table(
        "signed_in",
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_signed_in")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_signed_in_officer_id"), "signed_in", ["officer_id"], unique=False)
    op.create_table(
        "mandate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=True),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "role IN ('committee', 'area_editor', 'municipality_editor', 'coordinator',"
            " 'administrator')",
            name=op.f("ck_mandate_role_list"),
        ),
        sa.CheckConstraint("length(area_id) <= 300", name=op.f("ck_mandate_area_id_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_mandate_district_id_length")
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_mandate_municipality_id_length")
        ),
        sa.CheckConstraint("length(officer_id) <= 300", name=op.f("ck_mandate_officer_id_length")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["intervention_area.id"], name=op.f("fk_mandate_area_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_mandate_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_mandate_municipality_id")
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_mandate_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_mandate_area_id"), "mandate", ["area_id"], unique=False)
    op.create_index(op.f("ix_mandate_district_id"), "mandate", ["district_id"], unique=False)
    op.create_index(
        op.f("ix_mandate_municipality_id"), "mandate", ["municipality_id"], unique=False
    )
    op.create_index(op.f("ix_mandate_officer_id"), "mandate", ["officer_id"], unique=False)
    op.create_table(
        "fund_closure",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Text(), nullable=False),
        sa.Column("residue_cents", WHOLE, nullable=False),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_fund_closure_origin_list")),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_fund_closure_act_id_length")),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_fund_closure_fund_year_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_fund_closure_source_length")),
        sa.CheckConstraint(
            "residue_cents <= 9000000000000000", name=op.f("ck_fund_closure_residue_cents_most")
        ),
        sa.CheckConstraint(
            "residue_cents >= -9000000000000000", name=op.f("ck_fund_closure_residue_cents_least")
        ),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_fund_closure_act_id")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_fund_closure_fund_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_closure")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_fund_closure_act_id"), "fund_closure", ["act_id"], unique=False)
    op.create_index(
        op.f("ix_fund_closure_fund_year_id"), "fund_closure", ["fund_year_id"], unique=False
    )
    op.create_table(
        "voce_transfer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("from_voce_id", sa.Text(), nullable=False),
        sa.Column("to_voce_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Text(), nullable=True),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_voce_transfer_origin_list")),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'rejected')",
            name=op.f("ck_voce_transfer_state_list"),
        ),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_voce_transfer_amount_cents_most")
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_voce_transfer_amount_cents_least")),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_voce_transfer_act_id_length")),
        sa.CheckConstraint(
            "length(from_voce_id) <= 300", name=op.f("ck_voce_transfer_from_voce_id_length")
        ),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_voce_transfer_fund_year_id_length")
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_voce_transfer_municipality_id_length")
        ),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_voce_transfer_reason_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_voce_transfer_source_length")),
        sa.CheckConstraint(
            "length(source_id) <= 300", name=op.f("ck_voce_transfer_source_id_length")
        ),
        sa.CheckConstraint(
            "length(to_voce_id) <= 300", name=op.f("ck_voce_transfer_to_voce_id_length")
        ),
        sa.CheckConstraint("number <= 999", name=op.f("ck_voce_transfer_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_voce_transfer_number_least")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_voce_transfer_act_id")),
        sa.ForeignKeyConstraint(
            ["from_voce_id"], ["frna_voce.id"], name=op.f("fk_voce_transfer_from_voce_id")
        ),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_voce_transfer_fund_year_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_voce_transfer_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["funding_source.id"], name=op.f("fk_voce_transfer_source_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_voce_id"], ["frna_voce.id"], name=op.f("fk_voce_transfer_to_voce_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voce_transfer")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_voce_transfer_act_id"), "voce_transfer", ["act_id"], unique=False)
    op.create_index(
        op.f("ix_voce_transfer_fund_year_id"), "voce_transfer", ["fund_year_id"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_voce_transfer_fund_year_id"), table_name="voce_transfer")
    op.drop_index(op.f("ix_voce_transfer_act_id"), table_name="voce_transfer")
    op.drop_table("voce_transfer")
    op.drop_index(op.f("ix_fund_closure_fund_year_id"), table_name="fund_closure")
    op.drop_index(op.f("ix_fund_closure_act_id"), table_name="fund_closure")
    op.drop_table("fund_closure")
    op.drop_index(op.f("ix_mandate_officer_id"), table_name="mandate")
    op.drop_index(op.f("ix_mandate_municipality_id"), table_name="mandate")
    op.drop_index(op.f("ix_mandate_district_id"), table_name="mandate")
    op.drop_index(op.f("ix_mandate_area_id"), table_name="mandate")
    op.drop_table("mandate")
    op.drop_index(op.f("ix_signed_in_officer_id"), table_name="signed_in")
    op.drop_table("signed_in")
    op.drop_table("sender_mapping")
    op.drop_table("officer")
    op.drop_index(op.f("ix_invitation_officer_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_table("credential")
    op.drop_index(op.f("ix_attempt_officer"), table_name="attempt")
    op.drop_index(op.f("ix_attempt_at"), table_name="attempt")
    op.drop_table("attempt")

"""What if: levers, what they cost, scenarios, variations of the programme."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "lever",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("voce_id", sa.Text(), nullable=True),
        sa.Column("activity_unit", sa.Text(), nullable=True),
        sa.Column("start", WHOLE, nullable=True),
        sa.Column("below", WHOLE, nullable=False),
        sa.Column("above", WHOLE, nullable=False),
        sa.Column("step", WHOLE, nullable=False),
        sa.Column("monthly", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("people", WHOLE, nullable=True),
        sa.Column("sort", WHOLE, nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "activity_unit IN ('posts', 'days', 'hours', 'beneficiaries', 'projects', 'meals',"
            " 'assessments', 'initiatives', 'none')",
            name=op.f("ck_lever_activity_unit_list"),
        ),
        sa.CheckConstraint(
            "decided_by IN ('district', 'region', 'nobody')", name=op.f("ck_lever_decided_by_list")
        ),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_lever_trust_list"),
        ),
        sa.CheckConstraint("above <= 1000000000000", name=op.f("ck_lever_above_most")),
        sa.CheckConstraint("above >= 0", name=op.f("ck_lever_above_least")),
        sa.CheckConstraint("below <= 1000000000000", name=op.f("ck_lever_below_most")),
        sa.CheckConstraint("below >= 0", name=op.f("ck_lever_below_least")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_lever_code_length")),
        sa.CheckConstraint("length(group_name) <= 40", name=op.f("ck_lever_group_name_length")),
        sa.CheckConstraint("length(name) <= 60", name=op.f("ck_lever_name_length")),
        sa.CheckConstraint("length(note) <= 300", name=op.f("ck_lever_note_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_lever_source_length")),
        sa.CheckConstraint("length(unit) <= 40", name=op.f("ck_lever_unit_length")),
        sa.CheckConstraint("length(voce_id) <= 300", name=op.f("ck_lever_voce_id_length")),
        sa.CheckConstraint("monthly IN (0, 1)", name=op.f("ck_lever_monthly_flag")),
        sa.CheckConstraint("people <= 1000000000000", name=op.f("ck_lever_people_most")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_lever_people_least")),
        sa.CheckConstraint("sort <= 999", name=op.f("ck_lever_sort_most")),
        sa.CheckConstraint("sort >= 0", name=op.f("ck_lever_sort_least")),
        sa.CheckConstraint("start <= 1000000000000", name=op.f("ck_lever_start_most")),
        sa.CheckConstraint("start >= -1000000000000", name=op.f("ck_lever_start_least")),
        sa.CheckConstraint("step <= 1000000000000", name=op.f("ck_lever_step_most")),
        sa.CheckConstraint("step >= 0", name=op.f("ck_lever_step_least")),
        sa.ForeignKeyConstraint(["voce_id"], ["frna_voce.id"], name=op.f("fk_lever_voce_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lever")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_lever_voce_id"), "lever", ["voce_id"], unique=False)
    op.create_table(
        "scenario",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", WHOLE, nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('frna', 'programme')", name=op.f("ck_scenario_kind_list")),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_scenario_origin_list")),
        sa.CheckConstraint(
            "state IN ('draft', 'shared', 'archived')", name=op.f("ck_scenario_state_list")
        ),
        sa.CheckConstraint("length(base) <= 2000000", name=op.f("ck_scenario_base_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_scenario_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_scenario_district_id_length")
        ),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_scenario_name_length")),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_scenario_note_length")),
        sa.CheckConstraint("length(officer_id) <= 300", name=op.f("ck_scenario_officer_id_length")),
        sa.CheckConstraint("length(position) <= 100000", name=op.f("ck_scenario_position_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_scenario_source_length")),
        sa.CheckConstraint("revision <= 1000000000000", name=op.f("ck_scenario_revision_most")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_scenario_revision_least")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_scenario_year_most")),
        sa.CheckConstraint("year >= 1990", name=op.f("ck_scenario_year_least")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_scenario_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_scenario_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_scenario_district_id"), "scenario", ["district_id"], unique=False)
    op.create_index(op.f("ix_scenario_officer_id"), "scenario", ["officer_id"], unique=False)
    op.create_table(
        "lever_term",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("lever_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("by_lever_id", sa.Text(), nullable=True),
        sa.Column("voce_id", sa.Text(), nullable=True),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("factor", WHOLE, nullable=False),
        sa.Column("driver", sa.Text(), nullable=True),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "calendar IN ('days', 'opening', 'months', 'spread', 'start')",
            name=op.f("ck_lever_term_calendar_list"),
        ),
        sa.CheckConstraint(
            "driver IN ('population_75', 'carry_over')", name=op.f("ck_lever_term_driver_list")
        ),
        sa.CheckConstraint(
            "payer IN ('frna', 'municipality', 'user', 'health', 'whole')",
            name=op.f("ck_lever_term_payer_list"),
        ),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_lever_term_trust_list"),
        ),
        sa.CheckConstraint("factor <= 1000000000000", name=op.f("ck_lever_term_factor_most")),
        sa.CheckConstraint("factor >= -1000000000000", name=op.f("ck_lever_term_factor_least")),
        sa.CheckConstraint(
            "length(by_lever_id) <= 300", name=op.f("ck_lever_term_by_lever_id_length")
        ),
        sa.CheckConstraint("length(item) <= 60", name=op.f("ck_lever_term_item_length")),
        sa.CheckConstraint("length(lever_id) <= 300", name=op.f("ck_lever_term_lever_id_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_lever_term_source_length")),
        sa.CheckConstraint("length(voce_id) <= 300", name=op.f("ck_lever_term_voce_id_length")),
        sa.CheckConstraint("number <= 99", name=op.f("ck_lever_term_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_lever_term_number_least")),
        sa.ForeignKeyConstraint(
            ["by_lever_id"], ["lever.id"], name=op.f("fk_lever_term_by_lever_id")
        ),
        sa.ForeignKeyConstraint(["lever_id"], ["lever.id"], name=op.f("fk_lever_term_lever_id")),
        sa.ForeignKeyConstraint(["voce_id"], ["frna_voce.id"], name=op.f("fk_lever_term_voce_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lever_term")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_lever_term_by_lever_id"), "lever_term", ["by_lever_id"], unique=False)
    op.create_index(op.f("ix_lever_term_lever_id"), "lever_term", ["lever_id"], unique=False)
    op.create_index(op.f("ix_lever_term_voce_id"), "lever_term", ["voce_id"], unique=False)
    op.create_table(
        "programme_variation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("scenario_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Text(), nullable=True),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_programme_variation_origin_list")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'rejected')",
            name=op.f("ck_programme_variation_state_list"),
        ),
        sa.CheckConstraint(
            "length(act_id) <= 300", name=op.f("ck_programme_variation_act_id_length")
        ),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_programme_variation_fund_year_id_length")
        ),
        sa.CheckConstraint(
            "length(reason) <= 4000", name=op.f("ck_programme_variation_reason_length")
        ),
        sa.CheckConstraint(
            "length(scenario_id) <= 300", name=op.f("ck_programme_variation_scenario_id_length")
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_programme_variation_source_length")
        ),
        sa.CheckConstraint("number <= 999", name=op.f("ck_programme_variation_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_programme_variation_number_least")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_programme_variation_act_id")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_programme_variation_fund_year_id")
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"], ["scenario.id"], name=op.f("fk_programme_variation_scenario_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_variation")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_programme_variation_act_id"), "programme_variation", ["act_id"], unique=False
    )
    op.create_index(
        op.f("ix_programme_variation_fund_year_id"),
        "programme_variation",
        ["fund_year_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_programme_variation_scenario_id"),
        "programme_variation",
        ["scenario_id"],
        unique=False,
    )
    op.create_table(
        "variation_line",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("variation_id", sa.Text(), nullable=False),
        sa.Column("voce_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_variation_line_amount_cents_most")
        ),
        sa.CheckConstraint(
            "amount_cents >= -9000000000000000", name=op.f("ck_variation_line_amount_cents_least")
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_variation_line_municipality_id_length")
        ),
        sa.CheckConstraint(
            "length(source_id) <= 300", name=op.f("ck_variation_line_source_id_length")
        ),
        sa.CheckConstraint(
            "length(variation_id) <= 300", name=op.f("ck_variation_line_variation_id_length")
        ),
        sa.CheckConstraint("length(voce_id) <= 300", name=op.f("ck_variation_line_voce_id_length")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_variation_line_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["funding_source.id"], name=op.f("fk_variation_line_source_id")
        ),
        sa.ForeignKeyConstraint(
            ["variation_id"],
            ["programme_variation.id"],
            name=op.f("fk_variation_line_variation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["voce_id"], ["frna_voce.id"], name=op.f("fk_variation_line_voce_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variation_line")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_variation_line_variation_id"), "variation_line", ["variation_id"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_variation_line_variation_id"), table_name="variation_line")
    op.drop_table("variation_line")
    op.drop_index(op.f("ix_programme_variation_scenario_id"), table_name="programme_variation")
    op.drop_index(op.f("ix_programme_variation_fund_year_id"), table_name="programme_variation")
    op.drop_index(op.f("ix_programme_variation_act_id"), table_name="programme_variation")
    op.drop_table("programme_variation")
    op.drop_index(op.f("ix_lever_term_voce_id"), table_name="lever_term")
    op.drop_index(op.f("ix_lever_term_lever_id"), table_name="lever_term")
    op.drop_index(op.f("ix_lever_term_by_lever_id"), table_name="lever_term")
    op.drop_table("lever_term")
    op.drop_index(op.f("ix_scenario_officer_id"), table_name="scenario")
    op.drop_index(op.f("ix_scenario_district_id"), table_name="scenario")
    op.drop_table("scenario")
    op.drop_index(op.f("ix_lever_voce_id"), table_name="lever")
    op.drop_table("lever")

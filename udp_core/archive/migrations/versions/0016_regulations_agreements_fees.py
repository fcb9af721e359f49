"""regulations agreements fees."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from udp_core.archive.migrations.growing import admit

revision = "0016"
down_revision = "0015"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "regulated_service",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=True),
        sa.Column("voce_id", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("usual_units", WHOLE, nullable=False),
        sa.Column("usual_months", WHOLE, nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_regulated_service_origin_list")
        ),
        sa.CheckConstraint(
            "payer IN ('frna', 'municipality', 'user', 'health', 'whole')",
            name=op.f("ck_regulated_service_payer_list"),
        ),
        sa.CheckConstraint(
            "unit IN ('day', 'month', 'hour', 'meal', 'ride')",
            name=op.f("ck_regulated_service_unit_list"),
        ),
        sa.CheckConstraint(
            "length(area_id) <= 300", name=op.f("ck_regulated_service_area_id_length")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_regulated_service_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_regulated_service_district_id_length")
        ),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_regulated_service_name_length")),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_regulated_service_source_length")
        ),
        sa.CheckConstraint(
            "length(voce_id) <= 300", name=op.f("ck_regulated_service_voce_id_length")
        ),
        sa.CheckConstraint(
            "usual_months <= 12", name=op.f("ck_regulated_service_usual_months_most")
        ),
        sa.CheckConstraint(
            "usual_months >= 1", name=op.f("ck_regulated_service_usual_months_least")
        ),
        sa.CheckConstraint(
            "usual_units <= 10000000", name=op.f("ck_regulated_service_usual_units_most")
        ),
        sa.CheckConstraint("usual_units >= 0", name=op.f("ck_regulated_service_usual_units_least")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["intervention_area.id"], name=op.f("fk_regulated_service_area_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_regulated_service_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["voce_id"], ["frna_voce.id"], name=op.f("fk_regulated_service_voce_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulated_service")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_regulated_service_area_id"), "regulated_service", ["area_id"], unique=False
    )
    op.create_index(
        op.f("ix_regulated_service_district_id"), "regulated_service", ["district_id"], unique=False
    )
    op.create_index(
        op.f("ix_regulated_service_voce_id"), "regulated_service", ["voce_id"], unique=False
    )
    op.create_table(
        "sub_area",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_sub_area_origin_list")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_sub_area_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_sub_area_district_id_length")
        ),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_sub_area_name_length")),
        sa.CheckConstraint("length(purpose) <= 300", name=op.f("ck_sub_area_purpose_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_sub_area_source_length")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_sub_area_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_area")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_sub_area_district_id"), "sub_area", ["district_id"], unique=False)
    op.create_table(
        "fee_users",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("isee_from_cents", WHOLE, nullable=False),
        sa.Column("isee_to_cents", WHOLE, nullable=True),
        sa.Column("isee_mean_cents", WHOLE, nullable=False),
        sa.Column("users", WHOLE, nullable=False),
        sa.Column("units", WHOLE, nullable=False),
        sa.Column("months", WHOLE, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_fee_users_origin_list")),
        sa.CheckConstraint(
            "isee_from_cents <= 9000000000000000", name=op.f("ck_fee_users_isee_from_cents_most")
        ),
        sa.CheckConstraint("isee_from_cents >= 0", name=op.f("ck_fee_users_isee_from_cents_least")),
        sa.CheckConstraint(
            "isee_mean_cents <= 9000000000000000", name=op.f("ck_fee_users_isee_mean_cents_most")
        ),
        sa.CheckConstraint("isee_mean_cents >= 0", name=op.f("ck_fee_users_isee_mean_cents_least")),
        sa.CheckConstraint(
            "isee_to_cents <= 9000000000000000", name=op.f("ck_fee_users_isee_to_cents_most")
        ),
        sa.CheckConstraint("isee_to_cents >= 0", name=op.f("ck_fee_users_isee_to_cents_least")),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_fee_users_municipality_id_length")
        ),
        sa.CheckConstraint(
            "length(service_id) <= 300", name=op.f("ck_fee_users_service_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_fee_users_source_length")),
        sa.CheckConstraint("months <= 12", name=op.f("ck_fee_users_months_most")),
        sa.CheckConstraint("months >= 1", name=op.f("ck_fee_users_months_least")),
        sa.CheckConstraint("units <= 10000000", name=op.f("ck_fee_users_units_most")),
        sa.CheckConstraint("units >= 0", name=op.f("ck_fee_users_units_least")),
        sa.CheckConstraint("users <= 1000000", name=op.f("ck_fee_users_users_most")),
        sa.CheckConstraint("users >= 0", name=op.f("ck_fee_users_users_least")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_fee_users_year_most")),
        sa.CheckConstraint("year >= 1990", name=op.f("ck_fee_users_year_least")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_fee_users_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["regulated_service.id"], name=op.f("fk_fee_users_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_users")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_fee_users_municipality_id"), "fee_users", ["municipality_id"], unique=False
    )
    op.create_index(op.f("ix_fee_users_service_id"), "fee_users", ["service_id"], unique=False)
    op.create_table(
        "sub_area_municipality",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("sub_area_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(municipality_id) <= 300",
            name=op.f("ck_sub_area_municipality_municipality_id_length"),
        ),
        sa.CheckConstraint(
            "length(sub_area_id) <= 300", name=op.f("ck_sub_area_municipality_sub_area_id_length")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_sub_area_municipality_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["sub_area_id"], ["sub_area.id"], name=op.f("fk_sub_area_municipality_sub_area_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_area_municipality")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_sub_area_municipality_municipality_id"),
        "sub_area_municipality",
        ["municipality_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_sub_area_municipality_sub_area_id"),
        "sub_area_municipality",
        ["sub_area_id"],
        unique=False,
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Text(), nullable=True),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_appointment_origin_list")),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_appointment_act_id_length")),
        sa.CheckConstraint("length(body_id) <= 300", name=op.f("ck_appointment_body_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_appointment_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_appointment_district_id_length")
        ),
        sa.CheckConstraint("length(holder) <= 300", name=op.f("ck_appointment_holder_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_appointment_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_appointment_title_length")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_appointment_act_id")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["governing_body.id"], name=op.f("fk_appointment_body_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_appointment_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_appointment_act_id"), "appointment", ["act_id"], unique=False)
    op.create_index(op.f("ix_appointment_body_id"), "appointment", ["body_id"], unique=False)
    op.create_index(
        op.f("ix_appointment_district_id"), "appointment", ["district_id"], unique=False
    )
    op.create_table(
        "integration_process",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=True),
        sa.Column("social_owner_id", sa.Text(), nullable=True),
        sa.Column("health_owner_id", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_integration_process_origin_list")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'active', 'revision', 'stopped')",
            name=op.f("ck_integration_process_state_list"),
        ),
        sa.CheckConstraint(
            "length(area_id) <= 300", name=op.f("ck_integration_process_area_id_length")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_integration_process_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_integration_process_district_id_length")
        ),
        sa.CheckConstraint(
            "length(health_owner_id) <= 300",
            name=op.f("ck_integration_process_health_owner_id_length"),
        ),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_integration_process_name_length")),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_integration_process_note_length")),
        sa.CheckConstraint(
            "length(social_owner_id) <= 300",
            name=op.f("ck_integration_process_social_owner_id_length"),
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_integration_process_source_length")
        ),
        sa.ForeignKeyConstraint(
            ["area_id"], ["intervention_area.id"], name=op.f("fk_integration_process_area_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_integration_process_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["health_owner_id"],
            ["organisation.id"],
            name=op.f("fk_integration_process_health_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["social_owner_id"],
            ["organisation.id"],
            name=op.f("fk_integration_process_social_owner_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_integration_process")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_integration_process_area_id"), "integration_process", ["area_id"], unique=False
    )
    op.create_index(
        op.f("ix_integration_process_district_id"),
        "integration_process",
        ["district_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_integration_process_health_owner_id"),
        "integration_process",
        ["health_owner_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_integration_process_social_owner_id"),
        "integration_process",
        ["social_owner_id"],
        unique=False,
    )
    op.create_table(
        "regulation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("service_id", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("criteria", sa.Text(), nullable=True),
        sa.Column("template", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('access', 'copayment', 'office', 'associated')",
            name=op.f("ck_regulation_kind_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_regulation_origin_list")),
        sa.CheckConstraint(
            "state IN ('proposed', 'adopted', 'published', 'in_force', 'amended', 'repealed')",
            name=op.f("ck_regulation_state_list"),
        ),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_regulation_act_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_regulation_code_length")),
        sa.CheckConstraint("length(criteria) <= 4000", name=op.f("ck_regulation_criteria_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_regulation_district_id_length")
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_regulation_municipality_id_length")
        ),
        sa.CheckConstraint(
            "length(service_id) <= 300", name=op.f("ck_regulation_service_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_regulation_source_length")),
        sa.CheckConstraint("length(template) <= 300", name=op.f("ck_regulation_template_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_regulation_title_length")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_regulation_act_id")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_regulation_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_regulation_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["regulated_service.id"], name=op.f("fk_regulation_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_regulation_act_id"), "regulation", ["act_id"], unique=False)
    op.create_index(op.f("ix_regulation_district_id"), "regulation", ["district_id"], unique=False)
    op.create_index(
        op.f("ix_regulation_municipality_id"), "regulation", ["municipality_id"], unique=False
    )
    op.create_index(op.f("ix_regulation_service_id"), "regulation", ["service_id"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("process_id", sa.Text(), nullable=True),
        sa.Column("social_owner_id", sa.Text(), nullable=True),
        sa.Column("health_owner_id", sa.Text(), nullable=True),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("renewal", sa.Text(), nullable=True),
        sa.Column("clauses", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('convention', 'programme', 'protocol', 'other')",
            name=op.f("ck_agreement_kind_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_agreement_origin_list")),
        sa.CheckConstraint(
            "renewal IN ('express', 'tacit', 'none')", name=op.f("ck_agreement_renewal_list")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signing', 'in_force', 'ended')",
            name=op.f("ck_agreement_state_list"),
        ),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_agreement_act_id_length")),
        sa.CheckConstraint("length(clauses) <= 4000", name=op.f("ck_agreement_clauses_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_agreement_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_agreement_district_id_length")
        ),
        sa.CheckConstraint(
            "length(health_owner_id) <= 300", name=op.f("ck_agreement_health_owner_id_length")
        ),
        sa.CheckConstraint(
            "length(process_id) <= 300", name=op.f("ck_agreement_process_id_length")
        ),
        sa.CheckConstraint(
            "length(social_owner_id) <= 300", name=op.f("ck_agreement_social_owner_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_agreement_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_agreement_title_length")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_agreement_act_id")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_agreement_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["health_owner_id"], ["organisation.id"], name=op.f("fk_agreement_health_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["process_id"], ["integration_process.id"], name=op.f("fk_agreement_process_id")
        ),
        sa.ForeignKeyConstraint(
            ["social_owner_id"], ["organisation.id"], name=op.f("fk_agreement_social_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_agreement_act_id"), "agreement", ["act_id"], unique=False)
    op.create_index(op.f("ix_agreement_district_id"), "agreement", ["district_id"], unique=False)
    op.create_index(
        op.f("ix_agreement_health_owner_id"), "agreement", ["health_owner_id"], unique=False
    )
    op.create_index(op.f("ix_agreement_process_id"), "agreement", ["process_id"], unique=False)
    op.create_index(
        op.f("ix_agreement_social_owner_id"), "agreement", ["social_owner_id"], unique=False
    )
    op.create_table(
        "fee_rule",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("isee_from_cents", WHOLE, nullable=False),
        sa.Column("isee_to_cents", WHOLE, nullable=True),
        sa.Column("fee_cents", WHOLE, nullable=True),
        sa.Column("fee_to_cents", WHOLE, nullable=True),
        sa.Column("share", WHOLE, nullable=True),
        sa.Column("unit_cost_cents", WHOLE, nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("month_cap_cents", WHOLE, nullable=True),
        sa.Column("year_cap_cents", WHOLE, nullable=True),
        sa.Column("regulation_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_fee_rule_origin_list")),
        sa.CheckConstraint(
            "unit IN ('day', 'month', 'hour', 'meal', 'ride')", name=op.f("ck_fee_rule_unit_list")
        ),
        sa.CheckConstraint(
            "fee_cents <= 9000000000000000", name=op.f("ck_fee_rule_fee_cents_most")
        ),
        sa.CheckConstraint("fee_cents >= 0", name=op.f("ck_fee_rule_fee_cents_least")),
        sa.CheckConstraint(
            "fee_to_cents <= 9000000000000000", name=op.f("ck_fee_rule_fee_to_cents_most")
        ),
        sa.CheckConstraint("fee_to_cents >= 0", name=op.f("ck_fee_rule_fee_to_cents_least")),
        sa.CheckConstraint(
            "isee_from_cents <= 9000000000000000", name=op.f("ck_fee_rule_isee_from_cents_most")
        ),
        sa.CheckConstraint("isee_from_cents >= 0", name=op.f("ck_fee_rule_isee_from_cents_least")),
        sa.CheckConstraint(
            "isee_to_cents <= 9000000000000000", name=op.f("ck_fee_rule_isee_to_cents_most")
        ),
        sa.CheckConstraint("isee_to_cents >= 0", name=op.f("ck_fee_rule_isee_to_cents_least")),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_fee_rule_municipality_id_length")
        ),
        sa.CheckConstraint(
            "length(regulation_id) <= 300", name=op.f("ck_fee_rule_regulation_id_length")
        ),
        sa.CheckConstraint("length(service_id) <= 300", name=op.f("ck_fee_rule_service_id_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_fee_rule_source_length")),
        sa.CheckConstraint(
            "month_cap_cents <= 9000000000000000", name=op.f("ck_fee_rule_month_cap_cents_most")
        ),
        sa.CheckConstraint("month_cap_cents >= 0", name=op.f("ck_fee_rule_month_cap_cents_least")),
        sa.CheckConstraint("share <= 1000", name=op.f("ck_fee_rule_share_most")),
        sa.CheckConstraint("share >= 0", name=op.f("ck_fee_rule_share_least")),
        sa.CheckConstraint(
            "unit_cost_cents <= 9000000000000000", name=op.f("ck_fee_rule_unit_cost_cents_most")
        ),
        sa.CheckConstraint("unit_cost_cents >= 0", name=op.f("ck_fee_rule_unit_cost_cents_least")),
        sa.CheckConstraint(
            "year_cap_cents <= 9000000000000000", name=op.f("ck_fee_rule_year_cap_cents_most")
        ),
        sa.CheckConstraint("year_cap_cents >= 0", name=op.f("ck_fee_rule_year_cap_cents_least")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_fee_rule_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["regulation_id"], ["regulation.id"], name=op.f("fk_fee_rule_regulation_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["regulated_service.id"], name=op.f("fk_fee_rule_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_rule")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_fee_rule_municipality_id"), "fee_rule", ["municipality_id"], unique=False
    )
    op.create_index(op.f("ix_fee_rule_regulation_id"), "fee_rule", ["regulation_id"], unique=False)
    op.create_index(op.f("ix_fee_rule_service_id"), "fee_rule", ["service_id"], unique=False)
    op.create_table(
        "legal_reference",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("process_id", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("replaced_by_id", sa.Text(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=True),
        sa.Column("impact", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('state_law', 'state_decree', 'regional_law', 'regional_resolution', 'other')",
            name=op.f("ck_legal_reference_kind_list"),
        ),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_legal_reference_origin_list")
        ),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_legal_reference_act_id_length")),
        sa.CheckConstraint(
            "length(changes) <= 4000", name=op.f("ck_legal_reference_changes_length")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_legal_reference_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_legal_reference_district_id_length")
        ),
        sa.CheckConstraint("length(impact) <= 4000", name=op.f("ck_legal_reference_impact_length")),
        sa.CheckConstraint(
            "length(process_id) <= 300", name=op.f("ck_legal_reference_process_id_length")
        ),
        sa.CheckConstraint(
            "length(replaced_by_id) <= 300", name=op.f("ck_legal_reference_replaced_by_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_legal_reference_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_legal_reference_title_length")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_legal_reference_act_id")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_legal_reference_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["process_id"], ["integration_process.id"], name=op.f("fk_legal_reference_process_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["legal_reference.id"],
            name=op.f("fk_legal_reference_replaced_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_reference")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_legal_reference_act_id"), "legal_reference", ["act_id"], unique=False)
    op.create_index(
        op.f("ix_legal_reference_district_id"), "legal_reference", ["district_id"], unique=False
    )
    op.create_index(
        op.f("ix_legal_reference_process_id"), "legal_reference", ["process_id"], unique=False
    )
    op.create_index(
        op.f("ix_legal_reference_replaced_by_id"),
        "legal_reference",
        ["replaced_by_id"],
        unique=False,
    )
    op.create_table(
        "process_responsibility",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("process_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("responsibility", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_process_responsibility_origin_list")
        ),
        sa.CheckConstraint(
            "responsibility IN ('responsible', 'accountable', 'consulted', 'informed')",
            name=op.f("ck_process_responsibility_responsibility_list"),
        ),
        sa.CheckConstraint(
            "length(note) <= 300", name=op.f("ck_process_responsibility_note_length")
        ),
        sa.CheckConstraint(
            "length(organisation_id) <= 300",
            name=op.f("ck_process_responsibility_organisation_id_length"),
        ),
        sa.CheckConstraint(
            "length(process_id) <= 300", name=op.f("ck_process_responsibility_process_id_length")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_process_responsibility_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["integration_process.id"],
            name=op.f("fk_process_responsibility_process_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_responsibility")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_process_responsibility_organisation_id"),
        "process_responsibility",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_process_responsibility_process_id"),
        "process_responsibility",
        ["process_id"],
        unique=False,
    )
    op.create_table(
        "shared_tool",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("process_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("used_by", sa.Text(), nullable=True),
        sa.Column("used_from", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('assessment', 'procedure', 'form', 'system', 'team')",
            name=op.f("ck_shared_tool_kind_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_shared_tool_origin_list")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_shared_tool_code_length")),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_shared_tool_name_length")),
        sa.CheckConstraint(
            "length(process_id) <= 300", name=op.f("ck_shared_tool_process_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_shared_tool_source_length")),
        sa.CheckConstraint("length(used_by) <= 300", name=op.f("ck_shared_tool_used_by_length")),
        sa.ForeignKeyConstraint(
            ["process_id"], ["integration_process.id"], name=op.f("fk_shared_tool_process_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_tool")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_shared_tool_process_id"), "shared_tool", ["process_id"], unique=False)
    op.create_table(
        "agreement_party",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("agreement_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("signatory", sa.Text(), nullable=True),
        sa.Column("sign_by", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_agreement_party_origin_list")
        ),
        sa.CheckConstraint(
            "length(agreement_id) <= 300", name=op.f("ck_agreement_party_agreement_id_length")
        ),
        sa.CheckConstraint(
            "length(organisation_id) <= 300", name=op.f("ck_agreement_party_organisation_id_length")
        ),
        sa.CheckConstraint(
            "length(signatory) <= 300", name=op.f("ck_agreement_party_signatory_length")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_party_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_agreement_party_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_agreement_party_agreement_id"), "agreement_party", ["agreement_id"], unique=False
    )
    op.create_index(
        op.f("ix_agreement_party_organisation_id"),
        "agreement_party",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "associated_service",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("manager_id", sa.Text(), nullable=True),
        sa.Column("agreement_id", sa.Text(), nullable=True),
        sa.Column("regulation_id", sa.Text(), nullable=True),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_associated_service_origin_list")
        ),
        sa.CheckConstraint(
            "length(agreement_id) <= 300", name=op.f("ck_associated_service_agreement_id_length")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_associated_service_code_length")),
        sa.CheckConstraint(
            "length(criterion) <= 300", name=op.f("ck_associated_service_criterion_length")
        ),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_associated_service_district_id_length")
        ),
        sa.CheckConstraint(
            "length(manager_id) <= 300", name=op.f("ck_associated_service_manager_id_length")
        ),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_associated_service_name_length")),
        sa.CheckConstraint(
            "length(regulation_id) <= 300", name=op.f("ck_associated_service_regulation_id_length")
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_associated_service_source_length")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_associated_service_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_associated_service_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["organisation.id"], name=op.f("fk_associated_service_manager_id")
        ),
        sa.ForeignKeyConstraint(
            ["regulation_id"], ["regulation.id"], name=op.f("fk_associated_service_regulation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_associated_service")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_associated_service_agreement_id"),
        "associated_service",
        ["agreement_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_associated_service_district_id"),
        "associated_service",
        ["district_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_associated_service_manager_id"), "associated_service", ["manager_id"], unique=False
    )
    op.create_index(
        op.f("ix_associated_service_regulation_id"),
        "associated_service",
        ["regulation_id"],
        unique=False,
    )
    op.create_table(
        "associated_cost",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("associated_service_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_associated_cost_origin_list")
        ),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_associated_cost_amount_cents_most")
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_associated_cost_amount_cents_least")),
        sa.CheckConstraint(
            "length(associated_service_id) <= 300",
            name=op.f("ck_associated_cost_associated_service_id_length"),
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_associated_cost_source_length")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_associated_cost_year_most")),
        sa.CheckConstraint("year >= 1990", name=op.f("ck_associated_cost_year_least")),
        sa.ForeignKeyConstraint(
            ["associated_service_id"],
            ["associated_service.id"],
            name=op.f("fk_associated_cost_associated_service_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_associated_cost")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_associated_cost_associated_service_id"),
        "associated_cost",
        ["associated_service_id"],
        unique=False,
    )
    op.create_table(
        "cost_share",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("associated_cost_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=False),
        sa.Column("weight", WHOLE, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_cost_share_origin_list")),
        sa.CheckConstraint(
            "length(associated_cost_id) <= 300",
            name=op.f("ck_cost_share_associated_cost_id_length"),
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_cost_share_municipality_id_length")
        ),
        sa.CheckConstraint("weight <= 1000000000000", name=op.f("ck_cost_share_weight_most")),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_cost_share_weight_least")),
        sa.ForeignKeyConstraint(
            ["associated_cost_id"],
            ["associated_cost.id"],
            name=op.f("fk_cost_share_associated_cost_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_cost_share_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_share")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_cost_share_associated_cost_id"), "cost_share", ["associated_cost_id"], unique=False
    )
    op.create_index(
        op.f("ix_cost_share_municipality_id"), "cost_share", ["municipality_id"], unique=False
    )
    admit(
        "governing_body",
        "kind",
        ("district_committee", "ctss", "regional_government", "municipal_council"),
        (
            "district_committee",
            "ctss",
            "regional_government",
            "municipal_council",
            "municipal_government",
        ),
    )
    admit(
        "act",
        "kind",
        (
            "regional_resolution",
            "assembly_resolution",
            "regional_law",
            "ctss_resolution",
            "committee_decision",
            "agreement",
            "other",
        ),
        (
            "regional_resolution",
            "assembly_resolution",
            "regional_law",
            "ctss_resolution",
            "committee_decision",
            "agreement",
            "municipal_resolution",
            "other",
        ),
    )


def downgrade() -> None:
    """Take the step back."""
    admit(
        "governing_body",
        "kind",
        (
            "district_committee",
            "ctss",
            "regional_government",
            "municipal_council",
            "municipal_government",
        ),
        ("district_committee", "ctss", "regional_government", "municipal_council"),
    )
    admit(
        "act",
        "kind",
        (
            "regional_resolution",
            "assembly_resolution",
            "regional_law",
            "ctss_resolution",
            "committee_decision",
            "agreement",
            "municipal_resolution",
            "other",
        ),
        (
            "regional_resolution",
            "assembly_resolution",
            "regional_law",
            "ctss_resolution",
            "committee_decision",
            "agreement",
            "other",
        ),
    )
    op.drop_index(op.f("ix_cost_share_municipality_id"), table_name="cost_share")
    op.drop_index(op.f("ix_cost_share_associated_cost_id"), table_name="cost_share")
    op.drop_table("cost_share")
    op.drop_index(op.f("ix_associated_cost_associated_service_id"), table_name="associated_cost")
    op.drop_table("associated_cost")
    op.drop_index(op.f("ix_associated_service_regulation_id"), table_name="associated_service")
    op.drop_index(op.f("ix_associated_service_manager_id"), table_name="associated_service")
    op.drop_index(op.f("ix_associated_service_district_id"), table_name="associated_service")
    op.drop_index(op.f("ix_associated_service_agreement_id"), table_name="associated_service")
    op.drop_table("associated_service")
    op.drop_index(op.f("ix_agreement_party_organisation_id"), table_name="agreement_party")
    op.drop_index(op.f("ix_agreement_party_agreement_id"), table_name="agreement_party")
    op.drop_table("agreement_party")
    op.drop_index(op.f("ix_shared_tool_process_id"), table_name="shared_tool")
    op.drop_table("shared_tool")
    op.drop_index(op.f("ix_process_responsibility_process_id"), table_name="process_responsibility")
    op.drop_index(
        op.f("ix_process_responsibility_organisation_id"), table_name="process_responsibility"
    )
    op.drop_table("process_responsibility")
    op.drop_index(op.f("ix_legal_reference_replaced_by_id"), table_name="legal_reference")
    op.drop_index(op.f("ix_legal_reference_process_id"), table_name="legal_reference")
    op.drop_index(op.f("ix_legal_reference_district_id"), table_name="legal_reference")
    op.drop_index(op.f("ix_legal_reference_act_id"), table_name="legal_reference")
    op.drop_table("legal_reference")
    op.drop_index(op.f("ix_fee_rule_service_id"), table_name="fee_rule")
    op.drop_index(op.f("ix_fee_rule_regulation_id"), table_name="fee_rule")
    op.drop_index(op.f("ix_fee_rule_municipality_id"), table_name="fee_rule")
    op.drop_table("fee_rule")
    op.drop_index(op.f("ix_agreement_social_owner_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_process_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_health_owner_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_district_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_act_id"), table_name="agreement")
    op.drop_table("agreement")
    op.drop_index(op.f("ix_regulation_service_id"), table_name="regulation")
    op.drop_index(op.f("ix_regulation_municipality_id"), table_name="regulation")
    op.drop_index(op.f("ix_regulation_district_id"), table_name="regulation")
    op.drop_index(op.f("ix_regulation_act_id"), table_name="regulation")
    op.drop_table("regulation")
    op.drop_index(op.f("ix_integration_process_social_owner_id"), table_name="integration_process")
    op.drop_index(op.f("ix_integration_process_health_owner_id"), table_name="integration_process")
    op.drop_index(op.f("ix_integration_process_district_id"), table_name="integration_process")
    op.drop_index(op.f("ix_integration_process_area_id"), table_name="integration_process")
    op.drop_table("integration_process")
    op.drop_index(op.f("ix_appointment_district_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_body_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_act_id"), table_name="appointment")
    op.drop_table("appointment")
    op.drop_index(op.f("ix_sub_area_municipality_sub_area_id"), table_name="sub_area_municipality")
    op.drop_index(
        op.f("ix_sub_area_municipality_municipality_id"), table_name="sub_area_municipality"
    )
    op.drop_table("sub_area_municipality")
    op.drop_index(op.f("ix_fee_users_service_id"), table_name="fee_users")
    op.drop_index(op.f("ix_fee_users_municipality_id"), table_name="fee_users")
    op.drop_table("fee_users")
    op.drop_index(op.f("ix_sub_area_district_id"), table_name="sub_area")
    op.drop_table("sub_area")
    op.drop_index(op.f("ix_regulated_service_voce_id"), table_name="regulated_service")
    op.drop_index(op.f("ix_regulated_service_district_id"), table_name="regulated_service")
    op.drop_index(op.f("ix_regulated_service_area_id"), table_name="regulated_service")
    op.drop_table("regulated_service")

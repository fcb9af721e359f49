"""Objectives, phases, chapters, remarks, signatures and changes of a plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from udp_core.archive.migrations.growing import add_field, admit, remove_field

revision = "0014"
down_revision = "0013"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "plan_phase_model",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("rule_set_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("days_from_start", WHOLE, nullable=False),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('analysis', 'programming', 'adoption', 'update', 'check', 'accounts',"
            " 'supervision', 'evaluation')",
            name=op.f("ck_plan_phase_model_stage_list"),
        ),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_plan_phase_model_trust_list"),
        ),
        sa.CheckConstraint(
            "days_from_start <= 2000", name=op.f("ck_plan_phase_model_days_from_start_most")
        ),
        sa.CheckConstraint(
            "days_from_start >= -2000", name=op.f("ck_plan_phase_model_days_from_start_least")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_plan_phase_model_code_length")),
        sa.CheckConstraint(
            "length(product) <= 300", name=op.f("ck_plan_phase_model_product_length")
        ),
        sa.CheckConstraint(
            "length(rule_set_id) <= 300", name=op.f("ck_plan_phase_model_rule_set_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_plan_phase_model_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_plan_phase_model_title_length")),
        sa.CheckConstraint("number <= 99", name=op.f("ck_plan_phase_model_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_plan_phase_model_number_least")),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set.id"], name=op.f("fk_plan_phase_model_rule_set_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_phase_model")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_plan_phase_model_rule_set_id"), "plan_phase_model", ["rule_set_id"], unique=False
    )
    op.create_table(
        "regional_objective",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("rule_set_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("regional_plan", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_regional_objective_trust_list"),
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_regional_objective_code_length")),
        sa.CheckConstraint(
            "length(regional_plan) <= 300", name=op.f("ck_regional_objective_regional_plan_length")
        ),
        sa.CheckConstraint(
            "length(rule_set_id) <= 300", name=op.f("ck_regional_objective_rule_set_id_length")
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_regional_objective_source_length")
        ),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_regional_objective_title_length")),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set.id"], name=op.f("fk_regional_objective_rule_set_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regional_objective")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_regional_objective_rule_set_id"),
        "regional_objective",
        ["rule_set_id"],
        unique=False,
    )
    op.create_table(
        "plan_phase",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("model_id", sa.Text(), nullable=True),
        sa.Column("start_date", sa.Text(), nullable=False),
        sa.Column("due_date", sa.Text(), nullable=False),
        sa.Column("done_date", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_plan_phase_origin_list")),
        sa.CheckConstraint(
            "stage IN ('analysis', 'programming', 'adoption', 'update', 'check', 'accounts',"
            " 'supervision', 'evaluation')",
            name=op.f("ck_plan_phase_stage_list"),
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_plan_phase_code_length")),
        sa.CheckConstraint("length(model_id) <= 300", name=op.f("ck_plan_phase_model_id_length")),
        sa.CheckConstraint("length(owner) <= 300", name=op.f("ck_plan_phase_owner_length")),
        sa.CheckConstraint("length(plan_id) <= 300", name=op.f("ck_plan_phase_plan_id_length")),
        sa.CheckConstraint("length(product) <= 300", name=op.f("ck_plan_phase_product_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_plan_phase_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_plan_phase_title_length")),
        sa.CheckConstraint("number <= 99", name=op.f("ck_plan_phase_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_plan_phase_number_least")),
        sa.ForeignKeyConstraint(
            ["model_id"], ["plan_phase_model.id"], name=op.f("fk_plan_phase_model_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_phase_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_phase")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_plan_phase_model_id"), "plan_phase", ["model_id"], unique=False)
    op.create_index(op.f("ix_plan_phase_plan_id"), "plan_phase", ["plan_id"], unique=False)
    op.create_table(
        "reviewed_document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Text(), nullable=True),
        sa.Column("relevance", sa.Text(), nullable=False),
        sa.Column("reuse", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_reviewed_document_origin_list")
        ),
        sa.CheckConstraint(
            "relevance IN ('high', 'medium', 'low')",
            name=op.f("ck_reviewed_document_relevance_list"),
        ),
        sa.CheckConstraint(
            "length(author) <= 300", name=op.f("ck_reviewed_document_author_length")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_reviewed_document_code_length")),
        sa.CheckConstraint(
            "length(plan_id) <= 300", name=op.f("ck_reviewed_document_plan_id_length")
        ),
        sa.CheckConstraint("length(reuse) <= 4000", name=op.f("ck_reviewed_document_reuse_length")),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_reviewed_document_source_length")
        ),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_reviewed_document_title_length")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_reviewed_document_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewed_document")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_reviewed_document_plan_id"), "reviewed_document", ["plan_id"], unique=False
    )
    op.create_table(
        "guideline",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("body_id", sa.Text(), nullable=True),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('direction', 'guidelines')", name=op.f("ck_guideline_kind_list")
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_guideline_origin_list")),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_guideline_act_id_length")),
        sa.CheckConstraint("length(body_id) <= 300", name=op.f("ck_guideline_body_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_guideline_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_guideline_district_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_guideline_source_length")),
        sa.CheckConstraint("length(text) <= 4000", name=op.f("ck_guideline_text_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_guideline_title_length")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_guideline_act_id")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["governing_body.id"], name=op.f("fk_guideline_body_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_guideline_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_guideline_act_id"), "guideline", ["act_id"], unique=False)
    op.create_index(op.f("ix_guideline_body_id"), "guideline", ["body_id"], unique=False)
    op.create_index(op.f("ix_guideline_district_id"), "guideline", ["district_id"], unique=False)
    op.create_table(
        "health_programme_item",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("year_from", WHOLE, nullable=False),
        sa.Column("year_to", WHOLE, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_health_programme_item_origin_list")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_health_programme_item_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_health_programme_item_district_id_length")
        ),
        sa.CheckConstraint(
            "length(organisation_id) <= 300",
            name=op.f("ck_health_programme_item_organisation_id_length"),
        ),
        sa.CheckConstraint(
            "length(owner) <= 300", name=op.f("ck_health_programme_item_owner_length")
        ),
        sa.CheckConstraint(
            "length(programme) <= 300", name=op.f("ck_health_programme_item_programme_length")
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_health_programme_item_source_length")
        ),
        sa.CheckConstraint(
            "length(title) <= 300", name=op.f("ck_health_programme_item_title_length")
        ),
        sa.CheckConstraint(
            "year_from <= 2200", name=op.f("ck_health_programme_item_year_from_most")
        ),
        sa.CheckConstraint(
            "year_from >= 1990", name=op.f("ck_health_programme_item_year_from_least")
        ),
        sa.CheckConstraint("year_to <= 2200", name=op.f("ck_health_programme_item_year_to_most")),
        sa.CheckConstraint("year_to >= 1990", name=op.f("ck_health_programme_item_year_to_least")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_health_programme_item_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_health_programme_item_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_programme_item")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_health_programme_item_district_id"),
        "health_programme_item",
        ["district_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_health_programme_item_organisation_id"),
        "health_programme_item",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "phase_participant",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("phase_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("social_services", sa.Integer(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_phase_participant_origin_list")
        ),
        sa.CheckConstraint(
            "length(contribution) <= 300", name=op.f("ck_phase_participant_contribution_length")
        ),
        sa.CheckConstraint(
            "length(office) <= 300", name=op.f("ck_phase_participant_office_length")
        ),
        sa.CheckConstraint(
            "length(organisation_id) <= 300",
            name=op.f("ck_phase_participant_organisation_id_length"),
        ),
        sa.CheckConstraint(
            "length(phase_id) <= 300", name=op.f("ck_phase_participant_phase_id_length")
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_phase_participant_source_length")
        ),
        sa.CheckConstraint("number <= 99", name=op.f("ck_phase_participant_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_phase_participant_number_least")),
        sa.CheckConstraint(
            "social_services IN (0, 1)", name=op.f("ck_phase_participant_social_services_flag")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_phase_participant_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["phase_id"], ["plan_phase.id"], name=op.f("fk_phase_participant_phase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_participant")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_phase_participant_organisation_id"),
        "phase_participant",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_phase_participant_phase_id"), "phase_participant", ["phase_id"], unique=False
    )
    op.create_table(
        "plan_signature",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("due_date", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_plan_signature_origin_list")
        ),
        sa.CheckConstraint(
            "length(organisation_id) <= 300", name=op.f("ck_plan_signature_organisation_id_length")
        ),
        sa.CheckConstraint("length(plan_id) <= 300", name=op.f("ck_plan_signature_plan_id_length")),
        sa.CheckConstraint("length(signer) <= 300", name=op.f("ck_plan_signature_signer_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_plan_signature_source_length")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_plan_signature_organisation_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_signature_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_signature")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_plan_signature_organisation_id"),
        "plan_signature",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(op.f("ix_plan_signature_plan_id"), "plan_signature", ["plan_id"], unique=False)
    op.create_table(
        "plan_task",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("phase_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("assigned_to", sa.Text(), nullable=False),
        sa.Column("delegated_by", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Text(), nullable=False),
        sa.Column("done_date", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_plan_task_origin_list")),
        sa.CheckConstraint(
            "length(assigned_to) <= 300", name=op.f("ck_plan_task_assigned_to_length")
        ),
        sa.CheckConstraint(
            "length(delegated_by) <= 300", name=op.f("ck_plan_task_delegated_by_length")
        ),
        sa.CheckConstraint("length(phase_id) <= 300", name=op.f("ck_plan_task_phase_id_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_plan_task_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_plan_task_title_length")),
        sa.CheckConstraint("number <= 99", name=op.f("ck_plan_task_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_plan_task_number_least")),
        sa.ForeignKeyConstraint(
            ["phase_id"], ["plan_phase.id"], name=op.f("fk_plan_task_phase_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_task")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_plan_task_phase_id"), "plan_task", ["phase_id"], unique=False)
    op.create_table(
        "guideline_action",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("guideline_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Text(), nullable=False),
        sa.Column("done_date", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_guideline_action_origin_list")
        ),
        sa.CheckConstraint(
            "length(audience) <= 300", name=op.f("ck_guideline_action_audience_length")
        ),
        sa.CheckConstraint(
            "length(guideline_id) <= 300", name=op.f("ck_guideline_action_guideline_id_length")
        ),
        sa.CheckConstraint("length(owner) <= 300", name=op.f("ck_guideline_action_owner_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_guideline_action_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_guideline_action_title_length")),
        sa.CheckConstraint("number <= 99", name=op.f("ck_guideline_action_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_guideline_action_number_least")),
        sa.ForeignKeyConstraint(
            ["guideline_id"], ["guideline.id"], name=op.f("fk_guideline_action_guideline_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline_action")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_guideline_action_guideline_id"), "guideline_action", ["guideline_id"], unique=False
    )
    op.create_table(
        "objective",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("parent_objective_id", sa.Text(), nullable=True),
        sa.Column("area_id", sa.Text(), nullable=True),
        sa.Column("priority", WHOLE, nullable=True),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("guideline_id", sa.Text(), nullable=True),
        sa.Column("regional_objective_id", sa.Text(), nullable=True),
        sa.Column("previous_objective_id", sa.Text(), nullable=True),
        sa.Column("expected_result", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "level IN ('general', 'strategic', 'specific')", name=op.f("ck_objective_level_list")
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_objective_origin_list")),
        sa.CheckConstraint(
            "scope IN ('social', 'health_social', 'both')", name=op.f("ck_objective_scope_list")
        ),
        sa.CheckConstraint("length(area_id) <= 300", name=op.f("ck_objective_area_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_objective_code_length")),
        sa.CheckConstraint(
            "length(expected_result) <= 4000", name=op.f("ck_objective_expected_result_length")
        ),
        sa.CheckConstraint(
            "length(guideline_id) <= 300", name=op.f("ck_objective_guideline_id_length")
        ),
        sa.CheckConstraint("length(owner) <= 300", name=op.f("ck_objective_owner_length")),
        sa.CheckConstraint(
            "length(parent_objective_id) <= 300",
            name=op.f("ck_objective_parent_objective_id_length"),
        ),
        sa.CheckConstraint("length(plan_id) <= 300", name=op.f("ck_objective_plan_id_length")),
        sa.CheckConstraint(
            "length(previous_objective_id) <= 300",
            name=op.f("ck_objective_previous_objective_id_length"),
        ),
        sa.CheckConstraint(
            "length(regional_objective_id) <= 300",
            name=op.f("ck_objective_regional_objective_id_length"),
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_objective_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_objective_title_length")),
        sa.CheckConstraint("priority <= 5", name=op.f("ck_objective_priority_most")),
        sa.CheckConstraint("priority >= 1", name=op.f("ck_objective_priority_least")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["intervention_area.id"], name=op.f("fk_objective_area_id")
        ),
        sa.ForeignKeyConstraint(
            ["guideline_id"], ["guideline.id"], name=op.f("fk_objective_guideline_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_objective_id"], ["objective.id"], name=op.f("fk_objective_parent_objective_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_objective_plan_id")),
        sa.ForeignKeyConstraint(
            ["previous_objective_id"],
            ["objective.id"],
            name=op.f("fk_objective_previous_objective_id"),
        ),
        sa.ForeignKeyConstraint(
            ["regional_objective_id"],
            ["regional_objective.id"],
            name=op.f("fk_objective_regional_objective_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_objective_area_id"), "objective", ["area_id"], unique=False)
    op.create_index(op.f("ix_objective_guideline_id"), "objective", ["guideline_id"], unique=False)
    op.create_index(
        op.f("ix_objective_parent_objective_id"), "objective", ["parent_objective_id"], unique=False
    )
    op.create_index(op.f("ix_objective_plan_id"), "objective", ["plan_id"], unique=False)
    op.create_index(
        op.f("ix_objective_previous_objective_id"),
        "objective",
        ["previous_objective_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_objective_regional_objective_id"),
        "objective",
        ["regional_objective_id"],
        unique=False,
    )
    op.create_table(
        "plan_chapter",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("draft", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Text(), nullable=True),
        sa.Column("delivered_on", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_plan_chapter_origin_list")),
        sa.CheckConstraint("draft <= 99", name=op.f("ck_plan_chapter_draft_most")),
        sa.CheckConstraint("draft >= 1", name=op.f("ck_plan_chapter_draft_least")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_plan_chapter_code_length")),
        sa.CheckConstraint("length(owner) <= 300", name=op.f("ck_plan_chapter_owner_length")),
        sa.CheckConstraint("length(plan_id) <= 300", name=op.f("ck_plan_chapter_plan_id_length")),
        sa.CheckConstraint(
            "length(programme_id) <= 300", name=op.f("ck_plan_chapter_programme_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_plan_chapter_source_length")),
        sa.CheckConstraint("length(text) <= 4000", name=op.f("ck_plan_chapter_text_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_plan_chapter_title_length")),
        sa.CheckConstraint("number <= 99", name=op.f("ck_plan_chapter_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_plan_chapter_number_least")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_chapter_plan_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["annual_programme.id"], name=op.f("fk_plan_chapter_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_chapter")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_plan_chapter_plan_id"), "plan_chapter", ["plan_id"], unique=False)
    op.create_index(
        op.f("ix_plan_chapter_programme_id"), "plan_chapter", ["programme_id"], unique=False
    )
    op.create_table(
        "intervention_health_item",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("social_owner", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(intervention_id) <= 300",
            name=op.f("ck_intervention_health_item_intervention_id_length"),
        ),
        sa.CheckConstraint(
            "length(item_id) <= 300", name=op.f("ck_intervention_health_item_item_id_length")
        ),
        sa.CheckConstraint(
            "length(social_owner) <= 300",
            name=op.f("ck_intervention_health_item_social_owner_length"),
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_intervention_health_item_intervention_id"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["health_programme_item.id"],
            name=op.f("fk_intervention_health_item_item_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_health_item")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_intervention_health_item_intervention_id"),
        "intervention_health_item",
        ["intervention_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_intervention_health_item_item_id"),
        "intervention_health_item",
        ["item_id"],
        unique=False,
    )
    op.create_table(
        "objective_indicator",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("objective_id", sa.Text(), nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(indicator_id) <= 300", name=op.f("ck_objective_indicator_indicator_id_length")
        ),
        sa.CheckConstraint(
            "length(objective_id) <= 300", name=op.f("ck_objective_indicator_objective_id_length")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_objective_indicator_indicator_id")
        ),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["objective.id"], name=op.f("fk_objective_indicator_objective_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective_indicator")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_objective_indicator_indicator_id"),
        "objective_indicator",
        ["indicator_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_objective_indicator_objective_id"),
        "objective_indicator",
        ["objective_id"],
        unique=False,
    )
    op.create_table(
        "objective_intervention",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("objective_id", sa.Text(), nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(intervention_id) <= 300",
            name=op.f("ck_objective_intervention_intervention_id_length"),
        ),
        sa.CheckConstraint(
            "length(objective_id) <= 300",
            name=op.f("ck_objective_intervention_objective_id_length"),
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_objective_intervention_intervention_id"),
        ),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["objective.id"], name=op.f("fk_objective_intervention_objective_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective_intervention")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_objective_intervention_intervention_id"),
        "objective_intervention",
        ["intervention_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_objective_intervention_objective_id"),
        "objective_intervention",
        ["objective_id"],
        unique=False,
    )
    op.create_table(
        "objective_outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("objective_id", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("follow_up", sa.Text(), nullable=True),
        sa.Column("judged_on", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "follow_up IN ('keep', 'develop', 'close')",
            name=op.f("ck_objective_outcome_follow_up_list"),
        ),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_objective_outcome_origin_list")
        ),
        sa.CheckConstraint(
            "result IN ('achieved', 'partly', 'not_achieved')",
            name=op.f("ck_objective_outcome_result_list"),
        ),
        sa.CheckConstraint(
            "length(objective_id) <= 300", name=op.f("ck_objective_outcome_objective_id_length")
        ),
        sa.CheckConstraint(
            "length(reason) <= 4000", name=op.f("ck_objective_outcome_reason_length")
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_objective_outcome_source_length")
        ),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["objective.id"], name=op.f("fk_objective_outcome_objective_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective_outcome")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_objective_outcome_objective_id"),
        "objective_outcome",
        ["objective_id"],
        unique=False,
    )
    op.create_table(
        "plan_change",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("objective_id", sa.Text(), nullable=True),
        sa.Column("intervention_id", sa.Text(), nullable=True),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Text(), nullable=False),
        sa.Column("decide_by", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_plan_change_origin_list")),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'rejected', 'carried_out')",
            name=op.f("ck_plan_change_state_list"),
        ),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_plan_change_act_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_plan_change_code_length")),
        sa.CheckConstraint(
            "length(intervention_id) <= 300", name=op.f("ck_plan_change_intervention_id_length")
        ),
        sa.CheckConstraint(
            "length(objective_id) <= 300", name=op.f("ck_plan_change_objective_id_length")
        ),
        sa.CheckConstraint("length(plan_id) <= 300", name=op.f("ck_plan_change_plan_id_length")),
        sa.CheckConstraint("length(proposal) <= 4000", name=op.f("ck_plan_change_proposal_length")),
        sa.CheckConstraint(
            "length(proposed_by) <= 300", name=op.f("ck_plan_change_proposed_by_length")
        ),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_plan_change_reason_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_plan_change_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_plan_change_title_length")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_plan_change_act_id")),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name=op.f("fk_plan_change_intervention_id")
        ),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["objective.id"], name=op.f("fk_plan_change_objective_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_change_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_change")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_plan_change_act_id"), "plan_change", ["act_id"], unique=False)
    op.create_index(
        op.f("ix_plan_change_intervention_id"), "plan_change", ["intervention_id"], unique=False
    )
    op.create_index(
        op.f("ix_plan_change_objective_id"), "plan_change", ["objective_id"], unique=False
    )
    op.create_index(op.f("ix_plan_change_plan_id"), "plan_change", ["plan_id"], unique=False)
    op.create_table(
        "plan_remark",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("chapter_id", sa.Text(), nullable=True),
        sa.Column("intervention_id", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Text(), nullable=True),
        sa.Column("by_whom", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_plan_remark_origin_list")),
        sa.CheckConstraint(
            "state IN ('received', 'accepted', 'partly', 'rejected')",
            name=op.f("ck_plan_remark_state_list"),
        ),
        sa.CheckConstraint("length(answer) <= 4000", name=op.f("ck_plan_remark_answer_length")),
        sa.CheckConstraint("length(by_whom) <= 300", name=op.f("ck_plan_remark_by_whom_length")),
        sa.CheckConstraint(
            "length(chapter_id) <= 300", name=op.f("ck_plan_remark_chapter_id_length")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_plan_remark_code_length")),
        sa.CheckConstraint(
            "length(intervention_id) <= 300", name=op.f("ck_plan_remark_intervention_id_length")
        ),
        sa.CheckConstraint(
            "length(organisation_id) <= 300", name=op.f("ck_plan_remark_organisation_id_length")
        ),
        sa.CheckConstraint("length(plan_id) <= 300", name=op.f("ck_plan_remark_plan_id_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_plan_remark_source_length")),
        sa.CheckConstraint("length(text) <= 4000", name=op.f("ck_plan_remark_text_length")),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["plan_chapter.id"], name=op.f("fk_plan_remark_chapter_id")
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name=op.f("fk_plan_remark_intervention_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_plan_remark_organisation_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_remark_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_remark")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_plan_remark_chapter_id"), "plan_remark", ["chapter_id"], unique=False)
    op.create_index(
        op.f("ix_plan_remark_intervention_id"), "plan_remark", ["intervention_id"], unique=False
    )
    op.create_index(
        op.f("ix_plan_remark_organisation_id"), "plan_remark", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_plan_remark_plan_id"), "plan_remark", ["plan_id"], unique=False)
    add_field(
        "plan",
        "review_notes",
        sa.Text(),
        {"ck_plan_review_notes_length": "length(review_notes) <= 4000"},
    )
    add_field(
        "project",
        "specific_objectives",
        sa.Text(),
        {"ck_project_specific_objectives_length": "length(specific_objectives) <= 4000"},
    )
    add_field(
        "project", "actions", sa.Text(), {"ck_project_actions_length": "length(actions) <= 4000"}
    )
    add_field(
        "project",
        "plan_id",
        sa.Text(),
        {"ck_project_plan_id_length": "length(plan_id) <= 300"},
        refers_to="plan",
    )
    add_field(
        "project_phase",
        "context",
        sa.Text(),
        {"ck_project_phase_context_length": "length(context) <= 4000"},
    )
    add_field(
        "project_phase",
        "general_objectives",
        sa.Text(),
        {"ck_project_phase_general_objectives_length": "length(general_objectives) <= 4000"},
    )
    add_field(
        "project_phase",
        "specific_objectives",
        sa.Text(),
        {"ck_project_phase_specific_objectives_length": "length(specific_objectives) <= 4000"},
    )
    admit(
        "intervention",
        "delivery_type",
        ("facility", "home", "territorial", "economic", "initiative", "system"),
        ("facility", "home", "territorial", "economic", "single", "initiative", "system"),
    )
    admit(
        "intervention_sector",
        "sector",
        ("health", "education", "labour", "housing", "culture", "justice", "mobility"),
        (
            "health",
            "education",
            "training",
            "labour",
            "housing",
            "culture",
            "justice",
            "mobility",
            "planning",
            "environment",
        ),
    )


def downgrade() -> None:
    """Take the step back."""
    admit(
        "intervention",
        "delivery_type",
        ("facility", "home", "territorial", "economic", "single", "initiative", "system"),
        ("facility", "home", "territorial", "economic", "initiative", "system"),
    )
    admit(
        "intervention_sector",
        "sector",
        (
            "health",
            "education",
            "training",
            "labour",
            "housing",
            "culture",
            "justice",
            "mobility",
            "planning",
            "environment",
        ),
        ("health", "education", "labour", "housing", "culture", "justice", "mobility"),
    )
    remove_field("plan", "review_notes")
    remove_field("project", "specific_objectives")
    remove_field("project", "actions")
    remove_field("project", "plan_id")
    remove_field("project_phase", "context")
    remove_field("project_phase", "general_objectives")
    remove_field("project_phase", "specific_objectives")
    op.drop_index(op.f("ix_plan_remark_plan_id"), table_name="plan_remark")
    op.drop_index(op.f("ix_plan_remark_organisation_id"), table_name="plan_remark")
    op.drop_index(op.f("ix_plan_remark_intervention_id"), table_name="plan_remark")
    op.drop_index(op.f("ix_plan_remark_chapter_id"), table_name="plan_remark")
    op.drop_table("plan_remark")
    op.drop_index(op.f("ix_plan_change_plan_id"), table_name="plan_change")
    op.drop_index(op.f("ix_plan_change_objective_id"), table_name="plan_change")
    op.drop_index(op.f("ix_plan_change_intervention_id"), table_name="plan_change")
    op.drop_index(op.f("ix_plan_change_act_id"), table_name="plan_change")
    op.drop_table("plan_change")
    op.drop_index(op.f("ix_objective_outcome_objective_id"), table_name="objective_outcome")
    op.drop_table("objective_outcome")
    op.drop_index(
        op.f("ix_objective_intervention_objective_id"), table_name="objective_intervention"
    )
    op.drop_index(
        op.f("ix_objective_intervention_intervention_id"), table_name="objective_intervention"
    )
    op.drop_table("objective_intervention")
    op.drop_index(op.f("ix_objective_indicator_objective_id"), table_name="objective_indicator")
    op.drop_index(op.f("ix_objective_indicator_indicator_id"), table_name="objective_indicator")
    op.drop_table("objective_indicator")
    op.drop_index(
        op.f("ix_intervention_health_item_item_id"), table_name="intervention_health_item"
    )
    op.drop_index(
        op.f("ix_intervention_health_item_intervention_id"), table_name="intervention_health_item"
    )
    op.drop_table("intervention_health_item")
    op.drop_index(op.f("ix_plan_chapter_programme_id"), table_name="plan_chapter")
    op.drop_index(op.f("ix_plan_chapter_plan_id"), table_name="plan_chapter")
    op.drop_table("plan_chapter")
    op.drop_index(op.f("ix_objective_regional_objective_id"), table_name="objective")
    op.drop_index(op.f("ix_objective_previous_objective_id"), table_name="objective")
    op.drop_index(op.f("ix_objective_plan_id"), table_name="objective")
    op.drop_index(op.f("ix_objective_parent_objective_id"), table_name="objective")
    op.drop_index(op.f("ix_objective_guideline_id"), table_name="objective")
    op.drop_index(op.f("ix_objective_area_id"), table_name="objective")
    op.drop_table("objective")
    op.drop_index(op.f("ix_guideline_action_guideline_id"), table_name="guideline_action")
    op.drop_table("guideline_action")
    op.drop_index(op.f("ix_plan_task_phase_id"), table_name="plan_task")
    op.drop_table("plan_task")
    op.drop_index(op.f("ix_plan_signature_plan_id"), table_name="plan_signature")
    op.drop_index(op.f("ix_plan_signature_organisation_id"), table_name="plan_signature")
    op.drop_table("plan_signature")
    op.drop_index(op.f("ix_phase_participant_phase_id"), table_name="phase_participant")
    op.drop_index(op.f("ix_phase_participant_organisation_id"), table_name="phase_participant")
    op.drop_table("phase_participant")
    op.drop_index(
        op.f("ix_health_programme_item_organisation_id"), table_name="health_programme_item"
    )
    op.drop_index(op.f("ix_health_programme_item_district_id"), table_name="health_programme_item")
    op.drop_table("health_programme_item")
    op.drop_index(op.f("ix_guideline_district_id"), table_name="guideline")
    op.drop_index(op.f("ix_guideline_body_id"), table_name="guideline")
    op.drop_index(op.f("ix_guideline_act_id"), table_name="guideline")
    op.drop_table("guideline")
    op.drop_index(op.f("ix_reviewed_document_plan_id"), table_name="reviewed_document")
    op.drop_table("reviewed_document")
    op.drop_index(op.f("ix_plan_phase_plan_id"), table_name="plan_phase")
    op.drop_index(op.f("ix_plan_phase_model_id"), table_name="plan_phase")
    op.drop_table("plan_phase")
    op.drop_index(op.f("ix_regional_objective_rule_set_id"), table_name="regional_objective")
    op.drop_table("regional_objective")
    op.drop_index(op.f("ix_plan_phase_model_rule_set_id"), table_name="plan_phase_model")
    op.drop_table("plan_phase_model")

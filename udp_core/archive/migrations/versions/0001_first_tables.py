"""first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from udp_core.archive.migrations.append_only import forbid_changes

revision = "0001"
down_revision = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "data_set",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("descriptor", sa.Text(), nullable=True),
        sa.CheckConstraint("length(as_of) <= 60", name=op.f("ck_data_set_as_of_length")),
        sa.CheckConstraint(
            "length(attribution) <= 300", name=op.f("ck_data_set_attribution_length")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_data_set_code_length")),
        sa.CheckConstraint(
            "length(description) <= 4000", name=op.f("ck_data_set_description_length")
        ),
        sa.CheckConstraint(
            "length(descriptor) <= 20000", name=op.f("ck_data_set_descriptor_length")
        ),
        sa.CheckConstraint("length(licence) <= 300", name=op.f("ck_data_set_licence_length")),
        sa.CheckConstraint("length(theme) <= 300", name=op.f("ck_data_set_theme_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_data_set_title_length")),
        sa.CheckConstraint("length(trust) <= 60", name=op.f("ck_data_set_trust_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_set")),
        sqlite_strict=True,
    )
    op.create_table(
        "district",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("province_code", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_district_code_length")),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_district_name_length")),
        sa.CheckConstraint(
            "length(province_code) <= 60", name=op.f("ck_district_province_code_length")
        ),
        sa.CheckConstraint("length(region) <= 300", name=op.f("ck_district_region_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_district_source_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
        sqlite_strict=True,
    )
    op.create_table(
        "frna_voce",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("macro", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("sort", WHOLE, nullable=False),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "area IN ('elderly', 'disabled', 'cross')", name=op.f("ck_frna_voce_area_list")
        ),
        sa.CheckConstraint(
            "macro IN ('residential', 'domiciliary', 'access', 'cross_cutting')",
            name=op.f("ck_frna_voce_macro_list"),
        ),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_frna_voce_trust_list"),
        ),
        sa.CheckConstraint(
            "unit IN ('posts', 'days', 'hours', 'beneficiaries', 'projects', 'meals',"
            " 'assessments', 'initiatives', 'none')",
            name=op.f("ck_frna_voce_unit_list"),
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_frna_voce_code_length")),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_frna_voce_name_length")),
        sa.CheckConstraint("length(parent_id) <= 300", name=op.f("ck_frna_voce_parent_id_length")),
        sa.CheckConstraint("length(short_name) <= 40", name=op.f("ck_frna_voce_short_name_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_frna_voce_source_length")),
        sa.CheckConstraint("sort <= 999", name=op.f("ck_frna_voce_sort_most")),
        sa.CheckConstraint("sort >= 0", name=op.f("ck_frna_voce_sort_least")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["frna_voce.id"], name=op.f("fk_frna_voce_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frna_voce")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_frna_voce_parent_id"), "frna_voce", ["parent_id"], unique=False)
    op.create_table(
        "funding_source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("earmarked", sa.Integer(), nullable=False),
        sa.Column("expires_rule", sa.Text(), nullable=True),
        sa.Column("sort", WHOLE, nullable=False),
        sa.CheckConstraint(
            "kind IN ('frna', 'fna', 'fsl', 'fnps', 'poverty', 'ausl', 'municipality', 'region',"
            " 'national', 'europe', 'private', 'users')",
            name=op.f("ck_funding_source_kind_list"),
        ),
        sa.CheckConstraint("earmarked IN (0, 1)", name=op.f("ck_funding_source_earmarked_flag")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_funding_source_code_length")),
        sa.CheckConstraint(
            "length(expires_rule) <= 300", name=op.f("ck_funding_source_expires_rule_length")
        ),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_funding_source_name_length")),
        sa.CheckConstraint("sort <= 99", name=op.f("ck_funding_source_sort_most")),
        sa.CheckConstraint("sort >= 0", name=op.f("ck_funding_source_sort_least")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_source")),
        sqlite_strict=True,
    )
    op.create_table(
        "intervention_area",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("sort", WHOLE, nullable=False),
        sa.Column("target_band", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "target_band IN ('total', '0_2', '0_17', '14_29', '18_34', '18_64', '65_plus',"
            " '75_plus')",
            name=op.f("ck_intervention_area_target_band_list"),
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_intervention_area_code_length")),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_intervention_area_name_length")),
        sa.CheckConstraint(
            "length(short_name) <= 40", name=op.f("ck_intervention_area_short_name_length")
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_intervention_area_source_length")
        ),
        sa.CheckConstraint("sort <= 99", name=op.f("ck_intervention_area_sort_most")),
        sa.CheckConstraint("sort >= 0", name=op.f("ck_intervention_area_sort_least")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_area")),
        sqlite_strict=True,
    )
    op.create_table(
        "request",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "rule_set",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_rule_set_code_length")),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_rule_set_name_length")),
        sa.CheckConstraint("length(region) <= 300", name=op.f("ck_rule_set_region_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set")),
        sqlite_strict=True,
    )
    op.create_table(
        "governing_body",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("district_id", sa.Text(), nullable=True),
        sa.Column("quorum_rule", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('district_committee', 'ctss', 'regional_government', 'municipal_council')",
            name=op.f("ck_governing_body_kind_list"),
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_governing_body_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_governing_body_district_id_length")
        ),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_governing_body_name_length")),
        sa.CheckConstraint(
            "length(quorum_rule) <= 300", name=op.f("ck_governing_body_quorum_rule_length")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_governing_body_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_governing_body")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_governing_body_district_id"), "governing_body", ["district_id"], unique=False
    )
    op.create_table(
        "history",
        sa.Column("sequence", WHOLE, autoincrement=False, nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["request.id"],
        ),
        sa.PrimaryKeyConstraint("sequence"),
        sqlite_strict=True,
    )
    op.create_index("ix_history_row", "history", ["entity", "entity_id"], unique=False)
    op.create_table(
        "indicator",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("numerator", sa.Text(), nullable=False),
        sa.Column("denominator", sa.Text(), nullable=True),
        sa.Column("multiplier", WHOLE, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("decimals", WHOLE, nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("frequency", sa.Text(), nullable=False),
        sa.Column("counts_people", sa.Integer(), nullable=False),
        sa.Column("official", sa.Integer(), nullable=False),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("sort", WHOLE, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "direction IN ('up', 'down', 'band', 'info')", name=op.f("ck_indicator_direction_list")
        ),
        sa.CheckConstraint(
            "frequency IN ('monthly', 'quarterly', 'half_yearly', 'yearly')",
            name=op.f("ck_indicator_frequency_list"),
        ),
        sa.CheckConstraint(
            "level IN ('district', 'municipality', 'intervention')",
            name=op.f("ck_indicator_level_list"),
        ),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_indicator_trust_list"),
        ),
        sa.CheckConstraint("counts_people IN (0, 1)", name=op.f("ck_indicator_counts_people_flag")),
        sa.CheckConstraint("decimals <= 3", name=op.f("ck_indicator_decimals_most")),
        sa.CheckConstraint("decimals >= 0", name=op.f("ck_indicator_decimals_least")),
        sa.CheckConstraint("length(area_id) <= 300", name=op.f("ck_indicator_area_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_indicator_code_length")),
        sa.CheckConstraint(
            "length(definition) <= 4000", name=op.f("ck_indicator_definition_length")
        ),
        sa.CheckConstraint(
            "length(denominator) <= 300", name=op.f("ck_indicator_denominator_length")
        ),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_indicator_name_length")),
        sa.CheckConstraint("length(numerator) <= 300", name=op.f("ck_indicator_numerator_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_indicator_source_length")),
        sa.CheckConstraint("length(unit) <= 40", name=op.f("ck_indicator_unit_length")),
        sa.CheckConstraint(
            "multiplier <= 1000000000000", name=op.f("ck_indicator_multiplier_most")
        ),
        sa.CheckConstraint("multiplier >= 0", name=op.f("ck_indicator_multiplier_least")),
        sa.CheckConstraint("official IN (0, 1)", name=op.f("ck_indicator_official_flag")),
        sa.CheckConstraint("sort <= 999", name=op.f("ck_indicator_sort_most")),
        sa.CheckConstraint("sort >= 0", name=op.f("ck_indicator_sort_least")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["intervention_area.id"], name=op.f("fk_indicator_area_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_indicator_area_id"), "indicator", ["area_id"], unique=False)
    op.create_table(
        "municipality",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_lead", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("is_lead IN (0, 1)", name=op.f("ck_municipality_is_lead_flag")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_municipality_district_id_length")
        ),
        sa.CheckConstraint(
            "length(istat_code) <= 60", name=op.f("ck_municipality_istat_code_length")
        ),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_municipality_name_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_municipality_source_length")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_municipality_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_municipality_district_id"), "municipality", ["district_id"], unique=False
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year_from", WHOLE, nullable=False),
        sa.Column("year_to", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("previous_plan_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('zone', 'frna', 'poverty')", name=op.f("ck_plan_kind_list")),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_plan_origin_list")),
        sa.CheckConstraint(
            "state IN ('draft', 'consultation', 'agreed', 'signed', 'transmitted', 'in_force',"
            " 'closed')",
            name=op.f("ck_plan_state_list"),
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_plan_code_length")),
        sa.CheckConstraint("length(district_id) <= 300", name=op.f("ck_plan_district_id_length")),
        sa.CheckConstraint(
            "length(previous_plan_id) <= 300", name=op.f("ck_plan_previous_plan_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_plan_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_plan_title_length")),
        sa.CheckConstraint("year_from <= 2200", name=op.f("ck_plan_year_from_most")),
        sa.CheckConstraint("year_from >= 1990", name=op.f("ck_plan_year_from_least")),
        sa.CheckConstraint("year_to <= 2200", name=op.f("ck_plan_year_to_most")),
        sa.CheckConstraint("year_to >= 1990", name=op.f("ck_plan_year_to_least")),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_plan_district_id")),
        sa.ForeignKeyConstraint(
            ["previous_plan_id"], ["plan.id"], name=op.f("fk_plan_previous_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_plan_district_id"), "plan", ["district_id"], unique=False)
    op.create_index(op.f("ix_plan_previous_plan_id"), "plan", ["previous_plan_id"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=True),
        sa.Column("general_objective", sa.Text(), nullable=True),
        sa.Column("start_date", sa.Text(), nullable=False),
        sa.Column("end_date", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_project_origin_list")),
        sa.CheckConstraint("length(area_id) <= 300", name=op.f("ck_project_area_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_project_code_length")),
        sa.CheckConstraint("length(context) <= 4000", name=op.f("ck_project_context_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_project_district_id_length")
        ),
        sa.CheckConstraint(
            "length(general_objective) <= 4000", name=op.f("ck_project_general_objective_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_project_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_project_title_length")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["intervention_area.id"], name=op.f("fk_project_area_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_project_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_project_area_id"), "project", ["area_id"], unique=False)
    op.create_index(op.f("ix_project_district_id"), "project", ["district_id"], unique=False)
    op.create_table(
        "published_discrepancy",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("data_set_id", sa.Text(), nullable=False),
        sa.Column("check_code", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("computed", sa.Text(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("explained_by_rounding", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "explained_by_rounding IN (0, 1)",
            name=op.f("ck_published_discrepancy_explained_by_rounding_flag"),
        ),
        sa.CheckConstraint(
            "length(check_code) <= 60", name=op.f("ck_published_discrepancy_check_code_length")
        ),
        sa.CheckConstraint(
            "length(computed) <= 60", name=op.f("ck_published_discrepancy_computed_length")
        ),
        sa.CheckConstraint(
            "length(data_set_id) <= 300", name=op.f("ck_published_discrepancy_data_set_id_length")
        ),
        sa.CheckConstraint(
            "length(difference) <= 60", name=op.f("ck_published_discrepancy_difference_length")
        ),
        sa.CheckConstraint(
            "length(note) <= 4000", name=op.f("ck_published_discrepancy_note_length")
        ),
        sa.CheckConstraint(
            "length(place) <= 300", name=op.f("ck_published_discrepancy_place_length")
        ),
        sa.CheckConstraint(
            "length(stated) <= 60", name=op.f("ck_published_discrepancy_stated_length")
        ),
        sa.CheckConstraint(
            "length(title) <= 300", name=op.f("ck_published_discrepancy_title_length")
        ),
        sa.CheckConstraint("length(unit) <= 40", name=op.f("ck_published_discrepancy_unit_length")),
        sa.ForeignKeyConstraint(
            ["data_set_id"], ["data_set.id"], name=op.f("fk_published_discrepancy_data_set_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_discrepancy")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_published_discrepancy_data_set_id"),
        "published_discrepancy",
        ["data_set_id"],
        unique=False,
    )
    op.create_table(
        "published_row",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("data_set_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("source_title", sa.Text(), nullable=False),
        sa.Column("source_body", sa.Text(), nullable=False),
        sa.Column("source_year", WHOLE, nullable=True),
        sa.CheckConstraint("length(code) <= 300", name=op.f("ck_published_row_code_length")),
        sa.CheckConstraint("length(content) <= 4000", name=op.f("ck_published_row_content_length")),
        sa.CheckConstraint(
            "length(data_set_id) <= 300", name=op.f("ck_published_row_data_set_id_length")
        ),
        sa.CheckConstraint(
            "length(source_body) <= 300", name=op.f("ck_published_row_source_body_length")
        ),
        sa.CheckConstraint(
            "length(source_title) <= 300", name=op.f("ck_published_row_source_title_length")
        ),
        sa.CheckConstraint("source_year <= 2200", name=op.f("ck_published_row_source_year_most")),
        sa.CheckConstraint("source_year >= 0", name=op.f("ck_published_row_source_year_least")),
        sa.ForeignKeyConstraint(
            ["data_set_id"], ["data_set.id"], name=op.f("fk_published_row_data_set_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_row")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_published_row_data_set_id"), "published_row", ["data_set_id"], unique=False
    )
    op.create_table(
        "rule",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("rule_set_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("parameter", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("value", WHOLE, nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("level IN ('block', 'warn', 'info')", name=op.f("ck_rule_level_list")),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_rule_trust_list"),
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_rule_code_length")),
        sa.CheckConstraint("length(parameter) <= 60", name=op.f("ck_rule_parameter_length")),
        sa.CheckConstraint("length(rule_set_id) <= 300", name=op.f("ck_rule_rule_set_id_length")),
        sa.CheckConstraint("length(sentence) <= 4000", name=op.f("ck_rule_sentence_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_rule_source_length")),
        sa.CheckConstraint("length(unit) <= 40", name=op.f("ck_rule_unit_length")),
        sa.CheckConstraint("value <= 1000000000000", name=op.f("ck_rule_value_most")),
        sa.CheckConstraint("value >= -1000000000000", name=op.f("ck_rule_value_least")),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_set.id"], name=op.f("fk_rule_rule_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_rule_rule_set_id"), "rule", ["rule_set_id"], unique=False)
    op.create_table(
        "unit_cost",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voce_id", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("value_cents", WHOLE, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "payer IN ('frna', 'municipality', 'user', 'health', 'whole')",
            name=op.f("ck_unit_cost_payer_list"),
        ),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_unit_cost_trust_list"),
        ),
        sa.CheckConstraint("length(item) <= 60", name=op.f("ck_unit_cost_item_length")),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_unit_cost_name_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_unit_cost_source_length")),
        sa.CheckConstraint("length(unit) <= 40", name=op.f("ck_unit_cost_unit_length")),
        sa.CheckConstraint("length(voce_id) <= 300", name=op.f("ck_unit_cost_voce_id_length")),
        sa.CheckConstraint(
            "value_cents <= 9000000000000000", name=op.f("ck_unit_cost_value_cents_most")
        ),
        sa.CheckConstraint("value_cents >= 0", name=op.f("ck_unit_cost_value_cents_least")),
        sa.ForeignKeyConstraint(["voce_id"], ["frna_voce.id"], name=op.f("fk_unit_cost_voce_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_cost")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_unit_cost_voce_id"), "unit_cost", ["voce_id"], unique=False)
    op.create_table(
        "act",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("body_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("act_date", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("parent_act_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('regional_resolution', 'assembly_resolution', 'regional_law',"
            " 'ctss_resolution', 'committee_decision', 'agreement', 'other')",
            name=op.f("ck_act_kind_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_act_origin_list")),
        sa.CheckConstraint(
            "state IN ('draft', 'adopted', 'approved', 'repealed')", name=op.f("ck_act_state_list")
        ),
        sa.CheckConstraint("length(body_id) <= 300", name=op.f("ck_act_body_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_act_code_length")),
        sa.CheckConstraint("length(number) <= 60", name=op.f("ck_act_number_length")),
        sa.CheckConstraint(
            "length(parent_act_id) <= 300", name=op.f("ck_act_parent_act_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_act_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_act_title_length")),
        sa.ForeignKeyConstraint(["body_id"], ["governing_body.id"], name=op.f("fk_act_body_id")),
        sa.ForeignKeyConstraint(["parent_act_id"], ["act.id"], name=op.f("fk_act_parent_act_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_act_body_id"), "act", ["body_id"], unique=False)
    op.create_index(op.f("ix_act_parent_act_id"), "act", ["parent_act_id"], unique=False)
    op.create_table(
        "measurement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("period_no", WHOLE, nullable=True),
        sa.Column("numerator", WHOLE, nullable=True),
        sa.Column("denominator", WHOLE, nullable=True),
        sa.Column("value", WHOLE, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_measurement_origin_list")),
        sa.CheckConstraint(
            "period IN ('year', 'quarter', 'month')", name=op.f("ck_measurement_period_list")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'confirmed', 'validated')", name=op.f("ck_measurement_state_list")
        ),
        sa.CheckConstraint(
            "denominator <= 1000000000000", name=op.f("ck_measurement_denominator_most")
        ),
        sa.CheckConstraint("denominator >= 0", name=op.f("ck_measurement_denominator_least")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_measurement_district_id_length")
        ),
        sa.CheckConstraint(
            "length(indicator_id) <= 300", name=op.f("ck_measurement_indicator_id_length")
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_measurement_municipality_id_length")
        ),
        sa.CheckConstraint("length(note) <= 300", name=op.f("ck_measurement_note_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_measurement_source_length")),
        sa.CheckConstraint(
            "numerator <= 1000000000000", name=op.f("ck_measurement_numerator_most")
        ),
        sa.CheckConstraint("numerator >= 0", name=op.f("ck_measurement_numerator_least")),
        sa.CheckConstraint("period_no <= 12", name=op.f("ck_measurement_period_no_most")),
        sa.CheckConstraint("period_no >= 1", name=op.f("ck_measurement_period_no_least")),
        sa.CheckConstraint("value <= 1000000000000", name=op.f("ck_measurement_value_most")),
        sa.CheckConstraint("value >= -1000000000000", name=op.f("ck_measurement_value_least")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_measurement_year_most")),
        sa.CheckConstraint("year >= 1990", name=op.f("ck_measurement_year_least")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_measurement_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_measurement_indicator_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_measurement_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_measurement_district_id"), "measurement", ["district_id"], unique=False
    )
    op.create_index(
        op.f("ix_measurement_indicator_id"), "measurement", ["indicator_id"], unique=False
    )
    op.create_index(
        op.f("ix_measurement_municipality_id"), "measurement", ["municipality_id"], unique=False
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('municipality', 'health_authority', 'region', 'province', 'asp',"
            " 'cooperative', 'association', 'union', 'school', 'other')",
            name=op.f("ck_organisation_kind_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_organisation_origin_list")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_organisation_code_length")),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_organisation_municipality_id_length")
        ),
        sa.CheckConstraint("length(name) <= 300", name=op.f("ck_organisation_name_length")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_organisation_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_organisation_municipality_id"), "organisation", ["municipality_id"], unique=False
    )
    op.create_table(
        "population",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("age_band", sa.Text(), nullable=False),
        sa.Column("residents", WHOLE, nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "age_band IN ('total', '0_2', '0_17', '14_29', '18_34', '18_64', '65_plus', '75_plus')",
            name=op.f("ck_population_age_band_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_population_origin_list")),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_population_municipality_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_population_source_length")),
        sa.CheckConstraint("residents <= 1000000000", name=op.f("ck_population_residents_most")),
        sa.CheckConstraint("residents >= 0", name=op.f("ck_population_residents_least")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_population_year_most")),
        sa.CheckConstraint("year >= 1900", name=op.f("ck_population_year_least")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_population_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_population_municipality_id"), "population", ["municipality_id"], unique=False
    )
    op.create_table(
        "project_phase",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("year_from", WHOLE, nullable=False),
        sa.Column("year_to", WHOLE, nullable=False),
        sa.Column("objectives", sa.Text(), nullable=True),
        sa.Column("actions", sa.Text(), nullable=True),
        sa.CheckConstraint("length(actions) <= 4000", name=op.f("ck_project_phase_actions_length")),
        sa.CheckConstraint(
            "length(objectives) <= 4000", name=op.f("ck_project_phase_objectives_length")
        ),
        sa.CheckConstraint(
            "length(project_id) <= 300", name=op.f("ck_project_phase_project_id_length")
        ),
        sa.CheckConstraint("year_from <= 20", name=op.f("ck_project_phase_year_from_most")),
        sa.CheckConstraint("year_from >= 1", name=op.f("ck_project_phase_year_from_least")),
        sa.CheckConstraint("year_to <= 20", name=op.f("ck_project_phase_year_to_most")),
        sa.CheckConstraint("year_to >= 1", name=op.f("ck_project_phase_year_to_least")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_phase_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_phase")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_project_phase_project_id"), "project_phase", ["project_id"], unique=False
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("baseline", WHOLE, nullable=True),
        sa.Column("value", WHOLE, nullable=True),
        sa.Column("low", WHOLE, nullable=True),
        sa.Column("high", WHOLE, nullable=True),
        sa.Column("tolerance", WHOLE, nullable=False),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_target_origin_list")),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_target_trust_list"),
        ),
        sa.CheckConstraint("baseline <= 1000000000000", name=op.f("ck_target_baseline_most")),
        sa.CheckConstraint("baseline >= -1000000000000", name=op.f("ck_target_baseline_least")),
        sa.CheckConstraint("high <= 1000000000000", name=op.f("ck_target_high_most")),
        sa.CheckConstraint("high >= -1000000000000", name=op.f("ck_target_high_least")),
        sa.CheckConstraint("length(district_id) <= 300", name=op.f("ck_target_district_id_length")),
        sa.CheckConstraint(
            "length(indicator_id) <= 300", name=op.f("ck_target_indicator_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_target_source_length")),
        sa.CheckConstraint("low <= 1000000000000", name=op.f("ck_target_low_most")),
        sa.CheckConstraint("low >= -1000000000000", name=op.f("ck_target_low_least")),
        sa.CheckConstraint("tolerance <= 1000000000000", name=op.f("ck_target_tolerance_most")),
        sa.CheckConstraint("tolerance >= 0", name=op.f("ck_target_tolerance_least")),
        sa.CheckConstraint("value <= 1000000000000", name=op.f("ck_target_value_most")),
        sa.CheckConstraint("value >= -1000000000000", name=op.f("ck_target_value_least")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_target_year_most")),
        sa.CheckConstraint("year >= 1990", name=op.f("ck_target_year_least")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_target_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_target_indicator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_target_district_id"), "target", ["district_id"], unique=False)
    op.create_index(op.f("ix_target_indicator_id"), "target", ["indicator_id"], unique=False)
    op.create_table(
        "annual_programme",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("edition", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("approved_on", sa.Text(), nullable=True),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_annual_programme_origin_list")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'consultation', 'agreed', 'signed', 'transmitted', 'in_force',"
            " 'closed')",
            name=op.f("ck_annual_programme_state_list"),
        ),
        sa.CheckConstraint("edition <= 99", name=op.f("ck_annual_programme_edition_most")),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_annual_programme_edition_least")),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_annual_programme_act_id_length")),
        sa.CheckConstraint(
            "length(plan_id) <= 300", name=op.f("ck_annual_programme_plan_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_annual_programme_source_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_annual_programme_title_length")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_annual_programme_year_most")),
        sa.CheckConstraint("year >= 1990", name=op.f("ck_annual_programme_year_least")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_annual_programme_act_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_annual_programme_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_programme")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_annual_programme_act_id"), "annual_programme", ["act_id"], unique=False
    )
    op.create_index(
        op.f("ix_annual_programme_plan_id"), "annual_programme", ["plan_id"], unique=False
    )
    op.create_table(
        "fund_year",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("manager_id", sa.Text(), nullable=True),
        sa.Column("accounting_regime", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "accounting_regime IN ('financial', 'accrual')",
            name=op.f("ck_fund_year_accounting_regime_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_fund_year_origin_list")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_fund_year_district_id_length")
        ),
        sa.CheckConstraint(
            "length(manager_id) <= 300", name=op.f("ck_fund_year_manager_id_length")
        ),
        sa.CheckConstraint("length(source_id) <= 300", name=op.f("ck_fund_year_source_id_length")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_fund_year_year_most")),
        sa.CheckConstraint("year >= 2000", name=op.f("ck_fund_year_year_least")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_fund_year_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["organisation.id"], name=op.f("fk_fund_year_manager_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["funding_source.id"], name=op.f("fk_fund_year_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_year")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_fund_year_district_id"), "fund_year", ["district_id"], unique=False)
    op.create_index(op.f("ix_fund_year_manager_id"), "fund_year", ["manager_id"], unique=False)
    op.create_index(op.f("ix_fund_year_source_id"), "fund_year", ["source_id"], unique=False)
    op.create_table(
        "project_funding",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("amount_cents", WHOLE, nullable=True),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_project_funding_amount_cents_most")
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_project_funding_amount_cents_least")),
        sa.CheckConstraint(
            "length(organisation_id) <= 300", name=op.f("ck_project_funding_organisation_id_length")
        ),
        sa.CheckConstraint(
            "length(project_id) <= 300", name=op.f("ck_project_funding_project_id_length")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_project_funding_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_funding_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_funding")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_project_funding_organisation_id"),
        "project_funding",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_project_funding_project_id"), "project_funding", ["project_id"], unique=False
    )
    op.create_table(
        "staff_position",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("employer_id", sa.Text(), nullable=True),
        sa.Column("required_fte", WHOLE, nullable=False),
        sa.Column("filled_fte", WHOLE, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "category IN ('manager', 'coordinator', 'd', 'c', 'health')",
            name=op.f("ck_staff_position_category_list"),
        ),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_staff_position_origin_list")
        ),
        sa.CheckConstraint("filled_fte <= 100000", name=op.f("ck_staff_position_filled_fte_most")),
        sa.CheckConstraint("filled_fte >= 0", name=op.f("ck_staff_position_filled_fte_least")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_staff_position_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_staff_position_district_id_length")
        ),
        sa.CheckConstraint(
            "length(employer_id) <= 300", name=op.f("ck_staff_position_employer_id_length")
        ),
        sa.CheckConstraint("length(profile) <= 300", name=op.f("ck_staff_position_profile_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_staff_position_source_length")),
        sa.CheckConstraint(
            "required_fte <= 100000", name=op.f("ck_staff_position_required_fte_most")
        ),
        sa.CheckConstraint("required_fte >= 0", name=op.f("ck_staff_position_required_fte_least")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_staff_position_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["organisation.id"], name=op.f("fk_staff_position_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_position")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_staff_position_district_id"), "staff_position", ["district_id"], unique=False
    )
    op.create_index(
        op.f("ix_staff_position_employer_id"), "staff_position", ["employer_id"], unique=False
    )
    op.create_table(
        "activity_measure",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("voce_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("period_no", WHOLE, nullable=True),
        sa.Column("value", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_activity_measure_origin_list")
        ),
        sa.CheckConstraint(
            "period IN ('year', 'quarter', 'month')", name=op.f("ck_activity_measure_period_list")
        ),
        sa.CheckConstraint(
            "phase IN ('budget', 'forecast', 'final')", name=op.f("ck_activity_measure_phase_list")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'confirmed', 'validated')",
            name=op.f("ck_activity_measure_state_list"),
        ),
        sa.CheckConstraint(
            "unit IN ('posts', 'days', 'hours', 'beneficiaries', 'projects', 'meals',"
            " 'assessments', 'initiatives', 'none')",
            name=op.f("ck_activity_measure_unit_list"),
        ),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_activity_measure_fund_year_id_length")
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300",
            name=op.f("ck_activity_measure_municipality_id_length"),
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_activity_measure_source_length")),
        sa.CheckConstraint(
            "length(voce_id) <= 300", name=op.f("ck_activity_measure_voce_id_length")
        ),
        sa.CheckConstraint("period_no <= 12", name=op.f("ck_activity_measure_period_no_most")),
        sa.CheckConstraint("period_no >= 1", name=op.f("ck_activity_measure_period_no_least")),
        sa.CheckConstraint("value <= 1000000000000", name=op.f("ck_activity_measure_value_most")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_activity_measure_value_least")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_activity_measure_fund_year_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_activity_measure_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["voce_id"], ["frna_voce.id"], name=op.f("fk_activity_measure_voce_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_measure")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_activity_measure_fund_year_id"), "activity_measure", ["fund_year_id"], unique=False
    )
    op.create_table(
        "allocation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "line IN ('elderly', 'disabled', 'grad', 'special_management', 'earmarked', 'national',"
            " 'other')",
            name=op.f("ck_allocation_line_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_allocation_origin_list")),
        sa.CheckConstraint(
            "status IN ('estimated', 'official')", name=op.f("ck_allocation_status_list")
        ),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_allocation_amount_cents_most")
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_allocation_amount_cents_least")),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_allocation_act_id_length")),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_allocation_fund_year_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_allocation_source_length")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_allocation_act_id")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_allocation_fund_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_allocation_act_id"), "allocation", ["act_id"], unique=False)
    op.create_index(
        op.f("ix_allocation_fund_year_id"), "allocation", ["fund_year_id"], unique=False
    )
    op.create_table(
        "carry_over",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("from_year", WHOLE, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_carry_over_origin_list")),
        sa.CheckConstraint(
            "status IN ('estimated', 'official')", name=op.f("ck_carry_over_status_list")
        ),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_carry_over_amount_cents_most")
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_carry_over_amount_cents_least")),
        sa.CheckConstraint("from_year <= 2200", name=op.f("ck_carry_over_from_year_most")),
        sa.CheckConstraint("from_year >= 2000", name=op.f("ck_carry_over_from_year_least")),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_carry_over_fund_year_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_carry_over_source_length")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_carry_over_fund_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carry_over")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_carry_over_fund_year_id"), "carry_over", ["fund_year_id"], unique=False
    )
    op.create_table(
        "cofinancing",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_cofinancing_origin_list")),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_cofinancing_amount_cents_most")
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_cofinancing_amount_cents_least")),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_cofinancing_fund_year_id_length")
        ),
        sa.CheckConstraint(
            "length(organisation_id) <= 300", name=op.f("ck_cofinancing_organisation_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_cofinancing_source_length")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_cofinancing_fund_year_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_cofinancing_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cofinancing")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_cofinancing_fund_year_id"), "cofinancing", ["fund_year_id"], unique=False
    )
    op.create_index(
        op.f("ix_cofinancing_organisation_id"), "cofinancing", ["organisation_id"], unique=False
    )
    op.create_table(
        "cross_cutting_share",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("share", WHOLE, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "area IN ('elderly', 'disabled', 'cross')",
            name=op.f("ck_cross_cutting_share_area_list"),
        ),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_cross_cutting_share_origin_list")
        ),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_cross_cutting_share_fund_year_id_length")
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_cross_cutting_share_source_length")
        ),
        sa.CheckConstraint("share <= 1000", name=op.f("ck_cross_cutting_share_share_most")),
        sa.CheckConstraint("share >= 0", name=op.f("ck_cross_cutting_share_share_least")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_cross_cutting_share_fund_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cross_cutting_share")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_cross_cutting_share_fund_year_id"),
        "cross_cutting_share",
        ["fund_year_id"],
        unique=False,
    )
    op.create_table(
        "frna_entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("voce_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("period_no", WHOLE, nullable=True),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_frna_entry_origin_list")),
        sa.CheckConstraint(
            "period IN ('year', 'quarter', 'month')", name=op.f("ck_frna_entry_period_list")
        ),
        sa.CheckConstraint(
            "phase IN ('budget', 'forecast', 'final')", name=op.f("ck_frna_entry_phase_list")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'confirmed', 'validated')", name=op.f("ck_frna_entry_state_list")
        ),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_frna_entry_amount_cents_most")
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_frna_entry_amount_cents_least")),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_frna_entry_fund_year_id_length")
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_frna_entry_municipality_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_frna_entry_source_length")),
        sa.CheckConstraint("length(source_id) <= 300", name=op.f("ck_frna_entry_source_id_length")),
        sa.CheckConstraint("length(voce_id) <= 300", name=op.f("ck_frna_entry_voce_id_length")),
        sa.CheckConstraint("period_no <= 12", name=op.f("ck_frna_entry_period_no_most")),
        sa.CheckConstraint("period_no >= 1", name=op.f("ck_frna_entry_period_no_least")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_frna_entry_fund_year_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_frna_entry_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["funding_source.id"], name=op.f("fk_frna_entry_source_id")
        ),
        sa.ForeignKeyConstraint(["voce_id"], ["frna_voce.id"], name=op.f("fk_frna_entry_voce_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frna_entry")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_frna_entry_fund_year_id"), "frna_entry", ["fund_year_id"], unique=False
    )
    op.create_table(
        "intervention",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("start_date", sa.Text(), nullable=False),
        sa.Column("end_date", sa.Text(), nullable=False),
        sa.Column("progress", WHOLE, nullable=False),
        sa.Column("lead_organisation_id", sa.Text(), nullable=True),
        sa.Column("contact_role", sa.Text(), nullable=True),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("delivery_type", sa.Text(), nullable=False),
        sa.Column("recipient_type", sa.Text(), nullable=False),
        sa.Column("regional_sheet", sa.Text(), nullable=True),
        sa.Column("regional_objective", sa.Text(), nullable=True),
        sa.Column("strategic_objective", sa.Text(), nullable=True),
        sa.Column("need", sa.Text(), nullable=True),
        sa.Column("general_objective", sa.Text(), nullable=True),
        sa.Column("specific_objectives", sa.Text(), nullable=True),
        sa.Column("recipients", sa.Text(), nullable=True),
        sa.Column("expected_users", WHOLE, nullable=True),
        sa.Column("human_resources", sa.Text(), nullable=True),
        sa.Column("expected_results", sa.Text(), nullable=True),
        sa.Column("critical_points", sa.Text(), nullable=True),
        sa.Column("evaluation", sa.Text(), nullable=True),
        sa.Column("data_state", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "data_state IN ('draft', 'confirmed', 'validated')",
            name=op.f("ck_intervention_data_state_list"),
        ),
        sa.CheckConstraint(
            "delivery_type IN ('facility', 'home', 'territorial', 'economic', 'initiative',"
            " 'system')",
            name=op.f("ck_intervention_delivery_type_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_intervention_origin_list")),
        sa.CheckConstraint(
            "recipient_type IN ('person', 'family', 'community')",
            name=op.f("ck_intervention_recipient_type_list"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'active', 'suspended', 'completed', 'not_realised')",
            name=op.f("ck_intervention_state_list"),
        ),
        sa.CheckConstraint(
            "territory IN ('district', 'municipality', 'supra_district')",
            name=op.f("ck_intervention_territory_list"),
        ),
        sa.CheckConstraint(
            "expected_users <= 1000000000", name=op.f("ck_intervention_expected_users_most")
        ),
        sa.CheckConstraint(
            "expected_users >= 0", name=op.f("ck_intervention_expected_users_least")
        ),
        sa.CheckConstraint("length(area_id) <= 300", name=op.f("ck_intervention_area_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_intervention_code_length")),
        sa.CheckConstraint(
            "length(contact_role) <= 300", name=op.f("ck_intervention_contact_role_length")
        ),
        sa.CheckConstraint(
            "length(critical_points) <= 4000", name=op.f("ck_intervention_critical_points_length")
        ),
        sa.CheckConstraint(
            "length(evaluation) <= 4000", name=op.f("ck_intervention_evaluation_length")
        ),
        sa.CheckConstraint(
            "length(expected_results) <= 4000", name=op.f("ck_intervention_expected_results_length")
        ),
        sa.CheckConstraint(
            "length(general_objective) <= 4000",
            name=op.f("ck_intervention_general_objective_length"),
        ),
        sa.CheckConstraint(
            "length(human_resources) <= 4000", name=op.f("ck_intervention_human_resources_length")
        ),
        sa.CheckConstraint(
            "length(lead_organisation_id) <= 300",
            name=op.f("ck_intervention_lead_organisation_id_length"),
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300", name=op.f("ck_intervention_municipality_id_length")
        ),
        sa.CheckConstraint("length(need) <= 4000", name=op.f("ck_intervention_need_length")),
        sa.CheckConstraint(
            "length(programme_id) <= 300", name=op.f("ck_intervention_programme_id_length")
        ),
        sa.CheckConstraint(
            "length(recipients) <= 4000", name=op.f("ck_intervention_recipients_length")
        ),
        sa.CheckConstraint(
            "length(regional_objective) <= 300",
            name=op.f("ck_intervention_regional_objective_length"),
        ),
        sa.CheckConstraint(
            "length(regional_sheet) <= 300", name=op.f("ck_intervention_regional_sheet_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_intervention_source_length")),
        sa.CheckConstraint(
            "length(specific_objectives) <= 4000",
            name=op.f("ck_intervention_specific_objectives_length"),
        ),
        sa.CheckConstraint(
            "length(strategic_objective) <= 300",
            name=op.f("ck_intervention_strategic_objective_length"),
        ),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_intervention_title_length")),
        sa.CheckConstraint("progress <= 1000", name=op.f("ck_intervention_progress_most")),
        sa.CheckConstraint("progress >= 0", name=op.f("ck_intervention_progress_least")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["intervention_area.id"], name=op.f("fk_intervention_area_id")
        ),
        sa.ForeignKeyConstraint(
            ["lead_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_intervention_lead_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_intervention_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["annual_programme.id"], name=op.f("fk_intervention_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_intervention_area_id"), "intervention", ["area_id"], unique=False)
    op.create_index(
        op.f("ix_intervention_lead_organisation_id"),
        "intervention",
        ["lead_organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_intervention_municipality_id"), "intervention", ["municipality_id"], unique=False
    )
    op.create_index(
        op.f("ix_intervention_programme_id"), "intervention", ["programme_id"], unique=False
    )
    op.create_table(
        "returned_fund",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("return_date", sa.Text(), nullable=False),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_returned_fund_origin_list")),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_returned_fund_amount_cents_most")
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_returned_fund_amount_cents_least")),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_returned_fund_fund_year_id_length")
        ),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_returned_fund_source_length")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_returned_fund_fund_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returned_fund")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_returned_fund_fund_year_id"), "returned_fund", ["fund_year_id"], unique=False
    )
    op.create_table(
        "variation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("fund_year_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("variation_date", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "line IN ('elderly', 'disabled', 'grad', 'special_management', 'earmarked', 'national',"
            " 'other')",
            name=op.f("ck_variation_line_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_variation_origin_list")),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000", name=op.f("ck_variation_amount_cents_most")
        ),
        sa.CheckConstraint(
            "amount_cents >= -9000000000000000", name=op.f("ck_variation_amount_cents_least")
        ),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_variation_act_id_length")),
        sa.CheckConstraint(
            "length(fund_year_id) <= 300", name=op.f("ck_variation_fund_year_id_length")
        ),
        sa.CheckConstraint("length(reason) <= 300", name=op.f("ck_variation_reason_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_variation_source_length")),
        sa.CheckConstraint("number <= 999", name=op.f("ck_variation_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_variation_number_least")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_variation_act_id")),
        sa.ForeignKeyConstraint(
            ["fund_year_id"], ["fund_year.id"], name=op.f("fk_variation_fund_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_variation_act_id"), "variation", ["act_id"], unique=False)
    op.create_index(op.f("ix_variation_fund_year_id"), "variation", ["fund_year_id"], unique=False)
    op.create_table(
        "action",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due_date", sa.Text(), nullable=False),
        sa.Column("done_date", sa.Text(), nullable=True),
        sa.Column("weight", WHOLE, nullable=False),
        sa.CheckConstraint(
            "length(intervention_id) <= 300", name=op.f("ck_action_intervention_id_length")
        ),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_action_title_length")),
        sa.CheckConstraint("number <= 99", name=op.f("ck_action_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_action_number_least")),
        sa.CheckConstraint("weight <= 1000", name=op.f("ck_action_weight_most")),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_action_weight_least")),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name=op.f("fk_action_intervention_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_action_intervention_id"), "action", ["intervention_id"], unique=False)
    op.create_table(
        "indicator_link",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(indicator_id) <= 300", name=op.f("ck_indicator_link_indicator_id_length")
        ),
        sa.CheckConstraint(
            "length(intervention_id) <= 300", name=op.f("ck_indicator_link_intervention_id_length")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_link_indicator_id")
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name=op.f("fk_indicator_link_intervention_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_link")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_indicator_link_indicator_id"), "indicator_link", ["indicator_id"], unique=False
    )
    op.create_index(
        op.f("ix_indicator_link_intervention_id"),
        "indicator_link",
        ["intervention_id"],
        unique=False,
    )
    op.create_table(
        "intervention_act",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Text(), nullable=False),
        sa.CheckConstraint("length(act_id) <= 300", name=op.f("ck_intervention_act_act_id_length")),
        sa.CheckConstraint(
            "length(intervention_id) <= 300",
            name=op.f("ck_intervention_act_intervention_id_length"),
        ),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_intervention_act_act_id")),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_intervention_act_intervention_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_act")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_intervention_act_act_id"), "intervention_act", ["act_id"], unique=False
    )
    op.create_index(
        op.f("ix_intervention_act_intervention_id"),
        "intervention_act",
        ["intervention_id"],
        unique=False,
    )
    op.create_table(
        "intervention_area_link",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(area_id) <= 300", name=op.f("ck_intervention_area_link_area_id_length")
        ),
        sa.CheckConstraint(
            "length(intervention_id) <= 300",
            name=op.f("ck_intervention_area_link_intervention_id_length"),
        ),
        sa.ForeignKeyConstraint(
            ["area_id"], ["intervention_area.id"], name=op.f("fk_intervention_area_link_area_id")
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_intervention_area_link_intervention_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_area_link")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_intervention_area_link_area_id"),
        "intervention_area_link",
        ["area_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_intervention_area_link_intervention_id"),
        "intervention_area_link",
        ["intervention_id"],
        unique=False,
    )
    op.create_table(
        "intervention_funding",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("municipality_id", sa.Text(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("amount_cents", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_intervention_funding_origin_list")
        ),
        sa.CheckConstraint(
            "phase IN ('budget', 'forecast', 'final')",
            name=op.f("ck_intervention_funding_phase_list"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'confirmed', 'validated')",
            name=op.f("ck_intervention_funding_state_list"),
        ),
        sa.CheckConstraint(
            "amount_cents <= 9000000000000000",
            name=op.f("ck_intervention_funding_amount_cents_most"),
        ),
        sa.CheckConstraint(
            "amount_cents >= 0", name=op.f("ck_intervention_funding_amount_cents_least")
        ),
        sa.CheckConstraint(
            "length(intervention_id) <= 300",
            name=op.f("ck_intervention_funding_intervention_id_length"),
        ),
        sa.CheckConstraint(
            "length(municipality_id) <= 300",
            name=op.f("ck_intervention_funding_municipality_id_length"),
        ),
        sa.CheckConstraint(
            "length(source) <= 300", name=op.f("ck_intervention_funding_source_length")
        ),
        sa.CheckConstraint(
            "length(source_id) <= 300", name=op.f("ck_intervention_funding_source_id_length")
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_intervention_funding_intervention_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_intervention_funding_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["funding_source.id"], name=op.f("fk_intervention_funding_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_funding")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_intervention_funding_intervention_id"),
        "intervention_funding",
        ["intervention_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_intervention_funding_municipality_id"),
        "intervention_funding",
        ["municipality_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_intervention_funding_source_id"),
        "intervention_funding",
        ["source_id"],
        unique=False,
    )
    op.create_table(
        "intervention_partner",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('manager', 'partner', 'funder')",
            name=op.f("ck_intervention_partner_role_list"),
        ),
        sa.CheckConstraint(
            "length(intervention_id) <= 300",
            name=op.f("ck_intervention_partner_intervention_id_length"),
        ),
        sa.CheckConstraint(
            "length(organisation_id) <= 300",
            name=op.f("ck_intervention_partner_organisation_id_length"),
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_intervention_partner_intervention_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_intervention_partner_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_partner")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_intervention_partner_intervention_id"),
        "intervention_partner",
        ["intervention_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_intervention_partner_organisation_id"),
        "intervention_partner",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "intervention_sector",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "sector IN ('health', 'education', 'labour', 'housing', 'culture', 'justice',"
            " 'mobility')",
            name=op.f("ck_intervention_sector_sector_list"),
        ),
        sa.CheckConstraint(
            "length(intervention_id) <= 300",
            name=op.f("ck_intervention_sector_intervention_id_length"),
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_intervention_sector_intervention_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_sector")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_intervention_sector_intervention_id"),
        "intervention_sector",
        ["intervention_id"],
        unique=False,
    )
    forbid_changes("request", "history")


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_intervention_sector_intervention_id"), table_name="intervention_sector")
    op.drop_table("intervention_sector")
    op.drop_index(
        op.f("ix_intervention_partner_organisation_id"), table_name="intervention_partner"
    )
    op.drop_index(
        op.f("ix_intervention_partner_intervention_id"), table_name="intervention_partner"
    )
    op.drop_table("intervention_partner")
    op.drop_index(op.f("ix_intervention_funding_source_id"), table_name="intervention_funding")
    op.drop_index(
        op.f("ix_intervention_funding_municipality_id"), table_name="intervention_funding"
    )
    op.drop_index(
        op.f("ix_intervention_funding_intervention_id"), table_name="intervention_funding"
    )
    op.drop_table("intervention_funding")
    op.drop_index(
        op.f("ix_intervention_area_link_intervention_id"), table_name="intervention_area_link"
    )
    op.drop_index(op.f("ix_intervention_area_link_area_id"), table_name="intervention_area_link")
    op.drop_table("intervention_area_link")
    op.drop_index(op.f("ix_intervention_act_intervention_id"), table_name="intervention_act")
    op.drop_index(op.f("ix_intervention_act_act_id"), table_name="intervention_act")
    op.drop_table("intervention_act")
    op.drop_index(op.f("ix_indicator_link_intervention_id"), table_name="indicator_link")
    op.drop_index(op.f("ix_indicator_link_indicator_id"), table_name="indicator_link")
    op.drop_table("indicator_link")
    op.drop_index(op.f("ix_action_intervention_id"), table_name="action")
    op.drop_table("action")
    op.drop_index(op.f("ix_variation_fund_year_id"), table_name="variation")
    op.drop_index(op.f("ix_variation_act_id"), table_name="variation")
    op.drop_table("variation")
    op.drop_index(op.f("ix_returned_fund_fund_year_id"), table_name="returned_fund")
    op.drop_table("returned_fund")
    op.drop_index(op.f("ix_intervention_programme_id"), table_name="intervention")
    op.drop_index(op.f("ix_intervention_municipality_id"), table_name="intervention")
    op.drop_index(op.f("ix_intervention_lead_organisation_id"), table_name="intervention")
    op.drop_index(op.f("ix_intervention_area_id"), table_name="intervention")
    op.drop_table("intervention")
    op.drop_index(op.f("ix_frna_entry_fund_year_id"), table_name="frna_entry")
    op.drop_table("frna_entry")
    op.drop_index(op.f("ix_cross_cutting_share_fund_year_id"), table_name="cross_cutting_share")
    op.drop_table("cross_cutting_share")
    op.drop_index(op.f("ix_cofinancing_organisation_id"), table_name="cofinancing")
    op.drop_index(op.f("ix_cofinancing_fund_year_id"), table_name="cofinancing")
    op.drop_table("cofinancing")
    op.drop_index(op.f("ix_carry_over_fund_year_id"), table_name="carry_over")
    op.drop_table("carry_over")
    op.drop_index(op.f("ix_allocation_fund_year_id"), table_name="allocation")
    op.drop_index(op.f("ix_allocation_act_id"), table_name="allocation")
    op.drop_table("allocation")
    op.drop_index(op.f("ix_activity_measure_fund_year_id"), table_name="activity_measure")
    op.drop_table("activity_measure")
    op.drop_index(op.f("ix_staff_position_employer_id"), table_name="staff_position")
    op.drop_index(op.f("ix_staff_position_district_id"), table_name="staff_position")
    op.drop_table("staff_position")
    op.drop_index(op.f("ix_project_funding_project_id"), table_name="project_funding")
    op.drop_index(op.f("ix_project_funding_organisation_id"), table_name="project_funding")
    op.drop_table("project_funding")
    op.drop_index(op.f("ix_fund_year_source_id"), table_name="fund_year")
    op.drop_index(op.f("ix_fund_year_manager_id"), table_name="fund_year")
    op.drop_index(op.f("ix_fund_year_district_id"), table_name="fund_year")
    op.drop_table("fund_year")
    op.drop_index(op.f("ix_annual_programme_plan_id"), table_name="annual_programme")
    op.drop_index(op.f("ix_annual_programme_act_id"), table_name="annual_programme")
    op.drop_table("annual_programme")
    op.drop_index(op.f("ix_target_indicator_id"), table_name="target")
    op.drop_index(op.f("ix_target_district_id"), table_name="target")
    op.drop_table("target")
    op.drop_index(op.f("ix_project_phase_project_id"), table_name="project_phase")
    op.drop_table("project_phase")
    op.drop_index(op.f("ix_population_municipality_id"), table_name="population")
    op.drop_table("population")
    op.drop_index(op.f("ix_organisation_municipality_id"), table_name="organisation")
    op.drop_table("organisation")
    op.drop_index(op.f("ix_measurement_municipality_id"), table_name="measurement")
    op.drop_index(op.f("ix_measurement_indicator_id"), table_name="measurement")
    op.drop_index(op.f("ix_measurement_district_id"), table_name="measurement")
    op.drop_table("measurement")
    op.drop_index(op.f("ix_act_parent_act_id"), table_name="act")
    op.drop_index(op.f("ix_act_body_id"), table_name="act")
    op.drop_table("act")
    op.drop_index(op.f("ix_unit_cost_voce_id"), table_name="unit_cost")
    op.drop_table("unit_cost")
    op.drop_index(op.f("ix_rule_rule_set_id"), table_name="rule")
    op.drop_table("rule")
    op.drop_index(op.f("ix_published_row_data_set_id"), table_name="published_row")
    op.drop_table("published_row")
    op.drop_index(op.f("ix_published_discrepancy_data_set_id"), table_name="published_discrepancy")
    op.drop_table("published_discrepancy")
    op.drop_index(op.f("ix_project_district_id"), table_name="project")
    op.drop_index(op.f("ix_project_area_id"), table_name="project")
    op.drop_table("project")
    op.drop_index(op.f("ix_plan_previous_plan_id"), table_name="plan")
    op.drop_index(op.f("ix_plan_district_id"), table_name="plan")
    op.drop_table("plan")
    op.drop_index(op.f("ix_municipality_district_id"), table_name="municipality")
    op.drop_table("municipality")
    op.drop_index(op.f("ix_indicator_area_id"), table_name="indicator")
    op.drop_table("indicator")
    op.drop_index("ix_history_row", table_name="history")
    op.drop_table("history")
    op.drop_index(op.f("ix_governing_body_district_id"), table_name="governing_body")
    op.drop_table("governing_body")
    op.drop_table("rule_set")
    op.drop_table("request")
    op.drop_table("intervention_area")
    op.drop_table("funding_source")
    op.drop_index(op.f("ix_frna_voce_parent_id"), table_name="frna_voce")
    op.drop_table("frna_voce")
    op.drop_table("district")
    op.drop_table("data_set")

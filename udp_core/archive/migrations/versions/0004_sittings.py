"""The sittings.

Members and rules, agenda, attendance, decisions, corrective plans, briefing books.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from udp_core.archive.migrations.append_only import forbid_changes

revision = "0004"
down_revision = "0003"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "corrective_plan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('fund', 'area', 'voce', 'scheda', 'indicator')",
            name=op.f("ck_corrective_plan_kind_list"),
        ),
        sa.CheckConstraint(
            "origin IN ('real', 'demo')", name=op.f("ck_corrective_plan_origin_list")
        ),
        sa.CheckConstraint("length(action) <= 200", name=op.f("ck_corrective_plan_action_length")),
        sa.CheckConstraint("length(cause) <= 200", name=op.f("ck_corrective_plan_cause_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_corrective_plan_district_id_length")
        ),
        sa.CheckConstraint("length(owner) <= 120", name=op.f("ck_corrective_plan_owner_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_corrective_plan_source_length")),
        sa.CheckConstraint(
            "length(subject) <= 120", name=op.f("ck_corrective_plan_subject_length")
        ),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_corrective_plan_year_most")),
        sa.CheckConstraint("year >= 1990", name=op.f("ck_corrective_plan_year_least")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_corrective_plan_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrective_plan")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_corrective_plan_district_id"), "corrective_plan", ["district_id"], unique=False
    )
    op.create_table(
        "body_rule",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("body_id", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("quorum", sa.Text(), nullable=False),
        sa.Column("majority", sa.Text(), nullable=False),
        sa.Column("casting_vote", sa.Integer(), nullable=False),
        sa.Column("trust", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "majority IN ('votes', 'present', 'members', 'two_thirds_present')",
            name=op.f("ck_body_rule_majority_list"),
        ),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_body_rule_origin_list")),
        sa.CheckConstraint(
            "quorum IN ('more_than_half', 'at_least_half', 'one_third', 'two_thirds')",
            name=op.f("ck_body_rule_quorum_list"),
        ),
        sa.CheckConstraint(
            "trust IN ('official', 'press', 'estimate', 'unverified', 'demo')",
            name=op.f("ck_body_rule_trust_list"),
        ),
        sa.CheckConstraint("casting_vote IN (0, 1)", name=op.f("ck_body_rule_casting_vote_flag")),
        sa.CheckConstraint("length(body_id) <= 300", name=op.f("ck_body_rule_body_id_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_body_rule_source_length")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["governing_body.id"], name=op.f("fk_body_rule_body_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_rule")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_body_rule_body_id"), "body_rule", ["body_id"], unique=False)
    op.create_table(
        "sitting",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("body_id", sa.Text(), nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("held_on", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", WHOLE, nullable=True),
        sa.Column("known_on", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_sitting_origin_list")),
        sa.CheckConstraint(
            "state IN ('planned', 'convened', 'open', 'closed', 'approved')",
            name=op.f("ck_sitting_state_list"),
        ),
        sa.CheckConstraint("length(body_id) <= 300", name=op.f("ck_sitting_body_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_sitting_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_sitting_district_id_length")
        ),
        sa.CheckConstraint("length(note) <= 4000", name=op.f("ck_sitting_note_length")),
        sa.CheckConstraint("length(place) <= 300", name=op.f("ck_sitting_place_length")),
        sa.CheckConstraint("length(starts_at) <= 20", name=op.f("ck_sitting_starts_at_length")),
        sa.CheckConstraint("revision <= 1000000000000", name=op.f("ck_sitting_revision_most")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_sitting_revision_least")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_sitting_year_most")),
        sa.CheckConstraint("year >= 1990", name=op.f("ck_sitting_year_least")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["governing_body.id"], name=op.f("fk_sitting_body_id")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_sitting_district_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_sitting_body_id"), "sitting", ["body_id"], unique=False)
    op.create_index(op.f("ix_sitting_district_id"), "sitting", ["district_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("sitting_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rapporteur", sa.Text(), nullable=True),
        sa.Column("screen", sa.Text(), nullable=True),
        sa.Column("scenario_id", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('information', 'decision')", name=op.f("ck_agenda_item_kind_list")
        ),
        sa.CheckConstraint("length(document) <= 300", name=op.f("ck_agenda_item_document_length")),
        sa.CheckConstraint("length(note) <= 300", name=op.f("ck_agenda_item_note_length")),
        sa.CheckConstraint("length(proposal) <= 4000", name=op.f("ck_agenda_item_proposal_length")),
        sa.CheckConstraint(
            "length(rapporteur) <= 120", name=op.f("ck_agenda_item_rapporteur_length")
        ),
        sa.CheckConstraint(
            "length(scenario_id) <= 300", name=op.f("ck_agenda_item_scenario_id_length")
        ),
        sa.CheckConstraint("length(screen) <= 60", name=op.f("ck_agenda_item_screen_length")),
        sa.CheckConstraint(
            "length(sitting_id) <= 300", name=op.f("ck_agenda_item_sitting_id_length")
        ),
        sa.CheckConstraint("length(title) <= 160", name=op.f("ck_agenda_item_title_length")),
        sa.CheckConstraint("number <= 99", name=op.f("ck_agenda_item_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_agenda_item_number_least")),
        sa.ForeignKeyConstraint(
            ["scenario_id"], ["scenario.id"], name=op.f("fk_agenda_item_scenario_id")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_agenda_item_sitting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_agenda_item_scenario_id"), "agenda_item", ["scenario_id"], unique=False
    )
    op.create_index(op.f("ix_agenda_item_sitting_id"), "agenda_item", ["sitting_id"], unique=False)
    op.create_table(
        "dossier",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("sitting_id", sa.Text(), nullable=True),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("revision", WHOLE, nullable=False),
        sa.Column("known_on", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("pdf", sa.Text(), nullable=False),
        sa.Column("pptx", sa.Text(), nullable=False),
        sa.Column("xlsx", sa.Text(), nullable=False),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_dossier_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_dossier_district_id_length")
        ),
        sa.CheckConstraint("length(head) <= 64", name=op.f("ck_dossier_head_length")),
        sa.CheckConstraint("length(made_at) <= 40", name=op.f("ck_dossier_made_at_length")),
        sa.CheckConstraint("length(pdf) <= 64", name=op.f("ck_dossier_pdf_length")),
        sa.CheckConstraint("length(pptx) <= 64", name=op.f("ck_dossier_pptx_length")),
        sa.CheckConstraint("length(sitting_id) <= 300", name=op.f("ck_dossier_sitting_id_length")),
        sa.CheckConstraint("length(xlsx) <= 64", name=op.f("ck_dossier_xlsx_length")),
        sa.CheckConstraint("revision <= 1000000000000", name=op.f("ck_dossier_revision_most")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_dossier_revision_least")),
        sa.CheckConstraint("year <= 2200", name=op.f("ck_dossier_year_most")),
        sa.CheckConstraint("year >= 1990", name=op.f("ck_dossier_year_least")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_dossier_district_id")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_dossier_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_dossier_district_id"), "dossier", ["district_id"], unique=False)
    op.create_index(op.f("ix_dossier_sitting_id"), "dossier", ["sitting_id"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("body_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_member_origin_list")),
        sa.CheckConstraint(
            "role IN ('chair', 'member', 'secretary', 'guest')", name=op.f("ck_member_role_list")
        ),
        sa.CheckConstraint("length(body_id) <= 300", name=op.f("ck_member_body_id_length")),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_member_code_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_member_name_length")),
        sa.CheckConstraint("length(office) <= 120", name=op.f("ck_member_office_length")),
        sa.CheckConstraint(
            "length(organisation_id) <= 300", name=op.f("ck_member_organisation_id_length")
        ),
        sa.CheckConstraint("votes IN (0, 1)", name=op.f("ck_member_votes_flag")),
        sa.ForeignKeyConstraint(["body_id"], ["governing_body.id"], name=op.f("fk_member_body_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_member_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_member_body_id"), "member", ["body_id"], unique=False)
    op.create_index(op.f("ix_member_organisation_id"), "member", ["organisation_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("sitting_id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("presence", sa.Text(), nullable=False),
        sa.Column("delegate", sa.Text(), nullable=True),
        sa.Column("from_item", WHOLE, nullable=True),
        sa.Column("to_item", WHOLE, nullable=True),
        sa.CheckConstraint(
            "presence IN ('present', 'delegated', 'excused', 'absent')",
            name=op.f("ck_attendance_presence_list"),
        ),
        sa.CheckConstraint("from_item <= 99", name=op.f("ck_attendance_from_item_most")),
        sa.CheckConstraint("from_item >= 1", name=op.f("ck_attendance_from_item_least")),
        sa.CheckConstraint("length(delegate) <= 120", name=op.f("ck_attendance_delegate_length")),
        sa.CheckConstraint("length(member_id) <= 300", name=op.f("ck_attendance_member_id_length")),
        sa.CheckConstraint(
            "length(sitting_id) <= 300", name=op.f("ck_attendance_sitting_id_length")
        ),
        sa.CheckConstraint("to_item <= 99", name=op.f("ck_attendance_to_item_most")),
        sa.CheckConstraint("to_item >= 1", name=op.f("ck_attendance_to_item_least")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_attendance_member_id")),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_attendance_sitting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_attendance_member_id"), "attendance", ["member_id"], unique=False)
    op.create_index(op.f("ix_attendance_sitting_id"), "attendance", ["sitting_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("sitting_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("entitled", WHOLE, nullable=False),
        sa.Column("present", WHOLE, nullable=False),
        sa.Column("in_favour", WHOLE, nullable=False),
        sa.Column("against", WHOLE, nullable=False),
        sa.Column("abstained", WHOLE, nullable=False),
        sa.Column("scenario_id", sa.Text(), nullable=True),
        sa.Column("expectation", sa.Text(), nullable=True),
        sa.Column("review_on", sa.Text(), nullable=True),
        sa.Column("replaces_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN ('real', 'demo')", name=op.f("ck_decision_origin_list")),
        sa.CheckConstraint(
            "outcome IN ('approved', 'rejected', 'postponed')",
            name=op.f("ck_decision_outcome_list"),
        ),
        sa.CheckConstraint("abstained <= 999", name=op.f("ck_decision_abstained_most")),
        sa.CheckConstraint("abstained >= 0", name=op.f("ck_decision_abstained_least")),
        sa.CheckConstraint("against <= 999", name=op.f("ck_decision_against_most")),
        sa.CheckConstraint("against >= 0", name=op.f("ck_decision_against_least")),
        sa.CheckConstraint("entitled <= 999", name=op.f("ck_decision_entitled_most")),
        sa.CheckConstraint("entitled >= 0", name=op.f("ck_decision_entitled_least")),
        sa.CheckConstraint("in_favour <= 999", name=op.f("ck_decision_in_favour_most")),
        sa.CheckConstraint("in_favour >= 0", name=op.f("ck_decision_in_favour_least")),
        sa.CheckConstraint(
            "length(expectation) <= 2000000", name=op.f("ck_decision_expectation_length")
        ),
        sa.CheckConstraint("length(item_id) <= 300", name=op.f("ck_decision_item_id_length")),
        sa.CheckConstraint(
            "length(replaces_id) <= 300", name=op.f("ck_decision_replaces_id_length")
        ),
        sa.CheckConstraint(
            "length(scenario_id) <= 300", name=op.f("ck_decision_scenario_id_length")
        ),
        sa.CheckConstraint("length(sitting_id) <= 300", name=op.f("ck_decision_sitting_id_length")),
        sa.CheckConstraint("length(source) <= 300", name=op.f("ck_decision_source_length")),
        sa.CheckConstraint("length(subject) <= 160", name=op.f("ck_decision_subject_length")),
        sa.CheckConstraint("length(text) <= 4000", name=op.f("ck_decision_text_length")),
        sa.CheckConstraint("number <= 999", name=op.f("ck_decision_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_decision_number_least")),
        sa.CheckConstraint("present <= 999", name=op.f("ck_decision_present_most")),
        sa.CheckConstraint("present >= 0", name=op.f("ck_decision_present_least")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_decision_item_id")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["decision.id"], name=op.f("fk_decision_replaces_id")
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"], ["scenario.id"], name=op.f("fk_decision_scenario_id")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name=op.f("fk_decision_sitting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_decision_item_id"), "decision", ["item_id"], unique=False)
    op.create_index(op.f("ix_decision_replaces_id"), "decision", ["replaces_id"], unique=False)
    op.create_index(op.f("ix_decision_scenario_id"), "decision", ["scenario_id"], unique=False)
    op.create_index(op.f("ix_decision_sitting_id"), "decision", ["sitting_id"], unique=False)
    op.create_table(
        "dossier_page",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("dossier_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.CheckConstraint("length(digest) <= 64", name=op.f("ck_dossier_page_digest_length")),
        sa.CheckConstraint(
            "length(dossier_id) <= 300", name=op.f("ck_dossier_page_dossier_id_length")
        ),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_dossier_page_name_length")),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_dossier_page_title_length")),
        sa.CheckConstraint("number <= 999", name=op.f("ck_dossier_page_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_dossier_page_number_least")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_page_dossier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_page")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_dossier_page_dossier_id"), "dossier_page", ["dossier_id"], unique=False
    )
    op.create_table(
        "refused_option",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("decision_id", sa.Text(), nullable=False),
        sa.Column("scenario_id", sa.Text(), nullable=False),
        sa.Column("expectation", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(decision_id) <= 300", name=op.f("ck_refused_option_decision_id_length")
        ),
        sa.CheckConstraint(
            "length(expectation) <= 2000000", name=op.f("ck_refused_option_expectation_length")
        ),
        sa.CheckConstraint(
            "length(scenario_id) <= 300", name=op.f("ck_refused_option_scenario_id_length")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_refused_option_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"], ["scenario.id"], name=op.f("fk_refused_option_scenario_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_option")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_refused_option_decision_id"), "refused_option", ["decision_id"], unique=False
    )
    op.create_index(
        op.f("ix_refused_option_scenario_id"), "refused_option", ["scenario_id"], unique=False
    )
    op.create_table(
        "vote",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("decision_id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "choice IN ('for', 'against', 'abstained', 'conflict')",
            name=op.f("ck_vote_choice_list"),
        ),
        sa.CheckConstraint("length(decision_id) <= 300", name=op.f("ck_vote_decision_id_length")),
        sa.CheckConstraint("length(member_id) <= 300", name=op.f("ck_vote_member_id_length")),
        sa.CheckConstraint("length(reason) <= 300", name=op.f("ck_vote_reason_length")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_vote_decision_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_vote_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_vote_decision_id"), "vote", ["decision_id"], unique=False)
    op.create_index(op.f("ix_vote_member_id"), "vote", ["member_id"], unique=False)
    forbid_changes("decision", "vote", "refused_option", "dossier", "dossier_page")


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_vote_member_id"), table_name="vote")
    op.drop_index(op.f("ix_vote_decision_id"), table_name="vote")
    op.drop_table("vote")
    op.drop_index(op.f("ix_refused_option_scenario_id"), table_name="refused_option")
    op.drop_index(op.f("ix_refused_option_decision_id"), table_name="refused_option")
    op.drop_table("refused_option")
    op.drop_index(op.f("ix_dossier_page_dossier_id"), table_name="dossier_page")
    op.drop_table("dossier_page")
    op.drop_index(op.f("ix_decision_sitting_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_scenario_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_replaces_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_item_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_attendance_sitting_id"), table_name="attendance")
    op.drop_index(op.f("ix_attendance_member_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_member_organisation_id"), table_name="member")
    op.drop_index(op.f("ix_member_body_id"), table_name="member")
    op.drop_table("member")
    op.drop_index(op.f("ix_dossier_sitting_id"), table_name="dossier")
    op.drop_index(op.f("ix_dossier_district_id"), table_name="dossier")
    op.drop_table("dossier")
    op.drop_index(op.f("ix_agenda_item_sitting_id"), table_name="agenda_item")
    op.drop_index(op.f("ix_agenda_item_scenario_id"), table_name="agenda_item")
    op.drop_table("agenda_item")
    op.drop_index(op.f("ix_sitting_district_id"), table_name="sitting")
    op.drop_index(op.f("ix_sitting_body_id"), table_name="sitting")
    op.drop_table("sitting")
    op.drop_index(op.f("ix_body_rule_body_id"), table_name="body_rule")
    op.drop_table("body_rule")
    op.drop_index(op.f("ix_corrective_plan_district_id"), table_name="corrective_plan")
    op.drop_table("corrective_plan")

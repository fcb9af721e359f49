"""Requests of figures to bodies outside, what they ask, and the links that answer them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "request_link",
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_request_link")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_request_link_request_id"), "request_link", ["request_id"], unique=False
    )
    op.create_table(
        "data_request",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("district_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("year", WHOLE, nullable=False),
        sa.Column("month", WHOLE, nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'withdrawn')", name=op.f("ck_data_request_state_list")
        ),
        sa.CheckConstraint("length(code) <= 60", name=op.f("ck_data_request_code_length")),
        sa.CheckConstraint(
            "length(district_id) <= 300", name=op.f("ck_data_request_district_id_length")
        ),
        sa.CheckConstraint(
            "length(officer_id) <= 300", name=op.f("ck_data_request_officer_id_length")
        ),
        sa.CheckConstraint(
            "length(organisation_id) <= 300", name=op.f("ck_data_request_organisation_id_length")
        ),
        sa.CheckConstraint("length(title) <= 300", name=op.f("ck_data_request_title_length")),
        sa.CheckConstraint("month <= 12", name=op.f("ck_data_request_month_most")),
        sa.CheckConstraint("month >= 1", name=op.f("ck_data_request_month_least")),
        sa.CheckConstraint("year <= 2100", name=op.f("ck_data_request_year_most")),
        sa.CheckConstraint("year >= 2000", name=op.f("ck_data_request_year_least")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_data_request_district_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_data_request_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_data_request_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_data_request_district_id"), "data_request", ["district_id"], unique=False
    )
    op.create_index(
        op.f("ix_data_request_officer_id"), "data_request", ["officer_id"], unique=False
    )
    op.create_index(
        op.f("ix_data_request_organisation_id"), "data_request", ["organisation_id"], unique=False
    )
    op.create_table(
        "requested_figure",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("of_table", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "length(of_table) <= 60", name=op.f("ck_requested_figure_of_table_length")
        ),
        sa.CheckConstraint(
            "length(request_id) <= 300", name=op.f("ck_requested_figure_request_id_length")
        ),
        sa.CheckConstraint("length(row_id) <= 300", name=op.f("ck_requested_figure_row_id_length")),
        sa.CheckConstraint("length(title) <= 4000", name=op.f("ck_requested_figure_title_length")),
        sa.CheckConstraint("number <= 60", name=op.f("ck_requested_figure_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_requested_figure_number_least")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["data_request.id"], name=op.f("fk_requested_figure_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requested_figure")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_requested_figure_request_id"), "requested_figure", ["request_id"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_requested_figure_request_id"), table_name="requested_figure")
    op.drop_table("requested_figure")
    op.drop_index(op.f("ix_data_request_organisation_id"), table_name="data_request")
    op.drop_index(op.f("ix_data_request_officer_id"), table_name="data_request")
    op.drop_index(op.f("ix_data_request_district_id"), table_name="data_request")
    op.drop_table("data_request")
    op.drop_index(op.f("ix_request_link_request_id"), table_name="request_link")
    op.drop_table("request_link")

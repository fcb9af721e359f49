"""the life of a budget."""

from __future__ import annotations

import sqlalchemy as sa

from udp_core.archive.migrations.growing import add_field, remove_field

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Take the step."""
    add_field(
        "fund_year",
        "budget_state",
        sa.Text(),
        {"ck_fund_year_budget_state_list": "budget_state IN ('draft', 'agreed', 'approved')"},
    )
    add_field(
        "fund_year",
        "act_id",
        sa.Text(),
        {"ck_fund_year_act_id_length": "length(act_id) <= 300"},
        refers_to="act",
    )
    add_field("fund_year", "approved_on", sa.Text(), {})


def downgrade() -> None:
    """Take the step back."""
    remove_field("fund_year", "budget_state")
    remove_field("fund_year", "act_id")
    remove_field("fund_year", "approved_on")

"""The question that the walls of a sitting show, with its levers."""

from __future__ import annotations

import sqlalchemy as sa

from udp_core.archive.migrations.growing import add_field, remove_field

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Take the step."""
    add_field("showing", "question", sa.Text(), {})


def downgrade() -> None:
    """Take the step back."""
    remove_field("showing", "question")

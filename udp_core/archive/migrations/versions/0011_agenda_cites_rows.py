"""A point of the agenda may open a row of a register, whose code is long."""

from __future__ import annotations

from udp_core.archive.migrations.growing import lengthen

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Take the step."""
    lengthen("agenda_item", "screen", 60, 300)


def downgrade() -> None:
    """Take the step back."""
    lengthen("agenda_item", "screen", 300, 60)

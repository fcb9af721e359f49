"""How the files with the spending of the schede are read is remembered too."""

from __future__ import annotations

from udp_core.archive.migrations.growing import admit

revision = "0008"
down_revision = "0007"

BEFORE = ("frna_monitoring", "activity", "schede", "indicators", "population")
AFTER = ("frna_monitoring", "activity", "schede", "scheda_spending", "indicators", "population")


def upgrade() -> None:
    """Take the step."""
    admit("sender_mapping", "kind", BEFORE, AFTER)


def downgrade() -> None:
    """Take the step back; it cannot be taken where such a reading is remembered."""
    admit("sender_mapping", "kind", AFTER, BEFORE)

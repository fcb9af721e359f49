"""Unions of Comuni, consortia and special companies are organisations of their own kind."""

from __future__ import annotations

from udp_core.archive.migrations.growing import admit

revision = "0007"
down_revision = "0006"

BEFORE = (
    "municipality",
    "health_authority",
    "region",
    "province",
    "asp",
    "cooperative",
    "association",
    "union",
    "school",
    "other",
)
AFTER = (
    "municipality",
    "municipal_union",
    "consortium",
    "special_company",
    "health_authority",
    "region",
    "province",
    "asp",
    "cooperative",
    "association",
    "union",
    "school",
    "other",
)


def upgrade() -> None:
    """Take the step."""
    admit("organisation", "kind", BEFORE, AFTER)


def downgrade() -> None:
    """Take the step back; it cannot be taken where an organisation is of one of the new kinds."""
    admit("organisation", "kind", AFTER, BEFORE)

"""What is noted of a point of the agenda: each note with its time and its author."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "discussion_note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(at) <= 60", name=op.f("ck_discussion_note_at_length")),
        sa.CheckConstraint("length(author) <= 120", name=op.f("ck_discussion_note_author_length")),
        sa.CheckConstraint(
            "length(item_id) <= 300", name=op.f("ck_discussion_note_item_id_length")
        ),
        sa.CheckConstraint("length(words) <= 300", name=op.f("ck_discussion_note_words_length")),
        sa.CheckConstraint("number <= 999", name=op.f("ck_discussion_note_number_most")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_discussion_note_number_least")),
        sa.CheckConstraint("shown IN (0, 1)", name=op.f("ck_discussion_note_shown_flag")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_discussion_note_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion_note")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_discussion_note_item_id"), "discussion_note", ["item_id"], unique=False
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(op.f("ix_discussion_note_item_id"), table_name="discussion_note")
    op.drop_table("discussion_note")

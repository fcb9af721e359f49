"""Alembic's way in.

It works on the connection given by `udp_core.archive.migrate`, inside its transaction.
"""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import udp_core.archive.registry
import udp_core.archive.sessions  # noqa: F401 - registers the tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=False,
    transactional_ddl=True,
)
context.run_migrations()

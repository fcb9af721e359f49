"""Tables that only grow: the database itself refuses to change or delete their rows."""

from __future__ import annotations

from alembic import op

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'append-only table'; END $$ LANGUAGE plpgsql
"""


def forbid_changes(*tables: str) -> None:
    """Refuse UPDATE and DELETE on the tables, on both kinds of database (and TRUNCATE where
    there is one).
    """
    postgresql = op.get_context().dialect.name == "postgresql"
    if postgresql:
        op.execute(_POSTGRESQL_FUNCTION)
    for name in tables:
        if postgresql:
            op.execute(
                f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} FOR EACH STATEMENT"
                " EXECUTE FUNCTION refuse_change()"
            )
        for action in ("UPDATE", "DELETE"):
            body = (
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
                if postgresql
                else "BEGIN SELECT RAISE(ABORT, 'append-only table'); END"
            )
            op.execute(
                f"CREATE TRIGGER {name}_no_{action.lower()} BEFORE {action} ON {name} {body}"
            )

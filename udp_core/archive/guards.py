"""What the database itself refuses: changes of tables that only grow.

Whoever takes that away, or adds orders of their own, is found.

The chain of history does not cover these: they are no rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

APPEND_ONLY = (
    "request",
    "history",
    "decision",
    "vote",
    "refused_option",
    "dossier",
    "dossier_page",
)
"""The tables whose rows are never changed nor deleted."""
_SQLITE = (
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name NOT LIKE 'sqlite_%'"
)
_POSTGRESQL = """
SELECT tgname, CASE WHEN tgenabled IN ('O', 'A') THEN proname || ' ' || prosrc ELSE 'disabled' END
FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
"""
_REFUSING = "refuse_change BEGIN RAISE EXCEPTION 'append-only table'; END"


def guards_amiss(connection: Connection) -> Iterator[str]:
    """What is not as a migration made it, in Italian.

    A ban that is missing or says something else, an order that nobody gave.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    rows = connection.exec_driver_sql(_SQLITE if is_sqlite else _POSTGRESQL)
    found = {str(row[0]): " ".join(str(row[1]).split()) for row in rows}
    wanted = _of_sqlite() if is_sqlite else _of_postgresql()
    for name, words in wanted.items():
        if name not in found:
            yield f"manca il divieto «{name}»"
        elif found[name] != words:
            yield f"il divieto «{name}» è stato cambiato"
    for name in sorted(found.keys() - wanted.keys()):
        yield f"c’è un automatismo che il programma non ha messo, «{name}»"


def _of_sqlite() -> dict[str, str]:
    return {
        f"{name}_no_{action.lower()}": (
            f"CREATE TRIGGER {name}_no_{action.lower()} BEFORE {action} ON {name} "
            "BEGIN SELECT RAISE(ABORT, 'append-only table'); END"
        )
        for name in APPEND_ONLY
        for action in ("UPDATE", "DELETE")
    }


def _of_postgresql() -> dict[str, str]:
    actions = ("update", "delete", "truncate")
    return {f"{name}_no_{action}": _REFUSING for name in APPEND_ONLY for action in actions}

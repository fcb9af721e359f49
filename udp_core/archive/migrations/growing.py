"""What grows under rows that are there: closed lists, and optional fields. No row is touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op


def admit(table: str, column: str, before: Sequence[str], after: Sequence[str]) -> None:
    """The check on the words of a column, from the list of before to the longer one.

    SQLite cannot alter a check; the text of a table may be rewritten where, as here, what is stored
    still satisfies it.
    """
    old, new = (_check(column, words) for words in (before, after))
    _replace_check(table, f"ck_{table}_{column}_list", old, new)


def _replace_check(table: str, name: str, old: str, new: str) -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({new})")
    else:
        _rewrite(table, f"CONSTRAINT {name} CHECK ({old})", f"CONSTRAINT {name} CHECK ({new})")


def lengthen(table: str, column: str, before: int, after: int) -> None:
    """The check on the length of a text, which may be longer from now on."""
    old, new = (f"length({column}) <= {most}" for most in (before, after))
    _replace_check(table, f"ck_{table}_{column}_length", old, new)


def add_field(
    table: str, name: str, kind: Any, checks: Mapping[str, str], refers_to: str = ""
) -> None:
    """An optional field more, with its checks by name, and an index where it refers to a row."""
    written = kind.compile(dialect=op.get_context().dialect)
    limits = "".join(f" CONSTRAINT {one} CHECK ({check})" for one, check in checks.items())
    quoted = op.get_context().dialect.identifier_preparer.quote(refers_to)
    refers = f" CONSTRAINT fk_{table}_{name} REFERENCES {quoted} (id)" if refers_to else ""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {written}{limits}{refers}")
    if refers_to:
        op.create_index(f"ix_{table}_{name}", table, [name], unique=False)


def remove_field(table: str, name: str) -> None:
    """The step back of `add_field`."""
    op.execute(f"DROP INDEX IF EXISTS ix_{table}_{name}")
    op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")


def _check(column: str, words: Sequence[str]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def _rewrite(table: str, old: str, new: str) -> None:
    connection = op.get_bind()
    version = int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    change = (
        "UPDATE sqlite_schema SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name ="
        " :table"
    )
    connection.execute(sa.text(change), {"old": old, "new": new, "table": table})
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")

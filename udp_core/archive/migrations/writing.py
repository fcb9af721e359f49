"""A new step, written from the classes: what they have and the last step has not.

New tables come whole, with their checks and indexes; a new field of a table that exists is optional
and declared in the class's `later`; a closed list may grow. Anything else is written by hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from alembic import command
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import ops
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Connection, text
from sqlmodel import SQLModel

from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Entity, specs, table_name
from udp_core.archive.migrate import PLACE, migrate
from udp_core.archive.registry import BY_NAME
from udp_core.archive.storage import Choice, Day, Flag, Thousandths
from udp_core.kernel.problem import Problem, RefusedError

_TYPES = {Day: "sa.Text()", Choice: "sa.Text()", Flag: "sa.Integer()", Thousandths: "WHOLE"}
_LIST = re.compile(r"CHECK \((?P<name>\w{1,60}) IN \((?P<words>[^()]{1,9000})\)\)")
_LENGTH = re.compile(r"CHECK \(length\((?P<name>\w{1,60})\) <= (?P<most>\d{1,6})\)")
_HANDLED = (ops.AddColumnOp, ops.CreateForeignKeyOp, ops.CreateTableOp, ops.CreateIndexOp)
"""A field's own reference, and the index of it, are written with it."""


def write_migration(name: str, place: Path = PLACE) -> Path | None:
    """The file of the new step; None where the classes say nothing new.

    Raises RefusedError for a change that a step cannot take by itself.
    """
    scripts = ScriptDirectory(str(place))
    with TemporaryDirectory(prefix="udp-migration-") as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'now.sqlite'}")
        migrate(engine)
        with reading(engine) as connection:
            up, down = _changes(connection)
        engine.dispose()
    if not up:
        return None
    made = command.revision(_config(place), name, rev_id=_next(scripts), head="head", splice=False)
    path = Path(str(made.path if made and not isinstance(made, list) else ""))
    path.write_text(_filled(path.read_text(encoding="utf-8"), up, down), encoding="utf-8")
    subprocess.run(  # noqa: S603 - the project's own formatter, where it is installed
        [sys.executable, "-m", "ruff", "format", "-q", str(path)], check=False, capture_output=True
    )
    return path


def _config(place: Path) -> Config:
    config = Config(cmd_opts=Namespace(quiet=True))
    config.set_main_option("script_location", str(place))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _next(scripts: ScriptDirectory) -> str:
    return f"{int(scripts.get_current_head() or 0) + 1:04}"


def _changes(connection: Connection) -> tuple[list[str], list[str]]:
    """The lines of the step, and those of the step back."""
    context = MigrationContext.configure(
        connection, opts={"render_item": _rendered, "sqlalchemy_module_prefix": "sa."}
    )
    found = produce_migrations(context, SQLModel.metadata)
    flat = list(_flat(found.upgrade_ops.ops if found.upgrade_ops else ()))
    fields = [one for one in flat if isinstance(one, ops.AddColumnOp)]
    whole = [one for one in flat if isinstance(one, ops.CreateTableOp | ops.CreateIndexOp)]
    whole = [one for one in whole if not _comes_with_a_field(one, fields)]
    _refuse_others([one for one in flat if not isinstance(one, _HANDLED)])
    script = ops.UpgradeOps(ops=[_strict(one) for one in whole])
    back = ops.DowngradeOps(ops=[one.reverse() for one in reversed(whole)])
    lists = list(_grown(connection))
    up = [*_lines(script, context), *map(_field, fields), *(one for one, _ in lists)]
    down = [*(one for _, one in lists), *map(_without, fields), *_lines(back, context)]
    return up, down


def _comes_with_a_field(one: Any, fields: Sequence[ops.AddColumnOp]) -> bool:
    """True of the index of a new reference, which `add_field` makes."""
    new = {(field.table_name, field.column.name) for field in fields}
    if not isinstance(one, ops.CreateIndexOp):
        return False
    return any((one.table_name, getattr(column, "name", column)) in new for column in one.columns)


def _lines(script: Any, context: MigrationContext) -> list[str]:
    if not script.ops:
        return []
    code = render_python_code(
        script, render_item=_rendered, migration_context=context, alembic_module_prefix="op."
    )
    return [line for line in code.splitlines() if not line.lstrip().startswith("#")]


def _flat(found: Sequence[Any]) -> Iterator[Any]:
    """The changes one by one: Alembic hands those of a table together."""
    for one in found:
        yield from one.ops if isinstance(one, ops.ModifyTableOps) else (one,)


def _strict(one: Any) -> Any:
    if isinstance(one, ops.CreateTableOp):
        one.kw["sqlite_strict"] = True
    return one


def _rendered(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    if kind != "type":
        return False
    if type(thing) in _TYPES:
        return _TYPES[type(thing)]
    return "WHOLE" if isinstance(thing, BigInteger) else False


def _refuse_others(others: Sequence[Any]) -> None:
    if others:
        said = ", ".join(sorted({type(one).__name__ for one in others}))
        problem = "Le classi cambiano ciò che un passo non può cambiare da solo"
        remedy = "Scrivere il passo a mano, e provarlo su un archivio pieno."
        raise RefusedError([Problem("G01", f"{problem} ({said}).", remedy)])


def _field(one: ops.AddColumnOp) -> str:
    """A field more; refused where the rows of before could not have it."""
    entity, name = BY_NAME[one.table_name], one.column.name
    spec = specs(entity)[name]
    if spec.required or name not in entity.later:
        remedy = f"In «{entity.__name__}» scriverlo con required=False, e later = ({name!r},)."
        sentence = f"«{entity.__name__}.{name}» è nuovo in una tabella che ha già righe."
        raise RefusedError([Problem("G02", sentence, remedy, value=name)])
    column = entity.__table__.columns[name]  # type: ignore[attr-defined]  # set by SQLAlchemy
    checks = _checks(entity, name)
    written = _TYPES.get(type(column.type), "sa.Text()")
    kind = "WHOLE" if isinstance(column.type, BigInteger) else written
    refers = f", refers_to={spec.refers_to!r}" if spec.refers_to else ""
    return f"    add_field({one.table_name!r}, {name!r}, {kind}, {checks!r}{refers})"


def _without(one: ops.AddColumnOp) -> str:
    return f"    remove_field({one.table_name!r}, {one.column.name!r})"


def _checks(entity: type[Entity], name: str) -> dict[str, str]:
    found = entity.__table__.constraints  # type: ignore[attr-defined]  # set by SQLAlchemy
    prefix = f"ck_{table_name(entity)}_{name}_"
    named = {str(one.name): str(one.sqltext) for one in found if hasattr(one, "sqltext")}
    return {key: check for key, check in named.items() if key.startswith(prefix)}


def _grown(connection: Connection) -> Iterator[tuple[str, str]]:
    """The lists with more words, and the texts that may be longer, with the step back."""
    asked = text("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    for table, sql in connection.execute(asked):
        for name, most in _LENGTH.findall(str(sql)) if table in BY_NAME else ():
            spec = specs(BY_NAME[table]).get(name)
            if spec and spec.longest > int(most):
                yield (
                    f"    lengthen({table!r}, {name!r}, {most}, {spec.longest})",
                    f"    lengthen({table!r}, {name!r}, {spec.longest}, {most})",
                )
        for name, words in _LIST.findall(str(sql)) if table in BY_NAME else ():
            spec = specs(BY_NAME[table]).get(name)
            before = tuple(word.strip().strip("'") for word in words.split(","))
            now = tuple(one.value for one in spec.terms) if spec and spec.terms else before
            if now != before:
                yield (
                    f"    admit({table!r}, {name!r}, {before!r}, {now!r})",
                    f"    admit({table!r}, {name!r}, {now!r}, {before!r})",
                )


def _filled(template: str, up: Sequence[str], down: Sequence[str]) -> str:
    """The file with its two bodies, and the helpers that they call."""
    bodies = [*up, *down]
    calls = ("add_field", "admit", "lengthen", "remove_field")
    used = [name for name in calls if any(line.strip().startswith(f"{name}(") for line in bodies)]
    if used:
        more = f"from udp_core.archive.migrations.growing import {', '.join(used)}\n"
        template = template.replace("\nrevision = ", f"{more}\nrevision = ", 1)
    if any("WHOLE" in line for line in bodies):
        variant = 'WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")\n'
        template = template.replace("\n\n\ndef upgrade", f"\n\n{variant}\n\ndef upgrade", 1)
    if not any("sa." in line for line in chain(bodies, [template.partition("revision")[2]])):
        template = template.replace("import sqlalchemy as sa\n", "")
    if not any("op." in line for line in bodies):
        template = template.replace("from alembic import op\n", "")
    halves = template.split("    pass\n")
    return halves[0] + "\n".join(up) + "\n" + halves[1] + "\n".join(down) + "\n" + halves[2]

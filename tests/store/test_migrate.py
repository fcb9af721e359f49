"""The steps lead exactly to the entities.

The comparison that Alembic cannot make (checks, STRICT, triggers) is made here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from udp_core.archive.engine import open_engine, reading, writing
from udp_core.archive.entity import specs
from udp_core.archive.migrate import PLACE, differences, latest_step, migrate, step_reached
from udp_core.archive.migrations.append_only import forbid_changes
from udp_core.archive.migrations.growing import add_field, admit, lengthen, remove_field
from udp_core.archive.migrations.writing import write_migration
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.problem import RefusedError

CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version' AND contype <> 'n' ORDER BY 1, 2, 3
"""  # noqa: E501
TRIGGERS = {
    f"{table}_no_{action}" for table in ("history", "request") for action in ("update", "delete")
}


@contextmanager
def _opened(address: str) -> Iterator[Engine]:
    engine = open_engine(address)
    yield engine
    engine.dispose()


ADDED = re.compile(r", (?=\w+ (?:TEXT|INTEGER)\b)| (?=CONSTRAINT )")
"""Where SQLite writes a field that was added, and its checks, on the line of the one before."""
NAMES_ITS_FIELD = re.compile(r"(?<=CONSTRAINT )(fk_\w+) FOREIGN KEY\(\w+\)")
"""A reference written after the fields; beside its own field it is only named."""


def _clauses(sql: str) -> list[str]:
    lines = NAMES_ITS_FIELD.sub(r"\1", ADDED.sub("\n", sql)).splitlines()
    return sorted(line.strip().rstrip(",").rstrip() for line in lines)


def _tables(engine: Engine) -> dict[str, list[str]]:
    """Each table's own text, one clause a line, in an order that does not matter."""
    with reading(engine) as connection:
        found = connection.execute(
            text(
                "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS"
                " NOT NULL"
            )
        ).all()
    return {name: _clauses(sql) for name, sql in found if name != "alembic_version"}


def test_alembic_sees_no_difference(engine: Engine) -> None:
    assert differences(engine) == []


def test_alembic_sees_a_table_that_went_missing(empty_engine: Engine) -> None:
    with writing(empty_engine) as connection:
        connection.execute(text("DROP TABLE cofinancing"))
    assert differences(empty_engine) != []


def test_the_steps_make_the_same_tables_as_the_entities(
    empty_engine: Engine, tmp_path: Path
) -> None:
    with _opened(f"sqlite:///{tmp_path / 'made.sqlite'}") as made:
        with writing(made) as connection:
            SQLModel.metadata.create_all(connection)
        assert _tables(empty_engine) == _tables(made)


@pytest.mark.postgresql
def test_the_steps_make_the_same_constraints_on_postgresql(
    postgresql_address: str, bare_postgresql_address: str
) -> None:
    with _opened(postgresql_address) as migrated, _opened(bare_postgresql_address) as made:
        with writing(made) as connection:
            SQLModel.metadata.create_all(connection)
        with reading(migrated) as one, reading(made) as other:
            found = one.execute(text(CONSTRAINTS)).all()
            assert len(found) > 300
            assert found == other.execute(text(CONSTRAINTS)).all()


def test_the_tables_of_history_have_their_triggers(engine: Engine) -> None:
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with reading(engine) as connection:
        found = set(
            connection.execute(
                text(sqlite if engine.dialect.name == "sqlite" else postgresql)
            ).scalars()
        )
    assert found >= TRIGGERS


def test_a_database_already_there_is_not_touched(empty_engine: Engine) -> None:
    before = Path(str(empty_engine.url.database)).read_bytes()
    migrate(empty_engine)
    assert Path(str(empty_engine.url.database)).read_bytes() == before
    assert step_reached(empty_engine) == latest_step()


def test_an_empty_database_has_taken_no_step(tmp_path: Path) -> None:
    with _opened(f"sqlite:///{tmp_path / 'new.sqlite'}") as engine:
        assert step_reached(engine) is None
        migrate(engine)
        assert step_reached(engine) == latest_step()


def test_a_newer_database_is_not_opened_for_migration(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RefusedError) as refused:
        migrate(engine)
    assert refused.value.problems[0].code == "D12"


@pytest.mark.parametrize(
    "alteration",
    [
        "UPDATE alembic_version SET version_num = '0007'",
        "DELETE FROM alembic_version",
        "INSERT INTO alembic_version VALUES ('0007')",
    ],
)
def test_a_step_written_by_a_hand_is_refused_in_words(engine: Engine, alteration: str) -> None:
    with writing(engine) as connection:
        connection.execute(text(alteration))
    with pytest.raises(RefusedError) as refused:
        migrate(engine)
    [problem] = refused.value.problems
    assert problem.code in {"D12", "D18"}
    assert "è stato alterato" in str(problem)
    assert "ripristinare una copia verificata" in str(problem).lower()


@pytest.mark.parametrize("at", [1, 5, 40, 90])
def test_a_migration_stopped_midway_leaves_nothing(tmp_path: Path, at: int) -> None:
    from tests.faults.failing import Stopped, stop_at

    with _opened(f"sqlite:///{tmp_path / 'new.sqlite'}") as engine:
        step_reached(engine)
        with stop_at(engine, at, only_writes=True), pytest.raises(Stopped):
            migrate(engine)
        assert step_reached(engine) is None
        with reading(engine) as connection:
            assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one() == 0
        migrate(engine)
        assert differences(engine) == []


def test_every_step_can_be_taken_back(tmp_path: Path) -> None:
    from alembic import command

    from udp_core.archive.migrate import _config

    with _opened(f"sqlite:///{tmp_path / 'new.sqlite'}") as engine:
        migrate(engine)
        with writing(engine) as connection:
            command.downgrade(_config(connection), "base")
        assert set(_tables(engine)) == set()


def _told_to_postgresql(step: Callable[[], None]) -> list[str]:
    """What a step says to a database of that kind, which need not be there."""
    written = StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written}
    )
    with Operations.context(context):
        step()
    return [" ".join(one.split()) for one in written.getvalue().split(";\n\n") if one.strip()]


def test_on_postgresql_the_function_stands_before_the_triggers_that_call_it() -> None:
    first, *triggers = _told_to_postgresql(lambda: forbid_changes("history", "request"))
    assert first.startswith("CREATE OR REPLACE FUNCTION refuse_change()")
    assert [(one.split()[2], one.split()[4]) for one in triggers] == [
        ("history_no_truncate", "TRUNCATE"),
        ("history_no_update", "UPDATE"),
        ("history_no_delete", "DELETE"),
        ("request_no_truncate", "TRUNCATE"),
        ("request_no_update", "UPDATE"),
        ("request_no_delete", "DELETE"),
    ]
    assert all(one.endswith("EXECUTE FUNCTION refuse_change()") for one in triggers)


def test_on_postgresql_a_list_that_grows_gets_another_check() -> None:
    said = _told_to_postgresql(lambda: admit("act", "state", ("a",), ("a", "b")))
    assert said == [
        "ALTER TABLE act DROP CONSTRAINT ck_act_state_list",
        "ALTER TABLE act ADD CONSTRAINT ck_act_state_list CHECK (state IN ('a', 'b'))",
    ]
    said = _told_to_postgresql(lambda: lengthen("act", "title", 300, 600))
    assert said[1].endswith("ck_act_title_length CHECK (length(title) <= 600)")


def test_a_field_that_refers_to_a_row_comes_with_its_reference_and_its_index() -> None:
    check = {"ck_act_more_length": "length(more) <= 9"}
    own, index = _told_to_postgresql(
        lambda: add_field("act", "more", sa.Text(), check, refers_to="plan")
    )
    assert own == (
        "ALTER TABLE act ADD COLUMN more TEXT CONSTRAINT ck_act_more_length CHECK (length(more) <="
        " 9) CONSTRAINT fk_act_more REFERENCES plan (id)"
    )
    assert index == "CREATE INDEX ix_act_more ON act (more)"
    (alone,) = _told_to_postgresql(lambda: add_field("act", "more", sa.Text(), {}))
    assert alone == "ALTER TABLE act ADD COLUMN more TEXT"


def test_a_new_reference_is_written_with_its_index_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`add_field` makes the index of a reference, which is not said again; any other index is."""

    def without_the_field(engine: Engine) -> None:
        migrate(engine)
        with writing(engine) as connection:
            context = MigrationContext.configure(connection)
            with Operations.context(context) as operations:
                remove_field("project", "plan_id")
                operations.drop_index("ix_act_body_id", "act")

    monkeypatch.setattr("udp_core.archive.migrations.writing.migrate", without_the_field)
    step = write_migration("more", shutil.copytree(PLACE, tmp_path / "migrations"))
    assert step
    written = step.read_text(encoding="utf-8")
    assert written.count("ix_project_plan_id") == 0
    assert 'remove_field("project", "plan_id")' in written
    assert written.count("ix_act_body_id") == 2


def test_a_step_brings_only_what_its_lines_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def without_an_index(engine: Engine) -> None:
        migrate(engine)
        with writing(engine) as connection:
            context = MigrationContext.configure(connection)
            with Operations.context(context) as operations:
                operations.drop_index("ix_act_body_id", "act")

    monkeypatch.setattr("udp_core.archive.migrations.writing.migrate", without_an_index)
    step = write_migration("index", shutil.copytree(PLACE, tmp_path / "migrations"))
    assert step
    brought = [
        line
        for line in step.read_text(encoding="utf-8").splitlines()
        if line.startswith(("from", "import"))
    ]
    assert brought == ["from __future__ import annotations", "from alembic import op"]


@pytest.mark.parametrize(("nullable", "later"), [(True, ()), (False, ("plan_id",)), (False, ())])
def test_a_field_that_the_rows_of_before_cannot_have_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nullable: bool, later: tuple[str, ...]
) -> None:
    """It may be left blank, and is named among those that came later: both, or it is refused."""

    def without_the_field(engine: Engine) -> None:
        migrate(engine)
        with writing(engine) as connection:
            context = MigrationContext.configure(connection)
            with Operations.context(context):
                remove_field("project", "plan_id")

    project = BY_NAME["project"]
    spec = specs(project)["plan_id"]
    monkeypatch.setattr("udp_core.archive.migrations.writing.migrate", without_the_field)
    monkeypatch.setattr(project, "later", later)
    monkeypatch.setitem(
        SQLModel.metadata.tables["project"].columns["plan_id"].info,
        "spec",
        replace(spec, required=not nullable),
    )
    specs.cache_clear()
    try:
        with pytest.raises(RefusedError) as refused:
            write_migration("more", shutil.copytree(PLACE, tmp_path / "migrations"))
    finally:
        monkeypatch.undo()
        specs.cache_clear()
    (problem,) = refused.value.problems
    assert (problem.code, problem.value) == ("G02", "plan_id")


def test_what_a_step_cannot_change_by_itself_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that may be left blank from now on: SQLite makes the table anew, by hand."""
    monkeypatch.setattr(SQLModel.metadata.tables["act"].columns["title"], "nullable", True)
    with pytest.raises(RefusedError) as refused:
        write_migration("blank")
    (problem,) = refused.value.problems
    assert (problem.code, "(AlterColumnOp)" in problem.sentence) == ("G01", True)

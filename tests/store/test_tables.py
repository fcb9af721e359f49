"""The third net.

The tables themselves refuse what the commands should never write, on both databases.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.made_rows import family, load_family, sound
from udp_core.archive.engine import writing
from udp_core.archive.entity import Entity, id_of, specs, table_name
from udp_core.archive.field import Kind
from udp_core.archive.images import raw_table
from udp_core.archive.registry import BY_NAME, ENTITIES

EVERY = pytest.mark.parametrize("entity", ENTITIES, ids=table_name)


def _put(connection: Connection, entity: type[Entity], image: dict[str, Any]) -> None:
    connection.execute(
        insert(raw_table(entity)), [{"id": id_of(entity, image), "version": 1, **image}]
    )


def _put_parents(connection: Connection, entity: type[Entity]) -> None:
    for parent, image in family(entity)[:-1]:
        _put(connection, parent, image)


def _wrong_values(entity: type[Entity]) -> list[tuple[str, Any]]:
    """A value just beyond each limit of each field."""
    wrong: list[tuple[str, Any]] = []
    for name, spec in specs(entity).items():
        scale = 1000 if spec.kind is Kind.DECIMAL else 1
        wrong += [(name, None)] if spec.required else []
        wrong += [(name, spec.least * scale - 1)] if spec.least is not None else []
        wrong += [(name, spec.most * scale + 1)] if spec.most is not None else []
        wrong += [(name, "à" * (spec.longest + 1))] if spec.longest else []
        wrong += [(name, "invented")] if spec.terms else []
        wrong += [(name, 2)] if spec.kind is Kind.FLAG else []
        wrong += [(name, "nobody")] if spec.refers_to else []
    return wrong


@EVERY
def test_a_sound_row_is_admitted_and_each_wrong_value_refused(
    entity: type[Entity], empty_engine: Engine
) -> None:
    _admits_and_refuses(entity, empty_engine)


@pytest.mark.postgresql
def test_postgresql_admits_and_refuses_the_same(postgresql_address: str) -> None:
    from udp_core.archive.engine import open_engine

    engine = open_engine(postgresql_address)
    for entity in ENTITIES:
        _admits_and_refuses(entity, engine)
    engine.dispose()


def _admits_and_refuses(entity: type[Entity], engine: Engine) -> None:
    with writing(engine, keep=False) as connection:
        _put_parents(connection, entity)
        good = sound(entity)
        row_id = id_of(entity, good)
        for name, value in _wrong_values(entity):
            with pytest.raises((IntegrityError, DBAPIError)), connection.begin_nested():
                connection.execute(
                    insert(raw_table(entity)), [{**good, name: value, "id": row_id, "version": 1}]
                )
        _put(connection, entity, good)


def test_a_text_of_the_greatest_length_is_admitted(engine: Engine) -> None:
    load_family(engine, "district", name="à" * 300)


def test_strict_tables_refuse_another_type(empty_engine: Engine) -> None:
    with writing(empty_engine, keep=False) as connection:
        tables = connection.exec_driver_sql(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"
        ).all()
        ours = {
            name: strict
            for name, strict in tables
            if name in BY_NAME or name in {"history", "request"}
        }
        assert len(ours) == len(BY_NAME) + 2
        assert set(ours.values()) == {1}
        with pytest.raises(IntegrityError, match="cannot store"):
            _put(
                connection,
                BY_NAME["funding_source"],
                {**sound(BY_NAME["funding_source"]), "sort": "dieci"},
            )


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize(("table", "column"), [("history", "hash"), ("request", "reason")])
def test_history_is_only_added_to(engine: Engine, statement: str, table: str, column: str) -> None:
    load_family(engine, "district")
    with pytest.raises(DBAPIError, match="append-only"), engine.connect() as connection:
        connection.execution_options(udp_writing=True).execute(
            text(statement.format(table, column))
        )


def test_replacing_a_row_of_history_is_refused_too(empty_engine: Engine) -> None:
    load_family(empty_engine, "district")
    replace = (
        "REPLACE INTO history SELECT sequence, request_id, entity, entity_id, version, before,"
        " after, previous_hash, 'x' FROM history"
    )
    with pytest.raises(DBAPIError, match="append-only"), empty_engine.connect() as connection:
        connection.execution_options(udp_writing=True).execute(text(replace))


@pytest.mark.postgresql
def test_emptying_history_is_refused(postgresql_address: str) -> None:
    from udp_core.archive.engine import open_engine

    engine = open_engine(postgresql_address)
    with pytest.raises(DBAPIError, match="append-only"), engine.connect() as connection:
        connection.execution_options(udp_writing=True).execute(text("TRUNCATE history"))
    engine.dispose()


def test_what_is_referred_to_is_not_removed(engine: Engine) -> None:
    load_family(engine, "fund_year")
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(text("DELETE FROM district"))

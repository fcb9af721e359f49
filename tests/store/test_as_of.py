"""The archive as known at a moment.

Every row as it was, whatever happened since, on both kinds of database.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_desk import E, entry, made_desk, save
from udp_core.archive.as_of import known_at, let_go
from udp_core.archive.engine import reading, writing
from udp_core.archive.images import read_all
from udp_core.archive.registry import ENTITIES
from udp_core.archive.writer import head
from udp_core.fund.report.reading import fund_report
from udp_core.kernel.problem import RefusedError
from udp_core.writing.saving import Edit


def rows(engine: Engine) -> list[tuple[str, str, int, object]]:
    with reading(engine) as connection:
        return [
            (entity.__name__, row_id, version, image)
            for entity in ENTITIES
            for row_id, version, image in read_all(connection, entity)
        ]


def revision(engine: Engine) -> int:
    with reading(engine) as connection:
        return head(connection).sequence


def test_every_moment_comes_back(engine: Engine) -> None:
    """Added, changed, changed again, removed: the rows of each moment are those that were there."""
    made_desk(engine)
    moments = {revision(engine): rows(engine)}
    first = save(engine, "carlo", entry(1, 100)).rows[0]
    moments[revision(engine)] = rows(engine)
    save(engine, "carlo", Edit(E["frna_entry"], {"amount_cents": 120_00}, first.entity_id, 1))
    save(
        engine,
        "carlo",
        Edit(E["frna_entry"], {"amount_cents": 130_00}, first.entity_id, 2),
        entry(2, 50),
    )
    moments[revision(engine)] = rows(engine)
    save(engine, "carlo", Edit(E["frna_entry"], {}, first.entity_id, 3, remove=True))
    moments[revision(engine)] = rows(engine)
    for sequence, there in moments.items():
        past = known_at(engine, sequence)
        assert rows(past) == there
        let_go(past)


def test_nothing_is_written_there_and_the_beginning_is_empty(engine: Engine) -> None:
    made_desk(engine)
    past = known_at(engine, 0)
    assert rows(past) == []
    with pytest.raises(RefusedError), reading(past) as connection:
        connection.exec_driver_sql("DELETE FROM district")
    let_go(past)


@pytest.mark.parametrize("wrong", [-1, 10**6])
def test_a_revision_that_never_was_is_refused(engine: Engine, wrong: int) -> None:
    with pytest.raises(RefusedError) as refused:
        known_at(engine, wrong)
    assert refused.value.problems[0].code == "D20"


def test_pictures_are_those_of_then(engine: Engine) -> None:
    made_desk(engine)
    before = revision(engine)
    save(engine, "carlo", entry(1, 100))
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "UPDATE frna_entry SET state = 'confirmed' WHERE phase = 'final'"
        )
    past = known_at(engine, before)
    with reading(past) as then, reading(engine) as now:
        seen = [
            fund_report(connection, "a", 2026, date(2026, 11, 10), "a")
            for connection in (then, now)
        ]
    assert [one.position.used.cents if one else None for one in seen] == [0, 100_00]
    let_go(past)


def test_two_readers_of_one_moment_do_not_stop_each_other(engine: Engine) -> None:
    made_desk(engine)
    past = known_at(engine, revision(engine))
    for _ in range(
        3
    ):  # each visit is a thread of its own, and takes over connections that another one opened
        with ThreadPoolExecutor(2) as others:
            assert list(others.map(lambda _: len(rows(past)), range(4))) == [len(rows(past))] * 4
    with reading(past) as one, reading(past) as other:
        assert [
            connection.exec_driver_sql("SELECT count(*) FROM officer").scalar_one()
            for connection in (one, other)
        ] == [4, 4]
    let_go(past)


def test_history_ends_there_and_who_signs_in_is_no_part_of_it(engine: Engine) -> None:
    made_desk(engine)
    before = revision(engine)
    save(engine, "carlo", entry(1, 100))
    past = known_at(engine, before)
    with reading(past) as connection:
        assert head(connection).sequence == before
        assert (
            connection.exec_driver_sql(
                "SELECT count(*) FROM request WHERE author = 'carlo'"
            ).scalar_one()
            == 0
        )
        tables = set(
            connection.exec_driver_sql(
                "SELECT name FROM sqlite_schema WHERE type = 'table'"
            ).scalars()
        )
        assert {
            name
            for name in tables & {"credential", "session", "attempt", "invitation"}
            if connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
        } == set()
    let_go(past)

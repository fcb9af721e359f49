"""The proof finds every way of changing figures or history behind the program's back, and
nothing in a whole database."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine, text

from tests.made_rows import content, load, load_family, sound, sound_history
from udp_core.archive.engine import open_engine, reading, writing
from udp_core.archive.images import digest
from udp_core.archive.registry import BY_NAME
from udp_core.archive.replay import Alteration, alterations
from udp_core.archive.writer import GENESIS, Head, head, link
from udp_core.writing.loading import Batch

DISTRICT = BY_NAME["district"]
POPULATION = BY_NAME["population"]


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Four history rows of additions and two of changes."""
    load_family(engine, "population", residents=159_000)
    load(engine, Batch(DISTRICT, [(None, sound(DISTRICT, code="b"))]))
    load(engine, Batch(DISTRICT, [(None, sound(DISTRICT, name="Ravenna"))]))
    load(engine, Batch(POPULATION, [(None, sound(POPULATION, residents=160_000))]))
    return engine


def _tamper(engine: Engine, *statements: str) -> None:
    """Change the database as someone with its file in hand would: the triggers are put aside."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            kept = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            ).all()
            for name, _ in kept:
                connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = DEFAULT"))


def _found(engine: Engine) -> list[Alteration]:
    with reading(engine) as connection:
        return list(alterations(connection))


def test_a_whole_database_yields_nothing(filled: Engine) -> None:
    assert _found(filled) == []


def test_an_empty_database_yields_nothing(engine: Engine) -> None:
    assert _found(engine) == []
    with reading(engine) as connection:
        assert head(connection) == Head(0, GENESIS)


def test_an_edited_row_is_named(filled: Engine) -> None:
    _tamper(filled, "UPDATE population SET residents = 160001")
    [found] = _found(filled)
    assert (found.sequence, found.entity, found.entity_id) == (0, "population", "a:1900:total")
    assert "diversa" in found.what


def test_an_edited_version_is_named(filled: Engine) -> None:
    _tamper(filled, "UPDATE population SET version = 1")
    assert [found.entity for found in _found(filled)] == ["population"]


def test_a_deleted_row_is_named(filled: Engine) -> None:
    _tamper(filled, "DELETE FROM population")
    [found] = _found(filled)
    assert found.entity_id == "a:1900:total"
    assert "sparita" in found.what


def test_an_extra_row_is_named(filled: Engine) -> None:
    _tamper(
        filled,
        "INSERT INTO district (id, version, code, name, province_code, region, source) VALUES ('x',"
        " 1, 'x', 'X', 'ra', 'ER', 'f')",
    )
    [found] = _found(filled)
    assert (found.entity, found.entity_id) == ("district", "x")
    assert "non risulta" in found.what


def test_an_edited_row_of_history_is_named(filled: Engine) -> None:
    after = json.dumps({"name": "Falso"})
    _tamper(filled, f"UPDATE history SET after = '{after}' WHERE sequence = 2")
    assert any(
        found.sequence == 2 and "non corrisponde al contenuto" in found.what
        for found in _found(filled)
    )


@pytest.mark.parametrize("column", ["entity_id", "before", "after", "hash", "previous_hash"])
def test_any_edited_word_of_history_is_named(filled: Engine, column: str) -> None:
    _tamper(filled, f"UPDATE history SET {column} = 'x' WHERE sequence = 5")
    assert 5 in {found.sequence for found in _found(filled)}


@pytest.mark.parametrize("column", ["author", "role", "reason", "at", "command"])
def test_an_edited_request_is_named(filled: Engine, column: str) -> None:
    _tamper(
        filled,
        f"UPDATE request SET {column} = 'altro' WHERE id = (SELECT request_id FROM history WHERE"
        " sequence = 4)",
    )
    assert 4 in {found.sequence for found in _found(filled)}


def test_a_deleted_request_is_named(filled: Engine) -> None:
    if filled.dialect.name == "sqlite":
        _tamper(
            filled,
            "UPDATE history SET request_id = (SELECT request_id FROM history WHERE sequence = 1)"
            " WHERE sequence = 4",
        )
        wanted = "non corrisponde al contenuto"
    else:
        _tamper(
            filled,
            "DELETE FROM request WHERE id = (SELECT request_id FROM history WHERE sequence = 4)",
        )
        wanted = "manca la richiesta"
    assert any(found.sequence == 4 and wanted in found.what for found in _found(filled))


def test_a_row_cut_out_of_history_is_named(filled: Engine) -> None:
    _tamper(filled, "DELETE FROM history WHERE sequence = 3")
    assert any("manca la riga 3" in found.what for found in _found(filled))


def test_a_cut_tail_is_named(filled: Engine) -> None:
    _tamper(filled, "DELETE FROM history WHERE sequence >= 5")
    assert {(found.entity, found.entity_id) for found in _found(filled)} == {
        ("district", "a"),
        ("population", "a:1900:total"),
    }


def test_a_row_of_history_written_by_hand_is_named(filled: Engine) -> None:
    """Even with a hash that fits: what it says was there before is not what was there."""
    with reading(filled) as connection:
        last = head(connection)
        request = connection.execute(text("SELECT * FROM request ORDER BY id LIMIT 1")).one()
    from udp_core.archive.writer import RequestHeader

    own = link(
        last.hash,
        last.sequence + 1,
        RequestHeader(*request).digest,
        ("district", "b", 2),
        ("{}", "{}"),
    )
    _tamper(
        filled,
        "INSERT INTO history (sequence, request_id, entity, entity_id, version, before, after,"
        f" previous_hash, hash) VALUES ({last.sequence + 1}, '{request.id}', 'district', 'b', 2,"
        f" '{{}}', '{{}}', '{last.hash}', '{own}')",
    )
    whats = [found.what for found in _found(filled)]
    assert any("prima" in what for what in whats)


def test_a_removed_row_is_remembered_as_removed(engine: Engine) -> None:
    load(
        engine,
        Batch(DISTRICT, [(None, sound(DISTRICT)), (None, sound(DISTRICT, code="b"))], whole=True),
    )
    load(engine, Batch(DISTRICT, [(None, sound(DISTRICT))], whole=True))
    assert sound_history(engine) == []
    load(
        engine,
        Batch(DISTRICT, [(None, sound(DISTRICT)), (None, sound(DISTRICT, code="b"))], whole=True),
    )
    assert sound_history(engine) == []


@pytest.mark.postgresql
def test_the_digest_is_equal_on_both_databases(
    empty_engine: Engine, postgresql_address: str
) -> None:
    rows = [
        (None, sound(DISTRICT, code=code, name="Città"))
        for code in ("b", "A", "a", "B", "a-b", "a.b", "aB", "Z", "z", "10", "9")
    ]
    other = open_engine(postgresql_address)
    digests = set()
    for engine in (empty_engine, other):
        load(engine, Batch(DISTRICT, rows))
        load_family(engine, "rule", value=-1)
        with reading(engine) as connection:
            digests.add(digest(content(connection)))
    other.dispose()
    assert len(digests) == 1


@pytest.mark.postgresql
def test_the_order_is_of_code_points_in_any_language(postgresql_address: str) -> None:
    """The database sorts by its language; the digest must not."""
    from udp_core.archive.images import in_code_order, raw_table

    engine = open_engine(postgresql_address)
    with reading(engine) as connection:
        assert 'COLLATE "C"' in str(
            in_code_order(raw_table(DISTRICT).c.id, connection).compile(connection)
        )
    engine.dispose()

"""Archives of then are few at a time, and what is let go is closed.

Looked at from outside, by the names of the databases.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine

from tests.made_desk import E, entry, made_desk, save
from tests.store.test_as_of import revision
from udp_core.archive import past as past_module
from udp_core.archive.as_of import known_at, let_go
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.past import PastArchives
from udp_core.archive.writer import head
from udp_core.kernel.problem import RefusedError
from udp_core.writing.saving import Edit

MOST, SITTINGS, LOOKS = 3, 14, 30


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The address of every archive of then that was rebuilt, in order."""
    found: list[str] = []

    def rebuilt(engine: Engine, asked: int) -> Engine:
        made = known_at(engine, asked)
        found.append(str(made.url))
        return made

    monkeypatch.setattr(past_module, "known_at", rebuilt)
    return found


@pytest.fixture
def moments(empty_engine: Engine) -> list[int]:
    made_desk(empty_engine)
    row = save(empty_engine, "carlo", entry(1, 100)).rows[0].entity_id
    found = []
    for version in range(1, SITTINGS + 1):
        save(
            empty_engine,
            "carlo",
            Edit(E["frna_entry"], {"amount_cents": 100_00 + version}, row, version),
        )
        found.append(revision(empty_engine))
    return found


def alive(addresses: list[str]) -> list[str]:
    """Those that somebody still holds open.

    A database in memory that nobody holds is empty to who opens it.
    """
    held = []
    for address in addresses:
        engine = open_engine(address)
        with engine.connect() as connection:
            if connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one():
                held.append(address)
        engine.dispose()
    return held


def reached(past: PastArchives, engine: Engine, asked: int) -> int:
    with past.reading(engine, asked) as connection:
        return head(connection).sequence


def descriptors() -> int:
    table = Path("/proc/self/fd")
    return len(list(table.iterdir())) if table.is_dir() else 0


def test_thirty_looks_at_fourteen_sittings_hold_three_archives(
    empty_engine: Engine, moments: list[int], addresses: list[str]
) -> None:
    past = PastArchives(MOST)
    open_before = descriptors()
    for look in range(LOOKS):
        asked = moments[look % SITTINGS]
        assert reached(past, empty_engine, asked) == asked
        assert len(alive(addresses)) <= MOST
    assert len(addresses) == LOOKS
    assert alive(addresses) == addresses[-MOST:]
    assert descriptors() <= open_before + 2
    past.let_go()
    assert alive(addresses) == []


def test_what_was_looked_at_lately_is_not_rebuilt(
    empty_engine: Engine, moments: list[int], addresses: list[str]
) -> None:
    past = PastArchives(MOST)
    for asked in (0, 1, 2, 0, 1, 2, 0, 3, 0):
        assert reached(past, empty_engine, moments[asked]) == moments[asked]
    assert len(addresses) == 4
    assert past.holds(empty_engine, moments[0])
    assert not past.holds(empty_engine, moments[1])


def test_who_is_reading_goes_on_although_others_came(
    empty_engine: Engine, moments: list[int], addresses: list[str]
) -> None:
    past = PastArchives(MOST)
    with past.reading(empty_engine, moments[0]) as connection:
        for asked in moments[1:]:
            reached(past, empty_engine, asked)
        assert head(connection).sequence == moments[0]
        assert len(alive(addresses)) == MOST + 1
    assert alive(addresses) == addresses[-MOST:]


def test_many_who_ask_at_once_share_one(
    empty_engine: Engine, moments: list[int], addresses: list[str]
) -> None:
    past, together = PastArchives(MOST), Barrier(8)

    def look(_: int) -> int:
        together.wait(10)
        return reached(past, empty_engine, moments[5])

    with ThreadPoolExecutor(8) as people:
        assert list(people.map(look, range(8))) == [moments[5]] * 8
    assert len(addresses) == 1


def test_what_cannot_be_rebuilt_leaves_nothing_open(
    empty_engine: Engine, moments: list[int], addresses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    past = PastArchives(MOST)
    with pytest.raises(RefusedError):
        reached(past, empty_engine, 10**6)

    def broken(_raw: object, asked: int) -> None:
        raise RuntimeError(asked)

    monkeypatch.setattr("udp_core.archive.as_of._take_back", broken)
    monkeypatch.setattr("udp_core.archive.as_of._numbers", iter(["half-made"]))
    with pytest.raises(RuntimeError):
        reached(past, empty_engine, moments[0])
    assert alive(["sqlite:///file:udp-half-made?mode=memory&cache=shared&uri=true"]) == []
    assert addresses == []


def test_the_probe_sees_what_is_left_open(empty_engine: Engine, moments: list[int]) -> None:
    """The tests above could fail: one that nobody closes is told."""
    left = known_at(empty_engine, moments[0])
    assert alive([str(left.url)]) == [str(left.url)]
    let_go(left)
    with reading(empty_engine) as connection:
        assert head(connection).sequence == moments[-1]
    assert alive([str(left.url)]) == []

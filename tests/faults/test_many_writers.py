"""Sixteen processes write at once: each change is there exactly once, on both databases."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Connection, Engine

from tests.made_rows import asked, load_family, sound_history
from udp_core.archive.engine import open_engine, reading, writing
from udp_core.archive.entity import id_of
from udp_core.archive.images import read_all
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.problem import RefusedError
from udp_core.writing.loading import Batch, LoadRows, load_rows

POPULATION = BY_NAME["population"]
PROCESSES = 16
TIMES = 4


def _one_more(connection: Connection) -> Iterable[Batch]:
    """The figure as it stands under the lock, one higher."""
    [(_, _, image)] = list(read_all(connection, POPULATION))
    yield Batch(POPULATION, [(None, {**image, "residents": int(image["residents"] or 0) + 1})])


def _increment(address: str, process: int) -> None:
    engine = open_engine(address)
    for time in range(TIMES):
        request = asked(f"process {process} time {time}")
        load_rows(engine, LoadRows(request, (), derived=_one_more))
        assert load_rows(engine, LoadRows(request, (), derived=_one_more)).repeated
    engine.dispose()


def test_no_increment_of_16_processes_is_lost_or_done_twice(engine: Engine) -> None:
    load_family(engine, "population", residents=0)
    engine.dispose()
    address = engine.url.set(drivername=engine.dialect.name).render_as_string(hide_password=False)
    fork = multiprocessing.get_context("fork")
    processes = [
        fork.Process(target=_increment, args=(address, number)) for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    with reading(engine) as connection:
        [(row_id, version, image)] = list(read_all(connection, POPULATION))
    assert (image["residents"], version) == (PROCESSES * TIMES, PROCESSES * TIMES + 1)
    assert row_id == id_of(POPULATION, image)
    assert sound_history(engine) == []


def test_the_writers_of_one_process_wait_in_line(tmp_path: Path) -> None:
    """SQLite waits by polling: whoever is unlucky waits long.

    Here each of sixteen has its turn, and none is starved.
    """
    engine = open_engine(f"sqlite:///{tmp_path / 'line.sqlite'}")
    order: list[int] = []
    inside = Event()

    def person(number: int) -> None:
        with writing(engine):
            inside.set()
            order.append(number)

    with writing(engine):
        people = [Thread(target=person, args=(number,)) for number in range(16)]
        for one in people:
            one.start()
        assert not inside.wait(0.2)
    for one in people:
        one.join(timeout=10)
    assert sorted(order) == list(range(16))


def test_whose_turn_never_comes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("udp_core.archive.engine.LONGEST_WAIT_SECONDS", 0.05)
    engine = open_engine(f"sqlite:///{tmp_path / 'line.sqlite'}")
    with writing(engine), pytest.raises(RefusedError) as refused, writing(engine):
        pass
    assert refused.value.problems[0].code == "D07"

"""A long history.

How long the start, the check and a look at the middle of it take, and how much memory they hold.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, insert

from tests.faults.line import Ground
from tests.made_rows import asked, load_family
from udp_core.archive.as_of import known_at, let_go
from udp_core.archive.engine import open_engine, reading, writing
from udp_core.archive.entity import Image
from udp_core.archive.images import HISTORY, REQUEST, canonical, raw_table, read_all
from udp_core.archive.migrate import migrate
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import Head, RequestHeader, head, link
from udp_core.checking import check_database
from udp_core.running.maintenance import examine

SMALL, MILLION = 20_000, 1_000_000
A_TIME = 10_000
"""Rows of history written at a time, each a request of its own thousand."""
POPULATION = BY_NAME["population"]
T = TypeVar("T")


def long_history(ground: Ground) -> str:
    """One figure changed again and again.

    Then a start, a check, and the archive as it was half-way.
    """
    engine = open_engine(ground.address("lunga"))
    migrate(engine)
    load_family(engine, "population", residents=0)
    size = ground.size(SMALL, MILLION)
    _fill(engine, size)
    with reading(engine) as connection:
        reached = head(connection).sequence
    started, wrong = _timed(lambda: examine(engine))
    assert wrong == (), wrong
    checked, report = _timed(lambda: check_database(engine))
    assert report.alterations == ()
    half, residents = _timed(lambda: _residents_at(engine, reached // 2))
    assert residents == reached // 2 - (reached - size), "la cifra di allora non è quella"
    engine.dispose()
    return (
        f"{reached} righe di storia: avvio {started:.1f} s, verifica {checked:.1f} s, "
        f"a metà {half:.1f} s, memoria al più {_peak()} MB"
    )


def _residents_at(engine: Engine, revision: int) -> int:
    then = known_at(engine, revision)
    try:
        with reading(then) as connection:
            [(_, _, image)] = list(read_all(connection, POPULATION))
    finally:
        let_go(then)
    return int(image["residents"] or 0)


def _fill(engine: Engine, size: int) -> None:
    """So many changes of the one figure, as the writer chains them."""
    with reading(engine) as connection:
        [figure] = list(read_all(connection, POPULATION))
    raw = raw_table(POPULATION)
    for first in range(0, size, A_TIME):
        numbers = range(first + 1, min(first + A_TIME, size) + 1)
        with writing(engine) as connection:
            header = asked(f"lunga {first}").header("save")
            connection.execute(insert(REQUEST), [header.kept])
            links = _links(head(connection), header, figure, numbers)
            connection.execute(insert(HISTORY), list(links))
            last = {"version": figure[1] + numbers[-1], "residents": numbers[-1]}
            connection.execute(raw.update().where(raw.c.id == figure[0]).values(**last))


def _links(
    start: Head, request: RequestHeader, figure: tuple[str, int, Image], numbers: range
) -> Iterator[dict[str, object]]:
    """The rows of history of one request, each linked to the one before.

    The figure goes up by one each time.
    """
    row_id, version, image = figure
    previous, digest = start.hash, request.digest
    for sequence, number in enumerate(numbers, start=start.sequence + 1):
        images = tuple(canonical({**image, "residents": one}) for one in (number - 1, number))
        row = ("population", row_id, version + number)
        own = link(previous, sequence, digest, row, (images[0], images[1]))
        values = (sequence, request.id, *row, *images, previous, own)
        yield dict(zip(HISTORY.c.keys(), values, strict=True))
        previous = own


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def _peak() -> int:
    """The most memory that this process ever held, in megabytes.

    Zero where the system does not say.
    """
    said = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", said.read_text()) if said.is_file() else None
    return int(found[1]) // 1000 if found else 0

"""PostgreSQL is stopped and started while people write.

What was confirmed is there, the rest was told, and work goes on.
"""

from __future__ import annotations

import os
import subprocess
import time
from threading import Event, Thread

from sqlalchemy import Engine

from tests.faults.line import Ground
from tests.made_desk import E, made_desk
from tests.made_rows import asked, sound, sound_history
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.migrate import migrate
from udp_core.kernel.problem import RefusedError
from udp_core.writing.loading import Batch, LoadRows, load_rows

WRITERS = 4
PATIENCE_SECONDS = 120
TOLD = frozenset({"D07", "D09"})
"""Waiting for another, or the server does not answer."""


class _Writer(Thread):
    """Saves one district after another until it is told to stop."""

    def __init__(self, engine: Engine, name: str, stop: Event) -> None:
        super().__init__(daemon=True)
        self.engine, self.word, self.stop = engine, name, stop
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self.broken: list[str] = []

    def run(self) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            code = f"{self.word}{number}"
            try:
                self._save(code)
                self.acknowledged.append(code)
            except RefusedError as told:
                self.refused.append(told.problems[0].code)
                time.sleep(0.05)
            except Exception as error:  # noqa: BLE001 - it is what the line looks for
                self.broken.append(repr(error)[:200])

    def _save(self, code: str) -> None:
        rows: list[tuple[int | None, dict[str, int | str | None]]] = [
            (None, sound(E["district"], code=code))
        ]
        load_rows(self.engine, LoadRows(asked(code), (Batch(E["district"], rows),)))


def restarted(ground: Ground) -> str:
    engine = open_engine(ground.address("riavviato"))
    migrate(engine)
    made_desk(engine)
    stop = Event()
    writers = [_Writer(engine, f"w{number}x", stop) for number in range(WRITERS)]
    for one in writers:
        one.start()
    times = ground.size(2, 5)
    for _ in range(times):
        _wait_for_more(writers)
        _restart(ground)
    _wait_for_more(writers)
    stop.set()
    for one in writers:
        one.join(PATIENCE_SECONDS)
    return _judged(engine, writers, times)


def _judged(engine: Engine, writers: list[_Writer], times: int) -> str:
    acknowledged = {code for one in writers for code in one.acknowledged}
    refused = [code for one in writers for code in one.refused]
    assert [words for one in writers for words in one.broken] == []
    assert set(refused) <= TOLD, set(refused)
    with reading(engine) as connection:
        kept = set(connection.exec_driver_sql("SELECT code FROM district").scalars())
    assert acknowledged <= kept, "un salvataggio confermato manca"
    assert sound_history(engine) == []
    engine.dispose()
    return (
        f"{times} riavvii, {len(acknowledged)} salvataggi confermati e presenti, {len(refused)}"
        " rifiutati in parole"
    )


def _wait_for_more(writers: list[_Writer]) -> None:
    """Each of them saved again: the archive works."""
    before = [len(one.acknowledged) for one in writers]
    end = time.monotonic() + PATIENCE_SECONDS
    while any(len(one.acknowledged) <= had for one, had in zip(writers, before, strict=True)):
        assert time.monotonic() < end, "dopo il riavvio non si scrive più"
        time.sleep(0.05)


def _restart(ground: Ground) -> None:
    """As when its machine falls: nobody is waited for."""
    command = [
        str(ground.server.bin_path / "pg_ctl"),
        "-D",
        str(ground.server.pgdata),
        "-m",
        "immediate",
        "-w",
        "restart",
    ]
    user = ground.server.system_user if os.geteuid() == 0 else None
    done = subprocess.run(
        command,
        user=user,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")

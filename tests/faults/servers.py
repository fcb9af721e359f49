"""Two dashboards on one archive.

Every acknowledged save of both is there, once, and the copy of the day is one, whole.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.line import SQLITE, Ground
from tests.made_desk import E, made_desk
from tests.made_rows import load, sound, sound_history
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.migrate import migrate
from udp_core.running.backups import checked
from udp_core.running.daily_copies import copies
from udp_core.running.maintenance import copies_folder
from udp_core.writing.loading import Batch

ROOT = Path(__file__).resolve().parents[2]
SERVERS = ("uno", "due")
PATIENCE_SECONDS = 1200
SERVING = """
import json, sys
from datetime import date
from tests.made_desk import E
from tests.made_rows import asked, sound
from udp_core.kernel.problem import RefusedError
from udp_core.running.maintenance import copy_of_the_day, examine
from udp_core.writing.loading import Batch, LoadRows, load_rows
from udp_core.archive.engine import open_engine
address, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
engine = open_engine(address)
acknowledged, refused = [], []
assert examine(engine) == ()
for number in range(times):
    code = f"{name}{number}"
    try:
        load_rows(engine, LoadRows(asked(code), (Batch(E["district"], [(None, sound(E["district"], code=code))]),)))
        acknowledged.append(code)
    except RefusedError as told:
        refused.append(told.problems[0].code)
    if number == times // 2:
        copy_of_the_day(engine, date(2026, 11, 10))
print(json.dumps([acknowledged, refused]))
"""  # noqa: E501
"""A dashboard without its screens: it examines the archive, saves, makes the copy of the day."""


def two_servers(ground: Ground) -> str:
    address = ground.address("due_server")
    engine = open_engine(address)
    migrate(engine)
    made_desk(engine)
    times = ground.size(60, 400)
    acknowledged, refused = _both(address, times)
    with reading(engine) as connection:
        kept = set(connection.exec_driver_sql("SELECT code FROM district").scalars())
    assert set(acknowledged) <= kept, "un salvataggio confermato manca"
    assert len(acknowledged) == len(set(acknowledged))
    assert len(acknowledged) + len(refused) == 2 * times
    assert set(refused) <= {"D07"}, refused
    assert sound_history(engine) == []
    if ground.kind == SQLITE:
        [path] = copies(copies_folder(engine), "due_server").values()
        checked(path)
    load(engine, Batch(E["district"], [(None, sound(E["district"], code="dopo"))]))
    engine.dispose()
    return (
        f"{len(acknowledged)} salvataggi confermati, tutti presenti; {len(refused)} fatti aspettare"
    )


def _both(address: str, times: int) -> tuple[list[str], list[str]]:
    command = [sys.executable, "-c", SERVING, address]
    started = [
        subprocess.Popen([*command, name, str(times)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for name in SERVERS
    ]
    said = [one.communicate(timeout=PATIENCE_SECONDS)[0] for one in started]
    assert [one.returncode for one in started] == [0, 0]
    found = [json.loads(words.splitlines()[-1]) for words in said]
    return [code for one in found for code in one[0]], [code for one in found for code in one[1]]

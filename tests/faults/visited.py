"""A dashboard that many look at for long: what it holds afterwards is about what it held before."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from pages.components.screens import SCREENS, stem
from tests.bench.made import shipped
from tests.browser.conftest import Server, running
from tests.browser.messages import talking
from tests.faults.line import Ground, Skipped

LOADS, SESSIONS = 500, 100
AT_ONCE = 10
MOST_CONNECTIONS, MOST_HELD, FILES_OF_ONE = 15, 128, 3
"""Connections of a pool: each the archive, its log, its index.

Visits that the framework holds for two minutes, in case
the browser comes back: each an event loop, which is three descriptors."""
MOST_GROWTH_MEGABYTES = 120
"""From when every screen was drawn once, and every session opened once, to the end."""


@contextmanager
def _served(ground: Ground) -> Iterator[Server]:
    database = shipped(ground.folder / "visitata.sqlite")
    with running(f"sqlite:///{database}", ground.folder / "log.txt", UDP_READING="tutti") as server:
        yield server


def memory(ground: Ground) -> str:
    """Page loads in conversations that come and go, then sessions that are open together."""
    if not Path("/proc/self/status").is_file():
        raise Skipped("il sistema non dice quanta memoria ha un processo")
    loads, sessions = ground.size(60, LOADS), ground.size(20, SESSIONS)
    screens = [stem(path) for path in SCREENS]
    with _served(ground) as server:
        _look(server, screens, len(screens))
        warm, files = _held(server), _files(server)
        _look(server, screens, loads)
        after_loads = _held(server)
        with ExitStack() as stack:
            for number in range(sessions):
                stack.enter_context(talking(server)).open(screens[number % len(screens)])
            together = _held(server)
        time.sleep(2)
        after, left = _held(server), _files(server)
    words = (
        f"{loads} pagine e {sessions} sessioni: {warm} MB, poi {after_loads}, "
        f"con le sessioni aperte {together}, alla fine {after}; "
        f"descrittori {files.total()}, poi {left.total()}"
    )
    assert after - warm <= MOST_GROWTH_MEGABYTES, words
    most = files.total() + MOST_HELD * FILES_OF_ONE + MOST_CONNECTIONS * FILES_OF_ONE
    assert left.total() <= most, f"{words}: {dict(left - files)}"
    return words


def _look(server: Server, screens: list[str], times: int) -> None:
    """So many pages, ten in each conversation."""
    for first in range(0, times, AT_ONCE):
        with talking(server) as client:
            for number in range(first, min(first + AT_ONCE, times)):
                drawn = client.open(screens[number % len(screens)])
                assert "Questa pagina non si è aperta" not in drawn, screens[number % len(screens)]


def _held(server: Server) -> int:
    """Megabytes in memory."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{server.process.pid}/status").read_text())
    assert found
    return int(found[1]) // 1000


def _files(server: Server) -> Counter[str]:
    """How many descriptors of each kind: «socket», «udp.sqlite», «pipe»."""
    found: Counter[str] = Counter()
    for one in Path(f"/proc/{server.process.pid}/fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            found[one.readlink().name.partition(":")[0]] += 1
    return found

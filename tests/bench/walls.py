"""Ten walls and who conducts: from the gesture to the event on each wall, on two servers.

Beside it, what the same server takes to answer the gesture alone.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue
from urllib.parse import urlsplit

from tests.bench.made import address, shipped
from tests.bench.measure import Measure
from tests.bench.serving import dashboard
from tests.made_sitting import SITTING, officers
from udp_core.archive.engine import open_engine
from udp_core.http.sign_in import COOKIE
from udp_core.sign_in.sessions import Visit, accept, invite

WALLS = 10
GESTURES = 60
FOLLOWED_MILLISECONDS = 300
PAUSE_SECONDS = 0.1
PASSWORD = "quattro parole messe in fila"  # noqa: S105 - of a measure


def measures(folder: Path) -> Iterator[Measure]:
    """The walls of one sitting."""
    demo = shipped(folder / "walls.sqlite")
    secret = _moderator(demo)
    with ExitStack() as stack:
        where = {"UDP_READING": "tutti"}
        servers = [
            stack.enter_context(dashboard(address(demo), folder / f"{name}.log", **where))
            for name in ("one", "two")
        ]
        seen: Queue[tuple[int, float]] = Queue()
        for number in range(WALLS):
            wall = threading.Thread(target=_follow, args=(servers[number % 2], seen), daemon=True)
            wall.start()
        time.sleep(2)
        yield _followed(servers[0], secret, seen)


def _moderator(demo: Path) -> str:
    engine = open_engine(address(demo))
    officers(engine)
    now = datetime.now(UTC)
    secret = accept(engine, invite(engine, "anna", now), PASSWORD, Visit("127.0.0.1", now))
    engine.dispose()
    return secret


def _follow(server: str, seen: Queue[tuple[int, float]]) -> None:
    """Every event of a wall, with its moment; the stream ends by itself, and is asked again."""
    with suppress(OSError, http.client.HTTPException):
        while True:
            connection = _connection(server)
            connection.request("GET", f"/muro/{SITTING}")
            answer = connection.getresponse()
            while line := answer.readline():
                if line.startswith(b"data: "):
                    seen.put((json.loads(line[6:])["number"], time.perf_counter()))


def _followed(server: str, secret: str, seen: Queue[tuple[int, float]]) -> Measure:
    followed, answered = [], []
    for number in range(GESTURES):
        began = time.perf_counter()
        reached = _move(server, secret, f"diapositiva-{number}")
        answered.append((time.perf_counter() - began) * 1000)
        left = WALLS
        while left:
            what, at = seen.get(timeout=10)
            if what == reached and at > began:
                followed.append((at - began) * 1000)
                left -= 1
        time.sleep(PAUSE_SECONDS)
    return Measure("walls.followed", "ms", followed, answered, most=FOLLOWED_MILLISECONDS)


def _move(server: str, secret: str, slide: str) -> int:
    connection = _connection(server)
    body = json.dumps({"slide": slide, "item": 1})
    connection.request("POST", f"/muro/{SITTING}", body, {"Cookie": f"{COOKIE}={secret}"})
    number = json.loads(connection.getresponse().read())["number"]
    connection.close()
    return int(number)


def _connection(server: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)

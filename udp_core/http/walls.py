"""`/muro/<seduta>`: the stream that every wall follows, and the door by which a moderator moves it.

Who looks is asked as for files (`OnlyWhoMay`), again at every reconnection; who moves is asked at
every gesture. Each server looks at the archive ten times a second, for what others moved.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from secrets import token_hex

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.http.body import body_within, json_within, whole
from udp_core.http.files import secret_of
from udp_core.http.form_page import NO_STORE
from udp_core.http.place import prefix_of
from udp_core.http.sign_in import Database, same_site, visit_of
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import settings
from udp_core.sign_in.sessions import digest, signed_in
from udp_core.sittings.commands.showing import Posed, Show, on_the_walls, show
from udp_core.sittings.queries.showing import OnTheWall
from udp_core.sittings.queries.sittings import sitting
from udp_core.territory.day import clock_of

ADDRESS = "muro"
LOOK_SECONDS, BEAT_SECONDS = 0.1, 4.0
LASTING_SECONDS = 8.0
"""A stream ends by itself: the browser comes back at once, and is asked again who it is.

A server that is stopped waits for its streams: no longer than this.
"""
MOST_STREAMS = 400
MOST_BYTES = 2000
ITEMS = range(1000)
RETRY = b"retry: 30\n\n"
BEAT = b": qui\n\n"


@dataclass
class _Wall:
    """Who follows a sitting on this server, and what they were told last."""

    last: OnTheWall | None = None
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    followers: int = 0
    looking: asyncio.Task[None] | None = None


class Walls:
    """Every sitting that somebody follows on this server."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._walls: dict[str, _Wall] = {}
        self._streams = 0

    @property
    def full(self) -> bool:
        """As many as this server follows at once."""
        return self._streams >= MOST_STREAMS

    async def follow(self, code: str) -> AsyncIterator[bytes]:
        """What is on the wall, then every change, for a while."""
        wall = self._walls.setdefault(code, _Wall())
        wall.followers += 1
        self._streams += 1
        try:
            if wall.looking is None:
                wall.looking = asyncio.create_task(self._keep_looking(code, wall))
            yield RETRY
            async for told in self._told(wall):
                yield told
        finally:
            self._streams -= 1
            wall.followers -= 1
            if not wall.followers:
                self._end(code, wall)

    async def _told(self, wall: _Wall) -> AsyncIterator[bytes]:
        until = asyncio.get_running_loop().time() + LASTING_SECONDS
        number = 0
        while (left := until - asyncio.get_running_loop().time()) > 0:
            if wall.last and wall.last.number != number:
                number = wall.last.number
                yield said(wall.last)
            moved = wall.moved
            try:
                await asyncio.wait_for(moved.wait(), min(left, BEAT_SECONDS))
            except TimeoutError:
                yield BEAT

    def publish(self, one: OnTheWall) -> None:
        """Tell those who follow here; other servers find it in the archive."""
        wall = self._walls.get(one.sitting_id)
        if wall and (wall.last is None or wall.last.number < one.number):
            wall.last = one
            before, wall.moved = wall.moved, asyncio.Event()
            before.set()

    async def _keep_looking(self, code: str, wall: _Wall) -> None:
        while wall.followers:
            if found := await self._look(code):
                self.publish(found)
            await asyncio.sleep(LOOK_SECONDS)

    async def _look(self, code: str) -> OnTheWall | None:
        with suppress(RefusedError):
            return await run_in_threadpool(lambda: on_the_walls(self._database(), code))
        return None

    def _end(self, code: str, wall: _Wall) -> None:
        if wall.looking:
            wall.looking.cancel()
        self._walls.pop(code, None)


def said(one: OnTheWall) -> bytes:
    """An event of the stream."""
    told = {
        "slide": one.slide,
        "dark": bool(one.dark),
        "number": one.number,
        "recalled": one.recalled,
        "question": json.loads(one.question) if one.question else None,
    }
    return f"data: {json.dumps(told)}\n\n".encode()


def wall_routes(database: Database, base: str) -> list[BaseRoute]:
    """The address, of a dashboard served under `base`."""
    walls = Walls(database)

    async def answer(request: Request) -> Response:
        code = str(request.path_params["code"])
        if request.method == "POST":
            return await _move(request, database, walls, code)
        if walls.full:
            return _ended(503)
        if not await run_in_threadpool(_is_there, database, code):
            return _ended(404)
        headers = {**NO_STORE, "X-Accel-Buffering": "no"}
        return StreamingResponse(walls.follow(code), 200, headers, "text/event-stream")

    return [Route(f"{prefix_of(base)}/{ADDRESS}/{{code}}", answer, methods=["GET", "POST"])]


def _is_there(database: Database, code: str) -> bool:
    """A name that is of no sitting is not looked for ten times a second."""
    with suppress(RefusedError), reading(database()) as connection:
        return sitting(connection, code) is not None
    return False


async def _move(request: Request, database: Database, walls: Walls, code: str) -> Response:
    """The number of the gesture where the walls moved; 401, 403 or 400 where they did not."""
    if not same_site(request):
        return _ended(403)
    body = await body_within(request, MOST_BYTES)
    if body is None:
        return _ended(413)
    try:
        wanted = _wanted(code, json_within(body))
    except (ValueError, KeyError, TypeError, OverflowError):
        return _ended(400)
    try:
        made = await run_in_threadpool(_shown, request, database, wanted)
    except RefusedError:
        return _ended(403)
    if made is None:
        return _ended(401)
    walls.publish(made)
    return JSONResponse({"number": made.number}, headers=NO_STORE)


def _wanted(code: str, found: dict[str, object]) -> Show:
    slide, item = found["slide"], found.get("item") or 0
    if not isinstance(slide, str) or not slide or type(item) is not int:
        raise TypeError(found)
    if item not in ITEMS or whole(slide) != slide:
        raise ValueError(found)
    dark, recall = found.get("dark") is True, found.get("recall") is True
    return Show(code, slide, item, dark=dark, recall=recall, question=_posed(found.get("question")))


def _posed(found: object) -> Posed | None:
    """Raises KeyError, TypeError or ValueError where it is no question."""
    if found is None:
        return None
    if not isinstance(found, dict) or not isinstance(found["name"], str):
        raise TypeError(found)
    levers = tuple((str(code), float(value), int(month)) for code, value, month in found["levers"])
    return Posed(found["name"], levers)


def _shown(request: Request, database: Database, wanted: Show) -> OnTheWall | None:
    """None where nobody is signed in."""
    secret, visit = secret_of(request), visit_of(request)
    officer = signed_in(database(), secret, visit) if secret else None
    if officer is None:
        return None
    with reading(database()) as connection:
        today = clock_of(connection, settings(), visit.at).today
    asked = Asked(token_hex(16), officer, "", "", visit.at, digest(secret))
    return show(database(), asked, wanted, today)


def _ended(status: int) -> Response:
    return Response(status_code=status, headers=NO_STORE)

"""Files that go in and out beside the screens.

Who sends or takes one is asked at that moment, by the cookie.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from udp_core.archive.engine import reading
from udp_core.http.sign_in import COOKIE, visit_of
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import settings
from udp_core.kernel.vocabulary import Right
from udp_core.people.rights import actor_of
from udp_core.people.rules import Actor
from udp_core.sign_in.accounts import is_from_here, may_read
from udp_core.sign_in.sessions import signed_in
from udp_core.territory.day import clock_of

TAKEN, BROUGHT = "/media/", "/_stcore/upload_file/"
FOLLOWED = "/muro/"
"""What the walls of a sitting follow is read by who may read."""
PICTURE = (".png", "image/png")
"""The only picture among what is taken is the icon of the page: the door has it too.

By its content: a report asked for with another ending is the same report.
"""
PROVIDER_COOKIE = "_streamlit_user"
"""With which the browser carries the word of a provider of identities."""
MOST_WORDS = 1000
ENDED = "La sessione è finita: rientrare."
Database = Callable[[], Engine]
_words: OrderedDict[str, str] = OrderedDict()
_lock = Lock()


def vouch(word: str, secret: str) -> None:
    """Remember, until the process ends, which session the word of a provider has begun."""
    with _lock:
        _words[sha256(word.encode()).hexdigest()] = secret
        while len(_words) > MOST_WORDS:
            _words.popitem(last=False)


class OnlyWhoMay:
    """A file is taken by who may read, and brought by who may write.

    Anybody else is told, and nothing is kept.
    """

    def __init__(
        self, app: ASGIApp, database: Database, prefix: str = "", *, listens_locally: bool = False
    ) -> None:
        self.app = app
        self.database = database
        self.taken, self.brought = f"{prefix}{TAKEN}", f"{prefix}{BROUGHT}"
        self.followed = f"{prefix}{FOLLOWED}"
        self.listens_locally = listens_locally

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does to who may; the body of the others is not even read."""
        path = scope.get("path", "")
        is_taken = path.startswith(self.taken)
        is_taken = is_taken or (path.startswith(self.followed) and scope.get("method") != "POST")
        asking = is_taken or path.startswith(self.brought)
        if scope["type"] != "http" or not asking:
            await self.app(scope, receive, send)
            return
        may = self._may_bring if path.startswith(self.brought) else self._may_take
        if await run_in_threadpool(may, Request(scope)):
            await self.app(scope, receive, send)
        elif path.startswith(self.taken) and path.endswith(PICTURE[0]):
            await self._only_a_picture(scope, receive, send)
        else:
            await _ended(scope, receive, send)

    async def _only_a_picture(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer of the application, where it is a picture; else nothing of it goes out."""
        refused = False

        async def judged(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                refused = not kind.startswith(PICTURE[1])
            if not refused:
                await send(message)

        await self.app(scope, receive, judged)
        if refused:
            await _ended(scope, receive, send)

    def _may_take(self, request: Request) -> bool:
        chosen, visit = settings(), visit_of(request)
        actor = self._actor(request)
        known = actor is not None and actor.ever_may(Right.READ)
        local = self.listens_locally and is_from_here(
            visit.address, request.headers, chosen.proxies
        )
        return may_read(
            chosen.reading, known=known, local=local, host=request.headers.get("host", "")
        )

    def _may_bring(self, request: Request) -> bool:
        actor = self._actor(request)
        return actor is not None and actor.ever_may(Right.ENTER)

    def _actor(self, request: Request) -> Actor | None:
        """Who has signed in, with the mandates in force; None for anybody else."""
        secret, visit = secret_of(request), visit_of(request)
        if not secret:
            return None
        try:
            name = signed_in(self.database(), secret, visit)
            with reading(self.database()) as connection:
                today = clock_of(connection, settings(), visit.at).today
                return actor_of(connection, name, today) if name else None
        except RefusedError:
            return None


async def _ended(scope: Scope, receive: Receive, send: Send) -> None:
    answer = PlainTextResponse(ENDED, 401, {"Cache-Control": "no-store"})
    await answer(scope, receive, send)


def secret_of(request: Request) -> str:
    """The secret of the session that a browser carries, in our cookie or by the word of its
    provider; or nothing.
    """
    return request.cookies.get(COOKIE) or _vouched(request.cookies.get(PROVIDER_COOKIE, ""))


def _vouched(word: str) -> str:
    with _lock:
        return _words.get(sha256(word.encode()).hexdigest(), "") if word else ""

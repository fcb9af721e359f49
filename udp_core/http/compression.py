"""Streamlit's scripts and styles leave compressed.

They are sent raw by default, one of them 4.7 MB (STREAMLIT.md).
"""

from __future__ import annotations

import gzip
from asyncio import to_thread
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASSETS = "/static/"
SUFFIXES = (".js", ".css")
LEVEL = 6
MOST_KEPT_BYTES = 32 * 1024 * 1024
"""All the compressed assets of one Streamlit release take about a third of it."""


@dataclass(slots=True)
class _Answer:
    """What the application answered, whole."""

    start: Message = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


class CompressedAssets:
    """Compresses each asset once and keeps it.

    Names carry the hash of the content, so what is kept never ages.
    """

    def __init__(self, app: ASGIApp, prefix: str = "") -> None:
        self.app = app
        self.assets = f"{prefix}{ASSETS}"
        self.kept: dict[str, tuple[Message, bytes]] = {}
        self.kept_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an asset compressed where the browser can read it.

        Anything else as the application does.
        """
        if not _wants(scope, self.assets):
            await self.app(scope, receive, send)
            return
        start, body = self.kept.get(scope["path"]) or await self._compress(scope, receive)
        await send({**start, "headers": list(start["headers"])})
        await send({"type": "http.response.body", "body": body})

    async def _compress(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        answer = _Answer()
        await self.app(_whole(scope), receive, answer.take)
        if answer.start["status"] != 200:  # noqa: PLR2004 - HTTP's own number
            return answer.start, bytes(answer.body)
        body = await to_thread(gzip.compress, bytes(answer.body), LEVEL)
        headers = MutableHeaders(scope=answer.start)
        headers.update(
            {
                "Content-Encoding": "gzip",
                "Content-Length": str(len(body)),
                "Vary": "Accept-Encoding",
            }
        )
        self._keep(scope["path"], (answer.start, body))
        return answer.start, body

    def _keep(self, path: str, made: tuple[Message, bytes]) -> None:
        if path not in self.kept and self.kept_bytes + len(made[1]) <= MOST_KEPT_BYTES:
            self.kept[path] = made
            self.kept_bytes += len(made[1])


def _wants(scope: Scope, assets: str) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path: str = scope["path"]
    headers = Headers(scope=scope)
    is_asset = path.startswith(assets) and path.endswith(SUFFIXES)
    return is_asset and "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _whole(scope: Scope) -> Scope:
    """The same request without conditions: what is kept must be a whole answer."""
    conditions = (b"if-none-match", b"if-modified-since")
    return {
        **scope,
        "headers": [(name, value) for name, value in scope["headers"] if name not in conditions],
    }

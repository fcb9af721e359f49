"""What a browser may say over the wire: gestures on a screen, never orders to the server."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("udp")
Judge = Callable[[bytes], bool]


class OnlyGestures:
    """Lets through the messages that `wanted` knows.

    The others never arrive, and the conversation goes on.

    The framework takes from anybody orders meant for who develops: empty every cache of everybody,
    watch the files.
    """

    def __init__(self, app: ASGIApp, wanted: Judge) -> None:
        self.app = app
        self.wanted = wanted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does; of a conversation, only what may be said is heard."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def heard() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or self._is_wanted(message):
                    return message
                log.warning("Un messaggio che non è un gesto è stato ignorato.")

        await self.app(scope, heard, send)

    def _is_wanted(self, message: Message) -> bool:
        content = message.get("bytes")
        return isinstance(content, bytes) and self.wanted(content)

"""What a request brings, read no further than it may be long.

A body by nobody never fills the memory.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request


async def body_within(request: Request, most: int) -> bytes | None:
    """The body, of at most `most` bytes.

    None where it is longer, whose rest is not even waited for.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def json_within(body: bytes) -> Any:
    """What a body says in JSON. Raises ValueError where it is none, or no one's hand made it."""
    try:
        return json.loads(body)
    except RecursionError as error:
        message = "nested beyond what is read"
        raise ValueError(message) from error


def whole(text: str) -> str:
    """A text that every archive keeps: half a character, of a paste cut in the middle, and a null
    one become the sign of what is not known.
    """
    halves = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return halves.replace("\0", "\ufffd")

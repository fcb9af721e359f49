"""What a request brings, read no further than it may be long.

A body by nobody never fills the memory.
"""

from __future__ import annotations

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

"""The page that carries the dashboard.

In Italian before any script runs (WCAG 3.1.1), and only its own scripts run.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from udp_core.http.headers import CONTENT_SECURITY_POLICY, policy

WORDS = (
    (b'<html lang="en">', b'<html lang="it">'),
    (b"<title>Streamlit</title>", b"<title>Comitato di Distretto</title>"),
)
"""What Streamlit's page says in English, and what ours says."""
STREAMLIT = b"<title>Streamlit</title>"
"""What tells its page from those of ours."""
OUR_SCRIPTS = ("unsaved.js", "grid.js", "keys.js", "words.js")
"""Served among our assets.

What keeps the words being typed, in fields and in grids, the keys of the desk, and the words
that Streamlit's own scripts say in English."""
_OF_THE_OLD_BODY = ("ETag", "Last-Modified", "Accept-Ranges", "Content-Length", "Content-Encoding")
_WITHOUT_SCRIPTS = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
_NO_SCRIPTS = (
    b"<noscript>Per usare il cruscotto occorre attivare JavaScript nel browser.</noscript>"
)
_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def rewritten(page: bytes, base: str) -> bytes:
    """The page in Italian, knowing where its server is.

    Without it every deep link first asks at wrong addresses.
    """
    for english, italian in WORDS:
        page = page.replace(english, italian)
    page = _WITHOUT_SCRIPTS.sub(_NO_SCRIPTS, page)
    assets = f"{base.rstrip('/')}/assets"
    place = f'window.__streamlit={{BACKEND_BASE_URL:location.origin+"{base}"}}'
    ours = "".join(f'<script src="{assets}/{name}" defer></script>' for name in OUR_SCRIPTS)
    return page.replace(b"<head>", f"<head><script>{place}</script>{ours}".encode(), 1)


def policy_for(page: bytes) -> str:
    """The security policy that lets the page's own inline scripts run, and no other."""
    hashes = [
        base64.b64encode(hashlib.sha256(script).digest()).decode()
        for script in _INLINE.findall(page)
    ]
    return policy([f"'sha256-{digest}'" for digest in hashes])


class ItalianPage:
    """Rewrites the HTML page that Streamlit serves; everything else passes untouched.

    `base` is the path it is served at.
    """

    def __init__(self, app: ASGIApp, base: str = "/") -> None:
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does; an HTML page rewritten."""
        if scope["type"] == "http":
            await self.app(scope, receive, _Rewriter(send, self.base).send)
        else:
            await self.app(scope, receive, send)


class _Rewriter:
    """Holds back the head of an HTML answer until its whole body is known."""

    def __init__(self, send: Send, base: str) -> None:
        self.onward = send
        self.base = base
        self.start: Message | None = None
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self.start = message
        elif self.start is not None and message["type"] == "http.response.body":
            await self._collect(self.start, message)
        else:
            await self.onward(message)

    async def _collect(self, start: Message, message: Message) -> None:
        self.body += message.get("body", b"")
        if message.get("more_body", False):
            return
        headers = MutableHeaders(scope=start)
        found = _unpacked(self.body, headers)
        page = rewritten(found, self.base) if STREAMLIT in found else found
        for name in _OF_THE_OLD_BODY:
            del headers[name]
        if self.body:
            headers["Content-Length"] = str(len(page))
            headers[CONTENT_SECURITY_POLICY] = policy_for(page)
        await self.onward(start)
        await self.onward({"type": "http.response.body", "body": page if self.body else b""})


def _unpacked(body: bytes, headers: MutableHeaders) -> bytes:
    """The page as text: Streamlit compresses it for deep links, not for the first screen."""
    return gzip.decompress(body) if body and headers.get("content-encoding") == "gzip" else body


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return headers.get("content-type", "").startswith("text/html")

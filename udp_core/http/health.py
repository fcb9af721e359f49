"""Whether the dashboard works, for who watches over it: one JSON answer, without figures."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from udp_core.problem import RefusedError
from udp_core.store.chain import head
from udp_core.store.engine import reading

NO_STORE = {"Cache-Control": "no-store"}


def health_route(database: Callable[[], Engine], prefix: str = "") -> Route:
    """`GET /health`: `{"ok": true, "revision": n}`, or 503 with the codes of what is wrong."""

    def health(_request: Request) -> JSONResponse:
        try:
            with reading(database()) as connection:
                return JSONResponse({"ok": True, "revision": head(connection).sequence}, headers=NO_STORE)
        except RefusedError as refused:
            codes = [problem.code for problem in refused.problems]
            return JSONResponse({"ok": False, "problems": codes}, status_code=503, headers=NO_STORE)

    return Route(f"{prefix}/health", health, methods=["GET"])

"""Whether the dashboard works, for who watches over it: one JSON answer, without figures."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from udp_core.archive.engine import reading
from udp_core.archive.writer import head
from udp_core.kernel.problem import RefusedError
from udp_core.running.maintenance import no_copy

NO_STORE = {"Cache-Control": "no-store"}


def health_route(database: Callable[[], Engine], prefix: str) -> Route:
    """`GET /health`: `{"ok": true, "revision": n}`, or 503 with the codes of what is wrong.

    Where the copy of the day does not succeed, `no_copy_since` and `no_copy_because` say since when
    and by which code.
    """

    def health(_request: Request) -> JSONResponse:
        try:
            engine = database()
            with reading(engine) as connection:
                found: dict[str, object] = {"ok": True, "revision": head(connection).sequence}
            if missing := no_copy(engine):
                found |= {
                    "no_copy_since": missing.since.isoformat(timespec="seconds"),
                    "no_copy_because": missing.why.code,
                }
            return JSONResponse(found, headers=NO_STORE)
        except RefusedError as refused:
            codes = [problem.code for problem in refused.problems]
            return JSONResponse({"ok": False, "problems": codes}, status_code=503, headers=NO_STORE)

    return Route(f"{prefix}/health", health, methods=["GET"])

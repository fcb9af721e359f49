"""A small application behind the real middleware."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from udp_core.http.serving import middleware, routes

PAGE = (
    '<html lang="en"><head><title>Streamlit</title><script>var one = 1</script></head><body>'
    + " " * 2000
    + "</body></html>"
)
SCRIPT = "export const answer = 42;" * 200
made: list[str] = []


def _page(_request: Request) -> Response:
    return HTMLResponse(
        PAGE, headers={"ETag": "old", "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}
    )


def _script(request: Request) -> Response:
    made.append(request.url.path)
    return Response(SCRIPT, media_type="text/javascript", headers={"Cache-Control": "immutable"})


def _download(_request: Request) -> Response:
    headers = {"Content-Disposition": "attachment; filename=a.csv", "Cache-Control": "public"}
    return PlainTextResponse("a;b", headers=headers)


def _picture(_request: Request) -> Response:
    return Response(b"PNG", media_type="image/png")


def client(
    database: Callable[[], Engine],
    base: str = "",
    *,
    judged: bool = False,
    address: str = "testclient",
) -> TestClient:
    """A client of an application that answers a page, an asset and a download through our
    middleware."""
    pages = [
        Route("/", _page),
        Route("/frna", GZipMiddleware(_app_of(_page))),
        Route("/static/js/{name}.js", _script),
        Route("/media/a.csv", _download),
        Route("/media/a.png", _download),  # the framework looks at no ending
        Route("/media/icona.png", _picture),
        Route("/_stcore/upload_file/s/f", _download, methods=["PUT"]),
    ]
    around = middleware(base, database=database if judged else None, listens_locally=True)
    app = Starlette(routes=[*routes(database, base), *pages], middleware=around)
    return TestClient(app, raise_server_exceptions=False, client=(address, 50000))


def _app_of(endpoint: Callable[[Request], Response]) -> Starlette:
    return Starlette(routes=[Route("/{rest:path}", endpoint)])

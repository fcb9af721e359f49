"""What the server adds around the screens.

Health, the fonts, and what every answer goes through.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from udp_core.http.compression import CompressedAssets
from udp_core.http.conversation import Judge, OnlyGestures
from udp_core.http.files import OnlyWhoMay
from udp_core.http.headers import SecurityHeaders
from udp_core.http.health import health_route
from udp_core.http.italian_page import ItalianPage
from udp_core.http.place import prefix_of
from udp_core.http.request_page import request_routes
from udp_core.http.sign_in import sign_in_routes
from udp_core.http.unsaved import unsaved_routes
from udp_core.http.walls import wall_routes

ASSETS = Path(__file__).with_name("assets")
ICON = ASSETS / "icon.png"


def routes(database: Callable[[], Engine], base: str) -> list[BaseRoute]:
    """The addresses that are not screens.

    `base` is the path under which the dashboard is served.
    """
    prefix = prefix_of(base)
    assets = Mount(f"{prefix}/assets", StaticFiles(directory=ASSETS), name="assets")
    doors = (
        *sign_in_routes(database, prefix),
        *unsaved_routes(database, prefix),
        *wall_routes(database, prefix),
        *request_routes(database, prefix),
    )
    return [health_route(database, prefix), *doors, assets]


def middleware(
    base: str,
    wanted: Judge = lambda _: True,
    database: Callable[[], Engine] | None = None,
    *,
    listens_locally: bool = False,
) -> list[Middleware]:
    """What every answer goes through, the outermost first.

    `base` is the path under which the dashboard is served.

    `wanted` tells which messages of a conversation arrive; `database` knows who may bring and take
    files.
    """
    asking = partial(OnlyWhoMay, listens_locally=listens_locally)
    prefix = prefix_of(base)
    return [
        Middleware(SecurityHeaders),
        Middleware(CompressedAssets, prefix=prefix),
        Middleware(ItalianPage, base=prefix or "/"),
        Middleware(OnlyGestures, wanted=wanted),
        *([Middleware(asking, database=database, prefix=prefix)] if database else []),
    ]

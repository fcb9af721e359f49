"""The server of the dashboard.

It starts with `streamlit run dashboard.py`, or `uvicorn dashboard:app` behind a proxy.
"""

from __future__ import annotations

import logging
from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from sqlalchemy import Engine

from pages.components.messages import is_gesture
from udp_core.http.maintenance import looked_after, say_first_link
from udp_core.http.serving import middleware, routes
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import settings
from udp_core.running.memory import settle
from udp_core.sign_in.accounts import listens_locally

log = logging.getLogger("udp")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open, migrate and fill the database before the first visit.

    If it refuses, the server starts and the screens say why.
    """
    try:
        engine = await to_thread(_database)
        await to_thread(_say_first_link, engine)
    except RefusedError as refused:
        log.error("L'archivio non si apre: %s", refused)  # noqa: TRY400 - the problem says it all
        yield
    else:
        settle()
        async with looked_after(engine, copies=settings().copies):
            yield


def _database() -> Engine:
    from pages.components.context import database

    return database()


def _say_first_link(engine: Engine) -> None:
    port, base = st.get_option("server.port"), st.get_option("server.baseUrlPath")
    say_first_link(engine, settings().district, port, base)


def _on_script_error(error: Exception) -> bool:
    from pages.components.guard import show_trouble

    show_trouble(error)
    return True


app = st.App(
    Path(__file__).with_name("pages") / "shell.py",
    routes=routes(_database, st.get_option("server.baseUrlPath")),
    middleware=middleware(
        st.get_option("server.baseUrlPath"),
        is_gesture,
        _database,
        listens_locally=listens_locally(
            st.get_option("server.address"), st.get_option("server.allowedHosts")
        ),
    ),
    lifespan=lifespan,
    on_script_error=_on_script_error,
)

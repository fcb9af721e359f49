"""The server of the dashboard. It starts with `streamlit run dashboard.py`, or `uvicorn dashboard:app` behind a proxy."""

from __future__ import annotations

import logging
from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from sqlalchemy import Engine

from udp_core.http.serving import middleware, routes
from udp_core.problem import RefusedError
from udp_core.service.settings import settings
from udp_core.service.sign_in.accounts import first_invitation

log = logging.getLogger("udp")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Open, migrate and fill the database before the first visit. If it refuses, the server starts and the screens say why."""
    from pages.components.context import database

    try:
        await to_thread(_first_link, await to_thread(database))
    except RefusedError as refused:
        log.error("L'archivio non si apre: %s", refused)  # noqa: TRY400 - the problem says it all
    yield


def _first_link(engine: Engine) -> None:
    """Where nobody can sign in yet, the console says the link with which the first officer sets a password."""
    if secret := first_invitation(engine, settings().district, datetime.now(UTC)):
        log.warning("Primo accesso (vale un giorno, una volta sola): http://localhost:%s/invito?codice=%s", st.get_option("server.port"), secret)


def _database() -> Engine:
    from pages.components.context import database

    return database()


def _on_script_error(error: Exception) -> bool:
    from pages.components.guard import show_trouble

    show_trouble(error)
    return True


app = st.App(
    Path(__file__).with_name("pages") / "shell.py",
    routes=routes(_database),
    middleware=middleware(st.get_option("server.baseUrlPath")),
    lifespan=lifespan,
    on_script_error=_on_script_error,
)

"""The background of the server: the examination at the start, then the copy of each day."""

from __future__ import annotations

import logging
from asyncio import CancelledError, create_task, sleep, to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from sqlalchemy import Engine

from udp_core.http.place import prefix_of
from udp_core.kernel.clock import ROME
from udp_core.kernel.problem import RefusedError
from udp_core.running.maintenance import copy_of_the_day, examine
from udp_core.sign_in.accounts import first_invitation

EVERY_SECONDS = 3600
log = logging.getLogger("udp")


@asynccontextmanager
async def looked_after(engine: Engine, *, copies: bool) -> AsyncIterator[None]:
    """Inside, the database is looked after without anybody waiting for it."""
    task = create_task(_look_after(engine, copies=copies))
    try:
        yield
    finally:
        task.cancel()
        with suppress(CancelledError):
            await task


async def _look_after(engine: Engine, *, copies: bool) -> None:
    try:
        await to_thread(examine, engine)
    except Exception:  # whatever it was, the copies go on
        log.exception("L’esame dell’archivio si è interrotto")
    while copies:
        await to_thread(copy_of_the_day, engine, datetime.now(ROME).date())
        await sleep(EVERY_SECONDS)


def say_first_link(engine: Engine, district: str, port: int, base: str) -> None:
    """Where nobody can sign in yet, the console says the link with which the first officer sets
    a password.
    """
    try:
        secret = first_invitation(engine, district, datetime.now(UTC))
    except RefusedError as refused:
        # the problem says it all
        log.error("Nessuno può ancora entrare: %s", refused)  # noqa: TRY400
        return
    if secret:
        place = f"http://localhost:{port}{prefix_of(base)}/invito?codice={secret}"
        log.warning("Primo accesso (vale tre giorni, una volta sola): %s", place)

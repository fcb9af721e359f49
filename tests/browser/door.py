"""Who comes in: an officer with a password, and how it is typed."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import Page
from sqlalchemy import Engine

from tests.browser.conftest import Server, wait_drawn
from tests.made_rows import load
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.sign_in.sessions import Visit, accept, invite
from udp_core.writing.loading import Batch

PASSWORD = "quattro parole messe in fila"  # noqa: S105 - of a test


def with_password(engine: Engine, officer: str) -> None:
    """The invitation is accepted: the officer has a password."""
    now = datetime.now(UTC)
    accept(engine, invite(engine, officer, now), PASSWORD, Visit("", now))


def with_coordinator(engine: Engine, district: str) -> None:
    """Anna, of the Ufficio di Piano, coordinates the district and has a password."""
    officer: Image = {"code": "anna", "name": "Ufficio di Piano", "active": 1}
    mandate: Image = {"officer_id": "anna", "role": "coordinator", "district_id": district}
    scope: Image = {"area_id": None, "municipality_id": None, "valid_to": None}
    given: Image = {**mandate, **scope, "valid_from": "2020-01-01"}
    load(engine, Batch(BY_NAME["officer"], [(None, officer)]))
    load(engine, Batch(BY_NAME["mandate"], [(None, given)]))
    with_password(engine, "anna")


def come_in(page: Page, server: Server, officer: str) -> None:
    """By typing name and password."""
    page.goto(f"{server.address}/entra")
    page.keyboard.press("Tab")
    page.keyboard.type(officer)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    wait_drawn(page)

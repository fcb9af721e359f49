"""The parts of the desk that only who signed in sees, at 400 % of zoom and by axe (WCAG 1.4.10)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import Engine

from tests.browser.conftest import Server, open_screen, running, visiting, wait_drawn
from tests.browser.door import come_in, with_password
from tests.browser.looking import beyond_the_side, english_on
from tests.browser.test_accessibility import SMALL_TEXT, _violations
from tests.made_copy import copied
from tests.made_sitting import eight_points, opened
from tests.slow import slow

pytestmark = [
    pytest.mark.browser,
    slow("un minuto; le schermate di chi legge in `test_accessibility`"),
]
BODY = "%2C+Comitato+di+Distretto+di+Ravenna"
OPEN, PLANNED = f"seduta?seduta=18%2F11%2F2026{BODY}", f"seduta?seduta=25%2F11%2F2026{BODY}"
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (PLANNED, ("Data, ora e luogo", "Nuova seduta")),
    (f"{OPEN}&parte=In+corso", ()),
    (f"{OPEN}&parte=Presenze", ()),
    (f"{OPEN}&parte=Fascicolo", ()),
    (f"{OPEN}&parte=Documenti", ()),
    ("ritardi?parte=Richieste", ("Nuova richiesta",)),
    ("nuovo_anno", ()),
)
"""Each address, with the drawers that are opened."""


@pytest.fixture
def archive(demo_address: str, tmp_path: Path) -> Iterator[Engine]:
    """A sitting that is open, one that is planned; anna conducts them."""
    with copied(demo_address, tmp_path) as engine:
        opened(engine)
        eight_points(engine)
        with_password(engine, "anna")
        yield engine


@pytest.fixture
def desk(archive: Engine, tmp_path: Path) -> Iterator[Server]:
    address = f"sqlite:///{archive.url.database}"
    with running(address, tmp_path / "log.txt", UDP_TODAY="2026-11-18") as started:
        yield started


def wrong_on(page: Page) -> list[str]:
    return [
        *_violations(page),
        *map(str, page.evaluate(SMALL_TEXT)),
        *english_on(page),
        *beyond_the_side(page),
    ]


def test_nothing_is_lost_at_400_per_cent_and_axe_finds_nothing(
    browser: Browser, desk: Server
) -> None:
    found = {}
    with visiting(browser, desk) as page:
        come_in(page, desk, "anna")
        for address, drawers in PARTS:
            open_screen(page, f"{desk.address}/{address}")
            for one in drawers:
                page.get_by_text(one, exact=True).first.click()
                wait_drawn(page)
            found[address] = wrong_on(page)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}

"""S2-06, N7 in a real browser: the office asks figures, who is outside gives them by a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine, text

from tests.browser.conftest import VISITOR, Server, open_screen, running, visiting, wait_drawn
from tests.browser.door import come_in, with_password
from tests.browser.test_accessibility import _violations
from tests.made_copy import copied
from tests.made_sitting import officers
from tests.slow import slow
from udp_core.archive.engine import reading

pytestmark = pytest.mark.browser
SIDEWAYS = "() => document.body.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def archive(demo_address: str, tmp_path: Path) -> Iterator[Engine]:
    """A copy of the demonstration; anna coordinates, and has a password."""
    with copied(demo_address, tmp_path) as engine:
        officers(engine)
        with_password(engine, "anna")
        yield engine


@pytest.fixture
def desk(archive: Engine, tmp_path: Path) -> Iterator[Server]:
    """A dashboard on 5 December."""
    address = f"sqlite:///{archive.url.database}"
    with running(address, tmp_path / "log.txt", UDP_TODAY="2026-12-05") as started:
        yield started


def typed(page: Page, label: str, words: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(words)
    field.press("Tab")
    wait_drawn(page)


def asked(page: Page, desk: Server, body: str) -> str:
    """Two figures of November are asked of a body by 20 December; the address of the link."""
    come_in(page, desk, "anna")
    open_screen(page, f"{desk.address}/ritardi?parte=Richieste&mese=novembre")
    page.get_by_text("Nuova richiesta", exact=True).click()
    page.get_by_label("A chi", exact=True).fill(body)
    page.keyboard.press("Enter")
    wait_drawn(page)
    typed(page, "Risposta entro (gg/mm/aaaa)", "20/12/2026")
    typed(page, "Che cosa si chiede", "Spesa di novembre")
    figures = page.get_by_label("Cifre", exact=True)
    for _ in range(2):
        figures.fill("Spesa FRNA del mese")
        page.keyboard.press("Enter")
        wait_drawn(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Prepara la richiesta e il collegamento").click()
    expect(page.get_by_text("non si può rivedere")).to_be_visible()
    shown = page.locator("[data-testid=stCode]").first.inner_text()
    found = re.search(r"https?://\S+", shown)
    assert found, shown
    return found[0]


@slow("un minuto; gli stessi passi in `pages/test_requests` e `http/test_request_page`")
def test_s2_06_the_office_asks_and_who_is_outside_gives_by_a_link(
    browser: Browser, desk: Server, archive: Engine, tmp_path: Path
) -> None:
    """1.500,00 € typed by who has no account: a draft of the archive, seen where one is late."""
    with reading(archive) as connection:
        found = text("SELECT name FROM organisation ORDER BY name LIMIT 1")
        body = str(connection.execute(found).scalar_one())
    with visiting(browser, desk) as office:
        address = asked(office, desk, body)
        office.screenshot(path=tmp_path / "chiesta.png")
        with closing(browser.new_context(**VISITOR)) as visit:  # a refusal is told as one
            outside = visit.new_page()
            page = f"{desk.address}/richiesta?{urlsplit(address).query}"
            outside.goto(page)
            expect(outside.get_by_role("heading")).to_have_text("Cifre richieste")
            assert outside.get_by_role("link").count() == 0
            assert outside.locator("fieldset").count() == 2
            assert _violations(outside) == []
            outside.set_viewport_size({"width": 320, "height": 256})
            assert outside.evaluate(SIDEWAYS) <= 0
            outside.set_viewport_size({"width": 1280, "height": 720})
            outside.locator("#c1-amount_cents").fill("1.500")
            outside.locator("#c2-amount_cents").fill("mille")
            outside.get_by_role("button").click()
            expect(outside.get_by_role("alert").first).to_contain_text("non si legge")
            expect(outside.locator("#c1-amount_cents")).to_have_value("1.500")
            outside.locator("#c2-amount_cents").fill("")
            outside.locator("#c1-amount_cents").press("Enter")
            outside.wait_for_load_state()
            if outside.get_by_label("Perché è giusto").count():
                outside.get_by_label("Perché è giusto").fill("Una sola fattura questo mese")
                outside.get_by_role("button").click()
            expect(outside.get_by_role("status")).to_contain_text("1 cifra ricevuta")
            outside.screenshot(path=tmp_path / "data.png", full_page=True)
        open_screen(office, f"{desk.address}/ritardi?parte=Richieste")
        expect(office.get_by_text("1 di 2").first).to_be_visible()
        expect(office.get_by_text("non si può rivedere")).to_have_count(0)
        office.screenshot(path=tmp_path / "arrivata.png", full_page=True)
    with reading(archive) as connection:
        found = text(
            "SELECT e.amount_cents, e.state, e.source FROM frna_entry e JOIN requested_figure f"
            " ON f.row_id = e.id WHERE f.number = 1"
        )
        assert tuple(connection.execute(found).one()) == (
            1_500_00,
            "draft",
            f"Comunicato da {body}",
        )

"""The first day in a real browser.

From the link of the console to a confirmed month, for who knows no command line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import VISITOR, Server, open_screen, running, wait_drawn, watched
from tests.browser.door import PASSWORD
from tests.browser.test_accessibility import _violations
from tests.made_faenza import pasted, typed
from tests.made_office import CASES
from tests.slow import slow
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import specs
from udp_core.archive.queries import how_many
from udp_core.archive.registry import BY_NAME, register_name
from udp_core.kernel.settings import Settings
from udp_core.running.start import start

pytestmark = pytest.mark.browser
A_HAND = 200
"""Milliseconds between two keys of who is quick."""
FIRST_CELL = (90, 54)
"""Where the first cell of the new row of an empty grid is, in pixels from its corner."""
LINK = re.compile(r"/invito\?codice=\S+")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the product ships, and nothing of Faenza's own."""
    found = f"sqlite:///{tmp_path_factory.mktemp('first') / 'faenza.sqlite'}"
    start(Settings(found, None, "faenza", demo=False)).dispose()
    return found


@pytest.fixture(scope="module")
def desk(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with running(
        address, log, UDP_TODAY="2026-06-10", UDP_DISTRICT="faenza", UDP_DEMO="0"
    ) as started:
        yield started


def come_in(page: Page, server: Server) -> None:
    """By the link that the console says, choosing a password."""
    found = LINK.search(server.log.read_text(errors="replace"))
    assert found is not None
    page.goto(server.address + found[0])
    for box in page.locator("input[type=password]").all():
        box.fill(PASSWORD)
    page.keyboard.press("Enter")
    wait_drawn(page)


def paste(page: Page, table: str) -> None:
    """The rows of a register, copied in a spreadsheet, pasted into the open first cell of its
    grid, and saved."""
    entity = BY_NAME[table]
    names = (*entity.key, *(name for name in specs(entity) if name not in entity.key))
    page.evaluate("words => navigator.clipboard.writeText(words)", pasted(table, names))
    wait_drawn(page)
    expect(page.locator("[data-testid=stDataFrame] table[role=grid]")).to_be_attached()
    grid = page.locator("[data-testid=stDataFrame] canvas").first
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + FIRST_CELL[0], box["y"] + FIRST_CELL[1])
    cell = page.locator("#portal textarea")
    expect(cell).to_be_focused()
    page.keyboard.press("Control+v")
    expect(cell).not_to_have_value("")
    page.wait_for_timeout(A_HAND)
    page.keyboard.press("Enter")
    rows = dict(typed())[table]
    expect(page.get_by_role("button", name=f"Salva ({rows})")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text(re.compile(rf"Salvato alle \d\d:\d\d: {rows} rig"))).to_be_visible()


def count(address: str, table: str, **filters: str) -> int:
    engine = open_engine(address)
    with reading(engine) as connection:
        found = how_many(connection, BY_NAME[table], filters)
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def coordinator(browser: Browser, desk: Server) -> Iterator[BrowserContext]:
    """The browser of the first coordinator, who came in by the link and chose a password."""
    visit = browser.new_context(**VISITOR)
    visit.grant_permissions(["clipboard-read", "clipboard-write"])
    with watched(visit, desk) as opened:
        come_in(opened, desk)
    yield visit
    visit.close()


@pytest.fixture
def page(coordinator: BrowserContext, desk: Server) -> Iterator[Page]:
    with watched(coordinator, desk) as opened:
        yield opened


@slow("mezzo minuto; i sei passi in `tests/pages/test_first_day.py`")
def test_who_comes_in_first_finds_what_to_write_and_where(
    page: Page, desk: Server, address: str
) -> None:
    open_screen(page, desk.address)
    expect(
        page.get_by_role("heading", name="Il primo giorno del 2026: mancano 5 passi di 6")
    ).to_be_visible()
    last = page.locator(".st-key-passo-indicators").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 720
    assert _violations(page) == []
    page.get_by_role("link", name="Organi ›").click()
    expect(page.get_by_label("Registro")).to_have_value("Organi")
    paste(page, "governing_body")
    assert count(address, "governing_body") == 1
    page.get_by_role("link", name="Panorama").click()
    expect(page.get_by_text("Nell’archivio: 1 organo, 1 utente con un incarico.")).to_be_visible()


@slow("un giorno intero di lavoro")
def test_from_nothing_to_a_confirmed_month(page: Page, desk: Server, address: str) -> None:
    for table, rows in typed():
        if count(address, table) < rows:
            open_screen(page, f"{desk.address}/registri?registro={register_name(table)}")
            paste(page, table)
    bring_the_budget(page, desk)
    confirm_the_budget(page, desk)
    give_january(page, desk)
    assert {table: count(address, table) for table, _ in typed()} == dict(typed())
    assert count(address, "frna_entry", phase="budget", state="confirmed") == 11
    assert count(address, "frna_entry", phase="final", state="confirmed") == 11
    open_screen(page, f"{desk.address}/frna")
    expect(page.get_by_text("2,40 M€").first).to_be_visible()


def bring_the_budget(page: Page, server: Server) -> None:
    """From its file, answering what the file does not say."""
    open_screen(page, f"{server.address}/importa?tipo=monitoraggio FRNA per voce")
    page.locator("input[type=file]").set_input_files(CASES / "desk" / "faenza_budget_draft.csv")
    for question, answer in (
        ("Di chi sono?", "tutto il distretto"),
        ("Di quale mese o periodo sono?", "tutto l’anno"),
    ):
        page.get_by_role("combobox", name=question).click()
        page.keyboard.type(answer)
        page.get_by_role("option", name=answer, exact=True).click()
        wait_drawn(page)
    expect(page.get_by_role("button", name="Salva e ricorda le scelte")).to_be_enabled()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Importato, in bozza. 11 aggiunte.")).to_be_visible()


def confirm_the_budget(page: Page, server: Server) -> None:
    open_screen(page, f"{server.address}/stati?parte=Preventivi")
    expect(page.get_by_text("resterebbero 250.000,00 €")).to_be_visible()
    page.get_by_role("button", name="Concorda il preventivo e conferma i suoi importi").click()
    expect(
        page.get_by_text(re.compile(r"Salvato alle \d\d:\d\d\. 12 righe passate di stato\."))
    ).to_be_visible()


def give_january(page: Page, server: Server) -> None:
    """Eleven voci by keyboard alone, fifty thousand euro each; then one key confirms them all."""
    open_screen(page, f"{server.address}/aggiornamenti")
    cells = page.locator("[data-testid=stTextInput] input")
    expect(cells).to_have_count(11)
    cells.first.focus()
    for _ in range(11):
        page.keyboard.type("50.000")
        page.keyboard.press("Tab")
    expect(page.locator(".udp-saved")).to_have_count(11)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("da confermare")).to_have_count(0)

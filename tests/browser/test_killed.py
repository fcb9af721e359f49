"""The server, the connection or the browser dies while somebody types in every form.

Who comes back finds every keystroke.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect
from sqlalchemy import Engine

from tests.browser.conftest import (
    ARGUMENTS,
    VISITOR,
    Server,
    find_browser,
    free_port,
    open_screen,
    running,
    wait_drawn,
)
from tests.browser.door import PASSWORD, with_password
from tests.browser.test_unsaved import CELLS, SCHEDA
from tests.made_rows import load
from tests.made_sitting import opened
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.archive.sessions import drop_sessions
from udp_core.writing.loading import Batch

WHY = (
    "ogni modulo, in tre modi che durano un minuto l’uno: si chiede con UDP_SLOW=1; una cifra, un"
    " testo e una griglia in `test_unsaved` e `test_grid`"
)
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not os.environ.get("UDP_SLOW"), reason=WHY)]
SENDER = "Chi l’ha mandato (le scelte si ricordano)"
FILE: FilePayload = {
    "name": "russi.csv",
    "mimeType": "text/csv",
    "buffer": b"Voce;Al 31 marzo;Al 30 giugno\nD2.8;3.000,50;6.100,50\n",
}
KEYS_APART = 30
"""Milliseconds between two keys: nobody stops for the browser to send what is typed."""
Serve = Callable[[], AbstractContextManager[Server]]
Reach = Callable[[Page, str], None]


def at(path: str, tab: str = "", part: str = "") -> Reach:
    """An address, then one of its tabs, then a part that opens."""

    def reach(page: Page, address: str) -> None:
        open_screen(page, f"{address}/{path}")
        if tab:
            page.get_by_role("tab", name=tab).click()
        if part:
            page.get_by_text(part, exact=True).click()
        wait_drawn(page)

    return reach


def in_the_room(page: Page, address: str) -> None:
    at("seduta?parte=In+corso")(page, address)
    page.get_by_role("button", name="Punto successivo").click()
    page.get_by_role("link", name="Mostra il punto 2 in sala").wait_for()
    wait_drawn(page)


def with_a_file(page: Page, address: str) -> None:
    at("importa")(page, address)
    page.locator("input[type=file]").set_input_files(FILE)
    page.get_by_label(SENDER).wait_for()
    wait_drawn(page)


def still_with_it(page: Page, address: str) -> None:
    at("importa")(page, address)
    expect(page.get_by_text("russi.csv").first).to_be_visible()


def in_a_scheda(page: Page, address: str) -> None:
    at("scheda")(page, address)
    box = page.get_by_role("combobox", name="Scheda")
    box.click()
    box.press_sequentially(SCHEDA)
    page.get_by_role("option", name=re.compile(SCHEDA)).first.click()
    page.get_by_label("Valutazione").wait_for()
    wait_drawn(page)


@dataclass(frozen=True)
class Form:
    """A form: how it is reached, how again, and what is typed in its fields, by their label."""

    reach: Reach
    typed: dict[str, str]
    back: Reach | None = None

    def again(self, page: Page, address: str) -> None:
        (self.back or self.reach)(page, address)


FORMS = (
    Form(
        in_the_room,
        {
            "Nota della discussione (una riga)": "Russi chiede di aspettare.",
            "Testo": "Si approva, con la modifica.",
            "Da rivedere il (gg/mm/aaaa)": "31/12/2026",
        },
    ),
    Form(with_a_file, {SENDER: "Comune di Russi"}, still_with_it),
    Form(at("aggiornamenti?mese=novembre&comune=Cervia"), {"": "22.000,11"}),
    Form(
        in_a_scheda,
        {"Valutazione": "Mancava l’educatrice.", "Motivo della modifica": "Nota di fine anno"},
    ),
    Form(
        at("spostamenti", "Proposta"), {"Importo (€)": "1.234,50", "Motivo": "Più ore a domicilio"}
    ),
    Form(
        at("seduta", "Criticità"),
        {"Causa": "Due posti scoperti", "Entro il (gg/mm/aaaa)": "28/02/2027"},
    ),
    Form(at("seduta", "Presenze"), {"Delegato": "L’assessora"}),
    Form(
        at("seduta", part="Nuova seduta"), {"Luogo": "Sala di Russi"}, at("seduta")
    ),  # it opens by itself
    Form(at("spostamenti", "Chiusura"), {"Perché non c’è stata spesa": "Servizio sospeso"}),
    Form(at("accesso", "Identità"), {"Indirizzo con cui lo conosce l’ente": "a.rossi@comune.it"}),
)


@pytest.fixture
def archive(demo_copy: Engine) -> Engine:
    """A sitting is open; anna coordinates and administers."""
    opened(demo_copy)
    with_password(demo_copy, "anna")
    mandate: Image = {
        "officer_id": "anna",
        "role": "administrator",
        "district_id": "ravenna",
        "area_id": None,
        "municipality_id": None,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    load(demo_copy, Batch(BY_NAME["mandate"], [(None, mandate)]))
    return demo_copy


@pytest.fixture
def serve(archive: Engine, tmp_path: Path) -> Serve:
    """Starts the dashboard, always at the same address."""
    port = free_port()
    names = (tmp_path / f"{number}.txt" for number in count(1))
    return lambda: running(
        f"sqlite:///{archive.url.database}", next(names), port, UDP_TODAY="2026-12-05"
    )


def come_in(visit: BrowserContext, server: Server) -> None:
    page = visit.new_page()
    page.goto(f"{server.address}/entra")
    page.get_by_label("Nome utente").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    wait_drawn(page)
    page.close()


def reached(visit: BrowserContext, server: Server, forms: Sequence[Form]) -> list[Page]:
    """Each form in a window of its own."""
    pages = []
    for form in forms:
        page = visit.new_page()
        form.reach(page, server.address)
        pages.append(page)
    return pages


def type_in(pages: Sequence[Page], forms: Sequence[Form]) -> None:
    for page, form in zip(pages, forms, strict=True):
        page.bring_to_front()
        for label, words in form.typed.items():
            field_of(page, label).focus()
            page.keyboard.press("Control+a")
            page.keyboard.type(words, delay=KEYS_APART)
            expect(field_of(page, label)).to_have_value(words)


def field_of(page: Page, label: str) -> Locator:
    """By its label; without one, the first cell of the month."""
    return page.get_by_label(label, exact=True).first if label else page.locator(CELLS).first


def all_is_offered(visit: BrowserContext, server: Server, forms: Sequence[Form]) -> None:
    """Every word, beside its field."""
    page = visit.new_page()
    for form in forms:
        form.again(page, server.address)
        for words in form.typed.values():
            expect(page.locator(".udp-unsaved b").get_by_text(words, exact=True)).to_be_visible()
        known = {words for one in forms for words in one.typed.values()}
        assert set(page.locator(".udp-unsaved b").all_inner_texts()) <= known
    page.close()


def test_the_server_dies_and_the_session_ends(
    browser: Browser, archive: Engine, serve: Serve
) -> None:
    """No draft reached it.

    What was typed is in the browser only, in as many windows as there were.
    """
    visit = browser.new_context(**VISITOR)
    with serve() as server:
        come_in(visit, server)
        pages = reached(visit, server, FORMS)
        visit.route("**/bozze", lambda route: route.abort())
        type_in(pages, FORMS)
        server.kill()
    for page in pages:
        page.close()
    visit.unroute_all()
    with writing(archive) as connection:
        drop_sessions(connection, "anna")
    with serve() as server:
        come_in(visit, server)
        all_is_offered(visit, server, FORMS)
    visit.close()


def test_the_connection_is_cut(browser: Browser, archive: Engine, serve: Serve) -> None:
    assert archive
    visit = browser.new_context(**VISITOR)
    with serve() as server:
        come_in(visit, server)
        pages = reached(visit, server, FORMS)
        visit.set_offline(True)
        type_in(pages, FORMS)
        for page in pages:
            page.close()
        visit.set_offline(False)
        all_is_offered(visit, server, FORMS)
    visit.close()


def test_the_browser_is_killed(
    browser: Browser, archive: Engine, serve: Serve, tmp_path: Path
) -> None:
    """With nothing of what it keeps on its disk.

    Another one, elsewhere, offers all that had a second to be sent.
    """
    assert archive
    folder = tmp_path / "profile"
    with serve() as server:
        killed = browser.browser_type.launch_persistent_context(
            str(folder), executable_path=find_browser(), args=list(ARGUMENTS), **VISITOR
        )
        come_in(killed, server)
        type_in(reached(killed, server, FORMS), FORMS)
        time.sleep(1.5)
        os.kill(process_of(folder), signal.SIGKILL)
        visit = browser.new_context(**VISITOR)
        come_in(visit, server)
        all_is_offered(visit, server, FORMS)
        visit.close()


def process_of(folder: Path) -> int:
    """The browser that was started on this folder: the first of its processes."""
    named = f"--user-data-dir={folder}"
    found = [
        int(one.parent.name)
        for one in Path("/proc").glob("[0-9]*/cmdline")
        if named in one.read_text(errors="replace").split("\0")
    ]
    return min(found)

"""The month of a Comune, given by keyboard alone in a real browser; and the door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect
from sqlalchemy import Engine

from pages.components.screens import DESK
from tests.browser.conftest import (
    PAGE_MILLISECONDS,
    VISITOR,
    Server,
    open_screen,
    running,
    visiting,
    wait_drawn,
    watched,
)
from tests.browser.door import PASSWORD, come_in, with_password
from tests.browser.looking import beyond_the_side, english_on
from tests.browser.test_accessibility import SMALL_TEXT, _violations
from tests.conftest import DISTRICT
from tests.made_copy import copied
from tests.made_rows import load
from tests.slow import also, slow
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.http.sign_in import COOKIE
from udp_core.kernel.settings import Settings
from udp_core.running.start import start
from udp_core.writing.loading import Batch

OTHERS = sorted({*DESK} - {"ufficio/registri.py", "piano/scheda.py"})
"""Drawn with the same parts: five seconds each, with UDP_SLOW=1."""
pytestmark = pytest.mark.browser
CERVIA = "039007"
MONTH = "/aggiornamenti?mese=novembre"
GIVEN = (
    "SELECT count(*) FROM frna_entry WHERE municipality_id = '039007' AND phase = 'final' AND"
    " period_no = 11 AND substr(fund_year_id, length(fund_year_id) - 4) = ':2026' AND state = '{}'"
)


def with_carlo(engine: Engine) -> Engine:
    """The referent of Cervia, who has a password."""
    officer: Image = {"code": "carlo", "name": "Servizi sociali, Comune di Cervia", "active": 1}
    mandate: Image = {
        "officer_id": "carlo",
        "role": "municipality_editor",
        "district_id": "ravenna",
        "area_id": None,
        "municipality_id": CERVIA,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    load(
        engine,
        Batch(BY_NAME["officer"], [(None, officer)]),
        Batch(BY_NAME["mandate"], [(None, mandate)]),
    )
    with_password(engine, "carlo")
    return engine


@pytest.fixture(scope="module")
def archive(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A copy of the demonstration with the referent of Cervia."""
    with copied(demo_address, tmp_path_factory.mktemp("desk")) as engine:
        yield with_carlo(engine)


@pytest.fixture(scope="module")
def desk(archive: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard on 5 December."""
    address = f"sqlite:///{archive.url.database}"
    with running(
        address, tmp_path_factory.mktemp("server") / "log.txt", UDP_TODAY="2026-12-05"
    ) as started:
        yield started


@pytest.fixture(scope="module")
def referent(browser: Browser, desk: Server) -> Iterator[BrowserContext]:
    """The browser of the referent, who came in once."""
    visit = browser.new_context(**VISITOR)
    with watched(visit, desk) as page:
        come_in(page, desk, "carlo")
    yield visit
    visit.close()


@pytest.fixture
def signed_in(referent: BrowserContext, desk: Server) -> Iterator[Page]:
    """A page of the referent."""
    with watched(referent, desk) as page:
        yield page


def count(archive: Engine, state: str) -> int:
    with reading(archive) as connection:
        return int(connection.exec_driver_sql(GIVEN.format(state)).scalar_one())


def give_a_month(page: Page, server: Server, archive: Engine) -> None:
    """Every figure that is due, typed and left with Tab; then all confirmed."""
    open_screen(page, server.address + MONTH)
    cells = page.locator("[data-testid=stTextInput] input")
    expect(cells).to_have_count(17)
    cells.first.focus()
    for number in range(17):
        hint = page.locator(".udp-due.udp-note").nth(number).inner_text()
        page.keyboard.type(
            hint.removeprefix("prima ").splitlines()[0] if hint.startswith("prima") else "100"
        )
        page.keyboard.press("Tab")
    expect(page.locator(".udp-saved")).to_have_count(17, timeout=20_000)
    assert count(archive, "draft") == 17
    page.get_by_role("tab", name="Indicatori").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=stTextInput] input:visible")).to_have_count(
        2
    )  # one figure over another, the others are counted by the archive; and the screen stays there
    page.keyboard.press("Control+s")
    expect(page.get_by_text("da confermare")).to_have_count(0)
    assert (count(archive, "draft"), count(archive, "confirmed")) == (0, 17)


def test_a_month_is_given_by_keyboard_alone_and_confirmed(
    signed_in: Page, desk: Server, archive: Engine
) -> None:
    give_a_month(signed_in, desk, archive)


@slow("dura quanto tutta la scrivania")
@pytest.mark.postgresql
def test_the_same_month_on_postgresql(
    browser: Browser, postgresql_address: str, tmp_path: Path
) -> None:
    engine = with_carlo(start(Settings(postgresql_address, None, DISTRICT, demo=True)))
    with (
        running(postgresql_address, tmp_path / "log.txt", UDP_TODAY="2026-12-05") as server,
        visiting(browser, server) as page,
    ):
        come_in(page, server, "carlo")
        give_a_month(page, server, engine)
        open_screen(page, f"{server.address}/storia")
        expect(page.get_by_text("carlo").first).to_be_visible()
    engine.dispose()


@slow("la cella scritta per ultima in `test_unsaved`")
def test_what_is_typed_last_is_not_lost_by_saving_at_once(
    signed_in: Page, desk: Server, archive: Engine
) -> None:
    page = signed_in
    open_screen(page, desk.address + "/aggiornamenti?mese=dicembre")
    cell = page.locator("[data-testid=stTextInput] input").first
    cell.focus()
    page.keyboard.type("160.000")
    page.keyboard.press("Enter")
    expect(page.locator(".udp-saved").first).to_contain_text("160.000")
    cell.fill("161.000")
    page.keyboard.press("Control+s")
    expect(page.locator(".udp-saved").first).to_contain_text("161.000")
    with reading(archive) as connection:
        assert (
            connection.exec_driver_sql(
                "SELECT amount_cents FROM frna_entry WHERE id ="
                " 'ravenna:frna:2026:A1.1:frna:039007:final:month:12'"
            ).scalar_one()
            == 161_000_00
        )


@pytest.mark.parametrize("path", ["ufficio/registri.py", *also("piano/scheda.py", *OTHERS)])
def test_the_screens_of_the_desk_are_accessible(signed_in: Page, desk: Server, path: str) -> None:
    open_screen(signed_in, f"{desk.address}/{Path(path).stem}")
    assert [
        one
        for one in _violations(signed_in)
        if not one.startswith("presentation-role-conflict: ['section']")
    ] == []  # Streamlit's own drop zone
    assert signed_in.evaluate(SMALL_TEXT) == []
    assert english_on(signed_in) == []
    assert beyond_the_side(signed_in) == []


@slow("la connessione persa in `test_sala_keys`, ciò che è scritto in `http/test_unsaved`")
def test_a_lost_connection_is_told_in_italian_and_what_is_typed_stays(
    referent: BrowserContext, desk: Server
) -> None:
    """Cut in the middle of a cell, for as long as the framework needs to lose heart; then back."""
    page = referent.new_page()
    wires: list[WebSocketRoute] = []

    def through(wire: WebSocketRoute) -> None:
        wire.connect_to_server()
        wires.append(wire)

    page.route_web_socket(re.compile("_stcore/stream"), through)
    open_screen(page, desk.address + "/aggiornamenti?mese=dicembre")
    cell = page.locator("[data-testid=stTextInput] input").first
    cell.fill("12.345,67")
    page.route("**/_stcore/**", lambda request: request.abort())
    wires[-1].close()
    expect(
        page.get_by_text("Collegamento perso: si riprova. Ciò che è scritto resta.")
    ).to_be_visible()
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<div role=dialog id=theirs>Connection error"
        " <button aria-label=Close>x</button></div>')"
    )
    expect(page.locator("#theirs")).to_be_hidden()
    assert english_on(page) == []
    assert cell.input_value() == "12.345,67"
    assert page.get_by_role("heading", level=1).is_visible()
    page.unroute("**/_stcore/**")
    expect(page.locator(".udp-alarm")).to_have_count(0, timeout=PAGE_MILLISECONDS)
    assert cell.input_value() == "12.345,67"
    page.close()


def test_who_leaves_is_out_and_a_stolen_cookie_is_nobody(
    browser: Browser, desk: Server, archive: Engine
) -> None:
    with visiting(browser, desk) as page:
        page.goto(f"{desk.address}/entra")
        page.fill("#utente", "carlo")
        page.fill("#password", PASSWORD)
        page.click("button")
        wait_drawn(page)
        stolen = next(one["value"] for one in page.context.cookies() if one["name"] == COOKIE)
        assert page.evaluate("document.cookie").find(COOKIE) == -1
        page.goto(f"{desk.address}/esci")
        page.click("button")
        wait_drawn(page)
        expect(page.get_by_role("link", name="Entra")).to_be_visible()
        page.context.add_cookies([{"name": COOKIE, "value": stolen, "url": desk.address}])
        open_screen(page, f"{desk.address}/aggiornamenti")
        expect(page.get_by_text("Per dare le cifre bisogna entrare.")).to_be_visible()
    with reading(archive) as connection:
        assert (
            connection.exec_driver_sql(
                "SELECT count(*) FROM attempt WHERE outcome = 'forged'"
            ).scalar_one()
            >= 1
        )

"""Nothing typed is ever lost.

Whoever leaves, reloads, is signed out or loses the server finds every keystroke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from tests.browser.conftest import (
    VISITOR,
    WORDS_MILLISECONDS,
    Server,
    free_port,
    open_screen,
    running,
    visiting,
    wait_drawn,
    watched,
)
from tests.browser.door import PASSWORD, come_in
from tests.browser.test_desk import MONTH, with_carlo
from tests.made_copy import copied
from tests.made_rows import load
from tests.slow import also, slow
from udp_core.archive.engine import reading, writing
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.archive.sessions import drop_sessions
from udp_core.writing.loading import Batch

pytestmark = pytest.mark.browser
PASTE = (
    "(field, words) => { const data = new DataTransfer(); data.setData('text/plain', words);"
    " field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true,"
    " cancelable: true})); }"
)
TEXT = "Il servizio è partito in ritardo: mancava l’educatrice."
CELLS = "[class*='st-key-cella-'] input"
NAME = "(one) => one.closest('[class*=st-key-cella-]').className.match(/st-key-cella-([\\w-]+)/)[1]"
LATE = ("22.000,11", "6.000,22")
SCHEDA = "S26-04"
EVALUATION = "[class*='st-key-scheda-'][class*='-evaluation'] textarea"


@pytest.fixture(scope="module")
def archive(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A copy of the demonstration; the referent of Cervia coordinates too."""
    with copied(demo_address, tmp_path_factory.mktemp("unsaved")) as engine:
        with_carlo(engine)
        with reading(engine) as connection:
            area = str(
                connection.exec_driver_sql(
                    f"SELECT area_id FROM intervention WHERE code = '{SCHEDA}'"
                ).scalar_one()
            )
        mandate: Image = {
            "officer_id": "carlo",
            "role": "area_editor",
            "district_id": "ravenna",
            "area_id": area,
            "municipality_id": None,
            "valid_from": "2020-01-01",
            "valid_to": None,
        }
        load(engine, Batch(BY_NAME["mandate"], [(None, mandate)]))
        yield engine


@pytest.fixture(scope="module")
def desk(archive: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard on 5 December."""
    address = f"sqlite:///{archive.url.database}"
    with running(
        address, tmp_path_factory.mktemp("server") / "log.txt", UDP_TODAY="2026-12-05"
    ) as started:
        yield started


@pytest.fixture(scope="module")
def page(browser: Browser, desk: Server) -> Iterator[Page]:
    """Of the referent, who came in once."""
    with visiting(browser, desk) as opened:
        come_in(opened, desk, "carlo")
        yield opened


def given(archive: Engine, name: str) -> tuple[int, str] | None:
    """Amount and state of the entry whose cell has this class."""
    with reading(archive) as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, amount_cents, state FROM frna_entry WHERE period_no = 11"
        ).all()
    found = {
        re.sub("[^a-zA-Z0-9_-]", "-", f"{row[0]}-amount_cents"): (int(row[1]), str(row[2]))
        for row in rows
    }
    return found.get(name)


def soon_given(page: Page, archive: Engine, name: str) -> tuple[int, str] | None:
    """The same, once the server has had its time: the screen may be drawn before it."""
    for _ in range(50):
        if found := given(archive, name):
            return found
        page.wait_for_timeout(100)
    return None


def usual_of(page: Page, place: int) -> str:
    """What stood there before, which is never unusual."""
    return (
        page.locator(".udp-due.udp-note")
        .nth(place)
        .inner_text()
        .removeprefix("prima ")
        .splitlines()[0]
    )


def scheda(page: Page, desk: Server) -> None:
    open_screen(page, f"{desk.address}/scheda")
    box = page.get_by_role("combobox", name="Scheda")
    box.click()
    box.press_sequentially(SCHEDA)
    page.get_by_role("option", name=re.compile(SCHEDA)).first.click()
    expect(page.locator(EVALUATION)).to_be_visible()
    wait_drawn(page)


@pytest.mark.parametrize("way", ["tab", *also("menu", "save")])
def test_the_figure_typed_last_is_stored_however_it_is_left(
    page: Page, desk: Server, archive: Engine, way: str
) -> None:
    open_screen(page, desk.address + MONTH)
    cell = page.locator(CELLS).first
    name, words = str(cell.evaluate(NAME)), usual_of(page, 0)
    cell.click()
    page.keyboard.type(words)
    if way == "tab":
        page.get_by_role("tab", name="Attività").click()
        expect(page.get_by_role("tab", name="Attività")).to_have_attribute("aria-selected", "true")
    elif way == "menu":
        page.locator("a", has_text="Panorama").first.click()
        expect(page.locator("h1")).not_to_have_text("Che cosa devo aggiornare?")
    else:
        page.keyboard.press("Control+s")
        expect(page.get_by_text("confermat").first).to_be_visible()
    wait_drawn(page)
    found = soon_given(page, archive, name)
    assert found is not None, page.locator("[data-testid=stMain]").first.inner_text()
    assert f"{found[0] / 100:_.2f}".replace("_", " ").replace(".", ",").replace(" ", ".") == words
    assert found[1] == ("confirmed" if way == "save" else "draft")


def test_the_keyboard_goes_from_the_top_to_the_first_cell_and_from_tab_to_tab(
    page: Page, desk: Server
) -> None:
    open_screen(page, desk.address + MONTH)
    page.keyboard.press("Tab")
    expect(page.locator(".udp-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(CELLS).first).to_be_focused()
    last = page.locator(CELLS).last
    words = page.locator(".udp-due.udp-note").last.inner_text()
    last.focus()
    page.keyboard.type(
        words.removeprefix("prima ").splitlines()[0] if words.startswith("prima") else "100"
    )
    page.keyboard.press("Tab")
    expect(page.get_by_role("tab", name="Attività")).to_have_attribute("aria-selected", "true")
    expect(page.locator(CELLS).first).to_be_focused()
    expect(page.get_by_text("salvato alle")).to_have_count(0)


@slow("la cella scritta per ultima è qui sopra")
def test_a_last_cell_that_is_refused_is_seen_before_the_next_tab(page: Page, desk: Server) -> None:
    """Two cells of a spreadsheet pasted into it: not 3.100.

    Tab stops on it once; who presses it again goes on.
    """
    open_screen(page, desk.address + MONTH)
    last = page.locator(CELLS).last
    last.focus()
    page.keyboard.press("Control+a")
    last.evaluate(PASTE, "3\n100\n")
    expect(last).to_have_value("3↵100")
    page.keyboard.press("Tab")
    expect(page.locator(".udp-wrong").last).to_contain_text(
        "Nella cella ci sono più cifre insieme."
    )
    expect(last).to_be_focused()
    expect(page.get_by_role("tab", name="Attività")).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Tab")
    expect(page.get_by_role("tab", name="Attività")).to_have_attribute("aria-selected", "true")
    open_screen(page, desk.address + MONTH)
    expect(page.locator(".udp-unsaved b")).to_have_text("3↵100")
    page.get_by_role("button", name="Butta").click()
    expect(page.locator(".udp-unsaved")).to_have_count(0)


def test_a_text_of_a_scheda_is_saved_with_one_key_and_said(
    page: Page, desk: Server, archive: Engine
) -> None:
    scheda(page, desk)
    page.locator(EVALUATION).click()
    page.keyboard.type("Va bene.")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Salvato alle")).to_be_visible()
    with reading(archive) as connection:
        assert (
            connection.exec_driver_sql(
                f"SELECT evaluation FROM intervention WHERE code = '{SCHEDA}'"
            )
            .scalar_one()
            .endswith("Va bene.")
        )
    expect(page.get_by_text("Bozza non salvata")).to_have_count(0)


def take_up(page: Page, words: str) -> None:
    """Take up what is offered; again, where the page was being drawn anew under the click."""
    offered = page.get_by_role("button", name="Riprendi")
    for _ in range(4):
        offered.click()
        with suppress(AssertionError):
            expect(page.locator(EVALUATION)).to_have_value(words, timeout=4000)
            return
    expect(page.locator(EVALUATION)).to_have_value(words)


def find_again(page: Page, words: str) -> None:
    """In the field or in what is offered under it, which is drawn after it."""
    offered = page.get_by_text("Bozza non salvata").filter(has_text=words)
    for _ in range(WORDS_MILLISECONDS // 100):
        if page.locator(EVALUATION).input_value() == words or offered.is_visible():
            return
        page.wait_for_timeout(100)
    pytest.fail(page.locator("[data-testid=stMain]").first.inner_text())


REDRAWN = """() => {
    const place = document.createElement('div');
    place.style.cssText = 'position: fixed; top: 0; left: 0; z-index: 2147483647';
    document.body.append(place);
    window.heard = [];
    window.draw = () => {
        place.innerHTML = ['uno', 'due'].map((one) => `<div class="st-key-riprendi-${one}"><button>Riprendi</button></div>`).join('');
        for (const one of place.querySelectorAll('button')) one.onclick = () => window.heard.push(one.parentElement.className);
    };
    window.draw();
}"""  # noqa: E501
"""Two buttons with the same words, of two fields, that may be drawn anew at any moment."""


def test_a_button_drawn_anew_under_the_hand_is_pressed_all_the_same(
    page: Page, desk: Server
) -> None:
    """Once, and no namesake of it."""
    open_screen(page, desk.address + MONTH)
    page.evaluate(REDRAWN)
    second = page.locator(".st-key-riprendi-due button")
    second.hover()
    page.mouse.down()
    page.evaluate("() => window.draw()")
    page.mouse.up()
    assert page.evaluate("() => window.heard") == ["st-key-riprendi-due"]
    second.click()
    assert page.evaluate("() => window.heard.length") == 2


@slow("mezzo minuto; una sessione che finisce e un server che cade sono qui sopra")
@pytest.mark.parametrize("way", ["reload", "back"])
def test_a_text_left_unsaved_is_offered_in_its_place(page: Page, desk: Server, way: str) -> None:
    scheda(page, desk)
    page.locator(EVALUATION).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(f"{TEXT} {way}")
    if way == "back":
        page.go_back()
        scheda(page, desk)
    else:
        page.reload()
    expect(page.get_by_text("Bozza non salvata, scritta oggi alle")).to_contain_text(
        f"{TEXT} {way}"
    )
    take_up(page, f"{TEXT} {way}")
    page.get_by_role("tab", name="Azioni").click()
    expect(page.get_by_text("Azioni della scheda")).to_be_visible()
    wait_drawn(page)
    page.get_by_role("tab", name="Scheda attuativa").click()
    expect(page.locator(EVALUATION)).to_be_visible()
    find_again(page, f"{TEXT} {way}")
    page.reload()
    page.get_by_role("button", name="Butta").click()
    expect(page.get_by_text("Bozza non salvata")).to_have_count(0)
    page.reload()
    expect(page.locator(EVALUATION)).to_be_visible()
    expect(page.get_by_text("Bozza non salvata")).to_have_count(0)


@slow("i collegamenti in `pages/test_deep_links`")
def test_who_comes_in_by_a_link_is_at_its_month_and_its_part(
    browser: Browser, desk: Server
) -> None:
    with visiting(browser, desk) as page:
        open_screen(page, f"{desk.address}/aggiornamenti?mese=ottobre&gruppo=Indicatori")
        page.get_by_role("link", name="Entra", exact=True).first.click()
        page.get_by_label("Nome utente").fill("carlo")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        wait_drawn(page)
        expect(page.get_by_role("tab", name="Indicatori")).to_have_attribute(
            "aria-selected", "true"
        )
        expect(page.get_by_role("combobox", name="Mese")).to_have_value("ottobre")


@slow("mezzo minuto; le stesse perdite in `http/test_gestures_at_random`")
def test_a_session_that_ends_and_a_server_that_falls_lose_no_keystroke(
    browser: Browser, archive: Engine, tmp_path: Path
) -> None:
    """Typed after the session ended, the last figure not even left.

    The server falls, the page is closed: who comes back finds both.
    """
    address, port = f"sqlite:///{archive.url.database}", free_port()
    visit = browser.new_context(**VISITOR)
    opened = visit.new_page()
    with running(address, tmp_path / "one.txt", port, UDP_TODAY="2026-12-05") as server:
        come_in(opened, server, "carlo")
        open_screen(opened, server.address + MONTH)
        names = [str(opened.locator(CELLS).nth(place).evaluate(NAME)) for place in range(2)]
        opened.locator(CELLS).first.click()
        with writing(archive) as connection:
            drop_sessions(connection, "carlo")
        opened.keyboard.type(LATE[0])
        opened.keyboard.press("Tab")
        expect(opened.get_by_text("La sessione è finita: rientrare.").first).to_be_visible()
        expect(opened.locator(CELLS).first).to_have_value(LATE[0])
        opened.locator(CELLS).nth(1).click()
        opened.keyboard.type(LATE[1])
    opened.close()
    with (
        running(address, tmp_path / "two.txt", port, UDP_TODAY="2026-12-05") as server,
        ExitStack() as stack,
    ):
        again = stack.enter_context(watched(visit, server))
        come_in(again, server, "carlo")
        open_screen(again, server.address + MONTH)
        expect(again.locator(".udp-unsaved")).to_have_count(2)
        assert sorted(again.locator(".udp-unsaved b").all_inner_texts()) == sorted(LATE)
        again.get_by_role("button", name="Riprendi").first.click()
        expect(again.locator(f".st-key-cella-{names[0]} input")).to_have_value(LATE[0])
    visit.close()

"""The wall and the sitting, in a real browser: what a room can read, by keyboard alone, whatever happens to the network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from pages.components.screens import ROOM, SALA
from tests.browser.conftest import Server, open_screen, running, visiting, wait_drawn
from tests.browser.test_accessibility import SMALL_TEXT, _violations
from tests.made_sitting import SITTING, edit, officers
from udp_core.model.fund import Allocation
from udp_core.service.saving import Edit
from udp_core.service.sign_in.sessions import Visit, accept, invite
from udp_core.store.engine import open_engine, reading

pytestmark = pytest.mark.browser
WALL = f"/{Path(SALA).stem}"
PASSWORD = "quattro parole messe in fila"  # noqa: S105 - of a test
DEEP = """const deep = (root) => root.querySelector('.sala') ?? [...root.querySelectorAll('*')].map((one) => one.shadowRoot && deep(one.shadowRoot)).find(Boolean);
    const sala = deep(document);"""
TOO_LARGE = f"""() => {{ {DEEP}
    const found = sala.querySelector('.steps').getBoundingClientRect().right > innerWidth ? ['il piede esce dallo schermo'] : [];
    for (const slide of sala.querySelectorAll('.slide')) {{
        const hidden = slide.hidden; slide.hidden = false;
        if (slide.clientWidth > innerWidth) found.push('la lastra è più larga dello schermo');
        const title = slide.querySelector('h1').textContent;
        if (slide.scrollWidth > slide.clientWidth + 1) found.push(`${{title}}: larga ${{slide.scrollWidth}} su ${{slide.clientWidth}}`);
        for (const one of slide.querySelectorAll('*')) {{
            const box = one.getBoundingClientRect(), floor = sala.querySelector('footer').getBoundingClientRect().top;
            if (box.height && box.bottom > floor + 1 && !one.closest('tr[hidden]')) found.push(`${{title}}: ${{one.tagName}} sotto il piede di ${{Math.round(box.bottom - floor)}}`);
        }}
        slide.hidden = hidden;
    }}
    return [...new Set(found)];
}}"""
SMALLEST = f"""() => {{ {DEEP}
    let least = Infinity, what = '';
    for (const slide of sala.querySelectorAll('.slide')) {{
        const hidden = slide.hidden; slide.hidden = false;
        for (const one of slide.querySelectorAll('*')) {{
            if (![...one.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim())) continue;
            if (!one.getBoundingClientRect().height) continue;
            const scale = one.ownerSVGElement ? Math.hypot(one.getScreenCTM().a, one.getScreenCTM().b) : 1;
            const size = parseFloat(getComputedStyle(one).fontSize) * scale;
            if (size < least) {{ least = size; what = `${{slide.querySelector('h1').textContent}}: ${{one.textContent}}`; }}
        }}
        slide.hidden = hidden;
    }}
    return [least / innerHeight, what];
}}"""
SMALLEST_SHARE = 0.032
"""Of the image height: axis ticks, data date, footer (UX.md)."""


def place(page: Page) -> str:
    return page.locator(".sala .place").inner_text()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=["720", "1080"])
def test_every_slide_fits_and_is_read_from_the_last_row(page: Page, server: Server, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for address in (WALL, f"{WALL}?seduta={SITTING}"):
        page.goto(server.address + address)
        page.locator(".sala").wait_for()
        count = int(place(page).split(" / ")[1])
        for _ in range(count):
            page.keyboard.press("ArrowRight")
        assert page.evaluate(TOO_LARGE) == []
        share, what = page.evaluate(SMALLEST)
        assert share >= SMALLEST_SHARE, what
        page.keyboard.press("Home")


def test_the_wall_is_accessible_and_hides_the_rest(page: Page, server: Server) -> None:
    page.goto(f"{server.address}{WALL}?schermata=frna")
    page.locator(".sala").wait_for()
    assert [one for one in _violations(page) if ".sala" in one or "sala" in one.split(" ")[1]] == []
    assert page.evaluate("document.elementFromPoint(40, 10).closest('[data-testid=stHeader]') === null")
    expect(page.locator(".sala .slide:not([hidden]) h1")).to_have_text("Il fondo basta fino al 31 dicembre: resteranno 1,59 M€")
    expect(page.locator(".sala footer")).to_contain_text("Dati dimostrativi")
    expect(page.locator(".sala footer")).to_contain_text("dati al 31/10/2026")


def test_the_keyboard_alone_leads_the_sitting(page: Page, server: Server) -> None:
    page.goto(f"{server.address}{WALL}?seduta={SITTING}")
    page.locator(".sala").wait_for()
    shown = page.locator(".sala .slide:not([hidden]) h1")
    expect(shown).to_have_text("Comitato di Distretto di Ravenna: seduta del 18/11/2026")
    page.keyboard.press("PageDown")
    expect(shown).to_have_text("Ordine del giorno")
    page.keyboard.press("2")
    expect(shown).to_have_text("2. Preconsuntivo del FRNA 2026")
    page.keyboard.press("ArrowRight")
    expect(shown).to_contain_text("Il fondo basta")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("9")
    expect(shown).to_have_text("2. Preconsuntivo del FRNA 2026")
    page.keyboard.press("End")
    expect(shown).to_contain_text("criticità")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert place(page).startswith("1 / ")
    page.keyboard.press("b")
    expect(page.locator(".sala .black")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sala .black")).to_be_hidden()
    assert place(page).startswith("1 / ")
    page.keyboard.press("?")
    expect(page.locator(".sala .help")).to_contain_text("schermo nero")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    page.keyboard.press("Escape")
    page.wait_for_url("**/seduta?anno=2026**")


def test_a_live_screen_opens_from_its_slide(page: Page, server: Server) -> None:
    page.goto(f"{server.address}{WALL}?schermata=comuni&anno=2025")
    page.locator(".sala").wait_for()
    page.keyboard.press("l")
    page.wait_for_url("**/comuni?anno=2025**")
    wait_drawn(page)
    page.get_by_role("link", name="Sala", exact=True).click()
    page.locator(".sala").wait_for()
    expect(page.locator(".sala .slide:not([hidden]) .subtitle")).to_contain_text("2025")


def test_a_lost_connection_keeps_the_last_picture_and_says_so(browser: Browser, demo_address: str, tmp_path: Path) -> None:
    visit = browser.new_context(viewport={"width": 1280, "height": 720}, locale="it-IT")
    page = visit.new_page()
    with running(demo_address, tmp_path / "log.txt") as server:
        page.goto(f"{server.address}{WALL}?schermata=frna")
        page.locator(".sala").wait_for()
    expect(page.locator(".sala .alarm")).to_be_visible(timeout=15_000)
    expect(page.locator(".sala .alarm")).to_contain_text("Collegamento perso")
    expect(page.locator(".sala .slide:not([hidden]) h1")).to_contain_text("Il fondo basta")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sala .slide:not([hidden]) h1")).to_contain_text("Assistenza domiciliare")
    assert page.evaluate(f"() => {{ {DEEP} const found = document.elementFromPoint(640, 300); return found === sala || found.shadowRoot?.querySelector('.sala') !== null; }}")
    visit.close()


@pytest.mark.parametrize("path", ROOM)
def test_the_screens_of_the_room_are_accessible(page: Page, server: Server, path: str) -> None:
    open_screen(page, f"{server.address}/{Path(path).stem}")
    assert _violations(page) == []
    assert page.evaluate(SMALL_TEXT) == []


def test_a_printed_screen_has_no_menu_and_no_button(page: Page, server: Server) -> None:
    open_screen(page, f"{server.address}/frna")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Programma", exact=True)).to_be_hidden()
    expect(page.get_by_role("tab", name="Voci")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


# The evening, by who runs it


@pytest.fixture(scope="module")
def archive(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    copy = tmp_path_factory.mktemp("sala") / "sala.sqlite"
    shutil.copy(demo_address.removeprefix("sqlite:///"), copy)
    engine = open_engine(f"sqlite:///{copy}")
    officers(engine)
    now = datetime.now(UTC)
    accept(engine, invite(engine, "anna", now), PASSWORD, Visit("", now))
    yield engine
    engine.dispose()


def test_from_the_agenda_to_the_decision_and_back_to_what_was_known(browser: Browser, archive: Engine, tmp_path: Path) -> None:
    with running(f"sqlite:///{archive.url.database}", tmp_path / "log.txt") as server, visiting(browser, server) as page:
        page.goto(f"{server.address}/entra")
        page.fill("#utente", "anna")
        page.fill("#password", PASSWORD)
        page.click("button")
        wait_drawn(page)
        open_screen(page, f"{server.address}/seduta?punto=2.+Preconsuntivo+del+FRNA+2026")
        page.get_by_role("button", name="Convoca").click()
        expect(page.get_by_text("La seduta è convocata.")).to_be_visible()
        page.get_by_role("tab", name="Presenze").click()
        page.get_by_role("button", name="Tutti presenti").click()
        expect(page.get_by_text("Presenze salvate.")).to_be_visible()
        page.get_by_role("button", name="Apri la seduta").click()
        expect(page.get_by_text("La seduta è aperta.")).to_be_visible()
        page.get_by_role("tab", name="In corso").click()
        page.get_by_label("Nota della discussione").fill("Il direttore illustra la previsione.")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Salva la nota").click()
        expect(page.get_by_text("Nota salvata.")).to_be_visible()
        page.get_by_role("button", name="Registra la decisione").click()
        expect(page.get_by_text("Decisione registrata: non si modifica più.")).to_be_visible()
        _more_money(archive)
        open_screen(page, f"{server.address}/decisioni")
        expect(page.get_by_text("4 favorevoli, nessun contrario, nessun astenuto").first).to_be_visible()
        open_screen(page, f"{server.address}/cambiato")
        expect(page.get_by_role("heading", name="Il residuo previsto è cambiato di +100 mila €")).to_be_visible()
        expect(page.get_by_text("Assegnazioni: +100.000,00 €, 1 riga")).to_be_visible()
        open_screen(page, f"{server.address}/frna?noto=Note+il+18%2F11%2F2026")
        expect(page.get_by_text("Cifre come note alla seduta del 18/11/2026")).to_be_visible()
        expect(page.locator("#cifra-available .udp-value")).to_have_text("28,75 M€")
        open_screen(page, f"{server.address}/frna")
        expect(page.locator("#cifra-available .udp-value")).to_have_text("28,85 M€")
        page.goto(f"{server.address}{WALL}?seduta={SITTING}")
        page.locator(".sala").wait_for()
        expect(page.locator(".sala footer")).to_contain_text("cifre come note alla seduta del 18/11/2026")
        assert page.evaluate(TOO_LARGE) == []


def _more_money(archive: Engine) -> None:
    """100.000 € more are assigned after the sitting has opened."""
    with reading(archive) as connection:
        came_in = connection.exec_driver_sql("SELECT id, version, amount_cents FROM allocation WHERE fund_year_id = 'ravenna:frna:2026' AND status = 'official' AND line = 'elderly' ORDER BY as_of DESC LIMIT 1").one()
    edit(archive, Edit(Allocation, {"amount_cents": came_in[2] + 100_000_00}, came_in[0], came_in[1], reason="Integrazione"))

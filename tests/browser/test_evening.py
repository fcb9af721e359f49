"""A whole sitting of eight points in a real browser, by keyboard alone.

The wall on the projector, the desk of who runs it.
"""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import Engine

from pages.components.screens import SALA
from tests.browser.conftest import Server, open_screen, running, visiting, wait_drawn
from tests.browser.test_sala import DEEP, PASSWORD, TOO_LARGE
from tests.conftest import DISTRICT
from tests.made_sitting import EVENING, eight_points, late_invoice, officers
from udp_core.archive.engine import open_engine
from udp_core.kernel.settings import Settings
from udp_core.running.start import start
from udp_core.sign_in.sessions import Visit, accept, invite

WHY = (
    "un’intera seduta, due minuti: si chiede con UDP_SLOW=1; le sue parti in `test_sala` e"
    " `tests/pages/test_room.py`"
)
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not os.environ.get("UDP_SLOW"), reason=WHY)]
WALL = f"/{Path(SALA).stem}?codice={EVENING}"
MOST_TABS = 200
SHOWN = ".sala .slide:not([hidden]) h1"
OPENS = (
    "Il fondo basta fino al 31 dicembre",
    "2 scenari a confronto",
    "Anziani",
    "Famiglie e minori",
    "Disabili",
    "6. Regolamento",
    "Attesa per l",
    "8. Varie ed eventuali",
)
"""What the wall shows of each point, after its title."""
INNER = f"() => {{ {DEEP} return sala.innerHTML; }}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, demo_address: str, tmp_path: Path) -> str:
    """The demonstration, to write in, of each kind of archive."""
    if request.param == "sqlite":
        return f"sqlite:///{shutil.copy(demo_address.removeprefix('sqlite:///'), tmp_path / 'evening.sqlite')}"  # noqa: E501
    made = str(request.getfixturevalue("postgresql_address"))
    start(Settings(made, None, DISTRICT, demo=True)).dispose()
    return made


@pytest.fixture
def archive(address: str) -> Iterator[Engine]:
    """With a sitting of eight points to be held; anna coordinates."""
    engine = open_engine(address)
    officers(engine)
    now = datetime.now(UTC)
    accept(engine, invite(engine, "anna", now), PASSWORD, Visit("", now))
    eight_points(engine)
    yield engine
    engine.dispose()


def reach(page: Page, wanted: Locator) -> None:
    """Tab until it has the focus: what the keyboard does not reach, the test does not use."""
    wait_drawn(page)
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        if wanted.evaluate(
            "(one) => one === document.activeElement || one.contains(document.activeElement)"
        ):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"la tastiera non raggiunge {wanted}")


def press(page: Page, name: str) -> None:
    """A button, by keyboard."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled()
    reach(page, button)
    page.keyboard.press("Enter")


def part(page: Page, name: str) -> None:
    """A tab of the sitting, by keyboard.

    Each arrow opens the next, once the one before is drawn.
    """
    tabs, wanted = page.get_by_role("tab"), page.get_by_role("tab", name=name)
    reach(page, page.get_by_role("tab", selected=True))
    for _ in range(tabs.count()):
        if wanted.evaluate("(one) => one === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
        wait_drawn(page)
    page.keyboard.press("Enter")
    expect(wanted).to_have_attribute("aria-selected", "true")


def write(page: Page, label: str, words: str) -> None:
    """A field, by keyboard; Enter leaves it."""
    reach(page, page.get_by_label(label))
    page.keyboard.type(words)


@contextmanager
def come_in(browser: Browser, server: Server) -> Iterator[Page]:
    with visiting(browser, server) as page:
        page.goto(f"{server.address}/entra")
        page.keyboard.press("Tab")
        page.keyboard.type("anna")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        wait_drawn(page)
        yield page


def test_a_sitting_of_eight_points_by_keyboard_alone(
    browser: Browser, archive: Engine, address: str, tmp_path: Path
) -> None:
    lost = browser.new_context(viewport={"width": 1280, "height": 720}, locale="it-IT").new_page()
    with (
        running(address, tmp_path / "log.txt") as server,
        come_in(browser, server) as desk,
        visiting(browser, server) as wall,
    ):
        _open(desk, server)
        wall.goto(server.address + WALL)
        wall.locator(".sala").wait_for()
        _every_slide_fits(wall)
        part(desk, "In corso")
        for number, shows in enumerate(OPENS, start=1):
            _on_the_wall(wall, number, shows)
            _at_the_desk(desk, number)
        _from_the_wall_to_the_desk_and_back(wall, desk)
        _close(desk)
        _what_comes_after(browser, server, archive)
        lost.goto(server.address + WALL)
        lost.locator(".sala").wait_for()
    _alone(lost)


def _open(desk: Page, server: Server) -> None:
    """Convened, who is there, open: the figures are frozen."""
    open_screen(desk, f"{server.address}/seduta")
    press(desk, "Convoca")
    expect(desk.get_by_text("La seduta è convocata.")).to_be_visible()
    part(desk, "Presenze")
    press(desk, "Tutti presenti")
    expect(desk.get_by_text("Presenti tutti.")).to_be_visible()
    press(desk, "Apri la seduta: congela le cifre")
    expect(desk.get_by_text("La seduta è aperta.")).to_be_visible()


def _every_slide_fits(wall: Page) -> None:
    """Each as it is shown: a slide is fitted to the screen when it comes up."""
    for _ in range(int(wall.locator(".sala .place").inner_text().split(" / ")[1])):
        wall.keyboard.press("ArrowRight")
    assert wall.evaluate(TOO_LARGE) == []
    wall.keyboard.press("Home")


def _on_the_wall(wall: Page, number: int, shows: str) -> None:
    """A digit opens the point, an arrow what it brings."""
    shown = wall.locator(SHOWN)
    wall.keyboard.press(str(number))
    expect(shown).to_contain_text(f"{number}. ")
    if not shows.startswith(f"{number}. "):
        wall.keyboard.press("ArrowRight")
    expect(shown).to_contain_text(shows)


def _at_the_desk(desk: Page, number: int) -> None:
    """The line of notes; the decision, where the point asks for one; then the next point."""
    expect(desk.get_by_role("link", name=f"Mostra il punto {number} in sala")).to_be_visible()
    write(desk, "Nota della discussione (una riga)", f"Discusso il punto {number}.")
    desk.keyboard.press("Enter")
    expect(
        desk.get_by_text(re.compile(rf"Salvato alle \d\d:\d\d\. Nota al punto {number}\."))
    ).to_be_visible()
    if number in {1, 2, 6}:
        press(desk, "Registra la decisione")
        expect(desk.get_by_text("Decisione registrata: non si modifica più.")).to_be_visible()
    if number < len(OPENS):
        press(desk, "Punto successivo")


def _from_the_wall_to_the_desk_and_back(wall: Page, desk: Page) -> None:
    """The wall goes to the point that it shows, where who has not signed in only reads.

    The desk opens the wall at its own.
    """
    wall.keyboard.press("2")
    wall.keyboard.press("Escape")
    wait_drawn(wall)
    expect(wall.get_by_text("Discusso il punto 2.")).to_be_visible()
    reach(desk, desk.get_by_role("link", name="Mostra il punto 8 in sala"))
    desk.keyboard.press("Enter")
    expect(desk.locator(SHOWN)).to_have_text("8. Varie ed eventuali")
    desk.keyboard.press("2")
    expect(desk.locator(".sala .slide:not([hidden]) .lines")).to_contain_text(
        "Decisione n. 2: approvata, 4 favorevoli"
    )
    desk.keyboard.press("Escape")
    wait_drawn(desk)


def _close(desk: Page) -> None:
    """Closed; the minutes tell the whole evening."""
    press(desk, "Chiudi la seduta")
    expect(desk.get_by_text("La seduta è chiusa.")).to_be_visible()
    part(desk, "Documenti")
    with desk.expect_download() as found:
        press(desk, "Scarica la bozza di verbale (DOCX)")
    with ZipFile(io.BytesIO(Path(found.value.path()).read_bytes())) as book:
        words = re.sub(r"<[^>]+>", "", book.read("word/document.xml").decode())
    for number in range(1, 9):
        assert f"Discusso il punto {number}." in words
    assert "scenario «Dieci posti»" in words
    assert "Alternative scartate: scenario «Venti posti»" in words


def _what_comes_after(browser: Browser, server: Server, archive: Engine) -> None:
    """An invoice of October comes late.

    The wall of that evening is the same to the last byte, and the difference is told.
    """
    with visiting(browser, server) as page:
        before = _frozen(page, server)
        late_invoice(archive)
        assert _frozen(page, server) == before
        _the_wall_of_a_frozen_screen(page, server)
        open_screen(page, f"{server.address}/cambiato")
        expect(page.get_by_text("Correzioni: −1.000,00 €, 1 riga")).to_be_visible()
        open_screen(page, f"{server.address}/decisioni")
        expect(
            page.get_by_text("4 favorevoli, nessun contrario, nessun astenuto").first
        ).to_be_visible()


def _the_wall_of_a_frozen_screen(page: Page, server: Server) -> None:
    """From a screen read as known that evening, its wall has the same figures.

    An address of release 0.1 still opens it.
    """
    open_screen(page, f"{server.address}/frna?noto=Dati+alla+seduta+del+25%2F11%2F2026")
    expect(page.get_by_text("Cifre come note alla seduta del 25/11/2026")).to_be_visible()
    open_screen(page, f"{server.address}/frna?noto=Note+il+25%2F11%2F2026")
    expect(page.get_by_text("Cifre come note alla seduta del 25/11/2026")).to_be_visible()
    reach(page, page.get_by_role("link", name="Sala", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator(".sala footer")).to_contain_text(
        "cifre come note alla seduta del 25/11/2026"
    )


def _frozen(page: Page, server: Server) -> str:
    page.goto(server.address + WALL)
    page.locator(".sala").wait_for()
    expect(page.locator(".sala footer")).to_contain_text(
        "cifre come note alla seduta del 25/11/2026"
    )
    return str(page.evaluate(INNER))


def _alone(wall: Page) -> None:
    """The server is gone: the last picture stays, says so, and the keys go on."""
    expect(wall.locator(".sala .alarm")).to_be_visible(timeout=15_000)
    expect(wall.locator(".sala .alarm")).to_contain_text("Collegamento perso")
    wall.keyboard.press("1")
    wall.keyboard.press("ArrowRight")
    expect(wall.locator(SHOWN)).to_contain_text("Il fondo basta")
    assert wall.evaluate(
        f"() => {{ {DEEP} const found = document.elementFromPoint(640, 300); return found === sala"
        " || found.shadowRoot?.querySelector('.sala') !== null; }"
    )
    wall.context.close()

"""A whole sitting of eight points in real browsers, by keyboard alone (ROOM B1-B12).

The laptop of who runs it, two walls and a phone that follow. The question moves live, a quorum is
lost and regained, a key is pressed twice, the server dies and comes back, the documents are opened.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from pages.components.screens import SALA
from tests.browser.by_keyboard import part, pick, press, reach, write
from tests.browser.conftest import (
    VISITOR,
    Server,
    free_port,
    open_screen,
    running,
    visiting,
    wait_drawn,
)
from tests.browser.door import PASSWORD, with_password
from tests.browser.test_sala import DEEP, TOO_LARGE
from tests.conftest import DISTRICT
from tests.made_sitting import EVENING, eight_points, late_invoice, officers
from tests.slow import slow
from udp_core.archive.engine import open_engine, reading
from udp_core.kernel.settings import Settings
from udp_core.running.start import start
from udp_core.sittings.queries.decisions import decisions
from udp_core.sittings.queries.notes import notes_of_sitting

WHY = "un’intera seduta, cinque minuti; le sue parti in `test_sala` e `tests/pages/test_room.py`"
pytestmark = [pytest.mark.browser, slow(WHY)]
WALL = f"/{Path(SALA).stem}?codice={EVENING}"
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
PHONE = {"width": 390, "height": 844}
LOOKS_OF_SCREENS: tuple[Any, ...] = (
    VISITOR,
    VISITOR,
    {**VISITOR, "viewport": {"width": 1024, "height": 768}},
    {**VISITOR, "viewport": PHONE, "has_touch": True},
)
"""The laptop, two walls, a phone."""
NOTE = "Nota della discussione (una riga)"
KEPT_MILLISECONDS = 1500
POINT_NAMES = {4: "4.+Ambito+Famiglie+e+minori"}
INNER = f"""async () => {{ await document.fonts.ready;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    {DEEP} return sala.innerHTML; }}"""
"""Once the wall has counted, with its own letters, the rows that it holds."""


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
    with_password(engine, "anna")
    eight_points(engine)
    yield engine
    engine.dispose()


DIED_AT, QUESTION_AT, LOST_AT, REGAINED_AT = 4, 2, 6, 7
AWAY = ("Sindaco di Cervia", "Sindaco di Russi")
FOLLOWED_MILLISECONDS = 45_000


def test_a_sitting_of_eight_points_by_keyboard_alone(
    browser: Browser, archive: Engine, address: str, tmp_path: Path
) -> None:
    port = free_port()
    desk, *walls = (browser.new_context(**look).new_page() for look in LOOKS_OF_SCREENS)
    with running(address, tmp_path / "one.txt", port) as server:
        _comes_in(desk, server)
        _open(desk, server)
        for wall in walls:
            wall.goto(server.address + WALL)
            wall.locator(".sala").wait_for()
        _every_slide_fits(walls[0])
        part(desk, "In corso")
        for number in range(1, DIED_AT + 1):
            _shown_everywhere(desk, walls, number)
            _at_the_desk(desk, walls, number)
        write(desk, NOTE, "Scritta mentre il server cade.")
        desk.wait_for_timeout(KEPT_MILLISECONDS)
        server.kill()
        for wall in walls:
            expect(wall.locator(".sala .alarm")).to_be_visible(timeout=15_000)
            expect(wall.locator(SHOWN)).to_be_visible()
    with running(address, tmp_path / "two.txt", port) as server:
        _comes_back(desk, walls, server)
        for number in range(DIED_AT + 1, len(OPENS) + 1):
            _shown_everywhere(desk, walls, number)
            _at_the_desk(desk, walls, number)
        _from_the_wall_to_the_desk_and_back(walls[0], desk)
        _close(desk)
        _documents(desk, tmp_path)
        _what_is_on_record(archive)
        _what_comes_after(browser, server, archive)
        lost = walls[1]
        lost.goto(server.address + WALL)
        lost.locator(".sala").wait_for()
    _alone(lost)
    for page in (desk, *walls):
        page.context.close()


def _comes_in(desk: Page, server: Server) -> None:
    desk.goto(f"{server.address}/entra")
    desk.keyboard.press("Tab")
    desk.keyboard.type("anna")
    desk.keyboard.press("Tab")
    desk.keyboard.type(PASSWORD)
    desk.keyboard.press("Enter")
    wait_drawn(desk)


def _shown_everywhere(desk: Page, walls: Sequence[Page], number: int) -> None:
    press(desk, f"Mostra il punto {number}")
    _all_show(walls, f"{number}. ")
    if OPENS[number - 1].startswith(f"{number}. "):
        return
    press(desk, "Avanti ›")
    _all_show(walls, OPENS[number - 1])


def _all_show(walls: Sequence[Page], words: str) -> None:
    for wall in walls:
        expect(wall.locator(SHOWN)).to_contain_text(words, timeout=FOLLOWED_MILLISECONDS)


def _comes_back(desk: Page, walls: Sequence[Page], server: Server) -> None:
    """Nobody touches the walls; who conducts finds the session, the point and the note."""
    for wall in walls:
        expect(wall.locator(".sala .alarm")).to_be_hidden(timeout=30_000)
    open_screen(desk, f"{server.address}/seduta?parte=In+corso&punto={POINT_NAMES[DIED_AT]}")
    expect(desk.locator(".udp-unsaved b").first).to_have_text("Scritta mentre il server cade.")
    press(desk, "Punto successivo")
    expect(desk.get_by_text("Scritta mentre il server cade.")).to_have_count(0)


def _the_question(desk: Page, walls: Sequence[Page]) -> None:
    """Opened from the notes in a window of who conducts; every wall follows the lever."""
    guide = desk.context.new_page()
    guide.goto(f"{desk.url.split('/seduta')[0]}{WALL}")
    guide.locator(".sala").wait_for()
    guide.keyboard.press(str(QUESTION_AT))
    guide.keyboard.press("e")
    for _ in range(3):
        guide.locator(".question input[type=range]").first.press("ArrowRight")
    expect(guide.locator(".question .people")).to_contain_text("Posti in CRA +13")
    cost = guide.locator(".question .value")
    for wall in walls:
        expect(wall.locator(".question .value")).to_have_text(
            cost.inner_text(), timeout=FOLLOWED_MILLISECONDS
        )
        expect(wall.locator(".question .people")).to_contain_text("Posti in CRA +13")
    guide.locator(".question .box").first.focus()
    guide.keyboard.press("Escape")
    for wall in walls:
        expect(wall.locator(".question")).to_have_count(0, timeout=FOLLOWED_MILLISECONDS)
    guide.close()


def _moves(desk: Page, gesture: str) -> None:
    for name in AWAY:
        pick(desk, "Chi entra o esce", name)
        press(desk, gesture)
        verb = "esce" if gesture == "Esce" else "entra"
        expect(desk.get_by_text(re.compile(rf"al punto \d: {verb} {name}"))).to_be_visible()


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
    wall.keyboard.press("r")


def _at_the_desk(desk: Page, walls: Sequence[Page], number: int) -> None:
    """Two notes; the decision, where the point asks for one; then the next point."""
    expect(desk.get_by_role("link", name=f"Mostra il punto {number} in sala")).to_be_visible()
    for words in (f"Discusso il punto {number}.", f"Ancora sul punto {number}."):
        write(desk, NOTE, words)
        desk.keyboard.press("Enter")
        expect(desk.get_by_text(re.compile(rf"Ufficio di anna: {words}"))).to_be_visible()
    if number == QUESTION_AT:
        _the_question(desk, walls)
    if number == LOST_AT:
        _without_a_quorum(desk, walls)
    elif number in {1, 2}:
        reach(desk, desk.get_by_role("button", name="Registra la decisione", exact=True))
        desk.keyboard.press("Enter")
        desk.keyboard.press("Enter")
        expect(desk.get_by_text(f"Decisione n. {number}: approvata, 4 favorevoli")).to_be_visible()
        _all_show(walls, "Approvata: ")
    if number == REGAINED_AT:
        _moves(desk, "Entra")
        expect(desk.get_by_text("Numero legale: sì, 4 presenti su 4").first).to_be_visible()
    if number < len(OPENS) and number != DIED_AT:
        press(desk, "Punto successivo")
        expect(
            desk.get_by_role("link", name=f"Mostra il punto {number + 1} in sala")
        ).to_be_visible()


def _without_a_quorum(desk: Page, walls: Sequence[Page]) -> None:
    """Two of four leave: nothing is decided, every wall says why, the point is put off."""
    _moves(desk, "Esce")
    for wall in walls:
        expect(wall.locator(".sala .notice")).to_contain_text(
            "Numero legale: no, 2 presenti su 4", timeout=30_000
        )
    press(desk, "Registra la decisione")
    expect(desk.get_by_text("Manca il numero legale").first).to_be_visible()
    press(desk, "Rinvia il punto")
    expect(desk.get_by_text("Decisione n. 3: rinviata.")).to_be_visible()


def _from_the_wall_to_the_desk_and_back(wall: Page, desk: Page) -> None:
    """The wall goes to the point that it shows, where who has not signed in only reads.

    The desk opens the wall at its own.
    """
    wall.keyboard.press("2")
    wall.keyboard.press("Escape")
    wait_drawn(wall)
    expect(wall.get_by_text("Discusso il punto 2.").first).to_be_visible()
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


def _documents(desk: Page, folder: Path) -> None:
    part(desk, "Documenti")
    minutes = _taken(desk, "Scarica la bozza di verbale (DOCX)", folder / "verbale.docx")
    notice = _taken(desk, "Scarica la convocazione (DOCX)", folder / "convocazione.docx")
    with ZipFile(minutes) as written:
        words = re.sub(r"<[^>]+>", "", written.read("word/document.xml").decode())
    for number in range(1, 9):
        assert f"Ufficio di anna: Discusso il punto {number}." in words
        assert f"Ufficio di anna: Ancora sul punto {number}." in words
    for said in (
        "scenario «Dieci posti»",
        "Alternative scartate: scenario «Venti posti»",
        "al punto 6: esce Sindaco di Russi. Numero legale: no, 2 presenti su 4, ne servono 3.",
        "al punto 7: entra Sindaco di Russi. Numero legale: sì, 4 presenti su 4, ne servono 3.",
        "Decisione n. 3: rinviata",
        "La seduta è chiusa: ",
    ):
        assert said in words, said
    part(desk, "Fascicolo")
    press(desk, "Prepara il fascicolo (PDF, PPTX, XLSX)")
    expect(desk.get_by_text("pronto.")).to_be_visible(timeout=120_000)
    deck = _taken(desk, "Scarica PPTX", folder / "fascicolo.pptx")
    book = _taken(desk, "Scarica PDF", folder / "fascicolo.pdf")
    if shutil.which("soffice") and shutil.which("pdftotext"):
        _every_page_says_something([notice, minutes, deck], book, folder)


def _taken(desk: Page, name: str, file: Path) -> Path:
    with desk.expect_download() as found:
        press(desk, name)
    found.value.save_as(file)
    return file


def _every_page_says_something(written: Sequence[Path], book: Path, folder: Path) -> None:
    """As LibreOffice draws them: no page is empty."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder / "drawn")]
    subprocess.run([*command, *map(str, written)], check=True, capture_output=True, timeout=240)
    drawn = [folder / "drawn" / f"{one.stem}.pdf" for one in written]
    for file in (*drawn, book):
        told = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True)
        pages = told.stdout.decode().split("\f")[:-1]
        assert [bool(page.strip()) for page in pages] == [True] * max(1, len(pages)), file


def _what_is_on_record(archive: Engine) -> None:
    """However many times a key was pressed."""
    with reading(archive) as connection:
        assert [one.number for one in decisions(connection, DISTRICT, EVENING)] == [3, 2, 1]
        noted = notes_of_sitting(connection, EVENING)
    assert [len(one) for one in noted.values()] == [2] * len(OPENS)


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
    for title in ("Approvata: ", "Il fondo basta"):
        wall.keyboard.press("ArrowRight")
        expect(wall.locator(SHOWN)).to_contain_text(title)
    assert wall.evaluate(
        f"() => {{ {DEEP} const found = document.elementFromPoint(640, 300); return found === sala"
        " || found.shadowRoot?.querySelector('.sala') !== null; }"
    )
    wall.context.close()

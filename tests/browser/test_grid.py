"""A grid in a real browser.

What is pasted from a spreadsheet arrives as it is, is judged, mended, saved, and not lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as TooLongError
from sqlalchemy import Engine

from tests.browser.conftest import (
    VISITOR,
    Server,
    free_port,
    open_screen,
    running,
    wait_drawn,
    watched,
)
from tests.browser.door import come_in
from tests.browser.test_desk import with_carlo
from tests.made_copy import copied
from tests.made_rows import load
from tests.slow import slow
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.writing.loading import Batch

pytestmark = pytest.mark.browser
REGISTER = "/registri?registro=Organizzazioni"
SAVE = "[class*='st-key-grid-'][class*='-save'] button"
CANVAS = "[data-testid=stDataFrame] canvas"
ROW, FIRST = 36, 54
"""Pixels of a row, and to the middle of the first."""
FOCUSED = "[data-testid=stDataFrame] :focus"
CODE, NAME = 100, 300
"""Pixels to two columns."""
ALLOWED = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="module")
def archive(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A copy of the demonstration; the referent of Cervia coordinates too."""
    with copied(demo_address, tmp_path_factory.mktemp("grid")) as engine:
        with_carlo(engine)
        mandate: Image = {
            "officer_id": "carlo",
            "role": "coordinator",
            "district_id": "ravenna",
            "area_id": None,
            "municipality_id": None,
            "valid_from": "2020-01-01",
            "valid_to": None,
        }
        load(engine, Batch(BY_NAME["mandate"], [(None, mandate)]))
        yield engine


@pytest.fixture(scope="module")
def start(
    archive: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Server]]:
    """Start the dashboard, or stop it and start it again at the same address."""
    address, port, log = (
        f"sqlite:///{archive.url.database}",
        free_port(),
        tmp_path_factory.mktemp("server") / "log.txt",
    )
    with ExitStack() as stack:

        def begin() -> Server:
            stack.close()
            return stack.enter_context(running(address, log, port, UDP_TODAY="2026-12-05"))

        yield begin


@pytest.fixture(scope="module")
def desk(start: Callable[[], Server]) -> Server:
    return start()


@pytest.fixture(scope="module")
def page(browser: Browser, desk: Server) -> Iterator[Page]:
    """Tall enough to see the whole grid."""
    visit = browser.new_context(
        **{**VISITOR, "viewport": {"width": 1280, "height": 1100}}, permissions=ALLOWED
    )
    with watched(visit, desk) as opened:
        come_in(opened, desk, "carlo")
        yield opened
    visit.close()


def names(archive: Engine) -> dict[str, tuple[str, str | None]]:
    """Code of each organisation to its name and Comune."""
    with reading(archive) as connection:
        found = connection.exec_driver_sql(
            "SELECT code, name, municipality_id FROM organisation"
        ).all()
    return {str(row[0]): (str(row[1]), row[2]) for row in found}


def touch(page: Page, across: int, row: int) -> None:
    """Click a cell of a row in sight, from 0, once what was pressed before has been answered.

    Again, if the grid moved.
    """
    page.locator("html:not([data-udp-waits])").wait_for(state="attached")
    canvas = page.locator(CANVAS).first
    for _ in range(10):
        canvas.wait_for()
        box = canvas.bounding_box()
        if box is None:  # the grid was drawn anew between the two
            continue
        page.mouse.click(box["x"] + across, box["y"] + FIRST + ROW * row)
        with suppress(TooLongError):
            page.locator(FOCUSED).wait_for(state="attached", timeout=1000)
            page.wait_for_timeout(300)  # the grid knows the cell an instant after it has the focus
            if page.locator(FOCUSED).count():
                break


def touch_new(page: Page) -> None:
    """The first cell of the row under the last."""
    touch(page, CODE, 0)
    page.keyboard.press("Control+ArrowDown")
    page.wait_for_timeout(200)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)


def paste(page: Page, words: str) -> None:
    page.evaluate("(words) => navigator.clipboard.writeText(words)", words)
    page.keyboard.press("Control+v")


def waiting(page: Page, rows: int) -> None:
    expect(page.locator(SAVE)).to_have_text(re.compile(rf"Salva \({rows}\)"))


def open_register(page: Page, desk: Server) -> None:
    open_screen(page, desk.address + REGISTER)
    page.locator(CANVAS).first.wait_for()
    throw = page.get_by_role("button", name="Butta tutte le modifiche")
    if throw.is_enabled():
        throw.click()
    waiting(page, 0)
    wait_drawn(page)


def test_what_is_pasted_arrives_whole_is_refused_by_name_mended_and_saved(
    page: Page, desk: Server, archive: Engine
) -> None:
    """On stored cells, and in a new row: words, a code without its zero, a slip, an empty cell."""
    open_register(page, desk)
    first, second = sorted(names(archive))[:2]
    touch(page, NAME, 0)
    paste(page, "Nome incollato\tassociazione\t39007\nAltro nome\tASSOCIAZIONE\tCervja")
    waiting(page, 2)
    expect(page.get_by_text("«Cervja» non è tra le righe di «Comuni».")).to_be_visible()
    expect(page.get_by_text("(riga 2, colonna «Comune»)")).to_be_visible()
    touch_new(page)
    paste(page, "nuovo-1\tEnte nuovo\tassociazione\tRussi\nnuovo-2\t\tassociazione\tRussi\n")
    waiting(page, 4)
    expect(page.get_by_text("1 riga non è completa: riga")).to_contain_text("manca «Nome»")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Non è stato salvato nulla")).to_be_visible()
    assert "nuovo-1" not in names(archive)
    wait_drawn(page)
    touch(page, NAME + 450, 1)
    page.keyboard.type("Cervia")
    page.keyboard.press("Enter")
    expect(page.get_by_text("«Cervja»")).to_have_count(0)
    page.get_by_text("Solo da correggere").click()
    expect(page.get_by_text("Non è stato salvato nulla")).to_be_visible()
    wait_drawn(page)
    touch(page, CODE, 0)
    page.keyboard.press("ArrowRight")  # however wide the columns of a single row are
    page.wait_for_timeout(200)
    page.keyboard.type("Secondo ente")
    page.locator(SAVE).click()  # with the cell still open
    expect(page.get_by_text("Salvato alle")).to_contain_text("4 righe")
    found = names(archive)
    assert (found[first], found[second]) == (("Nome incollato", "039007"), ("Altro nome", "039007"))
    assert (found["nuovo-1"][0], found["nuovo-2"][0]) == ("Ente nuovo", "Secondo ente")


@slow("mezzo minuto; la stessa tabella incollata nella griglia è qui sopra")
def test_a_table_pasted_into_an_open_cell_goes_into_its_cells(
    page: Page, desk: Server, archive: Engine
) -> None:
    open_register(page, desk)
    touch_new(page)
    page.keyboard.press("Enter")
    page.locator("#portal textarea").wait_for()
    paste(
        page,
        "".join(f"blocco-{number}\tEnte {number}\tassociazione\tRussi\n" for number in range(200)),
    )
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Salvato alle")).to_contain_text("200 righe")
    assert names(archive)["blocco-199"] == ("Ente 199", names(archive)["blocco-0"][1])
    page.get_by_role("button", name="Annulla questo salvataggio").click()
    expect(page.get_by_text("Annullato:")).to_be_visible()
    assert "blocco-0" not in names(archive)


@slow("le righe non salvate in `pages/test_grid_windows`")
def test_a_reload_finds_the_rows_that_were_not_saved(
    page: Page, desk: Server, archive: Engine
) -> None:
    """The last cell was left by a click on a link, keys faster than a cell opens."""
    open_register(page, desk)
    before = names(archive)
    touch(page, NAME, 0)
    page.keyboard.type("Scritto e non salvato")
    page.locator("a", has_text="Panorama").first.click()
    expect(page.locator("h1")).not_to_have_text("Che cosa c’è nei registri?")
    wait_drawn(page)
    page.reload()
    wait_drawn(page)
    open_screen(page, desk.address + REGISTER)
    expect(
        page.get_by_text("Nella griglia ci sono modifiche non salvate, scritte oggi alle")
    ).to_be_visible()
    waiting(page, 1)
    page.locator(SAVE).click()
    expect(page.get_by_text("Salvato alle")).to_contain_text("1 riga")
    after = names(archive)
    assert [after[code][0] for code in after if after[code] != before.get(code)] == [
        "Scritto e non salvato"
    ]


@slow(
    "mezzo minuto; un server che cade in `test_unsaved`, le righe tenute in"
    " `test_a_reload_finds_the_rows_that_were_not_saved`"
)
def test_a_server_that_falls_and_comes_back_has_what_was_typed_and_takes_what_follows(
    page: Page, desk: Server, archive: Engine, start: Callable[[], Server]
) -> None:
    """The page stays open: without a connection nothing can be typed.

    Then it goes on from where it was.
    """
    opened = page.context.new_page()
    open_register(opened, desk)
    touch(opened, NAME, 0)
    opened.keyboard.type("Prima della caduta")
    opened.keyboard.press("Enter")
    waiting(opened, 1)
    page.goto("about:blank")  # it hears no error of a server that is not there
    start()
    expect(opened.get_by_text("Nella griglia ci sono modifiche non salvate")).to_be_visible(
        timeout=60_000
    )
    wait_drawn(opened)
    touch(opened, NAME, 1)
    opened.keyboard.type("Dopo")
    opened.keyboard.press("Enter")
    waiting(opened, 2)
    opened.keyboard.press("Control+s")
    expect(opened.get_by_text("Salvato alle")).to_contain_text("2 righe")
    assert {"Prima della caduta", "Dopo"} <= {name for name, _ in names(archive).values()}
    opened.close()

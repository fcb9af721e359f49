"""The month screen in a real browser.

From leaving a cell to reading that it is saved, among forty cells.

Beside it, a bare Streamlit page of as many cells, that writes in a column what was typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page
from sqlalchemy import Engine

from tests.bench.made import DISTRICT, address, shipped
from tests.bench.measure import Measure
from tests.bench.serving import chromium, dashboard, served, visitor
from tests.browser.door import PASSWORD
from tests.browser.test_desk import with_carlo
from tests.made_rows import load
from udp_core.archive.engine import open_engine
from udp_core.archive.entity import Image
from udp_core.people.entities import Mandate
from udp_core.writing.loading import Batch

MOST_CELL_MILLISECONDS = 150
CELLS, SAVED = 40, 30
"""Cells on the screen, and how many of them are given."""
MONTH = "/aggiornamenti?mese=novembre&gruppo=Schede: spesa da inizio anno"
BARE = f"""
import streamlit as st

@st.fragment
def cells():
    for number in range({CELLS}):
        what, typed, said = st.columns(3)
        what.write(f"Cella {{number}}")
        words = typed.text_input(f"Cella {{number}}", key=f"cella-{{number}}", label_visibility="collapsed")
        if words:
            said.html(f"<p class='udp-saved'>{{words}}</p>")

st.title("Celle")
cells()
"""  # noqa: E501
SEEN = """() => { window.seen = () => document.querySelectorAll('.udp-saved').length; }"""
LEFT = """(before) => new Promise((done) => {
    const start = performance.now();
    const look = () => {
        const taken = performance.now() - start;
        if (window.seen() > before) done(taken);
        else if (taken > 10000) done(0);
        else requestAnimationFrame(look);
    };
    look();
})"""
"""From now to the frame in which one more is said to be saved.

Zero of one that asks why, and is not.
"""


def measures(folder: Path) -> Iterator[Measure]:
    """One cell saved."""
    database = shipped(folder / "month.sqlite")
    _coordinates(with_carlo(open_engine(address(database))))
    script = folder / "cells.py"
    script.write_text(BARE, encoding="utf-8")
    with chromium() as browser:
        with (
            dashboard(address(database), folder / "month.log", UDP_TODAY="2026-12-05") as place,
            _coordinator(browser, place) as page,
        ):
            ours = _times(page, place + MONTH, "[class*='st-key-cella-'] input", "=")
        with served(script, folder / "cells.log") as place, visitor(browser) as page:
            baseline = _times(page, place, "[class*='st-key-cella-'] input", "1")
    yield Measure("desk.cell_saved", "ms", ours, baseline, most=MOST_CELL_MILLISECONDS)


def _coordinates(engine: Engine) -> None:
    """Carlo, of Cervia, coordinates too."""
    mandate: Image = {
        "officer_id": "carlo",
        "role": "coordinator",
        "district_id": DISTRICT,
        "area_id": None,
        "municipality_id": None,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    load(engine, Batch(Mandate, [(None, mandate)]))
    engine.dispose()


@contextmanager
def _coordinator(browser: Browser, place: str) -> Iterator[Page]:
    """Who came in, and gives the figures of the whole district."""
    with visitor(browser) as page:
        page.goto(f"{place}/entra")
        page.get_by_label("Nome utente").fill("carlo")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.locator("h1").wait_for()
        yield page


def _times(page: Page, address: str, cells: str, words: str) -> list[float]:
    """Milliseconds of each save, one after the other, as who types waits to read it."""
    page.goto(address)
    page.locator(cells).nth(CELLS - 1).wait_for()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.evaluate(SEEN)
    taken = []
    for number in range(SAVED):
        page.locator(cells).nth(number).focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(words)
        before = page.evaluate("() => window.seen()")
        waiting = page.evaluate_handle(
            f"(before) => {{ window.taken = ({LEFT})(before); }}", before
        )
        page.keyboard.press("Tab")
        taken.append(float(page.evaluate("() => window.taken")))
        waiting.dispose()
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    saved = [one for one in taken if one]
    if len(saved) < SAVED // 2:
        message = f"{len(saved)} cells of {SAVED} were saved"
        raise AssertionError(message)
    return saved

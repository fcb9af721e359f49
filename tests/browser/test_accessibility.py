"""No violation of WCAG 2.2 A and AA, nor of good practice, on any screen (axe-core), and no text
under 16 px."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pages.components.screens import HOME, ROOM, SCREENS, stem
from tests.browser.conftest import Server, open_screen, wait_until
from tests.browser.looking import beyond_the_side, english_on
from tests.browser.test_shell import ADDRESSES
from tests.slow import also

pytestmark = pytest.mark.browser
SIMULATION = "simulazione/simulazione.py"
"""Its narrow form is looked at in `test_what_if`."""
OTHERS = sorted({*SCREENS} - {HOME, SIMULATION, "fondo/frna.py"})
"""Drawn with the same parts: five seconds each, with UDP_SLOW=1."""
SMALL_TEXT = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
    .filter(one => [...one.childNodes].some(part => part.nodeType === 3 && part.textContent.trim()))
    .filter(one => one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 16)
    .map(one => `${one.textContent.trim().slice(0, 40)}: ${getComputedStyle(one).fontSize}`)"""


BARS = "[...document.querySelectorAll('.js-plotly-plot')].map(one => one._fullLayout.xaxis._length)"
"""How long the axis of each drawing is, in pixels."""


def _violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("path", ["fondo/frna.py", *also(HOME, SIMULATION, *OTHERS)])
def test_axe_finds_nothing_and_no_text_is_smaller_than_16_pixels(
    page: Page, server: Server, path: str
) -> None:
    open_screen(page, server.address + ADDRESSES[path])
    assert _violations(page) == []
    assert page.evaluate(SMALL_TEXT) == []
    assert english_on(page) == []
    if path != SIMULATION:
        assert beyond_the_side(page) == []


@pytest.mark.parametrize("path", [*sorted(ROOM)[:1], *also(*sorted(ROOM)[1:])])
def test_the_screens_of_the_room_are_italian_and_narrow(
    page: Page, server: Server, path: str
) -> None:
    open_screen(page, f"{server.address}/{stem(path)}")
    assert english_on(page) == []
    assert beyond_the_side(page) == []


def test_on_a_phone_a_drawing_of_many_rows_keeps_room_for_its_bars(
    page: Page, server: Server
) -> None:
    before = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    open_screen(page, f"{server.address}/frna")
    wait_until(page, f"Math.min(...{BARS}) >= 120")
    if before:
        page.set_viewport_size(before)


def test_axe_finds_nothing_on_a_phone(page: Page, server: Server) -> None:
    """There the menu is at the side: a list for each of its groups."""
    before = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    open_screen(page, server.address + ADDRESSES[HOME])
    assert _violations(page) == []
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavItems").wait_for()
    assert _violations(page) == []
    if before:
        page.set_viewport_size(before)


def test_the_open_menu_of_years_is_accessible(page: Page, server: Server) -> None:
    open_screen(page, server.address + ADDRESSES[HOME])
    page.locator(".st-key-anno input").click()
    page.get_by_role("option", name="2024").wait_for()
    assert [
        one for one in _violations(page) if not one.startswith("region:")
    ] == []  # Streamlit opens it outside its landmarks

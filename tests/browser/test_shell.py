"""Every screen opened by a real browser, by its own address, on a server that nobody has
visited."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pages.components.screens import HOME, SCREENS
from tests.browser.conftest import Server, copied, open_screen, running, visiting, wait_drawn
from tests.slow import also, slow

pytestmark = pytest.mark.browser
ADDRESSES = {path: "/" if path == HOME else f"/{Path(path).stem}" for path in SCREENS}
FIRST = ("simulazione/simulazione.py", *also(*SCREENS))
"""Opened by the first visit that a server ever has; with UDP_SLOW=1 each of them."""


@pytest.mark.parametrize("path", FIRST)
def test_a_deep_link_opens_on_a_fresh_server(
    browser: Browser, demo_address: str, tmp_path: Path, path: str
) -> None:
    with (
        running(copied(demo_address, tmp_path), tmp_path / "log.txt") as server,
        visiting(browser, server) as page,
    ):
        open_screen(page, server.address + ADDRESSES[path])
        assert page.title() == SCREENS[path]
        assert page.locator("html").get_attribute("lang") == "it"
        assert (
            page.locator(".udp-heading strong").inner_text()
            == "Distretto di Ravenna — Comitato di Distretto"
        )
        assert page.get_by_role("heading", level=1).count() == 1


def test_the_policy_is_sent_with_the_page(server: Server) -> None:
    with urllib.request.urlopen(server.address) as answer:
        assert "img-src 'self' data: blob:" in answer.headers["Content-Security-Policy"]


def test_our_own_font_is_used(page: Page, server: Server) -> None:
    open_screen(page, server.address)
    assert "Titillium Web" in page.evaluate(
        "getComputedStyle(document.querySelector('h1')).fontFamily"
    )
    assert page.evaluate("document.fonts.check('700 28px \"Titillium Web\"')")


def test_what_the_framework_says_of_a_file_is_in_italian(page: Page, server: Server) -> None:
    open_screen(page, server.address)
    page.evaluate(
        """(said) => {
            const box = document.createElement("div");
            box.dataset.testid = "stFileUploader";
            box.append(...said.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
            document.body.append(box);
        }""",  # noqa: E501
        [
            "108.0B",
            "2.4KB",
            "1.0MB",
            "Limit 20MB per file • XLSX",
            "File must be 20.0MB or smaller.",
        ],
    )
    expect(page.locator("body > [data-testid=stFileUploader] p")).to_have_text(
        ["108 byte", "2,4 KB", "1 MB", "al massimo 20 MB • XLSX", "Il file supera 20 MB."]
    )


@slow("l’anno nell’indirizzo in `pages/test_shell`")
def test_the_year_stays_from_screen_to_screen(page: Page, server: Server) -> None:
    open_screen(page, f"{server.address}/frna?anno=2025")
    assert page.locator(".st-key-anno input").input_value() == "2025"
    page.get_by_role("link", name="Programma", exact=True).click()
    page.wait_for_url("**/programma?anno=2025")
    wait_drawn(page)
    assert page.locator(".st-key-anno input").input_value() == "2025"


@slow("l’anno nell’indirizzo in `pages/test_shell`")
def test_a_year_chosen_stands_in_the_address(page: Page, server: Server) -> None:
    open_screen(page, f"{server.address}/fonti")
    page.locator(".st-key-anno input").click()
    page.get_by_role("option", name="2024").click()
    page.wait_for_url("**/fonti?anno=2024")


def test_the_menu_is_reached_by_keyboard_with_a_visible_focus(page: Page, server: Server) -> None:
    open_screen(page, server.address)
    link = page.get_by_role("link", name="Fondi", exact=True)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/frna**")


@slow("le parole in `pages/test_shell` e `service/test_start`")
def test_a_broken_archive_is_told_without_a_traceback(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "rotto.sqlite"
    path.write_bytes(b"non sono un archivio " * 100)
    with (
        running(f"sqlite:///{path}", tmp_path / "log.txt") as server,
        visiting(browser, server) as page,
    ):
        open_screen(page, f"{server.address}/frna")
        words = page.locator("[data-testid=stApp]").inner_text()
        assert "Il file indicato non è un archivio del cruscotto." in words
        assert "ripristinare una copia" in words
        assert "Traceback" not in page.content()
        assert str(path) not in page.content()
    assert path.read_bytes() == b"non sono un archivio " * 100


def test_another_name_of_the_server_is_refused(browser: Browser, server: Server) -> None:
    stranger = server.address.replace("localhost", "estraneo.localhost")
    opened = browser.new_page()
    try:
        opened.goto(stranger)
        opened.wait_for_timeout(3_000)
        assert opened.get_by_role("heading", level=1).count() == 0
    finally:
        opened.close()


def test_anything_is_found_by_typing_its_name(page: Page, server: Server) -> None:
    """«/», a few letters, Enter: on another screen, then on the one where one is."""
    open_screen(page, server.address)
    for letters, address, shown in (
        ("sollievo e sost", "**/programma?scheda=S26-33*", "S26-33 Sollievo"),
        ("s26-05", "**/programma?scheda=S26-05*", "S26-05 Sistema"),
        ("pause", "**/frna?voce=A2.4*", "A2.4"),
    ):
        page.keyboard.press("/")
        expect(page.locator(".st-key-cerca input")).to_be_focused()
        page.keyboard.type(letters)
        page.keyboard.press("Enter")
        page.wait_for_url(address)
        expect(page.get_by_text(shown).first).to_be_visible()
        wait_drawn(page)
        page.locator("h1").first.click()

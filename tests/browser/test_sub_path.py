"""A dashboard behind a proxy that forwards only /cruscotto.

Everything is under it, and nothing is asked outside.
"""

from __future__ import annotations

import re
import shutil
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Server, running, visiting, wait_drawn
from tests.browser.door import PASSWORD
from tests.browser.messages import talking
from tests.browser.test_desk import with_carlo
from tests.slow import slow
from udp_core.archive.engine import open_engine

pytestmark = pytest.mark.browser
BASE = "/cruscotto"


@pytest.fixture(scope="module")
def desk(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demonstration with the referent of Cervia, served under a path."""
    folder = tmp_path_factory.mktemp("path")
    copy = shutil.copy(demo_address.removeprefix("sqlite:///"), folder / "desk.sqlite")
    address = f"sqlite:///{copy}"
    with_carlo(open_engine(address)).dispose()
    with running(address, folder / "log.txt", base=BASE, UDP_TODAY="2026-12-05") as started:
        yield started


def answer(address: str) -> tuple[str, str]:
    """The kind and the text of an answer."""
    with urllib.request.urlopen(address) as found:
        return found.headers.get_content_type(), found.read().decode("utf-8", "replace")


@slow("mezzo minuto; chi apre un collegamento sotto il percorso è qui sotto")
def test_every_address_is_under_the_path(desk: Server) -> None:
    kinds = {
        path: answer(f"{desk.address}/{path}")[0].replace("text/java", "application/java")
        for path in ("health", "assets/keys.js", "entra", "frna")
    }
    assert kinds == {
        "health": "application/json",
        "assets/keys.js": "application/javascript",
        "entra": "text/html",
        "frna": "text/html",
    }
    page = answer(f"{desk.address}/entra")[1]
    assert not re.search(r'(?:href|src|action)="/|url\("?/', page)
    assert 'src="/cruscotto/assets/' in answer(f"{desk.address}/frna")[1]
    with talking(desk) as client:
        drawn = client.open("frna")
        assert 'href="entra' in drawn
        assert not re.search(r'(?:href|src)="/(?!cruscotto/)', drawn)


def test_who_opens_a_link_signed_out_comes_in_and_is_there(browser: Browser, desk: Server) -> None:
    with visiting(browser, desk) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto(f"{desk.address}/aggiornamenti?mese=ottobre")
        wait_drawn(page)
        page.get_by_role("link", name="Entra", exact=True).first.click()
        page.fill("#utente", "carlo")
        page.fill("#password", PASSWORD)
        page.click("button")
        wait_drawn(page)
        assert urlsplit(page.url).path == f"{BASE}/aggiornamenti"
        assert "mese=ottobre" in urlsplit(page.url).query
        expect(page.locator(".st-key-mese input")).to_have_value("ottobre")
        assert page.evaluate("document.fonts.check('700 28px \"Titillium Web\"')")
        assert any(path.endswith(".woff2") for path in asked)
        page.get_by_role("link", name="Esci", exact=True).click()
        page.click("button")
        wait_drawn(page)
        assert urlsplit(page.url).path == f"{BASE}/"
        assert [path for path in asked if not path.startswith(f"{BASE}/")] == []

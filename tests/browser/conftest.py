"""A real server and a real Chromium.

A page that logs an error or asks another host anything fails its test.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 90
PAGE_MILLISECONDS, WORDS_MILLISECONDS = 60_000, 20_000
expect.set_options(timeout=WORDS_MILLISECONDS)  # a busy machine is no failure


@dataclass
class Server:
    """A running dashboard: where it answers, and what it said so far."""

    address: str
    log: Path
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """As when the machine falls: nothing is said, nothing is ended well."""
        self.process.kill()
        self.process.wait(timeout=30)


@contextmanager
def running(
    database: str, log: Path, port: int = 0, base: str = "", **environment: str
) -> Iterator[Server]:
    """A dashboard started as a person does, on a free port unless told, until the end of the block.

    `base` is the path under which it is served («/cruscotto»).
    """
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard.py",
        "--server.headless",
        "true",
        "--server.port",
        str(port),
    ]
    variables = {**os.environ, "UDP_DATABASE_URL": database, "UDP_COPIES": "0", **environment}
    if base:
        command += ["--server.baseUrlPath", base]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=variables, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        server = Server(f"http://localhost:{port}{base}", log, process)
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"il server non parte:\n{server.log.read_text(errors='replace')}")


def find_browser() -> str | None:
    return os.environ.get("UDP_CHROMIUM") or next(
        (path for path in map(shutil.which, BROWSERS) if path), None
    )


def _install_browser() -> None:
    if os.environ.get("CI") and os.geteuid() == 0 and shutil.which("apt-get"):
        for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-q", *step], stdout=subprocess.DEVNULL, check=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if find_browser() is None:
        _install_browser()
    path = find_browser()
    if path is None:
        pytest.skip("nessun Chromium: installarlo o indicarlo in UDP_CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One dashboard for all tests that only look.

    On a copy, because a first start writes the first officer.
    """
    folder = tmp_path_factory.mktemp("server")
    with running(copied(demo_address, folder), folder / "log.txt") as started:
        yield started


def copied(address: str, folder: Path) -> str:
    """The address of a copy of a SQLite database in a folder."""
    return f"sqlite:///{shutil.copy(address.removeprefix('sqlite:///'), folder / 'copy.sqlite')}"


@dataclass
class Witness:
    """What a page did that it must not."""

    hosts: tuple[str, ...]
    """Ours, then those of others that the test is about."""
    faults: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if (
            message.type == "error"
            and urlsplit(message.location["url"]).netloc not in self.hosts[1:]
        ):
            self.faults.append(f"console: {message.text}")

    def see(self, request: Request) -> None:
        if urlsplit(request.frame.url).netloc in self.hosts[1:]:
            return
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc not in self.hosts:
            self.faults.append(f"richiesta a {request.url}")


VISITOR: Any = {
    "viewport": {"width": 1280, "height": 720},
    "locale": "it-IT",
    "timezone_id": "Europe/Rome",
}


@contextmanager
def visiting(browser: Browser, server: Server, *also: str) -> Iterator[Page]:
    """A page of a browser that has never been here, watched as `watched` does."""
    visit = browser.new_context(**VISITOR)
    try:
        with watched(visit, server, *also) as opened:
            yield opened
    finally:
        visit.close()


@contextmanager
def watched(visit: BrowserContext, server: Server, *also: str) -> Iterator[Page]:
    """A page.

    At the end of the block it must have made no error and no request elsewhere than to `also`.
    """
    opened = visit.new_page()
    opened.set_default_timeout(PAGE_MILLISECONDS)
    witness = Witness((urlsplit(server.address).netloc, *also))
    opened.on("console", witness.hear)
    opened.on("request", witness.see)
    opened.on("pageerror", lambda error: witness.faults.append(f"script: {error}"))
    try:
        yield opened
    except BaseException:
        print(server.log.read_text(errors="replace"))
        raise
    finally:
        opened.close()
    assert witness.faults == [], server.log.read_text(errors="replace")


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Who looks at screen after screen: what was loaded once is not loaded again."""
    visit = browser.new_context(**VISITOR)
    yield visit
    visit.close()


@pytest.fixture
def page(visitor: BrowserContext, server: Server) -> Iterator[Page]:
    """A page on the shared dashboard, watched until the end of the test."""
    with watched(visitor, server) as opened:
        yield opened


def open_screen(page: Page, address: str) -> None:
    """Open an address and wait until its screen is drawn."""
    page.goto(address)
    wait_drawn(page)


def wait_until(page: Page, holds: str) -> None:
    """Wait until a function of the page answers true.

    Asked from outside, as the page's policy allows no `eval`.
    """
    for _ in range(PAGE_MILLISECONDS // 50):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"mai vero: {holds}")


def wait_drawn(page: Page) -> None:
    """Wait until the script has ended and its parts have arrived."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector("h1")
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=PAGE_MILLISECONDS)

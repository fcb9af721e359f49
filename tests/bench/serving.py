"""Servers on free ports with databases of their own, and one Chromium that looks at them."""

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
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.made import ROOT

START_SECONDS = 90
PAGE_MILLISECONDS = 60_000
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
BARE = """
import streamlit as st
from plotly import graph_objects as go

def page(name, charts):
    def shown():
        st.title(name)
        st.metric("Cifra", "1")
        for number in range(charts):
            st.plotly_chart(go.Figure(go.Bar(x=["a", "b", "c"], y=[1, 2, 3])), height=240, key=f"{name}-{number}")
    return st.Page(shown, title=name, url_path=name, default=name == "Prima-0")

def counted():
    st.session_state.times = st.session_state.get("times", 0) + st.button("Conta")
    st.write(f"Premuto {st.session_state.times}")

pages = [page(f"{name}-{charts}", charts) for charts in (0, 1, 2) for name in ("Prima", "Seconda")]
st.navigation([*pages, st.Page(counted, title="Conta", url_path="Conta")], position="top").run()
"""  # noqa: E501
"""Pages with a title, a figure and so many bare charts, and one that counts.

What Streamlit and Plotly take by themselves.
"""


@contextmanager
def dashboard(database: str, log: Path, **environment: str) -> Iterator[str]:
    """Our dashboard on a database; its address."""
    with _running(
        ROOT / "dashboard.py", ROOT, log, UDP_DATABASE_URL=database, **environment
    ) as address:
        yield address


@contextmanager
def bare(folder: Path) -> Iterator[str]:
    """The bare pages, with Streamlit's own settings; their address."""
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    with served(script, folder / "bare.log") as address:
        yield address


@contextmanager
def served(script: Path, log: Path) -> Iterator[str]:
    """A script of its own, with Streamlit's own settings; its address."""
    with _running(script, script.parent, log) as address:
        yield address


@contextmanager
def _running(script: Path, place: Path, log: Path, **environment: str) -> Iterator[str]:
    port = _free_port()
    options = [
        "--server.headless",
        "true",
        "--server.port",
        str(port),
        "--server.fileWatcherType",
        "none",
        "--browser.gatherUsageStats",
        "false",
    ]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=place,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://localhost:{port}"
        _wait(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(log.read_text(errors="replace"))


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or the one named by UDP_CHROMIUM."""
    path = os.environ.get("UDP_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def visitor(browser: Browser) -> Iterator[Page]:
    """Someone who was never here: nothing is kept from earlier visits."""
    visit = browser.new_context(
        viewport={"width": 1280, "height": 720}, locale="it-IT", timezone_id="Europe/Rome"
    )
    page = visit.new_page()
    page.set_default_timeout(PAGE_MILLISECONDS)
    yield page
    visit.close()

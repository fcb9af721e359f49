"""Screens run through the shell, as a visitor meets them, over the demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"


@pytest.fixture(autouse=True)
def _anybody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen run without a browser has no address to be judged local by."""
    monkeypatch.setenv("UDP_READING", "tutti")


@pytest.fixture(autouse=True)
def _nothing_kept_between_tests() -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def shell(demo_address: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The dashboard over the demonstration, on the first screen."""
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    return AppTest.from_file(str(SHELL), default_timeout=60).run()

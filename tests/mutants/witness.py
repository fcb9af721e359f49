"""A plugin of pytest: how long each test takes, written where `UDP_WITNESS` says."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

_seconds: Counter[str] = Counter()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Setting up, the test itself, taking down."""
    _seconds[report.nodeid] += report.duration  # type: ignore[assignment]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Only who started the workers has heard of every test."""
    if not hasattr(session.config, "workerinput"):
        Path(os.environ["UDP_WITNESS"]).write_text(json.dumps(_seconds), encoding="utf-8")

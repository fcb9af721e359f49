"""A copy of the day that does not succeed is said to who administers, on every screen, until it
does."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.pages.reading import words
from tests.pages.test_desk import ANNA, CARLO, desk, seen_by
from udp_core.running import maintenance
from udp_core.running.maintenance import copy_of_the_day

__all__ = ["desk"]
SCREEN = "ufficio/storia.py"
SAID = "La copia di sicurezza non riesce"


def test_who_administers_reads_it_until_a_copy_succeeds(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(maintenance, "daily_copy", full)
        copy_of_the_day(desk, date(2026, 11, 10))
    seen = words(seen_by(ANNA, SCREEN, monkeypatch))
    assert SAID in seen
    assert "si ritenta ogni ora" in seen
    assert SAID not in words(seen_by(CARLO, SCREEN, monkeypatch))
    assert SAID not in words(seen_by(None, SCREEN, monkeypatch))
    copy_of_the_day(desk, date(2026, 11, 10))
    assert SAID not in words(seen_by(ANNA, SCREEN, monkeypatch))

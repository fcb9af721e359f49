"""Every part of every screen opens for who coordinates: a tab that nobody opened hid a query that could not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.test_desk import ANNA, desk, opened

__all__ = ["desk"]
PAGES = Path(__file__).parents[2] / "pages"
IN_PARTS = sorted(path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.py") if 'key="parte"' in path.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("path", IN_PARTS)
def test_every_part_of_a_screen_opens(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(path, ANNA, monkeypatch)
    parts = [tab.label for tab in screen.tabs]
    assert len(parts) > 1
    for part in parts:
        screen.session_state["parte"] = part
        screen.run()
        assert [one.value for one in (*screen.error, *screen.exception)] == [], part

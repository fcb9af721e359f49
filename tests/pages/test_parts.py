"""Every part of every screen opens for who coordinates, and says what it said when somebody read
it.

A tab that nobody opened hid a query that could not run. Where what is said changes because it is to
change, read the
difference, then write it down with `UDP_GOLDEN=1 python -m pytest tests/pages/test_parts.py`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.goldens import GOLDEN, compare
from tests.pages.reading import grids, lines
from tests.pages.test_desk import ANNA, desk, opened

__all__ = ["desk"]
PAGES = Path(__file__).parents[2] / "pages"
IN_PARTS = sorted(
    path.relative_to(PAGES).as_posix()
    for path in PAGES.glob("*/*.py")
    if path.parent.name != "components" and "draw_parts(" in path.read_text(encoding="utf-8")
)
MOST_ROWS = 12
OF_THE_MOMENT = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d|\b[0-9a-f]{8,}\b")
"""When this run loaded the demonstration, and the head of its history."""


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("path", IN_PARTS)
def test_every_part_of_a_screen_opens_and_says_what_it_said(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(path, ANNA, monkeypatch)
    parts = [tab.label for tab in screen.tabs]
    assert len(parts) > 1
    said = {}
    for part in parts:
        screen.session_state["parte"] = part
        screen.run()
        assert [one.value for one in (*screen.error, *screen.exception)] == [], part
        said[part] = _said(screen)
    compare(f"parts-{Path(path).stem}", said)


def test_every_screen_that_was_read_is_still_looked_at() -> None:
    read = {path.stem.removeprefix("parts-") for path in GOLDEN.glob("parts-*.json")}
    assert {Path(path).stem for path in IN_PARTS} == read


def _said(screen: AppTest) -> dict[str, Any]:
    figures = [f"{one.label}: {one.value} {one.delta}" for one in screen.metric]
    shown: dict[str, list[Any]] = {
        "lines": lines(screen),
        "figures": figures,
        "grids": [rows[: MOST_ROWS + 1] for rows in grids(screen)],
    }
    return {name: [_still(one) for one in found] for name, found in shown.items() if found}


def _still(found: Any) -> Any:
    return (
        [_still(one) for one in found] if isinstance(found, list) else OF_THE_MOMENT.sub("…", found)
    )

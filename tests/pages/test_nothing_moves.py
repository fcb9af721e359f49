"""What is written stays where it is when a message above it goes.

A field or a grid that changes place is drawn anew: a cell that is open closes, and what was typed
in it is lost (ROOM B6).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from pages.components import heading
from tests.made_sitting import officers
from tests.pages import test_next_sitting as next_sitting
from tests.pages.reading import words
from tests.pages.test_desk import CARLO, CRA, desk, opened
from tests.pages.test_grid import NEW, ORGANISATIONS, press, register, type_in
from tests.pages.test_room import ANNA, screen
from udp_core.kernel.problem import Problem

__all__ = ["desk"]


def places(shown: AppTest) -> dict[str, tuple[int, ...]]:
    """Where each field, button and grid stands: the numbers of its blocks, from outside in."""
    return dict(_inside(shown.main, ()))


def _inside(block: Any, way: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for number, child in block.children.items():
        here = (*way, number)
        if hasattr(child, "children"):
            yield from _inside(child, here)
        elif name := getattr(child.proto, "id", ""):
            yield name, here


def moved(before: AppTest, after: dict[str, tuple[int, ...]]) -> list[str]:
    now = places(before)
    return [name for name, place in now.items() if after.get(name, place) != place]


def test_the_grid_of_a_new_sitting_stays_when_what_was_made_is_no_longer_said(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    officers(demo_copy)
    shown = screen(demo_copy, next_sitting.SCREEN, monkeypatch, ANNA)
    next_sitting.type_in(shown, "scritto-seduta-nuova", data="10/12/2026", luogo="Sala Giunta")
    next_sitting.press(shown, "Crea la seduta")
    assert "Seduta del 10/12/2026 creata" in words(shown)
    before = places(shown)
    assert any("agenda-seduta-comitato-ravenna-2026-12-10-foglio" in name for name in before)
    shown.run()
    assert "Seduta del 10/12/2026 creata" not in words(shown)
    assert moved(shown, before) == []


@pytest.mark.usefixtures("desk")
def test_a_grid_stays_when_its_save_is_no_longer_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second cell is being written while the first, after a save, takes the message away."""
    shown = register("organisation", monkeypatch)
    type_in(shown, ORGANISATIONS, added=[NEW])
    press(shown, ORGANISATIONS)
    assert "Salvato alle" in words(shown)
    before = places(shown)
    type_in(shown, ORGANISATIONS, changed={0: {"Nome": "Altro nome"}})
    assert "Salvato alle" not in words(shown)
    assert moved(shown, before) == []


@pytest.mark.usefixtures("desk")
def test_the_cells_of_a_month_stay_when_what_was_confirmed_is_no_longer_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    [key] = [one for one in shown.button if one.label.startswith("Conferma le bozze")]
    key.click().run()
    assert [part.value for part in shown.success] != []
    before = places(shown)
    shown.text_input(key=f"cella-{CRA}-amount_cents").set_value("163.000,50").run()
    assert [part.value for part in shown.success] == []
    assert moved(shown, before) == []


@pytest.mark.usefixtures("desk")
def test_no_field_moves_under_a_banner_of_the_whole_archive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The archive is found altered while somebody is writing."""
    shown = opened("ufficio/aggiornamenti.py", CARLO, monkeypatch)
    before = places(shown)
    altered = Problem("X1", "Una riga è stata alterata.", "Verificare l’archivio.")
    monkeypatch.setattr(heading, "frozen", lambda _engine: [altered])
    shown.run()
    assert any("L’archivio si legge soltanto." in part.value for part in shown.error)
    assert moved(shown, before) == []

"""Notes of a point on its screen: several, each its own, in the room where asked (ROOM B3, B7)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_sitting import SITTING, opened
from tests.pages.reading import words
from tests.pages.test_room import ANNA, screen
from udp_core.archive.engine import reading
from udp_core.sittings.queries.notes import notes_of

SCREEN = "seduta/seduta.py"


def at(engine: Engine, monkeypatch: pytest.MonkeyPatch, number: int) -> AppTest:
    state = {"parte": "In corso", "punto": f"{SITTING}:{number}"}
    return screen(engine, SCREEN, monkeypatch, ANNA, **state)


def note(shown: AppTest, said: str) -> AppTest:
    (field,) = [one for one in shown.text_input if one.label.startswith("Nota della discussione")]
    field.set_value(said)
    (button,) = [one for one in shown.button if one.label == "Salva la nota"]
    return button.click().run()


def test_a_note_after_another_each_stays_at_its_point(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(demo_copy)
    shown = at(demo_copy, monkeypatch, 2)
    for said in ("Il direttore illustra.", "Russi chiede i tempi."):
        note(shown, said)
    found = words(shown)
    assert re.search(r"\*\*\d\d:\d\d\*\*, Ufficio di anna: Il direttore illustra\.", found), found
    assert "Ufficio di anna: Russi chiede i tempi." in found
    (field,) = [one for one in shown.text_input if one.label.startswith("Nota della discussione")]
    assert field.value == ""
    show, other = (one for one in shown.button if one.label == "Mostra in sala")
    assert other.label == show.label
    show.click().run()
    with reading(demo_copy) as connection:
        assert [one.shown for one in notes_of(connection, f"{SITTING}:2")] == [True, False]
    assert [one.label for one in shown.button if "sala" in one.label and one.key] == [
        "Togli dalla sala",
        "Mostra in sala",
    ]
    elsewhere = words(at(demo_copy, monkeypatch, 3))
    assert "Russi chiede i tempi." not in elsewhere

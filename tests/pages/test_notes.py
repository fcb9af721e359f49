"""Notes of a point on its screen: several, each its own, in the room where asked (ROOM B3, B7)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from tests.made_sitting import SITTING, TODAY, asked, opened
from tests.pages.reading import words
from tests.pages.test_room import ANNA, screen
from udp_core.archive.engine import reading
from udp_core.drafts.commands.unsaved import TypedText, keep, place_of
from udp_core.sittings.commands.noting import NewNote, add_note
from udp_core.sittings.queries.notes import notes_of

SCREEN = "seduta/seduta.py"


def at(engine: Engine, monkeypatch: pytest.MonkeyPatch, number: int) -> AppTest:
    state = {"parte": "In corso", "punto": f"{SITTING}:{number}"}
    return screen(engine, SCREEN, monkeypatch, ANNA, **state)


def line(shown: AppTest) -> TextInput:
    (field,) = [one for one in shown.text_input if one.label.startswith("Nota della discussione")]
    return field


def note(shown: AppTest, said: str) -> AppTest:
    line(shown).set_value(said)
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
    assert line(shown).value == ""
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


def test_enter_pressed_again_on_the_empty_line_writes_and_refuses_nothing(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(demo_copy)
    shown = at(demo_copy, monkeypatch, 2)
    note(note(shown, "Il direttore illustra."), "  ")
    assert [one.value for one in shown.error] == []
    with reading(demo_copy) as connection:
        assert [one.words for one in notes_of(connection, f"{SITTING}:2")] == [
            "Il direttore illustra."
        ]


def colleague_notes(engine: Engine, said: str) -> None:
    add_note(engine, asked(), "anna", NewNote(f"{SITTING}:2", said, "18:42", 0), TODAY)


def test_a_colleague_who_notes_first_leaves_the_line_of_who_writes_as_it_is(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same line, in which the browser has what was typed, is drawn after two more notes."""
    opened(demo_copy)
    shown = at(demo_copy, monkeypatch, 2)
    note(shown, "Il direttore illustra.")
    before = line(shown).key
    for said in ("Entra il segretario.", "Si distribuisce la tabella."):
        colleague_notes(demo_copy, said)
    shown.run()
    assert "Si distribuisce la tabella." in words(shown)
    assert line(shown).key == before
    note(shown, "Cervia chiede i tempi.")
    assert (line(shown).key != before, line(shown).value) == (True, "")
    with reading(demo_copy) as connection:
        assert [one.words for one in notes_of(connection, f"{SITTING}:2")] == [
            "Il direttore illustra.",
            "Entra il segretario.",
            "Si distribuisce la tabella.",
            "Cervia chiede i tempi.",
        ]


def test_who_comes_back_after_a_colleague_noted_is_offered_what_was_being_typed(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept by the browser in the first line of point 2; the point has a note when one is back."""
    opened(demo_copy)
    now = datetime.now(UTC)
    place = place_of(line(at(demo_copy, monkeypatch, 2)).key or "")
    keep(demo_copy, "anna", [TypedText(place, "Russi chiede un rinvio.", now)], now)
    colleague_notes(demo_copy, "Il direttore illustra.")
    shown = at(demo_copy, monkeypatch, 2)
    assert "Russi chiede un rinvio." in words(shown)
    (take,) = [one for one in shown.button if one.label == "Riprendi"]
    take.click().run()
    assert line(shown).value == "Russi chiede un rinvio."
    assert "Russi chiede un rinvio." not in words(at(demo_copy, monkeypatch, 3))

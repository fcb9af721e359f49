"""What is typed on a screen and not saved.

Offered again in its place and no other, saved with the moment, never cut.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_sitting import SITTING, opened
from tests.pages.reading import words
from tests.pages.test_room import ANNA, screen
from udp_core.archive.engine import reading
from udp_core.drafts.commands.unsaved import TypedText, keep, place_of, waiting_for
from udp_core.people.rules import Actor
from udp_core.sittings.queries.notes import notes_of

ROOM = "seduta/seduta.py"
NOTE, NEXT = (f"scritto-nota-{SITTING}:2-{number}-nota" for number in (0, 1))
"""The first note of the second point, and the one after it."""
TEXT = f"scritto-decisione-{SITTING}:2-testo"


@pytest.fixture
def evening(demo_copy: Engine) -> Engine:
    opened(demo_copy)
    return demo_copy


def left(engine: Engine, key: str, typed: str, ago: timedelta = timedelta(minutes=1)) -> None:
    """What anna typed so long ago, as the browser sends it."""
    now = datetime.now(UTC)
    keep(engine, "anna", [TypedText(place_of(key), typed, now - ago)], now)


def waits(engine: Engine) -> dict[str, str]:
    return {
        place: one.words for place, one in waiting_for(engine, "anna", datetime.now(UTC)).items()
    }


def room(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, point: int = 2, part: str = "In corso"
) -> AppTest:
    return screen(engine, ROOM, monkeypatch, ANNA, parte=part, punto=f"{SITTING}:{point}")


def press(shown: AppTest, label: str) -> AppTest:
    return next(one for one in shown.button if one.label == label).click().run()


def notes_at(engine: Engine, number: int) -> list[str]:
    with reading(engine) as connection:
        return [one.words for one in notes_of(connection, f"{SITTING}:{number}")]


def test_a_draft_is_offered_at_its_point_and_at_no_other(
    evening: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(evening, NOTE, "Il Comune di Russi chiede un rinvio.")
    left(evening, TEXT, "Si approva con la modifica proposta.")
    other = room(evening, monkeypatch, point=1)
    assert "Bozza non salvata" not in words(other)
    shown = room(evening, monkeypatch)
    assert words(shown).count("Bozza non salvata, scritta oggi alle") == 2
    shown.button(key=f"riprendi-{NOTE}").click().run()
    assert shown.text_input(key=NOTE).value == "Il Comune di Russi chiede un rinvio."
    assert words(shown).count("Bozza non salvata") == 1
    shown.button(key=f"butta-{TEXT}").click().run()
    assert "Bozza non salvata" not in words(shown)
    assert waits(evening) == {place_of(NOTE): "Il Comune di Russi chiede un rinvio."}


def test_what_is_saved_says_when_and_waits_no_more(
    evening: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(evening, NOTE, "Il Comune di Russi chiede")
    shown = room(evening, monkeypatch)
    shown.text_input(key=NOTE).set_value("Il Comune di Russi chiede un rinvio.")
    saved = press(shown, "Salva la nota")
    assert "Salvato alle " in words(saved)
    assert notes_at(evening, 2) == ["Il Comune di Russi chiede un rinvio."]
    assert waits(evening) == {}
    assert saved.text_input(key=NEXT).value == ""
    again = press(saved, "Salva la nota")
    assert "Salvato alle" not in words(again)
    assert notes_at(evening, 2) == ["Il Comune di Russi chiede un rinvio."]


def test_a_text_that_is_too_long_is_refused_by_its_number_and_stays(
    evening: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = room(evening, monkeypatch)
    shown.text_input(key=NOTE).set_value("a" * 301)
    refused = press(shown, "Salva la nota")
    assert "«Nota della discussione (una riga)» ha 301 caratteri su 300." in words(refused)
    assert "Accorciarlo di 1" in words(refused)
    assert "Salvato" not in words(refused)
    assert (refused.text_input(key=NOTE).value, notes_at(evening, 2)) == ("a" * 301, [])
    refused.text_area(key=TEXT).set_value("b" * 4001).run()
    assert "«Testo» ha 4.001 caratteri su 4.000." in words(refused)
    decided = refused.button(key="decide-Registra la decisione").click().run()
    assert "Decisione registrata" not in words(decided)
    assert decided.text_area(key=TEXT).value == "b" * 4001
    decided.text_area(key=TEXT).set_value("b" * 4000).run()
    assert "4.000 caratteri su 4.000." in words(decided)


def test_two_windows_and_a_colleague(evening: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a colleague saved meanwhile is shown where nothing was typed, and told where
    something was."""
    mine, touched, other = (room(evening, monkeypatch, part="Criticità") for _ in range(3))
    cause, action, owner, by = (
        one.key for one in mine.text_input if one.key and one.key.startswith("scritto-piano-2026-")
    )
    touched.text_input(key=cause).set_value("Mia").run()
    for key, typed in (
        (cause, "Del collega"),
        (action, "Bando"),
        (owner, "Ufficio"),
        (by, "31/12/2026"),
    ):
        other.text_input(key=key).set_value(typed)
    assert "Salvato alle" in words(press(other, "Salva il piano"))
    left(evening, action, "Bando di gara", ago=timedelta(0))
    assert mine.run().text_input(key=cause).value == "Del collega"
    assert "Bando di gara" in words(mine)
    assert touched.run().text_input(key=cause).value == "Mia"
    assert "qualcuno ha scritto «Del collega»" in words(touched)


def test_what_an_officer_typed_is_offered_to_nobody_else(
    evening: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(evening, NOTE, "Di anna")
    dina = Actor("dina", "Ufficio di Piano", ANNA.grants)
    shown = screen(evening, ROOM, monkeypatch, dina, parte="In corso", punto=f"{SITTING}:2")
    assert "Bozza non salvata" not in words(shown)


def test_a_draft_that_is_not_under_its_field_says_of_which_it_is(
    evening: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(evening, "scritto-seduta-nuova-luogo", "Sala di Russi")
    left(evening, NOTE, "Un rinvio.")
    said = words(room(evening, monkeypatch))
    assert "Bozza non salvata di «Luogo», scritta oggi alle" in said
    assert "Bozza non salvata, scritta oggi alle" in said


def test_a_choice_of_a_form_is_offered_again_by_its_words(
    evening: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading(evening) as connection:
        row, title = connection.exec_driver_sql(
            "SELECT id, title FROM intervention WHERE code = 'S26-04'"
        ).one()

    def form() -> tuple[AppTest, str]:
        shown = screen(evening, "piano/scheda.py", monkeypatch, ANNA, modulo=row)
        return shown, next(
            str(one.key)
            for one in shown.selectbox
            if str(one.key).startswith("scheda-") and len(one.options) > 2
        )

    shown, key = form()
    box = shown.selectbox(key=key)
    before, place = box.value, (box.index or 0) + 1
    box.select_index(place).run()
    chosen, label = shown.selectbox(key=key).value, box.options[place]
    again, key = form()
    assert again.selectbox(key=key).value == before != chosen
    assert "Bozza non salvata, scritta oggi alle" in words(again)
    assert label in words(again)
    again.button(key=f"riprendi-{key}").click().run()
    assert again.selectbox(key=key).value == chosen
    assert str(title) in words(again)


def test_counted_votes_are_of_their_point(evening: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    votes = f"scritto-decisione-{SITTING}:2-Contrari"
    left(evening, votes, "1")
    shown = room(evening, monkeypatch)
    assert shown.number_input(key=votes).value == 0
    shown.button(key=f"riprendi-{votes}").click().run()
    assert shown.number_input(key=votes).value == 1

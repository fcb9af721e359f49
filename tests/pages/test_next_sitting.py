"""A new sitting on its screen: shown at once, begun from the last one, corrected, put off."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_sitting import SITTING, officers
from tests.pages.reading import words
from tests.pages.test_room import ANNA, screen
from udp_core.archive.engine import reading
from udp_core.sittings.queries.sittings import agenda, sittings

SCREEN = "seduta/seduta.py"
MADE = "seduta-comitato-ravenna-2026-11-18"


def type_in(shown: AppTest, stem: str, **said: str) -> None:
    for name, text in said.items():
        (field,) = [
            one
            for one in shown.text_input
            if one.key and one.key.startswith(stem) and one.key.endswith(name)
        ]
        field.set_value(text)


def press(shown: AppTest, label: str) -> AppTest:
    (button,) = [one for one in shown.button if one.label == label]
    return button.click().run()


def test_a_sitting_begins_from_the_last_one_on_the_same_day_and_is_what_one_sees(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ROOM B5: the message stands above the new sitting, told from the other one by its hour."""
    officers(demo_copy)
    shown = screen(demo_copy, SCREEN, monkeypatch, ANNA)
    begins = shown.selectbox(key="inizio-comitato-ravenna")
    assert begins.options == [
        "Vuoto: si scrive dopo",
        "6 punti non chiusi della seduta del 18/11/2026",
        "6 punti della seduta del 18/11/2026, tutti",
    ]
    begins.set_value("rimasti")
    type_in(shown, "scritto-seduta-nuova", data="18/11/2026", ora="25:00", luogo="Sala Giunta")
    press(shown, "Crea la seduta")
    assert "«25:00» non è un’ora." in words(shown)
    with reading(demo_copy) as connection:
        assert len(sittings(connection, "ravenna")) == 1
    type_in(shown, "scritto-seduta-nuova", ora="21:00")
    press(shown, "Crea la seduta")
    said = words(shown)
    assert "Seduta del 18/11/2026 creata, qui sotto: si rilegge l’ordine del giorno." in said
    assert "18/11/2026 ore 21:00, Sala Giunta. Stato: **prevista**." in said
    assert sorted(shown.selectbox(key="seduta").options) == [
        "18/11/2026, Comitato di Distretto di Ravenna, ore 17:30",
        "18/11/2026, Comitato di Distretto di Ravenna, ore 21:00",
    ]
    with reading(demo_copy) as connection:
        first, then = (
            [(one.number, one.title) for one in agenda(connection, code)]
            for code in (SITTING, MADE)
        )
    assert first == then


def test_it_is_corrected_then_put_off_then_gone(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    officers(demo_copy)
    shown = screen(demo_copy, SCREEN, monkeypatch, ANNA)
    type_in(shown, "scritto-quando", data="19/11/2026", luogo="Sala Rossa")
    press(shown, "Correggi")
    assert "19/11/2026 ore 17:30, Sala Rossa. Stato: **prevista**." in words(shown)
    press(shown, "Convoca")
    assert "Correggi" not in [one.label for one in shown.button]
    type_in(shown, "scritto-quando", data="26/11/2026")
    press(shown, "Rinvia la seduta")
    assert "Manca il motivo della modifica" in words(shown)
    type_in(shown, "scritto-quando", motivo="Neve")
    press(shown, "Rinvia la seduta")
    said = words(shown)
    assert "Seduta rinviata al 26/11/2026: va convocata di nuovo." in said
    assert "26/11/2026 ore 17:30, Sala Rossa. Stato: **prevista**." in said
    press(shown, "Elimina la seduta")
    assert "Seduta eliminata." in words(shown)
    with reading(demo_copy) as connection:
        assert sittings(connection, "ravenna") == ()

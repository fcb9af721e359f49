"""2026 of the demonstration is closed from its screens, on 15 January, and read afterwards as it
ended."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.pages.reading import words
from tests.pages.test_desk import ANNA, desk, opened
from udp_core.archive.engine import reading

__all__ = ["desk"]
CARRIED = "SELECT amount_cents FROM carry_over WHERE fund_year_id = 'ravenna:frna:2027'"


def press(screen: AppTest, label: str) -> AppTest:
    next(one for one in screen.button if one.label == label).click().run()
    assert [one.value for one in screen.error] == []
    return screen


def write(screen: AppTest, label: str, text: str) -> AppTest:
    return next(one for one in screen.text_input if one.label == label).set_value(text).run()


def part(path: str, name: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    screen = opened(path, ANNA, monkeypatch)
    screen.session_state["parte"] = name
    return screen.run()


def carried(engine: Engine) -> list[int]:
    with reading(engine) as connection:
        return [int(row[0]) for row in connection.exec_driver_sql(CARRIED)]


def test_the_year_is_closed_on_what_was_expected_and_shown_as_it_ended(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_TODAY", "2027-01-15")
    screen = part("ufficio/spostamenti.py", "Chiusura dell’anno", monkeypatch)
    assert "101 cifre attese mancano: l’anno non si chiude senza." in words(screen)
    screen = part("ufficio/stati.py", "Cifre", monkeypatch)
    for label, state in (("Conferma (20)", "draft"), ("Valida (252)", "confirmed")):
        screen.selectbox(key="stato").select(state).run()
        screen = press(screen, label)
    screen = part("ufficio/spostamenti.py", "Chiusura dell’anno", monkeypatch)
    screen = press(
        write(screen, "Perché non c’è stata spesa", "Servizi non attivati"),
        "Dichiara nessuna spesa (101)",
    )
    assert "6.312.520,33 €" in words(screen)
    screen = write(screen, "Motivo", "Fine dell’anno")
    next(one for one in screen.checkbox if "6.312.520,33 €" in one.label).check().run()
    screen = press(screen, "Chiudi l’anno")
    assert any(
        "Anno chiuso: 6.312.520,33 € portati al 2027." in one.value for one in screen.success
    )
    assert carried(desk) == [631_252_033]

    screen = opened("fondo/frna.py", None, monkeypatch)
    assert "Disponibile 6,31 M€" in words(screen.selectbox(key="anno").select("2027").run())
    said = words(screen.selectbox(key="anno").select("2026").run())
    assert "Nel 2026 sono stati spesi 22,44 M€ su 28,75 M€ disponibili" in said
    assert "Residuo dell’anno 6,31 M€" in said

    screen = part("ufficio/spostamenti.py", "Chiusura dell’anno", monkeypatch)
    screen.selectbox(key="anno").select("2026").run()
    press(write(screen, "Motivo", "Fattura arrivata dopo"), "Riapri l’anno")
    assert carried(desk) == []

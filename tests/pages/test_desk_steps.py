"""A scheda added by its form is opened; figures are seen as they are validated.

What happened is said truthfully.
"""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from pages.components.guard import show_trouble
from tests.made_rows import load
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, CERVIA, CRA, desk, opened, stored
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.writing.loading import Batch

__all__ = ["desk"]
TEXTS = {
    "code": "S26-99",
    "title": "Una scheda nuova",
    "start_date": "01/01/2026",
    "end_date": "31/12/2026",
    "progress": "0",
    "as_of": "07/11/2026",
    "source": "Prova",
}


WAITING = (
    "SELECT count(*) FROM frna_entry WHERE fund_year_id LIKE 'ravenna:%:2026' AND phase = 'final' "
    "AND period = 'month' AND state = 'confirmed'"
)


def filled(screen: AppTest) -> AppTest:
    """The mandatory fields, with the first word of every list."""
    for box in screen.selectbox:
        if (
            str(box.key).startswith("scheda-nuova-")
            and box.value is None
            and box.label.endswith("*")
        ):
            box.set_value("anziani" if str(box.key).endswith("area_id") else box.options[0])
    for cell in [*screen.text_input, *screen.text_area]:
        name = str(cell.key).removeprefix("scheda-nuova-")
        if str(cell.key).startswith("scheda-nuova-") and (
            name in TEXTS or cell.label.endswith("*")
        ):
            cell.set_value(TEXTS.get(name, "Prova"))
    return screen.run()


def test_a_new_scheda_is_added_and_opened_without_an_error(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("piano/scheda.py", ANNA, monkeypatch)
    screen.selectbox(key="modulo").set_value("nuova").run()
    usual = {
        one.label: one.value
        for one in [*screen.text_input, *screen.selectbox]
        if one.value and one.label.endswith("*")
    }
    assert usual == {
        "Inizio *": "01/01/2026",
        "Fine *": "31/12/2026",
        "Avanzamento dichiarato (%) *": "0 %",
        "Situazione al *": "05/12/2026",
        "Natura del dato *": "dato reale",
    }
    screen = filled(screen)
    next(button for button in screen.button if button.label == "Aggiungi").click().run()
    assert [part.value for part in screen.error] == []
    added = stored(desk, "intervention", "ravenna:pdz-2024-2026:2026:1:S26-99")
    assert added is not None
    assert screen.selectbox(key="modulo").value == "ravenna:pdz-2024-2026:2026:1:S26-99"
    assert "Scheda aggiunta" in words(screen)


def test_an_unexpected_error_says_nothing_that_it_cannot_know(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[str] = []
    monkeypatch.setattr("pages.components.guard.st.error", said.append)
    with caplog.at_level(logging.CRITICAL):
        show_trouble(ValueError("prova"), whole_page=False)
    assert "non sono stati modificati" not in said[0]
    assert "guardare in «Storia»" in said[0]


def test_figures_of_every_comune_are_shown_as_they_are_validated(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("ufficio/stati.py", ANNA, monkeypatch)
    screen.selectbox(key="quali").set_value("frna_entry/final/month").run()
    screen.selectbox(key="stato").set_value("confirmed").run()
    button = next(one for one in screen.button if one.label.startswith("Valida ("))
    with reading(desk) as connection:
        waiting = connection.exec_driver_sql(WAITING).scalar_one()
    assert button.label == f"Valida ({waiting})"
    button.click().run()
    assert [part.value for part in screen.error] == []
    with reading(desk) as connection:
        assert connection.exec_driver_sql(WAITING).scalar_one() == 0


def test_who_coordinates_gives_the_figures_of_any_comune(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("ufficio/aggiornamenti.py", ANNA, monkeypatch)
    screen.selectbox(key="comune").select(CERVIA).run()
    assert screen.selectbox(key="mese").value == "11"
    screen.text_input(key=f"cella-{CRA}-amount_cents").set_value("163.000,50").run()
    assert "✓ 163.000,50" in words(screen)
    saved = stored(desk, "frna_entry", CRA)
    assert saved is not None
    assert (saved["municipality_id"], saved["amount_cents"]) == (CERVIA, 163_000_50)
    assert saved["source"] == "Comunicato da Ufficio di Piano"


def test_a_variation_is_refused_with_its_reason_and_says_what_became_of_it(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    variation: Image = {
        "fund_year_id": "ravenna:frna:2026",
        "number": 1,
        "scenario_id": None,
        "reason": "Dieci posti in più",
        "state": "proposed",
        "proposed_on": "2026-11-03",
        "decided_on": None,
        "act_id": None,
        "source": "Proposta di Cervia",
        "origin": "real",
    }
    line: Image = {
        "variation_id": "ravenna:frna:2026:1",
        "voce_id": "A2.2",
        "source_id": "frna",
        "municipality_id": CERVIA,
        "amount_cents": 9_000_00,
    }
    load(
        desk,
        Batch(BY_NAME["programme_variation"], [(None, variation)]),
        Batch(BY_NAME["variation_line"], [(None, line)]),
    )
    screen = opened("ufficio/spostamenti.py", ANNA, monkeypatch)
    screen.session_state["parte"] = "Variazioni"
    screen.run()
    assert "Proposta di Cervia il 03/11/2026." in words(screen)
    screen.button(key="variazione-Respingi").click().run()
    assert any(
        "Chi respinge una variazione del programma dice perché" in one.value for one in screen.error
    )
    next(
        one for one in screen.text_input if one.label == "Motivo (serve per respingere)"
    ).set_value("Prima si chiede all’AUSL").run()
    screen.button(key="variazione-Respingi").click().run()
    assert [one.value for one in screen.success][-1].endswith(
        "Variazione respinta: il programma non cambia."
    )
    assert (
        "Proposta di Cervia il 03/11/2026. Respinta il 05/12/2026: Prima si chiede all’AUSL."
        in words(screen)
    )

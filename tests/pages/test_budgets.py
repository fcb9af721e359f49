"""S0-10, S2-14, C-05: the preventivo of a fund, from its step to the screens that a reader opens.

The FNA of 2026, in the demonstration, is agreed upon and approved by no act; that of the FRNA is
approved by the decision D/1-2026 of 18/02/2026.
"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import pages.components.who
from tests.pages.reading import headings, tables, words
from tests.pages.test_acts import press, sheet
from tests.pages.test_desk import ANNA, desk, opened, stored
from tests.view.made_reports import STAMP
from udp_core.archive.engine import reading
from udp_core.fund.report.all_funds import all_funds
from udp_core.fund.view.budgets import budgets_table
from udp_core.render.export import csv_bytes

__all__ = ["desk"]
SIMULATION = "simulazione/simulazione.py"
FNA, DECISION = "ravenna:fna:2026", "demo-cd-prev-2026"


def budgets(monkeypatch: pytest.MonkeyPatch, fund: str = FNA) -> AppTest:
    """«Conferme e stati», open on the preventivo of a fund."""
    shown = opened("ufficio/stati.py", ANNA, monkeypatch)
    shown.session_state["parte"] = "Preventivi"
    shown = shown.run()
    shown = shown.selectbox(key="preventivo-stato").set_value(fund).run()
    assert not shown.exception
    return shown


def approved(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    shown = budgets(monkeypatch)
    assert "Ora è concordato." in words(shown).replace("**", "")
    shown = shown.selectbox(key=f"atto-{FNA}").set_value(DECISION).run()
    return press(shown, "Passa a «approvato»")


def test_s0_10_the_step_asks_for_its_act_and_writes_it(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = press(budgets(monkeypatch), "Passa a «approvato»")
    assert "serve un atto: decisione del Comitato di Distretto" in words(shown)
    approved(monkeypatch)
    kept = stored(desk, "fund_year", FNA)
    assert kept is not None
    assert (kept["budget_state"], kept["act_id"]) == ("approved", DECISION)
    assert kept["approved_on"] == "2026-02-18"


def test_s0_10_s2_14_state_act_and_day_are_read_by_everybody(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the screen of the funds, in the quadro allargato, on the sheet of the fund, in the CSV."""
    approved(monkeypatch)
    monkeypatch.setattr(pages.components.who, "who", lambda: None)
    said = "Preventivo approvato il 18/02/2026: decisione del Comitato di Distretto n. D/1-2026."
    shown = opened("fondo/frna.py", None, monkeypatch)
    assert said in words(shown)
    shown = shown.selectbox(key="fondo").set_value("fna").run()
    assert said in words(shown)
    shown = shown.selectbox(key="fondo").set_value("caregiver").run()
    assert "Preventivo concordato, non ancora approvato." in words(shown)
    shown.session_state["parte"] = "Quadro allargato"
    shown = shown.run()
    assert "Preventivi approvati: 2 di 5" in words(shown)
    at = next(place for place, names in enumerate(headings(shown)) if names[0] == "Fondo")
    rows = {row[0]: row[2:] for row in tables(shown)[at]}
    act = ["approvato", "18/02/2026", "decisione del Comitato di Distretto n. D/1-2026"]
    assert rows["FRNA"] == rows["FNA"] == act
    assert rows["Caregiver familiari"] == ["concordato", "", ""]
    steps = [row[1:3] for rows in tables(sheet("fund_year", FNA)) for row in rows]
    assert ["concordato", "approvato"] in steps
    with reading(desk) as connection:
        found = all_funds(connection, "ravenna", 2026)
    assert found is not None
    text = csv_bytes(budgets_table(found.budgets, 2026), STAMP).decode("utf-8-sig")
    assert "FNA;2282700,00;approvato;18/02/2026;" in text


def test_c_05_a_step_back_wants_its_reason(desk: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = press(budgets(monkeypatch, "ravenna:frna:2026"), "Passa a «bozza»")
    assert "serve un motivo" in words(shown)
    kept = stored(desk, "fund_year", "ravenna:frna:2026")
    assert kept is not None
    assert kept["budget_state"] == "approved"


def test_s0_10_e_se_says_that_it_begins_from_a_preventivo_not_approved(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Approved, nothing is said; sent back to a draft with its reason, the simulation says it."""
    assert desk
    said = "Il preventivo del 2026 è in bozza: non è ancora approvato."
    assert said not in words(opened(SIMULATION, None, monkeypatch))
    shown = budgets(monkeypatch, "ravenna:frna:2026")
    [reason] = [one for one in shown.text_input if one.label == "Motivo"]
    press(reason.set_value("La Regione ha cambiato il riparto").run(), "Passa a «bozza»")
    assert said in words(opened(SIMULATION, None, monkeypatch))

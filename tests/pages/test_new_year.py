"""S0-05: «Nuovo anno», as its coordinator uses it, and what everybody then reads of it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.pages.reading import words
from tests.pages.test_desk import ANNA, desk, opened, seen_by
from tests.view.made_reports import STAMP
from udp_core.archive.engine import reading
from udp_core.programme.entities.intervention import Intervention
from udp_core.programme.report.reading import programme_report
from udp_core.programme.view.tables import schede_table
from udp_core.registers.queries import readable_rows
from udp_core.render.export import csv_bytes

__all__ = ["desk"]
PAGE = "ufficio/nuovo_anno.py"


def test_a_year_is_prepared_with_the_reason_of_what_does_not_add_up(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(PAGE, ANNA, monkeypatch)
    assert "Si preparano in bozza" in words(screen)
    assert "44 schede" in words(screen)
    screen.button(key="prepara").click().run()
    assert "supera il disponibile" in words(screen)
    screen.run()
    screen.text_input(key="scritto-nuovo-anno-motivo").set_value("Attesa del riparto").run()
    screen.button(key="prepara").click().run()
    assert not screen.exception
    assert "righe preparate in bozza" in words(screen)
    assert "non manca nulla" in words(screen)
    with reading(desk) as connection:
        new = [
            row
            for row in readable_rows(connection, Intervention, "ravenna", {})
            if str(row.image["code"]).startswith("S27")
        ]
    assert len(new) == 44
    again = seen_by(None, "piano/programma.py", monkeypatch)
    assert "2027" in again.selectbox(key="anno").options
    again = again.selectbox(key="anno").set_value("2027").run()
    assert "Programma attuativo annuale 2027 (dimostrativo)" in words(again)
    assert len([one for one in again.selectbox(key="scheda").options if "S27-" in one]) == 44
    with reading(desk) as connection:
        report = programme_report(connection, "ravenna", 2027, date(2026, 12, 5))
    assert report is not None
    text = csv_bytes(schede_table(report, report.schede), STAMP).decode("utf-8-sig")
    assert text.count("S27-") == 44


def test_what_is_prepared_is_chosen(desk: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk
    screen = opened(PAGE, ANNA, monkeypatch)
    screen.multiselect(key="parti").set_value(["targets"]).run()
    assert "31 righe" in words(screen)
    screen.multiselect(key="parti").set_value(["programme"]).run()
    first = screen.multiselect(key="cadute").options[0]
    assert "44 schede" in words(screen)
    screen.multiselect(key="cadute").set_value([first]).run()
    assert not screen.exception


def test_a_year_is_compared_with_the_one_before_where_both_are(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = opened("piano/confronto.py", None, monkeypatch)
    assert "Nel 2026:" in words(screen)
    screen.selectbox(key="cambiamento").set_value("added").run()
    assert not screen.exception
    screen.selectbox(key="anno").set_value(2024).run()
    assert "Non si confronta" in words(screen)

"""S2-06 where it is read: what was asked of whom, by whom, when, and what came of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from tests.pages.reading import tables, words
from tests.pages.test_desk import ANNA, CARLO, desk, opened
from tests.view.made_reports import STAMP
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.data_requests.commands.asking import NewRequest, ask_figures
from udp_core.data_requests.report import bodies_of, requests_report, what_may_be_asked
from udp_core.data_requests.view import requests_table
from udp_core.render.export import csv_bytes

__all__ = ["desk"]
PAGE, TODAY, DUE = "ufficio/ritardi.py", date(2026, 12, 5), date(2026, 12, 20)


@pytest.fixture
def asked(desk: Engine) -> str:
    """Two figures of November are asked; of whom, by name."""
    with reading(desk) as connection:
        code, name = next(iter(bodies_of(connection, "ravenna", TODAY).items()))
        group = what_may_be_asked(connection, "ravenna", 2026, 11, TODAY)[0]
    figures = tuple((one.entity, one.entity_id) for one in group.figures[:2])
    new = NewRequest("ravenna", code, "Spesa di novembre", 2026, 11, DUE, figures)
    request = Asked("chiede", "anna", "", "Prova", datetime.now(UTC))
    ask_figures(desk, request, ANNA.officer_id, new, TODAY)
    return name


def test_s2_06_a_request_is_read_with_sender_day_and_what_came_and_leaves(
    desk: Engine, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(PAGE, ANNA, monkeypatch)
    assert "Richieste in attesa 1 nessuna in ritardo" in words(screen)
    screen.session_state["parte"] = "Richieste"
    screen.run()
    rows = {row[0]: row for rows in tables(screen) for row in rows if row}
    line = rows["2026-001"]
    assert line[1:3] == [asked, "Spesa di novembre"]
    assert line[3:7] == [ANNA.name, "05/12/2026", "20/12/2026", "0 di 2"]
    assert "Nuova richiesta" in [one.label for one in screen.expander]
    with reading(desk) as connection:
        found = requests_report(connection, "ravenna", 2026, TODAY)
        assert requests_report(connection, "faenza", 2026, TODAY) == ()
        assert requests_report(connection, "ravenna", 2025, TODAY) == ()
    text = csv_bytes(requests_table(found), STAMP).decode("utf-8-sig")
    assert f"2026-001;{asked};Spesa di novembre;{ANNA.name}" in text


@pytest.mark.usefixtures("asked")
def test_who_gives_figures_of_a_comune_reads_requests_and_makes_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = opened(PAGE, CARLO, monkeypatch)
    screen.session_state["parte"] = "Richieste"
    screen.run()
    assert "Spesa di novembre" in str(tables(screen))
    assert "Nuova richiesta" not in [one.label for one in screen.expander]
    assert not [one for one in screen.button if "collegamento" in one.label]


@pytest.mark.usefixtures("asked")
def test_a_request_is_withdrawn_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(PAGE, ANNA, monkeypatch)
    screen.session_state["parte"] = "Richieste"
    screen.run()
    screen.text_input(key="scritto-ritiro-ravenna:2026-001-perche").set_value("Già avute").run()
    [withdraw] = [one for one in screen.button if one.label.startswith("Ritira la richiesta")]
    withdraw.click().run()
    assert not screen.exception
    assert "ritirata" in str(tables(screen))

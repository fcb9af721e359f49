"""S2-06 where it is read: what was asked of whom, by whom, when, and what came of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from tests.made_rows import fingerprint
from tests.pages.reading import tables, words
from tests.pages.test_desk import ANNA, CARLO, desk, opened
from tests.view.made_reports import STAMP
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.data_requests.commands.answering import Answer, give_figures
from udp_core.data_requests.commands.asking import LinkMade, NewRequest, ask_figures
from udp_core.data_requests.report import bodies_of, requests_report, what_may_be_asked
from udp_core.data_requests.view import requests_table
from udp_core.desk.commands.entering import Typed
from udp_core.render.export import csv_bytes
from udp_core.sign_in.tries import Visit, digest

__all__ = ["desk"]
PAGE, TODAY, DUE = "ufficio/ritardi.py", date(2026, 12, 5), date(2026, 12, 20)


def ask_of_the_first_body(engine: Engine) -> LinkMade:
    """Two figures of November."""
    with reading(engine) as connection:
        code = next(iter(bodies_of(connection, "ravenna", TODAY)))
        group = what_may_be_asked(connection, "ravenna", 2026, 11, TODAY)[0]
    figures = tuple((one.entity, one.entity_id) for one in group.figures[:2])
    new = NewRequest("ravenna", code, "Spesa di novembre", 2026, 11, DUE, figures)
    request = Asked("chiede", "anna", "", "Prova", datetime.now(UTC))
    return ask_figures(engine, request, ANNA.officer_id, new, TODAY)


@pytest.fixture
def asked(desk: Engine) -> str:
    """Of whom two figures of November are asked, by name."""
    ask_of_the_first_body(desk)
    with reading(desk) as connection:
        return next(iter(bodies_of(connection, "ravenna", TODAY).values()))


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


def test_what_came_by_the_link_is_read_in_storia_and_undone_by_nobody_else(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of anna's own the last is the request: once a figure came of it, it is not pulled away."""
    made = ask_of_the_first_body(desk)
    typed = {1: Typed({"amount_cents": "1.500"}, "Una sola fattura")}
    answer = Answer(digest(made.secret), typed, {1: 0}, "pagina")
    assert give_figures(desk, answer, Visit("192.0.2.9", datetime.now(UTC)), TODAY).written == 1
    screen = opened("ufficio/storia.py", ANNA, monkeypatch)
    rows = [row for rows in tables(screen) for row in rows if "operatore esterno" in str(row)]
    assert any("1.500,00" in str(row) for row in rows), rows
    [back] = [one for one in screen.button if one.label == "Annulla la mia ultima modifica"]
    before = fingerprint(desk)
    back.click().run()
    assert not screen.exception
    assert "Qualcuno ha cambiato la riga dopo." in words(screen)
    assert fingerprint(desk) == before

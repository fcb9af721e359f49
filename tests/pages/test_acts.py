"""From the screen of decisions: the act, the step that it opens, and what was transmitted."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

import pages.components.who
from tests.made_rows import load
from tests.made_sitting import (
    SITTING,
    TODAY,
    asked,
    attend,
    edit,
    move,
    officers,
    resolution,
)
from tests.pages.conftest import SHELL
from tests.pages.reading import grids, words
from tests.pages.test_room import ANNA, screen
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME, register_name
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.entities import AgendaItem
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

DECISIONS, LISTS = "seduta/decisioni.py", "ufficio/elenchi.py"
PROGRAMME, ACT = "ravenna:pdz-2024-2026:2026:2", f"{SITTING}-n1"
SEND = "Passa a «trasmesso alla Regione»"
STEP = (
    "Programma attuativo 2026, seconda edizione: da «in consultazione» a «concordato in Comitato»"
)


@pytest.fixture
def decided(demo_copy: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The second edition of the programme, in consultation, approved by four votes on 18/11."""
    monkeypatch.setenv("UDP_TODAY", "2026-11-18")
    programme: Image = {
        "plan_id": "ravenna:pdz-2024-2026",
        "year": 2026,
        "edition": 2,
        "title": "Programma attuativo 2026, seconda edizione",
        "state": "consultation",
        "approved_on": None,
        "act_id": None,
        "transmit_by": None,
        "transmitted_on": None,
        "source": "Prova",
        "origin": "demo",
    }
    load(demo_copy, Batch(BY_NAME["annual_programme"], [(None, programme)]))
    opens = {"screen": f"riga:annual_programme:{PROGRAMME}"}
    officers(demo_copy)
    edit(demo_copy, Edit(AgendaItem, opens, f"{SITTING}:2", 1))
    move(demo_copy)
    attend(demo_copy)
    move(demo_copy)
    decide(demo_copy, asked(), "anna", SITTING, resolution(), TODAY)
    move(demo_copy)
    return demo_copy


def press(shown: AppTest, name: str) -> AppTest:
    [button] = [one for one in shown.button if one.label == name]
    shown = button.click().run()
    assert not shown.exception
    return shown


def typed(shown: AppTest, name: str, value: str) -> None:
    [box] = [one for one in shown.text_input if one.label == name]
    box.set_value(value)


def test_a_decision_becomes_an_act_and_a_step_in_two_gestures(
    decided: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = screen(decided, DECISIONS, monkeypatch, ANNA)
    shown = press(shown, "Crea l’atto")
    assert "Il numero dell’atto manca, o è troppo lungo." in words(shown)
    typed(shown, "Numero", "5/2026")
    shown = press(shown, "Crea l’atto")
    assert "Atto creato, adottato" in words(shown)
    assert "Crea l’atto" not in [one.label for one in shown.button]
    typed(shown, "Da trasmettere entro (se c’è un termine)", "31/12/2026")
    shown = press(shown, STEP)
    assert "Fatto il 18/11/2026: Programma attuativo 2026, seconda edizione" in words(shown)
    assert "serve un altro atto: accordo di programma" in words(shown)


def sheet(table: str, row_id: str) -> AppTest:
    """The page of a row in «Elenchi»."""
    shown = AppTest.from_file(str(SHELL), default_timeout=60)
    shown.query_params["registro"] = register_name(table)
    shown.query_params["riga"] = f"{table}:{row_id}"
    shown = shown.switch_page(LISTS).run()
    assert not shown.exception
    return shown


def test_s1_10_s1_11_the_act_and_the_step_are_read_by_everybody(
    decided: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S1-10 and S1-11: what was made in two gestures, on the reader's pages."""
    shown = screen(decided, DECISIONS, monkeypatch, ANNA)
    typed(shown, "Numero", "5/2026")
    shown = press(press(shown, "Crea l’atto"), STEP)
    monkeypatch.setattr(pages.components.who, "who", lambda: None)
    programme = words(sheet("annual_programme", PROGRAMME))
    assert "Passaggi di stato" in programme
    act = words(sheet("act", ACT))
    for said in ("Atti nati da decisioni", "5/2026", "adottato", "Passaggi di stato"):
        assert said in act
    public = words(screen(decided, DECISIONS, monkeypatch))
    assert "decisione del Comitato di Distretto n. 5/2026 del 18/11/2026 (adottato)" in public


def test_who_only_reads_sees_the_act_and_no_gesture(
    decided: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = screen(decided, DECISIONS, monkeypatch)
    assert "Crea l’atto" not in [one.label for one in shown.button]
    assert "nessuno" in words(shown)


def test_a_transmission_asks_to_whom_and_under_which_protocol(
    decided: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", str(decided.url))
    with writing(decided) as connection:
        signed = text("UPDATE annual_programme SET state = 'signed' WHERE id = :id")
        connection.execute(signed, {"id": PROGRAMME})
    monkeypatch.setattr(pages.components.who, "who", lambda: ANNA)
    shown = press(sheet("annual_programme", PROGRAMME), SEND)
    assert "Della trasmissione manca a chi, il protocollo e che cosa." in words(shown)
    for name, value in (
        ("A chi", "Regione Emilia-Romagna"),
        ("Protocollo", "PG/2026/1234"),
        ("Che cosa si trasmette", "Programma e schede"),
    ):
        typed(shown, name, value)
    shown = press(shown, SEND)
    monkeypatch.setattr(pages.components.who, "who", lambda: None)
    read = sheet("annual_programme", PROGRAMME)
    assert "a Regione Emilia-Romagna, prot. PG/2026/1234: Programma e schede" in " ".join(
        [words(read), *(row for grid in grids(read) for row in grid)]
    )

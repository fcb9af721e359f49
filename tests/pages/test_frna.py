"""The FRNA screen through the shell: over the demonstration, and over a fund with missing parts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_fund import load_fund
from tests.made_rows import load
from tests.pages.reading import tables, words
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.writing.loading import Batch

SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
FRNA = "fondo/frna.py"
PARTS = (
    "Voci",
    "Aree e macrosezioni",
    "Piano delle attività",
    "Come si forma",
    "Equilibrio negli anni",
    "Assegnazioni",
    "Come è cambiato",
    "In Regione",
    "Quadro allargato",
)


@pytest.fixture(autouse=True)
def _nothing_kept_between_tests() -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def opened(address: str, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("UDP_DATABASE_URL", address)
    monkeypatch.setenv("UDP_TODAY", "2026-11-10")
    screen = AppTest.from_file(str(SHELL), default_timeout=60)
    for key, value in query.items():
        screen.query_params[key] = value
    return sound(screen.switch_page(FRNA).run())


def sound(screen: AppTest) -> AppTest:
    """The guard turns what goes wrong into a message: neither may be there."""
    assert not screen.exception
    assert [part.value for part in screen.error] == []
    return screen


def charts(screen: AppTest) -> list[dict[str, Any]]:
    return [json.loads(part.proto.spec) for part in screen.get("plotly_chart")]


def test_the_top_answers_the_question(demo_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(demo_address, monkeypatch)
    text = words(screen)
    assert screen.title[0].value == "Quanto resta del fondo, e basta fino al 31 dicembre?"
    for part in (
        "28,75 M€",
        "22,21 M€",
        "27,16 M€",
        "1,59 M€",
        "Il fondo basta fino al 31 dicembre",
        "Oggi ",
        "A fine anno ",
        "Nessuna fascia di incertezza",
    ):
        assert part in text
    assert "Dati dimostrativi" in text


def test_only_the_open_part_is_built(demo_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(demo_address, monkeypatch)
    assert len(charts(screen)) == 2
    assert [tab.label for tab in screen.tabs] == list(PARTS)


@pytest.mark.parametrize(
    ("part", "said", "drawn"),
    [
        ("Aree e macrosezioni", "Anziani: il 74 % del programmato", 3),
        ("Come si forma", "Il disponibile è 28,75 M€: 1,64 M€ vengono dai residui", 2),
        ("Equilibrio negli anni", "L’anno consuma residui", 2),
        ("Assegnazioni", "Le precedenti restano come storia e non si sommano.", 1),
        ("In Regione", "In Emilia-Romagna il FRNA passa da 431 a 564 milioni", 2),
    ],
)
def test_each_part_opens(
    demo_address: str, monkeypatch: pytest.MonkeyPatch, part: str, said: str, drawn: int
) -> None:
    screen = opened(demo_address, monkeypatch)
    screen.session_state["parte"] = part
    screen = sound(screen.run())
    assert said in words(screen)
    assert len(charts(screen)) == drawn
    assert all(found.proto.alt for found in screen.get("plotly_chart"))


def test_a_voce_is_followed_to_its_rows(demo_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(demo_address, monkeypatch)
    sound(screen.selectbox(key="voce").set_value("T1").run())
    assert any("117.000,00 €" in row for table in tables(screen) for row in table)
    assert "Da dove viene: le righe e le fonti" in [found.label for found in screen.expander]


def test_the_year_of_the_address_is_opened(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = words(opened(demo_address, monkeypatch, anno="2025"))
    assert "Nel 2025 sono stati spesi 25,94 M€" in text
    assert "Utilizzato nell’anno" in text


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2027", "Per il 2027 non ci sono né programma né spese per voce."),
        ("2024", "Non si può dire se il fondo basta: non ci sono assegnazioni"),
    ],
)
def test_a_year_with_little_in_it_opens_in_every_part(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch, year: str, said: str
) -> None:
    load_fund(empty_engine)
    monkeypatch.setenv("UDP_DEMO", "0")
    screen = opened(str(empty_engine.url), monkeypatch, anno=year)
    assert said in words(screen)
    assert "0,00 €" not in words(screen)
    for part in PARTS:
        screen.session_state["parte"] = part
        screen = sound(screen.run())


def test_no_fund_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UDP_DEMO", "0")
    text = words(opened(f"sqlite:///{tmp_path / 'no_demo.sqlite'}", monkeypatch))
    assert "non c’è ancora un fondo FRNA, né un altro fondo" in text
    assert "Dati non ancora caricati" in text


def test_a_reader_sees_how_the_programme_changed_and_with_which_act(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    image: Image = {
        "fund_year_id": "ravenna:frna:2026",
        "number": 1,
        "from_voce_id": "A1.1",
        "to_voce_id": "A2.2",
        "source_id": "frna",
        "municipality_id": "039007",
        "amount_cents": 12_000_00,
        "reason": "Più posti al centro diurno",
        "state": "approved",
        "proposed_on": "2026-10-01",
        "decided_on": "2026-10-12",
        "act_id": "dgr-509-2007",
        "source": "Proposta di Cervia",
        "origin": "demo",
    }
    waiting: Image = {
        **image,
        "number": 2,
        "state": "proposed",
        "decided_on": None,
        "act_id": None,
        "reason": "Non ancora decisa",
    }
    load(demo_copy, Batch(BY_NAME["voce_transfer"], [(None, image), (None, waiting)]))
    screen = opened(f"sqlite:///{demo_copy.url.database}", monkeypatch)
    screen.session_state["parte"] = "Come è cambiato"
    [rows] = [
        one
        for one in tables(screen.run())
        if any("Più posti" in cell for row in one for cell in row)
    ]
    act = "Avvio del Fondo regionale per la non autosufficienza (richiamata)"
    assert rows == [
        [
            "12/10/2026",
            "da A1.1 Case residenza anziani (CRA) a A2.2 Centri diurni anziani",
            "Cervia",
            "12.000,00 €",
            "Più posti al centro diurno",
            act,
        ]
    ]
    assert "Non ancora decisa" not in words(screen)

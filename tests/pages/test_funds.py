"""S0-06, S0-21, S2-03, S2-14: every fund of the district, on the screen that a reader opens.

Three funds with sums that a person can check (`tests.made_funds`).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_fund import NETWORKS, fund_year, spent
from tests.made_funds import OF_FNA, load_funds
from tests.made_programme import CERVIA, Made
from tests.pages.reading import headings, tables, words
from tests.pages.test_frna import charts, opened, sound
from tests.view.made_reports import STAMP
from udp_core.archive.engine import reading
from udp_core.fund.report.all_funds import all_funds
from udp_core.fund.view.all_funds import lines_table
from udp_core.render.export import csv_bytes

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
SUMS = ["Programmato", "Preconsuntivo", "Utilizzato o impegnato", "Previsto al 31/12"]


@pytest.fixture(autouse=True)
def _nothing_kept_between_tests() -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def screen_of(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, *more: Made, **query: str
) -> AppTest:
    load_funds(engine, *more)
    monkeypatch.setenv("UDP_DEMO", "0")
    return opened(str(engine.url), monkeypatch, **query)


def part(screen: AppTest, name: str) -> AppTest:
    screen.session_state["parte"] = name
    return sound(screen.run())


def chosen(screen: AppTest, fund: str) -> AppTest:
    return sound(screen.selectbox(key="fondo").set_value(fund).run())


def test_s2_14_the_funds_of_the_year_are_offered_and_the_frna_opens(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = screen_of(empty_engine, monkeypatch)
    assert screen.selectbox(key="fondo").options == ["FRNA", "FNA", "Comuni"]
    assert screen.selectbox(key="fondo").value == "frna"
    assert "1,60 M€ programmati 1,38 M€" in words(screen)
    older = opened(str(empty_engine.url), monkeypatch, anno="2025")
    assert older.selectbox(key="fondo").options == ["FRNA"]


def test_s2_14_the_fund_of_the_address_is_opened_in_every_part(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """60,000 available and programmed, 50,000 used in ten months: 60,000 in the year."""
    screen = screen_of(empty_engine, monkeypatch, fondo="Comuni")
    said = words(screen)
    for told in (
        "Disponibile 60 mila € programmati 60 mila €",
        "Impegnato ad oggi 50 mila € 83,3 % del disponibile, al 28/10/2026",
        "Previsto al 31/12 60 mila €",
        "Residuo al 31/12 0 €",
    ):
        assert told in said
    assert "1,60 M€" not in said
    for name in PARTS:
        part(screen, name)
    assert [row[:4] for row in tables(part(screen, "Assegnazioni"))[-1]] == [
        ["altra quota", "definitiva", "31/01/2026", "60.000,00 €"]
    ]


def test_s2_14_a_part_stays_open_when_the_fund_changes(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = part(screen_of(empty_engine, monkeypatch), "In Regione")
    screen = chosen(screen, "fna")
    assert "Quelle pubblicate di altri fondi" in words(screen)
    assert "Utilizzato ad oggi 889 mila €" in words(screen)
    assert tables(part(screen, "Voci"))[-1][0][:2] == ["n.d.", "888.888,00 €"]


def test_s2_14_in_a_year_without_the_chosen_fund_the_frna_opens(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2025 has the FRNA alone: 1,500,000 of which 1,320,000 were used."""
    screen = chosen(screen_of(empty_engine, monkeypatch), "fna")
    screen = sound(screen.selectbox(key="anno").set_value("2025").run())
    assert screen.selectbox(key="fondo").value == "frna"
    assert "Nel 2025 sono stati spesi 1,32 M€ su 1,50 M€ disponibili" in words(screen)


def test_s2_14_who_comes_back_finds_the_fund_that_was_looked_at(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = chosen(screen_of(empty_engine, monkeypatch), "comuni")
    sound(screen.switch_page("indicatori/comuni.py").run())
    back = sound(screen.switch_page("fondo/frna.py").run())
    assert back.selectbox(key="fondo").value == "comuni"
    assert "Impegnato ad oggi 50 mila €" in words(back)


def test_s2_14_a_fund_without_anything_says_so_plainly(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    more: list[Made] = [
        ("funding_source", {"code": "caregiver", "name": "Caregiver", "kind": "national"}),
        fund_year(2026, source="caregiver"),
    ]
    screen = screen_of(empty_engine, monkeypatch, *more, fondo="Caregiver familiari")
    said = words(screen)
    assert "Non si può dire se il fondo basta: non ci sono assegnazioni" in said
    assert "Per il 2026 non ci sono né programma né spese per voce." in said
    assert "Dati fermi" not in said
    assert "0,00 €" not in said


def test_s2_14_a_headline_is_capped_by_its_data_as_the_light_is(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the FNA only January is known, of one voce: ten months are missing on 10 November."""
    screen = screen_of(empty_engine, monkeypatch, fondo="FNA")
    said = words(screen)
    assert "Non si può dire se il fondo basta: non ci sono assegnazioni" in said
    assert "Il fondo basta" not in said
    assert "Previsto al 31/12 10,67 M€ dati fermi al 28/01/2026: oltre 120 giorni fa" in said
    assert "Residuo al 31/12 n.d. previsione non disponibile" in said
    assert "Non ci sono voci da confrontare con il programma" in said


def test_s0_21_who_manages_and_how_it_is_accounted_for_are_in_words(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An AUSL uses, a Comune commits: the word is at the head of figures and of columns."""
    screen = screen_of(empty_engine, monkeypatch)
    assert (
        "Fondo regionale. Lo gestisce Azienda USL, in contabilità economico-patrimoniale: si conta"
        " l’utilizzato."
    ) in words(screen)
    assert headings(screen)[-1][:4] == [
        "Programmato",
        "Preconsuntivo",
        "Utilizzato",
        "Atteso a oggi",
    ]
    assert {trace["name"] for trace in charts(screen)[0]["data"]} >= {"utilizzato"}
    screen = chosen(screen, "comuni")
    assert (
        "Comuni del distretto. Lo gestisce Comune di Cervia, in contabilità finanziaria: si conta"
        " l’impegnato. Scadenza: si perde se non usata."
    ) in words(screen)
    assert headings(screen)[-1][:3] == ["Programmato", "Impegnato", "Atteso a oggi"]
    assert "barra piena = impegnato" in words(screen)
    assert {trace["name"] for trace in charts(screen)[0]["data"]} >= {"impegnato"}
    assert "tilizzato" not in words(screen)


def test_s0_06_the_preconsuntivo_written_stands_beside_programme_and_use(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """910,000 of Ravenna and 350,000 of Cervia; that of the networks is a draft."""
    screen = screen_of(empty_engine, monkeypatch)
    homes = tables(screen)[-1][0]
    assert homes[:3] == ["1.260.000,00 €", "1.260.000,00 €", "1.050.000,00 €"]
    networks = tables(sound(screen.selectbox(key="voce").set_value(NETWORKS).run()))[-1][0]
    assert networks[:3] == ["120.000,00 €", "n.d.", "90.000,00 €"]


def test_s2_03_the_voci_are_read_by_comune_in_the_quadro_allargato(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = part(screen_of(empty_engine, monkeypatch), "Quadro allargato")
    assert "Tutti i fondi: programmati 1,44 M€, utilizzati o impegnati 2,08 M€" in words(screen)
    by_source, by_place, whole = tables(screen)[-3:]
    assert headings(screen)[-3:] == [
        ["Fonte", *SUMS],
        ["Comune", *SUMS],
        ["Voce", "Fonte", "Comune", *SUMS],
    ]
    assert [row[0] for row in by_source] == ["FRNA", "FNA", "Comuni", "Totale"]
    assert [row[0] for row in by_place] == [
        "Ravenna",
        "Cervia",
        "Russi",
        "Intero distretto",
        "Totale",
    ]
    assert by_place[2] == ["Russi", *["n.d."] * 4]
    assert by_source[-1][1:] == by_place[-1][1:] == whole[-1][3:]
    assert whole[-1][3:] == [
        "1.440.000,00 €",
        "1.260.000,00 €",
        "2.078.888,00 €",
        "12.106.656,00 €",
    ]
    screen.selectbox(key="comune-quadro").set_value(CERVIA)
    assert [row[:5] for row in tables(sound(screen.run()))[-1]] == [
        ["A1.1 Breve A1.1", "FRNA", "Cervia", "360.000,00 €", "350.000,00 €"],
        ["T1 Breve T1", "Comuni", "Cervia", "60.000,00 €", "n.d."],
        ["Totale", "", "", "420.000,00 €", "350.000,00 €"],
    ]
    screen.selectbox(key="comune-quadro").set_value("distretto")
    screen.selectbox(key="fonte-quadro").set_value("fna")
    assert [row[:3] for row in tables(sound(screen.run()))[-1]] == [
        ["A1.1 Breve A1.1", "FNA", "Intero distretto"],
        ["Totale", "", ""],
    ]


def test_s2_03_s2_14_the_quadro_leaves_as_it_is_read(empty_engine: Engine) -> None:
    """Numbers as numbers, what is not known left empty, and the sum in the last row."""
    load_funds(empty_engine, spent(OF_FNA, NETWORKS, CERVIA, 1, 1_000, state="draft"))
    with reading(empty_engine) as connection:
        found = all_funds(connection, "ravenna", 2026)
    assert found is not None
    rows = csv_bytes(lines_table(found), STAMP).decode("utf-8-sig").splitlines()
    table = [row for row in rows if not row.startswith("# ")]
    assert table[0] == (
        "Voce;Fonte;Comune;Programmato (€);Preconsuntivo (€);Utilizzato o impegnato (€);"
        "Previsto al 31/12 (€)"
    )
    assert table[1] == "A1.1 Breve A1.1;FRNA;Ravenna;900000,00;910000,00;750000,00;900000,00"
    assert table[3] == "A1.1 Breve A1.1;FNA;Intero distretto;;;888888,00;10666656,00"
    assert table[-1] == "Totale;;;1440000,00;1260000,00;2078888,00;12106656,00"
    assert len(table) == 7

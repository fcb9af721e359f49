"""S0-14, S3-23, SY-04 on the screen «Tariffe a confronto», over the demonstration.

Home care, 20 hours a month: with 12,000 Ravenna asks 30 % of 27.00 = 8.10 x 240 = 1,944; Cervia
9.00 x 240 = 2,160; Russi, from 2.00 at 6,000 to 20.00 at 30,000, 6.50 x 240 = 1,560.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_fees import CARE, bands, load_fees
from tests.made_programme import CERVIA
from tests.pages.conftest import _anybody_reads, _nothing_kept_between_tests
from tests.pages.reading import tables, words
from tests.view.made_reports import STAMP
from udp_core.archive.engine import open_engine, reading
from udp_core.fees.report import ServiceFees, fees_report
from udp_core.fees.rules.paying import REFERENCE
from udp_core.fees.view.tables import families_table, single_table
from udp_core.render.export import csv_bytes

__all__ = ["_anybody_reads", "_nothing_kept_between_tests"]
SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
SCREEN = "regole/tariffe.py"
TODAY = date(2026, 10, 31)


def opened(address: str, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("UDP_DATABASE_URL", address)
    screen = AppTest.from_file(str(SHELL), default_timeout=60)
    for key, value in query.items():
        screen.query_params[key] = value
    screen.switch_page(SCREEN).run()
    assert not screen.exception
    return screen


def read(screen: AppTest) -> str:
    return words(screen).replace("\u00a0", " ")


def part(screen: AppTest, name: str) -> AppTest:
    screen.session_state["parte"] = name
    screen.run()
    assert not screen.exception
    return screen


def test_s0_14_a_family_in_every_comune(demo_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(demo_address, monkeypatch, servizio="Assistenza domiciliare")
    said = read(screen)
    assert "Indice di omogeneità 37,5 % 3 su 8 con una sola regola nel distretto" in said
    assert "con ISEE 12.000 €: a Cervia 600,00 € l’anno più che a Russi" in said
    assert "sono dimostrative, inventate" in said
    assert "Regole che mancano 1 Trasporto al centro diurno a Russi" in said
    [found] = tables(screen)
    assert [row[1:5] for row in found] == [
        ["0,00 €", "720,00 €", "480,00 €", "720,00 €"],
        ["1.944,00 €", "2.160,00 €", "1.560,00 €", "600,00 €"],
        ["3.600,00 €", "4.320,00 €", "3.000,00 €", "1.320,00 €"],
        ["3.600,00 €", "4.320,00 €", "4.800,00 €", "1.200,00 €"],
    ]
    assert [row[5] for row in found] == ["Cervia", "Cervia", "Cervia", "Russi"]


@pytest.mark.parametrize(
    ("isee", "row"),
    [
        ("0", ["0,00 €", "0,00 €", "720,00 €", "480,00 €"]),
        ("10.000.000", ["10.000.000,00 €", "3.600,00 €", "4.320,00 €", "4.800,00 €"]),
    ],
)
def test_any_isee_that_is_typed(
    demo_address: str, monkeypatch: pytest.MonkeyPatch, isee: str, row: list[str]
) -> None:
    screen = opened(demo_address, monkeypatch, servizio="Assistenza domiciliare", isee=isee)
    [found] = tables(screen)
    assert row in [one[:4] for one in found]


def test_an_isee_below_zero_is_told_and_the_usual_one_shown(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(demo_address, monkeypatch, isee="-5")
    said = read(screen)
    assert "Un ISEE non è negativo: è scritto −5,00 €." in said
    assert "Intanto si mostra un ISEE di 12.000 €." in said


def test_s0_14_sy_04_every_service_with_the_formula_and_the_grid_of_the_rules(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = part(opened(demo_address, monkeypatch), "Tutti i servizi")
    said = read(screen)
    assert "3 servizi su 8 hanno una sola regola nel distretto (37,5 %)" in said
    assert "Indice di omogeneità = servizi in cui una famiglia" in said
    services, grid = tables(screen)
    assert ["Trasporto al centro diurno", "720,00 €", "960,00 €", "n.d."] in [
        row[:4] for row in services
    ]
    care = next(row for row in grid if row[0] == "Assistenza domiciliare")
    assert "oltre 8.000\u00a0€ fino a 15.000\u00a0€: 8,10 € all’ora (30 % di 27,00 €)" in care[1]
    assert "al più 300,00 € al mese" in care[1]
    assert care[4] == "◆ diverse"


def test_s3_23_one_rule_for_all_and_the_way_to_what_if(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"servizio": "Assistenza domiciliare", "regola-unica": "La più bassa dei Comuni"}
    screen = part(opened(demo_address, monkeypatch, **query), "Una sola regola")
    assert "117.804,00 € l’anno in più per i Comuni" in words(screen)
    [found] = tables(screen)
    assert [row[4] for row in found] == [
        "71.640,00 €",
        "36.888,00 €",
        "9.276,00 €",
        "117.804,00 €",
    ]
    asked = [link.proto.query_string for link in screen.get("page_link")]
    assert any("tariffa=Assistenza+domiciliare" in one for one in asked)


def test_s3_23_what_if_opens_with_the_rule_of_the_address(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From November two months of twelve: 117,804 x 2 / 12 = 19,634."""
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    screen = AppTest.from_file(str(SHELL), default_timeout=60)
    screen.query_params["tariffa"] = "Assistenza domiciliare: La più bassa dei Comuni"
    screen.switch_page("simulazione/simulazione.py").run()
    assert not screen.exception
    assert "Tariffa unica: Assistenza domiciliare" in [
        row[0] for table in tables(screen) for row in table
    ]
    assert "19.634,00 €" in words(screen)
    for kind in ("programme", "frna"):
        screen.selectbox(key="di").set_value(kind).run()
        assert not screen.exception
    assert "19.634,00 €" in words(screen)


def test_published_figures_stand_apart_with_their_source(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = part(opened(demo_address, monkeypatch), "Cifre pubblicate")
    said = read(screen)
    assert "CRA, quota massima dell’utente 54,15 € al giorno Il Resto del Carlino" in said
    assert "cra_" not in said


def test_a_hole_in_a_rule_is_said_and_no_figure_is_shown_there(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cervia writes a new rule that stops at 5,000: above it nothing is known."""
    load_fees(empty_engine, *bands(CARE, CERVIA, (0, 5_000_00, 3_00), start="2026-01-01"))
    monkeypatch.setenv("UDP_DEMO", "0")
    monkeypatch.setenv("UDP_TODAY", "2026-11-10")
    screen = opened(str(empty_engine.url), monkeypatch, servizio="Servizio sad")
    said = read(screen)
    assert "regola di Cervia: non dice nulla per un ISEE oltre 5.000,00 €" in said
    [found] = tables(screen)
    assert [row[2] for row in found] == ["n.d.", "n.d.", "n.d.", "n.d."]
    assert "dimostrative" not in said


def test_of_few_users_neither_their_number_nor_their_euro_is_shown(demo_address: str) -> None:
    fees = care(demo_address)
    few = [
        replace(one, users=4) if one.place == "039016" else one for one in fees.changes("minima")
    ]
    shown = single_table(fees, few, "minima").words
    assert [row[1] for row in shown] == ["230", "n.p.", "<5"]
    assert {row[4] for row in shown[1:]} == {"n.p."}


def test_s0_14_the_comparison_leaves_in_a_file(demo_address: str) -> None:
    fees = care(demo_address)
    text = csv_bytes(families_table(fees, REFERENCE, fees.usual), STAMP).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    family = next(row for row in rows if row and row[0].startswith("12000"))
    assert family[1:] == ["1944,00", "2160,00", "1560,00", "600,00", "Cervia"]


def care(address: str) -> ServiceFees:
    with reading(open_engine(address)) as connection:
        found = fees_report(connection, "ravenna", 2026, TODAY).of("sad")
    assert found is not None
    return found

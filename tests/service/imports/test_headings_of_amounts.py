"""Headings that say how long a period is, of whom a file is, what stands beside an amount."""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, Office

OF_CERVIA = ("--set", "comune=Cervia")
ROW = "Voce;Mese;Importo\nA1.1;3;1.000,50\n"
MARCH = [("A1.1", CERVIA, "month", 3, 100050)]


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Importo trimestrale", "marzo"),
        ("Importo annuo", "marzo"),
        ("Spesa annuale", "I trim"),
        ("Importo mensile", "I trim"),
        ("Spesa semestrale", "I trim"),
    ],
)
def test_a_heading_of_a_longer_or_shorter_period_is_asked(
    office: Office, heading: str, period: str
) -> None:
    asked = office.imports(f"Voce;Mese;{heading}\nA1.1;{period};1.000,50\n", *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"Nel file è scritto «{heading}»: le cifre sono la spesa di ogni voce" in asked.said


@pytest.mark.parametrize(
    ("heading", "period", "stored"),
    [
        ("Importo mensile", "marzo", ("month", 3)),
        ("Spesa trimestrale", "I trim", ("quarter", 1)),
    ],
)
def test_a_heading_of_the_same_period_asks_nothing(
    office: Office, heading: str, period: str, stored: tuple[str, int]
) -> None:
    done = office.imports(f"Voce;Mese;{heading}\nA1.1;{period};1.000,50\n", *OF_CERVIA)
    assert done.code == 0
    assert office.entries() == [("A1.1", CERVIA, *stored, 100050)]


def test_months_that_close_a_quarter_are_quarters_once_it_is_said(office: Office) -> None:
    text = "Voce;Mese;Importo trimestrale\nA1.1;marzo;1.000,50\nA1.1;giugno;500,25\n"
    assert office.imports(text, *OF_CERVIA, "--set", "cifre=trimestre").code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "quarter", 1, 100050),
        ("A1.1", CERVIA, "quarter", 2, 50025),
    ]


@pytest.mark.parametrize(
    "title",
    ["Comune di Ferrara", "COMUNE DI FAENZA", "Comune di Cesena - Servizi", "Città di Lugo"],
)
def test_a_comune_of_another_district_in_a_title_is_asked(office: Office, title: str) -> None:
    asked = office.imports(f"{title};;\n{ROW}", *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "Il file parla del Comune di «" in asked.said
    assert "--set distretto=questo" in asked.said


def test_so_is_one_in_the_name_of_the_file(office: Office) -> None:
    asked = office.imports(ROW, *OF_CERVIA, name="comune_di_ferrara.csv")
    assert "Il file parla del Comune di «Ferrara»; qui si lavora" in asked.said


@pytest.mark.parametrize(
    "title",
    ["Comune di Cervia", "COMUNE DI RESIDENZA", "Comune di Cervia, inviato al Comune di Faenza"],
)
def test_its_own_comune_asks_nothing(office: Office, title: str) -> None:
    assert office.imports(f"{title};;\n{ROW}", *OF_CERVIA).code == 0
    assert office.entries() == MARCH


@pytest.mark.parametrize("words", ["(000)", "Importi in K", "('000)"])
def test_thousands_in_their_shortest_writings_are_asked(office: Office, words: str) -> None:
    asked = office.imports(f"{words};;\n{ROW}", *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "--set misura=migliaia" in asked.said


@pytest.mark.parametrize(
    "text",
    [
        "Voce;Mese;N. mandati;Importo\nA1.1;3;12;1.000,50\n",
        "Voce;Mese;Importo;Importo in lettere\nA1.1;3;1.000,50;mille/50\n",
    ],
)
def test_how_many_papers_and_words_are_no_amount(office: Office, text: str) -> None:
    assert office.imports(text, *OF_CERVIA).code == 0
    assert office.entries() == MARCH

"""What a file says against what was told of it, or against what its figures are taken for."""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, Office

OF_CERVIA = ("--set", "comune=Cervia")
USUAL = "Voce;Mese;Importo\nA1.1;1;100,50\n"


def test_a_title_of_another_comune_than_the_one_told_is_asked(office: Office) -> None:
    """The file of Russi, sent as that of Cervia, went to Cervia."""
    file = f"Comune di Russi;;\n{USUAL}"
    asked = office.imports(file, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "Il titolo parla di «Russi», è stato detto «Cervia». Di chi sono le cifre?" in asked.said
    sure = ("--set", "comune-del-titolo=leggi")
    assert office.imports(file, *OF_CERVIA, *sure).code == 0
    assert [row[1] for row in office.entries()] == [CERVIA]


@pytest.mark.parametrize("title", ["Comune di Cervia", "Comuni di Cervia, Russi e Ravenna"])
def test_a_title_of_the_comune_told_asks_nothing(office: Office, title: str) -> None:
    assert office.imports(f"{title};;\n{USUAL}", *OF_CERVIA).code == 0


@pytest.mark.parametrize("heading", ["Impegnato", "Importo impegnato", "Spesa impegnata"])
def test_what_was_committed_alone_is_asked_its_phase(office: Office, heading: str) -> None:
    """100,50 € committed were final ones."""
    file = f"Voce;Mese;{heading}\nA1.1;1;100,50\n"
    asked = office.imports(file, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"Nel file è scritto «{heading}». In quale fase vanno le cifre?" in asked.said
    assert office.imports(file, *OF_CERVIA, "--set", "fase=consuntivo").code == 0
    assert office.rows("frna_entry", "phase", "amount_cents") == [("final", 10050)]


def test_what_was_paid_asks_nothing(office: Office) -> None:
    assert office.imports("Voce;Mese;Pagato\nA1.1;1;100,50\n", *OF_CERVIA).code == 0
    assert office.rows("frna_entry", "phase", "amount_cents") == [("final", 10050)]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Capitolo", "FNA 2026"), ("Note", "finanziato con FNA"), ("Note", "Fondo sociale locale")],
)
def test_a_fund_named_in_a_column_that_is_not_read_is_asked(
    office: Office, heading: str, cell: str
) -> None:
    """They were stored as money of the FRNA."""
    file = f"Voce;Mese;Importo;{heading}\nA1.1;1;100,50;{cell}\nA2.2;1;10,50;saldo\n"
    asked = office.imports(file, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "Di quale fonte è il denaro?" in asked.said


@pytest.mark.parametrize("cell", ["FRNA 2026", "saldo mandato 33", "Capitolo 120"])
def test_other_words_of_such_a_column_ask_nothing(office: Office, cell: str) -> None:
    file = f"Voce;Mese;Importo;Note\nA1.1;1;100,50;{cell}\n"
    assert office.imports(file, *OF_CERVIA).code == 0
    assert office.rows("frna_entry", "source_id", "amount_cents") == [("frna", 10050)]

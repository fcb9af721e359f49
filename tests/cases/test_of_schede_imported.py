"""Schede that stand still beside a figure; what a scheda costs taken for what it spent."""

from __future__ import annotations

import pytest

from tests.cases.test_of_desk_files_imported import PROGRAMME, of_cervia, year_of_schede
from tests.made_office import Office, Ran

__all__ = ["year_of_schede"]
DAY = ("--set", "situazione=30/11/2026")
FIRST = ("S26-01", "fsl")


def progress(office: Office, text: str, *options: str) -> Ran:
    return office.imports(text, *DAY, *options, kind="schede")


def spending(office: Office, text: str, *options: str) -> Ran:
    return office.imports(text, *DAY, "--set", "comune=Cervia", *options, kind="scheda_spending")


@pytest.mark.parametrize("heading", ["Stato", "Note"])
@pytest.mark.parametrize("words", ["non realizzata", "sospesa", "annullata", "rinviata al 2027"])
def test_a_scheda_that_stands_still_with_a_progress_is_asked(
    year_of_schede: Office, heading: str, words: str
) -> None:
    text = f"Codice;Avanzamento;{heading}\nS26-01;85%;{words}\nS26-02;90%;in corso\n"
    asked = progress(year_of_schede, text)
    assert asked.code == 1
    assert f"1 riga sembra di schede ferme: alla riga 2 c’è «{words}»" in asked.said
    before = dict(year_of_schede.rows("intervention", "id", "progress"))
    assert progress(year_of_schede, text, "--set", "righe-dubbie=lascia-fuori").code == 0
    after = dict(year_of_schede.rows("intervention", "id", "progress"))
    changed = {row: after[row] for row in after if before[row] != after[row]}
    assert changed == {f"{PROGRAMME}:S26-02": 900}


def test_a_scheda_that_goes_on_asks_nothing(year_of_schede: Office) -> None:
    text = "Codice;Avanzamento;Stato;Note\nS26-01;85%;in corso;incontri ogni mese\n"
    assert progress(year_of_schede, text).code == 0


@pytest.mark.parametrize("words", ["non realizzata", "sospesa", "annullata"])
def test_what_a_scheda_that_stands_still_spent_is_asked(year_of_schede: Office, words: str) -> None:
    text = f"Codice;Speso;Fonte;Stato\nS26-01;15.200,50;fsl;{words}\n"
    asked = spending(year_of_schede, text)
    assert (asked.code, FIRST in of_cervia(year_of_schede)) == (1, False)
    assert f"alla riga 2 c’è «{words}» sotto «Stato»" in asked.said


@pytest.mark.parametrize(
    "heading",
    ["Costo totale", "Costo", "Importo scheda", "Importo finanziato", "Importo complessivo"],
)
def test_what_a_scheda_costs_is_not_taken_for_what_it_spent(
    year_of_schede: Office, heading: str
) -> None:
    text = f"Codice;{heading};Fonte\nS26-01;15.200,50;fsl\n"
    asked = spending(year_of_schede, text)
    assert (asked.code, of_cervia(year_of_schede)) == (1, {})
    assert f"Nel file è scritto «{heading}». In quale fase vanno le cifre?" in asked.said
    assert spending(year_of_schede, text, "--set", "fase=consuntivo").code == 0
    assert of_cervia(year_of_schede)[FIRST] == 1520050


@pytest.mark.parametrize("heading", ["Speso", "Importo", "Costi sostenuti", "Spesa totale"])
def test_what_is_said_to_be_spent_is(year_of_schede: Office, heading: str) -> None:
    text = f"Codice;{heading};Fonte\nS26-01;15.200,50;fsl\n"
    assert spending(year_of_schede, text).code == 0
    assert of_cervia(year_of_schede)[FIRST] == 1520050


@pytest.mark.parametrize(("source", "options"), [(";fsl", ()), (";", ("--set", "fonte=fsl"))])
def test_of_a_cost_and_what_was_spent_one_is_asked(
    year_of_schede: Office, source: str, options: tuple[str, ...]
) -> None:
    text = f"Codice;Costo totale;Speso;Fonte\nS26-01;20.000;15.200,50{source}\n"
    asked = spending(year_of_schede, text, *options)
    assert asked.code == 1
    assert "«Costo totale», «Speso». Quale si legge?" in asked.said
    assert spending(year_of_schede, text, *options, "--set", "colonna=speso").code == 0
    assert of_cervia(year_of_schede)[FIRST] == 1520050

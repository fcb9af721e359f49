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
    assert f"1 riga sembra da non registrare: alla riga 2 c’è «{words}»" in asked.said
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


def test_a_progress_of_another_day_than_the_one_told_is_asked(year_of_schede: Office) -> None:
    text = "Codice;Avanzamento;Note\nS26-01;85%;{}\n"
    asked = progress(year_of_schede, text.format("dato al 30 giugno"))
    assert asked.code == 1
    assert "alla riga 2 c’è «dato al 30 giugno» sotto «Note»" in asked.said
    for words in ("dato al 30 novembre", "attivo fino a dicembre"):
        assert progress(year_of_schede, text.format(words)).code == 0


def test_so_is_what_was_spent(year_of_schede: Office) -> None:
    text = "Codice;Speso;Fonte;Note\nS26-01;15.200,50;fsl;spesa fino a ottobre\n"
    assert spending(year_of_schede, text).code == 1
    assert spending(year_of_schede, text.replace("ottobre", "novembre")).code == 0
    assert of_cervia(year_of_schede)[FIRST] == 1520050


def test_a_title_of_another_day_than_the_one_told_is_shown(year_of_schede: Office) -> None:
    """Who tells a day is believed before the title, and sees both before saving."""
    text = "Spesa al 30/09/2026;;\nCodice;Importo;Fonte\nS26-01;15.200,50;fsl\n"
    told = spending(year_of_schede, text)
    assert told.code == 0
    assert "Il titolo parla del 30/09/2026, le cifre vanno al 30/11/2026." in told.said
    assert of_cervia(year_of_schede)[FIRST] == 1520050


def test_a_share_beside_an_amount_is_none(year_of_schede: Office) -> None:
    text = "Codice;Speso;% su budget;Fonte\nS26-01;15.200,50;60%;fsl\n"
    assert spending(year_of_schede, text).code == 0
    assert of_cervia(year_of_schede)[FIRST] == 1520050


def test_a_code_that_no_scheda_has_is_refused_with_its_row(year_of_schede: Office) -> None:
    done = progress(year_of_schede, "Codice;Avanzamento\nS26-01;85%\nS99-01;85%\n")
    assert done.code == 2
    assert "[X53] file file.csv, riga 3" in done.said
    assert "Controllare il codice, o aggiungere queste colonne al file." in done.said

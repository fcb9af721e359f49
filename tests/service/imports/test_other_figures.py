"""Words by which a file says that its figures are others: asked, and stored as they are told."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from tests.made_office import CERVIA, RUSSI, Office, workbook

OF_CERVIA = ("--set", "comune=Cervia")
ARE_THESE = ("--set", "natura=leggi")
ROWS = "Voce;Mese;Importo\nA1.1;1;152,30\n"
RESIDENTS = "Comune;Fascia;Residenti\nCervia;totale;28000\n"


@pytest.mark.parametrize(
    "text",
    [
        "FAC-SIMILE;;\n" + ROWS,
        "Esempio di compilazione;;\n" + ROWS,
        "PROVA;;\n" + ROWS,
        "Bozza del 3 novembre;;\n" + ROWS,
        "Residui passivi;;\n" + ROWS,
        "Conteggio di Importo;;\n" + ROWS,
        "Importi al netto di IVA;;\n" + ROWS,
        ROWS + "(*) importo stimato;;\n",
        ROWS + "BOZZA;;\n",
        ROWS + "In corsivo i dati provvisori;;\n",
        ROWS.replace("Importo", "Importo residuo"),
        ROWS.replace("Importo", "Spesa pro capite"),
        ROWS.replace("Importo", "Costo unitario"),
        ROWS.replace("Importo", "Spesa %"),
        ROWS.replace("Importo", "Importo da liquidare"),
        ROWS.replace("Importo", "Importo IVA esclusa"),
        ROWS.replace("Importo", "Importo anno precedente"),
    ],
)
def test_amounts_that_are_said_to_be_others_are_asked(office: Office, text: str) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "le cifre sono la spesa di ogni voce nel suo periodo?" in asked.said
    assert office.imports(text, *OF_CERVIA, *ARE_THESE).code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 15230)]


@pytest.mark.parametrize(
    "text",
    [
        "Comune di Cervia, spesa al lordo IVA;;\n" + ROWS,
        "Scrivere le cifre, ad esempio 12,50;;\n" + ROWS,
        "Provato e approvato;;\n" + ROWS,
        ROWS.replace("Importo", "Importo IVA 5% inclusa"),
        ROWS.replace("Importo", "Spesa sostenuta"),
        ROWS + "Nota: dati provvisori;;\n",
    ],
)
def test_usual_words_ask_nothing(office: Office, text: str) -> None:
    assert office.imports(text, *OF_CERVIA).code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 15230)]


def test_the_name_of_a_file_and_of_a_sheet_may_say_it(office: Office) -> None:
    rows = (["Voce", "Mese", "Importo"], ["A1.1", 1, 152.3])
    for content, name in (
        (ROWS.encode(), "frna_bozza.csv"),
        (workbook(*rows, sheet="esempio"), "f.xlsx"),
    ):
        asked = office.imports(content, *OF_CERVIA, name=name)
        assert (asked.code, office.entries()) == (1, [])
        assert "--set natura=leggi" in asked.said


def test_of_columns_to_choose_among_the_choice_is_enough(office: Office) -> None:
    text = "Voce;Mese;Importo richiesto;Importo liquidato\nA1.1;1;200,00;152,30\n"
    done = office.imports(text, *OF_CERVIA, "--set", "colonna=importo-richiesto")
    assert (done.code, office.entries()) == (0, [("A1.1", CERVIA, "month", 1, 20000)])


@pytest.mark.parametrize(
    "heading",
    ["Utenti in lista d'attesa", "Posti vuoti", "Ore non erogate", "Media utenti", "Ore/utente"],
)
def test_activity_that_is_said_to_be_another_is_asked(office: Office, heading: str) -> None:
    text = f"Voce;Mese;{heading}\nA2.3;1;12\n"
    asked = office.imports(text, *OF_CERVIA, kind="activity")
    assert (asked.code, office.rows("activity_measure", "value")) == (1, [])
    assert "le cifre sono l’attività svolta nel periodo?" in asked.said
    assert office.imports(text, *OF_CERVIA, *ARE_THESE, kind="activity").code == 0
    assert office.rows("activity_measure", "value") == [(12000,)]


@pytest.mark.parametrize("heading", ["Ore erogate", "Utenti in carico", "N. utenti"])
def test_usual_measures_ask_nothing(office: Office, heading: str) -> None:
    text = f"Voce;Mese;{heading}\nA2.3;1;12\n"
    assert office.imports(text, *OF_CERVIA, kind="activity").code == 0
    assert office.rows("activity_measure", "value") == [(12000,)]


@pytest.mark.parametrize(
    "text",
    [
        "Previsioni demografiche;;\n" + RESIDENTS,
        "Proiezioni della popolazione;;\n" + RESIDENTS,
        "Famiglie residenti;;\n" + RESIDENTS,
        "Residenti stranieri;;\n" + RESIDENTS,
        RESIDENTS.replace("Fascia", "Scenario;Fascia").replace("totale", "mediano;totale"),
    ],
)
def test_residents_that_are_said_to_be_others_are_asked(office: Office, text: str) -> None:
    def of_2026() -> list[tuple[object, ...]]:
        rows = office.rows("population", "year", "municipality_id", "residents")
        return [row for row in rows if row[0] == 2026]

    asked = office.imports(text, kind="population")
    assert (asked.code, of_2026()) == (1, [])
    assert "le cifre sono i residenti?" in asked.said
    assert office.imports(text, *ARE_THESE, kind="population").code == 0
    assert of_2026() == [(2026, CERVIA, 28000)]


def test_expected_values_of_indicators_are_asked(office: Office) -> None:
    text = "Valori attesi;\nIndicatore;Valore\nAN-01;5,2\n"
    asked = office.imports(text, *OF_CERVIA, kind="indicators")
    assert (asked.code, office.rows("measurement", "value")) == (1, [])
    assert "--set natura=leggi" in asked.said


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Note", "stima"),
        ("Stato", "provvisorio"),
        ("Note", "da verificare"),
        ("Note", "competenza 2025"),
        ("Causale", "conguaglio anno 2025"),
        ("Note", "errato"),
        ("Note", "già conteggiato in A2.2"),
        ("Note", "compreso in A2.2"),
        ("Note", "non ancora liquidato"),
    ],
)
def test_rows_that_a_note_doubts_are_asked(office: Office, heading: str, words: str) -> None:
    text = f"Voce;Mese;Importo;{heading}\nA1.1;1;100,00;{words}\nA2.2;1;50,00;\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"alla riga 2 c’è «{words}» sotto «{heading}»" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "righe-dubbie=lascia-fuori").code == 0
    assert office.entries() == [("A2.2", CERVIA, "month", 1, 5000)]


def test_a_note_of_the_year_of_the_figures_asks_nothing(office: Office) -> None:
    text = "Voce;Mese;Importo;Note\nA1.1;1;100,00;competenza 2026\n"
    assert office.imports(text, *OF_CERVIA).code == 0


def test_a_title_of_another_comune_than_the_rows_is_asked(office: Office) -> None:
    rows = "Voce;Comune;Mese;Importo\nA1.1;Cervia;1;152,30\n"
    asked = office.imports("Comune di Russi;;;\n" + rows)
    assert (asked.code, office.entries()) == (1, [])
    assert "Il titolo parla di «Russi», le righe sono di «Cervia»" in asked.said
    told = ("--set", "comune-del-titolo=leggi")
    assert office.imports("Comune di Russi;;;\n" + rows, *told).code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 15230)]


@pytest.mark.parametrize("title", ["Comune di Cervia", "Distretto di Ravenna", "Comune di Ravenna"])
def test_a_title_of_one_of_the_comuni_or_over_many_asks_nothing(office: Office, title: str) -> None:
    text = f"{title};;;\nVoce;Comune;Mese;Importo\nA1.1;Cervia;1;152,30\nA1.1;Russi;1;10,00\n"
    assert office.imports(text).code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 1, 15230),
        ("A1.1", RUSSI, "month", 1, 1000),
    ]


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ("FAC-SIMILE da compilare", "--set natura=leggi"),
        ("Monitoraggio FRNA 2025", "--set anno=2025"),
        ("Gli importi sono in migliaia di euro", "--set misura=migliaia"),
    ],
)
def test_a_cover_without_a_table_may_say_it(office: Office, words: str, option: str) -> None:
    def with_cover(book: Workbook) -> None:
        book.create_sheet("Copertina", 0)["A1"] = words

    content = workbook(["Voce", "Mese", "Importo"], ["A1.1", 1, 152.3], more=with_cover)
    asked = office.imports(content, *OF_CERVIA, name="f.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert option in asked.said


def test_measures_that_were_only_planned_are_asked_their_phase(office: Office) -> None:
    text = "Voce;Mese;Utenti assestati\nA1.1;1;10\n"
    asked = office.imports(text, *OF_CERVIA, kind="activity")
    assert (asked.code, office.rows("activity_measure", "value")) == (1, [])
    assert "--set fase=preventivo" in asked.said

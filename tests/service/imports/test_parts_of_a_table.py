"""Tables in parts, ranges of days, columns and totals under other words: what they say is read."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from tests.made_office import CERVIA, RUSSI, Office, workbook

OF_CERVIA = ("--set", "comune=Cervia")
Entry = tuple[str, str | None, str, int, int]


def month(voce: str, number: int, cents: int, comune: str | None = CERVIA) -> Entry:
    return voce, comune, "month", number, cents


@pytest.mark.parametrize(
    "text",
    [
        "Voce;Mese;Importo\nCERVIA;;\nA1.1;1;100,50\nComune di Russi;;\nA2.2;1;50,50\n",
        "Voce;Mese;Importo\nComune:;CERVIA;\nA1.1;1;100,50\nComune:;RUSSI;\nA2.2;1;50,50\n",
        (
            "Comune di Cervia;;\nVoce;Mese;Importo\nA1.1;1;100,50\nComune di Russi;;\n"
            "Voce;Mese;Importo\nA2.2;1;50,50\n"
        ),
    ],
)
def test_a_row_with_a_comune_alone_is_of_the_rows_under_it(office: Office, text: str) -> None:
    done = office.imports(text)
    assert (done.code, office.entries()) == (
        0,
        [month("A1.1", 1, 10050), month("A2.2", 1, 5050, RUSSI)],
    )
    assert "per le righe sotto (rig" in done.said


def test_parts_of_two_comuni_are_not_of_the_one_told(office: Office) -> None:
    text = "Voce;Mese;Importo\nCERVIA;;\nA1.1;1;100,50\nRUSSI;;\nA2.2;1;50,50\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "[X35] file file.csv, riga 5" in done.said


def test_a_blank_is_as_the_row_above_it_and_not_as_another_blank(office: Office) -> None:
    text = "Voce;Mese;Importo\nA1.1;1;10,50\n;2;20,50\nA2.2;1;30,50\n;2;40,50\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "2 righe con una cifra non dicono «Voce» (righe 3 e 5)" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "voce-vuota=sopra").code == 0
    assert office.entries() == [
        month("A1.1", 1, 1050),
        month("A1.1", 2, 2050),
        month("A2.2", 1, 3050),
        month("A2.2", 2, 4050),
    ]


def test_a_cell_over_two_rows_is_of_both_and_of_no_others(office: Office) -> None:
    def merge(book: Workbook) -> None:
        for rows in ("A2:A3", "A4:A5"):
            book.active.merge_cells(rows)

    rows = [["A1.1", 1, 10.5], ["", 2, 20.5], ["A2.2", 1, 30.5], ["", 2, 40.5]]
    content = workbook(["Voce", "Mese", "Importo"], *rows, more=merge)
    assert office.imports(content, *OF_CERVIA, name="f.xlsx").code == 0
    assert office.entries() == [
        month("A1.1", 1, 1050),
        month("A1.1", 2, 2050),
        month("A2.2", 1, 3050),
        month("A2.2", 2, 4050),
    ]


def test_a_part_that_nobody_knows_is_asked(office: Office) -> None:
    text = "Voce;Mese;Importo\nCERVIA;;\nA1.1;1;100,50\nFAENZA;;\nA2.2;1;50,50\n"
    asked = office.imports(text)
    assert (asked.code, office.entries()) == (1, [])
    assert "«FAENZA» non è tra i Comuni del distretto" in asked.said
    assert office.imports(text, "--set", "comune:FAENZA=lascia-fuori").code == 0
    assert office.entries() == [month("A1.1", 1, 10050)]


def test_parts_by_month_by_quarter_and_by_voce(office: Office) -> None:
    office.imports("Voce;Importo\nGENNAIO;\nA1.1;100,50\nFEBBRAIO;\nA2.2;50,50\n", *OF_CERVIA)
    assert office.entries() == [month("A1.1", 1, 10050), month("A2.2", 2, 5050)]
    office.imports("Voce;Russi\nI TRIMESTRE;\nA1.1;1,50\nII TRIMESTRE;\nA1.1;3,50\n")
    quarters = [row for row in office.entries() if row[2] == "quarter"]
    assert quarters == [("A1.1", RUSSI, "quarter", 1, 150), ("A1.1", RUSSI, "quarter", 2, 350)]
    office.imports("Comune;Ago;Set\nA2.3;;\nCervia;5,50;6,50\nD1.1;;\nCervia;7,50;8,50\n")
    assert [row for row in office.entries() if row[3] in {8, 9}] == [
        month("A2.3", 8, 550),
        month("A2.3", 9, 650),
        month("D1.1", 8, 750),
        month("D1.1", 9, 850),
    ]


def test_a_part_of_the_budget_is_not_final(office: Office) -> None:
    text = "Voce;Mese;Importo\nPREVENTIVO;;\nA1.1;1;1,50\nCONSUNTIVO;;\nA2.2;1;100,50\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "Il programmato 1,50 € supera il disponibile" in done.said


def test_a_voce_without_its_figure_is_no_part_of_the_table(office: Office) -> None:
    text = "Voce;Mese;Importo\nA1.1;1;100,50\nA2.2;;\nAREA DISABILI;;\nD1.1;1;50,50\n"
    assert office.imports(text, *OF_CERVIA).code == 0
    assert office.entries() == [month("A1.1", 1, 10050), month("D1.1", 1, 5050)]


def test_a_voce_without_its_figure_under_another_heading_is_no_part_either(office: Office) -> None:
    """A2.3 is A2.3, not the A2.2 above it that has no figure."""
    text = "Tipologia;Mese;Importo\nA1.1;1;100,50\nA2.2;;\nA2.3;1;50,50\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "Non si trova la colonna di «Voce»" in done.said
    assert office.imports(text, *OF_CERVIA, "--set", "colonna.voce=A").code == 0
    assert office.entries() == [month("A1.1", 1, 10050), month("A2.3", 1, 5050)]


def test_two_columns_of_days_are_one_period(office: Office) -> None:
    text = (
        "Voce;Dal;Al;Importo\nA1.1;01/01/2026;31/03/2026;3.000,00\n"
        "A1.1;01/04/2026;30/06/2026;3.100,00\nA2.2;01/02/2026;28/02/2026;10,50\n"
    )
    assert office.imports(text, *OF_CERVIA).code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "quarter", 1, 300000),
        ("A1.1", CERVIA, "quarter", 2, 310000),
        month("A2.2", 2, 1050),
    ]
    bad = office.imports("Voce;Dal;Al;Importo\nA1.1;15/01/2026;14/02/2026;9,00\n", *OF_CERVIA)
    assert (bad.code, len(office.entries())) == (2, 3)
    assert "«15/01/2026 - 14/02/2026» non si legge come un periodo" in bad.said


@pytest.mark.parametrize("heading", ["Residenza", "Località", "Ente gestore", "Centro di costo"])
def test_comuni_under_another_heading_are_asked_even_where_one_was_told(
    office: Office, heading: str
) -> None:
    text = f"Voce;{heading};Mese;Importo\nA1.1;Cervia;1;100,50\nA2.2;Comune di Russi;1;50,50\n"
    for told in ((), OF_CERVIA):
        asked = office.imports(text, *told)
        assert (asked.code, office.entries()) == (1, [])
        assert "--set colonna.comune=B" in asked.said
    assert office.imports(text, "--set", "colonna.comune=B").code == 0
    assert office.entries() == [month("A1.1", 1, 10050), month("A2.2", 1, 5050, RUSSI)]


def test_comuni_of_something_else_are_passed_over_by_who_says_so(office: Office) -> None:
    text = "Voce;Sede legale;Mese;Importo\nA1.1;Russi;1;100,50\n"
    options = (*OF_CERVIA, "--set", "colonna.comune=nessuna")
    assert office.imports(text, *options).code == 0
    assert office.entries() == [month("A1.1", 1, 10050)]
    same = "Voce;Sede legale;Mese;Importo\nA1.1;Comune di Cervia;2;100,50\n"
    assert office.imports(same, *OF_CERVIA).code == 0


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Voce;Mese;Finanziato da;Importo\nA1.1;1;FNA;100,50\n", "colonna.fonte=C"),
        ("Voce;Mese;Tipologia;Importo\nA1.1;1;Preventivo;100,50\n", "colonna.fase=C"),
        ("Voce;Mensilità;Note;Importo\nA1.1;gennaio;x;100,50\n", "colonna.mese=B"),
    ],
)
def test_sources_phases_and_months_under_another_heading_are_asked(
    office: Office, text: str, option: str
) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"--set {option}" in asked.said


def test_the_source_of_a_column_chosen_is_the_one_written(office: Office) -> None:
    text = "Voce;Mese;Finanziato da;Importo\nA1.1;1;FNA;100,50\nA1.1;1;FRNA;10,50\n"
    assert office.imports(text, *OF_CERVIA, "--set", "colonna.fonte=C").code == 0
    rows = office.rows("frna_entry", "source_id", "amount_cents")
    assert rows == [("fna", 10050), ("frna", 1050)]


@pytest.mark.parametrize("name", ["FRNA_Russi.csv", "file.csv"])
def test_a_title_of_another_comune_is_told(office: Office, name: str) -> None:
    title = "Comune di Russi;;\n" if name == "file.csv" else ""
    done = office.imports(f"{title}Voce;Mese;Importo\nA1.1;1;100,50\n", *OF_CERVIA, name=name)
    assert "Il file parla di «Russi», le cifre vanno a «Cervia»." in done.said


def test_a_row_that_speaks_of_a_total_and_adds_up_nothing_is_asked(office: Office) -> None:
    text = (
        "Voce;Descrizione;Mese;Importo\nA1.1;totale case residenza;1;100,50\n"
        "A2.2;centri diurni;1;50,50\n"
    )
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert office.imports(text, *OF_CERVIA, "--set", "totali=cifre").code == 0
    assert office.entries() == [month("A1.1", 1, 10050), month("A2.2", 1, 5050)]


def test_a_row_that_is_the_sum_of_others_is_left_out_without_a_question(office: Office) -> None:
    text = "Comune;Voce;Mese;Importo\nCervia;A1.1;1;100,50\nCervia;Totale;;100,50\n"
    assert office.imports(text).code == 0
    assert office.entries() == [month("A1.1", 1, 10050)]


def test_a_total_alone_beside_columns_that_may_be_its_parts_is_asked(office: Office) -> None:
    text = "Voce;Mese;Quota AUSL;Quota Comune;Totale\nA1.1;1;100,00;50,00;150,00\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert office.imports(text, *OF_CERVIA, "--set", "colonna=quota-ausl").code == 0
    assert office.entries() == [month("A1.1", 1, 10000)]


def test_a_row_moved_by_a_missing_sign_is_refused_with_its_place(office: Office) -> None:
    text = "Comune;Voce;Mese;Importo\nCervia;A1.1;1;100,50\nA2.2;1;5,50\n"
    done = office.imports(text)
    assert (done.code, office.entries()) == (2, [])
    assert "[F11] file file.csv, riga 3" in done.said
    assert "«5,50»" in done.said


def test_euro_beside_measures_are_no_measures(office: Office) -> None:
    text = "Voce;Gen utenti;Gen importo;Feb utenti;Feb importo\nA1.1;10;100,50;12;200,50\n"
    done = office.imports(text, *OF_CERVIA, kind="activity")
    assert done.code == 0
    assert "Colonne non usate" in done.said
    assert office.rows("activity_measure", "unit", "period_no", "value") == [
        ("beneficiaries", 1, 10000),
        ("beneficiaries", 2, 12000),
    ]


@pytest.mark.parametrize("said", ["Cervia, RA", "Cervia RA", "CERVIA - RA", "Cervia (ra) "])
def test_a_comune_with_its_own_province_is_read(office: Office, said: str) -> None:
    assert office.imports(f"Voce;Comune;Mese;Importo\nA1.1;{said};1;100,50\n").code == 0
    assert office.entries() == [month("A1.1", 1, 10050)]


@pytest.mark.parametrize("said", ["Cervia (FC)", "CERVIA VE", "Russi (CZ)"])
def test_a_comune_of_the_same_name_in_another_province_is_asked(office: Office, said: str) -> None:
    asked = office.imports(f"Voce;Comune;Mese;Importo\nA1.1;{said};1;100,50\n")
    assert (asked.code, office.entries()) == (1, [])
    assert f"«{said}» non è tra i Comuni" in asked.said


def test_a_dot_that_may_be_of_thousands_among_decimals_is_asked(office: Office) -> None:
    text = "Voce;Mese;Importo\nA1.1;1;12.500\nA2.2;1;33.75\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "«12.500» si può leggere in due modi" in done.said
    assert office.imports(text, *OF_CERVIA, "--set", "decimali=decimali").code == 0
    assert office.entries() == [month("A1.1", 1, 1250), month("A2.2", 1, 3375)]


def test_parts_in_a_workbook_are_read_too(office: Office) -> None:
    content = workbook(
        ["Voce", "Mese", "Importo"], ["CERVIA"], ["A1.1", 1, 100.5], ["RUSSI"], ["A1.1", 1, 50.5]
    )
    assert office.imports(content, name="parti.xlsx").code == 0
    assert office.entries() == [month("A1.1", 1, 10050), month("A1.1", 1, 5050, RUSSI)]

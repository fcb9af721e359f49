"""What a file says beside its figures: units, years, running totals, phases, parts of residents."""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, Office, workbook
from udp_core.imports.periods import span_of, span_under
from udp_core.imports.year_words import year_in_cell, years_titled

OF_CERVIA = ("--set", "comune=Cervia")
ROWS = "Voce;Mese;Importo\nA1.1;1;152,3\n"


@pytest.mark.parametrize(
    ("text", "answer", "cents"),
    [
        ("valori in migl.;;\n" + ROWS, "migliaia", 15230000),
        (ROWS.replace("Importo", "Importo (migl. di euro)"), "migliaia", 15230000),
        (ROWS.replace("Importo", "Importo in K euro"), "migliaia", 15230000),
        (ROWS.replace("Importo", "Amount (EUR thousand)"), "migliaia", 15230000),
        (ROWS.replace("Importo", "Importo ('000 €)"), "migliaia", 15230000),
        (ROWS.replace("Importo", "EUR 1.000"), "migliaia", 15230000),
        ("Dati espressi in mila euro;;\n" + ROWS, "migliaia", 15230000),
        ("Valori in Meuro;;\n" + ROWS.replace("152,3", "1,2"), "milioni", 120000000),
        (ROWS.replace("Importo", "M€").replace("152,3", "1,2"), "milioni", 120000000),
        ("importi in centinaia di euro;;\n" + ROWS, "centinaia", 1523000),
        ("Voce;Mese;Importo;Unità\nA1.1;1;152,3;migliaia di euro\n", "migliaia", 15230000),
        ("Voce;Mese;Importo;U.M.\nA1.1;1;152,3;k€\n", "migliaia", 15230000),
        (ROWS + "Valori in k€;;\n", "migliaia", 15230000),
    ],
)
def test_a_larger_unit_is_asked_wherever_it_is_said(
    office: Office, text: str, answer: str, cents: int
) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"--set misura={answer}" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", f"misura={answer}").code == 0
    assert [row[4] for row in office.entries()] == [cents]


def test_the_first_answer_on_a_unit_is_the_likeliest(office: Office) -> None:
    said = office.imports("Importi in Meuro;;\n" + ROWS, *OF_CERVIA).said
    assert said.index("misura=milioni") < said.index("misura=migliaia")


def test_a_unit_of_the_format_or_of_the_names_is_asked(office: Office) -> None:
    rows = (["Voce", "Mese", "Importo"], ["A1.1", 1, 152.3])

    def in_thousands(book: object) -> None:
        book.active["C2"].number_format = '#,##0.0" k€"'  # type: ignore[attr-defined]

    for content, name in (
        (workbook(*rows, more=in_thousands), "f.xlsx"),
        (workbook(*rows, sheet="FRNA (migl.)"), "f.xlsx"),
        (workbook(*rows), "frna_in_mln.xlsx"),
    ):
        asked = office.imports(content, *OF_CERVIA, name=name)
        assert (asked.code, office.entries()) == (1, [])
        assert "In che misura sono le cifre?" in asked.said


def test_two_units_in_one_column_are_refused(office: Office) -> None:
    text = "Voce;Mese;Importo;U.M.\nA1.1;1;152,3;k€\nA2.2;1;100,50;€\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "[X55] file file.csv, colonna «U.M.»" in done.said


@pytest.mark.parametrize(
    "title", ["Contributo massimo euro 1.000,00 a famiglia", "Provincia di Milano", "Emilia 2026"]
)
def test_words_that_are_no_unit_ask_nothing(office: Office, title: str) -> None:
    assert office.imports(f"{title};;\n{ROWS}", *OF_CERVIA).code == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ROWS, "FRNA_25.csv"),
        ("FRNA '25;;\n" + ROWS, "f.csv"),
        ("Consuntivo 2025 - rendicontazione 2026;;\n" + ROWS, "f.csv"),
        ("Situazione al 31.12.25;;\n" + ROWS, "f.csv"),
        ("Voce;Anno;Mese;Importo\nA1.1;25;1;152,3\n", "f.csv"),
        ("Voce;Anno;Mese;Importo\nA1.1;'25;1;152,3\n", "f.csv"),
        ("Voce;Anno;Mese;Importo\nA1.1;01/01/2025;1;152,3\n", "f.csv"),
    ],
)
def test_a_year_of_two_digits_or_one_of_two_is_asked(office: Office, text: str, name: str) -> None:
    asked = office.imports(text, *OF_CERVIA, name=name)
    assert (asked.code, office.entries()) == (1, [])
    assert "--set anno=2025" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "anno=2025", name=name).code == 0
    assert office.rows("frna_entry", "fund_year_id") == [("ravenna:frna:2025",)]


@pytest.mark.parametrize("year", ["1926", "2025/2026", "2.025", "anno", "2075"])
def test_what_is_no_year_is_refused(office: Office, year: str) -> None:
    done = office.imports(f"Voce;Anno;Mese;Importo\nA1.1;{year};1;152,3\n", *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert f"«{year}» non si legge come un anno" in done.said


def test_years_of_acts_and_of_plans_are_not_those_of_the_figures() -> None:
    said = "DGR n. 1206/2007, L.R. 2/2003, legge 112/2016, delibera n. 4 del 12/03/2025"
    assert years_titled((said, "Piano di zona 2024-2026")) == ()
    assert years_titled(("FRNA 25", "frna_12.csv", "09/2026", "spesa 25,50")) == (2025, 2026)
    assert [year_in_cell(text) for text in ("26", "2026.0", "7", "2051")] == [
        2026,
        2026,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1-gen", (1, 1, None)),
        ("Genn.", (1, 1, None)),
        ("Mese 3", (3, 3, None)),
        ("M03", (3, 3, None)),
        ("2026/03", (3, 3, 2026)),
        ("1T", (1, 3, None)),
        ("2026T2", (4, 6, 2026)),
        ("4 trim. 2026", (10, 12, 2026)),
        ("1 gennaio - 31 marzo", (1, 3, None)),
        ("31 gen 26", (1, 1, 2026)),
    ],
)
def test_more_ways_to_write_a_period(text: str, span: tuple[int, int, int | None]) -> None:
    found = span_of(text)
    assert found
    assert (found.first, found.last, found.year) == span


def test_numbers_of_months_and_whole_years_under_their_heading() -> None:
    quarter, year = span_under("Mesi", "4-6"), span_under("Periodo", "anno 2026")
    assert quarter
    assert year
    assert (quarter.first, quarter.last) == (4, 6)
    assert (year.first, year.last, year.year) == (1, 12, 2026)
    assert [span_of(text) for text in ("m3", "15 gennaio", "m13")] == [None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Voce;Mese;Tipo dato;Importo\nA1.1;gennaio;cumulato;100,10\n"
            "A1.1;febbraio;cumulato;250,30\n"
        ),
        "Voce;Cum. gen;Cum. feb\nA1.1;100,10;250,30\n",
        "Voce;Gen (progr.);Feb (progr.)\nA1.1;100,10;250,30\n",
        "Voce;Mese;Importo da gennaio\nA1.1;gennaio;100,10\nA1.1;febbraio;250,30\n",
        "Spesa dal 1° gennaio;;\nVoce;Mese;Importo\nA1.1;gennaio;100,10\nA1.1;febbraio;250,30\n",
    ],
)
def test_more_words_of_a_running_total_are_asked(office: Office, text: str) -> None:
    options = (*OF_CERVIA, "--set", "fase:cumulato=consuntivo") if "Tipo" in text else OF_CERVIA
    options = (*options, "--set", "colonna.importo=C") if "da gennaio" in text else options
    asked = office.imports(text, *options)
    assert (asked.code, office.entries()) == (1, [])
    assert "--set cifre=progressivo" in asked.said


def test_the_day_of_a_title_or_of_a_column_may_close_a_running_total(office: Office) -> None:
    titled = "Spesa FRNA, dati al 30 settembre 2026;\nVoce;Importo\nA1.1;9.000,50\n"
    asked = office.imports(titled, *OF_CERVIA, "--set", "periodo=settembre")
    assert (asked.code, office.entries()) == (1, [])
    assert "--set cifre=mese" in asked.said
    column = "Voce;Situazione al;Importo\nA1.1;31/01/2026;100,50\nA1.1;28/02/2026;200,50\n"
    assert "--set colonna.mese=B" in office.imports(column, *OF_CERVIA).said
    options = (*OF_CERVIA, "--set", "colonna.mese=B")
    assert (office.imports(column, *options).code, office.entries()) == (1, [])
    assert office.imports(column, *options, "--set", "cifre=progressivo").code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 1, 10050),
        ("A1.1", CERVIA, "month", 2, 10000),
    ]


@pytest.mark.parametrize(
    "title",
    ["Programmazione FRNA 2026", "Riparto FRNA", "Assegnazioni ai Comuni", "Stime di spesa"],
)
def test_titles_of_what_is_planned_are_asked(office: Office, title: str) -> None:
    asked = office.imports(f"{title};;\n{ROWS}", *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "In quale fase vanno le cifre?" in asked.said


def test_the_office_that_writes_says_no_phase(office: Office) -> None:
    title = "Servizio politiche sociali e programmazione"
    assert office.imports(f"{title};;\n{ROWS}", *OF_CERVIA).code == 0


def test_budget_and_actual_side_by_side_are_asked(office: Office) -> None:
    text = "Voce;Mese;Budget;Actual\nA1.1;1;500,00;100,50\n"
    assert (office.imports(text, *OF_CERVIA).code, office.entries()) == (1, [])
    assert office.imports(text, *OF_CERVIA, "--set", "colonna=actual").code == 0
    assert [row[4] for row in office.entries()] == [10050]


@pytest.mark.parametrize("said", ["s.d.", "n.c.", "NULL", "dato non disponibile", "//", "***"])
def test_more_ways_to_say_that_a_figure_is_not_there(office: Office, said: str) -> None:
    done = office.imports(f"Voce;Mese;Importo\nA1.1;1;100,50\nA1.1;2;{said}\n", *OF_CERVIA)
    assert "1 cella senza cifra" in done.said
    assert [row[3:] for row in office.entries()] == [(1, 10050)]


def test_a_part_of_the_residents_is_refused(office: Office) -> None:
    head = "Comune;Anno;Sesso;Fascia di età;Residenti\n"
    done = office.imports(f"{head}Cervia;2026;F;75+;2012\n", kind="population")
    assert done.code == 2
    assert "[X56] file file.csv, riga 2, colonna «Sesso»" in done.said
    whole = office.imports(f"{head}Cervia;2026;Totale;75+;4012\n", kind="population")
    assert whole.code == 0


def test_ages_in_words_are_ages(office: Office) -> None:
    rows = "".join(f"Cervia;{age} anni;10\n" for age in range(100))
    text = f"Comune;Età;Totale\n{rows}Cervia;100 e oltre;5\nCervia;Totale;1005\n"
    assert office.imports(text, kind="population").code == 0
    found = office.rows("population where source like 'File di%'", "age_band", "residents")
    assert ("75_plus", 255) in found
    assert ("total", 1005) in found


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_accents_of_old_programs_are_refused_with_their_row(office: Office, encoding: str) -> None:
    text = "Voce;Mese;Importo;Note\nA1.1;1;100,50;attività\n"
    done = office.imports(text.encode(encoding), *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "[F17] file file.csv, riga 2" in done.said


def test_a_figure_withdrawn_by_a_blank_cell_is_asked_as_one_said_to_be_missing(
    office: Office,
) -> None:
    """January is 100,50; February, 200,50 before, is left blank: it stays until it is said."""
    head = "Voce;Mese;Importo;Note\n"
    before = f"{head}A1.1;1;100,50;\nA1.1;2;200,50;\n"
    after = f"{head}A1.1;1;100,50;\nA1.1;2;;da rivedere\nIl responsabile;;;Rossi\n"
    assert office.imports(before, *OF_CERVIA).code == 0
    asked = office.imports(after, *OF_CERVIA)
    assert (asked.code, len(office.entries())) == (1, 2)
    assert "1 cifra ritirata: resta 200,50 €" in asked.said
    assert office.imports(after, *OF_CERVIA, "--set", "ritirate=togliere").code == 0
    assert [row[3:] for row in office.entries()] == [(1, 10050)]


def test_rows_left_blank_that_were_never_given_are_only_counted(office: Office) -> None:
    done = office.imports("Voce;Mese;Importo;Note\nA1.1;1;100,50;\nA1.1;2;;vuota\n", *OF_CERVIA)
    assert done.code == 0
    assert "1 senza cifre (riga 3)" in done.said

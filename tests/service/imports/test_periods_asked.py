"""Of which period and year the figures of others are.

Quarters, running totals, another year, months to come.
"""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, Office

OF_CERVIA = ("--set", "comune=Cervia")
QUARTERS = "Voce;Trimestre;Importo\nA1.1;1;3.000,00\nA1.1;2;3.100,00\nA1.1;3;2.900,50\n"
RUNNING = (
    "Voce;Al 31 marzo;Al 30 giugno;Al 30"
    " settembre\nA1.1;3.000,50;6.100,50;9.000,50\nA2.2;300,50;610,50;900,50\n"
)


def quarters(*cents: int, voce: str = "A1.1") -> list[tuple[object, ...]]:
    return [
        (voce, CERVIA, "quarter", number, amount) for number, amount in enumerate(cents, start=1)
    ]


def test_a_column_of_quarters_is_of_quarters(office: Office) -> None:
    done = office.imports(QUARTERS, *OF_CERVIA)
    assert (done.code, office.entries()) == (0, quarters(300000, 310000, 290050))
    assert office.rows("frna_entry", "as_of") == [("2026-03-31",), ("2026-06-30",), ("2026-09-30",)]


@pytest.mark.parametrize(
    "headings",
    [
        "I trim;II trim;III trim",
        "1° trimestre;2° trimestre;3° trimestre",
        "Gen-Mar;Apr-Giu;Lug-Set",
        "T1 2026;T2 2026;T3 2026",
    ],
)
def test_headings_of_quarters_are_quarters(office: Office, headings: str) -> None:
    done = office.imports(f"Voce;{headings}\nA1.1;100,50;200,50;300,50\n", *OF_CERVIA)
    assert (done.code, office.entries()) == (0, quarters(10050, 20050, 30050))


@pytest.mark.parametrize("text", ["Voce;Periodo;Importo\nA1.1;1;100,50\nA1.1;2;200,50\n"])
def test_numbers_that_may_be_months_or_quarters_are_asked(office: Office, text: str) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "--set periodo=mese" in asked.said
    assert "--set periodo=trimestre" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "periodo=trimestre").code == 0
    assert office.entries() == quarters(10050, 20050)


def test_headings_that_are_numbers_are_asked_too(office: Office) -> None:
    text = "Voce;1;2;3\nA1.1;100,50;200,50;300,50\nA2.2;10,50;20,50;30,50\n"
    assert (office.imports(text, *OF_CERVIA).code, office.entries()) == (1, [])
    assert office.imports(text, *OF_CERVIA, "--set", "periodo=trimestre").code == 0
    assert office.entries() == quarters(10050, 20050, 30050) + quarters(
        1050, 2050, 3050, voce="A2.2"
    )


def test_numbers_past_four_are_months(office: Office) -> None:
    assert (
        office.imports("Voce;Periodo;Importo\nA1.1;1;100,50\nA1.1;7;200,50\n", *OF_CERVIA).code == 0
    )
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 1, 10050),
        ("A1.1", CERVIA, "month", 7, 20050),
    ]


@pytest.mark.parametrize(
    "text",
    [
        RUNNING,
        RUNNING.replace("Al 31 marzo", "31/03/2026")
        .replace("Al 30 giugno", "30/06/2026")
        .replace("Al 30 settembre", "30/09/2026"),
        RUNNING.replace("Al 31 marzo", "Gen-Mar")
        .replace("Al 30 giugno", "Gen-Giu")
        .replace("Al 30 settembre", "Gen-Set"),
        RUNNING.replace("Al 31 marzo", "Mar")
        .replace("Al 30 giugno", "Giu")
        .replace("Al 30 settembre", "Set"),
        "Spesa progressiva dell'anno;;;\n"
        + RUNNING.replace("Al 31 marzo", "Mar")
        .replace("Al 30 giugno", "Giu")
        .replace("Al 30 settembre", "Set"),
    ],
)
def test_what_may_run_from_january_is_asked_and_becomes_differences(
    office: Office, text: str
) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "--set cifre=progressivo" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "cifre=progressivo").code == 0
    assert office.entries() == quarters(300050, 310000, 290000) + quarters(
        30050, 31000, 29000, voce="A2.2"
    )


def test_a_narrow_running_total_becomes_months(office: Office) -> None:
    text = (
        "Voce;Mese;Importo cumulato\nA1.1;gennaio;100,10\nA1.1;febbraio;250,30\nA1.1;marzo;250,30\n"
    )
    assert office.imports(text, *OF_CERVIA).code == 1
    assert office.imports(text, *OF_CERVIA, "--set", "cifre=progressivo").code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 1, 10010),
        ("A1.1", CERVIA, "month", 2, 15020),
        ("A1.1", CERVIA, "month", 3, 0),
    ]


def test_a_running_total_that_falls_is_refused_with_both_amounts(office: Office) -> None:
    done = office.imports(
        "Voce;Al 31 marzo;Al 30 giugno\nA1.1;3.000,50;2.900,00\n",
        *OF_CERVIA,
        "--set",
        "cifre=progressivo",
    )
    assert (done.code, office.entries()) == (2, [])
    assert "3.000,50 €" in done.said
    assert "2.900,00 €" in done.said


def test_half_a_year_cannot_be_stored_as_a_month(office: Office) -> None:
    done = office.imports("Voce;Gen-Giu;Lug-Set\nA1.1;3.000,50;2.900,00\n", *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "da gennaio a giugno" in done.said


@pytest.mark.parametrize(
    "text",
    [
        "Anno;Voce;Mese;Importo\n2025;A1.1;1;3.000,00\n2025;A1.1;2;3.100,00\n",
        "Voce;Gennaio 2025;Febbraio 2025\nA1.1;3.000,00;3.100,00\n",
        "Voce;Mese;Importo\nA1.1;2025-01;3.000,00\nA1.1;28/02/2025;3.100,00\n",
    ],
)
def test_the_year_that_the_file_says_is_the_year(office: Office, text: str) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "--set anno=2025" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "anno=2025").code == 0
    assert office.rows("frna_entry", "fund_year_id", "period_no", "amount_cents", "as_of") == [
        ("ravenna:frna:2025", 1, 300000, "2025-01-31"),
        ("ravenna:frna:2025", 2, 310000, "2025-02-28"),
    ]


def test_two_years_in_a_file_are_asked_one_or_both(office: Office) -> None:
    text = "Anno;Voce;Mese;Importo\n2025;A1.1;1;10,50\n2026;A1.1;1;20,50\n"
    assert office.imports(text, *OF_CERVIA).code == 1
    assert office.imports(text, *OF_CERVIA, "--set", "anno=2026").code == 0
    assert office.rows("frna_entry", "fund_year_id", "amount_cents") == [
        ("ravenna:frna:2026", 2050)
    ]
    assert office.imports(text, *OF_CERVIA, "--set", "anno=come-nel-file").code == 0
    assert office.rows("frna_entry", "fund_year_id", "amount_cents") == [
        ("ravenna:frna:2025", 1050),
        ("ravenna:frna:2026", 2050),
    ]


@pytest.mark.parametrize("title", ["Monitoraggio FRNA 2025;;", "Anno 2025;;"])
def test_a_title_of_another_year_is_asked(office: Office, title: str) -> None:
    text = f"{title}\nVoce;Mese;Importo\nA1.1;1;10,50\n"
    assert office.imports(text, *OF_CERVIA).code == 1
    assert office.imports(text, *OF_CERVIA, "--set", "anno=2025").code == 0
    assert office.rows("frna_entry", "fund_year_id") == [("ravenna:frna:2025",)]


def test_the_months_to_come_of_a_template_are_left_out_and_said(office: Office) -> None:
    months = "Gen;Feb;Mar;Apr;Mag;Giu;Lug;Ago;Set;Ott;Nov;Dic"
    done = office.imports(f"Voce;{months}\nA1.1;{'100,10;' * 10}0,00;0,00\n", *OF_CERVIA)
    assert (done.code, [row[3] for row in office.entries()]) == (0, list(range(1, 11)))
    assert "novembre e dicembre non sono ancora finiti: 2 cifre a zero lasciate fuori" in done.said


def test_a_figure_of_a_month_to_come_is_asked(office: Office) -> None:
    text = "Voce;Mese;Importo\nA1.1;10;10,50\nA1.1;11;20,50\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "20,50 €" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "mesi-a-venire=lascia-fuori").code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 10, 1050)]


def test_a_budget_of_months_to_come_is_no_surprise(office: Office) -> None:
    assert (
        office.imports(
            "Voce;Mese;Importo\nA1.1;12;10,50\n",
            *OF_CERVIA,
            "--set",
            "fase=preventivo",
            "--reason",
            "Programma approvato",
            "--excuse",
            "I17",
        ).code
        == 0
    )
    assert office.rows("frna_entry", "phase", "period_no", "amount_cents") == [("budget", 12, 1050)]


@pytest.mark.parametrize(
    "months",
    [
        "2026-01;2026-02;2026-03",
        "31/01/2026;28/02/2026;31/03/2026",
        "gen;feb;mar",
        "gen-26;feb-26;mar-26",
        "1;2;3",
    ],
)
def test_months_are_read_however_they_are_written(office: Office, months: str) -> None:
    rows = "".join(
        f"A1.1;{month};{number}00,50\n" for number, month in enumerate(months.split(";"), start=1)
    )
    assert office.imports(f"Voce;Mese;Importo\n{rows}", *OF_CERVIA).code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 1, 10050),
        ("A1.1", CERVIA, "month", 2, 20050),
        ("A1.1", CERVIA, "month", 3, 30050),
    ]


def test_a_file_without_a_period_is_asked_for_it(office: Office) -> None:
    text = "Rendicontazione del mese di SETTEMBRE 2026;;\nVoce;Importo\nA1.1;10,50\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert asked.said.index("--set periodo=settembre") < asked.said.index("--set periodo=gennaio")
    assert office.imports(text, *OF_CERVIA, "--set", "mese=settembre").code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 9, 1050)]


def test_a_quarter_or_a_year_that_a_title_names_is_the_first_answer(office: Office) -> None:
    text = "Spesa del II trimestre 2026;;\nVoce;Importo\nA1.1;10,50\n"
    said = office.imports(text, *OF_CERVIA).said
    assert said.index("--set periodo=2-trimestre: 2º trimestre") < said.index("periodo=gennaio")
    assert "oppure: dicembre, 1-trimestre, 3-trimestre, 4-trimestre, anno" in said
    assert office.imports(text, *OF_CERVIA, "--set", "periodo=2-trimestre").code == 0
    assert office.entries() == [("A1.1", CERVIA, "quarter", 2, 1050)]
    half = office.imports(text.replace("II trimestre", "I semestre"), *OF_CERVIA).said
    assert "Un titolo parla di un periodo che va da gennaio a giugno. Di quale mese" in half


def test_a_quarter_has_its_last_day_and_a_year_still_going_no_day_to_come(office: Office) -> None:
    assert (
        office.imports(
            "Indicatore;Comune;Trimestre;Valore\nAN-05;Cervia;1;30\n", kind="indicators"
        ).code
        == 0
    )
    assert (
        office.imports("Indicatore;Comune;Valore\nSY-06;Cervia;21,5\n", kind="indicators").code == 0
    )
    assert office.rows("measurement", "period", "as_of") == [
        ("quarter", "2026-03-31"),
        ("year", "2026-10-31"),
    ]


@pytest.mark.parametrize("heading", ["Trim.", "Trimestre", "Trimestre 2026"])
@pytest.mark.parametrize(
    ("first", "second"), [("I", "II"), ("1", "2"), ("1°", "2°"), ("primo", "secondo")]
)
def test_a_number_under_a_heading_of_quarters_is_of_a_quarter(
    office: Office, heading: str, first: str, second: str
) -> None:
    content = f"Voce;{heading};Importo\nA1.1;{first};3.000,00\nA1.1;{second};3.100,00\n"
    assert office.imports(content, "--set", "comune=Cervia").code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "quarter", 1, 300000),
        ("A1.1", CERVIA, "quarter", 2, 310000),
    ]


def test_figures_of_two_years_under_one_name_are_no_column_of_periods(office: Office) -> None:
    """A year taken off a heading tells when, never which figure."""
    content = (
        "Indicatore;Comune;Anno;Numeratore 2025;Numeratore"
        " 2026;Denominatore\nSY-06;Cervia;2025;5;6;100\n"
    )
    assert office.imports(content, kind="indicators").code != 0


def test_days_under_an_english_heading_may_have_the_month_first(office: Office) -> None:
    text = "Voce;Date;Importo\nA1.1;03/01/2026;100,50\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "«03/01/2026» è del 3 gennaio?" in asked.said
    assert "se è del 1 marzo, scrivere 2026-03-01" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "giorni=leggi").code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 10050)]


@pytest.mark.parametrize("day", ["13/01/2026", "01/01/2026", "2026-01-03"])
def test_days_that_can_be_read_one_way_ask_nothing(office: Office, day: str) -> None:
    assert office.imports(f"Voce;Date;Importo\nA1.1;{day};100,50\n", *OF_CERVIA).code == 0

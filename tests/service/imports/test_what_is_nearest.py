"""What stands nearest decides, and what is not the same is said.

Days, longer periods, short headings, groups, money given twice.
"""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, Office, workbook

OF_CERVIA = ("--set", "comune=Cervia")
MONTHS = "Voce;Mese;Importo\nA1.1;1;100,50\nA1.1;2;200,50\n"
A_QUARTER = "Voce;Trimestre;Importo\nA1.1;1;3.000,50\n"


@pytest.mark.parametrize(
    "heading", ["Data", "Data competenza", "Data fattura", "Mese di competenza", "Competenza"]
)
@pytest.mark.parametrize("days", [("31/01/2025", "28/02/2025"), ("15-01-25", "3.2.25")])
def test_a_day_says_the_month_and_the_year(
    office: Office, heading: str, days: tuple[str, str]
) -> None:
    text = f"Voce;{heading};Importo\nA1.1;{days[0]};100,10\nA2.2;{days[1]};110,10\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "2025" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "anno=2025").code == 0
    rows = office.rows("frna_entry", "fund_year_id", "period_no", "amount_cents", "as_of")
    assert rows == [
        ("ravenna:frna:2025", 1, 10010, "2025-01-31"),
        ("ravenna:frna:2025", 2, 11010, "2025-02-28"),
    ]


def test_the_month_is_nearer_than_the_day_of_the_paper_whose_year_is_said(office: Office) -> None:
    text = "Voce;Data doc.;Mese;Data;Importo\nA1.1;31/12/2025;2;15/03/2026;10,50\n"
    done = office.imports(text, *OF_CERVIA)
    assert office.entries() == [("A1.1", CERVIA, "month", 2, 1050)]
    assert (
        "La colonna «Data doc.» non è usata e parla del 2025: le cifre vanno nel 2026." in done.said
    )


def test_of_two_months_that_differ_which_is_asked(office: Office) -> None:
    text = "Voce;Mese;Mese di competenza;Importo\nA1.1;2;1;100,50\nA1.1;3;2;10,50\n"
    assert (office.imports(text, *OF_CERVIA).code, office.entries()) == (1, [])
    assert office.imports(text, *OF_CERVIA, "--set", "colonna.mese=C").code == 0
    assert [row[3:] for row in office.entries()] == [(1, 10050), (2, 1050)]


@pytest.mark.parametrize(
    ("headings", "answer", "phase"),
    [
        ("Prev. gen;Prev. feb;Cons. gen;Cons. feb", "cons", "final"),
        ("Ass. gen;Ass. feb;Cons. gen;Cons. feb", "cons", "final"),
        (
            "Pre-consuntivo gen;Pre-consuntivo feb;Consuntivo gen;Consuntivo feb",
            "consuntivo",
            "final",
        ),
        ("Cons. gen;Cons. feb;Pre-consuntivo gen;Pre-consuntivo feb", "pre-consuntivo", "forecast"),
    ],
)
def test_words_cut_short_are_blocks(office: Office, headings: str, answer: str, phase: str) -> None:
    text = f"Voce;{headings}\nA1.1;1,50;2,50;100,50;200,50\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert office.imports(text, *OF_CERVIA, "--set", f"colonna={answer}").code == 0
    assert office.rows("frna_entry", "phase", "period_no", "amount_cents") == [
        (phase, 1, 10050),
        (phase, 2, 20050),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Voce;1° semestre;2° semestre\nA1.1;100,50;200,50\n",
        "Voce;Semestre;Importo\nA1.1;1;100,50\nA1.1;2;200,50\n",
        "Voce;I sem.;II sem.\nA1.1;100,50;200,50\n",
        "Voce;Bimestre;Importo\nA1.1;1;100,50\nA1.1;2;200,50\n",
        "Voce;Periodo;Importo\nA1.1;1° bimestre;100,50\nA1.1;2° bimestre;200,50\n",
        "Voce;Gen-Feb;Mar-Apr\nA1.1;100,50;200,50\n",
    ],
)
def test_periods_that_the_archive_has_not_are_refused_in_words(office: Office, text: str) -> None:
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "Una cifra che va da gennaio a" in done.said


def test_a_quarter_beyond_the_fourth_is_no_month(office: Office) -> None:
    done = office.imports("Voce;Trimestre;Importo\nA1.1;5;100,50\n", *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "«5» non si legge come un periodo" in done.said


def test_two_numbered_columns_are_a_table(office: Office) -> None:
    text = "Voce;1;2\nA1.1;100,50;200,50\n"
    assert office.imports(text, *OF_CERVIA).code == 1
    assert office.imports(text, *OF_CERVIA, "--set", "periodo=mese").code == 0
    assert [row[3:] for row in office.entries()] == [(1, 10050), (2, 20050)]


@pytest.mark.parametrize(("first", "second"), [(MONTHS, A_QUARTER), (A_QUARTER, MONTHS)])
def test_a_quarter_beside_its_own_months_is_refused_with_both(
    office: Office, first: str, second: str
) -> None:
    assert office.imports(first, *OF_CERVIA).code == 0
    before = office.entries()
    done = office.imports(second, *OF_CERVIA, "--reason", "Sono giuste", "--excuse", "I18")
    assert (done.code, office.entries()) == (2, before)
    assert "R26" in done.said
    for words in ("1º trimestre (3.000,50 €)", "gennaio (100,50 €)", "si conterebbero due volte"):
        assert words in done.said
    assert office.imports(second, "--set", "comune=Russi").code == 0


def test_another_quarter_beside_months_is_right(office: Office) -> None:
    assert office.imports(MONTHS, *OF_CERVIA).code == 0
    assert office.imports(A_QUARTER.replace(";1;", ";2;"), *OF_CERVIA).code == 0


def test_a_load_counts_nothing_twice_either(office: Office) -> None:
    head = "fund_year_id,voce_id,source_id,municipality_id,phase,period,period_no,amount_eur,state,as_of,source,origin\n"  # noqa: E501
    rows = [
        f"ravenna:frna:2026,A1.1,frna,039007,final,{period},{number},{euro},draft,2026-03-31,prova,real\n"
        for period, number, euro in (("month", 3, "10.50"), ("quarter", 1, "30.50"))
    ]
    done = office.loads_text(head + "".join(rows), "frna_entry.csv")
    assert (done.code, office.entries()) == (2, [])
    assert "R26" in done.said
    assert office.loads_text(head + rows[0], "frna_entry.csv").code == 0


def test_of_a_group_its_own_leaves_are_offered_and_the_others_only_named(office: Office) -> None:
    said = office.imports(
        "Voce;Mese;Importo\nA2;1;100,50\nA domicilio: pasti;1;1,50\n", *OF_CERVIA
    ).said
    shown, _, others = said.partition("oppure:")
    assert [f"voce:A2=A2.{number}" in shown for number in range(1, 6)] == [True] * 5
    assert "voce:A2=D2.1" not in shown
    assert "D2.1" in others
    assert said.index("'voce:A domicilio: pasti=A2.3'") < said.index(
        "'voce:A domicilio: pasti=A2.1'"
    )


def test_a_question_names_the_file_and_its_sheet(office: Office) -> None:
    content = workbook(
        ["Voce", "Comune", "Mese", "Importo"], ["A1.1", "Cervia", 1, 10.5], ["A2.2", None, 1, 20.5]
    )
    assert "(file vuoto.xlsx, foglio «FRNA»)" in office.imports(content, name="vuoto.xlsx").said


def test_a_number_of_persons_that_looks_like_a_year_is_none(office: Office) -> None:
    content = "Comune;Fascia;Maschi;Femmine;Totale\nCervia;75+;2000;2500;4500\n"
    done = office.imports(content, kind="population")
    assert done.code == 0
    assert "parla del" not in done.said


def test_a_column_that_names_the_year_is_of_years_only_where_each_cell_is_one(
    office: Office,
) -> None:
    """2.024 users are no year beside 350 of them."""
    text = "Voce;Mese;Importo;Utenti anno\nA1.1;1;10,50;2024\nA1.1;2;11,50;350\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, "parla del" in done.said) == (0, False)

"""Two tables one under the other, parts of another year, figures that stand for more cells."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from tests.made_office import CERVIA, RUSSI, Office, workbook

OF_CERVIA = ("--set", "comune=Cervia")
ONLY_OURS = ("--set", "altra-tabella=lascia-fuori")
UPPER = "Comune;Voce;Mese;Importo\nCervia;A1.1;1;100,50\nRussi;A2.2;1;50,50\n"
OF_UPPER = [("A1.1", CERVIA, "month", 1, 10050), ("A2.2", RUSSI, "month", 1, 5050)]


@pytest.mark.parametrize(
    "lower",
    [
        "Voce;Comune;Mese;Importo\nA1.1;Cervia;2;77,00\nA2.2;Russi;2;33,00\n",
        "Comune;Voce;Mese;Preventivo\nCervia;A1.1;2;77,00\nRussi;A2.2;2;33,00\n",
        "Comune;Voce;Mese;Spesa\nCervia;A1.1;2;77,00\nRussi;A2.2;2;33,00\n",
        "Comune;Voce;Trimestre;Importo\nCervia;A1.1;2;77,00\nRussi;A2.2;2;33,00\n",
    ],
)
def test_a_second_table_with_headings_of_its_own_is_asked(office: Office, lower: str) -> None:
    asked = office.imports(f"{UPPER}\n{lower}")
    assert (asked.code, office.entries()) == (1, [])
    assert "Alla riga 5 comincia un’altra tabella" in asked.said
    assert "3 righe non sono lette" in asked.said
    assert office.imports(f"{UPPER}\n{lower}", *ONLY_OURS).code == 0
    assert office.entries() == OF_UPPER


def test_a_small_table_above_is_asked_too(office: Office) -> None:
    text = f"Fondo;Importo;;\nFRNA;1000,00;;\n\n{UPPER}"
    asked = office.imports(text)
    assert (asked.code, office.entries()) == (1, [])
    assert "Alla riga 1 comincia un’altra tabella" in asked.said
    assert office.imports(text, *ONLY_OURS).code == 0
    assert office.entries() == OF_UPPER


def test_titles_of_two_cells_and_headings_repeated_are_no_other_table(office: Office) -> None:
    text = f"Comune;Cervia;;\nAnno;2026;;\n\n{UPPER}\n{UPPER.replace(';1;', ';2;')}"
    done = office.imports(text)
    assert done.code == 0
    assert [row[3] for row in office.entries()] == [1, 2, 1, 2]
    assert "altra tabella" not in done.said


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("FRNA 2026", "FRNA 2025"),
        ("Consuntivo 2026", "Consuntivo 2025"),
        ("Anno 2026", "Spesa anno 2025"),
    ],
)
def test_a_part_of_another_year_is_of_that_year(office: Office, first: str, second: str) -> None:
    text = f"{first};;;\n{UPPER}\n{second};;;\n{UPPER.replace(';1;', ';2;')}"
    asked = office.imports(text)
    assert (asked.code, office.entries()) == (1, [])
    assert "le cifre sono del 2025 e 2026" in asked.said
    assert office.imports(text, "--set", "anno=come-nel-file").code == 0
    assert office.rows("frna_entry", "fund_year_id", "phase", "period_no", "amount_cents") == [
        ("ravenna:frna:2025", "final", 2, 5050),
        ("ravenna:frna:2025", "final", 2, 10050),
        ("ravenna:frna:2026", "final", 1, 5050),
        ("ravenna:frna:2026", "final", 1, 10050),
    ]


def test_a_part_may_say_its_comune_its_phase_and_its_year(office: Office) -> None:
    text = (
        "Voce;Mese;Importo\nCervia - consuntivo 2026;;\nA1.1;1;10,50\n"
        "Russi - consuntivo 2025;;\nA1.1;1;20,50\n"
    )
    assert office.imports(text).code == 1
    assert office.imports(text, "--set", "anno=come-nel-file").code == 0
    assert office.rows("frna_entry", "fund_year_id", "municipality_id", "amount_cents") == [
        ("ravenna:frna:2025", RUSSI, 2050),
        ("ravenna:frna:2026", CERVIA, 1050),
    ]


@pytest.mark.parametrize(
    ("alone", "said"),
    [
        ("importi in migliaia di euro", "In che misura sono le cifre?"),
        ("Distretto di Faenza", "Il file parla del distretto «Faenza»"),
    ],
)
def test_words_alone_among_the_rows_are_read(office: Office, alone: str, said: str) -> None:
    asked = office.imports(f"Voce;Mese;Importo\nA1.1;1;1,50\n{alone};;\nA2.2;1;2,50\n", *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert said in asked.said


@pytest.mark.parametrize(
    ("head", "rows", "merged", "at"),
    [
        (
            ["Voce", "Gen", "Feb", "Mar"],
            [["A1.1", 300, "", 100], ["A2.2", 1, 2, 3]],
            "B2:C2",
            "Gen",
        ),
        (["Voce", "Mese", "Importo"], [["A1.1", 1, 300], ["A2.2", 1, ""]], "C2:C3", "Importo"),
        (
            ["Voce", "Gen", "Feb"],
            [["A1.1", 300, 5], ["A2.2", "", 6], ["A2.3", 7, 8]],
            "B2:B3",
            "Gen",
        ),
    ],
)
def test_a_figure_of_more_months_or_rows_is_refused(
    office: Office, head: list[str], rows: list[list[object]], merged: str, at: str
) -> None:
    def merge(book: Workbook) -> None:
        book.active.merge_cells(merged)

    done = office.imports(workbook(head, *rows, more=merge), *OF_CERVIA, name="file.xlsx")
    assert (done.code, office.entries()) == (2, [])
    assert f"[X47] file file.xlsx, foglio «FRNA», riga 2, colonna «{at}»" in done.said


def test_a_dash_merged_over_months_is_only_missing(office: Office) -> None:
    def merge(book: Workbook) -> None:
        book.active.merge_cells("B2:C2")

    book = workbook(["Voce", "Gen", "Feb", "Mar"], ["A1.1", "n.d.", "", 4.5], more=merge)
    assert office.imports(book, *OF_CERVIA, name="file.xlsx").code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 3, 450)]


BESIDE = "Voce;Mese;Importo;;Voce;Mese;Importo\nA1.1;1;10,00;;A2.2;2;20,00\nA2.2;1;11,00;;;;\n"
SECOND = ("--set", "foglio=file.csv (colonne da E a G)")


def test_of_tables_side_by_side_which_is_read_is_asked(office: Office) -> None:
    asked = office.imports(BESIDE, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "Nel file ci sono più tabelle: quale si legge?" in asked.said
    assert office.imports(BESIDE, *OF_CERVIA, *SECOND).code == 0
    assert office.entries() == [("A2.2", CERVIA, "month", 2, 2000)]
    first = ("--set", "foglio=file.csv (colonne da A a D)")
    assert office.imports(BESIDE, *OF_CERVIA, *first).code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 1, 1000),
        ("A2.2", CERVIA, "month", 1, 1100),
        ("A2.2", CERVIA, "month", 2, 2000),
    ]


def test_a_title_of_each_is_of_that_alone_and_one_over_all_of_all(office: Office) -> None:
    each = office.imports("Cervia;;;;Russi;;\n" + BESIDE, *SECOND)
    assert each.said.index("--set comune=Russi") < each.said.index("--set comune=Cervia")
    over = office.imports("Consuntivo 2025;;;;;;\n" + BESIDE, *OF_CERVIA, *SECOND)
    assert (over.code, office.entries()) == (1, [])
    assert "--set anno=2025" in over.said


def test_a_comune_over_each_of_two_tables_is_of_its_own(office: Office) -> None:
    rows = (["Cervia", None, "Russi", None], ["Voce", "Importo"] * 2, ["A1.1", 10, "A2.2", 20])

    def merge(book: Workbook) -> None:
        for cells in ("A1:B1", "C1:D1"):
            book.active.merge_cells(cells)

    told = ("--set", "periodo=gennaio", "--set", "foglio=FRNA (colonne da C a D)")
    assert office.imports(workbook(*rows, more=merge), *told, name="f.xlsx").code == 0
    assert office.entries() == [("A2.2", RUSSI, "month", 1, 2000)]

"""A note, or a cell that is not read, that gives a figure to another month than its own."""

from __future__ import annotations

from struct import pack

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.made_office import CERVIA, Office, workbook
from tests.service.test_xls_marks import marks, record

OF_CERVIA = ("--set", "comune=Cervia")
MARCH = [("A1.1", CERVIA, "month", 3, 100050), ("A2.2", CERVIA, "month", 3, 50025)]


def table(words: str, period: str = "marzo") -> str:
    return f"Voce;Mese;Importo;Note\nA1.1;{period};1000,50;{words}\nA2.2;{period};500,25;\n"


@pytest.mark.parametrize(
    "words",
    [
        "competenza febbraio",
        "spesa di febbraio",
        "riferito al I trimestre",
        "feb",
        "conguaglio gennaio-febbraio",
        "mensilità di feb.",
        "relativa al mese di febbraio 2026",
        "comprende anche arretrati di gennaio",
    ],
)
def test_another_month_in_a_cell_is_asked(office: Office, words: str) -> None:
    asked = office.imports(table(words), *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"alla riga 2 c’è «{words}» sotto «Note»" in asked.said
    out = ("--set", "righe-dubbie=lascia-fuori")
    assert office.imports(table(words), *OF_CERVIA, *out).code == 0
    assert office.entries() == MARCH[1:]


@pytest.mark.parametrize(
    "words",
    [
        "competenza marzo",
        "saldo 2",
        "rata 1 di 3",
        "spesa marzo 2026",
        "pagata nel mese di aprile",
        "fattura n. 12 del 3 febbraio",
        "competenza da liquidare ad aprile",
        "servizio attivo da febbraio",
    ],
)
def test_the_same_month_or_the_day_of_a_paper_asks_nothing(office: Office, words: str) -> None:
    assert office.imports(table(words), *OF_CERVIA).code == 0
    assert office.entries() == MARCH


def test_a_month_inside_a_quarter_is_of_it_and_one_outside_is_not(office: Office) -> None:
    inside = office.imports(table("competenza gennaio-marzo", "I trim"), *OF_CERVIA)
    outside = office.imports(table("competenza aprile", "I trim"), *OF_CERVIA)
    assert (inside.code, outside.code) == (0, 1)


def test_in_a_column_a_month_only_a_row_of_one_figure_is_clear(office: Office) -> None:
    head = "Voce;gennaio;febbraio;marzo;Note\n"
    more = office.imports(f"{head}A1.1;1,50;2,50;3,50;competenza di febbraio\n", *OF_CERVIA)
    one = office.imports(f"{head}A1.1;;2,50;;competenza di febbraio\n", *OF_CERVIA)
    assert (more.code, one.code) == (1, 0)
    assert office.entries() == [("A1.1", CERVIA, "month", 2, 250)]


@pytest.mark.parametrize(("words", "code"), [("competenza febbraio", 1), ("di marzo", 0)])
def test_a_note_of_a_cell_is_compared_with_the_month_of_its_column(
    office: Office, words: str, code: int
) -> None:
    def change(book: Workbook) -> None:
        book.active["C2"].comment = Comment(words, "x")

    content = workbook(["Voce", "febbraio", "marzo"], ["A1.1", 1.5, 2.5], more=change)
    done = office.imports(content, *OF_CERVIA, name="f.xlsx")
    assert done.code == code
    assert ("nella nota della cella C2. Si legge?" in done.said) is bool(code)


def box(number: int, *parts: bytes, length: int) -> bytes:
    """A box of an .xls with its text, in as many records as its parts."""
    about = record(0x005D, pack("<HHHH", 0x15, 0x12, 0x19, number))
    text = record(0x01B6, pack("<10xH", length))
    return about + text + b"".join(record(0x003C, part) for part in parts)


def test_the_notes_of_an_xls_are_those_of_their_cells() -> None:
    wide = b"\1" + "già pagata".encode("utf-16-le")
    found = marks(
        box(1, b"\0competenza ", b"\0febbraio", b"\0\0runs", length=19),
        box(2, wide, length=10),
        box(3, b"\0 ", length=1),
        record(0x001C, pack("<HHHH", 1, 2, 0, 1)),
        record(0x001C, pack("<HHHH", 4, 0, 0, 2)),
        record(0x001C, pack("<HHHH", 5, 0, 0, 3)),
    )
    assert found.notes == [(1, 2, "competenza febbraio"), (4, 0, "già pagata")]

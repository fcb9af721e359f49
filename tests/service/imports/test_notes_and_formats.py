"""What a spreadsheet keeps beside its cells: notes, and what a number format writes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.made_office import CERVIA, Office, workbook
from udp_core.files.number_format import shown_by
from udp_core.files.unpacked import read_workbook

OF_CERVIA = ("--set", "comune=Cervia")
ROWS = (["Voce", "Mese", "Importo"], ["A1.1", 1, 152.3], ["A2.2", 1, 100.5])


def noted(words: str, cell: str = "C2") -> bytes:
    def change(book: Workbook) -> None:
        book.active[cell].comment = Comment(words, "chi l’ha scritta")

    return workbook(*ROWS, more=change)


def shown(code: str) -> bytes:
    def change(book: Workbook) -> None:
        book.active["C2"].number_format = code

    return workbook(*ROWS, more=change)


@pytest.mark.parametrize("words", ["stima", "da verificare", "anno 2025", "non sommare"])
def test_a_row_that_the_note_of_a_cell_doubts_is_asked(office: Office, words: str) -> None:
    content = noted(words)
    asked = office.imports(content, *OF_CERVIA, name="f.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert f"alla riga 2 c’è «{words}» nella nota della cella C2" in asked.said
    told = ("--set", "righe-dubbie=lascia-fuori")
    assert office.imports(content, *OF_CERVIA, *told, name="f.xlsx").code == 0
    assert office.entries() == [("A2.2", CERVIA, "month", 1, 10050)]


@pytest.mark.parametrize(
    ("words", "cell", "option"),
    [
        ("valori in migliaia", "C1", "--set misura=migliaia"),
        ("in migliaia di euro", "C2", "--set misura=migliaia"),
        ("preventivo", "C1", "--set fase=preventivo"),
        ("importi stimati, al netto di IVA", "C1", "--set natura=leggi"),
        ("consuntivo 2025", "C1", "--set anno=2025"),
        ("fonte FNA", "C1", "--set fonte=fna"),
    ],
)
def test_a_note_on_a_heading_says_it_of_the_file(
    office: Office, words: str, cell: str, option: str
) -> None:
    asked = office.imports(noted(words, cell), *OF_CERVIA, name="f.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert option in asked.said


def test_any_other_note_is_shown_before_saving(office: Office) -> None:
    done = office.imports(noted("vedi mandato 12"), *OF_CERVIA, name="f.xlsx")
    assert done.code == 0
    assert "1 nota accanto alle celle: «vedi mandato 12» (C2)" in done.said


def test_the_note_of_a_thread_is_read_without_what_excel_says_of_it() -> None:
    words = "[Commento in thread]\n\nLa versione di Excel…\n\nCommento:\n    da verificare"
    sheet = read_workbook(noted(words), "f.xlsx")[0]
    assert dict(sheet.notes) == {(1, 2): "da verificare"}


@pytest.mark.parametrize("code", ['0.00"%"', "0.00\\%"])
def test_a_sign_of_percentage_that_is_only_written_is_one(office: Office, code: str) -> None:
    done = office.imports(shown(code), *OF_CERVIA, name="f.xlsx")
    assert (done.code, office.entries()) == (2, [])
    assert "[X46] file f.xlsx, foglio «FRNA», riga 2" in done.said


@pytest.mark.parametrize("code", ["-0.00", "(0.00)", '"- "0.00', '"ore" 0.00', '"circa "0.00'])
def test_what_a_format_writes_beside_an_amount_is_asked(office: Office, code: str) -> None:
    asked = office.imports(shown(code), *OF_CERVIA, name="f.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert "--set natura=leggi" in asked.said


@pytest.mark.parametrize(
    "code",
    [
        '#,##0," mila"',
        '_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-;_-* "-"?? "€"_-;_-@_-',
        '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
        "0.00;[Red]-0.00",
        '0.00 "euro"',
    ],
)
def test_a_format_that_shows_what_is_stored_asks_nothing(office: Office, code: str) -> None:
    assert office.imports(shown(code), *OF_CERVIA, name="f.xlsx").code == 0
    assert [row[4] for row in office.entries()] == [15230, 10050]


def test_the_words_of_a_format_of_euro_are_none() -> None:
    assert [shown_by(code).words for code in ('0.00 "euro"', '0.00 "(a)"')] == ["", "(a)"]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (("12,30", "8,45"), "«12,30» sotto «Ore»: sono 12 ore e 30 centesimi di ora?"),
        (("12.30", "7.00"), "«12,30» sotto «Ore»: sono 12 ore e 30 centesimi di ora?"),
        (("1.200,15", "7,00"), "se sono 1.200 ore e 15 minuti, scrivere 1.200,25 e riprovare"),
    ],
)
def test_hours_that_may_be_of_a_clock_are_asked(
    office: Office, cells: tuple[str, str], sentence: str
) -> None:
    text = "Voce;Mese;Ore\nA2.3;1;{}\nA2.4;1;{}\n".format(*cells)
    asked = office.imports(text, *OF_CERVIA, kind="activity")
    assert (asked.code, office.rows("activity_measure", "value")) == (1, [])
    assert sentence in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "ore=leggi", kind="activity").code == 0
    assert len(office.rows("activity_measure", "value")) == 2


@pytest.mark.parametrize(
    "cells", [("12,50", "8,25"), ("12,30", "8,75"), ("12,3", "8,4"), ("12", "8")]
)
def test_hours_that_no_clock_shows_ask_nothing(office: Office, cells: tuple[str, str]) -> None:
    text = "Voce;Mese;Ore\nA2.3;1;{}\nA2.4;1;{}\n".format(*cells)
    assert office.imports(text, *OF_CERVIA, kind="activity").code == 0


@pytest.mark.parametrize("cell", ["12:30", "12h30", timedelta(hours=12, minutes=30)])
def test_hours_of_a_clock_are_refused_with_what_to_write(office: Office, cell: object) -> None:
    content = workbook(["Voce", "Mese", "Ore"], ["A2.3", 1, cell])
    done = office.imports(content, *OF_CERVIA, kind="activity", name="f.xlsx")
    assert (done.code, office.rows("activity_measure", "value")) == (2, [])
    assert "[X58] file f.xlsx, foglio «FRNA», riga 2, colonna «Ore»" in done.said
    assert "Scrivere le ore con la virgola: 12,5." in done.said

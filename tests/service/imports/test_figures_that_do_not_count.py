"""Figures that a file crosses out, does not show, calls void, or writes in two cells."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.made_office import CERVIA, RUSSI, Office, workbook
from tests.service.test_workbooks_seen import repacked
from udp_core.files.number_format import shown_by
from udp_core.files.unpacked import read_workbook

KINDS = ("xlsx", "ods", "xls")
OF_CERVIA = ("--set", "comune=Cervia")
RAVENNA = "039014"


def crossed(kind: str) -> bytes:
    """Row 2 has its amount crossed out, row 5 its Comune; the amounts of rows 3, 4 and 6 are
    shown by «;;;», in white on white, as «n.d.»; that of row 7 in white on blue.
    """
    return (Path(__file__).parents[1] / "workbooks" / f"barrate.{kind}").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_crossed_out_or_not_shown_is_known(kind: str) -> None:
    [sheet] = read_workbook(crossed(kind), f"x.{kind}")
    assert sheet.struck == {(1, 3), (4, 0)}
    assert sheet.unseen == {(2, 3), (3, 3), (5, 3)}


@pytest.mark.parametrize("kind", KINDS)
def test_figures_crossed_out_or_not_shown_are_asked(office: Office, kind: str) -> None:
    asked = office.imports(crossed(kind), name=f"x.{kind}")
    assert (asked.code, office.entries()) == (1, [])
    assert "2 cifre sono barrate: la prima alla riga 2, sotto «Importo»" in asked.said
    assert "3 cifre non si vedono nel file: la prima alla riga 3, sotto «Importo»" in asked.said
    told = ("--set", "barrate=lascia-fuori", "--set", "invisibili=leggi")
    assert office.imports(crossed(kind), *told, name=f"x.{kind}").code == 0
    assert office.entries() == [
        ("A1.1", RAVENNA, "month", 1, 7050),
        ("A1.1", RUSSI, "month", 1, 5050),
        ("A2.2", RAVENNA, "month", 1, 9550),
        ("A2.2", RUSSI, "month", 1, 9050),
    ]


def test_crossed_out_letters_inside_a_cell_are_asked(office: Office) -> None:
    def change(book: Workbook) -> None:
        old = TextBlock(InlineFont(strike=True), "100 ")
        book.active["C2"] = CellRichText(old, "120")

    book = workbook(["Voce", "Mese", "Importo"], ["A1.1", 1, ""], ["A2.2", 1, 5.5], more=change)
    asked = office.imports(book, *OF_CERVIA, name="file.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert "1 cifra è barrata: la prima alla riga 2" in asked.said


def test_crossed_out_letters_in_the_texts_of_a_workbook_are_asked(office: Office) -> None:
    """As a spreadsheet program writes them: the cell only says the number of its text."""
    book = workbook(["Voce", "Mese", "Importo"], ["A1.1", 1, "100 120"], ["A2.2", 1, "30"])
    texts = (
        "<si><t>30</t></si>",
        "<si><r><rPr><strike/></rPr><t>100 </t></r><r><t>120</t></r></si>",
    )
    for number, words in enumerate(("30", "100 120")):
        inline = f't="inlineStr"><is><t>{words}</t></is></c>'
        book = repacked(book, "xl/worksheets/sheet1.xml", inline, f't="s"><v>{number}</v></c>')
    asked = office.imports(with_texts(book, *texts), *OF_CERVIA, name="file.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert "1 cifra è barrata: la prima alla riga 2" in asked.said


def with_texts(book: bytes, *texts: str) -> bytes:
    """A workbook with a part of texts, to which its cells refer by number."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{office}.sharedStrings+xml"/>'
    changed = repacked(book, "[Content_Types].xml", "</Types>", f"{part}</Types>")
    link = (
        '<Relationship Id="rIdTexts" Target="sharedStrings.xml" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    changed = repacked(changed, "xl/_rels/workbook.xml.rels", "</Relationships>", link)
    stream = BytesIO(changed)
    with zipfile.ZipFile(stream, "a") as parts:
        parts.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{"".join(texts)}</sst>')
    return stream.getvalue()


@pytest.mark.parametrize(
    ("code", "unseen"),
    [
        (";;;", True),
        ('""', True),
        ('"n.d."', True),
        (";0.00;", True),
        ("General", False),
        ("@", False),
        ("0", False),
        ("#,##0.00", False),
        ("dd/mm/yyyy", False),
        ('[>100]"molti";0', False),
        ('_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', False),
    ],
)
def test_a_format_that_shows_nothing_of_a_number(code: str, unseen: bool) -> None:
    assert shown_by(code).unseen is unseen


@pytest.mark.parametrize(
    "code", ['#,##0.00 "lire"', '"L." #,##0', "[$£-410] #,##0", "[$$-409]#,##0.00"]
)
def test_a_format_of_other_money_is_asked(office: Office, code: str) -> None:
    def change(book: Workbook) -> None:
        book.active["C2"].number_format = code

    book = workbook(["Voce", "Mese", "Importo"], ["A1.1", 1, 10.5], more=change)
    asked = office.imports(book, *OF_CERVIA, name="file.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert "--set valuta=euro" in asked.said


@pytest.mark.parametrize("code", ["[$€-410] #,##0.00", '#,##0.00 "€"', '#,##0.00 "euro"'])
def test_a_format_of_euro_asks_nothing(office: Office, code: str) -> None:
    def change(book: Workbook) -> None:
        book.active["C2"].number_format = code

    book = workbook(["Voce", "Mese", "Importo"], ["A1.1", 1, 10.5], more=change)
    assert office.imports(book, *OF_CERVIA, name="file.xlsx").code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 1050)]


@pytest.mark.parametrize(
    "text",
    [
        "Importi in lire;;\nVoce;Mese;Importo\nA1.1;1;10,50\n",
        "Voce;Mese;Importo (lire)\nA1.1;1;10,50\n",
        "Voce;Mese;Importo;Valuta\nA1.1;1;10,50;ITL\n",
    ],
)
def test_other_money_is_asked_wherever_it_is_said(office: Office, text: str) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "--set valuta=euro" in asked.said


def test_a_cell_of_an_ods_in_other_money_is_asked(office: Office) -> None:
    """The amounts of rows 3 and 7 as currency: the first is still shown by «;;;»."""
    told = ("--set", "barrate=leggi", "--set", "invisibili=leggi")
    for money, code, asks in (("ITL", 1, True), ("EUR", 0, False)):
        book = crossed("ods")
        for value in ("50.5", "95.5"):
            book = repacked(
                book,
                "content.xml",
                f'office:value-type="float" office:value="{value}"',
                f'office:value-type="currency" office:currency="{money}" office:value="{value}"',
            )
        assert "3 cifre non si vedono" in office.imports(book, name="x.ods").said
        done = office.imports(book, *told, name="x.ods")
        assert (done.code, "Nel file è scritto «ITL»" in done.said) == (code, asks)


def test_a_format_that_says_an_estimate_is_asked(office: Office) -> None:
    def change(book: Workbook) -> None:
        book.active["C2"].number_format = '"stima" 0.00'

    book = workbook(["Voce", "Mese", "Importo"], ["A1.1", 1, 10.5], more=change)
    asked = office.imports(book, *OF_CERVIA, name="file.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert "--set fase=preconsuntivo" in asked.said


@pytest.mark.parametrize(
    ("heading", "counts", "void"),
    [
        ("Stato", "registrato", "ANNULLATO"),
        ("Note", "", "da non considerare"),
        ("Tipo documento", "Fattura", "Nota di credito"),
        ("E/U", "U", "E"),
        ("Dare/Avere", "D", "A"),
        ("Movimento", "Uscita", "Entrata"),
    ],
)
def test_a_row_that_a_column_not_read_says_not_to_count_is_asked(
    office: Office, heading: str, counts: str, void: str
) -> None:
    text = f"Voce;Mese;Importo;{heading}\nA1.1;1;100,50;{counts}\nA2.2;1;50,50;{void}\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"alla riga 3 c’è «{void}» sotto «{heading}»" in asked.said
    told = (*OF_CERVIA, "--set", "righe-dubbie=lascia-fuori")
    assert office.imports(text, *told).code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 10050)]


@pytest.mark.parametrize(
    "note", ["IVA esclusa", "recupero ore di febbraio", "da non autosufficienti", "rimborso", "A"]
)
def test_notes_that_say_nothing_of_counting_ask_nothing(office: Office, note: str) -> None:
    text = f"Voce;Mese;Importo;Note\nA1.1;1;100,50;{note}\n"
    assert office.imports(text, *OF_CERVIA).code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 10050)]


@pytest.mark.parametrize(
    "text",
    [
        "Voce,Mese,Importo,Note\nA1.1,1,100,50\nA2.2,1,20,05\n",
        "Voce;Mese;Euro;Centesimi\nA1.1;1;100;50\nA2.2;1;20;05\n",
    ],
)
def test_cents_in_a_cell_of_their_own_are_asked(office: Office, text: str) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "centesi" in asked.said


def test_whole_amounts_beside_notes_or_users_ask_nothing(office: Office) -> None:
    text = "Voce;Mese;Importo;N. utenti;Note\nA1.1;1;100;12;13\nA2.2;1;20;15;vedi sotto\n"
    assert office.imports(text, *OF_CERVIA).code == 0
    assert [row[4] for row in office.entries()] == [10000, 2000]


def test_a_month_outside_its_quarter_is_refused(office: Office) -> None:
    text = "Voce;Mese;Trimestre;Importo\nA1.1;Gennaio;II;1,50\nA2.2;Aprile;II;2,50\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "[X34] file file.csv, riga 2, colonna «Trimestre»" in done.said
    assert "gennaio, e «II» sotto «Trimestre»" in done.said
    assert office.imports(text.replace(";II;1", ";I;1"), *OF_CERVIA).code == 0
    assert [row[3] for row in office.entries()] == [1, 4]


def test_a_figure_under_another_heading_is_not_left_out(office: Office) -> None:
    text = "Voce;Mese;Ore;Importo\nA1.1;1;12;100,50\nA2.2;1;50,50\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "[F11] file file.csv, riga 3, colonna «Ore»" in done.said


def test_a_note_in_more_cells_is_read(office: Office) -> None:
    text = "Voce;Mese;Importo\nA1.1;1;100,50\n\nN.B. netto IVA;valori in migliaia di euro;\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "In che misura sono le cifre?" in asked.said


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Regione Veneto;;\nVoce;Mese;Importo\nA1.1;1;1,50\n", 1, "della Regione «Veneto»"),
        ("Regione;Voce;Mese;Importo\nLazio;A1.1;1;1,50\n", 2, "[X54] file file.csv, riga 2"),
        ("Regione Emilia-Romagna;;\nVoce;Mese;Importo\nA1.1;1;1,50\n", 0, "1 aggiunta"),
    ],
)
def test_figures_of_another_region_are_not_ours(
    office: Office, text: str, code: int, said: str
) -> None:
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, len(office.entries())) == (code, int(code == 0))
    assert said in done.said


@pytest.mark.parametrize("heading", ["Storni", "Rettifica", "Note di credito", "Conguaglio"])
def test_a_column_that_takes_from_the_amounts_is_asked(office: Office, heading: str) -> None:
    text = f"Voce;Mese;Importo;{heading}\nA1.1;1;100,00;10,00\nA2.2;1;50,00;\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"«{heading}» ha cifre, e non si leggono" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "rettifiche=leggi").code == 0
    assert [row[4] for row in office.entries()] == [10000, 5000]


@pytest.mark.parametrize("cells", [("", ""), ("0,00", "-"), ("vedi nota 3", "")])
def test_one_that_takes_nothing_asks_nothing(office: Office, cells: tuple[str, str]) -> None:
    text = "Voce;Mese;Importo;Storni\nA1.1;1;100,00;{}\nA2.2;1;50,00;{}\n".format(*cells)
    assert office.imports(text, *OF_CERVIA).code == 0


def test_a_minus_in_a_column_of_signs_is_asked(office: Office) -> None:
    text = "Voce;Mese;+/-;Importo\nA1.1;1;+;100,00\nA2.2;1;-;50,00\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "alla riga 3 c’è «-» sotto «+/-»" in asked.said

"""What a sheet prints over and under every page says of its figures what a title would."""

from __future__ import annotations

from collections.abc import Callable
from struct import pack

import pytest
from openpyxl import Workbook

from tests.made_office import CERVIA, Office, workbook
from tests.service.test_xls_marks import marks, record
from udp_core.files.ods_printed import printed_of
from udp_core.files.printed import printed_words
from udp_core.files.unpacked import read_workbook

OF_CERVIA = ("--set", "comune=Cervia")
ROWS = (["Voce", "Mese", "Importo"], ["A1.1", 3, 152.5], ["A2.2", 3, 100.25])


def printing(words: str, where: str = "oddHeader") -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        getattr(book.active, where).center.text = words

    return change


@pytest.mark.parametrize(
    ("words", "where", "option"),
    [
        ("Monitoraggio 2025", "oddHeader", "--set anno=2025"),
        ("Comune di Russi", "oddHeader", "--set comune-del-titolo=leggi"),
        ("importi in migliaia", "oddHeader", "--set misura=migliaia"),
        ("importi in migliaia", "oddFooter", "--set misura=migliaia"),
        ("Bilancio di previsione", "firstHeader", "--set fase=preventivo"),
        ("BOZZA", "evenFooter", "--set natura=leggi"),
    ],
)
def test_it_is_asked_as_of_a_title(office: Office, words: str, where: str, option: str) -> None:
    content = workbook(*ROWS, more=printing(words, where))
    asked = office.imports(content, *OF_CERVIA, name="f.xlsx")
    assert (asked.code, office.entries()) == (1, [])
    assert option in asked.said


def test_pages_that_say_the_same_as_the_file_ask_nothing(office: Office) -> None:
    content = workbook(*ROWS, more=printing("Comune di Cervia - anno 2026"))
    assert office.imports(content, *OF_CERVIA, name="f.xlsx").code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 3, 15250),
        ("A2.2", CERVIA, "month", 3, 10025),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("&LComune di Russi&CAnno 2025&RPagina &P di &N", ["Comune di Russi", "Anno 2025"]),
        ('&C&"Arial,Grassetto"&14 Servizi && salute&K01+000', ["Servizi & salute"]),
        ("&D &T&R&P/&N", []),
    ],
)
def test_fonts_and_numbers_of_pages_are_no_words(text: str, words: list[str]) -> None:
    assert list(printed_words(text)) == words


def test_each_sheet_of_an_xlsx_has_its_own_words() -> None:
    def change(book: Workbook) -> None:
        printing("Anno 2025")(book)
        book.create_sheet("Altro").append(["x"])

    first, second = read_workbook(workbook(*ROWS, more=change), "f.xlsx")
    assert (first.printed, second.printed) == (("Anno 2025",), ())


def test_the_header_of_an_xls_is_read_in_both_writings() -> None:
    narrow, wide = b"&CAnno 2025", "&LÈ del Comune".encode("utf-16-le")
    found = marks(
        record(0x0014, pack("<HB", len(narrow), 0) + narrow),
        record(0x0015, pack("<HB", len(wide) // 2, 1) + wide),
        record(0x0014),
    )
    assert found.printed == ["Anno 2025", "È del Comune"]


STYLES = (
    "<a xmlns:style='s' xmlns:text='t'><style:master-page style:name='Default'><style:header>"
    "<text:p>Anno <text:span>2025</text:span></text:p>"
    "<text:p><text:sheet-name>???</text:sheet-name></text:p></style:header>"
    "<style:header-left style:display='false'><text:p>Spenta</text:p></style:header-left>"
    "</style:master-page><style:master-page style:name='Altra'><style:footer><text:p>In euro"
    "</text:p></style:footer></style:master-page></a>"
)
CONTENT = (
    "<a xmlns:style='s' xmlns:table='b'>"
    "<style:style style:name='ta2' style:master-page-name='Altra'/>"
    "<table:table table:name='Uno' table:style-name='ta1'/>"
    "<table:table table:name='Due' table:style-name='ta2'/></a>"
)


def test_the_pages_of_an_ods_are_those_of_each_sheet() -> None:
    found = printed_of(STYLES.encode(), CONTENT.encode())
    assert found == {"Uno": ("Anno 2025",), "Due": ("In euro",)}

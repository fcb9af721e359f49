"""Workbooks of which a part is not there, or lies where it seldom does."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from struct import pack, pack_into

import pytest

from udp_core.files.ods_marks import of_ods
from udp_core.files.xls_marks import _Compound, of_xls
from udp_core.files.xlsx_marks import of_xlsx

SHEET = (
    '<worksheet><v>9</v><sheetData><row r="2"><c t="e"><v>#N/D</v></c><c><v>1</v></c>'
    '<c t="e"><v>#DIV/0!</v></c></row></sheetData></worksheet>'
)
LINK = '<Relationships><Relationship Id="rId1" Target="worksheets/uno.xml"/></Relationships>'
BOOK = '<workbook><sheets><sheet name="Uno" r:id="rId1" state="hidden"/></sheets></workbook>'


def packed(**parts: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, words in parts.items():
            made.writestr(name, words)
    return stream.getvalue()


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cells_that_do_not_say_where_they_are_stand_one_beside_the_other(prefix: str) -> None:
    sheet = re.sub(r"<(/?)", rf"<\g<1>{prefix}", SHEET)
    parts = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LINK,
        "xl/worksheets/uno.xml": sheet,
    }
    found = of_xlsx(packed(**parts))["Uno"]
    assert (found.hidden, found.errors) == (True, {(1, 0): "#N/D", (1, 2): "#DIV/0!"})


@pytest.mark.parametrize("there", [{}, {"xl/_rels/workbook.xml.rels": LINK}])
def test_a_workbook_without_links_or_without_the_sheet_they_lead_to(there: dict[str, str]) -> None:
    found = of_xlsx(packed(**{"xl/workbook.xml": BOOK, **there}))
    assert (list(found), found["Uno"].errors, found["Uno"].hidden) == (["Uno"], {}, True)


def test_an_ods_may_have_no_styles_of_its_own() -> None:
    words = (
        '<office:document><table:table table:name="Uno"><table:table-row><table:table-cell'
        ' office:value-type="percentage" office:value="0.5"/></table:table-row></table:table>'
        "</office:document>"
    )
    assert of_ods(packed(**{"content.xml": words}))["Uno"].percents == [(0, 0)]


def test_a_note_of_an_ods_is_read_without_who_wrote_it_and_when() -> None:
    words = (
        '<office:document><table:table table:name="Uno"><table:table-row><table:table-cell'
        ' office:value-type="float" office:value="5"><office:annotation><dc:creator>Rossi'
        "</dc:creator><dc:date>2025-01-31</dc:date><text:p>da </text:p><text:p>verificare"
        "</text:p></office:annotation><text:p>5</text:p></table:table-cell></table:table-row>"
        "</table:table></office:document>"
    )
    found = of_ods(packed(**{"content.xml": words}))["Uno"]
    assert (found.notes, found.unseen) == ([(0, 0, "da verificare")], [])


FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


def compound(name: str, stream: bytes) -> bytes:
    """A file of four sectors, whose table is told by a sector and not by the head."""
    head = bytearray(512)
    pack_into("<HH", head, 0x1E, 9, 6)
    pack_into("<IIIIIII", head, 0x30, 2, 0, 0, END, 0, 0, 1)
    pack_into("<109I", head, 0x4C, *[FREE] * 109)
    more = pack("<128I", 1, *[FREE] * 126, END)
    table = pack("<128I", FREE, FREE, END, END, *[FREE] * 124)
    entries = bytearray(512)
    for number, (called, start, size) in enumerate(
        (("Root Entry", END, 0), (name, 3, len(stream)))
    ):
        words = called.encode("utf-16-le")
        entries[number * 128 : number * 128 + len(words)] = words
        pack_into("<H", entries, number * 128 + 64, len(words) + 2)
        pack_into("<II", entries, number * 128 + 116, start, size)
    return bytes(head) + more + table + bytes(entries) + stream.ljust(512, b"\0")


def test_a_large_old_file_tells_its_table_in_more_sectors() -> None:
    file = _Compound(compound("Workbook", b"in un settore"))
    assert file.stream("Workbook") == b"in un settore"
    with pytest.raises(ValueError, match="no stream Altro"):
        file.stream("Altro")


def test_an_old_file_of_another_program_is_none_of_excel() -> None:
    with pytest.raises(ValueError, match="not BIFF8"):
        of_xls(compound("Workbook", pack("<HHHH", 0x0809, 4, 0x0500, 5)))
    with pytest.raises(ValueError, match="no stream Workbook"):
        of_xls(compound("Book", b""))

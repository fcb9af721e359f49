"""Workbooks that LibreOffice saved as .ods and .xls (the two in `workbooks/`).

Read as an .xlsx is, or refused in words.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.service.files import laid_out
from tests.service.test_workbooks_seen import refused, repacked
from udp_core.files.unpacked import Sheet, read_workbook
from udp_core.imports.layout import read_any

FILES = Path(__file__).parent / "workbooks"
KINDS = ("ods", "xls")


def content(kind: str) -> bytes:
    return (FILES / f"di_altri.{kind}").read_bytes()


def sheet(kind: str) -> Sheet:
    return read_workbook(content(kind), f"x.{kind}")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_an_ods_and_an_xls_tell_as_much_as_an_xlsx(kind: str) -> None:
    seen, old = read_workbook(content(kind), "x")
    assert seen.rows == (
        ("Comune di Cervia",),
        ("", "Voce", "Quota", "Speso", "Giorno", "Note"),
        ("", "A1.1", "0.9", "152300.5", "2026-11-30", "perché è così"),
        ("", "", "0.25", "1801852.93", "", "#N/D"),
        ("", "A2.2", "", "#DIV/0!"),
        ("", "A2.3", "", "304601"),
    )
    assert (seen.percents, seen.days, seen.scaled) == (
        {(2, 2), (3, 2)},
        {(2, 4)},
        {(2, 3): 1000, (3, 3): 1000},
    )
    assert (seen.errors, seen.unsolved) == ({(4, 3): "#DIV/0!", (3, 5): "#N/D"}, frozenset())
    assert (seen.hidden_rows, seen.hidden_columns, seen.merged) == ({4}, {5}, ((2, 1, 3, 1),))
    assert (seen.hidden, old.hidden, old.rows) == (
        False,
        True,
        (("Voce", "Importo"), ("A1.1", "11.5")),
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["cifre.xlsx", "cifre.csv", "cifre"])
def test_they_are_read_by_what_they_are_whatever_their_name(kind: str, name: str) -> None:
    found = laid_out(*read_any(content(kind), name))
    assert (found.sheet.name, [number for number, _ in found.rows]) == ("Novembre", [3, 4, 5, 6])


def test_a_formula_of_an_ods_without_its_result_is_told() -> None:
    text = zipfile.ZipFile(BytesIO(content("ods"))).read("content.xml").decode()
    cell = re.search(
        r'<table:table-cell[^>]*table:formula="of:=\[\.D3\]\*2"[^>]*>.*?</table:table-cell>', text
    )
    assert cell
    bare = repacked(
        content("ods"), "content.xml", cell[0], '<table:table-cell table:formula="of:=[.D3]*2"/>'
    )
    [seen, _] = read_workbook(bare, "x.ods")
    assert (seen.rows[5], seen.unsolved) == (("", "A2.3", "", "=[.D3]*2"), {(5, 3)})


def test_the_words_of_a_number_format_of_an_ods_are_known() -> None:
    worded = repacked(
        content("ods"),
        "content.xml",
        "</number:percentage-style>",
        "</number:percentage-style><number:number-style"
        ' style:name="N900"><number:number/><number:text>'
        " migliaia</number:text></number:number-style>",
    )
    text = zipfile.ZipFile(BytesIO(worded)).read("content.xml").decode()
    style = re.search(
        r'table:style-name="(ce\d+)" office:value-type="float" office:value="152300.5"', text
    )
    assert style
    used = re.sub(rf'(style:name="{style[1]}"[^>]*style:data-style-name=")[^"]*"', r'\1N900"', text)
    [seen, _] = read_workbook(repacked(worded, "content.xml", text, used), "x.ods")
    assert (seen.units[2, 3], seen.scaled) == ("migliaia", {})


def test_a_percentage_repeated_along_a_row_is_known_in_each_cell() -> None:
    text = zipfile.ZipFile(BytesIO(content("ods"))).read("content.xml").decode()
    cell = re.search(
        r'<table:table-cell[^>]*office:value-type="percentage"'
        r' office:value="0.9"[^>]*>.*?</table:table-cell>',
        text,
    )
    assert cell
    twice = repacked(
        content("ods"),
        "content.xml",
        cell[0],
        cell[0].replace(
            "<table:table-cell ", '<table:table-cell table:number-columns-repeated="2" ', 1
        ),
    )
    [seen, _] = read_workbook(twice, "x.ods")
    assert (seen.rows[2][2:4], {(2, 2), (2, 3)} <= seen.percents) == (("0.9", "0.9"), True)


def added(part: str, words: bytes) -> bytes:
    stream = BytesIO(content("ods"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(part, words)
    return stream.getvalue()


OLE_MACROS = content("xls") + "_VBA_PROJECT_CUR".encode("utf-16-le")
OLE_LOCKED = content("xls").replace(b"\x42\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\xb0\x04", 1)
"""The record that names the code page made into the one that a password leaves."""


@pytest.mark.parametrize(
    ("hostile", "code"),
    [
        (added("Basic/Standard/Module1.xml", b"x"), "X06"),
        (added("big.xml", b"0" * 60_000_000), "X05"),
        (
            repacked(
                content("ods"),
                "META-INF/manifest.xml",
                "</manifest:manifest>",
                "<manifest:encryption-data/></manifest:manifest>",
            ),
            "X03",
        ),
        (
            repacked(content("ods"), "mimetype", "opendocument.spreadsheet", "opendocument.text"),
            "X04",
        ),
        (
            repacked(
                content("ods"),
                "content.xml",
                "<office:document-content ",
                '<!DOCTYPE x [<!ENTITY a "b">]><office:document-content ',
            ),
            "X08",
        ),
        (OLE_MACROS, "X06"),
        (OLE_LOCKED, "X03"),
        (
            content("xls").replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le")),
            "X03",
        ),
        (content("xls")[:3000], "X03"),
        (content("xls")[:512] + b"\xff" * 512 + content("xls")[1024:], "X08"),
    ],
)
def test_traps_locks_and_damage_are_refused_in_words(hostile: bytes, code: str) -> None:
    assert hostile not in {content("ods"), content("xls")}
    assert [found for found, _ in refused(hostile)] == [code]

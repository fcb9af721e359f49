"""Files that are not what their name says: exported as .xls, locked, of another kind."""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, Office
from tests.service.test_parcels import named, packed
from udp_core.files.packed import OLE, suspicious

OF_CERVIA = ("--set", "comune=Cervia")
TEXT = "Voce;Mese;Importo\nA1.1;3;1.000,50\nA2.2;3;500,25\n"
PAGE = "<html><table><tr><td>Voce</td><td>Mese</td></tr></table></html>"


@pytest.mark.parametrize(
    "content", [TEXT.encode(), TEXT.replace(";", "\t").encode(), TEXT.encode("utf-16")]
)
def test_a_text_that_a_program_calls_xls_is_read_as_the_text_it_is(
    office: Office, content: bytes
) -> None:
    assert office.imports(content, *OF_CERVIA, name="esporta.xls").code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 3, 100050),
        ("A2.2", CERVIA, "month", 3, 50025),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PAGE.encode(), "una pagina web (HTML)"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>" + PAGE.encode(), "una pagina web (HTML)"),
        (PAGE.encode("utf-16"), "una pagina web (HTML)"),
        (b"MIME-Version: 1.0\n\n<html>", "una pagina web (HTML)"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "un foglio di Excel 2003 in XML",
        ),
        (b"%PDF-1.7\n1 0 obj", "un PDF"),
        (b"{\\rtf1 Voce;Mese}", "un documento di testo (RTF)"),
    ],
)
@pytest.mark.parametrize("name", ["f.xls", "f.xlsx", "f.csv"])
def test_what_is_no_table_is_refused_by_what_it_is(
    office: Office, content: bytes, words: str, name: str
) -> None:
    done = office.imports(content, *OF_CERVIA, name=name)
    assert (done.code, office.entries()) == (2, [])
    assert f"[X04] file {name}" in done.said
    assert f"dentro c’è {words}" in done.said


def test_a_text_called_xlsx_is_refused_as_a_text(office: Office) -> None:
    done = office.imports(TEXT, *OF_CERVIA, name="f.xlsx")
    assert (done.code, office.entries()) == (2, [])
    assert "Il file è un testo (CSV), ma il suo nome non finisce per .csv." in done.said


@pytest.mark.parametrize(
    "content",
    [
        OLE + named("EncryptedPackage"),
        OLE + b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption">',
        packed({"encrypted-package": b"x", "META-INF/manifest.xml": b"x"}),
    ],
)
def test_a_workbook_with_a_password_is_told_as_such(content: bytes) -> None:
    found = suspicious(content)
    assert found is not None
    assert found.sentence == "Il file è protetto da password."
    assert found.remedy.startswith("Aprirlo con la sua password, salvarlo come .xlsx senza")

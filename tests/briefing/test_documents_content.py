"""What the files of a briefing book hold.

Every row and number in the workbook, the codes of the pages, the print of history.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from tests.briefing.test_documents import deck_of
from udp_core.__main__ import app
from udp_core.archive.engine import reading
from udp_core.briefing.dossier import MadeDossier


def test_every_row_of_every_list_is_in_the_workbook(shown_book: MadeDossier) -> None:
    from openpyxl import load_workbook

    sheets = {
        one.title: one for one in load_workbook(io.BytesIO(shown_book.files["xlsx"])).worksheets
    }
    rows = {title: one.max_row - 1 for title, one in sheets.items()}
    titles = [
        sheet.shapes.title.text_frame.text for sheet in deck_of(shown_book.files["pptx"]).slides
    ]
    told = {
        title.split(",")[0]: int(found[0])
        for title in titles
        if (found := re.findall(r"\d+", title))
    }
    assert rows["Che cosa chiede una decisione"] == next(
        int(title.removeprefix("Da decidere: "))
        for title in titles
        if title.startswith("Da decidere")
    )
    assert rows["Criticità e piani"] == next(
        number for title, number in told.items() if re.fullmatch(r"\d+ criticità", title)
    )
    assert rows["Le schede critiche"] == next(
        number
        for title, number in told.items()
        if "sched" in title and "critic" in title and " su " in title
    )
    assert rows["Le voci del FRNA"] == 22
    assert rows["Gli indicatori più lontani dall"] == 30
    assert rows["Discrepanze nelle fonti pubblic"] == 13
    assert len([title for title in rows if title.startswith("Leve mosse")]) == 2
    assert rows["Ambiti di intervento, programma"] == 8


def test_what_is_a_number_leaves_as_a_number(shown_book: MadeDossier) -> None:
    from openpyxl import load_workbook

    sheets = {
        one.title: one
        for one in load_workbook(io.BytesIO(shown_book.files["xlsx"])).worksheets[:-1]
    }
    looks_like = re.compile(r"[+−-]?[\d.]+(,\d+)? ?(%|€|M€|punti|persone|€ [a-z].*)?")
    years = {"Anno", "N."}
    for title, sheet in sheets.items():
        heads = [cell.value for cell in sheet[1]]
        texts = [
            (head, cell.value)
            for row in sheet.iter_rows(min_row=2)
            for head, cell in zip(heads, row, strict=True)
            if isinstance(cell.value, str)
        ]
        found = [one for one in texts if one[0] not in years and looks_like.fullmatch(one[1])]
        assert found == [], title
    column = _column(sheets["Gli indicatori più lontani dall"], "Valore")
    assert column[0].value == pytest.approx(0.3342, abs=0.0001)
    assert column[0].number_format == "0.0%"
    assert sum(cell.value for cell in column if cell.value is not None) > 0
    costs = _column(sheets["Le voci del FRNA"], "Costo unitario")
    assert (costs[0].value, costs[0].number_format) == (51, '#,##0.00" € per giornata"')
    stated = _column(sheets["Discrepanze nelle fonti pubblic"], "Dichiarato")
    assert (stated[0].value, stated[0].number_format) == (565_000_000, '#,##0" €"')
    gaps = _column(sheets["FRNA usato per Comune"], "Differenza (punti)")
    assert gaps[2].value == pytest.approx(1.2, abs=0.05)
    assert sum(cell.value for cell in gaps if cell.value is not None) == pytest.approx(0, abs=1e-9)


def _column(sheet: Any, head: str) -> list[Any]:
    place = [cell.value for cell in sheet[1]].index(head)
    return [row[place] for row in sheet.iter_rows(min_row=2)]


def test_no_code_of_ours_stands_in_the_book(shown_book: MadeDossier) -> None:
    deck = deck_of(shown_book.files["pptx"])
    words = [
        cell.text
        for sheet in deck.slides
        for shape in sheet.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert not [one for one in words if re.search(r"\b[a-z]+_[a-z]+", one) or "EUR" in one]
    assert "Emilia-Romagna, 2025, totale del FRNA" in words
    assert "50,05 € al giorno" in words


def test_the_code_of_a_book_verifies_all_its_pages(
    shown_archive: Engine, shown_book: MadeDossier, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", str(shown_archive.url))
    said = CliRunner().invoke(app, ["verify", shown_book.code])
    assert said.exit_code == 0, said.output
    assert "Inalterato: i dati dell’archivio danno tutte le stesse pagine." in said.output
    assert (
        said.output.count(": inalterata.")
        == len(re.findall(r"^Pagina \d+,", said.output, re.MULTILINE))
        > 20
    )
    file = tmp_path / "altro.pdf"
    file.write_bytes(b"altro")
    assert CliRunner().invoke(app, ["verify", shown_book.code, "--file", str(file)]).exit_code == 1
    assert CliRunner().invoke(app, ["verify", "ZZZZZZ"]).exit_code == 2


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext non è installato")
def test_the_number_of_a_page_is_that_of_its_code(shown_book: MadeDossier, tmp_path: Path) -> None:
    file = tmp_path / "f.pdf"
    file.write_bytes(shown_book.files["pdf"])
    text = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True
    ).stdout
    found = re.findall(rf"codice {shown_book.code}-(\d+)\s+pagina (\d+)", text)
    assert len(found) > 20
    assert all(int(code) == int(page) for code, page in found)


def test_the_print_of_history_is_on_every_slide_and_page_and_in_the_workbook(
    shown_archive: Engine, shown_book: MadeDossier, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    with reading(shown_archive) as connection:
        query = f"SELECT head FROM dossier WHERE code = '{shown_book.code}'"
        printed = str(connection.exec_driver_sql(query).scalar_one())
    deck = deck_of(shown_book.files["pptx"])
    said = [
        " ".join(one.text_frame.text for one in sheet.shapes if one.has_text_frame)
        for sheet in deck.slides
    ]
    assert all(f"impronta {printed[:16]}" in words for words in said)
    sheets = load_workbook(io.BytesIO(shown_book.files["xlsx"])).worksheets
    cells = {row[:2] for sheet in sheets for row in sheet.iter_rows(values_only=True)}
    assert ("Impronta della storia", printed) in cells
    if shutil.which("pdftotext"):
        file = tmp_path / "f.pdf"
        file.write_bytes(shown_book.files["pdf"])
        done = subprocess.run(
            ["pdftotext", str(file), "-"], capture_output=True, check=True, text=True
        )
        text = "".join(done.stdout.split())
        assert printed in text
        assert text.count(f"impronta{printed[:16]}") > 20

"""The files of a briefing book.

Everything on its slide, in Italian, whatever characters it is given.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.briefing.conftest import MOMENT
from tests.made_sitting import SITTING
from tests.view.test_printable import CANARY
from udp_core.archive.engine import reading
from udp_core.briefing.docx import convocation_bytes, minutes_bytes
from udp_core.briefing.dossier import MadeDossier, book
from udp_core.briefing.minutes import sheet_of
from udp_core.render.documents import deck_room as room
from udp_core.render.documents.paper import Page, Paper
from udp_core.render.documents.pdf import pdf_bytes
from udp_core.render.documents.pptx import pptx_bytes
from udp_core.render.documents.xlsx import workbook_bytes
from udp_core.render.key_figure import KeyFigure
from udp_core.render.printable import _each_text, clean
from udp_core.render.slide import Look, Series, Slide, SlideChart
from udp_core.render.stamp import Stamp
from udp_core.render.table import NAME, Column, ColumnKind, Quantity, table

INCH = 914_400
STAMP = Stamp(
    date(2026, 10, 31),
    datetime(2026, 11, 10, 9, 5, tzinfo=UTC),
    4670,
    "fascicolo",
    "archivio",
    demo=True,
)


def _paper(*slides: Slide) -> Paper:
    pages = tuple(
        Page(number, f"AAAAAA-{number:02d}", slide) for number, slide in enumerate(slides, start=1)
    )
    return Paper("Fascicolo", "Comitato", STAMP, pages, "Ufficio di Piano, Distretto di Prova")


def deck_of(content: bytes) -> Any:
    from pptx import Presentation

    return Presentation(io.BytesIO(content))


LONG = "Un titolo lungo che nessuno ha accorciato, con molte parole e nessuna pausa, " * 3
WORDS = "parole che occupano spazio " * 12
CHART = SlideChart(
    Look.BARS,
    "milioni",
    ("Anziani", "Disabili"),
    (Series("programmato", (1.0, 2.0)), Series("previsto", (1.5, None))),
    ("a", "b"),
    2,
)
MANY = table(
    "t",
    "Molte righe",
    [Column("a", "Che cosa"), Column("b", "Perché"), Column("n", "Importo", ColumnKind.QUANTITY)],
    [(f"Riga {n}", WORDS, Quantity(n, "€")) for n in range(60)],
)
HUGE = table("h", "Una riga enorme", [Column("a", "Nota")], [("lunghissima nota " * 700,)])
AWKWARD = (
    Slide("lungo", LONG, "sottotitolo " * 30, table=MANY, reason="perché " * 40),
    Slide("enorme", "Enorme", table=HUGE, lines=(WORDS * 30, "ultima riga")),
    Slide("grafico", LONG, "sottotitolo", chart=CHART, paper=MANY, lines=(WORDS,)),
    Slide(
        "parola",
        "x" * 300,
        table=table("p", "P", [Column("a", "y" * 90), Column("b", "B")], [("z" * 400, "breve")]),
    ),
)


def test_a_step_without_a_figure_is_drawn_as_nothing() -> None:
    steps = SlideChart(
        Look.STEPS,
        "milioni",
        ("Prima", "Aggiunto", "Non dato", "Dopo"),
        (Series("somme", (5.0, -1.0, None, 4.0)),),
    )
    (sheet,) = deck_of(pptx_bytes(_paper(Slide("passi", "Passi", chart=steps)))).slides
    drawn = next(shape.chart for shape in sheet.shapes if shape.has_chart)
    labels = [
        point.data_label.text_frame.text
        for point in (drawn.plots[0].series[1].points[place] for place in range(4))
    ]
    assert labels == ["5", "−1", "0", "4"]


def test_a_chart_that_would_have_no_room_has_a_slide_of_its_own() -> None:
    low = Slide("basso", "Titolo", "sottotitolo", chart=CHART)
    high = Slide("alto", LONG, "sottotitolo " * 150, chart=CHART)
    assert [leaf.chart for leaf in room._first(low)] == [True]
    first, second = room._first(high)
    assert (first.chart, second.chart, bool(first.head)) == (False, True, True)


def test_few_rows_stand_under_the_figures_and_many_go_on() -> None:
    """Two rows are on the slide of the figures; of sixty each is somewhere, in its order, once."""
    columns = [Column("a", "A"), Column("b", "B")]
    figures = (KeyFigure("k", "Resta", "2 M€", ""),)

    def made(count: int) -> tuple[room.DeckLeaf, ...]:
        rows = [(f"riga {number}", "x") for number in range(count)]
        shown = table("t", "T", columns, rows)
        return room.leaves(Slide("s", "S", figures=figures, table=shown, lines=("Poi.",)))

    (both,) = made(2)
    assert (both.figures, len(both.rows), both.lines) == (figures, 2, ("Poi.",))
    first, *others = made(60)
    assert first.figures == figures
    assert first.rows
    assert all(not one.figures and one.rows for one in others)
    assert [row[0] for one in (first, *others) for row in one.rows] == [
        f"riga {number}" for number in range(60)
    ]
    assert [one.lines for one in (first, *others)] == [*[()] * len(others), ("Poi.",)]


def test_each_part_of_a_slide_is_on_the_sheet_in_its_order() -> None:
    """Title, reason, figure, rows, the line that closes, the foot: nothing twice."""
    shown = table("t", "T", [Column("a", "Che cosa")], [("riga sola",)])
    slide = Slide(
        "s",
        "Il titolo",
        "il sottotitolo",
        figures=(KeyFigure("k", "Resta", "2 M€", ""),),
        table=shown,
        lines=("La riga che chiude.",),
        reason="La ragione.",
    )
    (sheet,) = deck_of(pptx_bytes(_paper(slide))).slides
    found = [
        (text, shape.top)
        for shape in sheet.shapes
        for text in (
            [cell.text for row in shape.table.rows for cell in row.cells]
            if shape.has_table
            else [one.text for one in shape.text_frame.paragraphs]
            if shape.has_text_frame
            else []
        )
    ]
    wanted = ["Il titolo", "La ragione.", "2 M€", "riga sola", "La riga che chiude."]
    places = {text: top for text, top in found if text in wanted}
    assert sorted(text for text, _ in found if text in wanted) == sorted(wanted)
    assert sorted(places, key=lambda text: places[text]) == wanted


def _shapes(sheet: Any) -> list[tuple[float, float, Any]]:
    """From the top of the slide: where each thing begins and ends, as high as its rows are."""
    found = []
    for shape in sheet.shapes:
        high = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
        found.append((shape.top / INCH, (shape.top + high) / INCH, shape))
    return sorted(found, key=lambda one: (one[0], one[1]))


def _all_inside(deck: Any) -> None:
    for sheet in deck.slides:
        shapes = _shapes(sheet)
        assert sheet.shapes.title is not None
        assert sheet.shapes.title.text_frame.text
        assert shapes[-1][1] <= room.HIGH + 0.001
        body = [one for one in shapes if one[0] < room.HIGH - room.FOOT - 0.001]
        assert max(end for _, end, _ in body) <= room.HIGH - room.FOOT
        tops = sorted({(round(start, 3), round(end, 3)) for start, end, _ in body})
        assert all(
            before[1] <= after[0] + 0.001
            for before, after in pairwise(tops)
            if before[0] != after[0]
        )
        for _, _, shape in body:
            if shape.has_text_frame:
                size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
                lines = [
                    line
                    for each in shape.text_frame.paragraphs
                    for line in room.wrapped(each.text, size, shape.width / INCH)
                ]
                assert (
                    len(lines) * size * 1.2 / 72 <= shape.height / INCH + 0.6
                    or len(shape.text_frame.paragraphs) > 1
                )


def test_everything_stays_on_its_slide(shown_book: MadeDossier) -> None:
    _all_inside(deck_of(shown_book.files["pptx"]))


def test_titles_rows_and_texts_that_nobody_shortened_stay_on_their_slides_too() -> None:
    deck = deck_of(pptx_bytes(_paper(*AWKWARD)))
    _all_inside(deck)
    tables = [shape.table for sheet in deck.slides for shape in sheet.shapes if shape.has_table]
    cells = [row.cells[0].text for one in tables for row in one.rows]
    assert [cell for cell in cells if cell.startswith("Riga ")] == [
        f"Riga {n}" for n in range(60)
    ] * 2
    huge = [
        row.cells[0].text
        for one in tables
        if one.rows[0].cells[0].text == "Nota"
        for row in list(one.rows)[1:]
    ]
    assert " ".join(huge).split() == ("lunghissima nota " * 700).split()
    said = " ".join(
        shape.text_frame.text
        for sheet in deck.slides
        for shape in sheet.shapes
        if shape.has_text_frame
    )
    assert said.count("parole che occupano spazio") >= 12 * 30 + 12
    assert "ultima riga" in said
    parts = re.findall(r"continua, (\d+) di (\d+)", said)
    assert parts
    assert all(2 <= int(number) <= int(count) for number, count in parts)


def test_the_reckoned_lines_are_enough_for_the_font_of_the_book() -> None:
    """Measured with the font itself: no cell takes more lines than its row was given."""
    font_module = pytest.importorskip("PIL.ImageFont")
    fonts = Path(room.__file__).with_name("fonts")
    for name, bold in (("TitilliumWeb-Regular.ttf", False), ("TitilliumWeb-Bold.ttf", True)):
        font = font_module.truetype(str(fonts / name), 100)
        for words, width in (
            (WORDS, 3.0),
            (LONG, 12.4),
            ("Previsione al 31/12/2026: 27,16 M€, 94,5 % del disponibile", 1.4),
        ):
            line, lines = "", 1
            for word in words.split(" "):
                longer = f"{line} {word}".strip()
                if font.getlength(longer) / 100 * 14 / 72 > width:
                    lines, line = lines + 1, word
                else:
                    line = longer
            assert lines <= len(room.wrapped(words, 14, width, bold=bold))


def test_the_deck_is_ours_in_italian_and_told_to_who_listens(shown_book: MadeDossier) -> None:
    deck = deck_of(shown_book.files["pptx"])
    about = deck.core_properties
    assert (about.author, about.last_modified_by) == ("Ufficio di Piano, Distretto di Ravenna",) * 2
    assert about.language == "it-IT"
    assert about.created == about.modified
    assert about.created.year > 2000  # the day of the figures; a workbook inside says none
    drawn = [
        shape
        for sheet in deck.slides
        for shape in sheet.shapes
        if shape.has_chart or shape.has_table
    ]
    for shape in drawn:
        own = shape._element.nvGraphicFramePr.cNvPr
        assert len(own.get("descr")) > 10
    runs = [
        run
        for sheet in deck.slides
        for shape in sheet.shapes
        if shape.has_text_frame
        for each in shape.text_frame.paragraphs
        for run in each.runs
    ]
    assert {run._r.rPr.get("lang") for run in runs} == {"it-IT"}
    charts = [shape.chart for shape in drawn if shape.has_chart]
    for chart in charts:
        words = chart.part.blob.decode()
        assert "3D8FD1" in words
        assert "4F81BD" not in words
        assert "showVal" in words


def _with_canary(text: str) -> str:
    """In every text that somebody wrote: not in the names of columns, which are ours."""
    return text if NAME.fullmatch(text) else f"{text} {CANARY}"


def test_no_character_keeps_a_book_from_being_made(shown_archive: Engine) -> None:
    """In every text of every page: the files are made, with «□» and a note."""
    from openpyxl import load_workbook

    with reading(shown_archive) as connection:
        pages = book(shown_archive, connection, MOMENT, SITTING, "AAAAAA")
    kept = [
        page
        for page in pages
        if page.slide.name in {"2-punto", "frna-curva", "comuni", "ambito-poverta"}
    ]
    spoilt = [replace(page, slide=_each_text(page.slide, _with_canary)) for page in kept]
    paper = Paper(f"F {CANARY}", CANARY, replace(STAMP, source=CANARY), spoilt, CANARY)
    assert pdf_bytes(paper).startswith(b"%PDF-1.7")
    deck = deck_of(pptx_bytes(paper))
    _all_inside(deck)
    words = "".join(
        shape.text_frame.text
        for sheet in deck.slides
        for shape in sheet.shapes
        if shape.has_text_frame
    )
    assert "□" in words
    assert "👍" not in words
    assert "U+1F44D" in deck.slides[-1].notes_slide.notes_text_frame.text
    sheets = load_workbook(io.BytesIO(workbook_bytes(paper))).worksheets
    assert any("U+1F44D" in str(cell.value) for row in sheets[-1].iter_rows() for cell in row)


def test_no_character_keeps_minutes_and_notice_from_being_made(shown_archive: Engine) -> None:
    from docx import Document

    with reading(shown_archive) as connection:
        sheet = sheet_of(connection, SITTING)
    assert sheet is not None
    spoilt = _each_text(sheet, lambda text: f"{text} {CANARY}")
    for content in (minutes_bytes(spoilt), convocation_bytes(spoilt)):
        words = [one.text for one in Document(io.BytesIO(content)).paragraphs]
        assert "U+1F44D" in words[-1]
        assert not any("👍" in one for one in words)
        assert not any(clean(one) != one for one in words)


@pytest.mark.skipif(
    not (os.environ.get("UDP_SLOW") and shutil.which("soffice") and shutil.which("pdftotext")),
    reason="vuole LibreOffice, e 20 s: si chiede con UDP_SLOW=1",
)
def test_libreoffice_draws_every_row_above_the_foot(
    shown_book: MadeDossier, tmp_path: Path
) -> None:
    """Drawn by another program, with the fonts that it has.

    The words of a slide end where its foot begins.
    """
    for name, content in (("f", shown_book.files["pptx"]), ("g", pptx_bytes(_paper(*AWKWARD)))):
        (tmp_path / f"{name}.pptx").write_bytes(content)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{tmp_path}/lo",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(tmp_path),
                str(tmp_path / f"{name}.pptx"),
            ],
            check=True,
            capture_output=True,
        )
        subprocess.run(
            ["pdftotext", "-bbox", str(tmp_path / f"{name}.pdf"), str(tmp_path / f"{name}.html")],
            check=True,
        )
        drawn = (tmp_path / f"{name}.html").read_text(encoding="utf-8").split("<page ")[1:]
        assert len(drawn) == len(deck_of(content).slides)
        for page in drawn:
            words = [
                (float(top), float(bottom))
                for top, bottom in re.findall(
                    r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', page
                )
            ]
            foot = (room.HIGH - room.FOOT) * 72 - 4
            assert max(bottom for top, bottom in words if top < foot) <= foot + 6

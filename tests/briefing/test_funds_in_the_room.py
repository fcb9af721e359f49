"""S0-06, S0-21, S2-03, S2-14: every fund on the wall, in the dossier, and in its files."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from sqlalchemy import Engine

from tests.made_fund import TODAY, fund_year
from tests.made_funds import load_funds
from tests.made_programme import Made
from tests.made_sitting import SITTING, edit, officers
from tests.made_sitting import TODAY as SITTING_DAY
from udp_core.archive.engine import reading
from udp_core.briefing.agenda_screens import openable, screen_slides, slides_of_fund
from udp_core.briefing.deck import sitting_slides
from udp_core.briefing.reports import Moment, reports_of
from udp_core.render.documents.paper import Page, Paper
from udp_core.render.documents.pdf import pdf_bytes
from udp_core.render.documents.pptx import pptx_bytes
from udp_core.render.documents.xlsx import workbook_bytes
from udp_core.render.payload import DeckFrame, deck_payload
from udp_core.render.slide import MOST_COLUMNS, MOST_WORDS, Slide
from udp_core.render.stamp import Stamp
from udp_core.sittings.entities import AgendaItem
from udp_core.writing.saving import Edit

MOMENT = Moment("ravenna", 2026, TODAY)
FRAME = DeckFrame(
    "Ravenna", demo=False, exit="", pulse="", screens={"frna": "frna"}, query="?anno=2026"
)


def all_of(engine: Engine, year: int = 2026) -> tuple[Slide, ...]:
    with reading(engine) as connection:
        return screen_slides(reports_of(connection, Moment("ravenna", year, TODAY)))["quadro"]


def fund_of(engine: Engine, code: str) -> tuple[Slide, ...]:
    with reading(engine) as connection:
        return slides_of_fund(connection, MOMENT, code)


def test_the_quadro_allargato_is_on_the_wall(empty_engine: Engine) -> None:
    """1,440,000 programmed and 2,078,888 used, of which 1,140,000 of the FRNA."""
    load_funds(empty_engine)
    by_source, by_place, by_voce, budgets = all_of(empty_engine)
    assert by_source.title == "Tutti i fondi: programmati 1,44 M€, utilizzati o impegnati 2,08 M€"
    assert by_place.title == "Il Comune con più risorse è Ravenna: 900 mila €"
    assert by_source.chart is not None
    assert by_place.chart is not None
    assert dict(zip(by_source.chart.rows, by_source.chart.labels, strict=True)) == {
        "FRNA": "1,14 M€ su 1,38 M€",
        "FNA": "889 mila € su n.d.",
        "Comuni": "50 mila € su 60 mila €",
    }
    assert by_place.chart.rows == ("Ravenna", "Cervia", "Russi", "Intero distretto")
    assert by_place.chart.labels[2] == "n.d. su n.d."
    assert by_voce.table is not None
    assert [row[:4] for row in by_voce.table.words][:2] == [
        ("A1.1 Breve A1.1", "FRNA", "Ravenna", "900.000,00 €"),
        ("A1.1 Breve A1.1", "FRNA", "Cervia", "360.000,00 €"),
    ]
    wall = deck_payload([by_source, by_place, by_voce, budgets], FRAME)["slides"]
    assert wall[0]["screen"] == "frna?anno=2026&parte=Quadro+allargato"
    for slide in (by_source, by_place, by_voce, budgets):
        assert len(slide.title.split()) <= MOST_WORDS
        assert slide.table is None or len(slide.table.columns) <= MOST_COLUMNS


def test_the_quadro_allargato_leaves_whole_in_every_document(empty_engine: Engine) -> None:
    load_funds(empty_engine)
    slides = all_of(empty_engine)
    stamp = Stamp(TODAY, datetime(2026, 11, 10, 9, tzinfo=UTC), 1, "", "")
    pages = [Page(number, f"X-{number:02}", slide) for number, slide in enumerate(slides, 1)]
    paper = Paper("Fascicolo", "", stamp, pages)
    book = load_workbook(BytesIO(workbook_bytes(paper)))
    last = [cell.value for cell in list(book["Quadro allargato 2026"].iter_rows())[-1]]
    assert last == ["Totale", "", "", 1_440_000, 1_260_000, 2_078_888, 12_106_656]
    assert pdf_bytes(paper).startswith(b"%PDF")
    shown = [
        [shape.text_frame.text for shape in one.shapes if shape.has_text_frame]
        for one in Presentation(BytesIO(pptx_bytes(paper))).slides
    ]
    for slide in slides:
        assert [page for page in shown if slide.title in page], slide.title


@pytest.mark.parametrize(
    ("year", "title"),
    [
        (2035, "Per il 2035 il distretto non ha fondi"),
        (2027, "Nei fondi del 2027 non c’è ancora nessun importo confermato"),
    ],
)
def test_a_year_without_money_says_so_on_the_wall(
    empty_engine: Engine, year: int, title: str
) -> None:
    load_funds(empty_engine)
    [slide] = all_of(empty_engine, year)
    assert slide.title == title


def test_a_point_may_open_every_fund_of_the_year(empty_engine: Engine) -> None:
    load_funds(empty_engine)
    with reading(empty_engine) as connection:
        found = openable(connection, "ravenna", 2026, TODAY)
        before = openable(connection, "ravenna", 2025, TODAY)
    assert found["quadro"] == "Quadro allargato: tutti i fondi"
    assert {code: said for code, said in found.items() if code.startswith("fondo:")} == {
        "fondo:fna": "Fondo FNA",
        "fondo:comuni": "Fondo Comuni",
    }
    assert not [code for code in before if code.startswith("fondo:")]


def test_a_fund_on_the_wall_speaks_of_itself_as_it_is_accounted_for(empty_engine: Engine) -> None:
    load_funds(empty_engine)
    curve, voci, area = fund_of(empty_engine, "fondo:comuni")
    assert [one.value for one in curve.figures] == ["60 mila €", "60 mila €", "0 €"]
    assert curve.subtitle.startswith("Comuni 2026, milioni di euro")
    assert curve.asks == "&fondo=Comuni"
    assert curve.chart is not None
    assert curve.chart.series[0].name == "impegnato"
    assert voci.subtitle.startswith("Comuni: ")
    assert [column.heading for column in voci.data[0].columns][2:4] == ["Programmato", "Impegnato"]
    assert area.data[0].title == "Comuni per area"
    assert fund_of(empty_engine, "fondo:caregiver") == ()
    assert fund_of(empty_engine, "quadro") == ()


def test_on_the_wall_too_few_data_give_no_headline(empty_engine: Engine) -> None:
    more: list[Made] = [
        ("funding_source", {"code": "fsl", "name": "Fondo sociale locale", "kind": "fsl"}),
        fund_year(2026, source="fsl"),
    ]
    load_funds(empty_engine, *more)
    [nothing] = fund_of(empty_engine, "fondo:fsl")
    assert nothing.title == "Non si può dire se il fondo basta: non ci sono assegnazioni"
    assert [one.value for one in nothing.figures] == ["n.d."] * 3
    curve, voci, _ = fund_of(empty_engine, "fondo:fna")
    assert [one.value for one in curve.figures] == ["n.d.", "10,67 M€", "n.d."]
    assert curve.figures[1].note == "dati fermi al 28/01/2026: oltre 120 giorni fa"
    assert voci.title == "Non ci sono voci da confrontare con il programma"


@pytest.fixture
def sitting(demo_copy: Engine) -> Engine:
    officers(demo_copy)
    return demo_copy


def test_a_point_of_the_agenda_opens_the_quadro_and_the_fund_it_names(sitting: Engine) -> None:
    for number, opens in ((4, "quadro"), (5, "fondo:dopo-di-noi")):
        edit(sitting, Edit(AgendaItem, {"screen": opens}, f"{SITTING}:{number}", 1))
    moment = Moment("ravenna", 2026, SITTING_DAY)
    with reading(sitting) as connection:
        found = sitting_slides(sitting, connection, moment, SITTING, reports_of(connection, moment))
    assert [one.name for one in found if one.item == 4] == [
        "4-punto",
        "4-quadro-fonti",
        "4-quadro-comuni",
        "4-quadro-voci",
        "4-quadro-preventivi",
    ]
    assert [one.name for one in found if one.item == 5] == [
        "5-punto",
        "5-dopo-di-noi-curva",
        "5-dopo-di-noi-voci",
        "5-dopo-di-noi-aree",
    ]

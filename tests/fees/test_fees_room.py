"""S0-14, S3-23: «Stesso servizio, tre regole» on the wall, on paper and in its workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import Engine

from tests.made_fees import load_fees
from udp_core.archive.engine import open_engine, reading
from udp_core.briefing.agenda_screens import SCREENS, screen_slides
from udp_core.briefing.reports import Moment, reports_of
from udp_core.fees.report import fees_report
from udp_core.fees.slides import fees_slides
from udp_core.render.documents.paper import Page, Paper
from udp_core.render.documents.pdf import pdf_bytes
from udp_core.render.documents.xlsx import workbook_bytes
from udp_core.render.payload import DeckFrame, deck_payload
from udp_core.render.slide import MOST_COLUMNS, MOST_WORDS, Slide
from udp_core.render.stamp import Stamp

TODAY = date(2026, 10, 31)
FRAME = DeckFrame(
    "Ravenna", demo=True, exit="", pulse="", screens={"tariffe": "tariffe"}, query="?anno=2026"
)


def on_the_wall(address: str) -> tuple[Slide, ...]:
    with reading(open_engine(address)) as connection:
        found = reports_of(connection, Moment("ravenna", 2026, TODAY))
        return screen_slides(found)["tariffe"]


def test_s0_14_the_widest_distance_every_service_and_one_rule(demo_address: str) -> None:
    """Day centre at 12,000: Ravenna 14.00 x 240 = 3,360; Cervia 22.00 x 240 = 5,280; Russi 30 % of
    55.19 = 16.56 x 240 = 3,974.40; their mean 4,204.80.
    """
    widest, services, one_rule = on_the_wall(demo_address)
    assert "tariffe" in SCREENS
    assert widest.title == (
        "Centro diurno per anziani: a Cervia 1.920\u00a0€ l’anno più che a Ravenna"
    )
    assert widest.chart is not None
    assert widest.chart.rows == ("Ravenna", "Cervia", "Russi")
    assert [one.values for one in widest.chart.series] == [
        (4204.8, 4204.8, 4204.8),
        (3360.0, 5280.0, 3974.4),
    ]
    assert widest.lines == ("3 servizi su 8 hanno una sola regola nel distretto (37,5 %).",)
    assert services.title == "3 servizi su 8 hanno una sola regola nel distretto (37,5 %)"
    assert services.table is not None
    assert services.table.words[0] == (
        "Assistenza domiciliare",
        "1.944,00 €",
        "2.160,00 €",
        "1.560,00 €",
        "600,00 €",
    )
    assert one_rule.title.startswith("Assistenza domiciliare, una sola regola: +175 mila €")
    for slide in (widest, services, one_rule):
        assert len(slide.title.split()) <= MOST_WORDS
        assert slide.table is None or len(slide.table.columns) <= MOST_COLUMNS
    wall = deck_payload([widest, services, one_rule], FRAME)["slides"]
    assert wall[0]["screen"] == "tariffe?anno=2026&servizio=Centro+diurno+per+anziani"


def test_s0_14_the_slides_leave_whole_in_every_document(demo_address: str) -> None:
    with reading(open_engine(demo_address)) as connection:
        slides = fees_slides(fees_report(connection, "ravenna", 2026, TODAY))
    stamp = Stamp(TODAY, datetime(2026, 11, 10, 9, tzinfo=UTC), 1, "", "", demo=True)
    pages = [Page(number, f"X-{number:02}", slide) for number, slide in enumerate(slides, 1)]
    paper = Paper("Fascicolo", "", stamp, pages)
    assert pdf_bytes(paper).startswith(b"%PDF")
    book = load_workbook(BytesIO(workbook_bytes(paper)))
    said = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("8,10 € all’ora (30 % di 27,00 €)" in one for one in said)


def test_s0_14_of_nobody_who_uses_it_the_wall_does_not_say_what_one_rule_costs(
    demo_address: str,
) -> None:
    with reading(open_engine(demo_address)) as connection:
        found = fees_report(connection, "ravenna", 2026, TODAY)
    unused = replace(found, services=tuple(replace(one, groups=()) for one in found.services))
    assert [one.name for one in fees_slides(found)][:2] == [one.name for one in fees_slides(unused)]
    assert len(fees_slides(unused)) == 2


def test_without_rules_the_wall_says_so(empty_engine: Engine) -> None:
    load_fees(empty_engine)
    with reading(empty_engine) as connection:
        [slide] = fees_slides(fees_report(connection, "altrove", 2026, TODAY))
    assert slide.title == "Nessuna regola tariffaria è in vigore"

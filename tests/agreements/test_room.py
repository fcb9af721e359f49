"""S0-13, S0-15: «Accordi e regolamenti che scadono» on the wall, on paper and in its workbook."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from udp_core.agreements.report.reading import rules_report
from udp_core.agreements.report.values import RegulationValue, RulesReport
from udp_core.agreements.slides import rules_slides
from udp_core.agreements.terms import RegulationKind, RegulationState
from udp_core.archive.engine import open_engine, reading
from udp_core.briefing.agenda_screens import SCREENS, screen_slides
from udp_core.briefing.reports import Moment, reports_of
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.documents.paper import Page, Paper
from udp_core.render.documents.pdf import pdf_bytes
from udp_core.render.documents.xlsx import workbook_bytes
from udp_core.render.slide import MOST_COLUMNS, MOST_WORDS
from udp_core.render.stamp import Stamp

TODAY = date(2026, 10, 31)


def test_s0_15_what_ends_and_whose_signature_is_missing(demo_address: str) -> None:
    with reading(open_engine(demo_address)) as connection:
        ends, grid = screen_slides(reports_of(connection, Moment("ravenna", 2026, TODAY)))[
            "accordi"
        ]
    assert "accordi" in SCREENS
    assert ends.title == "7 cose finiscono nei prossimi 180 giorni, 1 firma manca"
    assert ends.level is StatusLevel.CRITICAL
    assert ends.lines == (
        "Manca la firma di Comune di Russi: Protocollo per le dimissioni protette (dimostrativo).",
    )
    assert ends.table is not None
    assert ends.table.words[0][:2] == ("30/11/2026", "▲ tra 30 giorni")
    assert grid.title == "7 regole su 11 sono diverse o mancano tra i Comuni"
    assert grid.table is not None
    assert grid.table.words[0] == (
        "Accesso ai servizi",
        "dal 01/06/2019",
        "fino al 15/02/2027",
        "dal 01/07/2021",
        "◆ criteri diversi",
    )
    assert [row[4][0] for row in grid.table.words] == ["◆"] * 7 + ["s", "s", "s"]
    for slide in (ends, grid):
        assert len(slide.title.split()) <= MOST_WORDS
        assert slide.table is not None
        assert len(slide.table.columns) <= MOST_COLUMNS
    stamp = Stamp(TODAY, datetime(2026, 11, 10, 9, tzinfo=UTC), 1, "", "", demo=True)
    pages = [Page(number, f"X-{number:02}", slide) for number, slide in enumerate((ends, grid), 1)]
    paper = Paper("Fascicolo", "", stamp, pages)
    assert pdf_bytes(paper).startswith(b"%PDF")
    book = load_workbook(BytesIO(workbook_bytes(paper)))
    said = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "Convenzione per il servizio sociale associato (dimostrativa)" in said


@pytest.mark.parametrize(
    ("state", "ends"),
    [
        (RegulationState.PROPOSED, 0),
        (RegulationState.PUBLISHED, 0),
        (RegulationState.IN_FORCE, 1),
        (RegulationState.AMENDED, 1),
        (RegulationState.REPEALED, 0),
    ],
)
def test_s0_15_only_a_regulation_that_binds_ends(state: RegulationState, ends: int) -> None:
    """Of 31/12/2026, two months on: what never came into force, or no longer is, ends nothing."""
    regulation = RegulationValue(
        "r",
        "Accesso",
        RegulationKind.ACCESS,
        None,
        None,
        state,
        "",
        None,
        None,
        date(2026, 12, 31),
        "",
        "",
        "",
    )
    report = RulesReport(
        TODAY, (), (), (), (regulation,), (), (), (), (), (), (), (), (), frozenset()
    )
    assert [(one.what, one.title, one.left) for one in report.endings] == [
        ("regolamento", "Accesso", 61)
    ] * ends


def test_a_district_without_any_says_so(demo_address: str) -> None:
    with reading(open_engine(demo_address)) as connection:
        [slide] = rules_slides(rules_report(connection, "faenza", 2026, TODAY))
    assert slide.title == "Nessun accordo o regolamento è scritto"

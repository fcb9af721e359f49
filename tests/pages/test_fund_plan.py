"""S0-06, S0-10: the plan of the activities of a fund, on its screen, in its files, in the room.

The small FRNA of `tests.made_funds`: 1,380,000 programmed on two voci, 1,260,000 and 120,000.
"""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_fund import TODAY
from tests.made_funds import load_funds
from tests.pages.reading import headings, tables, words
from tests.pages.test_frna import opened, sound
from tests.view.made_reports import STAMP
from udp_core.archive.engine import reading
from udp_core.briefing.agenda_screens import SCREENS, screen_slides
from udp_core.briefing.reports import Moment, reports_of
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import fund_report
from udp_core.fund.slides.plan import plan_slides
from udp_core.fund.view.plan import plan_lines, plan_table, plan_title
from udp_core.render.documents.docx import document_bytes
from udp_core.render.export import csv_bytes

MONEY = ["1.380.000,00 €", "1.260.000,00 €", "1.140.000,00 €"]


@pytest.fixture
def filled(empty_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    load_funds(empty_engine)
    monkeypatch.setenv("UDP_DEMO", "0")
    return empty_engine


def plan_of(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    shown = opened(str(engine.url), monkeypatch)
    shown.session_state["parte"] = "Piano delle attività"
    return sound(shown.run())


def report_of(engine: Engine, source: str = "frna", year: int = 2026) -> FundReport:
    with reading(engine) as connection:
        found = fund_report(connection, "ravenna", year, TODAY, source)
    assert found is not None
    return found


def test_s0_06_the_plan_is_read_voce_by_voce_with_its_sums(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = plan_of(filled, monkeypatch)
    assert "Preventivo: approvazione non registrata." in words(shown)
    assert "programmato 1.380.000,00 €" in words(shown)
    assert headings(shown)[-1] == [
        "Area",
        "Voce",
        "Attività prevista",
        "Preventivo",
        "Preconsuntivo",
        "Utilizzato",
    ]
    rows = tables(shown)[-1]
    assert rows[-1] == ["", "Totale", "", *MONEY]
    sums = [row for row in rows if row[1].startswith("Totale ")]
    assert len(sums) == len({row[0] for row in rows if row[0]})


def test_s0_06_the_plan_leaves_as_a_document_and_as_a_table(filled: Engine) -> None:
    report = report_of(filled)
    found = plan_table(report)
    made = document_bytes(plan_title(report), plan_lines(report), [found], STAMP)
    book = Document(BytesIO(made))
    said = [one.text for one in book.paragraphs]
    assert said[0] == "Piano delle attività del FRNA 2026"
    assert "Preventivo: approvazione non registrata." in said
    assert any(one.startswith("Natura dei dati: ") for one in said)
    [grid] = book.tables
    cells = [[cell.text for cell in row.cells] for row in grid.rows]
    assert cells[0][1:4] == ["Voce", "Attività prevista", "Preventivo"]
    assert cells[-1] == ["", "Totale", "", *MONEY]
    text = csv_bytes(found, STAMP).decode("utf-8-sig").splitlines()
    assert text[-1] == ";Totale;;1380000,00;1260000,00;1140000,00"


def test_s0_06_a_point_of_the_agenda_opens_the_plan(filled: Engine) -> None:
    assert SCREENS["attivita"] == "Piano delle attività del FRNA"
    with reading(filled) as connection:
        found = reports_of(connection, Moment("ravenna", 2026, TODAY))
    [slide] = screen_slides(found)["attivita"]
    assert slide.title == "Il piano del FRNA: 1,38 M€"
    assert slide.asks == "&parte=Piano+delle+attivit%C3%A0"
    assert slide.table is not None
    assert [row[0].split()[0] for row in slide.table.words] == ["A1.1", "T1"]
    assert slide.paper == plan_table(report_of(filled))


def test_s0_06_a_fund_without_a_preventivo_says_so_in_the_room(filled: Engine) -> None:
    title = "Per il 2026 il piano delle attività non ha importi confermati"
    assert [one.title for one in plan_slides(report_of(filled, "fna"), 2026)] == [title]
    assert [one.title for one in plan_slides(None, 2026)] == [title]

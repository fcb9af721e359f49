"""S1-01, S1-19, N1: the plan on the wall, in the dossier and in their files."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from tests.made_copy import copied
from tests.zone_plan.made_plan import TODAY, load_plan
from tests.zone_plan.test_outcomes_and_projects import fill
from udp_core.archive.engine import reading
from udp_core.briefing.agenda_screens import openable, opened, screen_slides
from udp_core.briefing.reports import Moment, Reports, reports_of
from udp_core.kernel.money import Money
from udp_core.render.documents.paper import Page, Paper
from udp_core.render.documents.pptx import pptx_bytes
from udp_core.render.documents.xlsx import workbook_bytes
from udp_core.render.payload import DeckFrame, deck_payload
from udp_core.render.slide import MOST_FIGURES, MOST_WORDS, Slide
from udp_core.render.stamp import Stamp
from udp_core.zone_plan import slides
from udp_core.zone_plan.report.plan import by_priority

CODES = ("piano", "priorita", "esiti")


@pytest.fixture(scope="module")
def found(_migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    with copied(_migrated_file, tmp_path_factory.mktemp("slides")) as engine:
        fill(engine)
        with reading(engine) as connection:
            assert set(CODES) <= set(openable(connection, "ravenna", 2026, TODAY))
            return reports_of(connection, Moment("ravenna", 2026, TODAY))


def slide(found: Reports, code: str) -> Slide:
    [one] = opened(found, screen_slides(found), code)
    return one


def test_the_three_years_on_one_slide(found: Reports) -> None:
    """S1-01: 212.000 € spent of 410.000 €; the general objectives by their money."""
    one = slide(found, "piano")
    assert one.title == "Piano di zona 2024-2026: spesi 212 mila € su 410 mila €"
    assert len(one.figures) == MOST_FIGURES
    assert one.chart is not None
    assert one.chart.rows[:2] == ("Obiettivo 1", "Obiettivo 2")
    assert one.chart.labels[0] == "200 mila € su 400 mila €"


def test_priorities_and_money(found: Reports) -> None:
    """S1-19: S1 is of priority 1 and 2, and counts in 1; S3 (10.000 €) serves no objective."""
    assert found.plan is not None
    money = {one.priority: one.programmed for one in by_priority(found.plan)}
    assert money == {1: Money(400_000_00), 2: None, 4: None, None: Money(10_000_00)}
    one = slide(found, "priorita")
    assert one.title == "Agli obiettivi di priorità 1 va il 98 % del denaro"
    assert one.chart is not None
    assert one.chart.rows[-1] == "Senza priorità o senza obiettivo"


def test_outcomes_beside_those_of_the_plan_before(found: Reports) -> None:
    """N1: 1 of 4 achieved (25 %), in the plan before 1 of 3; what nobody takes up is named."""
    one = slide(found, "esiti")
    assert one.title == "Esiti del 2024-2026: 1 obiettivo realizzato su 4, 2 da valutare"
    assert one.chart is not None
    assert one.chart.labels[0] == "1 su 4, prima 1 su 3"
    assert one.chart.series[1].values[0] == 25.0
    assert one.lines[0].startswith("Dal piano di prima nessuno riprende 1 obiettivo")


def test_of_many_that_nobody_takes_up_two_are_named() -> None:
    lost = [
        SimpleNamespace(row=SimpleNamespace(code=f"O{n}", title=f"Fine {n}")) for n in (1, 2, 3)
    ]
    said = slides._handed_on(cast("Any", SimpleNamespace(forgotten=lost)))
    assert said == ("Dal piano di prima nessuno riprende 3 obiettivi: O1 Fine 1 e O2 Fine 2.",)
    assert slides._handed_on(cast("Any", SimpleNamespace(forgotten=[]))) == ()


def test_each_opens_its_live_screen_and_is_said_in_a_breath(found: Reports) -> None:
    """S1-01, S1-19, N1."""
    frame = DeckFrame(
        "Ravenna", demo=False, exit="", pulse="", screens={"piano": "piano"}, query="?anno=2026"
    )
    slides = [slide(found, code) for code in CODES]
    assert all(len(one.title.split()) <= MOST_WORDS for one in slides)
    wall = deck_payload(slides, frame)["slides"]
    assert [one["screen"] for one in wall] == [
        "piano?anno=2026",
        "piano?anno=2026",
        "piano?anno=2026&parte=Esiti",
    ]


def test_they_leave_whole_in_the_dossier(found: Reports) -> None:
    """S1-19, N1: the workbook has each objective with its priority and its outcome."""
    slides = [slide(found, code) for code in CODES]
    pages = [Page(number, f"X-{number:02}", one) for number, one in enumerate(slides, 1)]
    stamp = Stamp(TODAY, datetime(2026, 7, 1, 9, tzinfo=UTC), 1, "", "")
    paper = Paper("Fascicolo", "", stamp, pages)
    assert len(pptx_bytes(paper)) > 1000
    book = load_workbook(BytesIO(workbook_bytes(paper)))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"1.10 Obiettivo 1.10", "realizzato", "Perché 2.1"} <= cells


def test_a_district_without_a_plan_has_one_slide_that_says_so(empty_engine: Engine) -> None:
    """S1-01."""
    load_plan(empty_engine)
    with reading(empty_engine) as connection:
        found = reports_of(connection, Moment("nessuno", 2026, TODAY))
    slides = screen_slides(found)
    assert slides["piano"][0].title == "Per il 2026 il distretto non ha un piano"
    assert slides["priorita"] == slides["esiti"] == ()

"""The whole month of Cervia, its 103 cells, in a real browser: by keyboard alone, and by workbook.

A colleague is at work too.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from tests.browser.conftest import Server, open_screen, running, visiting, wait_drawn
from tests.browser.door import come_in
from tests.browser.test_desk import MONTH, with_carlo
from tests.browser.test_unsaved import CELLS, NAME
from tests.made_rows import asked as made_request
from tests.made_sitting import officers
from tests.slow import slow
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Image, specs
from udp_core.archive.field import Kind
from udp_core.archive.images import read_by_id
from udp_core.archive.registry import BY_NAME
from udp_core.desk.commands.entering import cell_words
from udp_core.desk.report.desk import DeskReport, DueField, DueFigure, desk_report
from udp_core.desk.workbooks.making import FIRST_CELL, FIRST_ROW, ID
from udp_core.people.rights import actor_of
from udp_core.writing.saving import Edit, SaveRows, save_rows

pytestmark = pytest.mark.browser
TODAY = date(2026, 12, 5)
NOVEMBER = "2026-11-30"
MOST_TABS = 3
ASKED = {
    "Spesa FRNA del mese": 17,
    "Attività del mese": 23,
    "Indicatori": 2,
    "Schede: spesa da inizio anno": 61,
}
"""The cells that November asks of the referent of Cervia, tab by tab: 103."""
A_EURO = 100
FUNDING, AMOUNT = "intervention_funding", "amount_cents"
THEIRS = 166_000_00
"""What a colleague writes, in cents."""
Given = Mapping[tuple[str, str], int]
"""Id of a row and name of a field to what is given, as it is stored."""
SCALE = {Kind.CENTS: 100, Kind.DECIMAL: 1000}


@pytest.fixture
def archive(demo_address: str, tmp_path: Path) -> Iterator[Engine]:
    """A copy of the demonstration: carlo is of Cervia, anna coordinates."""
    copy = shutil.copy(demo_address.removeprefix("sqlite:///"), tmp_path / "month.sqlite")
    engine = with_carlo(open_engine(f"sqlite:///{copy}"))
    officers(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def desk(archive: Engine, tmp_path: Path) -> Iterator[Server]:
    """A dashboard on 5 December."""
    with running(
        f"sqlite:///{archive.url.database}", tmp_path / "log.txt", UDP_TODAY=TODAY.isoformat()
    ) as started:
        yield started


@pytest.fixture
def page(browser: Browser, desk: Server) -> Iterator[Page]:
    """Of the referent, who came in by typing."""
    with visiting(browser, desk) as opened:
        come_in(opened, desk, "carlo")
        yield opened


def asked(archive: Engine) -> DeskReport:
    """What November asks of the referent."""
    with reading(archive) as connection:
        actor = actor_of(connection, "carlo", TODAY)
        assert actor is not None
        return desk_report(connection, actor, "ravenna", 2026, 11, TODAY)


def due(report: DeskReport) -> list[tuple[DueFigure, DueField]]:
    """Cell by cell, in the order of the screen."""
    return [(figure, one) for figure in report.figures if figure.is_due for one in figure.fields]


def to_give(archive: Engine, report: DeskReport) -> dict[tuple[str, str], int]:
    """What stood there before; a scheda has spent a euro more, where its funding has it.

    Else nothing is new.
    """
    given = {(figure.entity_id, one.name): int(one.last or 0) for figure, one in due(report)}
    schede = [figure.entity_id for figure, _ in due(report) if figure.entity == FUNDING]
    with reading(archive) as connection:
        budgets = read_by_id(connection, BY_NAME[FUNDING], [budget_of(one) for one in schede])
    for one in schede:
        _, budget = budgets.get(budget_of(one), (0, {}))
        spent = given[one, AMOUNT] + A_EURO
        if spent <= int(budget.get(AMOUNT) or 0):
            given[one, AMOUNT] = spent
    return given


def budget_of(row_id: str) -> str:
    return f"{row_id.removesuffix('final')}budget"


def stored(archive: Engine, figure: DueFigure) -> tuple[int, dict[str, object]]:
    """Version and image of a row."""
    with reading(archive) as connection:
        version, image = read_by_id(connection, BY_NAME[figure.entity], [figure.entity_id])[
            figure.entity_id
        ]
    return version, dict(image)


def corrects(archive: Engine, figure: DueFigure, amount: int, **beside: str) -> None:
    """Anna writes another amount in a figure that is there, from her own desk."""
    version, _ = stored(archive, figure)
    values: Image = {figure.fields[0].name: amount, **beside}
    edit = Edit(BY_NAME[figure.entity], values, figure.entity_id, version, "Nota del servizio")
    save_rows(
        archive, SaveRows(made_request(f"{figure.entity_id} {amount}"), "anna", [edit], TODAY)
    )


def all_is_there(archive: Engine, report: DeskReport, given: Given) -> None:
    """Every cell as it was given, of the day that it speaks of, confirmed."""
    found = {}
    for figure, one in due(report):
        _, image = stored(archive, figure)
        found[figure.entity_id, one.name] = image[one.name]
        day = figure.speaks_of.isoformat() if figure.speaks_of else NOVEMBER
        assert (image["as_of"], image["state"]) == (day, "confirmed"), figure.entity_id
    assert found == dict(given)


@slow("tre minuti di tastiera; le 17 cifre della prima scheda in `test_desk`")
def test_the_whole_month_is_given_by_keyboard_alone(
    page: Page, desk: Server, archive: Engine
) -> None:
    """The figure of the first tab that anna corrects stays hers, and so does one of the last tab
    that carlo gives again with «=»."""
    report = asked(archive)
    given = to_give(archive, report)
    assert {
        group.title: sum(len(figure.fields) for figure in group.figures if figure.is_due)
        for group in report.groups
    } == ASKED
    open_screen(page, desk.address + MONTH)
    assert to_the_first_cell(page) <= MOST_TABS
    cra, last = (
        next(figure for figure, _ in order) for order in (iter(due(report)), reversed(due(report)))
    )
    theirs = {
        (cra.entity_id, AMOUNT): THEIRS,
        (last.entity_id, AMOUNT): int(last.fields[0].stored or 0) + 7 * A_EURO,
    }
    for title, cells in ASKED.items():
        expect(page.get_by_role("tab", name=title)).to_have_attribute("aria-selected", "true")
        expect(page.locator(CELLS).first).to_be_focused()
        give_a_tab(page, cells, said(report, given) | {class_of(last.entity_id, AMOUNT): "="})
        if title == "Attività del mese":
            corrects(archive, cra, THEIRS)
            corrects(archive, last, theirs[last.entity_id, AMOUNT])
    expect(page.get_by_text("Non manca nulla. In bozza")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("cifre confermate alle")).to_be_visible()
    all_is_there(archive, report, given | theirs)


def to_the_first_cell(page: Page) -> int:
    """How many times Tab is pressed from the top of the page until a cell can be typed in.

    Enter follows the link.
    """
    for tabs in range(1, MOST_TABS + 1):
        page.keyboard.press("Tab")
        if page.locator(".udp-skip").evaluate("(one) => one === document.activeElement"):
            page.keyboard.press("Enter")
            expect(page.locator(CELLS).first).to_be_focused()
            return tabs
    return MOST_TABS + 1


def give_a_tab(page: Page, cells: int, words: Mapping[str, str]) -> None:
    """Each cell where the focus is, typed and left with Tab; no cell comes twice."""
    met = set()
    for _ in range(cells):
        name = str(page.evaluate(f"() => ({NAME})(document.activeElement)"))
        met.add(name)
        page.keyboard.type(words[name])
        page.keyboard.press("Tab")
    assert len(met) == cells


def said(report: DeskReport, given: Given) -> dict[str, str]:
    """What is typed in each cell, by its class on the screen."""
    return {
        class_of(figure.entity_id, one.name): words_of(figure, one, given)
        for figure, one in due(report)
    }


def words_of(figure: DueFigure, one: DueField, given: Given) -> str:
    if given[figure.entity_id, one.name] == one.stored:
        return "="
    return cell_words(figure.entity, one, given[figure.entity_id, one.name], percent=figure.percent)


def class_of(row_id: str, name: str) -> str:
    """The cell of a field, as its class on the screen says it."""
    return re.sub("[^a-zA-Z0-9_-]", "-", f"{row_id}-{name}")


@slow("mezzo minuto; le stesse cifre in `service/test_workbooks_true`")
def test_the_whole_month_is_given_by_workbook(
    page: Page, desk: Server, archive: Engine, tmp_path: Path
) -> None:
    """Of the two figures that anna corrects in the meantime, one was filled in the file too and
    one was not touched: both stay hers."""
    report = asked(archive)
    given = to_give(archive, report)
    both, untouched = (
        next(figure for figure, _ in order if figure.entity == FUNDING)
        for order in (due(report), reversed(due(report)))
    )
    theirs = {
        (one.entity_id, AMOUNT): int(one.fields[0].stored or 0) + 7 * A_EURO
        for one in (both, untouched)
    }
    open_screen(page, f"{desk.address}/carica?mese=novembre")
    with page.expect_download() as found:
        page.get_by_role("button", name="Scarica le cifre da dare").click()
    found.value.save_as(tmp_path / "scaricato.xlsx")
    filled = fill(
        tmp_path / "scaricato.xlsx", tmp_path / "novembre.xlsx", report, given, leaving=untouched
    )
    assert filled == len(given) - 1
    for one in (both, untouched):
        corrects(archive, one, theirs[one.entity_id, AMOUNT], as_of=NOVEMBER)
    bring_back(page, tmp_path / "novembre.xlsx")
    open_screen(page, desk.address + MONTH)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("cifre confermate alle")).to_be_visible()
    all_is_there(archive, report, given | theirs)


def fill(made: Path, filled: Path, report: DeskReport, given: Given, *, leaving: DueFigure) -> int:
    """As a hand fills it: the yellow cells of every sheet. How many were written."""
    book, written = load_workbook(made), 0
    figures = {
        figure.entity_id: figure
        for figure in report.figures
        if figure.is_due and figure is not leaving
    }
    rows = [
        row
        for sheet in book.worksheets
        for row in sheet.iter_rows(min_row=FIRST_ROW + 1)
        if len(row) > FIRST_CELL
    ]
    for row in rows:
        figure = figures.get(str(row[ID].value))
        if figure is not None:
            written += fill_row(row, figure, given)
    book.save(filled)
    return written


def fill_row(row: Sequence[Any], figure: DueFigure, given: Given) -> int:
    """The cells of a figure; beside one that is as it was, that it is the same."""
    for place, one in enumerate(figure.fields):
        value = given[figure.entity_id, one.name]
        scale = SCALE.get(specs(BY_NAME[figure.entity])[one.name].kind, 1)
        row[FIRST_CELL + place].value = value / scale
        if value == one.stored:
            row[FIRST_CELL + len(figure.fields)].value = "uguale"
    return len(figure.fields)


def bring_back(page: Page, filled: Path) -> None:
    """What it would change is seen, the choice is made, and it is saved."""
    page.locator("input[type=file]").set_input_files(filled)
    expect(page.get_by_text("Qualcuno ha salvato prima.")).to_be_visible()
    wait_drawn(page)
    page.get_by_role("button", name="Applica le scelte").click()
    expect(page.get_by_text("Qualcuno ha salvato prima.")).to_have_count(0)
    wait_drawn(page)
    page.keyboard.press("Control+s")
    expect(
        page.get_by_text(re.compile(r"Salvato alle \d\d:\d\d: \d+ righe, in bozza"))
    ).to_be_visible()

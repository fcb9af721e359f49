"""What a register has from its class alone: run in a copy of the product with one class more."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from tests.made_rows import asked, load, sound
from tests.pages.conftest import _anybody_reads, _nothing_kept_between_tests
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, desk, opened
from udp_core.archive.changes import WantedChanges
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.migrate import differences
from udp_core.archive.queries import rows_by_id, steps_of_rows
from udp_core.archive.registry import BY_NAME, REGISTERS
from udp_core.briefing.citing import citable, cited
from udp_core.deadlines.reminder import calendar
from udp_core.deadlines.report import deadlines_report
from udp_core.files.unpacked import read_workbook
from udp_core.history.report import change_reports
from udp_core.packages.exporting import export_package
from udp_core.packages.packages import anything
from udp_core.writing.grid.cells import GridColumns
from udp_core.writing.grid.workbook import Taken, brought_rows, register_workbook, taken_of
from udp_core.writing.loading import Batch
from udp_core.writing.moving import Move, MoveState, move_states

__all__ = ["_anybody_reads", "_nothing_kept_between_tests", "desk"]
TODAY = date(2026, 12, 5)
ROW: Image = {
    "district_id": "ravenna",
    "code": "asp-2024",
    "title": "Locazione con l’ASP per il servizio sociale",
    "first_party": "Unione dei Comuni",
    "second_party": "ASP Ravenna Cervia e Russi",
    "signed_on": None,
    "valid_to": "2026-12-31",
    "state": "proposed",
    "source": "Deliberazione 12/2024",
}
ID = "ravenna:asp-2024"


@pytest.fixture
def office(desk: Engine) -> Engine:
    """The demonstration with one lease."""
    load(desk, Batch(BY_NAME["lease"], [(None, sound(BY_NAME["lease"], **ROW))]))
    return desk


def test_the_step_that_was_written_makes_the_table_that_the_class_wants(office: Engine) -> None:
    assert differences(office) == []


def test_people_read_it(office: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert office
    screen = opened("ufficio/elenchi.py", None, monkeypatch)
    screen.selectbox(key="registro").set_value("lease").run()
    assert "Locazione con l’ASP" in words(screen)
    assert "31/12/2026" in words(screen)
    screen.query_params["riga"] = f"lease:{ID}"
    screen.run()
    assert "ASP Ravenna Cervia e Russi" in words(screen)
    assert "in proposta" in words(screen)


def test_the_desk_writes_it_in_a_grid(office: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert office
    assert "lease" in REGISTERS
    screen = opened("ufficio/registri.py", ANNA, monkeypatch)
    screen.selectbox(key="registro").set_value("lease").run()
    assert not screen.exception
    shown = screen.session_state["griglie"]["grid-Lease"].frame
    assert "ASP Ravenna Cervia e Russi" in repr(shown)


def test_it_goes_to_excel_and_what_is_written_there_comes_back(office: Engine) -> None:
    columns = GridColumns(BY_NAME["lease"])
    with reading(office) as connection:
        rows = rows_by_id(connection, BY_NAME["lease"], [ID])
    taken = Taken("lease", "ravenna", datetime(2026, 12, 5, tzinfo=UTC), 1)
    book = load_workbook(BytesIO(register_workbook(columns, rows, taken)))
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column_letter for cell in sheet[3]}
    sheet[f"{heads['Scade il']}4"] = date(2027, 12, 31)
    stream = BytesIO()
    book.save(stream)
    back = taken_of(read_workbook(stream.getvalue(), "locazioni.xlsx"), columns, "ravenna")
    found = brought_rows(back, columns, {ID: rows[0]})
    assert found.problems == ()
    assert found.sheet.changed[ID].cells == {"valid_to": "31/12/2027"}


def test_it_moves_through_its_states_and_each_step_is_a_row(
    office: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = BY_NAME["lease"].life
    signed = next(after for _, after in terms if after.value == "signed")
    screen = opened("ufficio/elenchi.py", ANNA, monkeypatch)
    screen.selectbox(key="registro").set_value("lease").run()
    screen.query_params["riga"] = f"lease:{ID}"
    screen.run()
    assert "Passa a «firmato»" in [button.label for button in screen.button]
    move = Move(BY_NAME["lease"], ID, 1, signed)
    move_states(office, MoveState(asked(), "anna", [move], TODAY))
    with reading(office) as connection:
        [step] = steps_of_rows(connection, BY_NAME["lease"], [ID])
    assert (step.from_state, step.to_state) == ("in proposta", "firmato")
    assert step.done_on == "2026-12-05"


def test_history_tells_who_wrote_it(office: Engine) -> None:
    with reading(office) as connection:
        [change] = change_reports(connection, WantedChanges(entity="lease"))
    assert "asp-2024" in change.title


def test_its_end_is_a_deadline_and_an_appointment(
    office: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading(office) as connection:
        report = deadlines_report(connection, "ravenna", TODAY, None)
    [ours] = [one for one in report.rows if one.table == "lease"]
    assert (ours.day, ours.left(TODAY)) == (date(2026, 12, 31), 26)
    assert b"DTSTART;VALUE=DATE:20261231" in calendar([ours], TODAY)
    screen = opened("ufficio/scadenze.py", None, monkeypatch)
    screen.selectbox(key="cosa").set_value("lease").run()
    assert "Locazione con l’ASP" in words(screen)


def test_it_leaves_and_comes_back(office: Engine, tmp_path: Path) -> None:
    export_package(office, tmp_path / "out")
    with (tmp_path / "out" / "lease.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["title"] == ROW["title"]
    [batch], _ = anything(tmp_path / "out" / "lease.csv")
    assert load(office, batch, dry_run=True).tallies["lease"].unchanged == 1


def test_an_agenda_cites_it_and_the_wall_shows_it(office: Engine) -> None:
    with reading(office) as connection:
        known = citable(connection, "ravenna")
        [one] = cited(connection, "ravenna", f"riga:lease:{ID}")
        [whole] = cited(connection, "ravenna", "elenco:lease")
    assert known[f"riga:lease:{ID}"].startswith("Locazione")
    assert "Locazione con l’ASP" in one.title
    assert one.table is not None
    assert ("Seconda parte", "ASP Ravenna Cervia e Russi") in one.table.rows
    assert whole.title == "1 locazione"

"""The workbook says what its hands meant.

Every sheet at once, percentages by their cells, emptied cells, formulas, old files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, made_desk, mandate, save
from tests.made_rows import asked, fingerprint, load, sound
from udp_core.archive.engine import reading
from udp_core.archive.images import read_by_id
from udp_core.desk.report.desk import desk_report
from udp_core.desk.view.brought import brought_table
from udp_core.desk.workbooks.changes import brought_figures
from udp_core.desk.workbooks.making import workbook_for
from udp_core.desk.workbooks.preview import Preview, preview
from udp_core.desk.workbooks.reading import brought_back
from udp_core.files.unpacked import read_workbook
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import DataState
from udp_core.people.rights import require
from udp_core.writing.loading import Batch
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit, SavedRow, SaveRows, save_rows

ENTRY, MEASURE, SCHEDA, ACTION, FUNDING = (
    E[name]
    for name in ("frna_entry", "measurement", "intervention", "action", "intervention_funding")
)
BUDGET = {"phase": "budget", "period": "year", "period_no": None}
SPENT, DONE, RATES, YEAR, PROGRESS, STEPS = (
    "Spesa FRNA del mese",
    "Attività del mese",
    "Indicatori",
    "Schede - spesa da inizio anno",
    "Schede - avanzamento dichiarato",
    "Azioni in scadenza",
)
MONTH = 10
ROW = f"{FUND}:A1:a:c:final:month:{MONTH}"


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    """Every kind of figure has something to give in October."""
    made_desk(empty_engine)
    scheda = scheda_of(empty_engine)
    save(
        empty_engine,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
        entry(1, 12_000, **BUDGET),
        entry(1, 6_000, voce_id="A2", **BUDGET),
        Edit(
            E["activity_measure"],
            sound(
                E["activity_measure"],
                fund_year_id=FUND,
                voce_id="A1",
                municipality_id="c",
                unit="hours",
                as_of="2026-02-01",
                **BUDGET,
            ),
        ),
        Edit(FUNDING, sound(FUNDING, intervention_id=scheda, municipality_id="c", phase="budget")),
        Edit(ACTION, sound(ACTION, intervention_id=scheda, due_date="2026-10-20")),
        Edit(
            E["indicator"],
            sound(E["indicator"], code="pc", area_id="a", unit="%", multiplier=100_000),
        ),
        *(
            Edit(
                MEASURE,
                sound(
                    MEASURE,
                    indicator_id="pc",
                    municipality_id=place,
                    year=2025,
                    value=5200,
                    as_of="2025-12-31",
                ),
            )
            for place in ("c", None)
        ),
    )
    programme = scheda.rpartition(":")[0]
    active = sound(SCHEDA, programme_id=programme, state="active", progress=800, as_of="2026-09-30")
    load(
        empty_engine,
        Batch(SCHEDA, [(None, active)]),
        Batch(
            E["mandate"],
            [
                (None, mandate("anna", "area_editor", area_id="a")),
                (None, mandate("anna", "municipality_editor", municipality_id="c")),
            ],
        ),
    )
    return empty_engine


def scheda_of(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(connection.exec_driver_sql("SELECT id FROM intervention").scalar_one())


def made(engine: Engine, at: datetime | None = None) -> bytes:
    with reading(engine) as connection:
        actor = require(connection, "anna", TODAY)
        report = desk_report(connection, actor, "a", 2026, MONTH, TODAY)
    return workbook_for(report, actor, "a", at or asked().at, 7)


def filled(content: bytes, cells: Mapping[tuple[str, str], Any], shown: str = "") -> bytes:
    """The workbook with values in some cells; `shown` is the number format that they are given."""
    book = load_workbook(BytesIO(content))
    for (sheet, place), value in cells.items():
        book[sheet][place] = value
        if shown:
            book[sheet][place].number_format = shown
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def judged(engine: Engine, content: bytes) -> Preview:
    with reading(engine) as connection:
        actor = require(connection, "anna", TODAY)
        report = desk_report(connection, actor, "a", 2026, MONTH, TODAY)
    brought = brought_back(read_workbook(content, "cifre.xlsx"), report, actor, TODAY)
    return preview(engine, "anna", brought.edits, brought.problems, TODAY)


def kept(engine: Engine, found: Preview) -> tuple[SavedRow, ...]:
    assert found.refused == ()
    return save_rows(
        engine,
        SaveRows(asked(found.request_id("anna")), "anna", found.edits, TODAY, excused=found.agreed),
    ).rows


def stored(engine: Engine, entity: Any, row_id: str) -> Any:
    with reading(engine) as connection:
        found = read_by_id(connection, entity, [row_id]).get(row_id)
    return found[1] if found else None


def only(found: Preview) -> Problem:
    [problem] = found.refused
    return problem


EVERY = {
    (SPENT, "F4"): 1000.5,
    (DONE, "F4"): 31,
    (RATES, "F4"): 0.054,
    (YEAR, "F4"): 200,
    (PROGRESS, "F4"): 0.9,
    (STEPS, "F4"): "12/10/2026",
}


@pytest.mark.parametrize("sheets", [2, 3, 6])
def test_cells_of_several_sheets_are_previewed_and_saved_together(
    desk: Engine, sheets: int
) -> None:
    """One yellow cell on each of two, three, all sheets: as many rows, each as it was previewed."""
    before = fingerprint(desk)
    found = judged(desk, filled(made(desk), dict(list(EVERY.items())[:sheets])))
    assert fingerprint(desk) == before
    assert (found.refused, len(found.rows)) == ((), sheets)
    assert kept(desk, found) == found.rows
    assert {row.change for row in found.rows} <= {"added", "changed"}
    assert stored(desk, ENTRY, ROW)["amount_cents"] == 100_050
    if sheets == 6:
        assert stored(desk, SCHEDA, scheda_of(desk))["progress"] == 900
        assert stored(desk, ACTION, f"{scheda_of(desk)}:1")["done_date"] == "2026-10-12"


@pytest.mark.parametrize(
    ("value", "shown", "stored_as"),
    [
        (0.9, "0%", 900),
        (1, "0%", 1000),
        (0.01, "0.0%", 10),
        (0.855, "0.0%", 855),
        (90, "0", 900),
        (0.9, "General", 900),
        ("90%", "", 900),
        ("90", "", 900),
        (0.9, "", 900),
        (100, "General", 1000),
    ],
)
def test_a_share_is_judged_by_the_format_of_its_cell_and_its_label(
    desk: Engine, value: Any, shown: str, stored_as: int
) -> None:
    cells = {(PROGRESS, "F4"): value, (PROGRESS, "G4"): "Rilevato dal gruppo"}
    kept(desk, judged(desk, filled(made(desk), cells, shown)))
    assert stored(desk, SCHEDA, scheda_of(desk))["progress"] == stored_as


@pytest.mark.parametrize(
    ("value", "shown", "remedy"),
    [
        (1, "General", "Scrivere 1% o 100%."),
        ("0,9", "@", "Scrivere 0,9% o 90%."),
        ("0,35", "@", "Scrivere 35%."),
    ],
)
def test_a_part_without_its_sign_is_asked_back_with_its_place(
    desk: Engine, value: Any, shown: str, remedy: str
) -> None:
    found = only(judged(desk, filled(made(desk), {(PROGRESS, "F4"): value}, shown)))
    assert (found.code, found.place.sheet, found.place.row, found.remedy) == (
        "C12",
        PROGRESS,
        4,
        remedy,
    )


@pytest.mark.parametrize(
    ("value", "shown", "stored_as"),
    [
        (0.052, "0.0%", 5200),
        (5.2, "General", 5200),
        ("5,2%", "", 5200),
        (0.052, "", 5200),
        (0.009, "0.0%", 900),
    ],
)
def test_an_indicator_in_percent_is_never_a_hundredth_of_itself(
    desk: Engine, value: Any, shown: str, stored_as: int
) -> None:
    kept(desk, judged(desk, filled(made(desk), {(RATES, "F4"): value}, shown)))
    [row] = [row for row in edited(desk) if row["indicator_id"] == "pc"]
    assert row["value"] == stored_as


def edited(engine: Engine) -> list[dict[str, Any]]:
    with reading(engine) as connection:
        return [
            dict(row._mapping)
            for row in connection.exec_driver_sql("SELECT * FROM measurement WHERE year = 2026")
        ]


def test_a_bare_fraction_of_an_indicator_and_a_percentage_of_euro_are_asked_back(
    desk: Engine,
) -> None:
    assert only(judged(desk, filled(made(desk), {(RATES, "F4"): 0.9}, "General"))).code == "C12"
    assert only(judged(desk, filled(made(desk), {(SPENT, "F4"): 0.9}, "0%"))).place.row == 4


def test_what_goes_out_comes_back_untouched(desk: Engine) -> None:
    """Downloaded with 80 % and 5,2 % in it, uploaded as it is: nothing to do, nothing wrong."""
    kept(desk, judged(desk, filled(made(desk), {(RATES, "F4"): 5.2}, "General")))
    again = judged(desk, made(desk))
    assert (again.edits, again.refused) == ((), ())
    book = load_workbook(BytesIO(made(desk)))
    assert (book[PROGRESS]["F4"].value, "%" in book[PROGRESS]["F4"].number_format) == (0.8, True)


# Emptied cells


def test_an_emptied_cell_takes_its_figure_back_and_an_empty_one_is_nothing(desk: Engine) -> None:
    kept(desk, judged(desk, filled(made(desk), {(SPENT, "F4"): 1000})))
    found = judged(desk, filled(made(desk), {(SPENT, "F4"): None}))
    assert (found.count("removed"), found.count("unchanged"), found.refused) == (1, 0, ())
    kept(desk, found)
    assert stored(desk, ENTRY, ROW) is None
    assert judged(desk, filled(made(desk), {(SPENT, "F4"): None})).edits == ()


def test_an_emptied_confirmed_figure_wants_a_reason_and_a_validated_one_stays(desk: Engine) -> None:
    kept(desk, judged(desk, filled(made(desk), {(SPENT, "F4"): 1000})))
    move(desk, 1, DataState.CONFIRMED)
    assert only(judged(desk, filled(made(desk), {(SPENT, "F4"): None}))).code == "U03"
    assert judged(
        desk, filled(made(desk), {(SPENT, "F4"): None, (SPENT, "G4"): "Doppia"})
    ).can_be_saved
    move(desk, 2, DataState.VALIDATED)
    assert only(judged(desk, filled(made(desk), {(SPENT, "F4"): None}))).code == "W03"


def move(engine: Engine, seen: int, state: DataState) -> None:
    move_states(engine, MoveState(asked(), "anna", [Move(ENTRY, ROW, seen, state)], TODAY))


def test_an_emptied_progress_stays_and_an_emptied_day_goes(desk: Engine) -> None:
    kept(desk, judged(desk, filled(made(desk), {(STEPS, "F4"): "12/10/2026"})))
    assert only(judged(desk, filled(made(desk), {(PROGRESS, "F4"): None}))).code == "C11"
    content = made(desk)
    if STEPS in load_workbook(BytesIO(content)).sheetnames:
        kept(desk, judged(desk, filled(content, {(STEPS, "F4"): None})))
        assert stored(desk, ACTION, f"{scheda_of(desk)}:1")["done_date"] is None


# Files made before


def test_an_untouched_cell_of_an_old_file_puts_nothing_back(desk: Engine) -> None:
    kept(desk, judged(desk, filled(made(desk), {(SPENT, "F4"): 1000})))
    old = made(desk)
    save(desk, "anna", Edit(ENTRY, {"amount_cents": 1_600_00}, ROW, 1))
    found = judged(desk, filled(old, {(SPENT, "F5"): 500}))
    assert (found.count("added"), found.count("changed"), found.conflicts) == (1, 0, ())
    kept(desk, found)
    assert stored(desk, ENTRY, ROW)["amount_cents"] == 1_600_00


def test_an_old_file_with_an_empty_cell_takes_nothing_back(desk: Engine) -> None:
    old = made(desk)
    save(desk, "anna", entry(MONTH, 1600))
    assert judged(desk, old).edits == ()
    given = made(desk)
    save(desk, "anna", Edit(ENTRY, {"amount_cents": 1_700_00}, ROW, 1))
    assert only(judged(desk, filled(given, {(SPENT, "F4"): None}))).code == "W18"


# What is shown before it is saved


def shown(engine: Engine, content: bytes) -> list[tuple[str, ...]]:
    """The table of what would change, without the place in the file."""
    with reading(engine) as connection:
        actor = require(connection, "anna", TODAY)
        report = desk_report(connection, actor, "a", 2026, MONTH, TODAY)
        found = brought_figures(connection, report, judged(engine, content))
    return [row[1:] for row in brought_table(found).words]


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()

"""What a workbook shows before it is saved, cells without a value, the day of a figure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, save
from tests.made_rows import load, sound
from tests.service.test_workbooks_true import (
    ACTION,
    BUDGET,
    DONE,
    ENTRY,
    EVERY,
    FUNDING,
    MEASURE,
    MONTH,
    PROGRESS,
    RATES,
    ROW,
    SPENT,
    STEPS,
    YEAR,
    changed,
    desk,
    filled,
    judged,
    kept,
    made,
    only,
    scheda_of,
    shown,
    stored,
)
from udp_core.archive.engine import reading
from udp_core.archive.entity import id_of
from udp_core.desk.commands.entering import Typed, edit_of
from udp_core.desk.report.desk import desk_report
from udp_core.desk.view.brought import brought_table
from udp_core.desk.workbooks.changes import brought_figures
from udp_core.desk.workbooks.making import workbook_for
from udp_core.people.rights import require
from udp_core.render.table import Quantity
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

__all__ = ["desk"]


def test_every_change_is_shown_with_what_stands_and_what_it_becomes(desk: Engine) -> None:
    """Of every kind of figure, with its unit; an untouched cell is none of them."""
    kept(desk, judged(desk, filled(made(desk), {(SPENT, "F4"): 1000})))
    content = filled(made(desk), {**EVERY, (SPENT, "F4"): 1200.5, (PROGRESS, "F4"): 0.9})
    assert shown(desk, content) == [
        ("A1 Attività", "Attività · Cervia", "1.000,00 €", "1.200,50 €", "si cambia"),
        ("A1 Attività", "Cervia", "n.d.", "31 ore", "si aggiunge"),
        ("pc Attività", "tutto l’anno 2026 · intero distretto", "n.d.", "5,4 %", "si aggiunge"),
        ("a Attività", "Attività · Cervia", "n.d.", "200,00 €", "si aggiunge"),
        ("a Attività", "quota del lavoro fatta", "80 %", "90 %", "si cambia"),
        ("a Attività", "scadenza 20/10/2026", "n.d.", "12/10/2026", "si aggiunge"),
    ]
    assert shown(desk, made(desk)) == []
    with reading(desk) as connection:
        report = desk_report(
            connection, require(connection, "anna", TODAY), "a", 2026, MONTH, TODAY
        )
        table = brought_table(brought_figures(connection, report, judged(desk, content)))
    spent, share, day = (table.rows[place][4] for place in (0, 4, 5))
    assert isinstance(spent, Quantity)
    assert isinstance(share, Quantity)
    assert (spent.value, spent.unit, share.value, share.unit, day) == (
        Decimal("1200.5"),
        "€",
        90,
        "%",
        "12/10/2026",
    )
    assert shown(desk, filled(made(desk), {(SPENT, "F4"): None})) == [
        ("A1 Attività", "Attività · Cervia", "1.000,00 €", "n.d.", "si toglie")
    ]


def test_a_figure_that_did_not_change_is_given_again_by_saying_so(desk: Engine) -> None:
    """200 spent until September, the same in October.

    Untouched it stays due, «uguale» beside it gives it as of October.
    """
    row = sound(
        FUNDING,
        intervention_id=scheda_of(desk),
        municipality_id="c",
        phase="final",
        amount_cents=200_00,
        as_of="2026-09-30",
    )
    load(desk, Batch(FUNDING, [(None, row)]))
    assert shown(desk, made(desk)) == []
    content = filled(made(desk), {(YEAR, "G4"): "uguale"})
    assert shown(desk, content) == [
        ("a Attività", "Attività · Cervia", "200,00 €", "200,00 €", "si ridà com’è")
    ]
    kept(desk, judged(desk, content))
    stands = stored(desk, FUNDING, id_of(FUNDING, row))
    assert (stands["amount_cents"], stands["as_of"], stands["state"]) == (
        200_00,
        "2026-10-31",
        "draft",
    )
    assert judged(desk, filled(made(desk), {(YEAR, "G4"): "uguale"})).edits == ()
    old = made(desk)
    save(desk, "anna", Edit(FUNDING, {"amount_cents": 250_00}, id_of(FUNDING, row), 2))
    assert shown(desk, filled(old, {(YEAR, "G4"): "uguale"})) == []


def test_what_is_refused_and_what_somebody_changed_meanwhile_is_shown_as_such(desk: Engine) -> None:
    kept(desk, judged(desk, filled(made(desk), {(SPENT, "F4"): 1000})))
    old = made(desk)
    save(desk, "anna", Edit(ENTRY, {"amount_cents": 1_600_00}, ROW, 1))
    [decide] = shown(desk, filled(old, {(SPENT, "F4"): 1200}))
    assert decide[2:5] == ("1.600,00 €", "1.200,00 €", "da decidere")
    assert re.fullmatch(r"da anna, il 10/11/2026 alle 10:30", decide[5])
    assert shown(desk, filled(old, {(SPENT, "F5"): 500})) == [
        ("A2 Attività", "Attività · Cervia", "n.d.", "500,00 €", "si aggiunge")
    ]
    [back] = shown(desk, filled(made(desk), {(PROGRESS, "F4"): 0.012}))
    assert back == ("a Attività", "quota del lavoro fatta", "80 %", "1,2 %", "da correggere")


def test_a_workbook_tells_its_units_its_terms_its_values_before_and_its_moment(
    desk: Engine,
) -> None:
    """Namesakes by unit; two terms by name; what was before as a number.

    21:05 UTC of November as 22:05.
    """
    for month, euro in ((7, 3000), (8, 3100), (9, 3100)):
        save(desk, "anna", entry(month, euro, as_of=f"2026-{month:02}-28"))
    activity = E["activity_measure"]
    save(
        desk,
        "anna",
        *(
            Edit(
                activity,
                sound(
                    activity,
                    fund_year_id=FUND,
                    voce_id="A1",
                    municipality_id="c",
                    unit=unit,
                    as_of="2026-02-01",
                    **BUDGET,
                ),
            )
            for unit in ("meals", "beneficiaries")
        ),
        Edit(
            activity,
            sound(
                activity,
                fund_year_id=FUND,
                voce_id="A1",
                municipality_id="c",
                unit="hours",
                phase="final",
                period="month",
                period_no=9,
                value=3_100_000,
                as_of="2026-09-30",
            ),
        ),
        Edit(
            E["indicator"],
            sound(
                E["indicator"],
                code="rt",
                area_id="a",
                numerator="Assistiti",
                denominator="Residenti",
            ),
        ),
        Edit(
            MEASURE,
            sound(
                MEASURE,
                indicator_id="rt",
                municipality_id="c",
                year=2025,
                numerator=12_000,
                denominator=1000_000,
                value=None,
                as_of="2025-12-31",
            ),
        ),
    )
    with reading(desk) as connection:
        actor = require(connection, "anna", TODAY)
        report = desk_report(connection, actor, "a", 2026, MONTH, TODAY)
    content = workbook_for(report, actor, "a", datetime(2026, 11, 28, 21, 5, tzinfo=UTC), 7)
    book = load_workbook(BytesIO(content))
    assert [row[0].value for row in book["Istruzioni"].iter_rows()][
        2
    ] == "Preparato il 28/11/2026 alle 22:05"
    assert sorted(book[DONE][f"D{row}"].value for row in (4, 5, 6)) == [
        "Cervia · beneficiari",
        "Cervia · ore",
        "Cervia · pasti",
    ]
    hours = next(row for row in (4, 5, 6) if book[DONE][f"D{row}"].value.endswith("ore"))
    assert (book[DONE][f"E{hours}"].value, book[DONE][f"E{hours}"].number_format) == (3100, "#,##0")
    assert (book[SPENT]["E4"].value, book[SPENT]["E4"].number_format) == (3100, "#,##0.00")
    details = [book[RATES][f"D{row}"].value for row in range(4, book[RATES].max_row + 1)]
    assert (
        "tutto l’anno 2026 · Cervia\nPrimo termine: Assistiti\n"
        "Secondo termine: Residenti (prima 1.000)" in details
    )
    tall = 4 + details.index(
        "tutto l’anno 2026 · Cervia\nPrimo termine: Assistiti\n"
        "Secondo termine: Residenti (prima 1.000)"
    )
    assert book[RATES].row_dimensions[tall].height == 45, "three lines"
    formats = {cell.number_format for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "#,##0.###" not in formats


# Cells that hold no value


@pytest.mark.parametrize(("cell", "code"), [("=1+1", "X24"), ("#DIV/0!", "X25")])
def test_what_has_no_value_is_told_with_its_place(desk: Engine, cell: str, code: str) -> None:
    def write(book: Any) -> None:
        book[SPENT]["F4"] = cell
        if cell.startswith("#"):
            book[SPENT]["F4"].data_type = "e"

    found = only(judged(desk, changed(made(desk), write)))
    assert (found.code, found.place.sheet, found.place.row, found.place.column) == (
        code,
        SPENT,
        4,
        "Valore",
    )


def test_float_tails_are_what_the_sheet_shows_and_words_are_told(desk: Engine) -> None:
    kept(desk, judged(desk, filled(made(desk), {(SPENT, "F4"): 15324.300000000001})))
    assert stored(desk, ENTRY, ROW)["amount_cents"] == 1_532_430
    assert only(judged(desk, filled(made(desk), {(SPENT, "F5"): "circa mille"}))).code == "N02"


def test_a_done_day_to_come_is_refused(desk: Engine) -> None:
    assert only(judged(desk, filled(made(desk), {(STEPS, "F4"): "11/11/2026"}))).code == "R24"


# The day of a figure


@pytest.mark.parametrize(
    ("month", "spending", "year"),
    [(10, "2026-10-31", "2026-11-10"), (11, "2026-11-10", "2026-11-10")],
)
def test_a_figure_is_of_the_last_day_of_its_period_or_of_today_while_it_runs(
    desk: Engine, month: int, spending: str, year: str
) -> None:
    """Given on 10 November.

    October is of its 31st, November and the year are of that day, never of a day to come.
    """
    with reading(desk) as connection:
        actor = require(connection, "anna", TODAY)
        report = desk_report(connection, actor, "a", 2026, month, TODAY)
    days = {figure.entity: figure.speaks_of for group in report.groups for figure in group.figures}
    assert (str(days["frna_entry"]), str(days["activity_measure"]), str(days["measurement"])) == (
        spending,
        spending,
        year,
    )
    assert days["intervention"] is None
    figure = next(
        one
        for group in report.groups
        for one in group.figures
        if one.entity == "measurement" and one.fields[0].label == "%"
    )
    edit = edit_of(figure, Typed({"value": "5,4"}), actor, TODAY)
    assert isinstance(edit, Edit)
    assert edit.values["as_of"] == year


@pytest.mark.parametrize(
    ("due", "asked_for"), [("2026-10-30", True), ("2026-10-31", True), ("2026-11-01", False)]
)
def test_an_action_is_asked_about_up_to_the_last_day_of_the_month(
    desk: Engine, due: str, asked_for: bool
) -> None:
    save(desk, "anna", Edit(ACTION, {"due_date": due}, f"{scheda_of(desk)}:1", 1))
    assert (STEPS in load_workbook(BytesIO(made(desk))).sheetnames) is asked_for

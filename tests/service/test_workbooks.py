"""The workbook made for a person: out, filled, back; twice the same; refused with row and column.

Traps.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from tests.made_rows import fingerprint, sound
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.images import read_by_id
from udp_core.desk.report.desk import OWN, WHOLE, DeskReport, desk_report, scope_at
from udp_core.desk.workbooks.making import MARK, Whose, file_name, workbook_for
from udp_core.desk.workbooks.preview import Preview, preview
from udp_core.desk.workbooks.reading import brought_back, made_by_us, refuse_other
from udp_core.files.packed import MOST_BYTES
from udp_core.files.unpacked import read_workbook
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.people.rights import require
from udp_core.people.rules import Actor
from udp_core.writing.saving import Edit, SaveRows, save_rows

ENTRY = E["frna_entry"]
SHEET = "Spesa FRNA del mese"
MOMENT = datetime(2026, 11, 10, 9, tzinfo=UTC)
BUDGET = {"phase": "budget", "period": "year", "period_no": None}
ROW = f"{FUND}:A1:a:c:final:month:1"


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    save(
        engine,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
    )
    save(engine, "anna", entry(1, 12_000, **BUDGET), entry(1, 6_000, voce_id="A2", **BUDGET))
    return engine


def seen(engine: Engine, officer: str = "carlo") -> tuple[Actor, DeskReport]:
    with reading(engine) as connection:
        actor = require(connection, officer, TODAY)
        return actor, desk_report(connection, actor, "a", 2026, 1, TODAY)


def made(engine: Engine) -> bytes:
    actor, report = seen(engine)
    return workbook_for(report, actor, "a", MOMENT, 7)


def filled(content: bytes, cells: Mapping[str, Any]) -> bytes:
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        book[SHEET][place] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def judged(engine: Engine, content: bytes) -> Preview:
    actor, report = seen(engine)
    brought = brought_back(read_workbook(content, "cifre.xlsx"), report, actor, TODAY)
    return preview(engine, "carlo", brought.edits, brought.problems, TODAY)


def kept(engine: Engine, found: Preview, request: str = "file") -> None:
    save_rows(
        engine, SaveRows(Asked(request, "", "", "Caricamento", MOMENT), "carlo", found.edits, TODAY)
    )


def test_it_has_the_persons_rows_locked_names_and_open_cells(desk: Engine) -> None:
    book = load_workbook(BytesIO(made(desk)))
    assert book.sheetnames == ["Istruzioni", SHEET, MARK]
    sheet = book[SHEET]
    assert [sheet.cell(4 + row, 3).value for row in range(2)] == ["A1 Attività", "A2 Attività"]
    assert sheet.protection.sheet
    assert (sheet["F4"].protection.locked, sheet["C4"].protection.locked) == (False, True)
    assert sheet.column_dimensions["A"].hidden
    assert book[MARK].sheet_state == "veryHidden"
    actor, report = seen(desk)
    assert file_name(report, actor) == "aggiornamenti-carlo-2026-01.xlsx"


def test_filled_and_brought_back_it_is_saved_and_the_second_time_changes_nothing(
    desk: Engine,
) -> None:
    content = filled(made(desk), {"F4": 1234.56, "F5": "1.000,5"})
    found = judged(desk, content)
    assert (found.count("added"), found.refused, found.can_be_saved) == (2, (), True)
    kept(desk, found)
    with reading(desk) as connection:
        assert read_by_id(connection, ENTRY, [ROW])[ROW][1]["amount_cents"] == 123456
    before = fingerprint(desk)
    again = judged(desk, content)
    assert (again.count("added"), again.count("changed"), again.can_be_saved) == (0, 0, False)
    assert fingerprint(desk) == before


def test_what_is_wrong_is_told_with_its_row_and_nothing_is_written(desk: Engine) -> None:
    before = fingerprint(desk)
    found = judged(desk, filled(made(desk), {"F4": "dodici", "F5": 10}))
    assert [
        (one.code, one.place.sheet, one.place.row, one.place.column) for one in found.refused
    ] == [("N02", SHEET, 4, "Valore")]
    assert (found.count("added"), found.can_be_saved) == (1, False)
    assert fingerprint(desk) == before


def test_a_newer_value_of_somebody_else_is_a_conflict(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000))
    content = filled(made(desk), {"F4": 1100})
    save(desk, "anna", Edit(ENTRY, {"amount_cents": 1200_00}, ROW, 1))
    [conflict] = judged(desk, content).conflicts
    assert (conflict.theirs, conflict.mine, conflict.author) == (1200_00, 1100_00, "anna")


def test_an_unusual_value_is_saved_with_the_reason_beside_it(desk: Engine) -> None:
    before = [entry(month, 1000, fund_year_id="a:a:2025") for month in (10, 11, 12)]
    save(desk, "anna", Edit(E["fund_year"], sound(E["fund_year"], year=2025)))
    save(desk, "carlo", *before)
    found = judged(desk, filled(made(desk), {"F4": 12.5}))
    assert [one.code for one in found.refused] == ["U01"]
    assert judged(
        desk, filled(made(desk), {"F4": 12.5, "G4": "Primo mese, servizio appena aperto"})
    ).can_be_saved


def test_it_is_for_one_person_of_one_district(desk: Engine) -> None:
    about = made_by_us(read_workbook(made(desk), "x.xlsx"))
    assert about is not None
    assert (about.district, about.year, about.month, about.officer_id) == ("a", 2026, 1, "carlo")
    with pytest.raises(RefusedError) as caught:
        refuse_other(about, seen(desk, "anna")[0], "a")
    assert caught.value.problems[0].code == "X21"
    book = Workbook()
    stream = BytesIO()
    book.save(stream)
    assert made_by_us(read_workbook(stream.getvalue(), "altro.xlsx")) is None


def test_a_workbook_says_of_which_place_it_is_and_a_place_of_others_is_none(desk: Engine) -> None:
    anna, report = seen(desk, "anna")
    content = workbook_for(report, anna, "a", MOMENT, 7, Whose("r", "Russi d'Emilia"))
    about = made_by_us(read_workbook(content, "x.xlsx"))
    assert about is not None
    assert (about.place, file_name(report, anna, Whose("r", "Russi d'Emilia"))) == (
        "r",
        "aggiornamenti-anna-russi-d-emilia-2026-01.xlsx",
    )
    carlo = seen(desk)[0]
    assert [scope_at(carlo, place) for place in (OWN, "c", "r", WHOLE)] == [("c",), ("c",), (), ()]
    assert [scope_at(anna, place) for place in (OWN, "c", "r", WHOLE)] == [
        (None,),
        ("c",),
        ("r",),
        (None,),
    ]


def test_formulas_in_names_stay_words_and_are_never_computed(desk: Engine) -> None:
    save(desk, "anna", Edit(E["frna_voce"], {"short_name": '=HYPERLINK("http://x.test")'}, "A1", 1))
    content = made(desk)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert not any(
            b"<f>" in packed.read(name)
            for name in packed.namelist()
            if name.startswith("xl/worksheets")
        )
    found = judged(desk, filled(content, {"F4": "=1+1"}))
    assert not found.can_be_saved


def _zip(parts: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


TRAPS = {
    "X01": b"",
    "X02": b"x" * (MOST_BYTES + 1),
    "X03": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100,
    "X04": b"nome;importo\n",
    "X05": _zip({"xl/workbook.xml": b"<x/>", "xl/big.xml": b"0" * 60_000_000}),
    "X06": _zip({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}),
    "X08": _zip({"xl/workbook.xml": b"<nothing/>"}),
}


@pytest.mark.parametrize("code", TRAPS)
def test_traps_are_refused_in_words(code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_workbook(TRAPS[code], "trappola.xlsx")
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].place.file == "trappola.xlsx"


def test_a_truncated_workbook_and_a_csv_with_another_name_are_refused(desk: Engine) -> None:
    content = made(desk)
    with pytest.raises(RefusedError):
        read_workbook(content[: len(content) // 2], "x.xlsx")


def test_a_lone_far_cell_does_no_harm_and_nothing_is_cut() -> None:
    book = Workbook()
    book.active["A1"] = "x" * 32_000
    stream = BytesIO()
    book.save(stream)
    assert read_workbook(stream.getvalue(), "lungo.xlsx")[0].rows == (("x" * 32_000,),)
    book.active["XFD1048576"] = 1
    stream = BytesIO()
    book.save(stream)
    with pytest.raises(RefusedError) as caught:
        read_workbook(stream.getvalue(), "lontano.xlsx")
    assert (caught.value.problems[0].code, caught.value.problems[0].place.row) == ("X09", 1_048_576)


def told(engine: Engine, content: bytes) -> tuple[Problem, ...]:
    """Everything that is said of a workbook, whether it is refused whole or row by row."""
    try:
        return judged(engine, content).refused
    except RefusedError as refused:
        return refused.problems


@settings(
    max_examples=10_000 if os.environ.get("UDP_SLOW") == "1" else 10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.integers(4, 9),
            st.sampled_from("ABCDEFGH"),
            st.one_of(
                st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=20),
                st.integers(-(10**9), 10**9),
                st.floats(allow_nan=False, allow_infinity=False, width=32),
                st.booleans(),
                st.dates(min_value=date(1950, 1, 1)),
            ),
        ),
        max_size=12,
    )
)
def test_whatever_is_written_in_it_is_saved_right_or_refused_in_words(
    empty_engine: Engine, cells: list[tuple[int, str, Any]]
) -> None:
    with reading(empty_engine) as connection:
        new = connection.exec_driver_sql("SELECT count(*) FROM officer").scalar_one() == 0
    if new:
        made_desk(empty_engine)
        save(
            empty_engine,
            "anna",
            Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
        )
        save(empty_engine, "anna", entry(1, 12_000, **BUDGET))
    before = fingerprint(empty_engine)
    content = filled(made(empty_engine), {f"{column}{row}": value for row, column, value in cells})
    assert all(one.sentence and one.remedy for one in told(empty_engine, content))
    assert fingerprint(empty_engine) == before

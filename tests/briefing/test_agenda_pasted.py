"""What a point may open, and an agenda pasted from a spreadsheet (ROOM B6)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from tests.made_sitting import SITTING, TODAY, asked, opened, resolution
from udp_core.archive.engine import reading, writing
from udp_core.briefing.agenda_screens import openable
from udp_core.briefing.deck import sitting_slides
from udp_core.briefing.reports import Moment, reports_of
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.entities import AgendaItem
from udp_core.writing.grid.cells import GridColumns, usual_values
from udp_core.writing.grid.judging import Bench, JudgedGrid, judged
from udp_core.writing.grid.sheet import EMPTY, GridFrame, Line, absorb, spread
from udp_core.writing.grid.words import chosen_words
from udp_core.writing.registers import RegisterGrid

FIXED = {"sitting_id": SITTING}
MOMENT = Moment("ravenna", 2026, TODAY)
KINDS = (
    "decisioni",
    "comune:039007",
    "riga:intervention:",
    "riga:frna_voce:",
    "riga:regulation:",
    "elenco:act",
    "area:",
    "indicator:",
)
"""Decisions, a Comune, a scheda, a voce, a regulation, a register, an area, an indicator."""


def openings(engine: Engine) -> dict[str, str]:
    with reading(engine) as connection:
        return openable(connection, "ravenna", 2026, TODAY)


def pasted(engine: Engine, block: str) -> JudgedGrid:
    """A block put into the first cell of an empty agenda."""
    known = {"screen": chosen_words("Che cosa apre", openings(engine))}
    usual = usual_values(AgendaItem, date(2026, 11, 10), 2026, "ravenna", FIXED)
    columns = GridColumns(AgendaItem, known, FIXED, usual)
    frame = GridFrame(columns, EMPTY, {}, (), {})
    first = absorb(frame, RegisterGrid({}, [{columns.names[0]: block}]))
    sheet = spread(GridFrame(columns, first, {}, tuple(first.added), {}), first)
    numbers: dict[Line, int] = {line: place for place, line in enumerate(sheet.added, 1)}
    return judged(Bench(columns, TODAY, numbers), sheet)


def test_a_point_opens_each_thing_that_a_sitting_speaks_of(shown_archive: Engine) -> None:
    found = openings(shown_archive)
    missing = [kind for kind in KINDS if not any(code.startswith(kind) for code in found)]
    assert missing == []
    assert all(words.strip() for words in found.values())


def test_eight_rows_pasted_keep_every_column(shown_archive: Engine) -> None:
    opens = openings(shown_archive)
    scheda = next(code for code in opens if code.startswith("riga:intervention:"))
    wanted = ("frna", "comune:039007", scheda, "decisioni", "", "area:anziani", "panorama", "piano")
    block = "\n".join(
        f"{number}\tPunto {number}\tdecisione\tUfficio\t{opens.get(code, '')}"
        for number, code in enumerate(wanted, start=1)
    )
    found = pasted(shown_archive, block)
    assert [str(one) for one in found.refused] == []
    rows = [edit.values for edit in found.edits]
    assert [row["title"] for row in rows] == [f"Punto {number}" for number in range(1, 9)]
    assert [row["screen"] or "" for row in rows] == list(wanted)


def test_words_that_open_nothing_are_refused_by_row_and_column(shown_archive: Engine) -> None:
    found = pasted(
        shown_archive, "1\tUno\tdecisione\tUfficio\tFRNA\n2\tDue\tdecisione\tUfficio\tIl fondo"
    )
    (wrong,) = found.refused
    assert (wrong.place.row, wrong.value) == (2, "Il fondo")


def test_the_register_of_decisions_is_a_slide(demo_copy: Engine) -> None:
    opened(demo_copy)
    decide(demo_copy, asked(), "anna", SITTING, resolution(), TODAY)
    with writing(demo_copy) as connection:
        connection.exec_driver_sql("UPDATE agenda_item SET screen = 'decisioni' WHERE number = 1")
    with reading(demo_copy) as connection:
        reports = reports_of(connection, MOMENT)
        slides = sitting_slides(demo_copy, connection, MOMENT, SITTING, reports)
    (found,) = [one for one in slides if one.name == "1-decisioni"]
    assert found.title == "1 decisione registrata"
    assert found.table is not None
    assert [row[1] for row in found.table.rows] == [1]

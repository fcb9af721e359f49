"""What is typed in a grid, by row and column.

Taken in, laid out, judged, kept, and never by halves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, entry, made_desk, save
from tests.made_rows import sound
from udp_core.archive.engine import reading, writing
from udp_core.archive.queries import RegisterRow
from udp_core.drafts.queries import unsaved as store
from udp_core.drafts.queries.unsaved import UnsavedRow
from udp_core.writing.grid.cells import GridColumns, usual_values
from udp_core.writing.grid.drafts import keep_sheet, kept_places, kept_sheet, take_over
from udp_core.writing.grid.judging import Bench, JudgedGrid, already_there, judged
from udp_core.writing.grid.sheet import (
    EMPTY,
    GridFrame,
    GridSheet,
    Line,
    Touched,
    absorb,
    merged,
    spread,
    without_gone,
)
from udp_core.writing.grid.words import chosen_words
from udp_core.writing.registers import RegisterGrid

ENTRY, TODAY = E["frna_entry"], date(2026, 11, 29)
TOWNS = chosen_words("Comuni", {"039007": "Cervia", "039014": "Ravenna"})
KNOWN = {
    "municipality_id": TOWNS,
    "voce_id": chosen_words("Voci", {"A1": "A1 Case residenza", "A2": "A2 Centri diurni"}),
    "source_id": chosen_words("Fonti", {"frna": "FRNA"}),
}
FIXED = {"fund_year_id": FUND}
COLUMNS = GridColumns(
    ENTRY,
    KNOWN,
    FIXED,
    {
        name: value
        for name, value in usual_values(ENTRY, TODAY, 2026, "a", {}).items()
        if name not in FIXED
    },
)
ROWS = {
    row_id: RegisterRow(
        row_id,
        version,
        sound(
            ENTRY,
            voce_id="A1",
            municipality_id="039007",
            source_id="frna",
            phase="final",
            period="month",
            period_no=month,
            amount_cents=month * 100_00,
            state="draft",
        ),
    )
    for row_id, version, month in (("r1", 3, 1), ("r2", 1, 2))
}
NEW = {
    "voce_id": "A2",
    "source_id": "FRNA",
    "municipality_id": "Cervia",
    "phase": "consuntivo",
    "period": "mese",
    "period_no": "ottobre",
    "amount_cents": "1.500",
    "source": "Atto 1",
}


def frame(base: GridSheet = EMPTY, given: Mapping[str, str] | None = None) -> GridFrame:
    lines: list[Line] = [*ROWS, *base.added]
    return GridFrame(COLUMNS, base, ROWS, tuple(lines), given or {})


def judge(sheet: GridSheet) -> JudgedGrid:
    lines: list[Line] = [*ROWS, *sheet.added]
    numbers = {line: place for place, line in enumerate(lines, 1)}
    return judged(Bench(COLUMNS, TODAY, numbers), sheet)


def said(found: JudgedGrid) -> list[str]:
    return [f"{one.code} {one.place}" for one in found.refused]


def test_keys_come_first_and_what_is_fixed_is_no_column() -> None:
    assert COLUMNS.names == (
        "voce_id",
        "source_id",
        "municipality_id",
        "phase",
        "period",
        "period_no",
        "amount_cents",
        "state",
        "as_of",
        "source",
        "origin",
    )
    assert COLUMNS.keys == COLUMNS.names[:6]


def test_what_a_browser_says_becomes_edits_of_rows() -> None:
    grid = RegisterGrid({1: {"amount_cents": "1.500"}}, [NEW, {"voce_id": " "}, {}], [0])
    sheet = absorb(frame(), grid)
    assert len(sheet) == 3
    found = judge(sheet)
    assert found.wrong == {}
    changed, removed, added = found.edits
    assert (changed.entity_id, changed.seen, changed.values) == ("r2", 1, {"amount_cents": 150000})
    assert (removed.entity_id, removed.seen, removed.remove) == ("r1", 3, True)
    assert (
        added.entity_id,
        added.values["fund_year_id"],
        added.values["municipality_id"],
        added.values["period_no"],
    ) == (None, FUND, "039007", 10)
    assert (added.values["state"], added.values["origin"], added.values["as_of"]) == (
        "draft",
        "real",
        "2026-10-31",
    )  # of a month that has ended


def test_what_is_typed_back_as_it_was_is_no_change_and_the_mark_is_no_word() -> None:
    sheet = absorb(frame(), RegisterGrid({0: {"amount_cents": "7"}}))
    assert absorb(frame(sheet), RegisterGrid({0: {"amount_cents": "⚠ 100,00"}})) == EMPTY
    assert absorb(frame(), RegisterGrid({5: {"amount_cents": "7"}}, [], [9])) == EMPTY


def test_a_new_row_with_nothing_but_what_the_browser_wrote_in_it_is_none() -> None:
    given = {"origin": "dato reale"}
    assert (
        absorb(
            frame(given=given),
            RegisterGrid({}, [{"origin": "dato reale"}, {"origin": "dato reale", "source": None}]),
        )
        == EMPTY
    )


def test_everything_wrong_is_told_by_row_and_column_and_the_row_stays() -> None:
    sheet = absorb(
        frame(),
        RegisterGrid(
            {0: {"amount_cents": "n.d.", "municipality_id": "Ravenna"}, 1: {"state": "validato"}},
            [{**NEW, "municipality_id": "Cervja"}, {"voce_id": "A1"}],
        ),
    )
    found = judge(sheet)
    assert said(found) == [
        "N02 riga 1, colonna «Importo»",
        "G03 riga 1, colonna «Comune»",
        "G04 riga 2, colonna «Stato del dato»",
        "G01 riga 3, colonna «Comune»",
    ]
    assert dict(found.incomplete) == {
        2: ("Fonte di finanziamento", "Fase", "Periodo", "Importo", "Fonte o atto")
    }
    assert sheet.added[2] == {"voce_id": "A1"}
    assert len(sheet) == 4


def test_a_required_cell_that_was_emptied_is_missing_and_a_key_says_what_it_was() -> None:
    found = judge(absorb(frame(), RegisterGrid({0: {"source": "", "voce_id": "A2"}})))
    assert dict(found.incomplete) == {"r1": ("Fonte o atto",)}
    [key] = found.refused
    assert "era «A1 Case residenza»" in key.sentence


def test_the_state_of_a_new_row_may_be_copied_from_the_rows_above_where_it_is_the_first() -> None:
    assert judge(absorb(frame(), RegisterGrid({}, [{**NEW, "state": "bozza"}]))).wrong == {}
    assert said(judge(absorb(frame(), RegisterGrid({}, [{**NEW, "state": "validato"}])))) == [
        "G04 riga 3, colonna «Stato del dato»"
    ]


def test_the_state_of_a_stored_row_typed_as_the_first_is_of_a_step_too() -> None:
    """Nobody types a state in a row that is there: neither the first nor another."""
    for words in ("bozza", "validato"):
        typed = GridSheet({"r1": Touched(3, {}, {"state": words})}, {}, {})
        found = judge(typed)
        assert said(found) == ["G04 riga 1, colonna «Stato del dato»"]


def test_two_new_rows_that_are_the_same_row_are_told() -> None:
    assert said(judge(absorb(frame(), RegisterGrid({}, [NEW, {**NEW, "amount_cents": "2"}])))) == [
        "G05 riga 4"
    ]


def test_a_new_row_that_is_there_already_is_told_and_changes_nothing(engine: Engine) -> None:
    made_desk(engine)
    save(engine, "anna", entry(1, 10))
    row = sound(
        ENTRY,
        fund_year_id=FUND,
        voce_id="A1",
        municipality_id="c",
        phase="final",
        period="month",
        period_no=1,
    )
    texts = {name: COLUMNS.shown(name, row[name]) for name in COLUMNS.names}
    known = {
        **KNOWN,
        "municipality_id": chosen_words("Comuni", {"c": "c"}),
        "source_id": chosen_words("Fonti", {str(row["source_id"]): str(row["source_id"])}),
    }
    found = judged(
        Bench(replace(COLUMNS, known=known), TODAY, {1: 9}),
        GridSheet({}, {1: texts | {"state": "bozza", "municipality_id": "c"}}),
    )
    assert found.wrong == {}
    with reading(engine) as connection:
        [problem] = already_there(connection, found)
    assert (problem.code, problem.place.row) == ("G07", 9)


def test_a_block_in_one_cell_goes_down_and_right_over_stored_rows_then_new_ones() -> None:
    block = '10\t\t01/11/2026\n20\t\t"nota"\r\n30\t\t02/11/2026\n'
    sheet = spread(frame(), absorb(frame(), RegisterGrid({0: {"amount_cents": block}})))
    assert [dict(one.cells) for one in sheet.changed.values()] == [
        {"amount_cents": "10", "state": "", "as_of": "01/11/2026"},
        {"amount_cents": "20", "state": "", "as_of": "nota"},
    ]
    assert sheet.added == {1: {"amount_cents": "30", "state": "", "as_of": "02/11/2026"}}


def test_a_column_pasted_into_an_open_cell_goes_down() -> None:
    sheet = spread(frame(), absorb(frame(), RegisterGrid({1: {"amount_cents": "5\n6\n7"}})))
    assert sheet.changed["r2"].cells == {"amount_cents": "5"}
    assert sheet.added == {1: {"amount_cents": "6"}, 2: {"amount_cents": "7"}}


def test_a_block_that_is_too_wide_stays_whole_and_is_refused() -> None:
    sheet = absorb(frame(), RegisterGrid({0: {"source": "a\tb\tc"}}))
    assert spread(frame(), sheet) == sheet
    assert said(judge(sheet)) == ["G06 riga 1, colonna «Fonte o atto»"]


@pytest.mark.parametrize(
    "late",
    [
        RegisterGrid({0: {"amount_cents": "7", "source": "Tardi"}}),
        RegisterGrid({0: {"amount_cents": "7"}}, [{"voce_id": "A2"}]),
        RegisterGrid({0: {"amount_cents": "7"}}, [], [1]),
    ],
)
def test_what_arrives_late_is_added_and_nothing_else_changes(late: RegisterGrid) -> None:
    first = absorb(frame(), RegisterGrid({0: {"amount_cents": "7"}}))
    second = absorb(frame(first), RegisterGrid({0: {"amount_cents": "8"}}))
    whole = merged(second, first, absorb(frame(), late))
    assert whole.changed["r1"].cells["amount_cents"] == "8"
    assert (whole.changed["r1"].cells.get("source"), len(whole.added), list(whole.removed)) == (
        "Tardi" if late.changed[0].get("source") else None,
        len(late.added),
        ["r2"] if late.removed else [],
    )


def test_what_arrives_late_and_says_nothing_new_of_a_row_leaves_it_as_it_was_cleared() -> None:
    """7 typed and a new line, then both cleared: what arrives again is what was before."""
    first = absorb(frame(), RegisterGrid({0: {"amount_cents": "7"}}, [{"voce_id": "A2"}]))
    assert merged(EMPTY, first, first) == EMPTY


def test_what_was_typed_in_a_row_that_is_gone_becomes_a_new_row_with_its_key() -> None:
    sheet = without_gone(
        absorb(frame(), RegisterGrid({0: {"amount_cents": "7"}, 1: {"amount_cents": "8"}})),
        {"r2": 5},
    )
    assert list(sheet.changed) == ["r2"]
    assert (
        sheet.changed["r2"].seen == 1
    )  # the version that was seen: who changed it meanwhile is told
    assert sheet.added[1] == {
        "voce_id": "A1 Case residenza",
        "source_id": "FRNA",
        "municipality_id": "Cervia",
        "phase": "consuntivo",
        "period": "mese",
        "period_no": "1",
        "amount_cents": "7",
    }


def test_a_sheet_of_any_length_is_kept_for_who_typed_it_until_it_is_saved(engine: Engine) -> None:
    made_desk(engine)
    now = datetime(2026, 11, 29, 12, tzinfo=UTC)
    sheet = GridSheet(
        absorb(frame(), RegisterGrid({0: {"amount_cents": "7"}}, [], [1])).changed,
        {number: NEW | {"source": "è " * 200} for number in range(1, 201)},
        {"r2": 1},
    )
    keep_sheet(engine, "anna", "grid-FrnaEntry", sheet, now)
    keep_sheet(engine, "anna", "grid-Action", GridSheet({}, {1: {"title": "altro"}}), now)
    with reading(engine) as connection:
        found = kept_sheet(connection, "anna", "grid-FrnaEntry", now + timedelta(hours=1))
        assert found is not None
        assert (found.sheet, found.at) == (sheet, now)
        assert kept_sheet(connection, "carlo", "grid-FrnaEntry", now) is None
        assert kept_sheet(connection, "anna", "grid-FrnaEntry", now + timedelta(days=91)) is None
    keep_sheet(engine, "anna", "grid-FrnaEntry", EMPTY, now)
    with reading(engine) as connection:
        assert kept_sheet(connection, "anna", "grid-FrnaEntry", now) is None
        other = kept_sheet(connection, "anna", "grid-Action", now)
        assert other is not None
        assert other.sheet.added == {1: {"title": "altro"}}


def test_what_windows_kept_is_taken_over_together_and_by_one(engine: Engine) -> None:
    """The latest word stands in a cell that both wrote; new lines are all there.

    A draft of before windows is read too.
    """
    made_desk(engine)
    noon = datetime(2026, 11, 29, 12, tzinfo=UTC)
    first = absorb(
        frame(), RegisterGrid({0: {"amount_cents": "7", "source": "Prima"}}, [{"source": "nuova"}])
    )
    second = absorb(frame(), RegisterGrid({0: {"amount_cents": "8"}}, [{"source": "altra"}], [1]))
    keep_sheet(engine, "anna", "grid-FrnaEntry", second, noon + timedelta(minutes=5), window="due")
    keep_sheet(engine, "anna", "grid-FrnaEntry", first, noon, window="uno")
    with writing(engine) as connection:
        [whole] = [
            row.words for row in store.of_officer(connection, "anna") if "~uno~" in row.place
        ]
        store.put(
            connection, "anna", [UnsavedRow("griglia-grid-Action-0", whole, noon.isoformat(), 0)]
        )
        assert kept_places(connection, "anna") == {
            ("grid-FrnaEntry", "uno"),
            ("grid-FrnaEntry", "due"),
            ("grid-Action", ""),
        }
    taken = take_over(
        engine,
        "anna",
        "grid-FrnaEntry",
        "tre",
        others=["uno", "due"],
        now=noon + timedelta(hours=1),
    )
    assert taken is not None
    assert (dict(taken.sheet.changed["r1"].cells), taken.at) == (
        {"amount_cents": "8", "source": "Prima"},
        noon + timedelta(minutes=5),
    )
    assert (
        [cells["source"] for cells in taken.sheet.added.values()],
        list(taken.sheet.removed),
    ) == (["nuova", "altra"], ["r2"])
    old = take_over(engine, "anna", "grid-Action", "tre", others=[""], now=noon)
    assert old is not None
    assert old.sheet == first
    with reading(engine) as connection:
        assert kept_places(connection, "anna") == {
            ("grid-FrnaEntry", "tre"),
            ("grid-Action", "tre"),
        }
        assert kept_sheet(connection, "anna", "grid-FrnaEntry", noon, "tre") == taken


def test_a_column_that_is_not_shown_goes_into_new_lines_and_a_pasted_block_passes_over_it() -> None:
    """Looked at by voce A1: the line keeps it, whatever is looked at when it is saved."""
    seen = replace(frame(given={"voce_id": "A1 Case residenza"}), hidden=frozenset({"voce_id"}))
    sheet = spread(
        seen,
        absorb(
            seen, RegisterGrid({}, [{"source_id": "FRNA\tCervia\tconsuntivo", "voce_id": None}])
        ),
    )
    assert sheet.added == {
        1: {
            "voce_id": "A1 Case residenza",
            "source_id": "FRNA",
            "municipality_id": "Cervia",
            "phase": "consuntivo",
        }
    }
    assert absorb(seen, RegisterGrid({}, [{"source_id": ""}])) == EMPTY

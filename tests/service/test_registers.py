"""A grid of any entity: words of the cells, and edits that a browser cannot forge."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, entry, made_desk, save
from tests.made_rows import sound
from udp_core.archive.engine import reading
from udp_core.archive.entity import specs
from udp_core.archive.queries import RegisterRow, how_many, names_of, register_rows, values_of
from udp_core.archive.registry import ENTITIES
from udp_core.writing.registers import RegisterGrid, edits_of
from udp_core.writing.typed import typed
from udp_core.writing.words import words_of

ENTRY = E["frna_entry"]
ROWS = [RegisterRow("r1", 3, sound(ENTRY)), RegisterRow("r2", 1, sound(ENTRY, voce_id="b"))]


@pytest.mark.parametrize("entity", ENTITIES)
def test_what_a_grid_shows_is_read_back_as_it_was(entity: type[object]) -> None:
    image = sound(entity)  # type: ignore[arg-type]  # an entity
    for name, spec in specs(entity).items():  # type: ignore[arg-type]  # an entity
        words = words_of(spec, image[name])
        assert (typed(spec)(words) if words else None) == image[name]


def test_cells_are_shown_the_italian_way() -> None:
    known = specs(ENTRY)
    assert words_of(known["amount_cents"], 123456) == "1.234,56"
    assert words_of(known["phase"], "final") == "consuntivo"
    assert words_of(known["as_of"], "2026-11-07") == "07/11/2026"
    assert words_of(known["municipality_id"], None) == ""
    assert words_of(specs(E["officer"])["active"], 0) == "no"
    assert words_of(specs(E["action"])["weight"], 125) == "12,5 %"


def test_changed_added_and_removed_rows_become_edits() -> None:
    edits, problems = edits_of(
        ENTRY,
        ROWS,
        RegisterGrid(
            {1: {"amount_cents": "1.500"}},
            [{"voce_id": "c", "amount_cents": "2"}, {"voce_id": " "}],
            [0],
        ),
        {"fund_year_id": FUND},
        "Rettifica",
    )
    assert problems == []
    changed, removed, added = edits
    assert (changed.entity_id, changed.seen, changed.values, changed.reason) == (
        "r2",
        1,
        {"amount_cents": 150000},
        "Rettifica",
    )
    assert (removed.entity_id, removed.seen, removed.remove) == ("r1", 3, True)
    assert (
        added.entity_id,
        added.values["fund_year_id"],
        added.values["voce_id"],
        added.values["state"],
        added.values["origin"],
    ) == (None, FUND, "c", "draft", "real")
    assert added.place.row == 3


def test_columns_that_are_not_there_and_states_are_not_taken() -> None:
    edits, problems = edits_of(
        ENTRY,
        ROWS,
        RegisterGrid({0: {"state": "validato", "id": "x", "version": "9", "amount_cents": "1"}}),
        {},
    )
    assert problems == []
    assert edits[0].values == {"amount_cents": 100}


def test_a_new_row_begins_in_the_first_of_its_states() -> None:
    [added], _ = edits_of(E["intervention"], [], RegisterGrid({}, [{"code": "S1"}]), {})
    assert (added.values["state"], added.values["data_state"]) == ("proposed", "draft")


def test_what_does_not_read_is_told_with_row_and_column() -> None:
    _, [problem] = edits_of(ENTRY, ROWS, RegisterGrid({1: {"amount_cents": "1.23"}}), {})
    assert (problem.place.row, problem.place.column) == (2, "Importo")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("35", 350),
        ("35%", 350),
        ("35 %", 350),
        ("12,5", 125),
        ("0", 0),
        ("100", 1000),
        ("0,5 %", 5),
    ],
)
def test_a_share_is_typed_and_pasted_in_percent(text: str, stored: int) -> None:
    assert (
        edits_of(E["action"], [], RegisterGrid({}, [{"weight": text}]), {})[0][0].values["weight"]
        == stored
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0,35", "C12"),
        ("1", "C12"),
        ("101", "C05"),
        ("-5", "C05"),
        ("12,55", "N03"),
        ("metà", "N02"),
    ],
)
def test_a_part_of_the_whole_typed_where_a_percentage_goes_is_asked_back(
    text: str, code: str
) -> None:
    _, [problem] = edits_of(E["action"], [], RegisterGrid({}, [{"weight": text}]), {})
    assert (problem.code, problem.place.row, problem.place.column) == (code, 1, "Peso")


def test_the_label_of_what_is_typed_says_its_unit() -> None:
    weight, amount = specs(E["action"])["weight"], specs(ENTRY)["amount_cents"]
    assert (weight.heading, amount.heading) == ("Peso (%)", "Importo (€)")


def test_rows_are_filtered_counted_and_named(engine: Engine) -> None:
    made_desk(engine)
    save(
        engine, "anna", entry(1, 10), entry(2, 20), entry(1, 30, voce_id="A2", municipality_id=None)
    )
    with reading(engine) as connection:
        assert [
            row.image["period_no"] for row in register_rows(connection, ENTRY, {"voce_id": "A1"})
        ] == [1, 2]
        assert how_many(connection, ENTRY, {}) == 3
        assert register_rows(connection, ENTRY, {}, first=3) == ()
        assert values_of(connection, ENTRY, "voce_id") == ("A1", "A2")
        assert values_of(connection, ENTRY, "municipality_id") == ("c",)
        assert names_of(connection, E["municipality"]) == {"c": "Cervia", "r": "Russi"}
        assert names_of(connection, E["fund_year"])[FUND] == FUND


def test_what_is_counted_has_its_dots_and_a_year_has_none() -> None:
    known = specs(E["population"])
    assert words_of(known["residents"], 11_506) == "11.506"
    assert words_of(known["year"], 2026) == "2026"

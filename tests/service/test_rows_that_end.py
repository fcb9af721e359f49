"""A closed year, what ends while others stand on it, what is taken back: by no door."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, mandate, save
from tests.made_rows import asked, load, sound
from tests.service.test_true_rows import (
    AREA,
    DOORS,
    ENTRY,
    INDICATOR,
    MEASURE,
    VOCE,
    Door,
    codes,
    desk,
    refused,
    turn,
)
from udp_core.archive.engine import reading
from udp_core.archive.entity import id_of
from udp_core.archive.images import read_by_id
from udp_core.kernel.vocabulary import DataState
from udp_core.writing.in_force import last_day_of
from udp_core.writing.loading import Batch
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit

__all__ = ["desk"]


# A closed year


@DOORS
@pytest.mark.parametrize(
    "name",
    [
        "frna_entry",
        "activity_measure",
        "allocation",
        "variation",
        "carry_over",
        "cofinancing",
        "returned_fund",
    ],
)
def test_no_door_writes_in_a_closed_year(desk: Engine, door: Door, name: str) -> None:
    row = sound(E[name], fund_year_id="a:a:2025") | (
        {"voce_id": "A1"} if name in {"frna_entry", "activity_measure"} else {}
    )
    if "as_of" in row:
        row["as_of"] = "2025-02-18"
    assert "W10" in codes(lambda: door(desk, E[name], row), desk)


# What ends while others stand on it


def test_an_ambito_with_schede_of_a_later_year_does_not_close(desk: Engine) -> None:
    [problem] = refused(
        lambda: save(desk, "anna", Edit(AREA, {"valid_to": "2025-12-31"}, "a", 2)), desk
    )
    assert problem.code == "W16"
    assert "1 scheda del 2026" in problem.sentence
    assert "31/12/2025" in problem.sentence


@pytest.mark.parametrize(
    ("day", "closes"), [("2026-11-06", False), ("2026-11-07", True), ("2027-01-01", True)]
)
def test_it_closes_once_nothing_stands_on_it_after_that_day(
    desk: Engine, day: str, closes: bool
) -> None:
    """The scheda ends on 7/11/2026; the indicator and the mandate were moved elsewhere first."""
    save(desk, "anna", Edit(AREA, sound(AREA, code="z", valid_from="2020-01-01")))
    save(desk, "anna", Edit(INDICATOR, {"area_id": "z"}, "a", 1))
    load(
        desk,
        Batch(
            E["mandate"],
            [(None, mandate("dina", "area_editor", area_id="a") | {"valid_to": "2026-11-07"})],
        ),
    )
    closing = Edit(AREA, {"valid_to": day}, "a", 2)
    if closes:
        assert save(desk, "anna", closing).touched == 1
        later = sound(
            E["intervention"], code="z", programme_id=programme_of(desk), end_date="2027-02-01"
        )
        [problem] = refused(lambda: save(desk, "anna", Edit(E["intervention"], later)), desk)
        assert (problem.code, problem.value) == ("W17", "a")
        assert (
            problem.sentence
            == f"«Attività» in «Ambito» è in vigore fino al {date.fromisoformat(day):%d/%m/%Y}."
        )
    else:
        assert codes(lambda: save(desk, "anna", closing), desk) == ["W16"]


@pytest.mark.parametrize(("ends", "is_told"), [("2026-06-30", False), ("2026-07-01", True)])
def test_a_row_may_end_on_the_last_day_of_what_it_refers_to(
    desk: Engine, ends: str, is_told: bool
) -> None:
    area = sound(AREA, code="z", valid_from="2020-01-01", valid_to="2026-06-30")
    save(desk, "anna", Edit(AREA, area))
    scheda = sound(
        E["intervention"],
        code="z",
        programme_id=programme_of(desk),
        area_id="z",
        start_date="2026-01-01",
        end_date=ends,
    )
    edit = Edit(E["intervention"], scheda)
    if is_told:
        assert codes(lambda: save(desk, "anna", edit), desk) == ["W17"]
    else:
        assert save(desk, "anna", edit).touched == 1


def programme_of(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(connection.exec_driver_sql("SELECT programme_id FROM intervention").scalar_one())


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("frna_voce", "A1"),
        ("municipality", "c"),
        ("intervention_area", "a"),
        ("funding_source", "a"),
        ("fund_year", FUND),
        ("indicator", "a"),
        ("annual_programme", ""),
    ],
)
def test_what_others_refer_to_is_not_removed(desk: Engine, name: str, row: str) -> None:
    save(desk, "anna", entry(1, 100), Edit(MEASURE, sound(MEASURE, year=2025, as_of="2025-12-31")))
    row = row or programme_of(desk)
    with reading(desk) as connection:
        version = read_by_id(connection, E[name], [row])[row][0]
    [problem] = refused(
        lambda: save(desk, "anna", Edit(E[name], {}, row, version, remove=True)), desk
    )
    assert problem.code == "W15"


def test_it_is_removed_together_with_what_refers_to_it(desk: Engine) -> None:
    save(desk, "anna", entry(1, 100, voce_id="A2"))
    own = id_of(ENTRY, dict(entry(1, 100, voce_id="A2").values))
    gone = [Edit(VOCE, {}, "A2", 1, remove=True), Edit(ENTRY, {}, own, 1, remove=True)]
    assert save(desk, "anna", *gone).touched == 2


def test_a_confirmed_figure_is_taken_back_with_a_reason_and_a_draft_without(desk: Engine) -> None:
    save(desk, "anna", entry(1, 100), entry(2, 100))
    first, second = (id_of(ENTRY, dict(entry(month, 100).values)) for month in (1, 2))
    move_states(
        desk,
        MoveState(
            asked(f"passo {next(turn)}"),
            "anna",
            [Move(ENTRY, first, 1, DataState.CONFIRMED)],
            TODAY,
        ),
    )
    taken = Edit(ENTRY, {}, first, 2, remove=True)
    [problem] = refused(lambda: save(desk, "anna", taken), desk)
    assert problem.code == "U03"
    save(desk, "anna", taken, excused=frozenset({problem.key}))
    save(desk, "anna", Edit(ENTRY, {}, second, 1, remove=True))


@pytest.mark.parametrize(
    ("image", "last"),
    [
        ({"year": 2026}, date(2026, 12, 31)),
        ({"fund_year_id": "a:frna:2025"}, date(2025, 12, 31)),
        ({"valid_to": "2026-06-30", "year": 2026}, date(2026, 6, 30)),
        ({"end_date": "2026-05-31"}, date(2026, 5, 31)),
        ({"year": 2026, "valid_from": "2026-01-01"}, date.max),
        ({"valid_from": "2026-01-01", "valid_to": None}, date.max),
        ({"intervention_id": "there is none"}, date.max),
        ({}, date.max),
    ],
)
def test_until_when_a_row_stands(desk: Engine, image: dict[str, object], last: date) -> None:
    """Its own last day, else the end of the year that it is of; else for ever."""
    with reading(desk) as connection:
        assert last_day_of(connection, image) == last

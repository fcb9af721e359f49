"""What cannot be true on its day is stored through no door.

The desk's command, a load, a state moved, money transferred.

A desk of two districts, on 10/11/2026: «a» with two Comuni, a closed 2025, an ambito that ended;
«b» beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, made_desk, mandate, save
from tests.made_rows import asked, fingerprint, load, sound
from udp_core.archive.engine import reading
from udp_core.archive.entity import Entity, Image, id_of
from udp_core.kernel.calendar import Period
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import DataState, PeriodKind
from udp_core.packages.packages import DEMO, RULES, ledger
from udp_core.writing.loading import Batch, LoadRows, load_rows
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit
from udp_core.writing.time_rules import is_timed, wrong_in_time, zero_too_early

ENTRY, MEASURE, INDICATOR, VOCE, AREA = (
    E[name] for name in ("frna_entry", "measurement", "indicator", "frna_voce", "intervention_area")
)
BUDGET = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
Door = Callable[[Engine, type[Entity], Image], object]
turn = count(1)


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    district = sound(E["district"], code="b")
    fund = sound(E["fund_year"], district_id="b", year=2026)
    closed = sound(E["fund_year"], year=2025)
    closure = sound(E["fund_closure"], fund_year_id="a:a:2025")
    load(
        empty_engine,
        Batch(E["district"], [(None, district)]),
        Batch(E["fund_year"], [(None, fund), (None, closed)]),
        Batch(E["fund_closure"], [(None, closure)]),
    )
    load(
        empty_engine, Batch(E["mandate"], [(None, mandate("anna", "coordinator", district_id="b"))])
    )
    load(empty_engine, Batch(AREA, [(None, sound(AREA, valid_from="2020-01-01"))]))
    return empty_engine


def saved(engine: Engine, entity: type[Entity], image: Image) -> object:
    return save(engine, "anna", Edit(entity, image))


def loaded(engine: Engine, entity: type[Entity], image: Image) -> object:
    return load_rows(
        engine,
        LoadRows(
            asked(f"carico {next(turn)}"), [Batch(entity, [(2, image)], "file.csv")], today=TODAY
        ),
    )


DOORS = pytest.mark.parametrize("door", [saved, loaded])


def refused(work: Callable[[], object], engine: Engine) -> list[Problem]:
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        work()
    assert fingerprint(engine) == before
    return list(caught.value.problems)


def codes(work: Callable[[], object], engine: Engine) -> list[str]:
    return [problem.code for problem in refused(work, engine)]


# A period to come


@pytest.mark.parametrize(
    ("period", "day", "known", "found"),
    [
        (Period(2026, PeriodKind.MONTH, 11), date(2026, 10, 31), date(2026, 10, 31), ["R20"]),
        (Period(2026, PeriodKind.MONTH, 11), date(2026, 11, 1), date(2026, 11, 1), []),
        (Period(2026, PeriodKind.MONTH, 11), date(2026, 11, 30), date(2026, 11, 30), []),
        (Period(2026, PeriodKind.QUARTER, 4), date(2026, 9, 30), date(2026, 9, 30), ["R20"]),
        (Period(2026, PeriodKind.QUARTER, 4), date(2026, 10, 1), date(2026, 10, 1), []),
        (Period(2027), date(2026, 12, 31), date(2026, 12, 31), ["R20"]),
        (Period(2027), date(2027, 1, 1), date(2027, 1, 1), []),
    ],
)
def test_a_final_figure_is_of_a_period_that_has_begun(
    period: Period, day: date, known: date, found: list[str]
) -> None:
    """The day before, the first day, the last."""
    assert [one.code for one in wrong_in_time(MEASURE, of(period, known), None, day)] == found


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2026, 11, 29), ["R21"]), (date(2026, 11, 30), ["R21"]), (date(2026, 12, 1), [])],
)
def test_a_period_ends_the_day_after_its_last_and_is_validated_then(
    day: date, found: list[str]
) -> None:
    row = of(Period(2026, PeriodKind.MONTH, 11), date(2026, 11, 29), state="validated")
    assert [one.code for one in wrong_in_time(MEASURE, row, None, day)] == found
    draft = row | {"state": "confirmed"}
    assert list(wrong_in_time(MEASURE, draft, None, day)) == []


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ("2025-12-31", ["R23"]),
        ("2026-01-01", []),
        ("2026-03-31", []),
        ("2026-04-01", ["R23"]),
        ("2026-11-10", ["R23"]),
        ("2026-11-11", ["R22"]),
    ],
)
def test_a_figure_speaks_of_a_day_of_its_period(known: str, found: list[str]) -> None:
    """An old figure is not made fresh by being written today."""
    row = of(Period(2026, PeriodKind.QUARTER, 1), date(2026, 1, 1)) | {"as_of": known}
    assert [one.code for one in wrong_in_time(MEASURE, row, None, TODAY)] == found
    kept = wrong_in_time(MEASURE, row, frozenset({"value"}), TODAY)
    assert list(kept) == [], "a row kept from before is asked only for what changes in it"


def of(period: Period, known: date, **more: int | str | None) -> Image:
    return sound(
        MEASURE,
        year=period.year,
        period=period.kind.value,
        period_no=period.number,
        as_of=known.isoformat(),
        **more,
    )


@DOORS
@pytest.mark.parametrize(
    ("name", "changes"),
    [
        (
            "frna_entry",
            {
                "phase": "final",
                "period": "month",
                "period_no": 12,
                "amount_cents": 0,
                "as_of": "2026-11-10",
            },
        ),
        (
            "frna_entry",
            {"phase": "final", "period": "month", "period_no": 12, "as_of": "2026-11-10"},
        ),
        (
            "activity_measure",
            {"phase": "final", "period": "month", "period_no": 12, "as_of": "2026-11-10"},
        ),
        ("measurement", {"year": 2027, "as_of": "2026-11-10"}),
        (
            "intervention_funding",
            {"phase": "final", "intervention_id": "a:a:2027:1:a", "as_of": "2026-11-10"},
        ),
    ],
)
def test_no_door_takes_a_final_figure_of_a_period_to_come(
    desk: Engine, door: Door, name: str, changes: Image
) -> None:
    row = (
        sound(E[name])
        | (
            {"fund_year_id": FUND, "voce_id": "A1", "municipality_id": "c"}
            if name in {"frna_entry", "activity_measure"}
            else {}
        )
        | changes
    )
    if name == "intervention_funding":
        programme = sound(E["annual_programme"], year=2027)
        scheda = sound(E["intervention"], programme_id=id_of(E["annual_programme"], programme))
        load(
            desk,
            Batch(E["annual_programme"], [(None, programme)]),
            Batch(E["intervention"], [(None, scheda)]),
        )
        row["intervention_id"] = id_of(E["intervention"], scheda)
    assert codes(lambda: door(desk, E[name], row), desk) == ["R20"]
    if "phase" in row:
        budget = row | {"phase": "budget"}
        assert (
            codes(lambda: door(desk, E[name], budget), desk) == ["I17"]
            if (door, name) == (saved, "frna_entry") and row["amount_cents"]
            else door(desk, E[name], budget)
        )


@DOORS
def test_no_door_takes_residents_of_a_year_to_come(desk: Engine, door: Door) -> None:
    """On 10 November 2026 those of 2026 are known, those of 1 January 2027 are not."""
    row = sound(E["population"], municipality_id="c", year=2027, as_of="2026-11-10")
    assert codes(lambda: door(desk, E["population"], row), desk) == ["R27"]
    door(desk, E["population"], row | {"year": 2026})


@DOORS
@pytest.mark.parametrize(
    ("direction", "target", "refused_as"),
    [
        ("band", {"value": 95_000}, ["R28"]),
        ("band", {"value": None, "low": 95_000, "high": 102_000}, []),
        ("band", {"value": None, "high": 102_000}, []),
        ("up", {"value": None, "low": 95_000, "high": 102_000}, ["R28"]),
        ("down", {"value": 95_000}, []),
        ("info", {"value": 95_000}, []),
    ],
)
def test_a_target_is_what_its_indicator_is_judged_by(
    desk: Engine, door: Door, direction: str, target: Image, refused_as: list[str]
) -> None:
    load(
        desk,
        Batch(E["indicator"], [(None, sound(E["indicator"], code="fascia", direction=direction))]),
    )
    row = sound(E["target"], indicator_id="fascia", district_id="a", year=2026, **target)
    if refused_as:
        assert codes(lambda: door(desk, E["target"], row), desk) == refused_as
    else:
        door(desk, E["target"], row)


def test_the_running_month_holds_a_draft_and_a_zero_is_asked_about(desk: Engine) -> None:
    """The demand of a template with twelve months.

    November is not over, and its zero is nobody's word yet.
    """
    [problem] = refused(lambda: save(desk, "anna", entry(11, 0)), desk)
    assert problem.code == "U02"
    assert save(desk, "anna", entry(11, 0), excused=frozenset({problem.key})).touched == 1
    assert save(desk, "anna", entry(11, 100, voce_id="A2"), entry(10, 0)).touched == 2
    last = of(Period(2026, PeriodKind.MONTH, 11), date(2026, 11, 30), value=0)
    assert zero_too_early(MEASURE, last, date(2026, 11, 30)) is None
    assert zero_too_early(MEASURE, last, date(2026, 11, 29)) is not None


def test_a_row_that_a_file_brings_again_is_asked_for_its_day_only_where_it_changes(
    desk: Engine,
) -> None:
    """Kept from before with a day to come: its amount is corrected, its day to one that was."""
    kept = {**entry(1, 10, **{**BUDGET, "as_of": "2026-11-11"}).values}
    load(desk, Batch(ENTRY, [(None, kept)]))
    loaded(desk, ENTRY, {**kept, "amount_cents": 11_00})
    later = {**kept, "amount_cents": 11_00, "as_of": "2026-11-12"}
    assert codes(lambda: loaded(desk, ENTRY, later), desk) == ["R22"]
    loaded(desk, ENTRY, {**later, "as_of": "2026-11-10"})


def test_a_figure_of_a_running_month_is_confirmed_and_not_yet_validated(desk: Engine) -> None:
    save(desk, "anna", entry(11, 100), entry(10, 100))
    row, ended = (id_of(ENTRY, dict(entry(month, 100).values)) for month in (11, 10))

    def move(entity_id: str, seen: int, state: DataState, today: date = TODAY) -> object:
        request = asked(f"passo {next(turn)}")
        return move_states(
            desk, MoveState(request, "anna", [Move(ENTRY, entity_id, seen, state)], today)
        )

    move(row, 1, DataState.CONFIRMED)
    move(ended, 1, DataState.CONFIRMED)
    assert codes(lambda: move(row, 2, DataState.VALIDATED), desk) == ["R21"]
    assert codes(lambda: move(row, 2, DataState.VALIDATED, date(2026, 11, 30)), desk) == ["R21"]
    move(ended, 2, DataState.VALIDATED)
    move(row, 2, DataState.VALIDATED, date(2026, 12, 1))


@DOORS
@pytest.mark.parametrize(("late", "found"), [(-1, []), (0, []), (1, ["R24"])])
def test_nothing_is_done_in_the_future(
    desk: Engine, door: Door, late: int, found: list[str]
) -> None:
    with reading(desk) as connection:
        scheda = str(connection.exec_driver_sql("SELECT id FROM intervention").scalar_one())
    day = (TODAY + timedelta(days=late)).isoformat()
    row = sound(E["action"], intervention_id=scheda, due_date="2027-01-31", done_date=day)
    if found:
        assert codes(lambda: door(desk, E["action"], row), desk) == found
    else:
        door(desk, E["action"], row)


# What the product ships


def test_the_demonstration_obeys_the_same_rules_on_its_own_day() -> None:
    day = date(2026, 10, 31)
    rows = [
        (batch.entity, image)
        for folder in (RULES, DEMO)
        for batch in ledger(folder)[0]
        for _, image in batch.rows
    ]
    wrong = [
        str(one)
        for entity, image in rows
        if is_timed(entity)
        for one in wrong_in_time(entity, image, None, day)
    ]
    assert wrong == []
    assert sum(is_timed(entity) for entity, _ in rows) > 1000

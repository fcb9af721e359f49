"""What cannot be true is stored through no door.

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

from tests.made_desk import FUND, TODAY, E, confirm_budget, entry, made_desk, mandate, save
from tests.made_rows import asked, fingerprint, load, sound
from udp_core.calendar import Period
from udp_core.model.entity import Entity, Image, id_of
from udp_core.money import Money
from udp_core.problem import Problem, RefusedError
from udp_core.service.loading import Batch, LoadRows, load_rows
from udp_core.service.moving import Move, MoveState, move_states
from udp_core.service.packages import DEMO, RULES, ledger
from udp_core.service.saving import Edit
from udp_core.service.time_rules import is_timed, wrong_in_time, zero_too_early
from udp_core.service.transfers import Decision, Proposal, decide, propose
from udp_core.store.engine import reading
from udp_core.store.images import read_by_id
from udp_core.vocabulary import DataState, PeriodKind

ENTRY, MEASURE, INDICATOR, VOCE, AREA = (
    E[name] for name in ("frna_entry", "measurement", "indicator", "frna_voce", "intervention_area")
)
BUDGET = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
Door = Callable[[Engine, type[Entity], Image], object]
_turn = count(1)


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
            asked(f"carico {next(_turn)}"), [Batch(entity, [(2, image)], "file.csv")], today=TODAY
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


def test_a_figure_of_a_running_month_is_confirmed_and_not_yet_validated(desk: Engine) -> None:
    save(desk, "anna", entry(11, 100), entry(10, 100))
    row, ended = (id_of(ENTRY, dict(entry(month, 100).values)) for month in (11, 10))

    def move(entity_id: str, seen: int, state: DataState, today: date = TODAY) -> object:
        request = asked(f"passo {next(_turn)}")
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


# A value and its terms


@DOORS
@pytest.mark.parametrize(
    ("value", "found"),
    [(5000, []), (7500, ["R25"]), (5010, ["R25"]), (5100, ["R25"]), (None, [])],
)
def test_a_value_agrees_with_its_terms(
    desk: Engine, door: Door, value: int | None, found: list[str]
) -> None:
    """50 out of 1.000 is 5,0 %: neither 7,5 nor 5,01 nor 5,1."""
    load(
        desk,
        Batch(
            INDICATOR,
            [
                (
                    None,
                    sound(
                        INDICATOR,
                        code="pc",
                        multiplier=100_000,
                        denominator="Residenti",
                        unit="%",
                        decimals=1,
                    ),
                )
            ],
        ),
    )
    row = sound(
        MEASURE,
        indicator_id="pc",
        municipality_id="c",
        year=2025,
        numerator=50_000,
        denominator=1_000_000,
        value=value,
        as_of="2025-12-31",
    )
    if found:
        [problem] = refused(lambda: door(desk, MEASURE, row), desk)
        assert problem.code == "R25"
        assert "50 su 1.000 fa 5,0" in problem.sentence
    else:
        door(desk, MEASURE, row)


@DOORS
def test_a_value_is_as_exact_as_it_is_written(desk: Engine, door: Door) -> None:
    """2 out of 3 is 66,7 %, 67 % and 66,667 %; a mean per thousand has its own multiplier.

    Nothing is divided by zero.
    """
    load(
        desk,
        Batch(
            INDICATOR,
            [
                (
                    None,
                    sound(
                        INDICATOR,
                        code=code,
                        multiplier=1000 * per,
                        denominator="Residenti",
                        unit="u",
                        decimals=1,
                    ),
                )
                for code, per in (("pc", 100), ("pm", 1000))
            ],
        ),
    )

    def row(indicator: str, value: int, year: int, denominator: int = 3000) -> Image:
        return sound(
            MEASURE,
            indicator_id=indicator,
            municipality_id="c",
            year=year,
            numerator=2000,
            denominator=denominator,
            value=value,
            as_of=f"{year}-12-31",
        )

    for year, value in ((2023, 66_700), (2024, 67_000), (2025, 66_667)):
        door(desk, MEASURE, row("pc", value, year))
    door(desk, MEASURE, row("pm", 666_700, 2025))
    assert codes(lambda: door(desk, MEASURE, row("pm", 66_700, 2024)), desk) == ["R25"]
    assert codes(lambda: door(desk, MEASURE, row("pc", 0, 2022, denominator=0)), desk) == ["R25"]
    counted = sound(INDICATOR, code="n", multiplier=1000, denominator=None)
    load(desk, Batch(INDICATOR, [(None, counted)]))
    door(desk, MEASURE, row("n", 2000, 2025) | {"denominator": None})
    assert codes(
        lambda: door(desk, MEASURE, row("n", 3000, 2024) | {"denominator": None}), desk
    ) == ["R25"]


# Groups of voci


@pytest.fixture
def grouped(desk: Engine) -> Engine:
    """A voce «A» above A1 and A2."""
    save(desk, "anna", Edit(VOCE, sound(VOCE, code="A", name="Anziani", short_name="Anziani")))
    save(desk, "anna", *(Edit(VOCE, {"parent_id": "A"}, code, 1) for code in ("A1", "A2")))
    return desk


@DOORS
@pytest.mark.parametrize("name", ["frna_entry", "activity_measure"])
def test_no_door_puts_a_figure_on_a_group_of_voci(grouped: Engine, door: Door, name: str) -> None:
    row = sound(
        E[name],
        fund_year_id=FUND,
        voce_id="A",
        municipality_id="c",
        phase="final",
        period="month",
        period_no=1,
        as_of="2026-01-31",
    )
    [problem] = refused(lambda: door(grouped, E[name], row), grouped)
    assert problem.code == "W13"
    assert "A1" in problem.remedy
    assert "A2" in problem.remedy
    door(grouped, E[name], row | {"voce_id": "A1"})


@DOORS
def test_a_voce_with_figures_takes_no_others_below(desk: Engine, door: Door) -> None:
    save(desk, "anna", entry(1, 100))
    [problem] = refused(lambda: door(desk, VOCE, sound(VOCE, code="A1.1", parent_id="A1")), desk)
    assert problem.code == "W14"
    assert "1 movimento FRNA" in problem.sentence


def test_a_group_made_by_the_same_request_is_a_group(desk: Engine) -> None:
    below = Edit(VOCE, sound(VOCE, code="A1.1", parent_id="A1"))
    assert codes(lambda: save(desk, "anna", below, entry(1, 100)), desk) == ["W13"]
    together = [
        Batch(VOCE, [(None, dict(below.values))]),
        Batch(ENTRY, [(None, dict(entry(1, 100).values))]),
    ]
    assert codes(lambda: load(desk, *together), desk) == ["W13"]


@pytest.mark.parametrize(("giving", "taking"), [("A", "A1"), ("A1", "A")])
def test_money_is_transferred_between_leaves(grouped: Engine, giving: str, taking: str) -> None:
    save(
        grouped,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
    )
    save(grouped, "anna", entry(1, 12_000, **BUDGET))
    one = Proposal(FUND, giving, taking, "a", "c", Money(100_00), "Prova")
    found = codes(
        lambda: propose(grouped, asked(f"sposta {next(_turn)}"), "anna", one, TODAY), grouped
    )
    assert found[0] == "W13"


def test_a_transfer_proposed_before_its_voce_became_a_group_is_not_approved(desk: Engine) -> None:
    save(
        desk,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
    )
    save(desk, "anna", entry(1, 12_000, **BUDGET))
    confirm_budget(desk)
    one = Proposal(FUND, "A1", "A2", "a", "c", Money(100_00), "Prova")
    transfer = propose(desk, asked(f"sposta {next(_turn)}"), "anna", one, TODAY)
    save(desk, "anna", Edit(VOCE, sound(VOCE, code="A2.1", parent_id="A2")))
    approve = Decision(transfer, 1, approved=True)
    assert codes(
        lambda: decide(desk, asked(f"decide {next(_turn)}"), "anna", approve, TODAY), desk
    ) == ["W13"]


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
            asked(f"passo {next(_turn)}"),
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

"""What is somebody's to give: exactly that, with what was there before."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, text

from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from tests.made_rows import load, sound
from udp_core.archive.engine import reading
from udp_core.desk.report.desk import DeskReport, desk_again, desk_report, usual_month
from udp_core.desk.report.rows import AskedMonth
from udp_core.kernel.vocabulary import DataState
from udp_core.people.rights import require
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

BUDGET = {"phase": "budget", "period": "year", "period_no": None}


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    save(
        engine,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
    )
    save(
        engine,
        "anna",
        entry(1, 12_000, **BUDGET),
        entry(1, 6_000, voce_id="A2", **BUDGET),
        entry(1, 500, municipality_id="r", **BUDGET),
    )
    return engine


def report(engine: Engine, officer: str, month: int, today: date = TODAY) -> DeskReport:
    with reading(engine) as connection:
        return desk_report(connection, require(connection, officer, today), "a", 2026, month, today)


@pytest.mark.parametrize(
    ("month", "day"), [(10, date(2026, 10, 31)), (11, date(2026, 11, 10)), (12, date(2026, 11, 10))]
)
def test_a_figure_never_speaks_of_a_day_to_come(month: int, day: date) -> None:
    """Of a month that has ended its last day; of one that has not, today."""
    assert AskedMonth("a", 2026, month, TODAY).last_day == day


def test_a_referent_sees_the_voci_of_the_own_comune(desk: Engine) -> None:
    [group] = report(desk, "carlo", 1).groups
    assert (group.code, group.missing) == ("spesa", 2)
    assert [figure.label for figure in group.figures] == ["A1 Attività", "A2 Attività"]
    assert {figure.detail for figure in group.figures} == {"Attività · Cervia"}


def test_what_was_given_is_no_longer_due_and_is_a_draft(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000))
    found = report(desk, "carlo", 1)
    assert [(figure.is_due, figure.seen, figure.state) for figure in found.figures] == [
        (False, 1, DataState.DRAFT),
        (True, 0, None),
    ]
    assert [figure.label for figure in found.drafts] == ["A1 Attività"]


def test_what_was_just_given_is_looked_up_alone_and_the_rest_stays_as_it_was(desk: Engine) -> None:
    """A1 is given, then A2 by somebody else.

    Looked up alone A1 is a draft of 1.000 €, A2 still to be given.
    """
    before = report(desk, "carlo", 1)
    first, second = before.figures
    save(desk, "carlo", entry(1, 1000))
    with reading(desk) as connection:
        assert desk_again(connection, before, "a", TODAY, {first.entity_id}) == report(
            desk, "carlo", 1
        )
    save(desk, "anna", entry(1, 300, voce_id="A2"))
    with reading(desk) as connection:
        alone = desk_again(connection, before, "a", TODAY, {first.entity_id})
    assert [(one.seen, one.fields[0].stored) for one in alone.figures] == [(1, 1000_00), (0, None)]
    assert alone.figures[1] == second


def test_the_last_value_and_what_is_usual_stand_beside(desk: Engine) -> None:
    save(desk, "carlo", *(entry(month, 1000 + month) for month in (1, 2, 3)))
    one = report(desk, "carlo", 4).figures[0].fields[0]
    assert (one.stored, one.last) == (None, 1003_00)
    assert one.usual is not None
    assert (one.usual.low, one.usual.high) == (500_50, 1504_50)


def test_a_coordinator_gives_what_is_of_the_whole_district(desk: Engine) -> None:
    assert all(group.code != "spesa" for group in report(desk, "anna", 1).groups)


def test_activity_indicators_money_and_steps_of_schede_are_asked_too(desk: Engine) -> None:
    activity, funding, action, measure = (
        E[name] for name in ("activity_measure", "intervention_funding", "action", "measurement")
    )
    with reading(desk) as connection:
        scheda = str(connection.execute(text("SELECT id FROM intervention")).scalar_one())
    save(
        desk,
        "anna",
        Edit(
            activity,
            sound(
                activity,
                fund_year_id=FUND,
                voce_id="A1",
                municipality_id="c",
                phase="budget",
                unit="hours",
            ),
        ),
        Edit(funding, sound(funding, intervention_id=scheda, municipality_id="c", phase="budget")),
        *(
            Edit(
                action,
                sound(action, intervention_id=scheda, number=number, due_date=day, weight=weight),
            )
            for number, day, weight in (
                (1, "2026-01-20", 500),
                (2, "2026-03-31", 250),
                (3, "2026-04-01", 250),
            )
        ),
        Edit(
            measure,
            sound(measure, municipality_id="c", year=2025, period="year", as_of="2025-12-31"),
        ),
    )
    load(
        desk,
        Batch(
            E["intervention"],
            [
                (
                    None,
                    sound(
                        E["intervention"],
                        programme_id=scheda.rpartition(":")[0],
                        state="active",
                        progress=1,
                    ),
                )
            ],
        ),
    )
    of_comune = {
        group.code: group for group in report(desk, "carlo", 12, date(2026, 12, 31)).groups
    }
    assert [(code, group.missing) for code, group in of_comune.items()] == [
        ("spesa", 2),
        ("attivita", 1),
        ("indicatori", 1),
        ("schede", 1),
    ]
    assert of_comune["attivita"].figures[0].fields[0].label == "ore"
    assert of_comune["schede"].figures[0].fields[0].label == "€ da inizio anno"
    of_area = {group.code: group for group in report(desk, "dina", 3).groups}
    assert set(of_area) == {"indicatori", "avanzamento", "azioni"}
    assert [one.detail for one in of_area["azioni"].figures] == [
        "scadenza 20/01/2026",
        "scadenza 31/03/2026",
    ]
    assert of_area["avanzamento"].figures[0].percent


def test_who_has_nothing_to_give_sees_nothing(desk: Engine) -> None:
    assert report(desk, "ugo", 1).groups == ()


def test_the_month_to_give_is_the_first_with_something_missing(desk: Engine) -> None:
    def month(today: date) -> int:
        with reading(desk) as connection:
            return usual_month(connection, require(connection, "carlo", TODAY), "a", 2026, today)

    assert month(date(2026, 3, 10)) == 1
    save(desk, "carlo", entry(1, 10), entry(1, 10, voce_id="A2"))
    assert month(date(2026, 3, 10)) == 2
    assert month(date(2026, 1, 10)) == 1


def test_a_figure_that_nobody_gives_does_not_hold_back_the_months_after_it(desk: Engine) -> None:
    def month(today: date) -> int:
        with reading(desk) as connection:
            return usual_month(
                connection, require(connection, "anna", TODAY), "a", 2026, today, ("c",)
            )

    save(
        desk,
        "carlo",
        entry(1, 10),
        *(entry(number, 10, voce_id=voce) for number in (2, 3) for voce in ("A1", "A2")),
    )
    assert month(date(2026, 4, 10)) == 1
    assert month(date(2026, 5, 10)) == 4
    save(desk, "carlo", entry(1, 10, voce_id="A2"))
    assert month(date(2026, 4, 10)) == 4


def test_what_the_archive_counts_is_asked_of_nobody(desk: Engine) -> None:
    """FRNA-02 was typed once, as an indicator of the area was.

    Only the second is asked for again.
    """
    indicator, measure = E["indicator"], E["measurement"]
    own: dict[str, int | str | None] = {
        "district_id": "a",
        "municipality_id": "c",
        "year": 2025,
        "period": "year",
        "period_no": None,
    }
    known = [
        sound(indicator, code="FRNA-02", area_id="a"),
        sound(indicator, code="AN-99", area_id="a"),
    ]
    typed = [sound(measure, indicator_id=code, **own) for code in ("FRNA-02", "AN-99")]
    load(
        desk,
        *(
            Batch(entity, [(None, row) for row in rows])
            for entity, rows in ((indicator, known), (measure, typed))
        ),
    )
    asked = [
        figure
        for group in report(desk, "carlo", 1).groups
        if group.code == "indicatori"
        for figure in group.figures
    ]
    assert {dict(figure.values)["indicator_id"] for figure in asked} == {"AN-99"}


@pytest.mark.parametrize(
    ("month", "asked"),
    [
        (1, {"MESE", "ANNO"}),
        (3, {"MESE", "TRIM", "ANNO"}),
        (5, {"MESE", "ANNO"}),
        (6, {"MESE", "TRIM", "SEM", "ANNO"}),
        (9, {"MESE", "TRIM", "ANNO"}),
    ],
)
def test_an_indicator_is_asked_in_the_months_that_close_its_period(
    desk: Engine, month: int, asked: set[str]
) -> None:
    """Each quarter and half year in its last month; of a year, whenever it is known."""
    indicator, measure = E["indicator"], E["measurement"]
    often = {
        "MESE": ("monthly", "month", 12),
        "TRIM": ("quarterly", "quarter", 4),
        "SEM": ("half_yearly", "year", None),
        "ANNO": ("yearly", "year", None),
    }
    known = [
        sound(indicator, code=code, area_id="a", frequency=one) for code, (one, *_) in often.items()
    ]
    then = {"district_id": "a", "municipality_id": None, "year": 2025, "as_of": "2025-12-31"}
    measured = [
        sound(measure, indicator_id=code, **then) | {"period": period, "period_no": number}
        for code, (_, period, number) in often.items()
    ]
    load(
        desk,
        *(
            Batch(entity, [(None, row) for row in found])
            for entity, found in ((indicator, known), (measure, measured))
        ),
    )
    groups = report(desk, "dina", month).groups
    figures = [one for group in groups if group.code == "indicatori" for one in group.figures]
    assert {dict(one.values)["indicator_id"] for one in figures} == asked
